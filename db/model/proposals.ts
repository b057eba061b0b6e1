// What one person proposes and another decides: the body of a proposal says exactly what would be done, and the approval
// signs its digest. Sealed in the room of the case like casework.
import * as z from 'zod/mini'
import type { EventFields } from '#crypto/worker/views.ts'
import { reasonsNotInvestigated } from './closing-codes.ts'
import { lawfulReasons } from './identity-guard.ts'
import { checkedJson, parsedJson, type Given } from './work-records.ts'
import { severity } from './work-triage.ts'
import { day, id, line, oneOf, shortLine, words } from './work-fields.ts'

/** Longest time between placing a hold and looking at it again: six months. */
export const daysToReview = 183

const score = z.literal([1, 2, 3, 4])
const weighed = z.object({ s: score, p: score })
const told = z.exactOptional(words)

export const proposalSchemas = {
  /** `event`: the words that the reporter will read with the refusal; the event that follows must carry the same. */
  'decline': z.object({
    reason: oneOf(reasonsNotInvestigated), places: words, text: words, endDay: day,
    event: z.object({ reason: told, text: told, sentences: told, places: told, body: told }),
  }),
  /** `severity`: the record that follows, word for word. */
  'downgrade': z.object({ from: weighed, to: weighed, severity, why: words }),
  /** A file goes out with its names: what for, and until when it is needed. */
  'export': z.object({ purpose: line, untilDay: z.nullable(day) }),
  'add-desk': z.object({ deskId: id, history: z.boolean(), why: words }),
  /** `reviewDay`: when it is looked at again; 0 where it is lifted. */
  'hold': z.object({ on: z.boolean(), reason: line, reviewDay: day }),
  /** A question that may tell who the reporter is. `text` and `sentences` as they will be sent. */
  'identity-question': z.object({ text: words, sentences: shortLine, lawfulReason: oneOf(lawfulReasons), why: words }),
} as const

export type DecisionKind = keyof typeof proposalSchemas
export type ProposalBody<Kind extends DecisionKind> = z.output<(typeof proposalSchemas)[Kind]>
export type ProposalInput<Kind extends DecisionKind> = Given<z.input<(typeof proposalSchemas)[Kind]>>
/** One proposal as read. */
export type Proposal = { [Kind in DecisionKind]: { readonly kind: Kind; readonly body: ProposalBody<Kind> } }[DecisionKind]

export const decisionKinds = Object.keys(proposalSchemas).filter(isDecisionKind)

/** What is proposed; null where this version does not know the kind, or the body is not JSON or breaks its schema. Never throws. */
export function parseProposal(kind: string, body: string): Proposal | null {
  if (!isDecisionKind(kind)) return null
  const read = proposalSchemas[kind].safeParse(parsedJson(body))
  // The schema was the kind's own, so body and kind belong together, which the compiler cannot follow through the table.
  return read.success ? ({ kind, body: read.data } as Proposal) : null
}

/** The body to seal, keys sorted; throws RangeError that names the first field which breaks the schema. */
export function proposalBody<Kind extends DecisionKind>(kind: Kind, body: ProposalInput<Kind>): string {
  return checkedJson(proposalSchemas[kind], body)
}

/** The event that it would tell the reporter, without its days, where her page wants two names under that (PROTOCOL §5.7); undefined for everything else. */
export function eventUnder(proposal: Proposal | null): EventFields | undefined {
  if (proposal?.kind !== 'decline') return undefined
  const words = Object.entries(proposal.body.event).filter(([, value]) => value !== undefined)
  return { state: 'DECLINED', ...Object.fromEntries(words) }
}

function isDecisionKind(name: string): name is DecisionKind {
  return Object.hasOwn(proposalSchemas, name)
}
