// A request of a member: signed with the key of the card that the list of a desk names.

import type { AppLoadContext } from '@remix-run/node'
import { frameHolds, parseMemberCard, type Action, type Frame, type MemberCard } from '#crypto/server.ts'
import type { MemberId } from '#db/model/ids.ts'
import { memberByIdHash, memberScope } from '#db/queries/who.server.ts'
import type { MemberScope } from '#db/scope.ts'
import { Refused, frameFor, instanceOf } from './answering.server.ts'
import { refusal } from './refusals.server.ts'

export interface MemberRequest {
  readonly scope: MemberScope
  readonly memberId: MemberId
  readonly card: MemberCard
  readonly frame: Frame
}

/** Refuses `signature` alike for a wrong one and for anybody on no list: unknown, removed, or not admitted yet. */
export async function memberFrame(request: Request, context: AppLoadContext, action: Action): Promise<MemberRequest> {
  return memberOfFrame(context, await frameFor(request, context, action, 'member'))
}

/** The same for a frame of a member that was taken out of a body. */
export async function memberOfFrame(context: AppLoadContext, frame: Frame): Promise<MemberRequest> {
  const { instanceId } = instanceOf(context)
  const member = await memberByIdHash(context.db, instanceId, frame.id)
  const known = member === null ? null : ({ kind: 'member', card: parseMemberCard(member.card) } as const)
  if (!frameHolds(instanceId, frame, known) || member === null || known === null) throw new Refused(refusal('signature'))
  // Read anew for each request: a removal counts at once.
  const scope = await memberScope(context.db, instanceId, member.memberId)
  if (scope === null) throw new Refused(refusal('signature'))
  return { scope, memberId: member.memberId, card: known.card, frame }
}
