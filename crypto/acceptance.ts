/**
 * Rules 1 to 4 for accepting epochs (§6.1): what the headers of one stream, their rosters and opening messages
 * must agree on before a word sealed under them is believed. For stream.ts only.
 */
import { sameBytes } from './bytes.ts'
import type { ReporterCard } from './card.ts'
import { refuse } from './error.ts'
import { ctxOf, deskRecipient, parseHeader, recipientBytes, reporterRecipient } from './header.ts'
import type { Header, Recipient } from './header.ts'
import { isExcluded } from './never.ts'
import type { Never } from './never.ts'
import { sameParty, sameStream } from './party.ts'
import type { Stream } from './party.ts'
import { continuity, rosterNamed } from './roster-book.ts'
import type { RosterBook } from './roster-book.ts'
import { deskIn } from './roster.ts'
import type { SignedRoster } from './roster.ts'
import type { CaseId, Ctx, DeskId, InstanceId } from './types.ts'

/** What a reader knows for certain before it looks at a stream. */
export interface StreamFrame {
  readonly instance: InstanceId
  readonly caseId: CaseId
  readonly stream: Stream
  /** Checked against caseId by the caller (parseReporterCard). */
  readonly card: ReporterCard
  readonly book: RosterBook
  /** ctx of epoch 0 of the talk stream, for notes; null for talk. */
  readonly anchor: Ctx | null
}
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

/** Rule 2: whether `opener` of this epoch is entitled by kind and by having been a reader before; throws `ghost` (§6.1). */
export function insistOpener(frame: StreamFrame, epoch: LinkedEpoch, before: LinkedEpoch | null): void {
  const { opener } = epoch.header
  const kinds = frame.stream.kind === 'notes' ? ['member'] : before === null ? ['reporter'] : ['reporter', 'desk']
  if (!kinds.includes(opener.kind)) refuse('ghost', 'nobody entitled opened this epoch')
  if (opener.kind === 'member' || before === null) return
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

function insistPlace(frame: StreamFrame, header: Header, epoch: number, before: LinkedEpoch | null): void {
  if (header.instance !== frame.instance || header.caseId !== frame.caseId || !sameStream(header.stream, frame.stream)) {
    refuse('broken', 'header of another case or stream')
  }
  if (header.epoch !== epoch) refuse('epoch', 'epochs out of order')
  const linked = before === null ? header.prevCtx === null : header.prevCtx !== null && sameBytes(header.prevCtx, before.ctx)
  if (!linked) refuse('epoch', 'epoch does not follow the one before')
  const anchored = frame.anchor === null
    ? header.anchor === null
    : header.anchor !== null && sameBytes(header.anchor, frame.anchor)
  if (!anchored) refuse('epoch', 'anchored to another talk stream')
  if (epoch === 0 && header.hasBack) refuse('epoch', 'first epoch links back')
}

function insistRecipients(frame: StreamFrame, header: Header, roster: SignedRoster): void {
  for (const recipient of header.recipients) {
    const expected = expectedRecipient(frame, recipient, roster)
    if (!sameBytes(recipientBytes(expected), recipientBytes(recipient))) refuse('ghost', 'reader is not the one in the signed roster')
  }
  const desks = desksOf(header)
  const asDue = frame.stream.kind === 'talk'
    ? desks.length >= 1 && desks.length === header.recipients.length - 1
    : desks.length === 1 && header.recipients.length === 1 && desks[0] === frame.stream.desk
  if (!asDue || new Set(desks).size !== desks.length) refuse('ghost', 'readers are not those of this stream')
}

function expectedRecipient(frame: StreamFrame, recipient: Recipient, roster: SignedRoster): Recipient {
  const { party } = recipient
  if (party.kind === 'reporter') return reporterRecipient(frame.card)
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
