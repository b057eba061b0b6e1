import { expect, test } from 'vitest'
import type { CaseClock } from '#db/model/case-clocks.ts'
import { pauseClock } from '#db/model/clock-pauses.ts'
import { clockIds } from '#db/model/clock-writes.ts'
import { dayFrom } from '#db/model/ids.ts'
import { answeredPauses } from '#db/model/pause-ends.ts'
import { caseStory } from '#test/world/case-story.ts'

const outcome: CaseClock = { clockId: clockIds['G-OUT'], rule: 'G-OUT', startDay: dayFrom(200), dueDay: dayFrom(290), notices: [245, 268, 281, 290].map(dayFrom), pauses: [], stoppedDay: null }

function paused(from: number, until: number, reason: 'waiting-reporter' | 'authority-asked' = 'waiting-reporter', clock = outcome): CaseClock {
  const words = reason === 'authority-asked' ? { document: 'Letter of the labour office', approver: 'M. Sato' } : { document: '', approver: '' }
  const after = pauseClock(clock, { from: dayFrom(from), until: dayFrom(until), reason, ...words })
  if (typeof after === 'string') throw new Error(after)
  return after
}

/** Asked on day 205; answered on that many days, if at all. */
function asked(...answers: number[]) {
  const story = caseStory()
  story.day = 200
  story.says('S10', 'An older word.')
  story.day = 205
  story.asks('Which door?')
  for (const day of answers) {
    story.day = day
    story.says('', 'The back door.')
  }
  return story.timeline
}

test('the answer lets the clock run again from its own day, whenever somebody reads it', () => {
  const [clock] = answeredPauses(asked(211, 213), [paused(206, 220)])
  expect([clock?.dueDay, clock?.pauses[0]?.endedDay]).toEqual([295, 211])
  expect(clock?.notices.at(-1)).toBe(295)
})

test('an answer on the day on which the pause began costs no day', () => {
  const [clock] = answeredPauses(asked(206), [paused(206, 220)])
  expect([clock?.dueDay, clock?.pauses[0]?.endedDay]).toEqual([290, 206])
  // Asked, answered, and only then did somebody let it stand still: it never stood.
  expect(answeredPauses(asked(205), [paused(206, 220)])[0]?.dueDay).toBe(290)
})

test.each([
  ['nobody has answered', asked(), paused(206, 220)],
  ['the words are older than the question', asked(), paused(206, 220)],
  ['the pause was over before the answer came', asked(220), paused(206, 220)],
  ['an authority asked us to wait', asked(211), paused(206, 220, 'authority-asked')],
  ['the clock has stopped', asked(211), { ...paused(206, 220), stoppedDay: dayFrom(210) }],
  ['nothing was asked', caseStory().timeline, paused(206, 220)],
  ['it never stood still', asked(211), outcome],
])('no clock moves where %s', (_name, timeline, clock) => {
  expect(answeredPauses(timeline, [clock])).toEqual([])
})

test('once it is signed nothing is left to do', () => {
  const timeline = asked(211)
  expect(answeredPauses(timeline, answeredPauses(timeline, [paused(206, 220)]))).toEqual([])
})
