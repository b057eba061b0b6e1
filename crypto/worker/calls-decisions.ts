// The calls about decisions of people at desks that do not read a case (PROTOCOL §5.6). One more part of the table that
// DeskCalls joins.

import type { AuditPlace, DayNumber, DecisionPages, DecisionRow, Hex } from '../answers.ts'
import type { OutsideDecider, Verdict } from './views.ts'

type Job<Name extends string> = { job: string; action: Name }

/** What the other desk is shown, written for it: no number of the case, no word of the reporter. `tells`: what the reporter would read. */
export type PageFields = { kind: string; title: string; reason: string; tells: string; severity: string }

/** `by`: who proposes, held against the list of their desk. */
export type PageView = PageFields & { pageId: Hex; digest: Hex; day: DayNumber; answered: boolean; by: Omit<OutsideDecider, 'day'> }

export type DecisionCalls = {
  /** Asks a desk about the own proposal `digest` of the case opened last under this id; `excluded` for a desk that may not become a reader either. */
  sealAsk: {
    input: { caseId: Hex; digest: Hex; toDesk: Hex; fields: PageFields; place: AuditPlace; today: DayNumber; now: number }
    output: Job<'ask'> & { pageId: Hex }
  }
  /** One answer for each page, in order; null where it does not open, or nobody on a checked list signed it. */
  openPages: { input: { deskId: Hex; answer: DecisionPages; now: number }; output: (PageView | null)[] }
  /** The own answer to a page that `openPages` gave. */
  sealDecision: {
    input: { deskId: Hex; pageId: Hex; verdict: Verdict; text: string; place: AuditPlace; today: DayNumber; now: number }
    output: Job<'decide'>
  }
  /** What came back, for the case opened last under this id: goes into an approval as `verdict`, `text` and `outside`. null where it does not hold, or nobody has answered. `text` empty where this desk did not ask. */
  openDecision: {
    input: { caseId: Hex; row: DecisionRow; now: number }
    output: { verdict: Verdict; text: string; outside: Hex; by: OutsideDecider } | null
  }
}
