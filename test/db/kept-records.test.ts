import { expect } from 'vitest'
import { dropRecord, type Dropped, type Dropping } from '#db/commands/drop-record.server.ts'
import { keepRecord, type Kept } from '#db/commands/keep-record.server.ts'
import { bytesOf, caseIdFrom } from '#db/model/ids.ts'
import { recordsOfDesk } from '#db/queries/desk-records.server.ts'
import type { MemberScope } from '#db/scope.ts'
import { listAt } from '#db/steps/case-columns.server.ts'
import { takeOff } from '#db/steps/take-off.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { onEachEngine } from '#test/world/database.ts'
import { caseworkOn, type Casework } from './casework.ts'
import { keepingOf, type Kind } from './kept.ts'
import { bytes, today } from './organisation.ts'
import { entryFor } from './record.ts'

async function keep(work: Casework, scope: MemberScope, kind: Kind): Promise<Kept> {
  return keepRecord(work.db, scope, await keepingOf(work, scope, kind))
}

async function drop(work: Casework, scope: MemberScope, recordId: Uint8Array, version: number, recorded: boolean): Promise<Dropped> {
  const entry = recorded ? await entryFor(work.db, scope, null, { action: 15 }) : null
  return dropRecord(work.db, scope, { today, deskId: work.minato.legal.deskId, recordId, version, entry } satisfies Dropping)
}

async function idsOf(work: Casework, kind: number): Promise<number> {
  return (await recordsOfDesk(work.db, work.lead, { deskId: work.minato.legal.deskId, kind, after: null }))?.records.length ?? -1
}

onEachEngine('a record is kept version by version, and what it is never changes', async (db) => {
  const work = await caseworkOn(db)
  const recordId = bytes(16)
  expect(await keep(work, work.handler, { kind: 2, owner: 'own', recordId, version: 2 })).toEqual({ ok: false, reason: 'conflict' })
  const first = await keepingOf(work, work.handler, { kind: 2, owner: 'own', recordId })
  expect(await keepRecord(db, work.handler, first)).toEqual({ ok: true })
  expect(await keepRecord(db, work.handler, first)).toEqual({ ok: true })
  expect(await keep(work, work.handler, { kind: 2, owner: 'own', recordId })).toEqual({ ok: false, reason: 'conflict' })
  for (const other of [{ kind: 3 }, { kind: 4, owner: 'desk' as const }]) {
    expect(await keep(work, work.handler, { owner: 'own', recordId, version: 2, ...other })).toEqual({ ok: false, reason: 'conflict' })
  }
  expect(await keep(work, work.handler, { kind: 2, owner: 'own', recordId, version: 2 })).toEqual({ ok: true })
  const page = await recordsOfDesk(db, work.lead, { deskId: work.minato.legal.deskId, kind: 2, after: null })
  expect(page?.records.map((row) => [row.recordId, row.caseId])).toEqual([[recordId, null]])
})

onEachEngine('a colleague seals a record anew under newer keys and changes it in no other way', async (db) => {
  const work = await caseworkOn(db)
  const recordId = bytes(16)
  const theirs = (change: Partial<Kind>) => keep(work, work.lead, { kind: 2, owner: work.handler, recordId, version: 2, ...change })
  expect(await theirs({ version: 1 })).toEqual({ ok: false, reason: 'not-allowed' })
  expect(await keep(work, work.handler, { kind: 2, owner: 'own', recordId })).toEqual({ ok: true })
  expect(await theirs({})).toEqual({ ok: false, reason: 'not-allowed' })
  expect(await theirs({ keyEpoch: 2 })).toEqual({ ok: false, reason: 'stale' })
  await db.tables.updateTable('desks').set({ epoch: 2 }).where('desk_id', '=', bytesOf(work.minato.legal.deskId)).execute()
  expect(await theirs({ keyEpoch: 2 })).toEqual({ ok: true })
  expect(await keep(work, work.handler, { kind: 2, owner: 'own', recordId, version: 3 })).toEqual({ ok: false, reason: 'conflict' })
  expect(await drop(work, work.lead, recordId, 2, false)).toEqual({ ok: false, reason: 'not-allowed' })
  expect(await drop(work, work.handler, recordId, 2, false)).toEqual({ ok: true })
})

onEachEngine('what is the desk\'s leaves an event and an entry, what is a member\'s own leaves neither', async (db) => {
  const work = await caseworkOn(db)
  const events = async () => (await db.tables.selectFrom('events').select('kind').where('instance_id', '=', bytesOf(work.minato.instance)).where('kind', 'in', ['record-kept', 'record-dropped']).execute()).map(({ kind }) => kind).sort()
  await keep(work, work.handler, { kind: 3, owner: 'own' })
  expect(await events()).toEqual([])
  const input = await keepingOf(work, work.handler, { kind: 5, owner: 'desk' })
  expect(await keepRecord(db, work.handler, input)).toEqual({ ok: true })
  expect(await keepRecord(db, work.handler, input)).toEqual({ ok: true })
  expect(await events()).toEqual(['record-kept'])
  // The same record with another entry is no retry: no line of the record tells of an act twice.
  expect(await keepRecord(db, work.handler, { ...input, entry: await entryFor(db, work.handler) })).toEqual({ ok: false, reason: 'record' })
  expect(await drop(work, work.handler, input.recordId, 1, true)).toEqual({ ok: false, reason: 'wrong-role' })
  expect(await drop(work, work.lead, input.recordId, 2, true)).toEqual({ ok: false, reason: 'conflict' })
  expect(await drop(work, work.lead, input.recordId, 1, false)).toEqual({ ok: false, reason: 'record' })
  expect(await drop(work, work.lead, input.recordId, 1, true)).toEqual({ ok: true })
  expect(await drop(work, work.lead, input.recordId, 1, false)).toEqual({ ok: true })
  expect(await events()).toEqual(['record-dropped', 'record-kept'])
})

onEachEngine('drafts and the search index of a case go with it, outcomes stay', async (db) => {
  const work = await caseworkOn(db)
  const { caseId } = work
  expect(await keep(work, work.lead, { kind: 3, owner: 'own', caseId })).toEqual({ ok: true })
  expect(await keep(work, work.lead, { kind: 8, owner: 'desk', caseId, size: 1_000_000 })).toEqual({ ok: true })
  expect(await keep(work, work.lead, { kind: 6, owner: 'desk' })).toEqual({ ok: true })
  await expect(keep(work, work.lead, { kind: 6, owner: 'desk', caseId })).rejects.toThrow(/check constraint/)
  await expect(keep(work, work.lead, { kind: 8, owner: 'desk' })).rejects.toThrow(/check constraint/)
  await expect(keep(work, work.lead, { kind: 5, owner: 'desk', size: 66_001 })).rejects.toThrow(/check constraint/)
  await expect(keep(work, work.lead, { kind: 5, owner: 'own' })).rejects.toThrow(/check constraint/)
  expect(await keep(work, work.lead, { kind: 3, owner: 'own', caseId: caseIdFrom(bytes(32)) })).toEqual({ ok: false, reason: 'gone' })
  expect([await idsOf(work, 3), await idsOf(work, 8), await idsOf(work, 6)]).toEqual([1, 1, 1])
  await db.tables.deleteFrom('cases').where('case_id', '=', bytesOf(caseId)).execute()
  expect([await idsOf(work, 3), await idsOf(work, 8), await idsOf(work, 6)]).toEqual([0, 0, 1])
})

onEachEngine('a desk that does not read the case any more keeps no draft and no search index of it', async (db) => {
  const work = await caseworkOn(db)
  const { minato: { instance, external }, caseId } = work
  const place = { instance, caseId, today }
  const elsewhere = await keepingOf(work, work.lead, { kind: 6, owner: 'desk' })
  expect(await keepRecord(db, work.lead, elsewhere)).toEqual({ ok: true })
  for (const kind of [{ kind: 3, owner: 'own' as const }, { kind: 8, owner: 'desk' as const }]) expect(await keep(work, work.lead, { ...kind, caseId })).toEqual({ ok: true })
  await inTransaction(db, 'conflict', (tx) => listAt(tx, place, [work.minato.legal.deskId, external.deskId]))
  expect([await idsOf(work, 3), await idsOf(work, 8)]).toEqual([1, 1])
  await inTransaction(db, 'conflict', (tx) => listAt(tx, place, [external.deskId]))
  expect([await idsOf(work, 3), await idsOf(work, 8), await idsOf(work, 6)]).toEqual([0, 0, 1])
})

onEachEngine('what a member kept for themselves goes when they leave the desk', async (db) => {
  const work = await caseworkOn(db)
  const { legal } = work.minato
  await keep(work, work.handler, { kind: 2, owner: 'own' })
  await keep(work, work.handler, { kind: 5, owner: 'desk' })
  await keep(work, work.lead, { kind: 2, owner: 'own' })
  await db.tables.insertInto('calendar_links').values({
    instance_id: bytesOf(work.minato.instance), link_id: bytes(16), token_hash: bytes(32), member_id: bytesOf(work.handler.memberId), made_day: today,
  }).execute()
  await inTransaction(db, 'conflict', async (tx) => {
    await tx.deleteFrom('desk_members').where('member_id', '=', bytesOf(work.handler.memberId)).execute()
    await takeOff(tx, work.minato.instance, legal.deskId, work.handler.memberId)
  })
  expect([await idsOf(work, 2), await idsOf(work, 5)]).toEqual([1, 1])
  expect(await db.tables.selectFrom('calendar_links').select('link_id').where('member_id', '=', bytesOf(work.handler.memberId)).execute()).toEqual([])
})

onEachEngine('nobody keeps, reads or throws away records of a desk of others', async (db) => {
  const work = await caseworkOn(db)
  const { legal, external } = work.minato
  const recordId = bytes(16)
  await keep(work, work.lead, { kind: 4, owner: 'desk', recordId })
  expect(await keepRecord(db, external.scope, await keepingOf(work, work.lead, { kind: 4, owner: 'desk', recordId, version: 2 }))).toEqual({ ok: false, reason: 'not-yours' })
  expect(await recordsOfDesk(db, external.scope, { deskId: legal.deskId, kind: 4, after: null })).toBeNull()
  expect(await drop(work, external.scope, recordId, 1, true)).toEqual({ ok: false, reason: 'not-yours' })
  // The other desk's own id as owner, at a desk that is the sender's.
  const stolen = { ...(await keepingOf(work, work.lead, { kind: 4, owner: 'desk' })) }
  stolen.owner.set(bytesOf(external.deskId), 1)
  expect(await keepRecord(db, work.lead, stolen)).toEqual({ ok: false, reason: 'not-allowed' })
})

onEachEngine('pages of records hold some megabytes and leave nothing out', async (db) => {
  const work = await caseworkOn(db)
  for (let i = 0; i < 9; i++) expect(await keep(work, work.handler, { kind: 8, owner: 'desk', caseId: work.caseId, size: 1_000_000 })).toEqual({ ok: true })
  const sizes: number[] = []
  let after: Uint8Array | null = null
  do {
    const page: Awaited<ReturnType<typeof recordsOfDesk>> = await recordsOfDesk(db, work.lead, { deskId: work.minato.legal.deskId, kind: 8, after })
    sizes.push(page?.records.length ?? -1)
    after = page?.next ?? null
  } while (after !== null)
  expect(sizes).toEqual([4, 4, 1])
})
