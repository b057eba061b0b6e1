/**
 * One desk of the next roster (§7.7): its new card and list held against what the roster before says, and the
 * difference in words. For the root holder's device.
 */
import type { RosterDraftDeskRows } from './answers.ts'
import { bytesFromBase64 } from './base64.ts'
import { bytesFromHex, sameBytes } from './bytes.ts'
import { fingerprint, memberCardHash, parseMemberCard } from './card.ts'
import type { MemberCard } from './card.ts'
import { deskCardHash } from './desk-card.ts'
import { listFrom, listUnder } from './directory.ts'
import { refuse } from './error.ts'
import { currentMembers, insistOnHead } from './members.ts'
import type { ListedMember, MemberList } from './members.ts'
import { checkDesk } from './root-holder.ts'
import type { RootHolder } from './root-holder.ts'
import type { RosterBook } from './roster-book.ts'
import { ROLES, deskIn, roleNames, rolesFrom } from './roster.ts'
import type { RosterDesk } from './roster.ts'
import { checkNewCard } from './rotation.ts'
import { deskIdFrom } from './types.ts'
import type { NamedCard, NextDesk } from './worker/calls-keys.ts'

export interface CheckedNextDesk {
  /** As it will stand in the roster. */
  readonly entry: RosterDesk
  readonly shown: NextDesk
}
/** What people read beside the keys: who vouches for them, and who came and went. */
interface People {
  readonly signedBy: NamedCard | null
  readonly added: NamedCard[]
  readonly removed: NamedCard[]
  readonly roleChanged: NamedCard[]
}

const NO_PEOPLE: People = { signedBy: null, added: [], removed: [], roleChanged: [] }

/**
 * A desk of the roster before, with what waits for it: `row` null leaves it as it is. Throws `ghost` for keys or a
 * list that do not follow, `members` for a list that breaks its rules (§7.7).
 */
export function checkListed(book: RosterBook, before: RosterDesk, row: RosterDraftDeskRows | null): CheckedNextDesk {
  if (row === null) return { entry: before, shown: words(before, before, 'same', NO_PEOPLE) }
  const { card } = before
  const wanted = { label: row.label, roles: rolesFrom(ROLES.filter((role) => row.roles.includes(role))), independent: row.independent }
  const cards = row.memberCards.map((bytes) => parseMemberCard(bytesFromBase64(bytes)))
  const roots = [...book.byHash.values()].map((signed) => signed.roster.rootPk)
  const listOf = (changes: readonly string[]) => listFrom(card.instance, card.deskId, changes, cards, roots)
  const list = listUnder(book, card.deskId, row.changes, cards)
  const from = insistOnHead(list, card.membersHash)
  if (row.pending === null) {
    const entry = { ...before, ...wanted }
    return { entry, shown: words(entry, before, 'same', NO_PEOPLE) }
  }
  const checked = checkNewCard(list, card, row.pending)
  const entry: RosterDesk = { ...wanted, card: checked.card, nextSig: checked.nextSig, recoveryLabel: checked.recoveryLabel }
  // Roles as they were at either end, so both lists are built up to there.
  const upTo = (at: number) => listOf(row.changes.slice(0, at + 1))
  const people = comingAndGoing(row, from, currentMembers(upTo(from)), upTo(insistOnHead(list, checked.card.membersHash)), checked.by)
  return { entry, shown: words(entry, before, checked.nextSig === null ? 'restarted' : 'rotated', people) }
}

/** A desk that no roster lists yet: none before it is founded; throws like checkFounding, `ghost` for an id that was in use (§7.7). */
export function checkFounded(root: RootHolder, book: RosterBook, row: RosterDraftDeskRows): CheckedNextDesk[] {
  if (row.founded === null) return []
  const deskId = deskIdFrom(bytesFromHex(row.deskId))
  // Its old list and its old readers would not go with new ones.
  if ([...book.byHash.values()].some((signed) => deskIn(signed.roster, deskId) !== null)) refuse('ghost', 'desk that was there before')
  const desk = checkDesk(root, row, row.founded)
  const entry: RosterDesk = {
    card: desk.card, roles: rolesFrom(desk.roles), independent: desk.independent, nextSig: null, label: desk.label,
    recoveryLabel: desk.recovery?.label ?? '',
  }
  const founder: NamedCard = { memberId: desk.member.memberId, name: desk.memberName, role: 'lead', fingerprint: shownCard(desk.member) }
  return [{ entry, shown: { ...words(entry, null, 'new', { ...NO_PEOPLE, signedBy: founder, added: [founder] }), mustCompare: !desk.tag } }]
}

function words(entry: RosterDesk, before: RosterDesk | null, kind: NextDesk['kind'], people: People): NextDesk {
  return {
    deskId: entry.card.deskId, label: entry.label, roles: roleNames(entry.roles), independent: entry.independent, kind,
    deskFingerprint: fingerprint(deskCardHash(entry.card)).join(' '), ...people,
    recovery: {
      change: recoveryChange(entry, before), label: entry.recoveryLabel,
      fingerprint: entry.card.recoveryHash === null ? '' : fingerprint(entry.card.recoveryHash).join(' '),
    },
    before: before === null ? null : {
      label: before.label, roles: roleNames(before.roles), independent: before.independent, recoveryLabel: before.recoveryLabel,
      deskFingerprint: fingerprint(deskCardHash(before.card)).join(' '),
    },
    mustCompare: kind === 'restarted',
  }
}

function recoveryChange(entry: RosterDesk, before: RosterDesk | null): NextDesk['recovery']['change'] {
  const [old, now] = [before?.card.recoveryHash ?? null, entry.card.recoveryHash]
  if (old === null) return now === null ? 'same' : 'set'
  if (now === null) return 'dropped'
  return sameBytes(old, now) && entry.recoveryLabel === before?.recoveryLabel ? 'same' : 'changed'
}

function comingAndGoing(row: RosterDraftDeskRows, from: number, before: readonly ListedMember[], list: MemberList, by: MemberCard): People {
  const after = currentMembers(list)
  const heldIn = (list: readonly ListedMember[], member: ListedMember) => list.find((held) => held.card.memberId === member.card.memberId)
  const called = (held: ListedMember): NamedCard => ({
    memberId: held.card.memberId, role: held.role, fingerprint: shownCard(held.card),
    name: row.names.find((one) => one.memberId === held.card.memberId)?.name ?? '',
  })
  const signer = after.find((held) => held.card.memberId === by.memberId)
  return {
    signedBy: signer === undefined ? null : called(signer),
    added: after.filter((held) => !heldIn(before, held)).map(called),
    // Also who came after the keys that were signed last: the root holder looks for every removal that was agreed on.
    removed: [...list.members.values()].filter((held) => held.removedAt !== null && held.removedAt > from).map(called),
    roleChanged: after.filter((held) => { const old = heldIn(before, held); return old !== undefined && old.role !== held.role }).map(called),
  }
}

function shownCard(card: MemberCard): string {
  return fingerprint(memberCardHash(card)).join(' ')
}
