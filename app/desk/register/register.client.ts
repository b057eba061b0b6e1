// The register of the member's desks, loaded and written in the browser.

import type { DirectoryView } from '#crypto/worker/views.ts'
import { loadClocks } from '../due/load.client.ts'
import { allLines } from '../inbox/load.client.ts'
import { keepRecord, loadRecords, type DeskRecord } from '../records.client.ts'
import type { DeskWorker } from '../worker.client.ts'
import type { FiscalYears } from './fiscal-year.ts'
import { giftContent, giftFrom, type GiftRow } from './gift-rows.ts'
import { loadOutcomes } from './outcomes.client.ts'
import { registerLines, type RegisterLine } from './register-lines.ts'
import { yearsContent, yearsFrom } from './years-setting.ts'

/** Where an entry stands, to be replaced by its next version. */
export type EntryPlace = Pick<DeskRecord, 'deskId' | 'recordId' | 'version'>
export type KeptGift = { gift: GiftRow; place: EntryPlace }
export type Register = { lines: RegisterLine[]; gifts: KeptGift[]; years: { setting: FiscalYears; place: EntryPlace } | null }

/** Everything the register shows. */
export async function loadRegister(worker: DeskWorker, directory: DirectoryView): Promise<Register> {
  const desks = directory.desks.filter((desk) => desk.canRead)
  const [rows, clocks, outcomes, entries] = await Promise.all([
    allLines(worker, { view: 'all' }),
    loadClocks(worker, { stopped: true }),
    loadOutcomes(worker, directory),
    Promise.all(desks.map((desk) => loadRecords(worker, desk.deskId, 'register'))),
  ])
  const kept = entries.flat()
  const years = kept.flatMap((record) => {
    const setting = yearsFrom(record.content)
    return setting === null ? [] : [{ setting, place: record }]
  })
  const gifts = kept.flatMap((record) => {
    const gift = giftFrom(record.content)
    return gift === null ? [] : [{ gift, place: record }]
  })
  return { lines: registerLines(rows, clocks, outcomes), gifts: gifts.toSorted((a, b) => a.gift.day - b.gift.day), years: years[0] ?? null }
}

/** Writes a line of the register of gifts; `place` null for a new one. */
export function keepGift(worker: DeskWorker, directory: DirectoryView, gift: GiftRow, place: EntryPlace | null): Promise<unknown> {
  return keepEntry(worker, directory, giftContent(gift), place)
}

/** Enters the gift that a case was about, in place of the line of the same case; a line that says the same already stays. */
export async function recordGift(worker: DeskWorker, deskId: string, gift: GiftRow): Promise<void> {
  const before = (await loadRecords(worker, deskId, 'register')).find(({ content }) => giftFrom(content)?.number === gift.number)
  const content = giftContent(gift)
  if (before?.content === content) return
  await keepRecord(worker, { deskId, kind: 'register', recordId: before?.recordId ?? null, version: before?.version ?? 0, own: false, caseId: null, content })
}

/** Writes how the desk counts its years. */
export function keepYears(worker: DeskWorker, directory: DirectoryView, years: FiscalYears, place: EntryPlace | null): Promise<unknown> {
  return keepEntry(worker, directory, yearsContent(years), place)
}

/** Hands a file to the reader; it is made here and nobody else has seen it. */
export function downloadText(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}

function keepEntry(worker: DeskWorker, directory: DirectoryView, content: string, place: EntryPlace | null): Promise<unknown> {
  const deskId = place?.deskId ?? directory.desks.find((desk) => desk.canRead)?.deskId ?? ''
  return keepRecord(worker, { deskId, kind: 'register', recordId: place?.recordId ?? null, version: place?.version ?? 0, own: false, caseId: null, content })
}
