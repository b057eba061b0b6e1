// Everything somebody could hold after years at a desk, and what all of it opens: wraps, links, words, boxes, records,
// files, details. A time machine: it gets what was written later, from a server that hands out every row.
import { AUDIT_ACTIONS } from '#crypto/audit.ts'
import type { AuditEntry } from '#crypto/audit.ts'
import { openAuditDetails, sealAuditDetails } from '#crypto/audit-details.ts'
import { concat } from '#crypto/bytes.ts'
import { parseMemberCard } from '#crypto/card.ts'
import type { MemberCard } from '#crypto/card.ts'
import { openDeskBox } from '#crypto/desk-box.ts'
import { openDirectory } from '#crypto/directory.ts'
import { commitTo, openBack, openWrap } from '#crypto/epoch.ts'
import { openFile } from '#crypto/file-open.ts'
import { sealFile } from '#crypto/file-seal.ts'
import { ctxOf, parseHeader } from '#crypto/header.ts'
import { unlock } from '#crypto/member.ts'
import type { Member } from '#crypto/member.ts'
import { openMessage } from '#crypto/message.ts'
import { openRecord, parseRecord } from '#crypto/record.ts'
import { CryptoError } from '#crypto/error.ts'
import { deskIn } from '#crypto/roster.ts'
import { dayFrom, hashOf } from '#crypto/types.ts'
import type { DeskId, KeyPair, SymmetricKey } from '#crypto/types.ts'
import type { StreamStored } from './memory-rows.ts'
import type { MemoryServer } from './memory-server.ts'
import type { Staff } from './people.ts'

export interface KeySet {
  readonly member: Member
  readonly kems: readonly KeyPair<'desk-kem'>[]
  readonly records: readonly SymmetricKey<'record'>[]
  /** Keys of epochs, which grow as wraps and links open. */
  readonly epochs: Set<SymmetricKey<'epoch'>>
}

// What a member can hold today: own secret, every seed in the own boxes, every epoch key that these open.
export async function keySetOf(server: MemoryServer, staff: Staff): Promise<KeySet> {
  const opened = await unlock(server.unlockBoxes(staff.name), { kind: 'phrase', text: staff.phrase })
  if (opened.result !== 'ok') throw new Error('not in')
  const { member } = opened
  const { desks } = openDirectory(member, server.directory(staff.memberId), { seq: 0, hash: null, heads: new Map() }, dayFrom(server.today))
  const seeds = desks.flatMap((desk) => [...desk.seeds.values()])
  const set: KeySet = { member, kems: seeds.map(({ kem }) => kem), records: seeds.map(({ recordKey }) => recordKey), epochs: new Set() }
  for (const stream of streamsOf(server)) growFrom(set, stream)
  return set
}

export interface Opened {
  epochs: number; messages: number; records: number; boxes: number; files: number; details: number
}

// How much of everything that lies at the server this set opens; wraps and links first, because they bring more keys.
export function openedWith(server: MemoryServer, held: KeySet): Opened {
  const set: KeySet = { ...held, epochs: new Set(held.epochs) }
  const streams = streamsOf(server)
  for (const stream of streams) growFrom(set, stream)
  const summaries = [...server.cases.values()].flatMap((row) => (row.summary === null ? [] : [row.summary]))
  const newest = streams.flatMap((stream) => stream.epochs.slice(-1)).map((row) => ({ header: parseHeader(row.header), ctx: ctxOf(row.header) }))
  return {
    epochs: streams.flatMap((stream) => stream.epochs).filter((row) => set.epochs.size > 0 && keyOf(set, row) !== null).length,
    messages: streams.reduce((sum, stream) => sum + stream.messages.filter((row) => opensMessage(set, stream, row)).length, 0),
    records: summaries.filter((record) => set.records.some((key) => passes(() => openRecord(key, parseRecord(record))))).length,
    boxes: [...server.desks].reduce((sum, [deskId]) => sum + boxesOpened(server, set, deskId), 0),
    files: newest.filter(({ ctx }) => sealedFilesOf.get(ctx.join())?.some((file) => opensFile(set, file)) ?? false).length,
    details: newest.filter(({ ctx }) => sealedDetailsOf.get(ctx.join())?.some((entry) => opensDetails(set, ctx, entry)) ?? false).length,
  }
}

const sealedFilesOf = new Map<string, { ctx: ReturnType<typeof ctxOf>; part: Uint8Array; ref: ReturnType<ReturnType<typeof sealFile>['ref']> }[]>()
const sealedDetailsOf = new Map<string, ReturnType<typeof sealAuditDetails>[]>()

// A file and the details of an entry under the newest epoch of every stream, sealed by somebody who may.
export function sealExtras(server: MemoryServer, by: KeySet): void {
  const set: KeySet = { ...by, epochs: new Set(by.epochs) }
  for (const stream of streamsOf(server)) growFrom(set, stream)
  for (const stream of streamsOf(server)) {
    const row = stream.epochs.at(-1)
    const key = row ? keyOf(set, row) : null
    if (!row || key === null) continue
    const ctx = ctxOf(row.header)
    const file = sealFile(key, ctx, { size: 3, name: 'photo', mime: 'image/png' })
    const part = concat(...file.next(Uint8Array.of(1, 2, 3)).pieces)
    sealedFilesOf.set(ctx.join(), [{ ctx, part, ref: file.ref() }])
    sealedDetailsOf.set(ctx.join(), [sealAuditDetails({ ctx, key }, entryBy(by.member), Uint8Array.of(7))])
  }
}

export function streamsOf(server: MemoryServer): StreamStored[] {
  return [...server.cases.values()].flatMap((row) => [...row.streams.values()])
}

function entryBy(member: Member): AuditEntry {
  const none = new Uint8Array(32)
  return {
    instance: member.instance, memberId: member.keys.card.memberId, n: 0, prev: hashOf('audit-entry', none), day: dayFrom(1), action: AUDIT_ACTIONS.write,
    subject: null, object: none, rosterSeq: 1, seenSeq: 0, seenHead: hashOf('audit-head', none), detailsHash: hashOf('audit-box', none),
  }
}

function growFrom(set: KeySet, stream: StreamStored): void {
  for (const row of stream.epochs) {
    const header = parseHeader(row.header)
    for (const recipient of header.recipients) {
      for (const wrap of row.wraps.values()) {
        for (const keys of set.kems) keep(set, () => openWrap(header, ctxOf(row.header), recipient, keys, wrap))
      }
    }
  }
  // Links lead back only; tried forward as well, because nobody is to be believed here.
  for (const row of stream.epochs) {
    for (const other of stream.epochs) {
      for (const key of [...set.epochs]) keep(set, () => openBack(ctxOf(row.header), key, row.back, parseHeader(other.header)))
    }
  }
}

function keep(set: KeySet, open: () => SymmetricKey<'epoch'>): void {
  passes(() => { const key = open(); if (![...set.epochs].some((held) => held.join() === key.join())) set.epochs.add(key) })
}

function keyOf(set: KeySet, row: StreamStored['epochs'][number]): SymmetricKey<'epoch'> | null {
  const header = parseHeader(row.header)
  return [...set.epochs].find((key) => commits(key, header)) ?? null
}

function commits(key: SymmetricKey<'epoch'>, header: ReturnType<typeof parseHeader>): boolean {
  return commitTo(key).join() === header.commit.join()
}

function opensMessage(set: KeySet, stream: StreamStored, row: StreamStored['messages'][number]): boolean {
  return stream.epochs.some((epoch) => [...set.epochs].some((key) => passes(() => openMessage(ctxOf(epoch.header), key, row.outer, row.body))))
}

function boxesOpened(server: MemoryServer, set: KeySet, deskId: string): number {
  const desk = server.desks.get(deskId)
  const cards = server.rosters.flatMap((signed) => deskIn(signed.roster, deskId as DeskId)?.card ?? [])
  const names: MemberCard[] = [set.member.keys.card, ...(desk?.cards ?? []).map(parseMemberCard)]
  return (desk?.boxes ?? []).filter(({ box }) => cards.some((card) => (['kem', 'sig'] as const).some((which) => (
    names.some((name) => passes(() => openDeskBox(card, which, name, set.member.keys.kem, box.box))))))).length
}

function opensFile(set: KeySet, { ctx, part, ref }: { ctx: ReturnType<typeof ctxOf>; part: Uint8Array; ref: ReturnType<ReturnType<typeof sealFile>['ref']> }): boolean {
  return [...set.epochs].some((key) => passes(() => { const file = openFile(key, ctx, ref); file.next(part); file.end() }))
}

function opensDetails(set: KeySet, ctx: ReturnType<typeof ctxOf>, { entry, details }: ReturnType<typeof sealAuditDetails>): boolean {
  return [...set.epochs].some((key) => passes(() => openAuditDetails([{ ctx, key }], entry, details)))
}

function passes(step: () => unknown): boolean {
  try {
    step()
    return true
  } catch (error) {
    if (error instanceof CryptoError && error.code === 'broken') return false
    throw error
  }
}
