// A case in which everything is done that any step asks for, and what a step still needs in it.
import { transitions, type CaseState, type Transition } from '#db/model/case-state.ts'
import type { Person } from '#db/model/decisions.ts'
import { openGuards, type StepAnswers } from '#db/model/guard-answers.ts'
import type { KeptInClear } from '#db/model/kept-case.ts'
import { caseStory, gift, hana, hugo, idOf, lea, leo, mild, people, type Story } from './case-story.ts'

export const a1 = idOf('a1')
export const r1 = idOf('r1')
export const filled: StepAnswers = { text: 'We looked at it.', sentences: '', reason: 'OUT_OF_SCOPE', places: 'The labour office', why: '', ticked: [], assignee: null }
export const empty: StepAnswers = { ...filled, text: '', reason: '', places: '' }
export const remedy = { code: 'STOPPED', grade: 'C1', allegation: a1, text: '', company: true, dueDay: 203, doneDay: 203, verified: 'site', confirmedBy: null } as const

/** A case in which everything is done that any step asks for: Hana and Hugo investigated, Lea reviewed. */
export function ready(from: CaseState): Story {
  const story = caseStory()
  story.report({ contact: 'yes' })
  for (const person of people) story.declares(person)
  story.work(hana, 'allegation', gift, a1)
  story.work(hana, 'severity', mild)
  story.work(hana, 'detriment', { risk: 'low', text: '', steps: [] })
  story.work(hana, 'legal', { tags: [], profiles: [] })
  story.work(hana, 'contact', { permission: 'yes', basis: 'report', text: '' })
  story.work(lea, 'plan', { scope: 'All', allegations: [a1], team: [hana.memberId, hugo.memberId], steps: [], text: '' })
  story.work(hana, 'evidence', { title: 'The card', source: '', sha256: null, fileId: null, custody: [], sealed: false }, idOf('e1'))
  const finding = story.work(hana, 'finding', { allegation: a1, finding: 'SUB', reason: null, text: '' }, idOf('f1'))
  story.work(lea, 'review', { findings: [finding.digest], verdict: 'confirmed', text: '' })
  story.work(hana, 'remedy', remedy, r1)
  story.work(hana, 'consultation', { consulted: true, day: 200, text: '' })
  story.work(lea, 'referral', { body: 'Labour office', basis: 'duty', copyId: 'c'.repeat(64), text: '', answer: null }, idOf('x1'))
  if (from !== 'RECEIVED') story.tells(from, { endDay: '230' })
  return story
}

export type Asked = { me?: Person; today?: number; answers?: Partial<StepAnswers>; clear?: Partial<KeptInClear> }
/** Rule and gap of everything that the row waits for; asked by Leo, where an investigator is due by Hana. */
export function gapsIn(story: Story, row: Transition, { me = investigates(row) ? hana : leo, today = 210, answers = {}, clear = {} }: Asked = {}): string[] {
  const about = { file: story.file(), timeline: story.timeline, me: me.memberId, role: me.role, today, people, answers: { ...filled, ...answers }, clear: { held: false, watchUntil: null, ...clear } }
  return openGuards(row, about).map(({ rule, missing }) => `${rule} ${missing}`)
}
const investigates = ({ verb }: Transition) => verb === 'submit-findings'

/** Takes a thing out of the file. */
export function drop(who: Person, kind: string, object: string): (story: Story) => unknown {
  return (story) => story.raw(who, kind, '{"dropped":"mistake"}', object)
}

/** Another finding of Hana in the place of hers. */
export function found(story: Story, finding: 'PART' | 'NOT' | 'INCONCLUSIVE'): void {
  story.work(hana, 'finding', { allegation: a1, finding, reason: null, text: '' }, idOf('f1'))
}

export function rowOf(from: CaseState, verb: string): Transition {
  const row = transitions.find((one) => one.from === from && one.verb === verb)
  if (row === undefined) throw new Error(`no row ${from} ${verb}`)
  return row
}
