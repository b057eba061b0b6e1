// What an act of the desk does to the clocks of a case: records to seal and acts for the server, to go out in the same write.

import type { CaseAct } from '#crypto/worker/messages.ts'
import { caseDaysOf, type CaseDays, type ToldState } from '#db/model/case-days.ts'
import { toldEvent } from '#db/model/told-state.ts'
import { clocksAfterAct, clocksAfterActs, clocksForTriage, type ClockAct, type ClockChange } from '#db/model/clock-plan.ts'
import { clockWrites } from '#db/model/clock-writes.ts'
import { dayFrom } from '#db/model/ids.ts'
import type { LegalProfile } from '#db/model/legal-profiles.ts'
import { newObject, type CaseRoom, type WorkToWrite } from './case-context.tsx'

export type ClockWork = { records: WorkToWrite[]; acts: CaseAct[] }

/** When what happened in this case, by what was signed in it. */
export function daysOfCase({ view, file }: Pick<CaseRoom, 'view' | 'file'>): CaseDays {
  const told = view.timeline.flatMap((entry): ToldState[] => {
    const event = entry.type === 'event' ? toldEvent(entry.fields) : null
    return event === null ? [] : [{ state: event.state, day: dayFrom(entry.day) }]
  })
  const urgent = view.timeline.find((entry) => entry.urgent)
  const weighed = file.severity !== null && file.severity.p === 1 ? file.severity.entry.day : null
  const urgentDay = urgent?.day ?? weighed
  return caseDaysOf(told, {
    receivedDay: dayFrom(view.day),
    urgentDay: urgentDay === null ? null : dayFrom(urgentDay),
    // A message is feedback where somebody said so, and then its clock was stopped by it.
    feedbackDay: null,
    protectiveDay: file.protective[0]?.day ?? null,
  })
}

/** What choosing these laws changes. */
export function clocksOfLaws(room: CaseRoom, profiles: readonly LegalProfile[]): ClockChange[] {
  return clocksForTriage({ days: daysOfCase(room), profiles, today: dayFrom(room.today), clocks: room.clocks, newId: newObject })
}

/** What an act changes; `happened` are days that only this write makes true. */
export function clocksOfAct(room: CaseRoom, act: ClockAct, happened: Partial<CaseDays> = {}, clocks = room.clocks): ClockChange[] {
  const profiles = room.file.legal?.profiles ?? []
  return clocksAfterAct(act, { days: { ...daysOfCase(room), ...happened }, profiles, today: dayFrom(room.today), clocks, newId: newObject })
}

/** The same for several acts of one write. */
export function clocksOfActs(room: CaseRoom, acts: readonly ClockAct[]): ClockChange[] {
  return clocksAfterActs(acts, { days: daysOfCase(room), profiles: room.file.legal?.profiles ?? [], today: dayFrom(room.today), clocks: room.clocks, newId: newObject })
}

/** The changes as what goes into a write. */
export function clockWork(changes: readonly ClockChange[]): ClockWork {
  const { records, acts } = clockWrites(changes)
  return { records: records.map(({ object, content }) => ({ kind: 'clock', object, content })), acts }
}
