/**
 * One author's messages made ready to travel (§6.5, §12.2): placed in the chain, signed, sealed, and behind a new
 * epoch where the writer rule asks for one. For every writer, the reporter included.
 */
import type { ReporterCard } from './card.ts'
import { makeEpoch } from './epoch.ts'
import type { Epoch, WrapTo } from './epoch.ts'
import { refuse } from './error.ts'
import { deskRecipient, reporterRecipient } from './header.ts'
import { sealMessage } from './message.ts'
import type { AuthorRole, MessageType } from './message.ts'
import { NEVER_NOBODY } from './never.ts'
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
import type { Transmission, WireMessage } from './wire.ts'
import { writerRule } from './writer-rule.ts'
import type { WriterRule } from './writer-rule.ts'

/** What one author is about to say. */
export interface Draft {
  readonly type: MessageType
  readonly payload: Uint8Array
  readonly lang: string
  readonly urgent: boolean
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
  /** ctx of epoch 0 of talk for notes, null for talk. */
  readonly anchor: Ctx | null
  readonly author: Party
  readonly sk: SecretKey<AuthorRole>
  readonly today: Day
}

/**
 * Seals the drafts in order for the newest epoch, or for the next one where keys, departures or the never list ask
 * for it; `chosen` names the desks where nobody else is left. Throws `excluded` where the author itself may not
 * read on, `usage` where nobody is left and nobody chosen (§6.5).
 */
export function transmissionOf(writer: Writer, drafts: readonly Draft[], chosen: readonly DeskId[] = []): Transmission {
  const { view, stream } = writer
  if (view === null) return stream.kind === 'notes' ? opening(writer, [stream.desk], 'first', drafts) : refuse('usage', 'talk begins with the report')
  const rule = writerRule(view, writer.book)
  if (rule.kind === 'nobody') {
    if (writer.author.kind !== 'reporter') refuse('excluded', 'no desk reads this case any more')
    return chosen.length > 0 ? opening(writer, chosen, 'added', drafts) : refuse('usage', 'nobody left to read')
  }
  if (!readsOn(view, rule, writer.author)) refuse('excluded', 'own desk reads no longer')
  if (rule.kind === 'open') return opening(writer, rule.desks, rule.reason, drafts)
  const { key, ctx, header } = view.newest
  if (key === null) refuse('ghost', 'key of the newest epoch is missing')
  return {
    stream: streamBytes(stream), epoch: header.epoch, opens: null, messages: sealInRow(writer, ctx, key, drafts),
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

function opening(writer: Writer, desks: readonly DeskId[], reason: OpenReason, drafts: readonly Draft[]): Transmission {
  const { view, book, stream } = writer
  const epoch = makeEpoch({
    instance: writer.instance, caseId: writer.caseId, stream,
    epoch: view === null ? 0 : view.newest.header.epoch + 1,
    prevCtx: view?.newest.ctx ?? null, anchor: writer.anchor, opener: writer.author, origin: 'browser',
    rootFp: book.newest.rootFp, rosterSeq: book.newest.roster.seq, rosterHash: book.newest.hash,
  }, readersFor(book, stream.kind === 'talk' ? writer.card : null, desks), keyBefore(view))
  const frozen = view?.heads ?? []
  const payload = encodeOpening({ frozen, reason, never: stream.kind === 'talk' && view ? view.never : NEVER_NOBODY })
  const open: Draft = { type: 'open', payload, lang: drafts[0]?.lang ?? 'en', urgent: false }
  return {
    stream: streamBytes(stream), epoch: epoch.header.epoch, opens: wireEpoch(epoch, frozen.map((head) => (
      { author: partyBytes(head.author), n: head.n }))),
    messages: sealInRow(writer, epoch.ctx, epoch.key, [open, ...drafts]),
  }
}

function wireEpoch(epoch: Epoch, heads: { author: Uint8Array; n: number }[]): NonNullable<Transmission['opens']> {
  return { header: epoch.headerBytes, wraps: cutWraps(epoch.wraps), back: epoch.back, heads }
}

function keyBefore(view: StreamView | null): SymmetricKey<'epoch'> | null {
  if (view === null) return null
  return view.newest.key ?? refuse('ghost', 'cannot link back to an epoch that is closed')
}

function sealInRow(writer: Writer, ctx: Ctx, key: SymmetricKey<'epoch'>, drafts: readonly Draft[]): WireMessage[] {
  const place = nextPlace(writer.view, writer.author)
  let { n, prev } = place
  return drafts.map((draft) => {
    const sealed = sealMessage(ctx, key, writer.sk, { author: writer.author, n, urgent: draft.urgent }, {
      type: draft.type, origin: 'browser', lang: draft.lang, prev, seen: place.seen,
      rosterSeq: writer.book.newest.roster.seq, claimedDay: writer.today, files: [], payload: draft.payload,
    })
    n += 1
    prev = sealed.digest
    return { outer: sealed.outer, body: sealed.body }
  })
}
