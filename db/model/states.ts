// The names of the states of a case, and of what is true beside a state.

/** Every state of the domain. DESTROYED is none: a destroyed case has no row any more (D-020). */
export const caseStates = [
  'RECEIVED', 'ACKNOWLEDGED', 'TRIAGE', 'ACCEPTED', 'DECLINED', 'REFERRED', 'INVESTIGATING', 'FINDINGS_REVIEW',
  'REMEDY_PLAN', 'REMEDYING', 'OUTCOME_GIVEN', 'APPEAL', 'CLOSED', 'ARCHIVED',
] as const
export type CaseState = (typeof caseStates)[number]

/** What is true beside a state: a question waits for the reporter, people are protected first, another office was told while we go on (D-023). */
export const caseFlags = ['WAITING_REPORTER', 'PROTECTING', 'REFERRED'] as const
export type CaseFlag = (typeof caseFlags)[number]

/** Whose turn it is; the place in the list is the number on the wire and in SQL. */
export const turns = ['nobody', 'desk', 'reporter', 'others'] as const
export type Turn = (typeof turns)[number]

/** The state of that name, or `null`. */
export function caseStateFrom(text: string): CaseState | null {
  return caseStates.find((state) => state === text) ?? null
}
