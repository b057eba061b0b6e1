// What is written down while a report is weighed and led: allegations, severity, contact, detriment, law, clocks, links, who takes it.
import * as z from 'zod/mini'
import { categoryOf } from './categories.ts'
import { facets } from './facets.ts'
import { indicators } from './indicators.ts'
import { legalProfiles, legalTags } from './legal-profiles.ts'
import { raises } from './severity.ts'
import { ruleIds } from './clock-rules.ts'
import { pauseReasons } from './case-clocks.ts'
import { day, digest, id, line, list, oneOf, shortLine, words } from './work-fields.ts'

/** One thing that the report says happened. Exactly one of a case is `primary`; `text` is the handler's, not the reporter's. */
export const allegation = z.object({
  text: words,
  code: z.string().check(z.refine((code) => categoryOf(code) !== null)),
  primary: z.boolean(),
  facets: z.object({
    ground: list(oneOf(facets.ground)),
    stage: list(oneOf(facets.stage)),
    mineral: list(oneOf(facets.mineral)),
    direction: z.nullable(oneOf(facets.direction)),
    tier: z.nullable(oneOf(facets.tier)),
    harmed: z.nullable(oneOf(facets.harmed)),
  }),
})

const weight = z.literal([1, 2, 3, 4])

/** The inputs of severity.ts; the scores are computed wherever they are shown. `text`: why the handler weighs it so. */
export const severity = z.object({
  scale: weight,
  scope: weight,
  irremediability: weight,
  likelihood: weight,
  raises: list(oneOf(raises)),
  dangerNow: z.boolean(),
  indicators: list(oneOf(indicators)),
  childAtWork: z.boolean(),
  armedGroupMineral: z.boolean(),
  text: words,
})

/** Whether the company may be spoken to. `report`: as the report said. `answer`: as she answered later. `override`: the board, for danger to life. */
export const contact = z.object({ permission: oneOf(['yes', 'ask', 'no']), basis: oneOf(['report', 'answer', 'override']), text: words })

/** How likely somebody is to be punished for this report, and what is done against it (ISO 37002 8.3.2). */
export const detriment = z.object({ risk: oneOf(['low', 'some', 'high']), text: words, steps: list(line) })

/** What kind of matter this is in law, apart from its codes, and under which profiles its clocks run. */
export const legal = z.object({ tags: list(oneOf(legalTags)), profiles: list(oneOf(legalProfiles)) })

/** A clock of this case. Its rule and start stay in here; the server keeps the days of its notices only. */
export const clock = z.object({
  clockId: id,
  rule: oneOf(ruleIds),
  startDay: day,
  dueDay: day,
  notices: z.array(day).check(z.minLength(1), z.maxLength(4)),
  pauses: list(z.object({ from: day, until: day, endedDay: z.nullable(day), reason: oneOf(pauseReasons), document: words, approver: shortLine })),
  stoppedDay: z.nullable(day),
})

/** Another case that this one has to do with. The texts stay apart. */
export const link = z.object({ caseId: digest, relation: oneOf(['same-matter', 'related', 'follows', 'precedes']), text: words })

/** A member's own word on whether they have an interest in the matter; the object is the member. */
export const conflict = z.object({ has: z.boolean(), text: words })

/** Who leads the case now; null for nobody. */
export const assign = z.object({ member: z.nullable(id) })

/** A step to protect people before anything else. `over`: it has done its work. */
export const protective = z.object({ day, text: words, over: z.boolean() })

/** Passed on to another office. `answer`: what it said, null while nothing came. */
export const referral = z.object({ body: line, basis: oneOf(['consent', 'duty']), copyId: z.nullable(digest), text: words, answer: z.nullable(words) })
