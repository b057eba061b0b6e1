import type { ActionFunctionArgs } from '@remix-run/node'
import { frameHolds, parseCardBody, senderInBody } from '#crypto/server.ts'
import { joinAsMember } from '#db/commands/join-as-member.server.ts'
import { parseInviteId } from '#db/model/ids.ts'
import { answering, frameFor, idFrom, instanceOf, wrongVerb } from '#app/http/answering.server.ts'
import { personFrom } from '#app/http/newcomer.server.ts'
import { refusal } from '#app/http/refusals.server.ts'

/** A newcomer answers an invitation with a card of their own making. They see nothing until a member admits them. */
export function action({ request, context }: ActionFunctionArgs) {
  return answering(async () => {
    const { instanceId } = instanceOf(context)
    const frame = await frameFor(request, context, 'card', 'member')
    if (!frameHolds(instanceId, frame, senderInBody(instanceId, frame))) return refusal('signature')
    const body = parseCardBody(frame.body)
    const joined = await joinAsMember(context.db, instanceId, {
      ...personFrom(instanceId, body), today: context.today(), inviteId: idFrom(parseInviteId, body.inviteId), tag: body.tag,
    })
    return joined.ok ? Response.json({}) : refusal(joined.reason)
  })
}

export function loader() {
  return wrongVerb()
}
