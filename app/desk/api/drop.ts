import type { ActionFunctionArgs } from '@remix-run/node'
import { bytesFromHex, parseDropBody } from '#crypto/server.ts'
import { dropRecord } from '#db/commands/drop-record.server.ts'
import { answering, wrongVerb } from '#app/http/answering.server.ts'
import { checkedEntry, objectOfId } from '#app/http/audit.server.ts'
import { memberFrame } from '#app/http/member-frame.server.ts'
import { refusal } from '#app/http/refusals.server.ts'

/** Throws a sealed record away; what was the desk's goes with a signed line. */
export function action({ request, context }: ActionFunctionArgs) {
  return answering(async () => {
    const member = await memberFrame(request, context, 'drop')
    const { deskId, recordId, version, audit } = parseDropBody(member.frame.body)
    const dropped = await dropRecord(context.db, member.scope, {
      today: context.today(), deskId, recordId: bytesFromHex(recordId), version,
      entry: audit.length === 0 ? null : checkedEntry(member, audit, { actions: ['drop'], object: objectOfId(recordId) }),
    })
    return dropped.ok ? Response.json({}) : refusal(dropped.reason)
  })
}

export function loader() {
  return wrongVerb()
}
