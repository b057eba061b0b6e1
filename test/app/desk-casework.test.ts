// The pure parts of casework on the page: the triage form, the codes found by typing, the summary for the inbox, lines of the timeline.
import { expect, test } from 'vitest'
import { caseworkSummary, columnsToSend, withWrites } from '#app/desk/case/case-writing.ts'
import { outcomeOf } from '#app/desk/register/outcome-of.ts'
import { inRuns } from '#app/desk/case/work-entry.tsx'
import { workFacts } from '#app/desk/case/work-facts.ts'
import { codesFor } from '#app/desk/triage/code-field.tsx'
import { resultLine } from '#app/desk/triage/result-words.ts'
import { changedRecords, draftFrom, emptyAllegation, inputsFrom, isBlank, openIn, withAllegation, withoutAllegation, type TriageDraft } from '#app/desk/triage/triage-draft.ts'
import { dayFormats } from '#app/ui/days.ts'
import { translateWith } from '#app/ui/desk-words.tsx'
import { textsFor } from '#app/http/texts.server.ts'
import { caseFileOf, type CaseFile } from '#db/model/case-file.ts'
import { doubtKinds, doubtReasons } from '#db/model/doubts.ts'
import { weigh } from '#db/model/severity.ts'
import { parseWork, theCase, workBody, workKinds, type WorkInput, type WorkKind } from '#db/model/work-records.ts'
import type { DeskCaseView, TimelineEntry } from '#crypto/worker/views.ts'

const me = 'aa'.repeat(16)
const desk = '01'.repeat(16)
const today = 20_777
const t = translateWith(textsFor('en').dictionary)
const about = { deskId: desk, people: [{ memberId: me, name: 'M. Sato', role: 'lead', deskId: desk, desk: 'Aoba', roles: [] }], teams: [], columns: null, held: null } as const

function entryOf<Kind extends WorkKind>(kind: Kind, content: WorkInput<Kind>, object = theCase, n = 0, day = today): TimelineEntry & { type: 'work' } {
  return {
    type: 'work', work: { kind, object, body: workBody(kind, content) }, key: `m${n}`, digest: `${n}`.padStart(64, '0'), stream: 'room', n, epoch: 0, day, lang: 'en', urgent: false, mark: 'none', files: [],
    author: { kind: 'member', id: me, label: 'M. Sato', deskId: desk, role: 'lead' },
  }
}

function fileOf(timeline: readonly TimelineEntry[]): CaseFile {
  return caseFileOf(timeline, about)
}

const exit = { scale: 4, scope: 4, irremediability: 4, likelihood: 2, raises: [], dangerNow: false, indicators: [], childAtWork: false, armedGroupMineral: false } as const
let drawn = 0
const newObject = () => `${(drawn += 1)}`.padStart(32, 'f')
const plan = { milder: false, takenOut: 'taken out' }

function filled(): TriageDraft {
  const draft = draftFrom(fileOf([]), newObject)
  const [first] = draft.allegations
  if (first === undefined) throw new Error('a form begins with one allegation')
  return {
    ...withAllegation(draft, { ...first, code: 'HS-02', text: 'The exit is locked.' }),
    severity: { ...exit, text: '' }, contact: { permission: 'ask', basis: 'report', text: '' }, detriment: { risk: 'some', text: '', steps: 'Speak outside\n\nNo visit' }, legal: { tags: [], profiles: ['JP'] },
  }
}

// The timeline after these records were signed.
function signed(draft: TriageDraft, before: readonly TimelineEntry[] = []): TimelineEntry[] {
  const records = changedRecords(draft, fileOf(before), plan)
  return [...before, ...records.map((record, at) => {
    if ('dropped' in record) throw new Error('nothing is taken out here')
    return entryOf(record.kind, record.content as WorkInput<typeof record.kind>, record.object, before.length + at)
  })]
}

test('an empty form says what is open, and writes nothing', () => {
  const draft = draftFrom(fileOf([]), newObject)
  expect(openIn(draft)).toEqual(['desk.sort.open.allegation', 'desk.sort.open.severity', 'desk.sort.open.contact', 'desk.sort.open.detriment'])
  expect(draft.allegations.every(isBlank)).toBe(true)
  expect(inputsFrom(draft.severity)).toBeNull()
  expect(changedRecords(draft, fileOf([]), plan)).toEqual([])
})

test('a full form becomes one record for each thing, read back as the same form, and nothing is signed twice', () => {
  const draft = filled()
  expect(openIn(draft)).toEqual([])
  const timeline = signed(draft)
  const file = fileOf(timeline)
  expect(timeline.map((entry) => (entry.type === 'work' ? entry.work.kind : ''))).toEqual(['allegation', 'severity', 'contact', 'detriment', 'legal'])
  expect([file.severity?.s, file.severity?.p]).toEqual([4, 1])
  expect(file.detriment?.steps).toEqual(['Speak outside', 'No visit'])
  const again = draftFrom(file, newObject)
  expect(again.allegations.map(({ code, text, primary }) => [code, text, primary])).toEqual([['HS-02', 'The exit is locked.', true]])
  expect(changedRecords(again, file, plan)).toEqual([])
  expect(changedRecords({ ...again, detriment: { ...again.detriment, risk: 'high' } }, file, plan).map(({ kind }) => kind)).toEqual(['detriment'])
})

test('a milder result is left to a second person, an allegation that was taken out is told, one main allegation remains', () => {
  const timeline = signed(filled())
  const file = fileOf(timeline)
  const draft = draftFrom(file, newObject)
  expect(changedRecords({ ...draft, severity: { ...draft.severity, scale: 1, irremediability: 1, likelihood: 1 } }, file, { ...plan, milder: true })).toEqual([])
  const second = { ...emptyAllegation('bb'.repeat(16), true), code: 'GE-01', facets: { ...emptyAllegation('', true).facets, direction: 'asked-for' as const } }
  const two = withAllegation({ ...draft, allegations: [...draft.allegations, second] }, second)
  expect(two.allegations.map(({ primary }) => primary)).toEqual([false, true])
  // Facets that a new code does not know are dropped.
  expect(withAllegation(two, { ...second, code: 'HS-02' }).allegations[1]?.facets.direction).toBeNull()
  const left = withoutAllegation(two, draft.allegations[0]?.object ?? '')
  expect(left.allegations.map(({ code, primary }) => [code, primary])).toEqual([['GE-01', true]])
  expect(changedRecords(left, file, plan)).toMatchObject([{ kind: 'allegation', dropped: 'taken out' }, { kind: 'allegation', object: second.object }])
})

test('codes are found by number, by words and by the name of their family, and only those in use', () => {
  expect(codesFor('hs-02', t)).toEqual(['HS-02'])
  expect(codesFor('HS02', t)).toEqual(['HS-02'])
  expect(codesFor('exit fire', t)).toEqual(['HS-02'])
  expect(codesFor('', t)).toHaveLength(102)
  expect(codesFor('nothing has these words', t)).toEqual([])
})

test('the result is one line that names what raised it', () => {
  expect(resultLine(weigh(exit), t)).toBe('S4, P1')
  const passports = weigh({ ...exit, scale: 3, scope: 2, irremediability: 2, likelihood: 4, raises: ['trainee'] })
  expect(resultLine(passports, t)).toMatch(/^S3, P2, raised to P1: .*rainee/)
})

test('the inbox hears of priority, severity, main code and running clocks, and of the result that was told', () => {
  const clock = { clockId: 'cc'.repeat(16), rule: 'JP-INV', startDay: today, dueDay: today + 20, notices: [today + 20], pauses: [], stoppedDay: null } as const
  const view = { view: { deskId: desk, day: today, timeline: signed(filled()) } as unknown as DeskCaseView }
  const ahead = withWrites(view.view, [{ type: 'work', fields: { kind: 'clock', object: clock.clockId, body: workBody('clock', { ...clock, notices: [...clock.notices], pauses: [] }) }, lang: 'en' }, { type: 'event', fields: { state: 'OUTCOME_GIVEN', finding: 'SUB', remedies: 'STOPPED' }, lang: 'en' }], me, today)
  expect(caseworkSummary(fileOf(ahead), { priority: 3, timeline: ahead })).toEqual({
    priority: '1', severity: '4', code: 'HS-02', clocks: JSON.stringify({ [clock.clockId]: { rule: 'JP-INV', startDay: today } }), finding: 'SUB', remedies: 'STOPPED',
  })
  expect(caseworkSummary(fileOf([]), { priority: 3, timeline: [] })).toEqual({ priority: '3' })
})

test('a question about a business deal is counted under its own code, until somebody names an allegation', () => {
  const asked = [entryOf('inquiry', { track: 'transaction', text: '', gift: null }, theCase, 1)]
  expect(caseworkSummary(fileOf(asked), { priority: null, timeline: asked })).toMatchObject({ code: 'XX-03' })
  const named = [...asked, entryOf('allegation', { text: 'They agreed on prices.', code: 'FT-01', primary: true, facets: { ground: [], stage: [], mineral: [], direction: null, tier: null, harmed: null } }, 'ab'.repeat(16), 2)]
  expect(caseworkSummary(fileOf(named), { priority: null, timeline: named })).toMatchObject({ code: 'FT-01' })
  expect(caseworkSummary(fileOf([entryOf('inquiry', { track: 'gift', text: '', gift: null }, theCase, 1)]), { priority: null, timeline: [] })).not.toHaveProperty('code')
})

test('the outcome is of the day on which it is told, and a later letter takes nothing from it', () => {
  const view = { deskId: desk, day: today - 40, timeline: signed(filled()).map((entry) => ({ ...entry, day: today - 40 })) } as unknown as DeskCaseView
  const outcome = { type: 'event', fields: { state: 'OUTCOME_GIVEN', finding: 'SUB', remedies: 'STOPPED' }, lang: 'en' } as const
  const letter = { type: 'event', fields: { state: 'OUTCOME_GIVEN', sinceDay: String(today) }, lang: 'en' } as const
  const told = withWrites(view, [outcome], me, today)
  const later = withWrites({ ...view, timeline: told }, [letter], me, today + 9)
  for (const timeline of [told, later]) {
    expect(outcomeOf('aa'.repeat(32), today - 40, timeline, fileOf(timeline))).toMatchObject({ day: today, findings: ['SUB'], remedies: ['STOPPED'] })
    // Seven years, where the German supply chain law is one of the case's.
    const lawful = [...timeline, entryOf('legal', { tags: [], profiles: ['LK'] }, theCase, 90)]
    expect([outcomeOf('aa'.repeat(32), today - 40, timeline, fileOf(timeline))?.keepUntilDay, outcomeOf('aa'.repeat(32), today - 40, lawful, fileOf(lawful))?.keepUntilDay]).toEqual([null, today + 2557])
    expect(caseworkSummary(fileOf(timeline), { priority: null, timeline })).toMatchObject({ finding: 'SUB', remedies: 'STOPPED' })
  }
})

test('every doubt has its sentence', () => {
  const { dictionary } = textsFor('en')
  for (const key of [...doubtKinds.map((kind) => `desk.doubt.${kind}`), ...doubtReasons.map((why) => `desk.doubtWhy.${why}`)]) expect(dictionary[key], key).toBeDefined()
})

test('a message leaves a state alone that the server tells and nobody signed; a step names the one it leads to', () => {
  const next = { version: 3, state: 'TRIAGE', turn: 'desk', nextDay: today + 9, endDay: null, assignee: me } as const
  expect(columnsToSend(next, 'TRIAGE', 'DECLINED')).toEqual({ ...next, state: 'DECLINED' })
  expect(columnsToSend(next, 'TRIAGE', 'TRIAGE')).toEqual(next)
  expect(columnsToSend({ ...next, state: 'ACCEPTED' }, 'TRIAGE', 'DECLINED')).toMatchObject({ state: 'ACCEPTED' })
  expect(columnsToSend(null, 'TRIAGE', 'DECLINED')).toBeNull()
})

test('what one person signs in a row on one day is one line, and two in a row stay two', () => {
  const assign = (n: number, day = today) => entryOf('assign', { member: null }, theCase, n, day)
  expect(inRuns([assign(0), assign(1)])).toHaveLength(2)
  expect(inRuns([assign(0), assign(1), assign(2), assign(3, today + 1)])).toEqual([[assign(0), assign(1), assign(2)], assign(3, today + 1)])
})

test('every kind of record has a line, a name and labels in words', () => {
  const { dictionary } = textsFor('en')
  for (const kind of workKinds) {
    expect(dictionary[`desk.work.kind.${kind}`], kind).toBeDefined()
    const own = kind === 'assign' ? 'desk.entry.assign' : kind === 'conflict' ? 'desk.entry.work.conflict.has' : `desk.entry.work.${kind}`
    expect(dictionary[own], kind).toBeDefined()
  }
  const words = { t, days: dayFormats('en', today), language: 'en', org: 'Hoshida', memberName: () => 'M. Sato', caseNumber: () => '123', allegation: () => 'HS-02' }
  for (const entry of signed(filled())) {
    const work = entry.type === 'work' ? parseWork(entry.work.kind, entry.work.body) : null
    if (work === null) throw new Error('a record that was just made is understood')
    for (const [label, text] of workFacts(work, words)) expect(`${label} ${text}`).not.toMatch(/\b(desk|facet|indicator|profile|clock)\.[a-z]/i)
  }
})
