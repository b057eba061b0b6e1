/**
 * What the root holder's device does (§7.2, §7.7): make the root, invite founders, check what they made, sign.
 * Everything it signs came over the server, so nothing is signed that was not checked or compared here.
 */
import { bytesFromBase64 } from './base64.ts'
import type { FoundedDesk, FoundingDesk, FoundingStatus } from './answers.ts'
import { bytesFromHex, sameBytes, utf8 } from './bytes.ts'
import { fingerprint, memberCardHash, parseMemberCard, recoveryHash, rootKeys } from './card.ts'
import type { MemberCard, RootKeys } from './card.ts'
import { codeLines, makeCode } from './code.ts'
import { deskCardHash, deskCardSigHolds, parseDeskCard } from './desk-card.ts'
import type { DeskCard } from './desk-card.ts'
import { refuse } from './error.ts'
import { inviteFragment, inviteSecret, inviteTagHolds, makeInvite } from './invite.ts'
import { buildMemberList } from './members.ts'
import { VALID_FOR_DAYS } from './roster-book.ts'
import { ROLES, rolesFrom, signRoster } from './roster.ts'
import type { RoleName, SignedRoster } from './roster.ts'
import { recoveryLabelOf } from './rotation.ts'
import { randomBytes } from './sodium.ts'
import { PROTOCOL_VERSION, SIZE, dayFrom, deskIdFrom, inviteIdFrom, publicKey } from './types.ts'
import type { Code, Day, DeskId, InstanceId, InviteId, PublicKey } from './types.ts'
import type { RosterDraft } from './worker/views.ts'

export interface RootHolder {
  readonly instance: InstanceId
  readonly code: Code
  readonly keys: RootKeys
}

/** A fresh root with its printed code; kept by nobody but the person who writes it down (§3.3). */
export function makeRoot(instance: InstanceId): RootHolder {
  return openRoot(instance, makeCode())
}

/** The root that this printed code stands for; whether it is the right one, its fingerprint tells (§3.3). */
export function openRoot(instance: InstanceId, code: Code): RootHolder {
  return { instance, code, keys: rootKeys(instance, code) }
}

/** An invitation for the first member of a desk, new unless `deskId` names it; the fragment goes behind `#` of the link (§7.6). */
export function inviteFounder(root: RootHolder, deskId: DeskId | null): { deskId: DeskId; inviteId: InviteId; fragment: string } {
  const invite = makeInvite(root.keys.inviteKey, root.keys.fp)
  return { deskId: deskId ?? deskIdFrom(randomBytes(SIZE.id)), inviteId: invite.inviteId, fragment: inviteFragment(invite) }
}

/** One desk whose signatures all hold among themselves; `tag` says whether it answers the root's own invitation. */
export interface CheckedDesk {
  readonly label: string
  readonly roles: readonly RoleName[]
  readonly independent: boolean
  readonly card: DeskCard
  readonly member: MemberCard
  readonly memberName: string
  readonly recovery: { readonly pk: PublicKey<'recovery-kem'>; readonly label: string } | null
  readonly tag: boolean
}
export interface CheckedFounding {
  readonly instance: InstanceId
  readonly practice: boolean
  readonly receiptPk: PublicKey<'receipt'>
  readonly desks: readonly CheckedDesk[]
}

/** Checks every desk that has been founded; throws `members`, `ghost` or `broken` for one that does not hold in itself (§7.7). */
export function checkFounding(root: RootHolder, status: FoundingStatus): CheckedFounding {
  if (status.instanceId !== root.instance) refuse('roster', 'founding of another instance')
  return {
    instance: root.instance,
    practice: status.practice,
    receiptPk: publicKey('receipt', bytesFromBase64(status.receiptPk)),
    desks: status.desks.flatMap((desk) => (desk.founded === null ? [] : [checkDesk(root, desk, desk.founded)])),
  }
}

/** The same in words and fingerprints, for people to compare (§7.7). */
export function draftOf(root: RootHolder, founding: CheckedFounding): RosterDraft {
  return {
    rootFingerprint: fingerprint(root.keys.fp).join(' '),
    desks: founding.desks.map((desk) => ({
      deskId: desk.card.deskId,
      label: desk.label,
      roles: [...desk.roles],
      independent: desk.independent,
      deskFingerprint: fingerprint(deskCardHash(desk.card)).join(' '),
      memberName: desk.memberName,
      memberFingerprint: fingerprint(memberCardHash(desk.member)).join(' '),
      recoveryLabel: desk.recovery?.label ?? '',
      recoveryFingerprint: desk.recovery === null ? '' : fingerprint(recoveryHash(desk.recovery.pk)).join(' '),
      tag: desk.tag ? 'holds' : 'fails',
    })),
  }
}

/**
 * Signs the first roster over exactly the desks of `founding`, valid for 400 days. Throws `ghost` where these are not
 * what `shown` put before people, and for a desk that neither answers the root's own invitation nor is among
 * `compared`: otherwise the server could put its own key there (§7.7).
 */
export function signFirstRoster(
  root: RootHolder, founding: CheckedFounding, shown: RosterDraft, compared: readonly string[], today: Day): SignedRoster {
  if (JSON.stringify(draftOf(root, founding)) !== JSON.stringify(shown)) refuse('ghost', 'not what was shown')
  for (const desk of founding.desks) {
    if (!desk.tag && !compared.includes(desk.card.deskId)) refuse('ghost', 'desk that nobody vouches for')
  }
  return signRoster({
    instance: root.instance,
    seq: 1,
    prevHash: null,
    issuedDay: today,
    notAfterDay: dayFrom(today + VALID_FOR_DAYS),
    minVersion: PROTOCOL_VERSION,
    practice: founding.practice,
    rootPk: root.keys.sig.pk,
    receiptPk: founding.receiptPk,
    desks: founding.desks.map((desk) => ({
      card: desk.card,
      roles: rolesFrom(desk.roles),
      independent: desk.independent,
      nextSig: null,
      label: desk.label,
      recoveryLabel: desk.recovery?.label ?? '',
    })),
  }, root.keys.sig.sk)
}

/** The file that the root holder keeps: the code and the last roster signed, so that no older base can be put forward (§7.7). */
export function rootFile(root: RootHolder, last: SignedRoster | null): Uint8Array {
  const words = {
    todoke: 'root key', instance: root.instance, code: codeLines(root.code),
    lastSigned: last === null ? null : { seq: last.roster.seq, hash: last.hash },
  }
  return utf8(`${JSON.stringify(words, null, 2)}\n`)
}

/**
 * One founded desk, all its signatures held against each other; `inviteId` null: nobody's invitation was answered, so
 * people compare. Throws `members`, `ghost`, `broken` (§7.7).
 */
export function checkDesk(
  root: RootHolder, desk: Omit<FoundingDesk, 'founded' | 'inviteId'> & { readonly inviteId: string | null }, founded: FoundedDesk): CheckedDesk {
  const deskId = deskIdFrom(bytesFromHex(desk.deskId))
  const member = parseMemberCard(bytesFromBase64(founded.memberCard))
  const card = parseDeskCard(bytesFromBase64(founded.deskCard))
  const signed = bytesFromBase64(founded.change)
  const list = buildMemberList(root.instance, deskId,
    [{ change: signed.slice(0, SIZE.change), sig: signed.slice(SIZE.change) }], [member], [])
  if (card.instance !== root.instance || card.deskId !== deskId || card.epoch !== 1) refuse('ghost', 'card of another desk')
  const head = list.heads[0]
  if (head === undefined || !sameBytes(head, card.membersHash)) refuse('ghost', 'card of another list')
  if (!deskCardSigHolds(member.sigPk, card, bytesFromBase64(founded.cardSig))) refuse('ghost', 'nobody signed this card')
  const recoveryLabel = recoveryLabelOf(card, founded.recovery)
  return {
    label: desk.label,
    roles: ROLES.filter((role) => desk.roles.includes(role)),
    independent: desk.independent,
    card, member,
    memberName: founded.memberName,
    recovery: founded.recovery === null ? null : { pk: publicKey('recovery-kem', bytesFromBase64(founded.recovery.pk)), label: recoveryLabel },
    tag: desk.inviteId !== null && inviteTagHolds(inviteSecret(root.keys.inviteKey, inviteIdFrom(bytesFromHex(desk.inviteId))),
      root.instance, deskId, member, bytesFromBase64(founded.tag)),
  }
}
