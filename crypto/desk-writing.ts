/**
 * What a member's device writes into a case (§6.5, §11, §12.3): answers signed by the desk in talk, notes signed by
 * the member in the room and in the desk's own stream, a new summary, all in one request.
 */
import type { WrittenAct } from './acts.ts'
import { assentField, assentsField } from './assent-writing.ts'
import type { ColumnChange, WriteBody } from './bodies.ts'
import { newestSeeds } from './directory.ts'
import type { OpenedDeskCase } from './desk-case.ts'
import { bytesFromHex, concat, hexFromBytes } from './bytes.ts'
import { approvalPayload, workPayload } from './casework.ts'
import { refuse } from './error.ts'
import { payloadFrom, valuesFrom } from './fields.ts'
import { ctxOf } from './header.ts'
import { TALK, deskParty, memberParty, notesOf } from './party.ts'
import { sealSummary } from './record.ts'
import { roomTransmission, talkAfter } from './room-writing.ts'
import { readsOn, transmissionOf } from './sending.ts'
import type { Draft, SealedFile, SealedTransmission } from './sending.ts'
import { deskIdFrom } from './types.ts'
import type { Ctx, Day } from './types.ts'
import type { CaseAct, DeskWrite, NewTeam } from './worker/messages.ts'
import type { SummaryFields } from './worker/views.ts'
import { writerRule } from './writer-rule.ts'

/** Everything that one request says; `addTeam` null for nobody. */
export interface CaseWrites {
  readonly writes: readonly DeskWrite[]
  readonly addTeam: NewTeam | null
  readonly columns: ColumnChange | null
  readonly summary: SummaryFields | null
  /** What the server is told besides; absent for nothing. */
  readonly acts?: readonly CaseAct[]
  /** What the ids in `writes` stand for; absent where they list none. */
  readonly files?: (ids: readonly string[]) => readonly SealedFile[]
}

const NO_FILES = (): readonly SealedFile[] => []

/** A `write` but for its entry in the record, which names `object`: the epoch written to, of talk where there is one. */
export interface WriteParts {
  readonly body: Omit<WriteBody, 'audit'>
  readonly object: Ctx
  readonly action: 'write' | 'state' | 'grant' | 'leave' | 'rekey'
  /** Of every message in it, in order, joined: what binds the member to the words of the desk. */
  readonly digests: Uint8Array
  /** Of the proposals in it, in the order in which they were given. */
  readonly proposals: readonly string[]
}

/**
 * The parts of `write` for all of it: at most one transmission each for talk, room and notes. Words in the room bring
 * talk up to date first where the writer rule asks for it, words in talk bring the room along. Throws `expired`,
 * `excluded` where the desk may not write on or the added one not read, `ghost` without a key that is needed, `usage`
 * where there is nothing to write, and where acts and words do not say the same: one `propose` for each proposal, one
 * `decide` for each decision, of the same proposal and verdict (§6.5, §12.3).
 */
export function sealDeskWrites(opened: OpenedDeskCase, input: CaseWrites, today: Day): WriteParts {
  const draftOf = (write: DeskWrite) => draftFrom(opened, write, input)
  if (opened.expired) refuse('expired', 'roster past its last day')
  const { writes, addTeam, columns, summary, acts = [] } = input
  if (writes.length + acts.length === 0 && summary === null && columns === null && addTeam === null) refuse('usage', 'nothing to write')
  insistActsFit(writes, acts)
  const leaving = writes.filter((write) => write.type === 'leave')
  const inTalk = [...writes.filter((write) => isTalk(write)), ...leaving].map(draftOf)
  const inRoom = writes.filter(isInRoom).map(draftOf)
  const inNotes = writes.filter((write) => !isTalk(write) && write.type !== 'leave' && !isInRoom(write)).map(draftOf)
  const stale = inRoom.length > 0 && writerRule(opened.talk, opened.book).kind !== 'write'
  const talk = inTalk.length > 0 || addTeam !== null || stale ? talkOf(opened, inTalk, addTeam, today) : null
  const room = talk !== null || inRoom.length > 0 ? roomTransmission(opened, inRoom, talkAfter(opened.talk, talk), today) : null
  const notes = inNotes.length > 0 ? notesTransmission(opened, inNotes, today) : null
  const action = leaving.length > 0 ? 'leave' : addTeam !== null ? 'grant' : writes.some((write) => write.type === 'event') ? 'state' : 'write'
  const parts = partsOf(opened, [talk, room, notes], action, columns, summary === null ? new Uint8Array(0) : summaryRecord(opened, summary))
  const said = room?.messages.slice(room.messages.length - inRoom.length).map(({ digest }) => hexFromBytes(digest)) ?? []
  const proposals = said.filter((_, i) => inRoom[i]?.type === 'proposal')
  return acts.length === 0 ? { ...parts, proposals } : { ...parts, proposals, body: { ...parts.body, acts: writtenActs(acts, proposals) } }
}

/**
 * Bare openings for every stream of the case whose readers have newer keys, or left; null where none is due or this
 * desk may not open them. For re-keying after a rotation, and before a file is sealed. Throws `expired` (§6.5).
 */
export function sealRenewal(opened: OpenedDeskCase, today: Day): WriteParts | null {
  if (opened.expired) refuse('expired', 'roster past its last day')
  const rule = writerRule(opened.talk, opened.book)
  if (rule.kind === 'nobody' || !readsOn(opened.talk, rule, deskParty(opened.access.deskId))) return null
  const talk = rule.kind === 'open' ? talkOf(opened, [], null, today) : null
  const room = roomTransmission(opened, [], talkAfter(opened.talk, talk), today)
  const own = opened.notes === null ? null : writerRule(opened.notes, opened.book)
  const notes = own?.kind === 'open' ? notesTransmission(opened, [], today) : null
  if (talk === null && room === null && notes === null) return null
  return partsOf(opened, [talk, room, notes], 'rekey', null, new Uint8Array(0))
}

/** Opens the desk's own notes with nothing in them, so that a file can be sealed there; throws `expired`, and `usage` where they stand (§6.5). */
export function sealNotesOpening(opened: OpenedDeskCase, today: Day): WriteParts {
  if (opened.expired) refuse('expired', 'roster past its last day')
  if (opened.notes !== null) refuse('usage', 'notes stand already')
  return partsOf(opened, [null, null, notesTransmission(opened, [], today)], 'write', null, new Uint8Array(0))
}

/** The drafts for the desk's own notes; the first ones open them, anchored to this talk (§6.5). */
export function notesTransmission(opened: OpenedDeskCase, drafts: readonly Draft[], today: Day): SealedTransmission {
  const { keys } = opened.directory.member
  return transmissionOf({
    ...placeOf(opened, today), stream: notesOf(opened.access.deskId), view: opened.notes, anchor: opened.talk.epochs[0]?.ctx ?? null,
    author: memberParty(keys.card.memberId), sk: keys.sig.sk,
  }, drafts)
}

function talkOf(opened: OpenedDeskCase, drafts: readonly Draft[], addTeam: NewTeam | null, today: Day): SealedTransmission {
  const { access } = opened
  const signing = access.signing ?? refuse('ghost', 'signing key of the desk is missing')
  const added = addTeam === null ? { desks: [], history: true } : { desks: [deskIdFrom(bytesFromHex(addTeam.deskId))], history: addTeam.history }
  return transmissionOf({
    ...placeOf(opened, today), stream: TALK, view: opened.talk, anchor: null, author: deskParty(access.deskId), sk: signing.keys.sk,
  }, drafts, added)
}

function placeOf(opened: OpenedDeskCase, today: Day) {
  const { directory, caseId, card, book } = opened
  return { instance: directory.member.instance, caseId, card, book, today }
}

function partsOf(
  opened: OpenedDeskCase, sent: readonly (SealedTransmission | null)[],
  action: WriteParts['action'], columns: ColumnChange | null, summary: Uint8Array): WriteParts {
  const transmissions = sent.filter((one) => one !== null)
  const digests = concat(...transmissions.flatMap((one) => one.messages.map((message) => message.digest)))
  const views = [opened.talk, opened.room, opened.notes]
  const at = sent.findIndex((one) => one !== null)
  const first = sent[at]?.opens
  const object = first ? ctxOf(first.header) : (views[at] ?? opened.talk).newest.ctx
  return { body: { caseId: opened.caseId, deskId: opened.access.deskId, columns, summary, transmissions }, object, action, digests, proposals: [] }
}

function isTalk({ type }: DeskWrite): boolean {
  return type === 'reply' || type === 'ask' || type === 'event'
}

function isInRoom({ type }: DeskWrite): boolean {
  return type === 'room' || type === 'work' || type === 'proposal' || type === 'approval'
}

// The server acts on what it is told, readers believe what is signed: a write that says two things to the two is none.
function insistActsFit(writes: readonly DeskWrite[], acts: readonly CaseAct[]): void {
  const decided = acts.flatMap((act) => (act.kind === 'decide' ? [`${act.proposal} ${act.verdict}`] : []))
  const said = writes.flatMap((write) => (write.type === 'approval' ? [`${write.fields.proposal} ${write.fields.verdict}`] : []))
  const proposed = acts.filter((act) => act.kind === 'propose').length
  if (decided.sort().join() !== said.sort().join() || proposed !== writes.filter(({ type }) => type === 'proposal').length) {
    refuse('usage', 'acts and words differ')
  }
}

function writtenActs(acts: readonly CaseAct[], proposals: readonly string[]): WrittenAct[] {
  const left = [...proposals]
  return acts.map((act) => (act.kind === 'propose' ? { kind: act.kind, digest: left.shift() ?? '' } : act))
}

function draftFrom(opened: OpenedDeskCase, write: DeskWrite, { writes, files = NO_FILES }: CaseWrites): Draft {
  const listed = 'files' in write && write.files !== undefined && write.files.length > 0 ? { files: files(write.files) } : {}
  return { type: write.type === 'room' ? 'note' : write.type, payload: payloadOf(opened, write, writes), lang: write.lang, urgent: false, ...listed }
}

function payloadOf(opened: OpenedDeskCase, write: DeskWrite, writes: readonly DeskWrite[]): Uint8Array {
  switch (write.type) {
    case 'reply': case 'ask': case 'leave': return payloadFrom('text', write.fields)
    case 'room': return payloadFrom('note', write.fields)
    case 'work': return workPayload(write.fields)
    case 'event': return payloadFrom('event', { ...write.fields, ...assentsField(opened, write, writes) })
    case 'proposal': return payloadFrom('proposal', { ...write.fields, ...assentField(opened, write) })
    case 'approval': return approvalPayload(write.fields)
    default: return payloadFrom(write.type, write.fields)
  }
}

function summaryRecord(opened: OpenedDeskCase, summary: SummaryFields): Uint8Array {
  const { access, caseId } = opened
  const newest = newestSeeds(access)
  return sealSummary(newest.recordKey, newest.card.epoch, deskParty(access.deskId), caseId, opened.summaryVersion + 1, valuesFrom('summary', summary))
}
