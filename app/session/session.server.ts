// What every session of staff has in common: a random cookie in the browser, its hash in the database, an end.

import { createHash, randomBytes } from 'node:crypto'
import type { AppLoadContext } from '@remix-run/node'
import { endSession } from '#db/commands/end-session.server.ts'
import { openSession } from '#db/commands/open-session.server.ts'
import { instantFrom, type InstanceId } from '#db/model/ids.ts'
import { sessionBy } from '#db/queries/who.server.ts'
import type { Holder } from '#db/scope.ts'
import { cookieOf, cookieWith, memberCookie, recoveryCookie, rootCookie } from './cookie.server.ts'

const hour = 60 * 60 * 1000

/** Each kind of holder has a cookie of its own, so that one browser can hold several. A member's lasts a working day and a bit: the worker in
 *  the browser locks itself long before. */
const kinds: Readonly<Record<Holder['kind'], { readonly cookie: string; readonly lasts: number }>> = {
  member: { cookie: memberCookie, lasts: 12 * hour },
  root: { cookie: rootCookie, lasts: hour },
  recovery: { cookie: recoveryCookie, lasts: hour },
}

/** Opens a session and gives the value for Set-Cookie. The database keeps a hash, so that a stolen dump signs nobody in. */
export async function openFor(context: AppLoadContext, instance: InstanceId, holder: Holder): Promise<string> {
  const { cookie, lasts } = kinds[holder.kind]
  const token = randomBytes(32).toString('base64url')
  const now = context.now()
  await openSession(context.db, instance, { today: context.today(), tokenHash: hashOf(token), holder, now, expiresAt: instantFrom(now + lasts) })
  return cookieWith(cookie, token)
}

/** Who holds the session behind the cookie of that kind, or null: no cookie, an old one, or one of another organisation. */
export async function holderOf<Kind extends Holder['kind']>(
  request: Request, context: AppLoadContext, kind: Kind,
): Promise<(Holder & { readonly kind: Kind }) | null> {
  const cookie = cookieOf(request, kinds[kind].cookie)
  if (cookie === null || context.instance === null) return null
  const session = await sessionBy(context.db, hashOf(cookie), context.now())
  if (session === null || session.instance !== context.instance.instanceId) return null
  return isOf(session.holder, kind) ? session.holder : null
}

/** Ends every session of this request. */
export async function endAll(request: Request, context: AppLoadContext): Promise<void> {
  for (const { cookie } of Object.values(kinds)) {
    const token = cookieOf(request, cookie)
    if (token !== null) await endSession(context.db, { tokenHash: hashOf(token), today: context.today() })
  }
}

/** The names of the cookies that a session can have. */
export const sessionCookies: readonly string[] = Object.values(kinds).map(({ cookie }) => cookie)

function isOf<Kind extends Holder['kind']>(holder: Holder, kind: Kind): holder is Holder & { readonly kind: Kind } {
  return holder.kind === kind
}

function hashOf(token: string): Uint8Array {
  return new Uint8Array(createHash('sha256').update(token).digest())
}
