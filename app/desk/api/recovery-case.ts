import type { LoaderFunctionArgs } from '@remix-run/node'
import { recordRecoveryRead } from '#db/commands/record-recovery-read.server.ts'
import { parseCaseId } from '#db/model/ids.ts'
import { caseForDesk } from '#db/queries/case-for-desk.server.ts'
import { answering, wrongVerb } from '#app/http/answering.server.ts'
import { caseAnswer } from '#app/http/case-answer.server.ts'
import { refusal } from '#app/http/refusals.server.ts'
import { requireRecovery } from '#app/session/key-holder.server.ts'

/** One case of the desk for its recovery holder, sealed; the server writes down that it was read before it hands it out. */
export function loader({ request, context }: LoaderFunctionArgs) {
  return answering(async () => {
    const scope = await requireRecovery(request, context)
    const caseId = parseCaseId(new URL(request.url).searchParams.get('id') ?? '')
    const shredKey = caseId === null ? null : await context.shred.keyFor(caseId)
    if (caseId === null || shredKey === null) return refusal('missing')
    const recorded = await recordRecoveryRead(context.db, scope, { today: context.today(), caseId })
    const rows = recorded.ok ? await caseForDesk(context.db, scope, { caseId, deskId: scope.deskId }) : null
    return rows === null ? refusal('missing') : Response.json(caseAnswer(shredKey, caseId, scope.deskId, rows))
  })
}

export function action() {
  return wrongVerb()
}
