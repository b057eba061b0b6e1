import { expect } from 'vitest'
import type { Database } from '#db/connect.server.ts'
import { openCase } from '#db/commands/open-case.server.ts'
import { raiseReminders } from '#db/commands/raise-reminders.server.ts'
import { setAbsence, type NewAbsence } from '#db/commands/set-absence.server.ts'
import { addDays } from '#db/model/deadlines.ts'
import { bytesOf, memberIdFrom, type MemberId } from '#db/model/ids.ts'
import { absencesFor, standsInFor } from '#db/queries/absences.server.ts'
import { inboxCounts } from '#db/queries/inbox-counts.server.ts'
import { inboxFor } from '#db/queries/inbox.server.ts'
import { scopeOfJob } from '#db/scope.ts'
import { takeOff } from '#db/steps/take-off.server.ts'
import { inTransaction } from '#db/transaction.server.ts'
import { onEachEngine } from '#test/world/database.ts'
import { caseworkOn, type Casework } from './casework.ts'
import { newReport, today } from './organisation.ts'

type Away = NonNullable<NewAbsence['away']>
const week = { fromDay: today, untilDay: addDays(today, 7) }

function away(work: Casework, member: MemberId, part: Partial<Away> & Pick<Away, 'deputyId'>, by = work.lead) {
  return setAbsence(work.db, by, { today, memberId: member, away: { ...week, ...part } })
}

/** Members of the legal desk who are told of one more report that arrives. */
async function toldOf(work: Casework, { urgent = false, daysOn = 0 } = {}): Promise<MemberId[]> {
  const { db, minato } = work
  await db.tables.deleteFrom('outbox').where('instance_id', '=', bytesOf(minato.instance)).execute()
  if (daysOn > 0) await raiseReminders(db, scopeOfJob(minato.instance), { today: addDays(today, daysOn) })
  else {
    const { scope, report } = newReport(minato, [minato.legal], { urgent })
    expect(await openCase(db, scope, report)).toMatchObject({ ok: true })
  }
  return told(db, work)
}

async function told(db: Database, { minato }: Casework): Promise<MemberId[]> {
  const rows = await db.tables.selectFrom('outbox').select('member_id').where('instance_id', '=', bytesOf(minato.instance)).execute()
  return rows.map((row) => memberIdFrom(row.member_id)).sort()
}

onEachEngine('while somebody is away their deputy is told, and nobody else than before', async (db) => {
  const work = await caseworkOn(db)
  const [lead, second, handler] = [work.lead.memberId, work.otherLead.memberId, work.handler.memberId]
  expect(await toldOf(work)).toEqual([lead, second, handler].sort())
  expect(await away(work, handler, { deputyId: lead })).toEqual({ ok: true })
  expect(await toldOf(work)).toEqual([lead, second].sort())
  expect(await toldOf(work, { urgent: true })).toEqual([lead, second].sort())
  // A date that is near within these days, and one after them.
  expect(await toldOf(work, { daysOn: 5 })).toEqual([lead, second].sort())
  expect(await toldOf(work, { daysOn: 8 })).toEqual([lead, second, handler].sort())
})

onEachEngine('a notice is never lost between two people who are both away, or to a deputy without an address', async (db) => {
  const work = await caseworkOn(db)
  const [lead, second, handler] = [work.lead.memberId, work.otherLead.memberId, work.handler.memberId]
  await away(work, handler, { deputyId: second })
  await away(work, second, { deputyId: handler })
  expect(await toldOf(work)).toEqual([lead, second, handler].sort())
  await setAbsence(db, work.lead, { today, memberId: second, away: null })
  expect(await toldOf(work)).toEqual([lead, second].sort())
  await db.tables.updateTable('members').set({ email: null }).where('member_id', '=', bytesOf(second)).execute()
  expect(await toldOf(work)).toEqual([lead, handler].sort())
})

onEachEngine('the deputy finds the cases of both among their own, on these days and in these desks only', async (db) => {
  const work = await caseworkOn(db)
  await db.tables.updateTable('case_desks').set({ assignee: bytesOf(work.handler.memberId) }).where('case_id', '=', bytesOf(work.caseId)).execute()
  const mine = async (day = today) => {
    const assignees = [work.otherLead.memberId, ...(await standsInFor(db, work.otherLead, day))]
    const { lines } = await inboxFor(db, work.otherLead, { open: true, assignees, sort: 'due' })
    expect((await inboxCounts(db, work.otherLead, today, assignees)).mine).toBe(lines.length)
    return lines.map(({ caseId }) => caseId)
  }
  expect(await mine()).toEqual([])
  await away(work, work.handler.memberId, { deputyId: work.otherLead.memberId, fromDay: addDays(today, 1) })
  expect(await mine()).toEqual([])
  expect(await mine(addDays(today, 1))).toEqual([work.caseId])
  expect(await mine(week.untilDay)).toEqual([work.caseId])
  expect(await mine(addDays(week.untilDay, 1))).toEqual([])
  expect(await standsInFor(db, work.minato.external.scope, addDays(today, 1))).toEqual([])
})

onEachEngine('one sets days for oneself, a lead for colleagues; a deputy shares a desk', async (db) => {
  const work = await caseworkOn(db)
  const { legal, external } = work.minato
  const [second, handler] = [work.otherLead.memberId, work.handler.memberId]
  expect(await away(work, handler, { deputyId: second }, work.handler)).toEqual({ ok: true })
  expect(await away(work, second, { deputyId: handler }, work.handler)).toEqual({ ok: false, reason: 'not-yours' })
  expect(await away(work, handler, { deputyId: second }, external.scope)).toEqual({ ok: false, reason: 'not-yours' })
  for (const wrong of [{ deputyId: handler }, { deputyId: external.lead }, { deputyId: second, untilDay: addDays(today, -1), fromDay: addDays(today, -3) },
    { deputyId: second, fromDay: addDays(today, 9) }, { deputyId: second, untilDay: addDays(today, 400) }]) {
    expect(await away(work, handler, wrong, work.handler)).toEqual({ ok: false, reason: 'not-allowed' })
  }
  // What was refused left the days that stood there.
  expect(await absencesFor(db, work.lead, today)).toEqual([{ memberId: handler, ...week, deputyId: second }])
  expect(await absencesFor(db, external.scope, today)).toEqual([])
  expect(await absencesFor(db, work.lead, addDays(week.untilDay, 1))).toEqual([])
  expect(await setAbsence(db, work.handler, { today, memberId: handler, away: null })).toEqual({ ok: true })
  expect(await absencesFor(db, work.lead, today)).toEqual([])
  // Whoever leaves the desks takes their days with them, and is nobody's deputy any more.
  await away(work, handler, { deputyId: second })
  await inTransaction(db, 'conflict', async (tx) => {
    await tx.deleteFrom('desk_members').where('member_id', '=', bytesOf(second)).execute()
    await takeOff(tx, work.minato.instance, legal.deskId, second)
  })
  expect(await db.tables.selectFrom('absences').select('member_id').where('instance_id', '=', bytesOf(work.minato.instance)).execute()).toEqual([])
})
