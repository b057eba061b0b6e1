import type { ActionFunctionArgs } from '@remix-run/node'
import { parseAdmitBody } from '#crypto/server.ts'
import { admitMember } from '#db/commands/admit-member.server.ts'
import { parseDeskId } from '#db/model/ids.ts'
import { changeOps } from '#db/steps/member-list.server.ts'
import { answering, idFrom, wrongVerb } from '#app/http/answering.server.ts'
import { checkedEntry } from '#app/http/audit.server.ts'
import { checkedChange } from '#app/http/member-list.server.ts'
import { memberFrame } from '#app/http/member-frame.server.ts'
import { refusal } from '#app/http/refusals.server.ts'

/** Stores a signed line of a desk's list with the boxes that it calls for, if the line follows the list and its signature holds. */
export function action({ request, context }: ActionFunctionArgs) {
  return answering(async () => {
    const member = await memberFrame(request, context, 'admit')
    const { scope } = member
    const body = parseAdmitBody(member.frame.body)
    const deskId = idFrom(parseDeskId, body.deskId)
    const change = await checkedChange(context.db, scope.instance, deskId, body.change)
    const entry = checkedEntry(member, body.audit, { actions: [change.op === changeOps.role ? 'role' : 'admit'], object: change.hash })
    const admitted = await admitMember(context.db, scope, { today: context.today(), deskId, change, boxes: body.boxes, entry })
    return admitted.ok ? Response.json({}) : refusal(admitted.reason)
  })
}

export function loader() {
  return wrongVerb()
}
