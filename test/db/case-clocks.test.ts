import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { connectInMemory } from '#db/connect.server.ts'
import { raiseReminders } from '#db/commands/raise-reminders.server.ts'
import { statementsOf } from '#db/migrate.server.ts'
import { bytesOf, dayFrom } from '#db/model/ids.ts'
import { dueClocks } from '#db/queries/due.server.ts'
import { caseForDesk } from '#db/queries/case-for-desk.server.ts'
import { scopeOfJob } from '#db/scope.ts'
import { clockIdOf } from '#db/steps/clocks.server.ts'
import { onEachEngine } from '#test/world/database.ts'
import { caseworkOn, write, type Casework } from './casework.ts'
import { bytes, newReport, today } from './organisation.ts'
import { openCase } from '#db/commands/open-case.server.ts'

const days = (...numbers: number[]) => numbers.map((n) => dayFrom(today + n))

async function clockOf(work: Casework, clockId: Uint8Array) {
  const seen = await caseForDesk(work.db, work.lead, { caseId: work.caseId, deskId: work.minato.legal.deskId })
  return seen?.casework.clocks.find((clock) => Buffer.compare(clock.clockId, clockId) === 0)
}

onEachEngine('a desk sets, moves and stops a clock of which the server knows days only', async (db) => {
  const work = await caseworkOn(db)
  const clockId = bytes(16)
  const set = (...numbers: number[]) => write(work, work.handler, { acts: [{ kind: 'clock-set', clockId, notices: days(...numbers) }] })
  for (const wrong of [[], [4, 4], [5, 4], [1, 2, 3, 4, 5]]) expect(await set(...wrong)).toEqual({ ok: false, reason: 'not-allowed' })
  expect(await set(4, 6, 7)).toMatchObject({ ok: true })
  expect(await clockOf(work, clockId)).toMatchObject({ notices: days(4, 6, 7), dueDay: today + 7, toldDay: null, stoppedDay: null })
  expect(await set(20)).toMatchObject({ ok: true })
  expect(await clockOf(work, clockId)).toMatchObject({ notices: days(20), dueDay: today + 20 })
  expect(await write(work, work.handler, { acts: [{ kind: 'clock-stop', clockId }] })).toMatchObject({ ok: true })
  expect(await clockOf(work, clockId)).toMatchObject({ stoppedDay: today })
  expect(await write(work, work.handler, { acts: [{ kind: 'clock-stop', clockId: bytes(16) }] })).toMatchObject({ ok: true })
  // What the server starts itself can be given another day as well.
  expect(await write(work, work.handler, { acts: [{ kind: 'clock-set', clockId: clockIdOf('G-TRI'), notices: days(30) }] })).toMatchObject({ ok: true })
  expect(await clockOf(work, clockIdOf('G-TRI'))).toMatchObject({ dueDay: today + 30 })
})

onEachEngine('a notice that went out is not sent again because a clock was set anew, and none is lost', async (db) => {
  const work = await caseworkOn(db)
  const job = scopeOfJob(work.minato.instance)
  await db.tables.deleteFrom('clocks').where('case_id', '=', bytesOf(work.caseId)).execute()
  const clockId = bytes(16)
  const set = (...numbers: number[]) => write(work, work.handler, { acts: [{ kind: 'clock-set', clockId, notices: days(...numbers) }] })
  const raised = async (day: number) => (await raiseReminders(db, job, { today: dayFrom(today + day) })).raised
  await set(5, 8, 10)
  expect([await raised(4), await raised(5), await raised(5), await raised(6)]).toEqual([0, 1, 0, 0])
  await set(5, 8, 12)
  expect([await raised(6), await raised(7), await raised(8)]).toEqual([0, 0, 1])
  // The day of the machine runs ahead and comes back: told once, nothing left out.
  expect([await raised(40), await raised(9), await raised(12), await raised(13)]).toEqual([1, 0, 0, 0])
  await set(5, 8, 14)
  expect([await raised(9), await raised(13), await raised(14), await raised(15)]).toEqual([0, 0, 1, 0])
  await set(20, 30)
  expect([await raised(19), await raised(20), await raised(35), await raised(36)]).toEqual([0, 1, 1, 0])
  await write(work, work.handler, { acts: [{ kind: 'clock-stop', clockId }] })
  await set(40, 50)
  await write(work, work.handler, { acts: [{ kind: 'clock-stop', clockId }] })
  expect(await raised(60)).toBe(0)
})

onEachEngine('the board shows the clocks of the own desks, the nearest first, each once', async (db) => {
  const work = await caseworkOn(db)
  const { legal, external } = work.minato
  const both = newReport(work.minato, [legal, external])
  await openCase(db, both.scope, both.report)
  const theirs = newReport(work.minato, [external])
  await openCase(db, theirs.scope, theirs.report)
  const mine = await dueClocks(db, legal.scope, {})
  expect(new Set(mine.clocks.map(({ caseId }) => caseId))).toEqual(new Set([work.caseId, both.scope.caseId]))
  expect(mine.clocks.map(({ clock }) => clock.dueDay)).toEqual(mine.clocks.map(({ clock }) => clock.dueDay).sort((a, b) => a - b))
  expect(mine.clocks).toHaveLength(8)
  expect((await dueClocks(db, legal.scope, { desk: external.deskId })).clocks).toEqual([])
  expect((await dueClocks(db, external.scope, {})).clocks).toHaveLength(8)
  const twice = { ...legal.scope, desks: [...legal.scope.desks, ...external.scope.desks] }
  expect((await dueClocks(db, twice, {})).clocks).toHaveLength(12)
  expect((await dueClocks(db, legal.scope, { until: dayFrom(today + 3) })).clocks).toHaveLength(2)
  await write(work, work.handler, { acts: [{ kind: 'clock-stop', clockId: clockIdOf('G-ACK') }] })
  expect((await dueClocks(db, legal.scope, {})).clocks).toHaveLength(7)
  expect((await dueClocks(db, legal.scope, { stopped: true })).clocks).toHaveLength(8)
  const third = mine.clocks[2]
  const mark = `${third?.clock.dueDay}.${third?.caseId}.${Buffer.from(third?.clock.clockId ?? []).toString('hex')}`
  expect((await dueClocks(db, legal.scope, { stopped: true, after: mark })).clocks).toHaveLength(5)
})

test('clocks of a database of before keep their days, their notices and what was told', async () => {
  const db = await connectInMemory()
  const run = async (name: string) => {
    for (const statement of statementsOf(await readFile(join(process.cwd(), 'db', 'migrations', name), 'utf8'))) await sql.raw(statement).execute(db.tables)
  }
  await run('0001_first.sql')
  await run('0010_whole-protocol.sql')
  await sql`insert into instances (instance_id, kind, label, zone, practice, set_up_day) values (${bytes(16)}, 'buyer', 'Minato Works', 'Asia/Tokyo', false, 20000)`.execute(db.tables)
  const { rows } = await sql<{ instance_id: Uint8Array }>`select instance_id from instances`.execute(db.tables)
  const [instance] = rows
  const caseId = bytes(32)
  await sql`insert into cases (instance_id, case_id, card, day, audit_ref, state, turn, last_day, urgent, reporter_messages, version)
    values (${instance?.instance_id}, ${caseId}, ${bytes(1280)}, 20000, ${bytes(16)}, 'RECEIVED', 1, 20000, false, 1, 0)`.execute(db.tables)
  const before = [['G-ACK', 3, null, 75], ['G-TRI', 10, null, 50], ['G-UPD', 30, null, 90], ['G-OUT', 90, null, 0], ['P1-SEE', 1, 20001, 100]] as const
  for (const [rule, length, stopped, told] of before) {
    await sql`insert into clocks (instance_id, case_id, rule, start_day, due_day, stopped_day, told)
      values (${instance?.instance_id}, ${caseId}, ${rule}, 20000, ${20000 + length}, ${stopped}, ${told})`.execute(db.tables)
  }
  await run('0020_casework.sql')
  const after = await db.tables.selectFrom('clocks').selectAll().orderBy('clock_id').execute()
  expect(after.map((row) => [row.clock_id.at(-1), row.first_day, row.second_day, row.third_day, row.due_day, row.told_day, row.stopped_day])).toEqual([
    [1, 20002, null, null, 20003, 20003, null],
    [2, 20005, 20008, 20009, 20010, 20005, null],
    [3, 20015, 20023, 20027, 20030, 20027, null],
    [4, 20045, 20068, 20081, 20090, null, null],
    [5, null, null, null, 20001, 20001, 20001],
  ])
  await db.close()
})
