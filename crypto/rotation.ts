/**
 * New keys for a desk (§7.8): drawn by a member, vouched for by the keys before, sealed to everybody who stays, and
 * in force when the root has signed them. For members' devices, and for whoever checks what waits for the root.
 */
import type { RecoveryHolder } from './answers.ts'
import { bytesFromBase64 } from './base64.ts'
import { concat, sameBytes } from './bytes.ts'
import { recoveryHash, recoveryKeys } from './card.ts'
import type { MemberCard } from './card.ts'
import { codeLines, makeCode } from './code.ts'
import { makeDeskBox, makeRecoveryBox } from './desk-box.ts'
import { deskCardHash, deskCardSigHolds, deskKeys, encodeDeskCard, nextSigHolds, parseDeskCard, signDeskCard, signNext } from './desk-card.ts'
import type { DeskCard } from './desk-card.ts'
import type { DeskAccess } from './directory.ts'
import { refuse } from './error.ts'
import type { Member } from './member.ts'
import { changeHash, currentMembers, extendMemberList, insistOnHead, listedAt, nextChange, signChange } from './members.ts'
import type { ListedMember, MemberList, SignedChange } from './members.ts'
import type { MemberBox, RotateBody } from './rotate-body.ts'
import { randomBytes, wipe } from './sodium.ts'
import { SIZE, publicKey } from './types.ts'
import type { Hash, PublicKey, SecretKey } from './types.ts'

/** What becomes of the second reader: kept, none any more, or somebody new with a code of their own. */
export type RecoveryPlan = 'keep' | 'drop' | { readonly label: string }
export interface Rotation {
  /** Without the entry in the record: its object is `object`, so it is made after. */
  readonly body: Omit<RotateBody, 'audit'>
  readonly card: DeskCard
  /** What the entry names: the last removal where there is one, else the new card (§15). */
  readonly object: Hash<'member-change'> | Hash<'card'>
  readonly recoveryLines: readonly string[] | null
}

/**
 * New keys for the desk of `access`, after taking the members in `remove` off its list: removals signed by this
 * member, the card signed by them and by the desk's keys of now, boxes for everybody who stays. `holder` is the second
 * reader as the server tells it, checked against the signed card. Throws `ghost` without the desk's signing key or
 * for another holder, `members` where the list does not allow it, `usage` for oneself or a stranger (§7.8).
 */
export function rotateDesk(
  member: Member, access: DeskAccess, remove: readonly string[], plan: RecoveryPlan, holder: RecoveryHolder | null): Rotation {
  const signing = access.signing ?? refuse('ghost', 'signing key of the desk is missing')
  const { list, changes } = withoutMembers(member, access, remove)
  return newKeys(member, list, changes, signing.card, { plan, holder, nextKey: signing.keys.sk })
}

/**
 * New keys for a desk that the root has restarted with this member: no key of before vouches for them, so people
 * compare, and no running case takes the desk back by itself. Throws `usage` for the wish to keep a second reader
 * whose key nobody passed on (§7.4, §7.8).
 */
export function restartDesk(member: Member, list: MemberList, before: DeskCard, plan: Exclude<RecoveryPlan, 'keep'>): Rotation {
  return newKeys(member, list, [], before, { plan, holder: null, nextKey: null })
}

function newKeys(
  member: Member, list: MemberList, changes: readonly SignedChange[], before: DeskCard,
  by: { readonly plan: RecoveryPlan; readonly holder: RecoveryHolder | null; readonly nextKey: SecretKey<'desk-sig'> | null }): Rotation {
  const seeds = { kem: randomBytes(SIZE.seed), sig: randomBytes(SIZE.seed) }
  const keys = deskKeys(seeds)
  const reader = recoveryBy(member, by.plan, before, by.holder)
  const card: DeskCard = {
    instance: member.instance, deskId: before.deskId, epoch: before.epoch + 1, kemPk: keys.kem.pk, sigPk: keys.sig.pk,
    membersHash: list.heads.at(-1) ?? refuse('members', 'list without a change'),
    recoveryHash: reader === null ? null : recoveryHash(reader.pk),
  }
  const boxes = currentMembers(list).flatMap((held): MemberBox[] => [
    { memberId: held.card.memberId, deskEpoch: card.epoch, which: 1, box: makeDeskBox(card, 'kem', seeds.kem, held.card) },
    { memberId: held.card.memberId, deskEpoch: card.epoch, which: 2, box: makeDeskBox(card, 'sig', seeds.sig, held.card) },
  ])
  const recovery = reader === null ? null : { pk: reader.pk, label: reader.label, box: makeRecoveryBox(card, seeds.kem, reader.pk) }
  const last = changes.at(-1)
  const rotation: Rotation = {
    body: {
      deskId: card.deskId, changes: changes.map(({ change, sig }) => concat(change, sig)), deskCard: encodeDeskCard(card),
      cardSig: signDeskCard(member.keys.sig.sk, card), nextSig: by.nextKey === null ? new Uint8Array(SIZE.sig) : signNext(by.nextKey, card),
      boxes, recovery,
    },
    card, object: last === undefined ? deskCardHash(card) : changeHash(last.change),
    recoveryLines: reader?.lines ?? null,
  }
  wipe(seeds.kem, seeds.sig, keys.sig.sk)
  return rotation
}

/** A new card of a desk with everything that vouches for it, as the server tells it; `nextSig` null only after a restart. */
export interface NewCard {
  readonly card: string
  readonly cardSig: string
  readonly nextSig: string | null
  readonly recovery: RecoveryHolder | null
}
export interface CheckedCard {
  readonly card: DeskCard
  /** The member whose signature stands on it, on the list as the card names it. */
  readonly by: MemberCard
  readonly nextSig: Uint8Array | null
  readonly recoveryLabel: string
}

/**
 * Checks keys that follow those of `before`: next epoch, fresh, vouched for by the keys before unless restarted, and
 * by a member of a list that runs on from the one that `before` names. Throws `ghost` for whatever nobody entitled
 * vouches for, `broken` for layout (§7.7, §7.8).
 */
export function checkNewCard(list: MemberList, before: DeskCard, row: NewCard): CheckedCard {
  const card = parseDeskCard(bytesFromBase64(row.card))
  if (card.instance !== before.instance || card.deskId !== before.deskId) refuse('ghost', 'card of another desk')
  if (card.epoch !== before.epoch + 1) refuse('ghost', 'not the next epoch of the desk')
  // A key that went on under a new number would keep a removed member reading.
  if (sameBytes(card.kemPk, before.kemPk) || sameBytes(card.sigPk, before.sigPk)) refuse('ghost', 'keys are those of before')
  const nextSig = row.nextSig === null ? null : bytesFromBase64(row.nextSig)
  if (nextSig !== null && !nextSigHolds(before.sigPk, card, nextSig)) refuse('ghost', 'keys before do not vouch for these')
  const at = insistOnHead(list, card.membersHash)
  if (at < insistOnHead(list, before.membersHash)) refuse('ghost', 'list older than the one before')
  const sig = bytesFromBase64(row.cardSig)
  const by = listedAt(list, at).find((held) => deskCardSigHolds(held.card.sigPk, card, sig)) ?? refuse('ghost', 'nobody on the list signed this card')
  return { card, by: by.card, nextSig, recoveryLabel: recoveryLabelOf(card, row.recovery) }
}

/** Whom a card names as second reader: empty for nobody; throws `ghost` where the key is not the named one (§7.7). */
export function recoveryLabelOf(card: DeskCard, recovery: RecoveryHolder | null): string {
  if (recovery === null) return card.recoveryHash === null ? '' : refuse('ghost', 'second reader without a key')
  const named = recoveryHash(publicKey('recovery-kem', bytesFromBase64(recovery.pk)))
  if (card.recoveryHash === null || !sameBytes(named, card.recoveryHash)) refuse('ghost', 'another second reader')
  return recovery.label
}

function withoutMembers(
  member: Member, access: DeskAccess, remove: readonly string[]): { list: MemberList; changes: readonly SignedChange[] } {
  const { card: own, sig } = member.keys
  let { list } = access
  const changes: SignedChange[] = []
  for (const memberId of remove) {
    // Whoever makes the new keys knows them: nobody can take themselves away with them.
    if (memberId === own.memberId) refuse('usage', 'own removal')
    const held = listedNow(list, memberId)
    const signed = signChange(sig.sk, nextChange(member.instance, access.deskId, list, { op: 'remove', role: held.role, card: held.card, by: own.memberId }))
    list = extendMemberList(member.instance, list, signed, held.card, [])
    changes.push(signed)
  }
  return { list, changes }
}

function listedNow(list: MemberList, memberId: string): ListedMember {
  return currentMembers(list).find((held) => held.card.memberId === memberId) ?? refuse('usage', 'nobody to remove')
}

function recoveryBy(
  member: Member, plan: RecoveryPlan, card: DeskCard, holder: RecoveryHolder | null,
): { pk: PublicKey<'recovery-kem'>; label: string; lines: readonly string[] | null } | null {
  if (plan === 'drop') return null
  if (plan !== 'keep') {
    const code = makeCode()
    return { pk: recoveryKeys(member.instance, code).pk, label: plan.label, lines: codeLines(code) }
  }
  const label = recoveryLabelOf(card, holder)
  return holder === null ? null : { pk: publicKey('recovery-kem', bytesFromBase64(holder.pk)), label, lines: null }
}
