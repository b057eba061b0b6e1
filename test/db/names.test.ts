// Names that a reporter gives to teams: one sealed row for each team, gone when it is taken back, when the team goes, and with the case.
import { expect } from 'vitest'
import type { Database } from '#db/connect.server.ts'
import { giveNames } from '#db/commands/give-names.server.ts'
import { openCase } from '#db/commands/open-case.server.ts'
import { postAsReporter } from '#db/commands/post-as-reporter.server.ts'
import { readName } from '#db/commands/read-name.server.ts'
import { bytesOf, dayFrom } from '#db/model/ids.ts'
import { caseForDesk } from '#db/queries/case-for-desk.server.ts'
import { caseForReporter } from '#db/queries/case-for-reporter.server.ts'
import { scopeOfReporter } from '#db/scope.ts'
import { onEachEngine } from '#test/world/database.ts'
import { bytes, message, minatoWorks, newEpoch, newReport, party, talkOf, today, type Desk } from './organisation.ts'
import { entryFor, recorded } from './record.ts'

const letter = () => bytes(2268)

async function reported(db: Database, among: (desks: readonly [Desk, Desk]) => readonly Desk[] = (desks) => desks) {
  const minato = await minatoWorks(db)
  const { scope, report } = newReport(minato, among([minato.legal, minato.external]))
  expect(await openCase(db, scope, report)).toMatchObject({ ok: true })
  await db.tables.deleteFrom('outbox').execute()
  const held = async () => (await caseForReporter(db, scope))?.names ?? []
  const kinds = async () => (await db.tables.selectFrom('events').select('kind').where('case_id', '=', bytesOf(scope.caseId)).orderBy('kind').execute()).map((row) => row.kind)
  return { minato, scope, held, kinds, ...minato }
}

onEachEngine('a team holds what was sealed for it, a new letter takes the place of the old, and taking back deletes', async (db) => {
  const { scope, legal, external, held, kinds } = await reported(db)
  const [first, second] = [letter(), letter()]
  expect(await giveNames(db, scope, { today, names: [{ deskId: legal.deskId, letter: first }] })).toEqual({ ok: true, day: today })
  expect(await held()).toEqual([{ deskId: legal.deskId, day: today }])
  // Only this team has mail.
  const mails = await db.tables.selectFrom('outbox').select('member_id').execute()
  expect(mails.map((row) => Buffer.from(row.member_id).toString('hex'))).toEqual([legal.lead])
  expect((await caseForDesk(db, legal.scope, { caseId: scope.caseId, deskId: legal.deskId }))?.nameDay).toBe(today)
  // The other team reads the case, and not that there is a name.
  expect((await caseForDesk(db, external.scope, { caseId: scope.caseId, deskId: external.deskId }))?.nameDay).toBeNull()
  expect(await recorded(db, readName, legal.scope, { today, caseId: scope.caseId, deskId: legal.deskId }, scope.caseId)).toEqual({ ok: true, letter: first })

  const later = dayFrom(today + 1)
  expect(await giveNames(db, scope, { today: later, names: [{ deskId: legal.deskId, letter: second }, { deskId: external.deskId, letter: first }] })).toMatchObject({ ok: true })
  expect(new Set(await held())).toEqual(new Set([{ deskId: legal.deskId, day: later }, { deskId: external.deskId, day: later }]))
  expect(await recorded(db, readName, legal.scope, { today, caseId: scope.caseId, deskId: legal.deskId }, scope.caseId)).toEqual({ ok: true, letter: second })
  expect(await giveNames(db, scope, { today: later, names: [{ deskId: legal.deskId, letter: null }] })).toMatchObject({ ok: true })
  expect(await held()).toEqual([{ deskId: external.deskId, day: later }])
  expect(await kinds()).toEqual(['case-opened', 'name-read', 'name-read', 'names-changed', 'names-changed', 'names-changed'])
  // Taken back a second time, nothing changes and nothing is noted.
  expect(await giveNames(db, scope, { today: later, names: [{ deskId: legal.deskId, letter: null }] })).toMatchObject({ ok: true })
  expect((await kinds()).filter((kind) => kind === 'names-changed')).toHaveLength(3)
})

onEachEngine('who reads no case gets no name, and a name goes with the team', async (db) => {
  const { scope, minato, legal, external, held } = await reported(db)
  expect(await giveNames(db, scope, { today, names: [{ deskId: legal.deskId, letter: letter() }, { deskId: external.deskId, letter: letter() }] })).toMatchObject({ ok: true })
  const opens = newEpoch(1, [external], minato.roster)
  const left = await postAsReporter(db, scope, { today, transmission: talkOf(1, [message(party(1, null), 1)], { ...opens, heads: [{ author: party(1, null), n: 0 }] }) })
  expect(left).toMatchObject({ ok: true })
  expect((await held()).map(({ deskId }) => deskId)).toEqual([external.deskId])
  expect(await giveNames(db, scope, { today, names: [{ deskId: external.deskId, letter: null }, { deskId: legal.deskId, letter: letter() }] })).toEqual({ ok: false, reason: 'not-allowed' })
  // All of it or nothing.
  expect((await held()).map(({ deskId }) => deskId)).toEqual([external.deskId])
  expect(await recorded(db, readName, legal.scope, { today, caseId: scope.caseId, deskId: legal.deskId }, scope.caseId)).toEqual({ ok: false, reason: 'gone' })
  expect(await recorded(db, readName, legal.scope, { today, caseId: scope.caseId, deskId: external.deskId }, scope.caseId)).toEqual({ ok: false, reason: 'not-yours' })
})

onEachEngine('a name is handed out for an entry only, and nothing is recorded where there is none', async (db) => {
  const { scope, legal } = await reported(db)
  const asking = { today, caseId: scope.caseId, deskId: legal.deskId }
  const entries = async () => (await db.tables.selectFrom('audit_entries').select('s').where('instance_id', '=', bytesOf(scope.instance)).execute()).length
  expect(await recorded(db, readName, legal.scope, asking, scope.caseId)).toEqual({ ok: false, reason: 'gone' })
  expect(await entries()).toBe(0)
  await giveNames(db, scope, { today, names: [{ deskId: legal.deskId, letter: letter() }] })
  const entry = await entryFor(db, legal.scope, scope.caseId)
  expect(await readName(db, legal.scope, { ...asking, entry: { ...entry, n: entry.n + 1 } })).toEqual({ ok: false, reason: 'record' })
  const read = await readName(db, legal.scope, { ...asking, entry })
  expect(read).toMatchObject({ ok: true })
  expect(await readName(db, legal.scope, { ...asking, entry })).toEqual(read)
  expect(await entries()).toBe(1)
  expect(await giveNames(db, scopeOfReporter(scope.instance, newReport(await minatoWorks(db), [legal]).scope.caseId), { today, names: [{ deskId: legal.deskId, letter: letter() }] })).toEqual({ ok: false, reason: 'gone' })
  await expect(giveNames(db, scope, { today, names: [{ deskId: legal.deskId, letter: bytes(100) }] })).rejects.toThrow(RangeError)
})
