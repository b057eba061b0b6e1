import { expect } from 'vitest'
import type { Database } from '#db/connect.server.ts'
import { openCase } from '#db/commands/open-case.server.ts'
import { writeAsDesk } from '#db/commands/write-as-desk.server.ts'
import { dayFrom, type CaseId } from '#db/model/ids.ts'
import { inboxCounts } from '#db/queries/inbox-counts.server.ts'
import { inboxFor, linesPerPage, type InboxAsked } from '#db/queries/inbox.server.ts'
import { scopeOfMember, type MemberScope } from '#db/scope.ts'
import { onEachEngine } from '#test/world/database.ts'
import { bytes, message, minatoWorks, newReport, party, talkOf, today, type Desk, type Organisation } from './organisation.ts'
import { recorded } from './record.ts'

async function report(db: Database, minato: Organisation, desks: readonly Desk[], day = today): Promise<CaseId> {
  const { scope, report: sent } = newReport(minato, desks)
  expect(await openCase(db, scope, { ...sent, today: day })).toMatchObject({ ok: true })
  return scope.caseId
}

async function wholeInbox(db: Database, scope: MemberScope, asked: Omit<InboxAsked, 'after'>): Promise<string[]> {
  const seen: string[] = []
  let after: string | undefined
  do {
    const page = await inboxFor(db, scope, { ...asked, after })
    expect(page.lines.length).toBeLessThanOrEqual(asked.size ?? linesPerPage)
    seen.push(...page.lines.map((line) => `${line.caseId} ${line.deskId}`))
    after = page.next ?? undefined
  } while (after !== undefined)
  return seen
}

onEachEngine('pages follow each other without a gap and without a line twice, also for a member of two desks', async (db) => {
  const minato = await minatoWorks(db)
  const { legal, external } = minato
  for (let i = 0; i < 70; i++) await report(db, minato, i % 3 === 0 ? [legal, external] : [legal], dayFrom(today - (i % 4)))
  const both = scopeOfMember(minato.instance, legal.lead, [{ deskId: legal.deskId, role: 'lead' }, { deskId: external.deskId, role: 'lead' }])
  for (const sort of ['due', 'newest'] as const) {
    const lines = await wholeInbox(db, both, { sort })
    expect(lines).toHaveLength(94)
    expect(new Set(lines).size).toBe(94)
    expect(await wholeInbox(db, external.scope, { sort })).toHaveLength(24)
    expect(await wholeInbox(db, external.scope, { sort, desk: legal.deskId })).toEqual([])
    for (const size of [1, 7, 500]) expect(await wholeInbox(db, both, { sort, size })).toEqual(lines)
  }
})

onEachEngine('the nearest promise comes first, what waits for others later, what is over last', async (db) => {
  const minato = await minatoWorks(db)
  const { legal } = minato
  const cases = [await report(db, minato, [legal], dayFrom(today - 2)), await report(db, minato, [legal]), await report(db, minato, [legal], dayFrom(today - 5))]
  const [asked, fresh, late] = cases
  if (asked === undefined || fresh === undefined || late === undefined) throw new Error('three')
  const columns = { expectedVersion: 0, state: 'ACKNOWLEDGED' as const, turn: 'reporter' as const, nextDay: dayFrom(today + 1), endDay: null, assignee: legal.lead }
  const transmissions = [talkOf(0, [message(party(2, legal.deskId), 0)])]
  const summary = { version: 1, head: bytes(38, 1), sealed: bytes(700) }
  expect(await recorded(db, writeAsDesk, legal.scope, { today, caseId: asked, deskId: legal.deskId, columns, summary, transmissions, acts: [] }, asked)).toMatchObject({ ok: true })
  const { lines, next } = await inboxFor(db, legal.scope, { sort: 'due' })
  expect(lines.map((line) => line.caseId)).toEqual([late, fresh, asked])
  expect(next).toBeNull()
  expect(lines[2]).toEqual({
    caseId: asked, deskId: legal.deskId, state: 'ACKNOWLEDGED', turn: 'reporter', nextDay: today + 1, endDay: null, assignee: legal.lead,
    day: today - 2, lastDay: today, urgent: false, reporterMessages: 1, unseen: false, version: 1, summary,
  })
  const ids = async (filter: Partial<InboxAsked>): Promise<string[]> => (await inboxFor(db, legal.scope, { sort: 'due', ...filter })).lines.map((line) => line.caseId)
  expect(await ids({ turn: 'reporter' })).toEqual([asked])
  expect(await ids({ state: 'RECEIVED' })).toEqual([late, fresh])
  expect(await ids({ assignees: [legal.lead] })).toEqual([asked])
  expect(await ids({ after: 'nonsense' })).toEqual([late, fresh, asked])
  expect(await ids({ dueBy: today })).toEqual([late])
  expect(await ids({ unseen: true })).toEqual([late, fresh])
  const over = { ...columns, expectedVersion: 1, turn: 'nobody' as const, nextDay: null }
  expect(await recorded(db, writeAsDesk, legal.scope, { today, caseId: asked, deskId: legal.deskId, columns: over, summary: null, transmissions: [], acts: [] }, asked)).toMatchObject({ ok: true })
  expect(await ids({ open: true })).toEqual([late, fresh])
  expect(await ids({})).toEqual([late, fresh, asked])
  expect(await inboxCounts(db, legal.scope, today, [legal.lead])).toEqual({ open: 2, mine: 0, new: 2, due: 1, waiting: 0 })
})
