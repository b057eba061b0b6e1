// What the reporter's page makes of the desk's signed events.
import { clocks } from './deadlines.ts'
import { caseStateFrom, type CaseState } from './states.ts'

/** One signed event of a desk as the reporter's page reads it; days are days since 1970-01-01. */
export interface ToldEvent {
  readonly state: CaseState
  readonly sinceDay: number | null
  readonly nextDay: number | null
  readonly endDay: number | null
}

/** An event from its payload fields (decimal numbers); `null` if it changes no state or names one that this version does not know. */
export function toldEvent(fields: { readonly [name in 'state' | 'sinceDay' | 'nextDay' | 'endDay']?: string | undefined }): ToldEvent | null {
  const state = fields.state === undefined ? null : caseStateFrom(fields.state)
  if (state === null) return null
  return { state, sinceDay: number(fields.sinceDay), nextDay: number(fields.nextDay), endDay: number(fields.endDay) }
}

export interface StateForReporter {
  readonly state: CaseState
  /** Since when it holds; of RECEIVED the day of receipt. */
  readonly sinceDay: number | null
  /** The promised day of the next news; `null` where none was promised or nothing more is to come. */
  readonly nextDay: number | null
  /** Until when she may disagree or write. */
  readonly endDay: number | null
  /** A promised day is past and nothing came. */
  readonly late: boolean
  /** Closed or archived, or the time to disagree is over; derived here, so that silence of the server cannot keep a case open or close it. */
  readonly finished: boolean
}

/** What to show after the events believed so far, oldest first. `receivedDay` from the verified receipt. Pure: the server is not asked. */
export function stateForReporter(receivedDay: number, events: readonly ToldEvent[], today: number): StateForReporter {
  const last = events[events.length - 1]
  if (last === undefined) {
    const nextDay = receivedDay + clocks['G-ACK'].lengthDays
    return { state: 'RECEIVED', sinceDay: receivedDay, nextDay, endDay: null, late: today > nextDay, finished: false }
  }
  const timeOver = (last.state === 'OUTCOME_GIVEN' || last.state === 'DECLINED') && last.endDay !== null && today > last.endDay
  const finished = last.state === 'CLOSED' || last.state === 'ARCHIVED' || timeOver
  const late = !finished && last.nextDay !== null && today > last.nextDay
  return { ...last, nextDay: finished ? null : last.nextDay, late, finished }
}

function number(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,9}$/.test(text) && Number(text) > 0 ? Number(text) : null
}
