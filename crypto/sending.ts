/**
 * One author's messages made ready to travel (§6.5, §12.2): placed in the chain, signed, sealed, and behind a new
 * epoch where the writer rule asks for one. For every writer, the reporter included.
 */
import type { ReporterCard } from './card.ts'
import { sameBytes } from './bytes.ts'
import { LISTING_TYPES } from './entries.ts'
import { makeEpoch } from './epoch.ts'
import type { Epoch, WrapTo } from './epoch.ts'
import { refuse } from './error.ts'
import { planOf } from './file-plan.ts'
import { deskRecipient, reporterRecipient } from './header.ts'
import type { Origin } from './header.ts'
import { sealMessage } from './message.ts'
import type { AuthorRole, FileRef, MessageType, SealedMessage } from './message.ts'
import { NEVER_NOBODY, isExcluded } from './never.ts'
import { encodeOpening } from './opening.ts'
import type { OpenReason } from './opening.ts'
import { partyBytes, streamBytes } from './party.ts'
import type { Party, Stream } from './party.ts'
import type { RosterBook } from './roster-book.ts'
import { deskIn } from './roster.ts'
import { nextPlace } from './stream.ts'
import type { StreamView } from './stream.ts'
import type { CaseId, Ctx, Day, DeskId, InstanceId, SecretKey, SymmetricKey } from './types.ts'
import { cutWraps } from './wire.ts'
import type { Transmission, WireFile } from './wire.ts'
import { writerRule } from './writer-rule.ts'
import type { WriterRule } from './writer-rule.ts'

/** A file whose parts have all arrived, with the epoch that it was sealed under. */
export interface SealedFile {
  readonly ref: FileRef
  readonly ctx: Ctx
}

/** What one author is about to say. */
export interface Draft {
  readonly type: MessageType
  readonly payload: Uint8Array
  readonly lang: string
  readonly urgent: boolean
  /** Absent for none. */
  readonly files?: readonly SealedFile[]
}

/** Who writes where. `view` null only before the first note of a desk. */
export interface Writer {
  readonly instance: InstanceId
  readonly caseId: CaseId
  readonly stream: Stream
  readonly card: ReporterCard
  /** Its newest roster has passed acceptNewest. */
  readonly book: RosterBook
  readonly view: StreamView | null
  /** What a new epoch hangs on: for notes ctx of epoch 0 of talk, for a room that of the talk epoch it serves, else null. */
  readonly anchor: Ctx | null
  readonly author: Party
  readonly sk: SecretKey<AuthorRole>
  readonly today: Day
  /** Who seals; absent for a browser (§16). */
  readonly origin?: Origin
}

/** A transmission whose author still knows the digests of what is in it. */
export interface SealedTransmission extends Transmission {
  readonly messages: readonly SealedMessage[]
}

/** Desks that become readers with this write; without `history` the epoch is a wall (§4.2). */
export interface Added {
  readonly desks: readonly DeskId[]
  readonly history: boolean
}

const NOBODY_ADDED: Added = { desks: [], history: true }

/**
 * Seals the drafts in order for the newest epoch, or for the next one where keys, departures, the never list or
 * `added` ask for it; without drafts only where one of them does. Throws `excluded` where the author itself may not
 * read on or an added desk may not read, `usage` where nobody is left and nobody added, or nothing is to be said (§6.5).
 */
export function transmissionOf(writer: Writer, drafts: readonly Draft[], added: Added = NOBODY_ADDED): SealedTransmission {
  const { view, stream } = writer
  if (view === null) return stream.kind === 'notes' ? inNextEpoch(writer, [stream.desk], 'first', drafts) : refuse('usage', 'talk begins with the report')
  const rule = writerRule(view, writer.book)
  insistMayJoin(view, rule, writer.book, added.desks)
  if (rule.kind === 'nobody') {
    if (writer.author.kind !== 'reporter') refuse('excluded', 'no desk reads this case any more')
    return added.desks.length > 0 ? inNextEpoch(writer, added.desks, 'added', drafts, added.history) : refuse('usage', 'nobody left to read')
  }
  if (!readsOn(view, rule, writer.author)) refuse('excluded', 'own desk reads no longer')
  const desks = rule.kind === 'open' ? rule.desks : view.newest.desks
  if (added.desks.length > 0) return inNextEpoch(writer, [...desks, ...added.desks], 'added', drafts, added.history)
  return rule.kind === 'open' ? inNextEpoch(writer, desks, rule.reason, drafts) : inNewestEpoch(writer, drafts)
}

/** Seals the drafts under the newest epoch as it stands; throws `usage` without drafts, `ghost` without its key. */
export function inNewestEpoch(writer: Writer, drafts: readonly Draft[]): SealedTransmission {
  if (writer.view === null || drafts.length === 0) return refuse('usage', 'nothing to say')
  const { key, ctx, header } = writer.view.newest
  if (key === null) refuse('ghost', 'key of the newest epoch is missing')
  return { stream: streamBytes(writer.stream), epoch: header.epoch, opens: null, messages: sealInRow(writer, ctx, key, drafts), ...filesOf(drafts) }
}

// Refused here already, although every reader would refuse it too: an excluded desk must never be wrapped to.
function insistMayJoin(view: StreamView, rule: WriterRule, book: RosterBook, desks: readonly DeskId[]): void {
  const reading = rule.kind === 'write' ? view.newest.desks : rule.kind === 'open' ? rule.desks : []
  const lost = rule.kind === 'write' ? [] : rule.lost
  for (const desk of desks) {
    if (isExcluded(view.never, desk, deskIn(book.newest.roster, desk)?.roles ?? 0)) refuse('excluded', 'desk on the never list')
    // A desk that left counts as gone only from the next epoch on; before that it would leave again at once.
    if (lost.some((one) => one.desk === desk && one.why === 'left')) refuse('excluded', 'desk is just leaving')
    if (reading.includes(desk)) refuse('usage', 'desk reads already')
  }
}

/** Whether an author stays a reader under the writer rule; members write where their desk's own notes stand (§6.5). */
export function readsOn(view: StreamView, rule: WriterRule, author: Party): boolean {
  if (author.kind !== 'desk') return true
  const desks = rule.kind === 'write' ? view.newest.desks : rule.kind === 'open' ? rule.desks : []
  return desks.includes(author.id)
}

/** The wraps that an epoch is made for: the reporter in talk, and each desk at its card in the newest roster. */
export function readersFor(book: RosterBook, card: ReporterCard | null, desks: readonly DeskId[]): WrapTo[] {
  const wraps: WrapTo[] = desks.map((id) => {
    const entry = deskIn(book.newest.roster, id) ?? refuse('ghost', 'desk that the roster does not know')
    return { recipient: deskRecipient(entry.card), pk: entry.card.kemPk }
  })
  return card === null ? wraps : [...wraps, { recipient: reporterRecipient(card), pk: card.kpk }]
}

/** Opens the next epoch for these desks (and the reporter in talk) and seals `open` and the drafts under it; `linked` false makes a wall (§4.2). */
export function inNextEpoch(
  writer: Writer, desks: readonly DeskId[], reason: OpenReason, drafts: readonly Draft[], linked = true): SealedTransmission {
  const { view, book, stream } = writer
  const epoch = makeEpoch({
    instance: writer.instance, caseId: writer.caseId, stream,
    epoch: view === null ? 0 : view.newest.header.epoch + 1,
    prevCtx: view?.newest.ctx ?? null, anchor: writer.anchor, opener: writer.author, origin: writer.origin ?? 'browser',
    rootFp: book.newest.rootFp, rosterSeq: book.newest.roster.seq, rosterHash: book.newest.hash,
  }, readersFor(book, stream.kind === 'talk' ? writer.card : null, desks), linked ? keyBefore(view) : null)
  const frozen = view?.heads ?? []
  const payload = encodeOpening({ frozen, reason, never: stream.kind === 'talk' && view ? view.never : NEVER_NOBODY })
  const open: Draft = { type: 'open', payload, lang: drafts[0]?.lang ?? 'en', urgent: false }
  return {
    stream: streamBytes(stream), epoch: epoch.header.epoch, opens: wireEpoch(epoch, frozen.map((head) => (
      { author: partyBytes(head.author), n: head.n }))),
    messages: sealInRow(writer, epoch.ctx, epoch.key, [open, ...drafts]), ...filesOf(drafts),
  }
}

function wireEpoch(epoch: Epoch, heads: { author: Uint8Array; n: number }[]): NonNullable<Transmission['opens']> {
  return { header: epoch.headerBytes, wraps: cutWraps(epoch.wraps), back: epoch.back, heads }
}

function keyBefore(view: StreamView | null): SymmetricKey<'epoch'> | null {
  if (view === null) return null
  return view.newest.key ?? refuse('ghost', 'cannot link back to an epoch that is closed')
}

function sealInRow(writer: Writer, ctx: Ctx, key: SymmetricKey<'epoch'>, drafts: readonly Draft[]): SealedMessage[] {
  const place = nextPlace(writer.view, writer.author)
  let { n, prev } = place
  return drafts.map((draft) => {
    const sealed = sealMessage(ctx, key, writer.sk, { author: writer.author, n, urgent: draft.urgent }, {
      type: draft.type, origin: writer.origin ?? 'browser', lang: draft.lang, prev, seen: place.seen,
      rosterSeq: writer.book.newest.roster.seq, claimedDay: writer.today, files: refsOf(draft, ctx), payload: draft.payload,
    })
    n += 1
    prev = sealed.digest
    return sealed
  })
}

// What was sealed under another epoch would not open for whoever reads this one: the page seals it anew.
function refsOf(draft: Draft, ctx: Ctx): FileRef[] {
  if (draft.files !== undefined && !LISTING_TYPES.includes(draft.type)) refuse('usage', 'a message of this type lists no files')
  return (draft.files ?? []).map((file) => (sameBytes(file.ctx, ctx) ? file.ref : refuse('epoch', 'file of another epoch')))
}

function filesOf(drafts: readonly Draft[]): { files?: WireFile[] } {
  const files = drafts.flatMap((draft) => draft.files ?? []).map(({ ref }) => ({ fileId: ref.fileId, parts: planOf(ref.paddedLength).parts }))
  return files.length === 0 ? {} : { files }
}
