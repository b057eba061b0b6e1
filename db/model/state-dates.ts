// Which day the words of a state speak of: the same on the reporter's page and in what the desk is shown before it sends.
import type { CaseState } from './case-state.ts'

type Days = { readonly sinceDay: number | null; readonly nextDay: number | null; readonly endDay: number | null }

/** The day that fills `{date}` in the text of this state; null where it is not known. */
export function dateInState(state: CaseState, { sinceDay, nextDay, endDay }: Days): number | null {
  switch (state) {
    case 'ACKNOWLEDGED':
    case 'REFERRED':
      return sinceDay
    case 'DECLINED':
    case 'OUTCOME_GIVEN':
    case 'CLOSED':
    case 'ARCHIVED':
      return endDay
    case 'REMEDY_PLAN':
      return endDay ?? nextDay
    default:
      return nextDay
  }
}
