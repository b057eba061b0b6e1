import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect } from 'vitest'
import type { Database } from '#db/connect.server.ts'
import { finishShredding } from '#db/commands/finish-shredding.server.ts'
import { openCase } from '#db/commands/open-case.server.ts'
import { postAsReporter } from '#db/commands/post-as-reporter.server.ts'
import { giveNames } from '#db/commands/give-names.server.ts'
import { shredCase, type Shredding } from '#db/commands/shred-case.server.ts'
import { storePart } from '#db/commands/store-part.server.ts'
import { bytesOf, caseIdFrom, dayFrom, type CaseId, type Day } from '#db/model/ids.ts'
import { sealed } from '#db/model/sealed.ts'
import { partsInFolder } from '#db/part-folder.server.ts'
import { partsInRows } from '#db/part-rows.server.ts'
import { partStore, type PartHomeName, type PartStore } from '#db/part-store.server.ts'
import { submissionSeen } from '#db/queries/submission-seen.server.ts'
import { scopeOfMember, type ReporterScope } from '#db/scope.ts'
import { openShredStore, type ShredStore } from '#db/shred-store.server.ts'
import { onEachEngine } from '#test/world/database.ts'
import { bytes, message, minatoWorks, newReport, reporterParty, talk, talkOf, today, type Organisation } from './organisation.ts'
import { entryFor } from './record.ts'
import { openProposal } from './second-person.ts'

interface Story extends AsyncDisposable {
  readonly minato: Organisation
  readonly scope: ReporterScope
  readonly caseId: CaseId
  readonly stores: { readonly shred: ShredStore; readonly parts: PartStore }
  readonly folder: string
  asked(change?: Partial<Shredding>): Promise<Shredding>
}

const tombstoneOf = (caseId: CaseId): Uint8Array => new Uint8Array(createHash('sha256').update(caseId).digest())

/** A case with a file, a key and, unless told otherwise, an end. */
async function told(db: Database, home: PartHomeName, state: 'CLOSED' | 'TRIAGE' = 'CLOSED'): Promise<Story> {
  const minato = await minatoWorks(db)
  const { legal } = minato
  const { scope, report } = newReport(minato, [legal])
  const folder = await mkdtemp(join(tmpdir(), 'todoke-shredding-'))
  const shred = openShredStore({ folder: join(folder, 'shred'), today: () => today })
  const parts = partStore(home, { folder: partsInFolder({ folder: join(folder, 'files'), today: () => today, keepFreeBytes: 0 }), rows: partsInRows() })
  await shred.ensure(scope.caseId)
  expect(await openCase(db, scope, report)).toMatchObject({ ok: true })
  const body = new Uint8Array(randomBytes(3000))
  const part = { today, caseId: scope.caseId, stream: talk, epoch: 0, fileId: new Uint8Array(16), index: 0, parts: 1, body, digest: new Uint8Array(32) }
  expect(await storePart(db, parts, { scope }, part, { filesPerCase: 3, partsPerFile: 3 })).toEqual({ ok: true })
  const transmission = { ...talkOf(0, [message(reporterParty, 1)]), files: [{ fileId: part.fileId, parts: 1 }] }
  expect(await postAsReporter(db, scope, { today, transmission })).toMatchObject({ ok: true })
  await db.tables.insertInto('copies').values({
    instance_id: bytesOf(minato.instance), copy_id: bytesOf(caseIdFrom(bytes(32))), case_id: bytesOf(scope.caseId), desk_id: bytesOf(legal.deskId), card: bytes(1280),
    header: bytes(365, 1), ctx: bytes(32), desk_epoch: 1, outside_wrap: sealed('wrap', bytes(1232)), desk_wrap: sealed('wrap', bytes(1232)), day: today, until_day: today,
  }).execute()
  await openProposal(db, legal, scope.caseId)
  expect(await giveNames(db, scope, { today, names: [{ deskId: legal.deskId, letter: bytes(2268) }] })).toMatchObject({ ok: true })
  await db.tables.updateTable('cases').set({ state }).where('case_id', '=', bytesOf(scope.caseId)).execute()
  return {
    minato, scope, caseId: scope.caseId, stores: { shred, parts }, folder,
    asked: async (change = {}) => ({
      today, caseId: scope.caseId, deskId: legal.deskId, tombstone: tombstoneOf(scope.caseId), entry: await entryFor(db, legal.scope, scope.caseId, { action: 10 }), ...change,
    }),
    async [Symbol.asyncDispose]() {
      shred.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Tables with a row that names the case, whatever column carries the 32 bytes. */
async function tablesWith(db: Database, caseId: CaseId): Promise<string[]> {
  const { rows } = await sql<{ table: string; column: string }>`
    select c.relname as "table", a.attname as "column" from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and format_type(a.atttypid, a.atttypmod) = 'bytea'`.execute(db.tables)
  const found = new Set<string>()
  for (const { table, column } of rows) {
    const hit = await sql`select 1 from ${sql.table(table)} where position(${bytesOf(caseId)}::bytea in ${sql.ref(column)}) > 0 limit 1`.execute(db.tables)
    if (hit.rows.length > 0) found.add(table)
  }
  return [...found].sort()
}

for (const home of ['folder', 'rows'] as const) {
  onEachEngine(`after shredding only the tombstone and the record are left, key and parts in ${home} are gone`, async (db) => {
    await using s = await told(db, home)
    const { legal } = s.minato
    expect(await tablesWith(db, s.caseId)).toEqual(expect.arrayContaining(['case_names', 'clocks', 'copies', 'files', 'messages', 'proposals']))
    const key = await s.stores.shred.keyFor(s.caseId)
    expect(key).toHaveLength(32)
    expect(await shredCase(db, s.stores, legal.scope, await s.asked())).toEqual({ ok: true })
    expect(await tablesWith(db, s.caseId)).toEqual([])
    expect(await s.stores.shred.keyFor(s.caseId)).toBeNull()
    const left = (await readdir(s.folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile() && entry.parentPath.includes('files'))
    expect(left).toEqual([])
    const own = bytesOf(s.minato.instance)
    expect(await db.tables.selectFrom('part_bytes').select('place').where('instance_id', '=', own).execute()).toEqual([])
    const events = await db.tables.selectFrom('events').select(['kind', 'case_id', 'member_id']).where('instance_id', '=', own).where('kind', '=', 'case-shredded').execute()
    expect(events).toEqual([{ kind: 'case-shredded', case_id: null, member_id: bytesOf(legal.lead) }])
    expect(await db.tables.selectFrom('audit_entries').select('action').where('instance_id', '=', own).execute()).toEqual([{ action: 10 }])
    // A case that was sent once more is not taken again.
    expect(await submissionSeen(db, s.scope, { tombstone: tombstoneOf(s.caseId), envelopeHash: new Uint8Array(32) })).toEqual({ seen: 'gone' })
  })
}

onEachEngine('only a lead of a desk that reads it, and only a finished case', async (db) => {
  await using open = await told(db, 'rows', 'TRIAGE')
  const { legal, external } = open.minato
  expect(await shredCase(db, open.stores, legal.scope, await open.asked())).toEqual({ ok: false, reason: 'not-allowed' })
  await db.tables.updateTable('cases').set({ state: 'DECLINED' }).where('case_id', '=', bytesOf(open.caseId)).execute()
  const handler = scopeOfMember(open.minato.instance, legal.lead, [{ deskId: legal.deskId, role: 'handler' }])
  expect(await shredCase(db, open.stores, handler, await open.asked())).toEqual({ ok: false, reason: 'wrong-role' })
  expect(await shredCase(db, open.stores, external.scope, await open.asked({ deskId: external.deskId }))).toEqual({ ok: false, reason: 'gone' })
  expect(await shredCase(db, open.stores, external.scope, await open.asked())).toEqual({ ok: false, reason: 'not-yours' })
  const entry = await entryFor(db, legal.scope, null, { action: 10 })
  expect(await shredCase(db, open.stores, legal.scope, await open.asked({ entry }))).toEqual({ ok: false, reason: 'record' })
  expect(await open.stores.shred.keyFor(open.caseId)).not.toBeNull()
  expect(await shredCase(db, open.stores, legal.scope, await open.asked())).toEqual({ ok: true })
})

onEachEngine('a case that is held, or whose reporter is still asked whether they are safe, is not destroyed', async (db) => {
  await using s = await told(db, 'rows')
  const set = (columns: { held?: boolean; watch_until_day?: Day | null }) => db.tables.updateTable('cases').set(columns).where('case_id', '=', bytesOf(s.caseId)).execute()
  const shred = async () => shredCase(db, s.stores, s.minato.legal.scope, await s.asked())
  await set({ held: true })
  expect(await shred()).toEqual({ ok: false, reason: 'held' })
  await set({ held: false, watch_until_day: today })
  expect(await shred()).toEqual({ ok: false, reason: 'held' })
  expect(await s.stores.shred.keyFor(s.caseId)).not.toBeNull()
  await set({ watch_until_day: dayFrom(today - 1) })
  expect(await shred()).toEqual({ ok: true })
})

onEachEngine('the same request again is answered again, another one is not', async (db) => {
  await using s = await told(db, 'rows')
  const asked = await s.asked()
  expect(await shredCase(db, s.stores, s.minato.legal.scope, asked)).toEqual({ ok: true })
  expect(await shredCase(db, s.stores, s.minato.legal.scope, asked)).toEqual({ ok: true })
  expect(await shredCase(db, s.stores, s.minato.legal.scope, await s.asked())).toEqual({ ok: false, reason: 'gone' })
})

onEachEngine('cut off after the rows went: the next start destroys the key, and a key that a backup brought back too', async (db) => {
  await using s = await told(db, 'folder')
  const other = await s.stores.shred.ensure(s.minato.instance.repeat(2) as CaseId)
  const broken: ShredStore = { ...s.stores.shred, destroy: () => Promise.reject(new Error('power cut')) }
  await expect(shredCase(db, { ...s.stores, shred: broken }, s.minato.legal.scope, await s.asked())).rejects.toThrow('power cut')
  expect(await s.stores.shred.keyFor(s.caseId)).not.toBeNull()
  expect(await finishShredding(db, s.stores.shred, tombstoneOf)).toEqual({ finished: 1 })
  expect(await s.stores.shred.keyFor(s.caseId)).toBeNull()
  expect(await finishShredding(db, s.stores.shred, tombstoneOf)).toEqual({ finished: 0 })
  expect(await s.stores.shred.keyFor(s.minato.instance.repeat(2) as CaseId)).toEqual(other)
  await s.stores.shred.ensure(s.caseId)
  expect(await finishShredding(db, s.stores.shred, tombstoneOf)).toEqual({ finished: 1 })
})
