// A case file on paper: what is left out stands in no section, and the log names it.
import { expect, test } from 'vitest'
import { lineOf } from '#app/desk/print/chronicle.ts'
import { dayFrom } from '#db/model/ids.ts'
import { decidedOf } from '#app/desk/decision/decision-words.ts'
import { textsFor } from '#app/http/texts.server.ts'
import { dayFormats } from '#app/ui/days.ts'
import { translateWith } from '#app/ui/desk-words.tsx'
import { digestsOut, fileOnPaper, isAlwaysLeftOut, redactionLog } from '#app/desk/print/redaction.ts'
import { caseStory, gift, grave, hugo, idOf, lea, leo, refusal } from '#test/world/case-story.ts'

const t = translateWith(textsFor('en').dictionary)
const words = { t, days: dayFormats('en', 210), language: 'en', names: { org: 'Asagiri', deskLabel: (id: string) => (id === idOf('Rights') ? 'Rights' : null), memberName: () => 'Hugo', caseNumber: () => 'another case' }, allegation: () => 'GE-01' }

const finding = { allegation: idOf('a'), finding: 'SUB', reason: null, text: 'The card was found' } as const

function story() {
  const told = caseStory()
  told.report({ text: 'her words' })
  const allegation = told.work(hugo, 'allegation', gift, idOf('a'))
  const found = told.work(hugo, 'finding', finding, idOf('f'))
  const proposal = told.proposes(lea, 'decline', refusal)
  const approval = told.decides(leo, proposal)
  return { told, allegation, found, proposal, approval }
}

test('an entry that is left out of the chronology stands in no other section', () => {
  const { told, allegation, found, proposal, approval } = story()
  const file = told.file()
  expect(fileOnPaper(file, told.timeline, () => false, '---')).toEqual(file)
  const isOut = ({ digest }: { digest: string }) => [allegation.digest, found.digest, approval.digest, proposal].includes(digest)
  const paper = fileOnPaper(file, told.timeline, isOut, '---')
  expect([paper.allegations[0]?.text, paper.findings[0]?.text, paper.decisions[0]?.second?.text]).toEqual(['---', '---', '---'])
  expect(paper.allegations[0]?.code).toBe('GE-01')
  expect(digestsOut(told.timeline, isOut).has(proposal)).toBe(true)
  expect(redactionLog(told.timeline, isOut).map(({ digest }) => digest)).toEqual([allegation.digest, found.digest, proposal, approval.digest])
})

test('only the entry that was chosen is left out, in whatever stream', () => {
  const { told, allegation } = story()
  const paper = fileOnPaper(told.file(), told.timeline, ({ digest }) => digest === allegation.digest, '---')
  expect([paper.allegations[0]?.text, paper.findings[0]?.text, paper.decisions[0]?.second?.text]).toEqual(['---', 'The card was found', 'because'])
})

test('the reporter, interviews and what they asked for are never in a redacted file', () => {
  const told = caseStory()
  expect(isAlwaysLeftOut(told.report({ text: 'her words' }))).toBe(true)
  expect(isAlwaysLeftOut(told.work(hugo, 'consultation', { consulted: true, day: 200, text: 'She wants to stay on her line' }))).toBe(true)
  expect(isAlwaysLeftOut(told.work(hugo, 'plan', { scope: 'All', allegations: [], team: [], steps: [], text: 'Together with a visit' }))).toBe(true)
  expect(isAlwaysLeftOut(told.work(hugo, 'allegation', gift, idOf('a')))).toBe(false)
})

test('a record tells each of its fields on paper, and never the number of another case', () => {
  const told = caseStory()
  const said = (entry: Parameters<typeof lineOf>[0]) => { const { what, facts, text } = lineOf(entry, words); return [what, ...facts, text].join('\n') }
  const talk = said(told.work(hugo, 'interview', { day: 200, with: 'A warden', place: 'by telephone', text: 'At ten.', readBack: true }, idOf('i')))
  for (const one of ['A warden', 'by telephone', 'At ten.', 'read back and agreed']) expect(talk).toContain(one)
  const weighed = said(told.work(hugo, 'severity', { ...grave, raises: ['evidence'], dangerNow: true, text: 'No fire yet.' }))
  for (const one of ['S4, P1', 'Evidence about to vanish', 'Somebody is in danger now', 'No fire yet.']) expect(weighed).toContain(one)
  const piece = said(told.work(hugo, 'evidence', { title: 'Photo', source: 'A warden', sha256: 'ab'.repeat(32), fileId: null, custody: [{ day: 200, by: 'Hugo', text: 'safe' }], sealed: true }, idOf('e')))
  for (const one of ['ab'.repeat(32), 'safe', 'under seal']) expect(piece).toContain(one)
  expect(said(told.work(hugo, 'link', { caseId: 'ef'.repeat(32), relation: 'same-matter', text: '' }, idOf('l')))).toContain('another case')
})

test('a decision is told with its weight, its team or its day', () => {
  const about = { ...words, deskLabel: words.names.deskLabel }
  const hold = (on: boolean) => decidedOf({ proposal: { kind: 'hold', body: { on, reason: 'A court', reviewDay: dayFrom(260) } } }, about)
  expect([hold(true), hold(false)]).toEqual([`To keep it from being destroyed, looked at again on ${words.days.long(260)}`, 'To let it be destroyed again'])
  const team = (history: boolean) => decidedOf({ proposal: { kind: 'add-desk', body: { deskId: idOf('Rights'), history, why: '' } } }, about)
  expect([team(true), team(false)]).toEqual(['Rights reads everything so far and from then on', 'Rights reads what is written from then on'])
})
