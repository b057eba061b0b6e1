// Who sits at the desk: the cookie that one signed request opened. It carries pages and lists; whatever a member reads of a case
// or changes is signed itself.

import { redirect, type AppLoadContext } from '@remix-run/node'
import type { MemberId } from '#db/model/ids.ts'
import { memberScope } from '#db/queries/who.server.ts'
import type { MemberScope } from '#db/scope.ts'
import { holderOf, openFor } from './session.server.ts'

export interface Visitor {
  readonly memberId: MemberId
  readonly scope: MemberScope
}

/** The signed-in member with the desks of this moment, or null: no cookie, an old one, or no desk any more. */
export async function memberOf(request: Request, context: AppLoadContext): Promise<Visitor | null> {
  const holder = await holderOf(request, context, 'member')
  if (holder === null || context.instance === null) return null
  const scope = await memberScope(context.db, context.instance.instanceId, holder.memberId)
  return scope === null ? null : { memberId: holder.memberId, scope }
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

/** Opens a session and gives the value for Set-Cookie. */
export function signIn(context: AppLoadContext, scope: MemberScope): Promise<string> {
  return openFor(context, scope.instance, { kind: 'member', memberId: scope.memberId })
}
