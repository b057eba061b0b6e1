import type { ActionFunctionArgs } from '@remix-run/node'
import { parseCaseBody } from '#crypto/server.ts'
import { recordRead } from '#db/commands/record-read.server.ts'
import { parseCaseId, parseDeskId } from '#db/model/ids.ts'
import { caseForDesk } from '#db/queries/case-for-desk.server.ts'
import { answering, idFrom, wrongVerb } from '#app/http/answering.server.ts'
import { checkedEntry, noObject } from '#app/http/audit.server.ts'
import { caseAnswer } from '#app/http/case-answer.server.ts'
import { memberFrame } from '#app/http/member-frame.server.ts'
import { refusal } from '#app/http/refusals.server.ts'

/**
 * One case for one of the member's desks, sealed; handed out once a signed line of the record says that the member reads it.
 * What is not there, was destroyed or belongs to others gets one answer.
 */
export function action({ request, context }: ActionFunctionArgs) {
  return answering(async () => {
    const member = await memberFrame(request, context, 'read')
    const body = parseCaseBody(member.frame.body)
    const asked = { caseId: idFrom(parseCaseId, body.caseId), deskId: idFrom(parseDeskId, body.deskId) }
    const entry = checkedEntry(member, body.audit, { actions: ['read', 'rekey', 'export'], object: noObject })
    const shredKey = await context.shred.keyFor(asked.caseId)
    if (shredKey === null) return refusal('missing')
    const recorded = await recordRead(context.db, member.scope, { ...asked, today: context.today(), entry })
    if (!recorded.ok) return refusal(recorded.reason === 'gone' ? 'missing' : recorded.reason)
    const rows = await caseForDesk(context.db, member.scope, asked)
    return rows === null ? refusal('missing') : Response.json(caseAnswer(shredKey, asked.caseId, asked.deskId, rows))
  })
}

export function loader() {
  return wrongVerb()
}
