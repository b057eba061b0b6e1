import type { ActionFunctionArgs } from '@remix-run/node'
import { answering, wrongVerb } from '#app/http/answering.server.ts'
import { cookieWithout } from '#app/session/cookie.server.ts'
import { endAll, sessionCookies } from '#app/session/session.server.ts'

/** Ends the sessions of all cookies and takes the cookies away; fine without one. */
export function action({ request, context }: ActionFunctionArgs) {
  return answering(async () => {
    await endAll(request, context)
    const headers = new Headers({ 'Clear-Site-Data': '"cache"' })
    for (const cookie of sessionCookies) headers.append('Set-Cookie', cookieWithout(cookie))
    return Response.json({}, { headers })
  })
}

export function loader() {
  return wrongVerb()
}
