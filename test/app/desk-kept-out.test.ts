// Teams that a reporter keeps out: what their people decided before stands, and no case is named before them.
import { expect, test } from 'vitest'
import { fileOf } from '#app/desk/case/believed-file.ts'
import type { OpenedCase } from '#app/desk/case/case.client.ts'
import type { DirectoryView } from '#crypto/worker/views.ts'
import { keptOutOf, linkDoubts, mayBeNamed } from '#db/model/kept-out.ts'
import { caseStory, cora, grave, hana, idOf, lea, people, refusal, teams } from '#test/world/case-story.ts'

const directory = { roster: { teams: Object.values(teams) }, desks: [] } as unknown as DirectoryView

test('what outside counsel agreed to stays agreed when the reporter keeps counsel out later', () => {
  const story = caseStory()
  story.report()
  story.work(hana, 'severity', grave)
  story.tells('TRIAGE')
  const asked = story.proposes(lea, 'decline', refusal)
  story.decides(lea, asked, 'approve', { person: cora })
  story.tells('DECLINED', refusal.event)
  const columns = { state: 'DECLINED', assignee: null }
  const opened = (addable: readonly (typeof teams)[keyof typeof teams][]) => ({ view: { deskId: teams.legal.id, timeline: story.timeline, people, readers: [teams.legal], addable }, columns, clear: { held: false } }) as unknown as OpenedCase
  for (const addable of [[teams.counsel, teams.board], [teams.board]]) {
    const { state, doubts, decisions } = fileOf(opened(addable), directory)
    expect([state, doubts, decisions.map((one) => one.state)]).toEqual(['DECLINED', [], ['approved']])
  }
})

test('a case is not named before a team that its reporter kept out, by name or by what it does, nor while nobody knows whom', () => {
  const readers = [teams.legal, teams.counsel]
  expect([mayBeNamed({ keptOut: 'nobody' }, readers), mayBeNamed({ keptOut: `LEGAL,${teams.rights.id}` }, [teams.counsel])]).toEqual([true, true])
  for (const keptOut of [teams.counsel.id, `QUAL,${teams.legal.id}`, 'LEGAL', `EXT,${teams.rights.id}`]) expect(mayBeNamed({ keptOut }, readers), keptOut).toBe(false)
  expect([mayBeNamed({}, readers), mayBeNamed(null, readers), keptOutOf(null, readers)]).toEqual([false, false, null])
})

test('a link to a case that a team of this one must not know of is a doubt; what is not known is none', () => {
  const story = caseStory()
  story.report()
  const [barred, free, unread] = ['aa', 'bb', 'cc'].map((two) => two.repeat(32))
  for (const caseId of [barred, free, unread]) story.work(hana, 'link', { caseId: caseId ?? '', relation: 'related', text: '' }, idOf(caseId ?? ''))
  const { links } = story.file()
  const summaries = new Map([[barred, { keptOut: 'EXT' }], [free, { keptOut: 'BRD' }]])
  const doubts = linkDoubts(links, (caseId) => summaries.get(caseId) ?? null, [teams.legal, teams.counsel])
  expect(doubts.map(({ kind, why, text, key }) => [kind, why, text, key])).toEqual([['link', 'kept-out', 'Counsel', links[0]?.entry.key]])
})
