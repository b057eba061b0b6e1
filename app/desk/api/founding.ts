import type { LoaderFunctionArgs } from '@remix-run/node'
import type { InviteAnswer } from '#crypto/answers.ts'
import { parseInviteId } from '#db/model/ids.ts'
import { inviteBy } from '#db/queries/directory.server.ts'
import { answering, instanceOf, wrongVerb } from '#app/http/answering.server.ts'
import { refusal } from '#app/http/refusals.server.ts'

/** What an invitation is for, as long as nobody used it; whoever knows its id got the link. */
export function loader({ request, context }: LoaderFunctionArgs) {
  return answering(async () => {
    const { instanceId, organisation } = instanceOf(context)
    const inviteId = parseInviteId(new URL(request.url).searchParams.get('invite') ?? '')
    const invite = inviteId === null ? null : await inviteBy(context.db, instanceId, inviteId)
    if (invite === null || invite.used) return refusal('missing')
    const { kind, deskId, deskLabel, roles, independent } = invite
    return Response.json({ kind, instanceId, organisation, deskId, deskLabel, roles: [...roles], independent } satisfies InviteAnswer)
  })
}

export function action() {
  return wrongVerb()
}
