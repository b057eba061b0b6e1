import type { ActionFunctionArgs } from '@remix-run/node'
import { parseDrillBody } from '#crypto/server.ts'
import { recordDrill } from '#db/commands/record-drill.server.ts'
import { parseDeskId } from '#db/model/ids.ts'
import { answering, idFrom, wrongVerb } from '#app/http/answering.server.ts'
import { checkedEntry } from '#app/http/audit.server.ts'
import { memberFrame } from '#app/http/member-frame.server.ts'
import { refusal } from '#app/http/refusals.server.ts'

/** Puts down that the recovery code of a desk was tried and opened what it must. */
export function action({ request, context }: ActionFunctionArgs) {
  return answering(async () => {
    const member = await memberFrame(request, context, 'drill')
    const body = parseDrillBody(member.frame.body)
    const entry = checkedEntry(member, body.audit, { actions: ['drill'], object: 'any' })
    const recorded = await recordDrill(context.db, member.scope, { today: context.today(), deskId: idFrom(parseDeskId, body.deskId), entry })
    return recorded.ok ? Response.json({}) : refusal(recorded.reason)
  })
}

export function loader() {
  return wrongVerb()
}
