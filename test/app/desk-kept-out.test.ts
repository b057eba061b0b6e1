// Teams that a reporter keeps out: what their people decided before stands, and no case is named before them.
import { expect, test } from 'vitest'
import { fileOf } from '#app/desk/case/believed-file.ts'
import type { OpenedCase } from '#app/desk/case/case.client.ts'
import type { DirectoryView } from '#crypto/worker/views.ts'
import { caseStory, cora, grave, hana, lea, people, refusal, teams } from '#test/world/case-story.ts'

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
