import { expect, test } from 'vitest'
import type { TimelineEntry } from '#crypto/worker/views.ts'
import { caseStates, transitions } from '#db/model/case-state.ts'
import { guardAnswers, openGuard, type OpenGuard } from '#db/model/desk-guards.ts'

const today = 200
const base = { digest: '', stream: 'talk', n: 0, epoch: 0, day: 100, lang: 'en', urgent: false, mark: 'none', files: [] } as const
const reporter = { kind: 'reporter', id: '', label: '' } as const
const desk = { kind: 'desk', id: 'ab', label: 'Legal' } as const

function told(state: string, sinceDay: number, endDay: number | null = null): TimelineEntry {
  return { ...base, key: 'd', author: desk, type: 'event', fields: { state, sinceDay: String(sinceDay), ...(endDay === null ? {} : { endDay: String(endDay) }) } }
}
function says(sentences: string, author: TimelineEntry['author'] = reporter, type: 'text' | 'answer' | 'reply' = 'answer'): TimelineEntry {
  return { ...base, key: 's', author, type, fields: { sentences } }
}
function until(day: number, disagrees = false): OpenGuard {
  return { rule: 'reporter-agrees-or-time-is-over', until: day, disagrees }
}

const triage = told('TRIAGE', 180)
const result = told('OUTCOME_GIVEN', 190, 220)
const rows: readonly (readonly [string, string, string, readonly TimelineEntry[], OpenGuard | null])[] = [
  ['checking asks for the declaration', 'ACKNOWLEDGED', 'TRIAGE', [], { rule: 'conflict-declared' }],
  ['taking up again asks what is new', 'CLOSED', 'TRIAGE', [result, told('CLOSED', 195, 560)], { rule: 'new-facts' }],
  ['the first answer asks nothing', 'RECEIVED', 'ACKNOWLEDGED', [], null],
  ['a result asks nothing here', 'TRIAGE', 'OUTCOME_GIVEN', [triage], null],
  ['a step that the table does not have asks nothing', 'RECEIVED', 'CLOSED', [], null],
  ['a state that no version knows asks nothing', 'toString', 'CLOSED', [], null],
  ['a silent reporter has thirty days', 'OUTCOME_GIVEN', 'CLOSED', [triage, result], until(220)],
  ['also after a refusal', 'DECLINED', 'CLOSED', [triage, told('DECLINED', 190, 220)], until(220)],
  ['a longer promise counts', 'OUTCOME_GIVEN', 'CLOSED', [told('OUTCOME_GIVEN', 190, 260)], until(260)],
  ['a shorter one does not', 'OUTCOME_GIVEN', 'CLOSED', [told('OUTCOME_GIVEN', 190, 195)], until(220)],
  ['the last day is hers', 'OUTCOME_GIVEN', 'CLOSED', [told('OUTCOME_GIVEN', 170, 200)], until(200)],
  ['the day after is free', 'OUTCOME_GIVEN', 'CLOSED', [told('OUTCOME_GIVEN', 169, 199)], null],
  ['she agreed', 'OUTCOME_GIVEN', 'CLOSED', [triage, result, says('S29')], null],
  ['she agreed among other sentences', 'OUTCOME_GIVEN', 'CLOSED', [triage, result, says('S27,S29', reporter, 'text')], null],
  ['what she agreed to before was not the result', 'OUTCOME_GIVEN', 'CLOSED', [triage, says('S29'), result], until(220)],
  ['thanks are no agreement', 'OUTCOME_GIVEN', 'CLOSED', [result, says('S27')], until(220)],
  ['a desk does not agree in her place', 'OUTCOME_GIVEN', 'CLOSED', [result, says('S29', desk, 'reply')], until(220)],
  ['she took it back', 'OUTCOME_GIVEN', 'CLOSED', [result, says('S29'), says('S30')], until(220, true)],
  ['she came round', 'OUTCOME_GIVEN', 'CLOSED', [result, says('S30'), says('S29')], null],
  ['both at once is no agreement', 'OUTCOME_GIVEN', 'CLOSED', [result, says('S29,S30')], until(220, true)],
  ['a reply in between changes nothing', 'OUTCOME_GIVEN', 'CLOSED', [result, says('S29'), told('OUTCOME_GIVEN', 190, 220)], null],
  ['a second result asks anew', 'OUTCOME_GIVEN', 'CLOSED', [told('OUTCOME_GIVEN', 100, 130), says('S29'), told('CLOSED', 140), triage, result], until(220)],
  ['a result that nobody signed has no time that could be over', 'OUTCOME_GIVEN', 'CLOSED', [triage, says('S29')], until(230)],
]

test.each(rows)('%s', (_name, state, to, timeline, guard) => {
  const known = caseStates.find((one) => one === to)
  if (known === undefined) throw new Error(`no state ${to}`)
  expect(openGuard({ state }, { to: known }, { timeline, today })).toEqual(guard)
})

test('every guard of the table that a note answers is asked for, and asks for a tick or a reason', () => {
  const asked = new Set(transitions.flatMap((row) => openGuard({ state: row.from }, row, { timeline: [], today })?.rule ?? []))
  expect([...asked].sort()).toEqual(Object.keys(guardAnswers).sort())
  for (const { tick, why } of Object.values(guardAnswers)) expect(tick || why).toBe(true)
})
