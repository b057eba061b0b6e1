// Sessions of people who are no member: the holder of the root key, and the recovery holder of a desk. Each lasts an hour.

import type { AppLoadContext } from '@remix-run/node'
import { Refused, instanceOf } from '#app/http/answering.server.ts'
import { refusal } from '#app/http/refusals.server.ts'
import { scopeOfRecovery, scopeOfRoot, type RecoveryScope, type RootScope } from '#db/scope.ts'
import { holderOf } from './session.server.ts'

/** The holder of the root key, or null. */
export async function rootOf(request: Request, context: AppLoadContext): Promise<RootScope | null> {
  return (await holderOf(request, context, 'root')) === null ? null : scopeOfRoot(instanceOf(context).instanceId)
}

/** The holder of the root key; refuses `signed-out` for anybody else. */
export async function requireRoot(request: Request, context: AppLoadContext): Promise<RootScope> {
  const scope = await rootOf(request, context)
  if (scope === null) throw new Refused(refusal('signed-out'))
  return scope
}

/** The recovery holder of a desk, who reads and changes nothing; refuses `signed-out` for anybody else. */
export async function requireRecovery(request: Request, context: AppLoadContext): Promise<RecoveryScope> {
  const holder = await holderOf(request, context, 'recovery')
  if (holder === null) throw new Refused(refusal('signed-out'))
  return scopeOfRecovery(instanceOf(context).instanceId, holder.deskId)
}
