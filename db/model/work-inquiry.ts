// What is written down while a matter is looked into (ISO/TS 37008): the plan, tasks, talks with people, evidence, findings and their review.
import * as z from 'zod/mini'
import { findings, reasonsNotInvestigated } from './closing-codes.ts'
import { day, digest, id, line, list, oneOf, shortLine, words } from './work-fields.ts'

/** What is looked into, by whom, how. `allegations` are objects of allegations, `team` members. */
export const plan = z.object({ scope: words, allegations: list(id), team: list(id), steps: list(line), text: words })

/** Something to be done. `after`: tasks that come first. `template`: the id of the template it was made from. */
export const task = z.object({
  title: line,
  owner: z.nullable(id),
  dueDay: z.nullable(day),
  after: list(id),
  state: oneOf(['open', 'doing', 'done']),
  text: words,
  template: z.nullable(shortLine),
})

/** Notes of a talk. `readBack`: the person heard them and agreed to what they say. */
export const interview = z.object({ day, with: line, place: shortLine, text: words, readBack: z.boolean() })

/** One piece of evidence with the digest of its bytes and everybody through whose hands it went. */
export const evidence = z.object({
  title: line,
  source: words,
  sha256: z.nullable(digest),
  fileId: z.nullable(id),
  custody: list(z.object({ day, by: line, text: words })),
  sealed: z.boolean(),
})

/** What was found about one allegation; `reason` only where it was not investigated. */
export const finding = z
  .object({ allegation: id, finding: oneOf(findings), reason: z.nullable(oneOf(reasonsNotInvestigated)), text: words })
  .check(z.refine(({ finding, reason }) => (finding === 'NOT_INVESTIGATED') === (reason !== null)))

/** A second person's word on the findings; `findings` are the digests of exactly the entries that were read. */
export const review = z.object({ findings: list(digest), verdict: oneOf(['confirmed', 'returned']), text: words })
