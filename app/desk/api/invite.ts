import type { ActionFunctionArgs } from '@remix-run/node'
import { parseInviteBody } from '#crypto/server.ts'
import { inviteMember } from '#db/commands/invite-member.server.ts'
import { answering, idFrom, wrongVerb } from '#app/http/answering.server.ts'
import { checkedEntry, objectOfId } from '#app/http/audit.server.ts'
import { memberFrame } from '#app/http/member-frame.server.ts'
import { refusal } from '#app/http/refusals.server.ts'
import { parseDeskId, parseInviteId } from '#db/model/ids.ts'

/** Makes room for one newcomer; the secret of the link stays in the member's browser. */
export function action({ request, context }: ActionFunctionArgs) {
  return answering(async () => {
    const member = await memberFrame(request, context, 'invite')
    const { deskId, inviteId, role, audit } = parseInviteBody(member.frame.body)
    const made = await inviteMember(context.db, member.scope, {
      today: context.today(), deskId: idFrom(parseDeskId, deskId), inviteId: idFrom(parseInviteId, inviteId), role,
      entry: checkedEntry(member, audit, { actions: ['invite'], object: objectOfId(inviteId) }),
    })
    return made.ok ? Response.json({}) : refusal(made.reason)
  })
}

export function loader() {
  return wrongVerb()
}
