import { expect, test } from 'vitest'
import { transitions, type DeskRule } from '#db/model/case-state.ts'
import { guardAnswers, guardLacks, sortedGaps } from '#db/model/desk-guards.ts'
import { gapsOf, type Gap } from '#db/model/guard-answers.ts'

const every = Object.entries(gapsOf).flatMap(([rule, ways]) => ways.map((missing): Gap => ({ rule: rule as DeskRule, missing, objects: [], until: null })))
const open = (rule: DeskRule, missing: string) => every.filter((gap) => gap.rule === rule && gap.missing === missing)

test('every way in which a guard stands open has exactly one place in which it is answered', () => {
  const sorted = sortedGaps(every)
  expect(sorted.fields.length + sorted.form.length + sorted.elsewhere.length).toBe(every.length)
  expect(new Set(sorted.form.map(({ rule }) => rule))).toEqual(new Set(Object.keys(guardAnswers)))
})

test.each([
  ['an interest of one’s own cannot be ticked away', 'conflict-declared', 'has-interest', 'elsewhere'],
  ['a declaration that is missing can be made in the form', 'conflict-declared', 'undeclared', 'form'],
  ['a disagreement in time cannot be waited out', 'reporter-agrees-or-time-is-over', 'disagrees', 'elsewhere'],
  ['time that still runs can be answered with a reason', 'reporter-agrees-or-time-is-over', 'time-runs', 'form'],
  ['what is new is written in the form', 'new-facts', 'facts', 'form'],
  ['a reporter who was not asked is a tick or a reason', 'reporter-consulted', 'consultation', 'form'],
  ['the ground of a referral is a field', 'consent-or-duty', 'referral', 'fields'],
  ['the words of a result are a field', 'plain-reasons', 'words', 'fields'],
  ['what triage lacks is done there', 'triage-complete', 'severity', 'elsewhere'],
  ['other people is nobody’s to tick', 'other-people', 'worked-before', 'elsewhere'],
  ['contact with the company is asked for elsewhere', 'company-contact', 'not-allowed', 'elsewhere'],
] as const)('%s', (_name, rule, missing, place) => {
  expect(sortedGaps(open(rule, missing))[place]).toHaveLength(1)
})

test('a tick, a reason, both, or either, as the guard asks', () => {
  const none = { ticked: [], why: '' }
  expect(guardLacks('conflict-declared', none)).toEqual(['tick'])
  expect(guardLacks('conflict-declared', { ticked: ['conflict-declared'], why: '' })).toEqual([])
  expect(guardLacks('reporter-agrees-or-time-is-over', none)).toEqual(['tick', 'why'])
  expect(guardLacks('reporter-agrees-or-time-is-over', { ticked: ['reporter-agrees-or-time-is-over'], why: '  ' })).toEqual(['why'])
  expect(guardLacks('new-facts', { ticked: [], why: 'A second office.' })).toEqual([])
  expect(guardLacks('reporter-consulted', none)).toEqual(['tick'])
  expect(guardLacks('reporter-consulted', { ticked: [], why: 'She asked us not to write again.' })).toEqual([])
  expect(guardLacks('reporter-consulted', { ticked: ['reporter-consulted'], why: '' })).toEqual([])
  expect(guardLacks('triage-complete', none)).toEqual([])
})

test('a guard that the form answers belongs to a step of the table', () => {
  const asked = new Set(transitions.flatMap(({ guards }) => guards.map(({ rule }) => rule)))
  for (const rule of Object.keys(guardAnswers)) expect(asked.has(rule as DeskRule), rule).toBe(true)
})
