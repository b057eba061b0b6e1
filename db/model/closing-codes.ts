// How a case ends, on three axes: what was found for each allegation, what was put right, and what the reporter says to it;
// and why it could happen. Words for the desk: `findingDesk.`, `notInvestigated.`, `remedyDesk.`, `remedyForm.`, `reporterAnswer.`, `rootCause.`.

/** NOT: the evidence speaks against it. */
export const findings = ['SUB', 'PART', 'NOT', 'INCONCLUSIVE', 'NOT_INVESTIGATED'] as const
export type Finding = (typeof findings)[number]

export const reasonsNotInvestigated = ['OUT_OF_SCOPE', 'DUPLICATE_LINKED', 'TOO_LITTLE_AND_NO_REPLY', 'REFERRED', 'WITHDRAWN', 'NOT_A_REPORT'] as const
export type ReasonNotInvestigated = (typeof reasonsNotInvestigated)[number]
/** TOO_LITTLE_AND_NO_REPLY holds only after so many questions in so many days. */
export const triesBeforeTooLittle = { questions: 3, days: 60 } as const
/** Reasons that one person alone may not give. */
export const reasonsForTwo: readonly ReasonNotInvestigated[] = ['NOT_A_REPORT']

/** The forms of remedy of the UN Guiding Principles (principle 25), and what is none of them. */
export const remedyForms = ['apology', 'restitution', 'rehabilitation', 'compensation', 'sanction', 'non-repetition', 'none'] as const
export type RemedyForm = (typeof remedyForms)[number]

const formOfRemedy = {
  STOPPED: 'non-repetition',
  MONEY_PAID: 'restitution',
  PAPERS_RETURNED: 'restitution',
  REINSTATED: 'restitution',
  MEDICAL: 'rehabilitation',
  APOLOGY: 'apology',
  COMPENSATION: 'compensation',
  DISCIPLINE: 'sanction',
  CONTRACT_ACTION: 'sanction',
  POLICY_CHANGE: 'non-repetition',
  TRAINING: 'non-repetition',
  AUTHORITY_INFORMED: 'sanction',
  RESPONSIBLE_EXIT: 'non-repetition',
  NONE: 'none',
} as const satisfies Record<string, RemedyForm>
export type RemedyCode = keyof typeof formOfRemedy
export const remedyCodes = [
  'STOPPED', 'MONEY_PAID', 'PAPERS_RETURNED', 'REINSTATED', 'MEDICAL', 'APOLOGY', 'COMPENSATION', 'DISCIPLINE', 'CONTRACT_ACTION',
  'POLICY_CHANGE', 'TRAINING', 'AUTHORITY_INFORMED', 'RESPONSIBLE_EXIT', 'NONE',
] as const satisfies readonly RemedyCode[]

/** The form of remedy under which the report on human rights counts it. */
export function formOf(remedy: RemedyCode): RemedyForm {
  return formOfRemedy[remedy]
}

export const reporterAnswers = ['AGREES', 'PARTLY', 'DISAGREES', 'NO_ANSWER'] as const
export type ReporterAnswer = (typeof reporterAnswers)[number]

/** Purchasing pressure stands first: the buyer may be the cause. */
export const rootCauses = ['purchasing-pressure', 'recruitment-chain', 'supervision', 'knowledge', 'cost', 'law-gap', 'intent', 'other'] as const
export type RootCause = (typeof rootCauses)[number]
