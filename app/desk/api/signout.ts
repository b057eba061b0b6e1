import type { ActionFunctionArgs } from '@remix-run/node'
import { answering, wrongVerb } from '#app/http/answering.server.ts'
import { cookieWithout, memberCookie } from '#app/session/cookie.server.ts'
import { signOut } from '#app/session/member.server.ts'

/** Ends the session of the cookie and takes the cookie away; fine without one. */
export function action({ request, context }: ActionFunctionArgs) {
  return answering(async () => {
    await signOut(request, context)
    return Response.json({}, { headers: { 'Set-Cookie': cookieWithout(memberCookie), 'Clear-Site-Data': '"cache"' } })
  })
}

export function loader() {
  return wrongVerb()
}
