import type { ActionFunctionArgs } from '@remix-run/node'
import { leavesEntry, parseKeepBody, type KeepBody } from '#crypto/server.ts'
import { keepRecord } from '#db/commands/keep-record.server.ts'
import { answering, wrongVerb } from '#app/http/answering.server.ts'
import { checkedEntry, objectOfBytes } from '#app/http/audit.server.ts'
import { storedRecord } from '#app/http/kept-rows.server.ts'
import { memberFrame } from '#app/http/member-frame.server.ts'
import { refusal } from '#app/http/refusals.server.ts'

/** Keeps the next version of a sealed record of the member or their desk. */
export function action({ request, context }: ActionFunctionArgs) {
  return answering(async () => {
    const member = await memberFrame(request, context, 'keep')
    const body = parseKeepBody(member.frame.body)
    const stored = await storedRecord(context, body)
    if (stored === null) return refusal('missing')
    const due = leavesEntry(body.record.head.kind, body.record.head.owner, { kind: 'member', id: member.memberId })
    const kept = await keepRecord(context.db, member.scope, {
      today: context.today(), deskId: body.deskId, caseId: body.caseId, ...stored,
      entry: due || body.audit.length > 0 ? checkedEntry(member, body.audit, { actions: ['keep'], object: objectOf(body) }) : null,
    })
    return kept.ok ? Response.json({}) : refusal(kept.reason === 'gone' ? 'missing' : kept.reason)
  })
}

export function loader() {
  return wrongVerb()
}

function objectOf({ record }: KeepBody): Uint8Array {
  return objectOfBytes(record.head.id)
}
