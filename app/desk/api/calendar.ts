import { randomBytes } from 'node:crypto'
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { makeCalendarLink } from '#db/commands/make-calendar-link.server.ts'
import { revokeCalendarLink } from '#db/commands/revoke-calendar-link.server.ts'
import { calendarLinksOf } from '#db/queries/calendar.server.ts'
import { answering } from '#app/http/answering.server.ts'
import { hashOfSecret } from '#app/http/calendar.server.ts'
import { jsonFrom } from '#app/http/form.server.ts'
import { refusal } from '#app/http/refusals.server.ts'
import { memberOf } from '#app/session/member.server.ts'

const asked = z.union([z.object({ make: z.literal(true) }).strict(), z.object({ revoke: z.string().regex(/^[0-9a-f]{32}$/) }).strict()])

/** The member's own links to their dates, without their secrets. */
export function loader({ request, context }: LoaderFunctionArgs) {
  return answering(async () => {
    const visitor = await memberOf(request, context)
    return visitor === null ? refusal('signed-out') : Response.json({ links: await calendarLinksOf(context.db, visitor.scope) })
  })
}

/** Makes a link and shows it this once, or takes one back. A session is enough: whoever holds it sees the same days and more. */
export function action({ request, context }: ActionFunctionArgs) {
  return answering(async () => {
    const visitor = await memberOf(request, context)
    if (visitor === null) return refusal('signed-out')
    const body = await jsonFrom(request, asked)
    const today = context.today()
    if ('revoke' in body) {
      const revoked = await revokeCalendarLink(context.db, visitor.scope, { today, linkId: new Uint8Array(Buffer.from(body.revoke, 'hex')) })
      return revoked.ok ? Response.json({}) : refusal('missing')
    }
    const secret = randomBytes(32).toString('base64url')
    const made = await makeCalendarLink(context.db, visitor.scope, { today, tokenHash: hashOfSecret(secret) })
    return made.ok ? Response.json({ link: `${context.origin}/calendar/${secret}.ics` }) : refusal(made.reason)
  })
}
