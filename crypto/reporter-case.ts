/**
 * What a reporter's device does on return (§6, §7.3, §9): open the own case, fully checked, and write again.
 * She keeps nothing on the device: the root and the floor come from what she signed herself.
 */
import type { CaseForReporter } from './answers.ts'
import { bytesFromBase64 } from './base64.ts'
import { bytesFromHex, hexFromBytes } from './bytes.ts'
import type { ReporterKeys } from './card.ts'
import { refuse } from './error.ts'
import { isExpired } from './floor.ts'
import { parseHeader } from './header.ts'
import type { Origin } from './header.ts'
import { REPORTER, TALK } from './party.ts'
import { namesFor, readersOf, timelineOf, warningsOf } from './present.ts'
import { insistReceipt, parseReceipt } from './receipt.ts'
import { neverFrom } from './reporter.ts'
import { openBook } from './roster-book.ts'
import type { RosterBook } from './roster-book.ts'
import { rowsFrom } from './rows.ts'
import { transmissionOf } from './sending.ts'
import type { Draft, Writer } from './sending.ts'
import { readStream } from './stream.ts'
import type { StreamView } from './stream.ts'
import { dayFrom, deskIdFrom, hashOf } from './types.ts'
import type { Day, InstanceId, RootFp } from './types.ts'
import { transmissionBytes } from './wire.ts'
import type { CaseView, Never as NeverWords } from './worker/views.ts'
import { writerRule } from './writer-rule.ts'

export interface OpenedCase {
  readonly instance: InstanceId
  readonly keys: ReporterKeys
  readonly book: RosterBook
  readonly view: StreamView
  /** The newest roster is past its last day: read, but write nothing. */
  readonly expired: boolean
  readonly shown: CaseView
}

/**
 * Opens the case of `keys`. The root is the one that her own first message signed; where the page names another that
 * does not follow from it, `pinned-root`. Throws `rollback` for a roster older than her floor, `receipt`, and all
 * that readStream throws (§6, §7.3).
 */
export function openReporterCase(
  instance: InstanceId, keys: ReporterKeys, answer: CaseForReporter, pageRoot: RootFp, today: Day): OpenedCase {
  if (answer.caseId !== keys.caseId) refuse('broken', 'another case')
  const rows = rowsFrom(answer.talk, TALK)
  const first = rows.epochs[0] ?? refuse('broken', 'case without an epoch')
  const book = openBook(instance, parseHeader(first.header).rootFp, answer.rosters.map(bytesFromBase64))
  const view = readStream(rows, {
    instance, caseId: keys.caseId, stream: TALK, card: keys.card, book, talk: null, me: REPORTER, keysFor: () => keys.kem, lists: new Map(),
  }) ?? refuse('broken', 'case without its reporter')
  if (!book.pinned.has(hexFromBytes(pageRoot))) refuse('pinned-root', 'page names another root')
  checkReceipt(instance, keys, answer, book, view)
  const expired = isExpired(book, view, today)
  return { instance, keys, book, view, expired, shown: caseWords(answer, book, view, expired) }
}

/** Teams that she lets read from now on; without `history` not what was written before. */
export interface AddedTeams {
  readonly ids: readonly string[]
  readonly history: boolean
}

/** What she writes, under the writer rule, with teams that join by it. Throws `expired`, `excluded` for a team on her list, and like transmissionOf (§6.5). */
export function sealReporterPost(opened: OpenedCase, draft: Draft, never: NeverWords | null, teams: AddedTeams, today: Day, origin: Origin = 'browser'): Uint8Array {
  if (opened.expired) refuse('expired', 'roster past its last day')
  const barred = never === null ? opened.view.never : neverFrom(never)
  // A new list counts at once: the epoch that it calls for is opened under it, in the same request.
  const view = { ...opened.view, never: barred }
  const added = { desks: teams.ids.map((id) => deskIdFrom(bytesFromHex(id))), history: teams.history }
  return transmissionBytes(transmissionOf({ ...writerOf(opened, view, today), origin }, [draft], added))
}

/** One message that says nothing and opens the next epoch, before a file is sealed under it. Throws `expired`, `usage` where no epoch is due (§6.5, §13.3). */
export function sealReporterOpening(opened: OpenedCase, today: Day): Uint8Array {
  if (opened.expired) refuse('expired', 'roster past its last day')
  return transmissionBytes(transmissionOf(writerOf(opened, opened.view, today), []))
}

function writerOf({ instance, keys, book }: OpenedCase, view: StreamView, today: Day): Writer {
  return { instance, caseId: keys.caseId, stream: TALK, card: keys.card, book, view, anchor: null, author: REPORTER, sk: keys.sig.sk, today }
}

function caseWords(answer: CaseForReporter, book: RosterBook, view: StreamView, expired: boolean): CaseView {
  const names = namesFor(view, new Map())
  return {
    caseId: answer.caseId,
    day: dayFrom(answer.day),
    readers: readersOf(view, names),
    timeline: timelineOf(view, 'talk', names, book),
    warnings: warningsOf(view, 'talk', names),
    noTeamLeft: writerRule(view, book).kind === 'nobody',
    practice: book.newest.roster.practice,
    expired,
  }
}

function checkReceipt(instance: InstanceId, keys: ReporterKeys, answer: CaseForReporter, book: RosterBook, view: StreamView): void {
  const bytes = bytesFromBase64(answer.receipt)
  const { rosterSeq } = parseReceipt(bytes)
  const signed = [...book.byHash.values()].find((held) => held.roster.seq === rosterSeq) ?? refuse('receipt', 'roster of the receipt is missing')
  const ctx0 = view.epochs[0]?.ctx ?? refuse('broken', 'case without an epoch')
  const hash = hashOf('envelope', bytesFromBase64(answer.envelopeHash))
  insistReceipt(signed.roster.receiptPk, { instance, caseId: keys.caseId, ctx0, envelopeHash: hash }, bytes)
}
