import { expect, test } from 'vitest'
import { stories, storyToTry } from '#app/practice/stories.ts'
import { operatorTexts, teams } from '#app/practice/organisation.ts'
import { storyLanguages, type DeskTurn, type Story } from '#app/practice/story.ts'
import { caseStates, transitions, type CaseState } from '#db/model/case-state.ts'
import { operatorTextsFrom } from '#db/model/operator-texts.ts'
import { phraseFor } from '#db/model/phrases.ts'
import { answersTo } from '#db/model/questions.ts'
import { deskRoles } from '#db/model/roles.ts'
import { tilesAtMost } from '#db/model/tiles.ts'
import { partOf } from '#locales/index.ts'

// Walks the transition table as the story tells it.
function statesOf(story: Story): CaseState[] {
  const states: CaseState[] = ['RECEIVED']
  for (const turn of story.turns) {
    if (turn.by === 'reporter') continue
    const from = states.at(-1) ?? 'RECEIVED'
    const row = transitions.find((one) => one.from === from && one.verb === turn.act)
    if (row !== undefined) states.push(row.to)
    else if (from === 'RECEIVED' && (turn.act === 'reply' || turn.act === 'ask')) states.push('ACKNOWLEDGED')
    else expect(['reply', 'ask', 'note'], `${story.name}: ${turn.act} from ${from}`).toContain(turn.act)
  }
  return states
}

const deskTurns = (story: Story): DeskTurn[] => story.turns.flatMap((turn) => (turn.by === 'reporter' ? [] : [turn]))

test('twelve cases, three in each language', () => {
  expect(stories).toHaveLength(12)
  expect(new Set(stories.map(({ name }) => name)).size).toBe(12)
  for (const language of storyLanguages) expect(stories.filter((story) => story.language === language), language).toHaveLength(3)
  expect(stories.map(({ name }) => name)).toContain(storyToTry)
})

test('the cases stand in every state that is in use, and every step follows the table', () => {
  const ends = stories.map((story) => statesOf(story).at(-1))
  for (const state of ['RECEIVED', 'ACKNOWLEDGED', 'TRIAGE', 'OUTCOME_GIVEN', 'CLOSED', 'DECLINED']) expect(ends).toContain(state)
  expect(ends.every((state) => state !== undefined && caseStates.includes(state))).toBe(true)
})

test('one is urgent, one keeps a team out, one was asked and answers, one waits for an answer', () => {
  expect(stories.filter(({ answers }) => answers.danger === 'yes')).toHaveLength(1)
  expect(stories.filter(({ blames }) => blames === 'legal')).toHaveLength(1)
  const lasts = stories.map(({ turns }) => turns.at(-1))
  expect(lasts.some((turn) => turn?.by === 'reporter')).toBe(true)
  expect(lasts.some((turn) => turn !== undefined && turn.by !== 'reporter' && turn.act === 'ask')).toBe(true)
})

test('answers are answers that the form knows', () => {
  for (const { name, tiles, answers } of stories) {
    expect(tiles.length, name).toBeLessThanOrEqual(tilesAtMost)
    for (const [question, given] of Object.entries(answers)) {
      const known: readonly string[] | undefined = Object.entries(answersTo).find(([one]) => one === question)?.[1]
      if (known !== undefined) expect(given.split(',').filter((one) => !known.includes(one)), `${name}: ${question}`).toEqual([])
    }
  }
})

test('nothing happens before the report, in the wrong order or in the future', () => {
  for (const { name, daysAgo, turns } of stories) {
    const days = turns.map(({ after }) => after)
    expect([...days].sort((a, b) => a - b), name).toEqual(days)
    expect(days.every((day) => day >= 0 && day <= daysAgo), name).toBe(true)
  }
})

test('sentences are said by the side that may say them, results have words', () => {
  const results = Object.keys(partOf('en', 'reporter'))
  for (const story of stories) {
    for (const turn of story.turns) {
      const side = turn.by === 'reporter' ? 'reporter' : 'desk'
      for (const id of turn.sentences ?? []) expect(phraseFor(id)?.side, `${story.name}: ${id}`).toBe(side)
    }
    for (const { result, act, text } of deskTurns(story)) {
      if (result?.finding !== undefined) expect(results).toContain(`finding.${result.finding}`)
      if (result?.reason !== undefined) expect(results).toContain(`reason.${result.reason}`)
      for (const code of (result?.remedies ?? '').split(',').filter(Boolean)) expect(results).toContain(`remedy.${code}`)
      if (act === 'note') expect(text ?? '').not.toBe('')
    }
  }
})

test('two teams of two, one of them independent, with texts that the settings take', () => {
  expect(teams.map(({ members }) => members.length)).toEqual([2, 2])
  expect(teams.filter(({ independent }) => independent).map(({ roles }) => [...roles])).toEqual([['EXT']])
  expect(teams.flatMap(({ roles }) => [...roles]).filter((role) => !deskRoles.some((one) => one === role))).toEqual([])
  expect(operatorTextsFrom(operatorTexts)).toEqual(operatorTexts)
  expect(Object.keys(operatorTexts).sort()).toEqual([...storyLanguages].sort())
})
