/**
 * A checked directory as the staff pages show it (§12.5).
 */
import { pendingView } from '../colleague.ts'
import { fingerprint, memberCardHash } from '../card.ts'
import { deskCardHash } from '../desk-card.ts'
import type { DeskCard } from '../desk-card.ts'
import type { DeskAccess, OpenedDirectory } from '../directory.ts'
import { insistOnHead, listedAt } from '../members.ts'
import { deskIn } from '../roster.ts'
import { rosterViewOf } from '../teams.ts'
import type { DirectoryView, MemberView } from './views.ts'

/** The directory in words; desks without a signed card have an empty label and fingerprint. */
export function directoryView(directory: OpenedDirectory): DirectoryView {
  const { member, standing, rows } = directory
  return {
    memberId: member.keys.card.memberId,
    name: rows.name,
    roster: standing === null ? null : rosterViewOf(standing),
    desks: directory.desks.map((desk) => deskView(directory, desk)),
  }
}

function deskView(directory: OpenedDirectory, access: DeskAccess): DirectoryView['desks'][number] {
  const { member, book, rows } = directory
  const entry = book === null ? null : deskIn(book.newest.roster, access.deskId)
  const members = [...access.list.members.values()].map((held): MemberView => ({
    memberId: held.card.memberId,
    name: access.names.get(held.card.memberId) ?? '',
    role: held.role,
    removed: held.removedAt !== null,
    fingerprint: fingerprint(memberCardHash(held.card)).join(' '),
    me: held.card.memberId === member.keys.card.memberId,
  }))
  const pending = rows.desks.find((desk) => desk.deskId === access.deskId)?.pending ?? []
  return {
    deskId: access.deskId,
    label: entry?.label ?? '',
    deskEpoch: entry?.card.epoch ?? 0,
    role: members.find((held) => held.me)?.role ?? 'handler',
    fingerprint: entry === null ? '' : fingerprint(deskCardHash(entry.card)).join(' '),
    members,
    pending: pending.map((card) => pendingView(member, access.deskId, card)),
    recoveryLabel: entry?.recoveryLabel ?? '',
    rotation: rotationView(access, entry?.card ?? null),
    stillHeldBy: stillHeldBy(access, entry?.card ?? null),
    canRead: entry !== null && access.seeds.has(entry.card.epoch),
  }
}

// Honest removals bring new keys along (§7.8). Where none wait and the signed ones are older than a removal, they may be the removed one's own.
function stillHeldBy({ pending, list, names }: DeskAccess, card: DeskCard | null): string[] {
  if (card === null) return []
  const made = insistOnHead(list, (pending?.checked.card ?? card).membersHash)
  return [...list.members.values()].filter(({ removedAt }) => removedAt !== null && removedAt > made)
    .map((held) => names.get(held.card.memberId) ?? '')
}

// Whoever stood on the list that the signed card names, and does not on the one that waits.
function rotationView(access: DeskAccess, card: DeskCard | null): DirectoryView['desks'][number]['rotation'] {
  const { pending, list, names } = access
  if (pending === null || card === null) return null
  const [before, after] = [card, pending.checked.card].map((one) => listedAt(list, insistOnHead(list, one.membersHash)))
  const gone = before?.filter((held) => !after?.some((kept) => kept.card.memberId === held.card.memberId)) ?? []
  return {
    fingerprint: fingerprint(deskCardHash(pending.checked.card)).join(' '),
    by: names.get(pending.checked.by.memberId) ?? '',
    removed: gone.map((held) => names.get(held.card.memberId) ?? ''),
  }
}
