import { expect } from 'vitest'
import type { Database } from '#db/connect.server.ts'
import { openCase } from '#db/commands/open-case.server.ts'
import { publishRoster } from '#db/commands/publish-roster.server.ts'
import { bytesOf, dayFrom, type CaseId, type InstanceId } from '#db/model/ids.ts'
import { caseForReporter } from '#db/queries/case-for-reporter.server.ts'
import { submissionSeen } from '#db/queries/submission-seen.server.ts'
import { scopeOfRoot } from '#db/scope.ts'
import { clockIdOf } from '#db/steps/clocks.server.ts'
import { onEachEngine } from '#test/world/database.ts'
import { bytes, message, minatoWorks, newEpoch, newReport, reporterParty, rosterOf, today } from './organisation.ts'

const caseTables = ['cases', 'streams', 'epochs', 'wraps', 'messages', 'receipts', 'case_desks', 'clocks', 'events'] as const

async function rowsOf(db: Database, instance: InstanceId, caseId: CaseId): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const table of caseTables) {
    const rows = await db.tables.selectFrom(table).select('instance_id').where('instance_id', '=', bytesOf(instance)).where('case_id', '=', bytesOf(caseId)).execute()
    counts[table] = rows.length
  }
  return counts
}

onEachEngine('a report becomes one case with its receipt, clocks, inbox lines and one event', async (db) => {
  const minato = await minatoWorks(db)
  const { scope, report } = newReport(minato, [minato.legal, minato.external])
  expect(await openCase(db, scope, report)).toEqual({ ok: true, receipt: report.receipt, created: true })
  expect(await rowsOf(db, scope.instance, scope.caseId)).toEqual({
    cases: 1, streams: 1, epochs: 1, wraps: 3, messages: 1, receipts: 1, case_desks: 2, clocks: 4, events: 1,
  })
  const stored = await caseForReporter(db, scope)
  expect(stored?.card).toEqual(report.card)
  expect(stored?.envelopeHash).toEqual(report.envelopeHash)
  expect(stored?.talk.epochs[0]?.header).toEqual(report.opens.header)
  expect(stored?.talk.epochs[0]?.wrap?.sealed).toEqual(report.opens.wraps[0]?.sealed)
  expect(stored?.talk.messages).toEqual([{ epoch: 0, outer: report.messages[0]?.outer, body: report.messages[0]?.body, day: today }])
})

onEachEngine('fifty sends of one report in the same moment make one case and give the same receipt', async (db) => {
  const minato = await minatoWorks(db)
  const { scope, report } = newReport(minato, [minato.legal])
  // The server signs each time it is asked, so the receipts on offer differ; only the stored one may come back.
  const answers = await Promise.all(Array.from({ length: 50 }, () => openCase(db, scope, { ...report, receipt: bytes(76) })))
  const created = answers.filter((answer) => answer.ok && answer.created)
  expect(created).toHaveLength(1)
  const receipts = new Set(answers.map((answer) => (answer.ok ? Buffer.from(answer.receipt).toString('hex') : answer.reason)))
  expect(receipts.size).toBe(1)
  expect((await rowsOf(db, scope.instance, scope.caseId))['events']).toBe(1)
})

onEachEngine('two hundred different reports at once are all kept apart', async (db) => {
  const minato = await minatoWorks(db)
  const reports = Array.from({ length: 200 }, () => newReport(minato, [minato.legal, minato.external]))
  const answers = await Promise.all(reports.map(({ scope, report }) => openCase(db, scope, report)))
  expect(answers.every((answer) => answer.ok && answer.created)).toBe(true)
  const rows = await db.tables.selectFrom('messages').select(['case_id', 'body']).where('instance_id', '=', bytesOf(minato.instance)).execute()
  const stored = new Map(rows.map((row) => [Buffer.from(row.case_id).toString('hex'), row.body]))
  for (const { scope, report } of reports) expect(stored.get(scope.caseId)).toEqual(report.messages[0]?.body)
})

onEachEngine('the same case id with other bytes is refused and the first report stays', async (db) => {
  const minato = await minatoWorks(db)
  const { scope, report } = newReport(minato, [minato.legal])
  await openCase(db, scope, report)
  expect(await openCase(db, scope, { ...report, envelopeHash: bytes(32), card: bytes(1280) })).toEqual({ ok: false, reason: 'taken' })
  expect((await caseForReporter(db, scope))?.card).toEqual(report.card)
  expect(await submissionSeen(db, scope, { tombstone: report.tombstone, envelopeHash: bytes(32) })).toEqual({ seen: 'taken' })
  expect(await submissionSeen(db, scope, report)).toEqual({ seen: 'stored', receipt: report.receipt })
})

onEachEngine('a destroyed case does not come back', async (db) => {
  const minato = await minatoWorks(db)
  const { scope, report } = newReport(minato, [minato.legal])
  await db.tables.insertInto('tombstones').values({ instance_id: bytesOf(scope.instance), tombstone: report.tombstone, day: today }).execute()
  expect(await openCase(db, scope, report)).toEqual({ ok: false, reason: 'gone' })
  expect((await rowsOf(db, scope.instance, scope.caseId))['cases']).toBe(0)
})

onEachEngine('a report under an old key of a desk, a removed desk or an unknown roster is refused as stale and leaves nothing', async (db) => {
  const minato = await minatoWorks(db)
  const unknown = newReport(minato, [minato.legal])
  const other = { ...unknown.report, opens: { ...unknown.report.opens, rosterSeq: 9 } }
  expect(await openCase(db, unknown.scope, other)).toEqual({ ok: false, reason: 'stale' })
  const old = { ...minato.legal, epoch: 7 }
  const { scope, report } = newReport(minato, [old])
  expect(await openCase(db, scope, report)).toEqual({ ok: false, reason: 'stale' })
  expect(await publishRoster(db, scopeOfRoot(minato.instance), rosterOf([minato.external], minato.roster))).toEqual({ ok: true })
  const removed = newReport(minato, [minato.legal, minato.external])
  expect(await openCase(db, removed.scope, removed.report)).toEqual({ ok: false, reason: 'stale' })
  const still = newReport(minato, [minato.external])
  expect(await openCase(db, still.scope, still.report)).toMatchObject({ ok: true })
  for (const { scope: one } of [unknown, { scope }, removed]) expect((await rowsOf(db, one.instance, one.caseId))['cases']).toBe(0)
})

onEachEngine('danger starts the clock of the next day, marks the case and leaves one notice for each reader', async (db) => {
  const minato = await minatoWorks(db)
  const { scope, report } = newReport(minato, [minato.legal, minato.external], { urgent: true })
  await openCase(db, scope, report)
  const own = bytesOf(scope.instance)
  const row = await db.tables.selectFrom('cases').select(['urgent', 'next_day']).where('instance_id', '=', own).executeTakeFirstOrThrow()
  expect(row).toEqual({ urgent: true, next_day: dayFrom(today + 1) })
  const clock = await db.tables.selectFrom('clocks').select('due_day').where('instance_id', '=', own).where('clock_id', '=', clockIdOf('P1-SEE')).executeTakeFirstOrThrow()
  expect(clock.due_day).toBe(today + 1)
  const mails = await db.tables.selectFrom('outbox').select(['kind', 'send_day']).where('instance_id', '=', own).execute()
  expect(mails).toEqual([{ kind: 'danger', send_day: today }, { kind: 'danger', send_day: today }])
})

onEachEngine('a waiting notice covers the next report too', async (db) => {
  const minato = await minatoWorks(db)
  for (let i = 0; i < 5; i++) {
    const { scope, report } = newReport(minato, [minato.legal])
    await openCase(db, scope, report)
  }
  const mails = await db.tables.selectFrom('outbox').select('kind').where('instance_id', '=', bytesOf(minato.instance)).execute()
  expect(mails).toEqual([{ kind: 'new-message' }])
})

onEachEngine('what is not ciphertext does not fit: wrong lengths throw before they reach the database, and the database refuses them itself', async (db) => {
  const minato = await minatoWorks(db)
  const { scope, report } = newReport(minato, [minato.legal])
  const plain = new TextEncoder().encode('The supervisor keeps our passports.')
  await expect(openCase(db, scope, { ...report, messages: [{ ...message(reporterParty, 0), body: plain }] })).rejects.toThrow(RangeError)
  await expect(openCase(db, scope, { ...report, card: plain })).rejects.toThrow(/check/)
  const lying = { ...message(reporterParty, 0), n: 5 }
  await expect(openCase(db, scope, { ...report, messages: [lying] })).rejects.toThrow(/check/)
  await expect(openCase(db, scope, { ...report, opens: { ...newEpoch(0, [minato.legal], minato.roster), header: bytes(400, 2) } })).rejects.toThrow(/check/)
  expect((await rowsOf(db, scope.instance, scope.caseId))['cases']).toBe(0)
})

onEachEngine('reports of the same moment share a statement, and a bad one fails alone', async (db) => {
  const minato = await minatoWorks(db)
  const reports = Array.from({ length: 40 }, () => newReport(minato, [minato.legal, minato.external]))
  const answers = await Promise.allSettled(reports.map(({ scope, report }, i) => {
    if (i % 10 === 3) return openCase(db, scope, { ...report, card: bytes(12) })
    if (i % 10 === 5) return openCase(db, scope, { ...report, opens: { ...report.opens, rosterSeq: 8 } })
    return openCase(db, scope, report)
  }))
  for (const [i, answer] of answers.entries()) {
    if (i % 10 === 3) expect(answer.status).toBe('rejected')
    else expect(answer.status === 'fulfilled' && (answer.value.ok ? 'stored' : answer.value.reason)).toBe(i % 10 === 5 ? 'stale' : 'stored')
  }
  for (const [i, { scope }] of reports.entries()) {
    const rows = await rowsOf(db, scope.instance, scope.caseId)
    expect([rows['cases'], rows['wraps'], rows['messages'], rows['case_desks'], rows['clocks'], rows['events']]).toEqual(
      i % 10 === 3 || i % 10 === 5 ? [0, 0, 0, 0, 0, 0] : [1, 3, 1, 2, 4, 1])
  }
  const mails = await db.tables.selectFrom('outbox').select('kind').where('instance_id', '=', bytesOf(minato.instance)).execute()
  expect(new Set(mails.map((mail) => mail.kind))).toEqual(new Set(['new-message']))
})

onEachEngine('copies, rivals and strangers in one moment: each case once, each rival refused', async (db) => {
  const minato = await minatoWorks(db)
  const reports = Array.from({ length: 12 }, (_, i) => newReport(minato, [minato.legal], { urgent: i % 3 === 0 }))
  const sends = reports.flatMap(({ scope, report }) => [
    ...Array.from({ length: 4 }, () => openCase(db, scope, report)),
    openCase(db, scope, { ...report, envelopeHash: bytes(32) }),
  ])
  const answers = await Promise.all(sends)
  for (const [i, { scope, report }] of reports.entries()) {
    const own = answers.slice(i * 5, i * 5 + 5)
    expect(own.filter((answer) => answer.ok && answer.created)).toHaveLength(1)
    expect(own.slice(0, 4).every((answer) => answer.ok && Buffer.from(answer.receipt).equals(report.receipt))).toBe(true)
    expect(own[4]).toEqual({ ok: false, reason: 'taken' })
    expect((await rowsOf(db, scope.instance, scope.caseId))['messages']).toBe(1)
  }
})
