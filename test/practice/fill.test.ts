import { afterAll, expect, test } from 'vitest'
import { openAs } from '#app/practice/desk.server.ts'
import { atTheKeys, visitorAt } from '#app/practice/door.server.ts'
import { fillPractice } from '#app/practice/fill.server.ts'
import { comeBack } from '#app/practice/reporter.server.ts'
import { toldBy } from '#app/reporter/read/told.ts'
import { stories } from '#app/practice/stories.ts'
import type { Directory, InboxRow, UnlockAnswer } from '#crypto/answers.ts'
import { deskDevice } from '#crypto/worker/desk-device.ts'
import { caseFileOf } from '#db/model/case-file.ts'
import { stateForReporter, toldEvent } from '#db/model/told-state.ts'
import { dayFrom } from '#db/model/ids.ts'
import { openPracticePortal } from './portal-in-process.ts'

const today = dayFrom(20_777)

// Filled once for all tests here: making eight ways to unlock is slow on purpose.
const portal = await openPracticePortal(today)
const { door } = portal
const { founded, reporters, lines } = await fillPractice(door)
afterAll(() => portal[Symbol.asyncDispose]())

test('an empty portal is filled, and twelve cases open with a phrase from the console', { timeout: 180_000 }, async () => {
  expect(reporters).toHaveLength(12)

  const printed = lines.join('\n')
  const opened = new Map<string, string>()
  for (const { desk, deskId, lead, handler } of founded.teams) {
    for (const person of [lead, handler]) {
      expect(printed).toContain(person.name)
      expect(printed).toContain(person.phrase)
      expect(printed).toContain(person.codeLines.join(' '))
      // A new browser: nothing but the printed phrase.
      const keys = deskDevice()
      const visitor = visitorAt(door)
      const answer = await visitor.postJson<UnlockAnswer>('/desk/api/unlock', today, { name: person.name })
      const unlocked = await keys.unlock({ answer, secret: { kind: 'phrase', text: person.phrase }, now: atTheKeys })
      expect(unlocked.result).toBe('ok')
      for (const reporter of reporters) {
        const reads = desk === 'legal' ? reporter.story.blames !== 'legal' : reporter.story.blames === 'legal'
        if (!reads) continue
        const { view, facts } = await openAs({ ...person, keys, visitor }, reporter.caseId, today)
        expect(view.deskId).toBe(deskId)
        expect(view.practice).toBe(true)
        expect(view.warnings).toEqual([])
        const about = { deskId, people: view.people, teams: [...view.readers, ...view.addable], columns: facts.columns, held: false }
        const { state, doubts, notUnderstood } = caseFileOf(view.timeline, about)
        expect([state, doubts, notUnderstood], reporter.story.name).toEqual([facts.columns.state, [], []])
        const first = view.timeline[0]
        expect(first?.type === 'report' ? first.fields.text : '').toBe(reporter.story.answers.text)
        opened.set(reporter.caseId, reporter.story.name)
      }
    }
  }
  expect([...opened.values()].sort()).toEqual(stories.map(({ name }) => name).sort())

  const states = new Map<string, string>()
  for (const reporter of reporters) {
    const view = await comeBack(reporter, founded, today)
    const events = view.timeline.flatMap((entry) => (entry.type === 'event' ? (toldEvent(entry.fields) ?? []) : []))
    const told = stateForReporter(view.day, events, today)
    states.set(reporter.story.name, told.late ? 'LATE' : told.state)
    expect(view.practice).toBe(true)
    expect(view.day).toBe(today - reporter.story.daysAgo)
    expect(view.warnings).toEqual([])
    expect(told.state === 'DECLINED' && toldBy(view.day, view.timeline, today).oneName).toBe(false)
  }
  expect([...new Set(states.values())].sort()).toEqual(['ACKNOWLEDGED', 'CLOSED', 'DECLINED', 'LATE', 'OUTCOME_GIVEN', 'RECEIVED', 'TRIAGE'])

  const toTry = reporters.find((reporter) => printed.includes(reporter.lines.join(' ')))
  expect(toTry?.story.turns.at(-1)).toMatchObject({ act: 'ask' })
})

test('a team that the reporter blames cannot open the case, and the portal is marked as practice in the signed roster', { timeout: 180_000 }, async () => {
  const blamed = reporters.find(({ story }) => story.blames === 'legal')
  const team = founded.teams.find(({ desk }) => desk === 'legal')
  if (blamed === undefined || team === undefined) throw new Error('no such story')
  await expect(openAs(team.lead, blamed.caseId, today)).rejects.toThrow('not for this member')
  const directory = await team.lead.visitor.get<Directory>('/desk/api/directory', today)
  const view = await team.lead.keys.loadDirectory({ directory, now: atTheKeys })
  expect(view.roster?.practice).toBe(true)
  expect(view.desks.map(({ members }) => members.length)).toEqual([2])

  // Two reports wait unopened on purpose; everything else shows its words in the inbox.
  const { rows } = await team.lead.visitor.get<{ rows: InboxRow[] }>('/desk/api/inbox?view=open&sort=due', today)
  const done = await team.lead.visitor.get<{ rows: InboxRow[] }>('/desk/api/inbox?view=done&sort=due', today)
  const summaries = await team.lead.keys.openSummaries({ rows: [...rows, ...done.rows], now: atTheKeys })
  expect(summaries).toHaveLength(11)
  expect(summaries.filter((summary) => summary === null)).toHaveLength(2)
  expect(summaries.every((summary) => summary === null || (summary.words ?? '') !== '')).toBe(true)
})
