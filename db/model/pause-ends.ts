// A clock that stands still because the reporter was asked counts again from the day of their answer, whoever reads it first.
import type { TimelineEntry } from '#crypto/worker/views.ts'
import type { CaseClock } from './case-clocks.ts'
import { resumeClock } from './clock-pauses.ts'
import { dayFrom } from './ids.ts'

/** The clocks whose pause the reporter's own words have ended, running again from the day on which they came; empty where none has. The question is
 *  the last one asked by the first day of the pause. Throws nothing. */
export function answeredPauses(timeline: readonly TimelineEntry[], clocks: readonly CaseClock[]): CaseClock[] {
  const talk = timeline.filter(({ stream }) => stream === 'talk')
  return clocks.flatMap((clock) => {
    const pause = clock.pauses.at(-1)
    if (pause === undefined || pause.reason !== 'waiting-reporter' || pause.endedDay !== null || clock.stoppedDay !== null) return []
    const asked = talk.findLastIndex(({ type, day }) => type === 'ask' && day <= pause.from)
    const answer = asked === -1 ? undefined : talk.slice(asked + 1).find(({ author }) => author.kind === 'reporter')
    if (answer === undefined || answer.day >= pause.until) return []
    return [resumeClock(clock, dayFrom(Math.max(answer.day, pause.from)))]
  })
}
