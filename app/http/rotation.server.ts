// New keys of a desk, as far as a server checks them: that they follow the signed ones and that a member of the list vouches for them.
// The root holder's page checks all of it again before it signs.

import {
  buildMemberList, changeHash, deskCardHash, deskCardSigHolds, extendMemberList, memberCardHash, nextSigHolds, parseChange, parseDeskCard,
  parseMemberCard, publicKey, recoveryHash, type RotateBody, type SignedChange,
} from '#crypto/server.ts'
import { sameBytes } from '#db/bytes.server.ts'
import type { Rotation } from '#db/commands/rotate-desk.server.ts'
import type { Database } from '#db/connect.server.ts'
import { parseDeskId, parseMemberId, type DeskId, type InstanceId } from '#db/model/ids.ts'
import { signedCard } from '#db/queries/desk-cards.server.ts'
import { memberListOf } from '#db/queries/member-list.server.ts'
import { Refused, idFrom } from './answering.server.ts'
import type { MemberRequest } from './member-frame.server.ts'
import { newChange, splitChange } from './member-list.server.ts'
import { refusal } from './refusals.server.ts'

/** A rotation as the database takes it, without its entry. Throws `members` for removals that break the list, and refuses `broken` for parts that
 *  do not belong together and `stale` for a card that does not follow the signed one. */
export async function checkedRotation(db: Database, { scope, card: member }: MemberRequest, body: RotateBody): Promise<Omit<Rotation, 'today' | 'entry'>> {
  const deskId = idFrom(parseDeskId, body.deskId)
  const card = parseDeskCard(body.deskCard)
  const hash = deskCardHash(card)
  const changes = body.changes.map(splitChange)
  await insistOnRemovals(db, scope.instance, deskId, changes)
  const recovery = body.recovery === null ? null : recoveryHash(publicKey('recovery-kem', body.recovery.pk))
  const belongs = card.instance === scope.instance && card.deskId === deskId && sameOrNone(card.recoveryHash, recovery)
  if (!belongs || !deskCardSigHolds(member.sigPk, card, body.cardSig)) throw new Refused(refusal('broken'))
  const signed = await signedCard(db, scope.instance, deskId)
  // The root may have signed these very keys while the answer was lost.
  const repeated = signed !== null && sameBytes(signed.hash, hash)
  if (signed === null || (!repeated && !nextSigHolds(parseDeskCard(signed.card).sigPk, card, body.nextSig))) throw new Refused(refusal('stale'))
  return {
    deskId, recovery: body.recovery,
    changes: changes.map((one) => newChange(one, changeHash(one.change))),
    card: { epoch: card.epoch, bytes: body.deskCard, hash, signature: body.cardSig, nextSignature: body.nextSig, membersHash: card.membersHash },
    boxes: body.boxes.map(({ memberId, deskEpoch, which, box }) => ({ memberId: idFrom(parseMemberId, memberId), deskEpoch, which, box })),
  }
}

/** Insists that the removals follow the stored list; a retry is checked against the list before them. */
async function insistOnRemovals(db: Database, instance: InstanceId, deskId: DeskId, removals: readonly SignedChange[]): Promise<void> {
  const { changes, cards } = await memberListOf(db, instance, deskId)
  const known = cards.map((bytes) => parseMemberCard(bytes))
  const first = removals[0] === undefined ? changes.length : parseChange(removals[0].change).n
  const before = changes.slice(0, first).map(({ change, signature }) => ({ change, sig: signature }))
  let list = buildMemberList(instance, deskId, before, known, [])
  for (const removal of removals) {
    const { cardHash } = parseChange(removal.change)
    const card = known.find((one) => sameBytes(memberCardHash(one), cardHash))
    if (card === undefined) throw new Refused(refusal('gone'))
    list = extendMemberList(instance, list, removal, card, [])
  }
}

function sameOrNone(a: Uint8Array | null, b: Uint8Array | null): boolean {
  return a === null || b === null ? a === b : sameBytes(a, b)
}
