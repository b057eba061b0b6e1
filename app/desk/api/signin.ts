import type { ActionFunctionArgs } from '@remix-run/node'
import { answering, wrongVerb } from '#app/http/answering.server.ts'
import { memberFrame } from '#app/http/member-frame.server.ts'
import { signIn } from '#app/session/member.server.ts'

/** Opens a session for whoever signs with a member's key; the server never sees the phrase or a verifier of it. */
export function action({ request, context }: ActionFunctionArgs) {
  return answering(async () => {
    const { scope } = await memberFrame(request, context, 'signin')
    return Response.json({}, { headers: { 'Set-Cookie': await signIn(context, scope) } })
  })
}

export function loader() {
  return wrongVerb()
}
