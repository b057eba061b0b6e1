import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { Database } from '#db/connect.server.ts'
import { openCase } from '#db/commands/open-case.server.ts'
import { postAsReporter } from '#db/commands/post-as-reporter.server.ts'
import { storePart, type NewPart, type PartSender } from '#db/commands/store-part.server.ts'
import { sweepParts } from '#db/commands/sweep-parts.server.ts'
import { writeAsDesk } from '#db/commands/write-as-desk.server.ts'
import { bytesOf, dayFrom, type CaseId } from '#db/model/ids.ts'
import { partsInFolder } from '#db/part-folder.server.ts'
import { partsInRows } from '#db/part-rows.server.ts'
import { partBytes, partStore, type PartHomeName, type PartStore } from '#db/part-store.server.ts'
import { caseForDesk } from '#db/queries/case-for-desk.server.ts'
import { caseForReporter } from '#db/queries/case-for-reporter.server.ts'
import { filePart } from '#db/queries/file-part.server.ts'
import { scopeOfJob, type ReporterScope } from '#db/scope.ts'
import { onEachEngine } from '#test/world/database.ts'
import { message, minatoWorks, newReport, notesOf, newEpoch, party, reporterParty, talk, talkOf, today, type Organisation } from './organisation.ts'
import { recorded } from './record.ts'

const limits = { filesPerCase: 3, partsPerFile: 4 }

interface Story extends AsyncDisposable {
  readonly db: Database
  readonly minato: Organisation
  readonly scope: ReporterScope
  readonly caseId: CaseId
  readonly folder: string
  readonly store: PartStore
}

async function story(db: Database, home: PartHomeName, keepFreeBytes = 0): Promise<Story> {
  const minato = await minatoWorks(db)
  const { scope, report } = newReport(minato, [minato.legal])
  expect(await openCase(db, scope, report)).toMatchObject({ ok: true })
  const folder = await mkdtemp(join(tmpdir(), 'todoke-parts-'))
  const store = partStore(home, { folder: partsInFolder({ folder: join(folder, 'files'), today: () => today, keepFreeBytes }), rows: partsInRows() })
  return { db, minato, scope, caseId: scope.caseId, folder, store, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) }
}

function part(caseId: CaseId, fileId: Uint8Array, index: number, parts: number, change: Partial<NewPart> = {}): NewPart {
  const body = change.body ?? new Uint8Array(randomBytes(index === parts - 1 ? 5000 : partBytes))
  return { today, caseId, stream: talk, epoch: 0, fileId, index, parts, body, digest: digestOf(body), ...change }
}

// Two arrays of a megabyte are slow to compare byte by byte.
function digestOf(body: Uint8Array | null): Uint8Array {
  return new Uint8Array(createHash('sha256').update(body ?? '').digest())
}

const id = (): Uint8Array => new Uint8Array(randomBytes(16))
const listing = (n: number, fileId: Uint8Array, parts: number) => ({ ...talkOf(0, [message(reporterParty, n)]), files: [{ fileId, parts }] })

for (const home of ['folder', 'rows'] as const) {
  onEachEngine(`a file in ${home}: parts in any order, one twice, listed once whole, read by who reads the talk`, async (db) => {
    await using s = await story(db, home)
    const { scope, caseId, store, minato: { legal, external } } = s
    const fileId = id()
    const sent = [0, 1, 2].map((index) => part(caseId, fileId, index, 3))
    const send = (one: NewPart | undefined) => storePart(db, store, { scope }, one ?? part(caseId, id(), 0, 1), limits)
    expect(await send(sent[2])).toEqual({ ok: true })
    expect(await send(sent[0])).toEqual({ ok: true })
    expect(await send(sent[0])).toEqual({ ok: true })
    expect(await send(part(caseId, fileId, 0, 3))).toEqual({ ok: false, reason: 'conflict' })
    expect(await send(part(caseId, fileId, 1, 4))).toEqual({ ok: false, reason: 'conflict' })
    expect(await postAsReporter(db, scope, { today, transmission: listing(1, fileId, 3) })).toEqual({ ok: false, reason: 'files' })
    expect((await caseForReporter(db, scope))?.talk.messages).toHaveLength(1)
    expect(await send(sent[1])).toEqual({ ok: true })
    const asked = { stream: talk, fileId, index: 1 }
    expect(await filePart(db, store, { scope }, asked)).toBeNull()
    expect(await postAsReporter(db, scope, { today, transmission: listing(1, fileId, 2) })).toEqual({ ok: false, reason: 'files' })
    const transmission = listing(1, fileId, 3)
    expect(await postAsReporter(db, scope, { today, transmission })).toEqual({ ok: true, day: today })
    expect(await postAsReporter(db, scope, { today, transmission })).toEqual({ ok: true, day: today })
    expect(await postAsReporter(db, scope, { today, transmission: listing(2, fileId, 3) })).toEqual({ ok: false, reason: 'files' })
    const total = sent.reduce((sum, one) => sum + one.body.length, 0)
    expect((await caseForReporter(db, scope))?.talk.files).toEqual([{ fileId, epoch: 0, parts: 3, bytes: total }])
    expect((await caseForDesk(db, legal.scope, { caseId, deskId: legal.deskId }))?.talk.files).toHaveLength(1)
    for (const index of [0, 1, 2]) {
      expect(digestOf(await filePart(db, store, { scope }, { ...asked, index }))).toEqual(sent[index]?.digest)
      expect(digestOf(await filePart(db, store, { scope: legal.scope, caseId, deskId: legal.deskId }, { ...asked, index }))).toEqual(sent[index]?.digest)
    }
    expect(await filePart(db, store, { scope }, { ...asked, index: 3 })).toBeNull()
    expect(await filePart(db, store, { scope: external.scope, caseId, deskId: external.deskId }, asked)).toBeNull()
    expect(await filePart(db, store, { scope: legal.scope, caseId, deskId: external.deskId }, asked)).toBeNull()
    expect(await send(part(caseId, fileId, 1, 3, { body: sent[1]?.body ?? id() }))).toEqual({ ok: true })
  })

  onEachEngine(`parts in ${home}: sizes, counts, streams and senders that are refused`, async (db) => {
    await using s = await story(db, home)
    const { scope, caseId, store, minato: { legal, external } } = s
    const send = (one: NewPart, sender: PartSender = { scope }) => storePart(db, store, sender, one, limits)
    const desk = { scope: legal.scope, deskId: legal.deskId }
    expect(await send(part(caseId, id(), 0, 2, { body: id() }))).toEqual({ ok: false, reason: 'broken' })
    expect(await send(part(caseId, id(), 0, 1, { body: new Uint8Array(partBytes + 1) }))).toEqual({ ok: false, reason: 'broken' })
    expect(await send(part(caseId, id(), 0, 1, { body: new Uint8Array(0) }))).toEqual({ ok: false, reason: 'broken' })
    expect(await send(part(caseId, id(), 4, 5, { body: id() }))).toEqual({ ok: false, reason: 'too-big' })
    expect(await send(part(caseId, id(), 0, 1, { epoch: 1 }))).toEqual({ ok: false, reason: 'stale' })
    expect(await send(part(caseId, id(), 0, 1, { stream: party(3, legal.deskId) }))).toEqual({ ok: false, reason: 'not-allowed' })
    expect(await send(part(caseId, id(), 0, 1, { stream: party(3, external.deskId) }), desk)).toEqual({ ok: false, reason: 'not-allowed' })
    expect(await send(part(caseId, id(), 0, 1, { stream: party(3, legal.deskId) }), desk)).toEqual({ ok: false, reason: 'stale' })
    expect(await send(part(caseId, id(), 0, 1), { scope: external.scope, deskId: external.deskId })).toEqual({ ok: false, reason: 'gone' })
    expect(await send(part(caseId, id(), 0, 1), { scope: external.scope, deskId: legal.deskId })).toEqual({ ok: false, reason: 'not-yours' })
    const [first, second] = [id(), id()]
    for (const fileId of [first, second, id()]) expect(await send(part(caseId, fileId, 0, 1))).toEqual({ ok: true })
    expect(await send(part(caseId, id(), 0, 1))).toEqual({ ok: false, reason: 'too-many' })
    const renewed = newEpoch(1, [legal], s.minato.roster, { heads: [{ author: reporterParty, n: 0 }] })
    expect(await postAsReporter(db, scope, { today, transmission: talkOf(1, [message(reporterParty, 1)], renewed) })).toMatchObject({ ok: true })
    // Sealed under the keys before, nobody can list them any more: they keep no new one out.
    expect(await send(part(caseId, id(), 0, 1, { epoch: 1 }))).toEqual({ ok: true })
    expect(await postAsReporter(db, scope, { today, transmission: { ...talkOf(1, [message(reporterParty, 2)]), files: [{ fileId: first, parts: 1 }] } })).toEqual({ ok: false, reason: 'files' })
    // What the reporter sent the desk neither continues nor lists, and the other way round.
    expect(await send(part(caseId, first, 0, 1), desk)).toEqual({ ok: false, reason: 'conflict' })
    const stolen = { ...talkOf(1, [message(party(2, legal.deskId), 0)]), files: [{ fileId: first, parts: 1 }] }
    const written = { today, caseId, deskId: legal.deskId, columns: null, summary: null, transmissions: [stolen], acts: [] }
    expect(await recorded(db, writeAsDesk, legal.scope, written, caseId)).toEqual({ ok: false, reason: 'files' })
    const twice = { ...talkOf(1, [message(reporterParty, 2)]), files: [{ fileId: second, parts: 1 }, { fileId: second, parts: 1 }] }
    expect(await postAsReporter(db, scope, { today, transmission: twice })).toEqual({ ok: false, reason: 'files' })
  })

  onEachEngine(`notes with a file in ${home} stay with their desk`, async (db) => {
    await using s = await story(db, home)
    const { scope, caseId, store, minato: { legal, roster } } = s
    const opens = notesOf(legal, 0, [message(party(3, legal.lead), 0)], newEpoch(0, [legal], roster, { reporter: false }))
    const write = (transmission: ReturnType<typeof notesOf>) =>
      recorded(db, writeAsDesk, legal.scope, { today, caseId, deskId: legal.deskId, columns: null, summary: null, transmissions: [transmission], acts: [] }, caseId)
    expect(await write(opens)).toMatchObject({ ok: true })
    const fileId = id()
    const stream = party(3, legal.deskId)
    const sent = part(caseId, fileId, 0, 1, { stream })
    expect(await storePart(db, store, { scope: legal.scope, deskId: legal.deskId }, sent, limits)).toEqual({ ok: true })
    expect(await write({ ...notesOf(legal, 0, [message(party(3, legal.lead), 1)]), files: [{ fileId, parts: 1 }] })).toMatchObject({ ok: true })
    const asked = { stream, fileId, index: 0 }
    expect(digestOf(await filePart(db, store, { scope: legal.scope, caseId, deskId: legal.deskId }, asked))).toEqual(sent.digest)
    expect(await filePart(db, store, { scope }, asked)).toBeNull()
    expect((await caseForDesk(db, legal.scope, { caseId, deskId: legal.deskId }))?.notes?.files).toHaveLength(1)
  })

  onEachEngine(`the clean-up of ${home} takes what nobody listed within a day, and nothing else`, async (db) => {
    await using s = await story(db, home)
    const { scope, caseId, store, minato } = s
    const kept = id()
    for (const fileId of [kept, id()]) expect(await storePart(db, store, { scope }, part(caseId, fileId, 0, 1), limits)).toEqual({ ok: true })
    expect(await postAsReporter(db, scope, { today, transmission: listing(1, kept, 1) })).toMatchObject({ ok: true })
    const job = scopeOfJob(minato.instance)
    expect(await sweepParts(db, store, job, { today: dayFrom(today + 1) })).toEqual({ unlisted: 0, orphans: 0 })
    expect(await sweepParts(db, store, job, { today: dayFrom(today + 2) })).toEqual({ unlisted: 1, orphans: 0 })
    expect(await sweepParts(db, store, job, { today: dayFrom(today + 2) })).toEqual({ unlisted: 0, orphans: 0 })
    expect(await filePart(db, store, { scope }, { stream: talk, fileId: kept, index: 0 })).not.toBeNull()
    const rows = await db.tables.selectFrom('file_parts').select('place').where('instance_id', '=', bytesOf(minato.instance)).execute()
    expect(rows).toHaveLength(1)
    const bytes = await db.tables.selectFrom('part_bytes').select('place').where('instance_id', '=', bytesOf(minato.instance)).execute()
    expect([home, bytes.length, await filesIn(s.folder)]).toEqual(home === 'rows' ? ['rows', 1, 0] : ['folder', 0, 1])
  })
}

onEachEngine('a part that no row names goes after a week, a half-written one too', async (db) => {
  await using s = await story(db, 'folder')
  const instance = bytesOf(s.minato.instance)
  await s.store.keep({ instance, place: id(), index: 0, digest: new Uint8Array(32) }, new Uint8Array(100))
  expect(await storePart(db, s.store, { scope: s.scope }, part(s.caseId, id(), 0, 1), limits)).toEqual({ ok: true })
  const job = scopeOfJob(s.minato.instance)
  expect(await sweepParts(db, s.store, job, { today: dayFrom(today + 1) })).toEqual({ unlisted: 0, orphans: 0 })
  for (const path of await pathsIn(s.folder)) await utimes(path, (today - 7) * 86_400, (today - 7) * 86_400)
  expect(await sweepParts(db, s.store, job, { today })).toEqual({ unlisted: 0, orphans: 0 })
  expect(await sweepParts(db, s.store, job, { today: dayFrom(today + 1) })).toEqual({ unlisted: 0, orphans: 1 })
  expect(await filesIn(s.folder)).toBe(1)
})

onEachEngine('an operator may change the home: parts are found in either', async (db) => {
  await using s = await story(db, 'folder')
  const homes = { folder: partsInFolder({ folder: join(s.folder, 'files'), today: () => today, keepFreeBytes: 0 }), rows: partsInRows() }
  const fileId = id()
  const sent = [0, 1].map((index) => part(s.caseId, fileId, index, 2))
  for (const [i, one] of sent.entries()) expect(await storePart(db, partStore(i === 0 ? 'folder' : 'rows', homes), { scope: s.scope }, one, limits)).toEqual({ ok: true })
  expect(await postAsReporter(db, s.scope, { today, transmission: listing(1, fileId, 2) })).toMatchObject({ ok: true })
  for (const home of ['folder', 'rows'] as const) {
    for (const index of [0, 1]) expect(digestOf(await filePart(db, partStore(home, homes), { scope: s.scope }, { stream: talk, fileId, index }))).toEqual(sent[index]?.digest)
  }
})

onEachEngine('where the disk would run full a part is refused, and what was stored stays', async (db) => {
  await using s = await story(db, 'folder')
  const fileId = id()
  const sent = [0, 1].map((index) => part(s.caseId, fileId, index, 2))
  const full = partStore('folder', { folder: partsInFolder({ folder: join(s.folder, 'files'), today: () => today, keepFreeBytes: 2 ** 60 }), rows: partsInRows() })
  const send = (store: PartStore, index: number) => storePart(db, store, { scope: s.scope }, sent[index] ?? part(s.caseId, id(), 0, 1), limits)
  expect(await send(s.store, 0)).toEqual({ ok: true })
  expect(await send(full, 1)).toEqual({ ok: false, reason: 'full' })
  expect(await filesIn(s.folder)).toBe(1)
  expect(await send(full, 0)).toEqual({ ok: true })
  expect(await send(s.store, 1)).toEqual({ ok: true })
  expect(await postAsReporter(db, s.scope, { today, transmission: listing(1, fileId, 2) })).toMatchObject({ ok: true })
})

async function pathsIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

async function filesIn(folder: string): Promise<number> {
  return (await pathsIn(folder)).length
}
