// The record of what members did: one chain for each of them, one over all, and nothing of it goes missing between two of them.
import { expect } from 'vitest'
import type { Database } from '#db/connect.server.ts'
import { openCase } from '#db/commands/open-case.server.ts'
import { recordRead } from '#db/commands/record-read.server.ts'
import { recordDrill } from '#db/commands/record-drill.server.ts'
import { signCheckpoint } from '#db/commands/sign-checkpoint.server.ts'
import { writeAsDesk } from '#db/commands/write-as-desk.server.ts'
import { bytesOf, caseIdFrom, dayFrom, type CaseId } from '#db/model/ids.ts'
import { entriesAboutCase, entriesOfDesk, placeOfNextEntry, subjectOf } from '#db/queries/audit.server.ts'
import { scopeOfJob } from '#db/scope.ts'
import type { NewEntry } from '#db/steps/record-entry.server.ts'
import { onEachEngine } from '#test/world/database.ts'
import { bytes, message, minatoWorks, newReport, party, talkOf, today, type Organisation } from './organisation.ts'
import { entryAt, entryFor, headOf, recorded } from './record.ts'

async function reported(db: Database): Promise<{ minato: Organisation; caseId: CaseId }> {
  const minato = await minatoWorks(db)
  const { scope, report } = newReport(minato, [minato.legal, minato.external])
  expect(await openCase(db, scope, report)).toMatchObject({ ok: true })
  return { minato, caseId: scope.caseId }
}

function chainOf(db: Database, minato: Organisation) {
  return db.tables.selectFrom('audit_entries').selectAll().where('instance_id', '=', bytesOf(minato.instance)).orderBy('s').execute()
}

/** Every entry in its place, each head made from the one before, the end where the lock row says. */
async function expectWhole(db: Database, minato: Organisation): Promise<number> {
  const rows = await chainOf(db, minato)
  let head: Uint8Array = new Uint8Array(32).fill(7)
  const last = new Map<string, Uint8Array>()
  for (const [at, row] of rows.entries()) {
    head = headOf(head, at + 1, row.server_day, row.entry)
    expect([row.s, row.head]).toEqual([at + 1, head])
    const member = Buffer.from(row.member_id).toString('hex')
    expect(row.n).toBe(rows.slice(0, at).filter((one) => Buffer.from(one.member_id).toString('hex') === member).length)
    last.set(member, row.entry_hash)
  }
  const end = await db.tables.selectFrom('audit_chains').selectAll().where('instance_id', '=', bytesOf(minato.instance)).executeTakeFirstOrThrow()
  expect([end.s, end.head]).toEqual([rows.length, head])
  return rows.length
}

onEachEngine('a read is recorded before the bytes leave, and may be asked for again until the next act', async (db) => {
  const { minato, caseId } = await reported(db)
  const { legal, external } = minato
  const read = async (entry: NewEntry) => recordRead(db, legal.scope, { today, caseId, deskId: legal.deskId, entry })
  const first = await entryFor(db, legal.scope, caseId)
  expect(await read(first)).toEqual({ ok: true })
  expect(await read(first)).toEqual({ ok: true })
  expect(await chainOf(db, minato)).toHaveLength(1)
  const second = await entryFor(db, legal.scope, caseId)
  expect(await read(second)).toEqual({ ok: true })
  // A line of the day before still answers what was lost at midnight, an older one no more.
  const on = (day: number) => recordRead(db, legal.scope, { today: dayFrom(day), caseId, deskId: legal.deskId, entry: second })
  expect([await on(today + 1), await on(today + 2)]).toEqual([{ ok: true }, { ok: false, reason: 'record' }])
  // An old line reads nothing any more, and a new one takes its own place only.
  expect(await read(first)).toEqual({ ok: false, reason: 'record' })
  expect(await read({ ...(await entryFor(db, legal.scope, caseId)), n: 1 })).toEqual({ ok: false, reason: 'record' })
  const events = await db.tables.selectFrom('events').select(['kind', 'case_version']).where('case_id', '=', bytesOf(caseId)).where('kind', '=', 'case-read').execute()
  expect(events).toEqual([{ kind: 'case-read', case_version: null }, { kind: 'case-read', case_version: null }])
  expect(await recorded(db, recordRead, legal.scope, { today, caseId, deskId: external.deskId }, caseId)).toEqual({ ok: false, reason: 'not-yours' })
  expect(await recorded(db, recordRead, legal.scope, { today, caseId: caseIdFrom(bytes(32)), deskId: legal.deskId })).toEqual({ ok: false, reason: 'gone' })
  expect(await expectWhole(db, minato)).toBe(2)
})

onEachEngine('a line in another place, of another day, about another case or by somebody else is refused and leaves nothing', async (db) => {
  const { minato, caseId } = await reported(db)
  const { legal, external } = minato
  const drill = async (change: Partial<NewEntry>) =>
    recordDrill(db, legal.scope, { today, deskId: legal.deskId, entry: await entryFor(db, legal.scope, null, change) })
  expect(await drill({})).toEqual({ ok: true })
  const wrong: Partial<NewEntry>[] = [
    { n: 0 }, { n: 2 }, { prev: bytes(32) }, { prev: new Uint8Array(32) }, { day: dayFrom(today - 2) }, { day: dayFrom(today + 2) },
    { subject: bytes(16) }, { memberId: external.lead },
  ]
  for (const change of wrong) expect([Object.keys(change), await drill(change)]).toEqual([Object.keys(change), { ok: false, reason: 'record' }])
  for (const day of [today - 1, today + 1]) expect(await drill({ day: dayFrom(day) })).toEqual({ ok: true })
  const other = await reported(db)
  const read = async (entry: NewEntry) => recordRead(db, legal.scope, { today, caseId, deskId: legal.deskId, entry })
  expect(await read(await entryFor(db, legal.scope))).toEqual({ ok: false, reason: 'record' })
  expect(await read(await entryFor(db, legal.scope, other.caseId, { subject: bytes(16) }))).toEqual({ ok: false, reason: 'record' })
  expect(await expectWhole(db, minato)).toBe(3)
})

onEachEngine('a write and its line are there together or not at all', async (db) => {
  const { minato, caseId } = await reported(db)
  const { legal } = minato
  const sent = { today, caseId, deskId: legal.deskId, columns: null, summary: null, transmissions: [talkOf(0, [message(party(2, legal.deskId), 0)])], acts: [] }
  const messages = () => db.tables.selectFrom('messages').select('n').where('case_id', '=', bytesOf(caseId)).execute()
  const wrong = await entryFor(db, legal.scope, caseId, { prev: bytes(32) })
  expect(await writeAsDesk(db, legal.scope, { ...sent, entry: wrong })).toEqual({ ok: false, reason: 'record' })
  expect([(await messages()).length, (await chainOf(db, minato)).length]).toEqual([1, 0])
  const entry = await entryFor(db, legal.scope, caseId)
  expect(await writeAsDesk(db, legal.scope, { ...sent, entry })).toEqual({ ok: true, version: 1 })
  // The same line does not carry another act, and the same act not another line.
  const next = { ...sent, transmissions: [talkOf(0, [message(party(2, legal.deskId), 1)])] }
  expect(await writeAsDesk(db, legal.scope, { ...next, entry })).toEqual({ ok: false, reason: 'record' })
  expect(await recorded(db, writeAsDesk, legal.scope, sent, caseId)).toEqual({ ok: false, reason: 'record' })
  expect(await recordDrill(db, legal.scope, { today, deskId: legal.deskId, entry })).toEqual({ ok: false, reason: 'record' })
  expect([(await messages()).length, await expectWhole(db, minato)]).toEqual([2, 1])
})

onEachEngine('many acts of two members at once lose nothing and leave one line each', async (db) => {
  const { minato, caseId } = await reported(db)
  const { legal, external } = minato
  // Each member's device works through its own acts; the two do not wait for each other.
  const acts = async (who: typeof legal): Promise<void> => {
    for (let i = 0; i < 12; i++) {
      const done = i % 2 === 0
        ? await recorded(db, recordRead, who.scope, { today, caseId, deskId: who.deskId }, caseId)
        : await recorded(db, writeAsDesk, who.scope, { today, caseId, deskId: who.deskId, columns: null, summary: null, transmissions: [talkOf(0, [message(party(2, who.deskId), (i - 1) / 2)])], acts: [] }, caseId)
      expect(done).toMatchObject({ ok: true })
    }
  }
  await Promise.all([acts(legal), acts(external)])
  expect(await expectWhole(db, minato)).toBe(24)
})

onEachEngine('of two devices of one member that act in the same moment one is told to look again', async (db) => {
  const { minato, caseId } = await reported(db)
  const { legal } = minato
  const { n, prev } = await placeOfNextEntry(db, legal.scope)
  const subject = (await subjectOf(db, legal.scope, caseId))?.auditRef ?? bytes(16)
  const entries = Array.from({ length: 6 }, () => entryAt(legal.scope, { n, prev: prev ?? new Uint8Array(32), subject }))
  const answers = await Promise.all(entries.map((entry) => recordRead(db, legal.scope, { today, caseId, deskId: legal.deskId, entry })))
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
  expect(answers.filter((answer) => !answer.ok && answer.reason === 'record')).toHaveLength(5)
  expect(await expectWhole(db, minato)).toBe(1)
})

onEachEngine('one signature a day stands over the end of the record, and none where nothing was added', async (db) => {
  const { minato, caseId } = await reported(db)
  const { legal } = minato
  const signed: unknown[] = []
  const round = (day: number) => signCheckpoint(db, scopeOfJob(minato.instance), { today: dayFrom(day), sign: (at) => (signed.push(at), bytes(64)) })
  expect(await round(today)).toEqual({ signed: false })
  await recorded(db, recordRead, legal.scope, { today, caseId, deskId: legal.deskId }, caseId)
  const rounds = await Promise.all([round(today), round(today), round(today)])
  expect(rounds.filter((one) => one.signed)).toHaveLength(1)
  await recorded(db, recordRead, legal.scope, { today, caseId, deskId: legal.deskId }, caseId)
  expect(await round(today)).toEqual({ signed: false })
  expect(await round(today + 1)).toEqual({ signed: true })
  expect(await round(today + 2)).toEqual({ signed: false })
  const rows = await chainOf(db, minato)
  const place = await placeOfNextEntry(db, legal.scope)
  expect(place).toMatchObject({ n: 2, prev: rows[1]?.entry_hash, checkpoint: { s: 2, head: rows[1]?.head, day: today + 1 } })
  expect(signed.at(-1)).toEqual({ s: 2, head: rows[1]?.head, day: today + 1 })
})

onEachEngine('the record of a case is for the desks that read it, the record of a desk for its members', async (db) => {
  const { minato, caseId } = await reported(db)
  const { legal, external } = minato
  const only = newReport(minato, [legal])
  await openCase(db, only.scope, only.report)
  await recorded(db, recordRead, external.scope, { today, caseId, deskId: external.deskId }, caseId)
  await recorded(db, recordRead, legal.scope, { today, caseId, deskId: legal.deskId }, caseId)
  await recorded(db, recordDrill, legal.scope, { today, deskId: legal.deskId })
  const about = await entriesAboutCase(db, legal.scope, caseId)
  expect(about?.entries.map(({ s }) => s)).toEqual([1, 2])
  expect(about?.members.map(({ name }) => name)).toEqual(['Lead of Legal', 'Lead of Outside lawyers'])
  expect(await entriesAboutCase(db, external.scope, only.scope.caseId)).toBeNull()
  expect(await subjectOf(db, external.scope, only.scope.caseId)).toBeNull()
  expect((await entriesOfDesk(db, legal.scope, legal.deskId))?.entries.map(({ s }) => s)).toEqual([3])
  expect(await entriesOfDesk(db, external.scope, legal.deskId)).toBeNull()
  const elsewhere = await minatoWorks(db)
  expect(await entriesAboutCase(db, elsewhere.legal.scope, caseId)).toBeNull()
})
