/**
 * A decision of somebody at a desk that does not read the case (§5.6): the page that they are shown, and the answer that
 * they sign over that page and the digest of the proposal. For devices of members, and the server that stores the two.
 */
import { VERDICTS } from './acts.ts'
import { bytesFromHex, compareBytes, concat, hexFromBytes, reader, writer } from './bytes.ts'
import { refuse } from './error.ts'
import { payloadFrom } from './fields.ts'
import { PAGE_FIELDS, parsePayload } from './payload.ts'
import { UNRECORDED, takeAudit, withAudit } from './recorded-bodies.ts'
import { H, sign, verify } from './sodium.ts'
import { SIZE, caseIdFromBytes, dayFrom, deskIdFrom, instanceIdFrom, memberIdFrom } from './types.ts'
import type { CaseId, Day, DeskId, InstanceId, MemberId, PublicKey, SecretKey } from './types.ts'
import type { PageWords, Verdict } from './worker/views.ts'

const MOST_PAGE = 65_536
const MOST_ANSWER = 32_768

/** What a second person at another desk is shown: a proposal by its digest and its words, no case, no number. */
export interface DecisionPage {
  readonly instance: InstanceId
  readonly pageId: string
  readonly fromDesk: DeskId
  /** Who proposes, and signs the page. */
  readonly memberId: MemberId
  readonly toDesk: DeskId
  readonly digest: string
  readonly day: Day
  readonly payload: Uint8Array
}
export interface SignedPage {
  readonly page: DecisionPage
  readonly signed: Uint8Array
  readonly sig: Uint8Array
}

export interface Decision {
  readonly instance: InstanceId
  readonly memberId: MemberId
  readonly deskId: DeskId
  readonly digest: string
  /** `pageHash` of what they were shown. */
  readonly shown: string
  readonly verdict: Verdict
  readonly day: Day
  /** A letter to the desk that asked, empty for none. */
  readonly reason: Uint8Array
}
export interface SignedDecision extends Decision {
  /** Their name under words for the reporter, 64 bytes; null for none (§5.7). */
  readonly assent: Uint8Array | null
  readonly signed: Uint8Array
  readonly sig: Uint8Array
}

/** The payload of a page, one form for the same words (§5.6). */
export function pagePayload({ kind, body, severity, bound }: PageWords): Uint8Array {
  return payloadFrom('page', { kind, body, severity, bound })
}

/** The words of a page; `broken` where it holds anything beside them, because nobody would have read it (§5.6). */
export function pageWordsIn(payload: Uint8Array): PageWords {
  const { kind = '', body = '', severity = '', bound } = parsePayload(PAGE_FIELDS, payload).values
  const words = bound === undefined ? { kind, body, severity } : { kind, body, severity, bound: hexFromBytes(bound) }
  return compareBytes(pagePayload(words), payload) === 0 ? words : refuse('broken', 'page with something else on it')
}

/** What an answer signs of the page: H("decision-page", payload) as hexadecimal text, 32 bytes (§5.6). */
export function pageHash(payload: Uint8Array): string {
  return hexFromBytes(H('decision-page', 'decision-page', payload))
}

/** The words of a page, signed by who proposes: what the letter to the other desk holds (§5.6). */
export function signPage(sk: SecretKey<'member-sig'>, page: DecisionPage): Uint8Array {
  const signed = writer().u8(1).hex(page.instance).hex(page.pageId).hex(page.fromDesk).hex(page.memberId).hex(page.toDesk)
    .hex(page.digest).u32(page.day).field(page.payload).done()
  return concat(signed, sign(sk, 'decision-page', signed))
}

/** Reads a page by layout; `newer-version` for another version, any other fault `broken` (§5.6). */
export function parsePage(bytes: Uint8Array): SignedPage {
  const from = reader(bytes)
  if (from.u8() !== 1) refuse('newer-version', 'version of a page')
  const page = {
    instance: instanceIdFrom(from.take(SIZE.id)), pageId: hexFromBytes(from.take(SIZE.id)), fromDesk: deskIdFrom(from.take(SIZE.id)),
    memberId: memberIdFrom(from.take(SIZE.id)), toDesk: deskIdFrom(from.take(SIZE.id)), digest: hexFromBytes(from.take(SIZE.hash)),
    day: dayFrom(from.u32()), payload: from.field(MOST_PAGE),
  }
  const sig = from.take(SIZE.sig)
  from.end()
  return { page, signed: bytes.slice(0, bytes.length - SIZE.sig), sig }
}

/** Whether the holder of this member key wrote the page (§5.6). */
export function pageHolds(pk: PublicKey<'member-sig'>, { signed, sig }: SignedPage): boolean {
  return verify(pk, sig, 'decision-page', signed)
}

/** The answer of a second person: 118 bytes, the reason, and a signature over all of it (§5.6). */
export function signDecision(sk: SecretKey<'member-sig'>, decision: Decision, assent: Uint8Array = new Uint8Array(0)): Uint8Array {
  const signed = writer().u8(1).hex(decision.instance).hex(decision.memberId).hex(decision.deskId).hex(decision.digest).hex(decision.shown)
    .u8(VERDICTS.indexOf(decision.verdict) + 1).u32(decision.day).field(decision.reason).done()
  return concat(signed, sign(sk, 'decision', signed), assent)
}

/** Reads an answer by layout; `newer-version` for another version, any other fault `broken` (§5.6). */
export function parseDecision(bytes: Uint8Array): SignedDecision {
  const from = reader(bytes)
  if (from.u8() !== 1) refuse('newer-version', 'version of a decision')
  const instance = instanceIdFrom(from.take(SIZE.id))
  const memberId = memberIdFrom(from.take(SIZE.id))
  const deskId = deskIdFrom(from.take(SIZE.id))
  const digest = hexFromBytes(from.take(SIZE.hash))
  const shown = hexFromBytes(from.take(SIZE.hash))
  const verdict = VERDICTS[from.u8() - 1] ?? refuse('broken', 'verdict')
  const day = dayFrom(from.u32())
  const reason = from.field(MOST_ANSWER)
  const sig = from.take(SIZE.sig)
  const assent = from.left() === 0 ? null : from.take(SIZE.sig)
  from.end()
  const length = bytes.length - SIZE.sig - (assent?.length ?? 0)
  return { instance, memberId, deskId, digest, shown, verdict, day, reason, assent, signed: bytes.slice(0, length), sig }
}

/** Whether the holder of this member key gave the answer (§5.6). */
export function decisionHolds(pk: PublicKey<'member-sig'>, { signed, sig }: SignedDecision): boolean {
  return verify(pk, sig, 'decision', signed)
}

export interface AskBody {
  readonly caseId: CaseId
  readonly deskId: DeskId
  readonly toDesk: DeskId
  readonly pageId: string
  readonly digest: string
  /** A letter to the desk asked. */
  readonly page: Uint8Array
  readonly audit: Uint8Array
}

/** Bytes of an `ask` body (§12.3). */
export function askBodyBytes(body: AskBody): Uint8Array {
  return withAudit(writer().hex(body.caseId).hex(body.deskId).hex(body.toDesk).hex(body.pageId).hex(body.digest).field(body.page), body.audit)
}

/** Reads an `ask` body; any fault is `broken` (§12.3). */
export function parseAskBody(bytes: Uint8Array): AskBody {
  const from = reader(bytes)
  const caseId = caseIdFromBytes(from.take(SIZE.hash))
  const [deskId, toDesk] = [deskIdFrom(from.take(SIZE.id)), deskIdFrom(from.take(SIZE.id))]
  const pageId = hexFromBytes(from.take(SIZE.id))
  const digest = hexFromBytes(from.take(SIZE.hash))
  const page = from.field(MOST_PAGE + 8192)
  return { caseId, deskId, toDesk, pageId, digest, page, audit: takeAudit(from) }
}

export interface DecideBody {
  readonly pageId: string
  /** The desk that answers. */
  readonly deskId: DeskId
  readonly answer: SignedDecision
  readonly answerBytes: Uint8Array
  readonly audit: Uint8Array
}

/** Bytes of a `decide` body (§12.3). */
export function decideBodyBytes(body: Omit<DecideBody, 'answer' | 'audit'> & { readonly audit?: Uint8Array }): Uint8Array {
  return withAudit(writer().raw(bytesFromHex(body.pageId)).hex(body.deskId).field(body.answerBytes), body.audit ?? UNRECORDED)
}

/** Reads a `decide` body; `broken` also where the answer is of another desk than the sender's (§12.3). */
export function parseDecideBody(bytes: Uint8Array): DecideBody {
  const from = reader(bytes)
  const pageId = hexFromBytes(from.take(SIZE.id))
  const deskId = deskIdFrom(from.take(SIZE.id))
  const answerBytes = from.field(MOST_ANSWER + 256)
  const answer = parseDecision(answerBytes)
  if (answer.deskId !== deskId) refuse('broken', 'answer of another desk')
  return { pageId, deskId, answer, answerBytes, audit: takeAudit(from) }
}
