/**
 * Bodies of what a member's device asks for: writing, founding a desk, joining it, admitting (§12.3).
 * For both ends of the line; the server stores what it reads here, every reader checks it again.
 */
import { actsField, parseActs } from './acts.ts'
import type { WrittenAct } from './acts.ts'
import { concat, hexFromBytes, isZero, reader, textFromUtf8, utf8, writer } from './bytes.ts'
import type { Reader } from './bytes.ts'
import type { Turn } from './answers.ts'
import { boxesBytes, parseBoxes, parseRecovery, parseUnlock, recoveryBytes, unlockBytes } from './wire-boxes.ts'
import type { WireBox, WireRecovery, WireUnlock } from './wire-boxes.ts'
import { refuse } from './error.ts'
import { UNRECORDED, takeAudit, withAudit } from './recorded-bodies.ts'
import { SIZE } from './types.ts'
import { parseTransmission, transmissionBytes } from './wire.ts'
import type { Transmission } from './wire.ts'

const TURNS: readonly Turn[] = ['nobody', 'desk', 'reporter', 'others']
const NOBODY = '0'.repeat(32)
/** Room for the longest list of acts that a count of one byte allows. */
const MOST_ACTS = 16_384

/** The clear columns that a write sets, under the version the writer saw; days null when none. */
export interface ColumnChange {
  readonly version: number
  readonly state: string
  readonly turn: Turn
  readonly nextDay: number | null
  readonly endDay: number | null
  readonly assignee: string | null
}

export interface WriteBody {
  readonly caseId: string
  readonly deskId: string
  readonly columns: ColumnChange | null
  /** A sealed record of kind 1 with its head, or empty. */
  readonly summary: Uint8Array
  readonly transmissions: readonly Transmission[]
  /** The entry in the record (§15.4), empty where there is none; so in every body below. */
  readonly audit: Uint8Array
  /** What the server is told besides; absent or empty for nothing. */
  readonly acts?: readonly WrittenAct[]
}

/** Bytes of a `write` body: up to three transmissions, all or nothing; throws `usage` for acts without an entry (§12.3). */
export function writeBodyBytes(body: WriteBody): Uint8Array {
  const out = writer().hex(body.caseId).hex(body.deskId).field(columnBytes(body.columns)).field(body.summary)
  out.u8(body.transmissions.length)
  for (const transmission of body.transmissions) out.field(transmissionBytes(transmission))
  const acts = actsField(body.acts ?? [])
  if (acts.length > 0 && body.audit.length === 0) refuse('usage', 'acts without an entry')
  return concat(withAudit(out, body.audit), acts)
}

/** Reads a `write` body; an act of an unknown kind is `newer-version`, any other fault `broken` (§12.3). */
export function parseWriteBody(bytes: Uint8Array): WriteBody & { readonly acts: readonly WrittenAct[] } {
  const from = reader(bytes)
  const caseId = hexFromBytes(from.take(SIZE.hash))
  const deskId = hexFromBytes(from.take(SIZE.id))
  const columns = parseColumns(from.field(256))
  const summary = from.field(65536)
  const transmissions = Array.from({ length: from.u8() }, () => parseTransmission(from.field()))
  const audit = from.left() === 0 ? UNRECORDED : from.field()
  const acts = from.left() === 0 ? [] : parseActs(from.field(MOST_ACTS))
  from.end()
  // One absence has one form, also where acts stand behind it.
  if (audit !== UNRECORDED && audit.length === 0) refuse('broken', 'empty entry')
  return { caseId, deskId, columns, summary, transmissions, audit, acts }
}

/** What a newcomer brings: the answer to an invitation, the card, ways in, how people call them. */
export interface CardBody {
  readonly inviteId: string
  readonly tag: Uint8Array
  readonly memberCard: Uint8Array
  readonly unlock: readonly WireUnlock[]
  readonly name: string
  readonly email: string
}

export interface FoundBody extends CardBody {
  /** change ‖ sig. */
  readonly change: Uint8Array
  readonly deskCard: Uint8Array
  readonly cardSig: Uint8Array
  readonly boxes: readonly WireBox[]
  readonly recovery: WireRecovery | null
}

/** Bytes of a `card` body (§12.3). */
export function cardBodyBytes(body: CardBody): Uint8Array {
  return writer().hex(body.inviteId).raw(body.tag).raw(body.memberCard).field(unlockBytes(body.unlock))
    .field(utf8(body.name)).field(utf8(body.email)).done()
}

/** Reads a `card` body; any fault is `broken` (§12.3). */
export function parseCardBody(bytes: Uint8Array): CardBody {
  const from = reader(bytes)
  const inviteId = hexFromBytes(from.take(SIZE.id))
  const tag = from.take(SIZE.hash)
  const memberCard = from.take(SIZE.memberCard)
  const unlock = parseUnlock(from.field())
  const name = textFromUtf8(from.field(400))
  const email = textFromUtf8(from.field(400))
  from.end()
  return { inviteId, tag, memberCard, unlock, name, email }
}

/** Bytes of a `found` body (§12.3). */
export function foundBodyBytes(body: FoundBody): Uint8Array {
  return writer().hex(body.inviteId).raw(body.tag).raw(body.memberCard).field(body.change).raw(body.deskCard)
    .raw(body.cardSig).field(boxesBytes(body.boxes)).field(recoveryBytes(body.recovery)).field(unlockBytes(body.unlock))
    .field(utf8(body.name)).field(utf8(body.email)).done()
}

/** Reads a `found` body; any fault is `broken` (§12.3). */
export function parseFoundBody(bytes: Uint8Array): FoundBody {
  const from = reader(bytes)
  const inviteId = hexFromBytes(from.take(SIZE.id))
  const tag = from.take(SIZE.hash)
  const memberCard = from.take(SIZE.memberCard)
  const change = signedChange(from)
  const deskCard = from.take(SIZE.deskCard)
  const cardSig = from.take(SIZE.sig)
  const boxes = parseBoxes(from.field())
  const recovery = parseRecovery(from.field())
  const unlock = parseUnlock(from.field())
  const name = textFromUtf8(from.field(400))
  const email = textFromUtf8(from.field(400))
  from.end()
  return { inviteId, tag, memberCard, change, deskCard, cardSig, boxes, recovery, unlock, name, email }
}

export interface InviteBody {
  readonly deskId: string
  readonly inviteId: string
  readonly role: 'handler' | 'lead'
  readonly audit: Uint8Array
}

/** Bytes of an `invite` body: desk_id16 ‖ invite_id16 ‖ u8 role (§12.3). */
export function inviteBodyBytes(body: InviteBody): Uint8Array {
  return withAudit(writer().hex(body.deskId).hex(body.inviteId).u8(body.role === 'handler' ? 1 : 2), body.audit)
}

/** Reads an `invite` body; any fault is `broken` (§12.3). */
export function parseInviteBody(bytes: Uint8Array): InviteBody {
  const from = reader(bytes)
  const deskId = hexFromBytes(from.take(SIZE.id))
  const inviteId = hexFromBytes(from.take(SIZE.id))
  const role = from.u8()
  const audit = takeAudit(from)
  if (role !== 1 && role !== 2) refuse('broken', 'role of an invitation')
  return { deskId, inviteId, role: role === 1 ? 'handler' : 'lead', audit }
}

export interface AdmitBody {
  readonly deskId: string
  /** change ‖ sig. */
  readonly change: Uint8Array
  readonly boxes: readonly WireBox[]
  readonly audit: Uint8Array
}

/** Bytes of an `admit` body: a signed change of the list with the boxes it calls for (§12.3). */
export function admitBodyBytes(body: AdmitBody): Uint8Array {
  return withAudit(writer().hex(body.deskId).field(body.change).field(boxesBytes(body.boxes)), body.audit)
}

/** Reads an `admit` body; any fault is `broken` (§12.3). */
export function parseAdmitBody(bytes: Uint8Array): AdmitBody {
  const from = reader(bytes)
  const deskId = hexFromBytes(from.take(SIZE.id))
  const change = signedChange(from)
  const boxes = parseBoxes(from.field())
  return { deskId, change, boxes, audit: takeAudit(from) }
}

export interface UnlockBody {
  readonly unlock: readonly WireUnlock[]
  readonly audit: Uint8Array
}

/** Bytes of a `boxes` body: the member's own ways in, replacing all earlier ones (§12.3). */
export function unlockBodyBytes(body: UnlockBody): Uint8Array {
  return withAudit(writer().field(unlockBytes(body.unlock)), body.audit)
}

/** Reads a `boxes` body; any fault is `broken` (§12.3). */
export function parseUnlockBody(bytes: Uint8Array): UnlockBody {
  const from = reader(bytes)
  const unlock = parseUnlock(from.field())
  return { unlock, audit: takeAudit(from) }
}

function columnBytes(columns: ColumnChange | null): Uint8Array {
  if (columns === null) return new Uint8Array(0)
  return writer().u64(columns.version).field(utf8(columns.state)).u8(TURNS.indexOf(columns.turn))
    .u32(columns.nextDay ?? 0).u32(columns.endDay ?? 0).hex(columns.assignee ?? NOBODY).done()
}

function parseColumns(bytes: Uint8Array): ColumnChange | null {
  if (bytes.length === 0) return null
  const from = reader(bytes)
  const version = from.u64()
  const state = textFromUtf8(from.field(64))
  const turn = TURNS[from.u8()] ?? refuse('broken', 'turn')
  const nextDay = from.u32()
  const endDay = from.u32()
  const assignee = from.take(SIZE.id)
  from.end()
  return {
    version, state, turn, nextDay: nextDay === 0 ? null : nextDay, endDay: endDay === 0 ? null : endDay,
    assignee: isZero(assignee) ? null : hexFromBytes(assignee),
  }
}

function signedChange(from: Reader): Uint8Array {
  const change = from.field(SIZE.change + SIZE.sig)
  return change.length === SIZE.change + SIZE.sig ? change : refuse('broken', 'signed change')
}
