// Who sits at the desk: the cookie that one signed request opened. It carries pages, lists and sealed bytes;
// whatever a member changes is signed itself.

import { createHash, randomBytes } from 'node:crypto'
import { redirect, type AppLoadContext } from '@remix-run/node'
import { endSession } from '#db/commands/end-session.server.ts'
import { openSession } from '#db/commands/open-session.server.ts'
import { instantFrom, type MemberId } from '#db/model/ids.ts'
import { memberScope, sessionBy } from '#db/queries/who.server.ts'
import type { MemberScope } from '#db/scope.ts'
import { cookieOf, cookieWith, memberCookie } from './cookie.server.ts'

/** A working day and a bit; the worker in the browser locks itself long before. */
const sessionMs = 12 * 60 * 60 * 1000

export interface Visitor {
  readonly memberId: MemberId
  readonly scope: MemberScope
}

/** The signed-in member with the desks of this moment, or null: no cookie, an old one, or no desk any more. */
export async function memberOf(request: Request, context: AppLoadContext): Promise<Visitor | null> {
  const cookie = cookieOf(request, memberCookie)
  if (cookie === null || context.instance === null) return null
  const session = await sessionBy(context.db, hashOf(cookie), context.now())
  if (session === null || session.memberId === null || session.instance !== context.instance.instanceId) return null
  const scope = await memberScope(context.db, session.instance, session.memberId)
  return scope === null ? null : { memberId: session.memberId, scope }
}

/** The same for pages: whoever is not signed in is led to the way in, with the address to come back to. */
export async function requireMember(request: Request, context: AppLoadContext): Promise<Visitor> {
  const visitor = await memberOf(request, context)
  if (visitor === null) {
    const { pathname, search } = new URL(request.url)
    throw redirect(`/desk?to=${encodeURIComponent(pathname + search)}`)
  }
  return visitor
}

/** Opens a session and gives the value for Set-Cookie. The database keeps a hash, so that a stolen dump signs nobody in. */
export async function signIn(context: AppLoadContext, scope: MemberScope): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  const now = context.now()
  await openSession(context.db, scope.instance, {
    today: context.today(), tokenHash: hashOf(token), kind: 'member', memberId: scope.memberId, now, expiresAt: instantFrom(now + sessionMs),
  })
  return cookieWith(memberCookie, token)
}

/** Ends the session of this request, if it has one. */
export async function signOut(request: Request, context: AppLoadContext): Promise<void> {
  const cookie = cookieOf(request, memberCookie)
  if (cookie !== null) await endSession(context.db, { tokenHash: hashOf(cookie), today: context.today() })
}

function hashOf(token: string): Uint8Array {
  return new Uint8Array(createHash('sha256').update(token).digest())
}
