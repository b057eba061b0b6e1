// What the server in memory does with keys: takes new ones of a desk, lets them wait, and hands out what the root signs.
import type { DeskRows, ListRows, RecoveryBoxRow, RecoveryDirectory, RosterDraftDeskRows, RosterDraftRows } from '#crypto/answers.ts'
import { base64FromBytes, deskIn, hexFromBytes, memberCardHash, parseChange, parseDeskCard } from '#crypto/server.ts'
import type { DeskId, FoundBody, RotateBody, SignedRoster } from '#crypto/server.ts'
import { encodeDeskCard } from '#crypto/desk-card.ts'
import { foundingRow, split } from './memory-rows.ts'
import type { DeskStored } from './memory-rows.ts'
import type { MemoryServer } from './memory-server.ts'

// Boxes and access of the removed go at once, the new keys wait; a second rotation takes the place of the first.
export function takeRotation(server: MemoryServer, body: RotateBody): void {
  const desk = deskOf(server, body.deskId)
  const epoch = parseDeskCard(body.deskCard).epoch
  const removed = body.changes.map((signed) => memberOfCard(server, hexFromBytes(parseChange(split(signed).change).cardHash)))
  desk.changes.push(...body.changes)
  desk.waiting = body
  desk.boxes = [
    ...desk.boxes.filter((row) => !removed.includes(row.memberId) && row.box.deskEpoch !== epoch),
    ...body.boxes.map(({ memberId, deskEpoch, which, box }) => ({ memberId, box: { deskEpoch, which, box } })),
  ]
  keepRecovery(desk, epoch, body.recovery)
}

// With the roster that lists them the new keys count, and the old signing seeds are gone.
export function settle(server: MemoryServer, signed: SignedRoster): void {
  for (const [deskId, desk] of server.desks) {
    const entry = deskIn(signed.roster, deskId as DeskId)
    const waiting = desk.waiting ?? null
    if (entry === null) continue
    if (waiting !== null && hexFromBytes(encodeDeskCard(entry.card)) === hexFromBytes(waiting.deskCard)) {
      desk.waiting = null
      desk.recovery = waiting.recovery
    } else if (desk.recovery === undefined) desk.recovery = desk.founded?.recovery ?? null
    desk.boxes = desk.boxes.filter((row) => row.box.which === 1 || row.box.deskEpoch >= entry.card.epoch)
  }
}

export function keepRecovery(desk: DeskStored, epoch: number, recovery: FoundBody['recovery']): void {
  desk.recoveryBoxes = [
    ...(desk.recoveryBoxes ?? []).filter((row) => row.deskEpoch !== epoch), ...(recovery ? [{ deskEpoch: epoch, box: recovery.box }] : [])]
}

export function waitingRow(desk: DeskStored): DeskRows['pendingRotation'] {
  const waiting = desk.waiting ?? null
  return waiting && {
    card: base64FromBytes(waiting.deskCard), cardSig: base64FromBytes(waiting.cardSig), nextSig: base64FromBytes(waiting.nextSig), recovery: holder(waiting.recovery),
  }
}

export function recoveryRow(desk: DeskStored): DeskRows['recovery'] {
  return holder(desk.recovery ?? null)
}

export function draftRows(server: MemoryServer): RosterDraftRows {
  const { instance, today, receipts, rosters, desks } = server
  return {
    instanceId: instance, today, practice: false, receiptPk: base64FromBytes(receipts.pk), rosters: rosters.map((signed) => base64FromBytes(signed.file)),
    desks: [...desks].map(([deskId, desk]): RosterDraftDeskRows => ({
      ...foundingRow(deskId, desk), ...listRow(server, desk), pending: waitingRow(desk),
    })),
  }
}

export function recoveryBoxes(server: MemoryServer, deskId: string): RecoveryBoxRow[] {
  return (deskOf(server, deskId).recoveryBoxes ?? []).map(({ deskEpoch, box }) => ({ deskEpoch, box: base64FromBytes(box) }))
}

export function recoveryDirectory(server: MemoryServer, deskId: string): RecoveryDirectory {
  return {
    instanceId: server.instance, today: server.today, rosters: server.rosters.map((signed) => base64FromBytes(signed.file)),
    desk: { deskId, ...listRow(server, deskOf(server, deskId)), boxes: recoveryBoxes(server, deskId) },
  }
}

// The list of another desk, whose members write in the room.
export function listRows(server: MemoryServer, deskId: string): ListRows {
  return { deskId, ...listRow(server, deskOf(server, deskId)) }
}

function listRow(server: MemoryServer, desk: DeskStored): Pick<RosterDraftDeskRows, 'changes' | 'memberCards' | 'names'> {
  return {
    changes: desk.changes.map(base64FromBytes), memberCards: desk.cards.map(base64FromBytes),
    names: [...server.members.values()].map((held) => ({ memberId: held.card.memberId, name: held.name })),
  }
}

function memberOfCard(server: MemoryServer, cardHash: string): string {
  const found = [...server.members.values()].find((held) => hexFromBytes(memberCardHash(held.card)) === cardHash)
  if (!found) throw new Error('card')
  return found.card.memberId
}

function deskOf(server: MemoryServer, deskId: string): DeskStored {
  const desk = server.desks.get(deskId)
  if (!desk) throw new Error('desk')
  return desk
}

function holder(recovery: { pk: Uint8Array; label: string } | null): DeskRows['recovery'] {
  return recovery && { pk: base64FromBytes(recovery.pk), label: recovery.label }
}
