/**
 * Rules 1 to 4 for accepting epochs (§6.1): what the headers of one stream, their rosters and opening messages
 * must agree on before a word sealed under them is believed. For stream.ts only.
 */
import { sameBytes } from './bytes.ts'
import type { ReporterCard } from './card.ts'
import { refuse } from './error.ts'
import { ctxOf, deskRecipient, outsideRecipient, parseHeader, recipientBytes, reporterRecipient } from './header.ts'
import type { Header, Recipient } from './header.ts'
import { isExcluded } from './never.ts'
import type { Never } from './never.ts'
import { sameParty, sameStream } from './party.ts'
import type { Party, Stream } from './party.ts'
import { continuity, rosterNamed } from './roster-book.ts'
import type { RosterBook } from './roster-book.ts'
import { deskIn } from './roster.ts'
import type { SignedRoster } from './roster.ts'
import type { CaseId, Ctx, DeskId, InstanceId, MemberId } from './types.ts'

/** What a reader knows for certain before it looks at a stream. */
export interface StreamFrame {
  readonly instance: InstanceId
  readonly caseId: CaseId
  readonly stream: Stream
  /** The reporter's, in a copy the outside reader's; checked against caseId by the caller (parseReporterCard). */
  readonly card: ReporterCard
  readonly book: RosterBook
  /** The accepted epochs of talk that a room or notes hang on; null for talk itself and for a copy. */
  readonly talk: readonly TalkEpoch[] | null
}
/** What a room or notes need to know of an epoch of talk. */
export type TalkEpoch = Pick<LinkedEpoch, 'ctx' | 'desks'> & { readonly header: Pick<Header, 'rosterSeq'> }
export interface LinkedEpoch {
  readonly header: Header
  readonly ctx: Ctx
  readonly roster: SignedRoster
  readonly desks: readonly DeskId[]
  /** Desks that were no recipients before, or whose keys did not run on from the epoch before. */
  readonly added: readonly DeskId[]
  readonly restarted: readonly DeskId[]
  /** Recipients of the epoch before that are none any more. */
  readonly gone: readonly DeskId[]
}

/** Checks what headers and rosters alone can prove, epoch by epoch from 0; throws CryptoError (§6.1 rules 1 to 3). */
export function linkEpochs(frame: StreamFrame, headers: readonly Uint8Array[]): LinkedEpoch[] {
  const linked: LinkedEpoch[] = []
  for (const bytes of headers) {
    const header = parseHeader(bytes)
    const before = linked.at(-1) ?? null
    insistPlace(frame, header, linked.length, before)
    const roster = rosterNamed(frame.book, header.rosterHash, header.rosterSeq, header.rootFp)
    insistRecipients(frame, header, roster)
    linked.push({ header, ctx: ctxOf(bytes), roster, ...changesBetween(frame, header, roster, before) })
    insistStep(linked.at(-1), before)
  }
  return linked
}

/**
 * Rule 2: whether `opener` of this epoch is entitled by kind and by having been a reader before; `desksOf` names the
 * readers of this epoch on whose lists a member stands. Throws `ghost` (§6.1).
 */
export function insistOpener(
  frame: StreamFrame, epoch: LinkedEpoch, before: LinkedEpoch | null, desksOf: (member: MemberId) => readonly DeskId[]): void {
  const { opener } = epoch.header
  if (!openerKinds(frame.stream, before === null).includes(opener.kind)) refuse('ghost', 'nobody entitled opened this epoch')
  if (opener.kind === 'member') {
    if (frame.stream.kind !== 'room' || before === null) return
    const through = desksOf(opener.id).filter((desk) => before.desks.includes(desk) && !epoch.restarted.includes(desk))
    return through.length > 0 ? undefined : refuse('ghost', 'opener was not a reader before')
  }
  if (opener.kind === 'desk' && !epoch.desks.includes(opener.id)) refuse('ghost', 'opener does not read what it opened')
  if (before === null) return
  const readsBoth = [epoch.header, before.header].every((header) => header.recipients.some((r) => sameParty(r.party, opener)))
  if (!readsBoth) refuse('ghost', 'opener was not a reader before')
  // With keys that the root alone put in its place a desk is nobody the case knows (C-009).
  if (opener.kind === 'desk' && epoch.restarted.includes(opener.id)) refuse('ghost', 'opener was restarted')
}

/** Rule 4: no recipient desk stands on the reporter's list as this epoch's roster gives its roles; throws `excluded` (§6.1). */
export function insistNotExcluded(epoch: LinkedEpoch, never: Never): void {
  for (const desk of epoch.desks) {
    const entry = deskIn(epoch.roster.roster, desk)
    if (isExcluded(never, desk, entry?.roles ?? 0)) refuse('excluded', 'a desk on the never list is a reader')
  }
}

/** Rule 3: a desk may be gone only if it left, is excluded, absent from the roster or restarted there; throws `dropped` (§6.1). */
export function insistGoneForReason(
  frame: StreamFrame, epoch: LinkedEpoch, before: LinkedEpoch, nevers: readonly Never[], hasLeft: (desk: DeskId) => boolean): void {
  for (const desk of epoch.gone) {
    const entry = deskIn(epoch.roster.roster, desk)
    const roles = entry?.roles ?? 0
    const allowed = entry === null || hasLeft(desk) || nevers.some((never) => isExcluded(never, desk, roles)) ||
      continuity(frame.book, desk, before.roster, epoch.roster) !== 'continuous'
    if (!allowed) refuse('dropped', 'a reader disappeared without a reason')
  }
}

function openerKinds(stream: Stream, first: boolean): readonly Party['kind'][] {
  if (stream.kind === 'notes' || stream.kind === 'room') return ['member']
  if (stream.kind === 'copy') return ['desk']
  return first ? ['reporter'] : ['reporter', 'desk']
}

function insistPlace(frame: StreamFrame, header: Header, epoch: number, before: LinkedEpoch | null): void {
  if (header.instance !== frame.instance || header.caseId !== frame.caseId || !sameStream(header.stream, frame.stream)) {
    refuse('broken', 'header of another case or stream')
  }
  if (header.epoch !== epoch) refuse('epoch', 'epochs out of order')
  const linked = before === null ? header.prevCtx === null : header.prevCtx !== null && sameBytes(header.prevCtx, before.ctx)
  if (!linked) refuse('epoch', 'epoch does not follow the one before')
  insistAnchor(frame, header, before)
  if (epoch === 0 && header.hasBack) refuse('epoch', 'first epoch links back')
  if (epoch > 0 && frame.stream.kind === 'copy') refuse('epoch', 'a copy has one epoch')
}

// Notes hang on the first epoch of talk for good, each epoch of a room on the one whose desks it is for (C-018).
function insistAnchor(frame: StreamFrame, header: Header, before: LinkedEpoch | null): void {
  const at = anchorOf(frame, header)
  if (frame.talk === null) return header.anchor === null ? undefined : refuse('epoch', 'anchor where none is due')
  if (at < 0 || (frame.stream.kind === 'notes' && at !== 0)) refuse('epoch', 'anchored to another talk stream')
  if (before !== null && at < anchorOf(frame, before.header)) refuse('epoch', 'anchored to an older epoch than before')
  if (frame.stream.kind === 'room' && header.rosterSeq < (frame.talk[at]?.header.rosterSeq ?? 0)) {
    refuse('rollback', 'roster older than that of the talk')
  }
}

function anchorOf(frame: StreamFrame, header: Header): number {
  const { anchor } = header
  return anchor === null ? -1 : (frame.talk ?? []).findIndex((epoch) => sameBytes(epoch.ctx, anchor))
}

function insistRecipients(frame: StreamFrame, header: Header, roster: SignedRoster): void {
  for (const recipient of header.recipients) {
    const expected = expectedRecipient(frame, recipient, roster)
    if (!sameBytes(recipientBytes(expected), recipientBytes(recipient))) refuse('ghost', 'reader is not the one in the signed roster')
  }
  const desks = desksOf(header)
  if (!areDue(frame, header, desks) || new Set(desks).size !== desks.length) refuse('ghost', 'readers are not those of this stream')
}

function areDue(frame: StreamFrame, header: Header, desks: readonly DeskId[]): boolean {
  const { stream } = frame
  const others = header.recipients.length - desks.length
  if (stream.kind === 'talk') return desks.length >= 1 && others === 1
  if (stream.kind === 'copy') return desks.length === 1 && others === 1
  if (stream.kind === 'notes') return others === 0 && desks.length === 1 && desks[0] === stream.desk
  const due = frame.talk?.[anchorOf(frame, header)]?.desks ?? []
  return others === 0 && desks.length === due.length && desks.every((desk) => due.includes(desk))
}

function expectedRecipient(frame: StreamFrame, recipient: Recipient, roster: SignedRoster): Recipient {
  const { party } = recipient
  if (party.kind === 'reporter' && frame.stream.kind === 'talk') return reporterRecipient(frame.card)
  if (party.kind === 'outside' && frame.stream.kind === 'copy') return outsideRecipient(frame.card)
  const entry = party.kind === 'desk' ? deskIn(roster.roster, party.id) : null
  return entry ? deskRecipient(entry.card) : refuse('ghost', 'reader that the roster does not know')
}

function changesBetween(
  frame: StreamFrame, header: Header, roster: SignedRoster, before: LinkedEpoch | null,
): Pick<LinkedEpoch, 'desks' | 'added' | 'restarted' | 'gone'> {
  const desks = desksOf(header)
  if (before === null) return { desks, added: desks, restarted: [], gone: [] }
  const stayed = desks.filter((desk) => before.desks.includes(desk))
  const restarted = stayed.filter((desk) => continuity(frame.book, desk, before.roster, roster) !== 'continuous')
  const added = desks.filter((desk) => !stayed.includes(desk) || restarted.includes(desk))
  return { desks, added, restarted, gone: before.desks.filter((desk) => !desks.includes(desk)) }
}

function insistStep(epoch: LinkedEpoch | undefined, before: LinkedEpoch | null): void {
  if (!epoch || before === null) return
  if (epoch.header.rosterSeq < before.header.rosterSeq) refuse('rollback', 'roster older than that of the epoch before')
  for (const recipient of epoch.header.recipients) {
    const earlier = before.header.recipients.find((held) => sameParty(held.party, recipient.party))
    if (earlier && recipient.deskEpoch < earlier.deskEpoch) refuse('rollback', 'desk key older than before')
  }
  if (!epoch.header.hasBack && epoch.added.length === 0) refuse('epoch', 'no link back, and nobody new')
}

function desksOf(header: Header): DeskId[] {
  return header.recipients.flatMap((recipient) => (recipient.party.kind === 'desk' ? [recipient.party.id] : []))
}
