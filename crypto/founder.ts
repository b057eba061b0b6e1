/**
 * What the first member of a desk does (§7.1, §7.4 to §7.6): draw the desk's keys, begin its list, sign its card,
 * put the seeds into boxes, and give a second reader a printed code where one is wanted.
 */
import { cardBodyBytes, foundBodyBytes } from './bodies.ts'
import { fingerprint, memberCardHash, recoveryHash, recoveryKeys, encodeMemberCard } from './card.ts'
import { codeLines, makeCode } from './code.ts'
import { makeDeskBox, makeRecoveryBox } from './desk-box.ts'
import { deskCardHash, deskKeys, encodeDeskCard, signDeskCard } from './desk-card.ts'
import type { DeskCard } from './desk-card.ts'
import { concat, sameBytes } from './bytes.ts'
import { refuse } from './error.ts'
import { inviteTag } from './invite.ts'
import type { Invite } from './invite.ts'
import type { Member, WaysIn } from './member.ts'
import { changeHash, nextChange, signChange } from './members.ts'
import { randomBytes } from './sodium.ts'
import { SIZE } from './types.ts'
import type { DeskId } from './types.ts'

/** How people call a newcomer; the e-mail address may be empty. */
export interface Person {
  readonly name: string
  readonly email: string
}
export interface Founded {
  /** The body of `found`. */
  readonly body: Uint8Array
  readonly deskFingerprint: string
  readonly memberFingerprint: string
  /** The printed code of the second reader, shown once; null where there is none. */
  readonly recoveryLines: readonly string[] | null
}

/** Founds a desk at epoch 1 with this member as its first lead; `recoveryLabel` names a second reader or is null (§7.1). */
export function foundDesk(
  member: Member, ways: WaysIn, invite: Invite, deskId: DeskId, person: Person, recoveryLabel: string | null): Founded {
  insistPin(member, invite)
  const { instance, keys } = member
  const seeds = { kem: randomBytes(SIZE.seed), sig: randomBytes(SIZE.seed) }
  const desk = deskKeys(seeds)
  const change = signChange(keys.sig.sk, nextChange(instance, deskId, null, { op: 'add', role: 'lead', card: keys.card, by: keys.card.memberId }))
  const code = recoveryLabel === null ? null : makeCode()
  const recoveryPk = code === null ? null : recoveryKeys(instance, code).pk
  const card: DeskCard = {
    instance, deskId, epoch: 1, kemPk: desk.kem.pk, sigPk: desk.sig.pk, membersHash: changeHash(change.change),
    recoveryHash: recoveryPk === null ? null : recoveryHash(recoveryPk),
  }
  const recovery = recoveryPk === null || recoveryLabel === null ? null
    : { pk: recoveryPk, label: recoveryLabel, box: makeRecoveryBox(card, seeds.kem, recoveryPk) }
  return {
    body: foundBodyBytes({
      inviteId: invite.inviteId, tag: inviteTag(invite.key, instance, deskId, keys.card), memberCard: encodeMemberCard(keys.card),
      change: concat(change.change, change.sig), deskCard: encodeDeskCard(card), cardSig: signDeskCard(keys.sig.sk, card),
      boxes: [
        { deskEpoch: 1, which: 1, box: makeDeskBox(card, 'kem', seeds.kem, keys.card) },
        { deskEpoch: 1, which: 2, box: makeDeskBox(card, 'sig', seeds.sig, keys.card) },
      ],
      recovery, unlock: ways.boxes, name: person.name, email: person.email,
    }),
    deskFingerprint: fingerprint(deskCardHash(card)).join(' '),
    memberFingerprint: fingerprint(memberCardHash(keys.card)).join(' '),
    recoveryLines: code === null ? null : codeLines(code),
  }
}

/** A newcomer's answer to a colleague's invitation: the body of `card` (§7.6). */
export function joinDesk(member: Member, ways: WaysIn, invite: Invite, deskId: DeskId, person: Person): { body: Uint8Array; memberFingerprint: string } {
  insistPin(member, invite)
  const { keys, instance } = member
  return {
    body: cardBodyBytes({
      inviteId: invite.inviteId, tag: inviteTag(invite.key, instance, deskId, keys.card), memberCard: encodeMemberCard(keys.card),
      unlock: ways.boxes, name: person.name, email: person.email,
    }),
    memberFingerprint: fingerprint(memberCardHash(keys.card)).join(' '),
  }
}

// The root that a newcomer pins for good comes out of the link, never out of the server's mouth.
function insistPin(member: Member, invite: Invite): void {
  if (!sameBytes(member.rootFp, invite.rootFp)) refuse('pinned-root', 'invitation of another root')
}
