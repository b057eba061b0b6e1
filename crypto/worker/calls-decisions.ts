// The calls about decisions of people at desks that do not read a case (PROTOCOL §5.6). One more part of the table that
// DeskCalls joins.

import type { AuditPlace, DayNumber, DecisionPages, DecisionRow, Hex } from '../answers.ts'
import type { EventFields, OutsideDecider, PageWords, Verdict } from './views.ts'

type Job<Name extends string> = { job: string; action: Name }

/** `by`: who proposes, held against the list of their desk. */
export type PageView = PageWords & { pageId: Hex; digest: Hex; day: DayNumber; answered: boolean; by: Omit<OutsideDecider, 'day'> }

export type DecisionCalls = {
  /**
   * Asks a desk about the own proposal `digest` of the case opened last under this id; the page takes kind and body from it.
   * `excluded` for a desk that may not become a reader either. `day`: what the page says, `today` what the entry of the record says.
   */
  sealAsk: {
    input: { caseId: Hex; digest: Hex; toDesk: Hex; severity: string; day: DayNumber; place: AuditPlace; today: DayNumber; now: number }
    output: Job<'ask'> & { pageId: Hex }
  }
  /** One answer for each page, in order; null where it does not open, or nobody on a checked list signed it. */
  openPages: { input: { deskId: Hex; answer: DecisionPages; now: number }; output: (PageView | null)[] }
  /** The own answer to a page that `openPages` gave last under this id, signed over its words. `day`: what the answer says. `reads`: the event that the proposal would tell, for the own name under it; absent for none. */
  sealDecision: {
    input: { deskId: Hex; pageId: Hex; verdict: Verdict; text: string; reads?: EventFields; day: DayNumber; place: AuditPlace; today: DayNumber; now: number }
    output: Job<'decide'>
  }
  /**
   * What came back, for the case opened last under this id: goes into an approval as `verdict`, `text`, `outside` and `page`.
   * null where it does not hold, or nobody has answered. `text` empty where this desk did not ask. `page` null where they
   * were shown something else than the proposal with this `severity`: no reader would believe it.
   */
  openDecision: {
    input: { caseId: Hex; row: DecisionRow; severity: string; now: number }
    output: { verdict: Verdict; text: string; outside: Hex; page: Hex | null; by: OutsideDecider } | null
  }
}
