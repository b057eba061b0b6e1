/**
 * Casework in the room of a case (§5.3, §11.1): work records, proposals, and the decisions of second people about them.
 * For devices of members; whose words they are is settled by stream.ts, what they mean by whoever reads the JSON.
 */
import { VERDICTS } from './acts.ts'
import { hexFromBytes } from './bytes.ts'
import { refuse } from './error.ts'
import { payloadFrom } from './fields.ts'
import { APPROVAL_FIELDS, PROPOSAL_FIELDS, WORK_FIELDS, parsePayload } from './payload.ts'
import { SIZE } from './types.ts'
import type { ApprovalFacts, ProposalFacts, Verdict, WorkFacts } from './worker/views.ts'

/** The payload of `work`; throws `usage` where the object is not 16 bytes of hexadecimal text (§11.1). */
export function workPayload(fields: WorkFacts): Uint8Array {
  if (!/^[0-9a-f]{32}$/.test(fields.object)) refuse('usage', 'object of a work record')
  return payloadFrom('work', { ...fields })
}

/** The payload of `approval`; throws `usage` where it names no digest of 32 bytes (§11.1). */
export function approvalPayload(fields: { readonly proposal: string; readonly verdict: Verdict; readonly text?: string; readonly outside?: string; readonly page?: string }): Uint8Array {
  if (!/^[0-9a-f]{64}$/.test(fields.proposal)) refuse('usage', 'digest of a proposal')
  return payloadFrom('approval', { ...fields })
}

/** Reads a work record; an object that is missing or of another size is `broken` (§11.1). */
export function workIn(payload: Uint8Array): WorkFacts {
  const { kind = '', object, body = '' } = parsePayload(WORK_FIELDS, payload).values
  return object?.length === SIZE.id ? { kind, object: hexFromBytes(object), body } : refuse('broken', 'object of a work record')
}

/** Reads a proposal (§11.1). */
export function proposalIn(payload: Uint8Array): ProposalFacts {
  const { kind = '', body = '', assent } = parsePayload(PROPOSAL_FIELDS, payload).values
  return assent === undefined ? { kind, body } : { kind, body, assent: hexFromBytes(assent) }
}

/** Reads a decision; `broken` where it names no digest of 32 bytes, `newer-version` for a verdict unknown here. What it carries from outside is unproven until outside.ts has held it against the lists (§11.1). */
export function approvalIn(payload: Uint8Array): ApprovalFacts {
  const { proposal, verdict, text = '', outside } = parsePayload(APPROVAL_FIELDS, payload).values
  if (proposal?.length !== SIZE.hash) return refuse('broken', 'digest of a proposal')
  const said = VERDICTS.find((one) => one === verdict) ?? refuse('newer-version', 'verdict')
  return { proposal: hexFromBytes(proposal), verdict: said, text, outside: outside === undefined ? null : 'unproven', shown: null }
}
