// What is written down while a matter is put right and ends: remedies, causes, the reporter's part in it, the watch after it, and who took each step.
import * as z from 'zod/mini'
import { caseStates } from './case-state.ts'
import { remedyCodes, rootCauses } from './closing-codes.ts'
import { stepVerbs } from './roles.ts'
import { day, id, list, oneOf, words } from './work-fields.ts'

/** Whether the reporter was asked about the plan; where not, `text` says why. */
export const consultation = z.object({ consulted: z.boolean(), day, text: words })

/** One thing that puts it right. C1 critical to C4 improvement. `company`: it means to speak to the company. `workers`: they say themselves that it is fixed. */
export const remedy = z.object({
  code: oneOf(remedyCodes),
  grade: oneOf(['C1', 'C2', 'C3', 'C4']),
  allegation: z.nullable(id),
  text: words,
  company: z.boolean(),
  dueDay: z.nullable(day),
  doneDay: z.nullable(day),
  verified: oneOf(['no', 'desk', 'site', 'workers']),
  confirmedBy: z.nullable(id),
})

/** Why it could happen. */
export const rootCause = z.object({ codes: list(oneOf(rootCauses)), text: words })

/** One question after the end, whether something bad happened since. `none`: asked, and no answer came. */
export const watch = z.object({ dueDay: day, askedDay: z.nullable(day), answer: z.nullable(oneOf(['safe', 'trouble', 'none'])), text: words })

/** The reporter wants it stopped; `free`: after a check that nobody made them say so. */
export const withdrawal = z.object({ free: z.boolean(), text: words })

/** Who took a step: the event to the reporter is signed by the team, this by the person. `text`: the reason, or the answer to a guard; `agreed`: a tick. */
export const step = z.object({ verb: oneOf(stepVerbs), from: oneOf(caseStates), to: oneOf(caseStates), text: words, agreed: z.boolean(), newFacts: words })
