/**
 * What a reporter's device does to send a report (§4 to §6, §9): check the roster, seal once, sign as often as
 * needed, check the receipt. Runs in the worker and in Node; holds nothing between calls.
 */
import { makeEpoch } from './epoch.ts'
import { encodeReporterCard, reporterKeys } from './card.ts'
import type { ReporterKeys } from './card.ts'
import { refuse } from './error.ts'
import { payloadFrom } from './fields.ts'
import { sealMessage } from './message.ts'
import { isExcluded } from './never.ts'
import type { Never } from './never.ts'
import { encodeReportBody } from './opening.ts'
import { withIdem } from './by-server.ts'
import type { SealedByServer } from './by-server.ts'
import { REPORTER, TALK } from './party.ts'
import { encodeEnvelope, envelopeHash, insistReceipt, parseReceipt } from './receipt.ts'
import { signRequest } from './request.ts'
import type { Action } from './request.ts'
import { acceptNewest, openBook, standingOf } from './roster-book.ts'
import type { RosterBook, RosterStanding } from './roster-book.ts'
import { deskIn, rolesFrom } from './roster.ts'
import { readersFor } from './sending.ts'
import { deskIdFrom } from './types.ts'
import type { CaseId, Code, Ctx, Day, DeskId, Hash, InstanceId, PublicKey, RootFp } from './types.ts'
import { bytesFromHex } from './bytes.ts'
import type { Never as NeverWords, ReportFields } from './worker/views.ts'
import { frameBytes } from './wire.ts'

export const FORM_VERSION = 1

export interface Loaded {
  readonly instance: InstanceId
  readonly book: RosterBook
  readonly standing: RosterStanding
}

/** Accepts the newest roster for a first visit, under the root that the page names; throws like openBook and acceptNewest (§7.3). */
export function loadRoster(file: Uint8Array, instance: InstanceId, pageRoot: RootFp, today: Day): Loaded {
  const book = openBook(instance, pageRoot, [file])
  return { instance, book, standing: acceptNewest(book, { seq: 0, hash: null }, today) }
}

/** The newest roster for whoever only compares: as loadRoster, but one past its last day is told in the standing, not refused (§7.3). */
export function checkRoster(file: Uint8Array, instance: InstanceId, pageRoot: RootFp, today: Day): RosterStanding {
  return standingOf(openBook(instance, pageRoot, [file]), { seq: 0, hash: null }, today)
}

export interface ReportInput {
  readonly recipients: readonly string[]
  readonly never: NeverWords
  readonly fields: ReportFields
  readonly lang: string
  readonly urgent: boolean
  readonly today: Day
  /** Absent where a browser seals. */
  readonly byServer?: SealedByServer
}
export interface SealedReport {
  readonly instance: InstanceId
  readonly keys: ReporterKeys
  readonly caseId: CaseId
  readonly ctx0: Ctx
  /** The body of `submit`: the same bytes at every try. */
  readonly envelope: Uint8Array
  readonly envelopeHash: Hash<'envelope'>
  readonly receiptPk: PublicKey<'receipt'>
  readonly rosterSeq: number
}

/**
 * Seals a report for exactly the recipients, with the never list inside and signed. Throws `excluded` where a
 * recipient stands on that list, `ghost` for one that the roster lacks, `usage` without any (§4, §5). About 3 ms for two desks.
 */
export function sealReport(loaded: Loaded, code: Code, input: ReportInput): SealedReport {
  const { instance, book } = loaded
  const { roster } = book.newest
  const keys = reporterKeys(instance, code)
  const never = neverFrom(input.never)
  const desks = input.recipients.map((id) => deskIdFrom(bytesFromHex(id)))
  if (desks.length === 0) refuse('usage', 'report for nobody')
  for (const desk of desks) if (isExcluded(never, desk, deskIn(roster, desk)?.roles ?? 0)) refuse('excluded', 'recipient is on the never list')
  const origin = input.byServer === undefined ? 'browser' : 'server'
  const epoch = makeEpoch({
    instance, caseId: keys.caseId, stream: TALK, epoch: 0, prevCtx: null, anchor: null, opener: REPORTER, origin,
    rootFp: book.newest.rootFp, rosterSeq: roster.seq, rosterHash: book.newest.hash,
  }, readersFor(book, keys.card, desks), null)
  const message = sealMessage(epoch.ctx, epoch.key, keys.sig.sk, { author: REPORTER, n: 0, urgent: input.urgent }, {
    type: 'report', origin, lang: input.lang, prev: null, seen: [], rosterSeq: roster.seq, claimedDay: input.today, files: [],
    payload: encodeReportBody({ never, formVersion: FORM_VERSION, answers: withIdem('report', payloadFrom('report', input.fields), input.byServer) }),
  })
  const envelope = encodeEnvelope({
    header: epoch.headerBytes, card: encodeReporterCard(keys.card), wraps: epoch.wraps, back: epoch.back, messages: [message],
  })
  return {
    instance, keys, caseId: keys.caseId, ctx0: epoch.ctx, envelope, envelopeHash: envelopeHash(envelope),
    receiptPk: roster.receiptPk, rosterSeq: roster.seq,
  }
}

/**
 * The day on which the server took exactly this report in. `newer` is the roster loaded last: where a new one was
 * published while the report was on its way, the receipt is under that one's key. Throws `roster` for a receipt under
 * a roster that is neither, so that the newest is loaded and asked again, and `receipt` (§9.4).
 */
export function readReceipt(report: SealedReport, receipt: Uint8Array, newer: Loaded | null = null): Day {
  const { instance, caseId, ctx0, envelopeHash: hash } = report
  const { rosterSeq } = parseReceipt(receipt)
  const roster = newer?.book.newest.roster
  const pk = rosterSeq === report.rosterSeq ? report.receiptPk
    : roster?.seq === rosterSeq ? roster.receiptPk : refuse('roster', 'receipt under a roster that is not loaded')
  return insistReceipt(pk, { instance, caseId, ctx0, envelopeHash: hash }, receipt).day
}

/** A request of the holder of the code: the same body under any number of challenges (§9.2, §12.1). */
export function reporterFrame(
  instance: InstanceId, keys: ReporterKeys, action: Action, challenge: Uint8Array, body: Uint8Array): Uint8Array {
  const sig = signRequest(keys.auth.sk, instance, { kind: 'reporter', caseId: keys.caseId }, challenge, action, body)
  return frameBytes({ party: 'reporter', id: bytesFromHex(keys.caseId), challenge, action, sig, body })
}

/** The signed form of a list that a page holds in words. */
export function neverFrom(words: NeverWords): Never {
  return { roles: rolesFrom(words.roles), desks: words.desks.map((id): DeskId => deskIdFrom(bytesFromHex(id))) }
}
