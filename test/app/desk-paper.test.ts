// A case file on paper: what is left out stands in no section, and the log names it.
import { expect, test } from 'vitest'
import { digestsOut, fileOnPaper, isAlwaysLeftOut, redactionLog } from '#app/desk/print/redaction.ts'
import { caseStory, gift, hugo, idOf, lea, leo, refusal } from '#test/world/case-story.ts'

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
  expect(isAlwaysLeftOut(told.work(hugo, 'allegation', gift, idOf('a')))).toBe(false)
})
