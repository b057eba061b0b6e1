/**
 * The list of desks that the offline root signs (§7.2): who may ever become a reader of a case.
 * For every client; the server keeps all of them, by hash, and decides nothing about them.
 */
import { bytesFromHex, insistSorted, isZero, reader, textFromUtf8, utf8, writer } from './bytes.ts'
import type { Reader } from './bytes.ts'
import { encodeDeskCard, parseDeskCard } from './desk-card.ts'
import type { DeskCard } from './desk-card.ts'
import { refuse } from './error.ts'
import { rootFp } from './card.ts'
import { H, sign, verify } from './sodium.ts'
import { PROTOCOL_VERSION, SIZE, dayFrom, instanceIdFrom, publicKey, rosterHashFrom } from './types.ts'
import type { Day, DeskId, InstanceId, PublicKey, RootFp, RosterHash, SecretKey } from './types.ts'

/** Bits of `roles`, from 0 (§7.2); routing and exclusion rest on them, so they are signed. */
export const ROLES = ['LEGAL', 'HRR', 'EHS', 'ENV', 'ETH', 'QUAL', 'SEC', 'MIN', 'EXT', 'BRD'] as const
export type RoleName = (typeof ROLES)[number]

export interface RosterDesk {
  readonly card: DeskCard
  readonly roles: number
  readonly independent: boolean
  /** null for the first or a restarted epoch. */
  readonly nextSig: Uint8Array | null
  readonly label: string
  /** Who holds the recovery key, in words; empty where there is none. */
  readonly recoveryLabel: string
}
export interface Roster {
  readonly instance: InstanceId
  readonly seq: number
  readonly prevHash: RosterHash | null
  readonly issuedDay: Day
  readonly notAfterDay: Day
  readonly minVersion: number
  readonly practice: boolean
  readonly rootPk: PublicKey<'root'>
  readonly receiptPk: PublicKey<'receipt'>
  readonly desks: readonly RosterDesk[]
}
export interface SignedRoster {
  readonly roster: Roster
  readonly hash: RosterHash
  readonly rootFp: RootFp
  /** The roster's own bytes, without signatures. */
  readonly bytes: Uint8Array
  /** Signature of the root before this one; null where the root did not change. */
  readonly oldRootSig: Uint8Array | null
  readonly file: Uint8Array
}

/** The role bits of a list of names (§7.2). */
export function rolesFrom(names: readonly RoleName[]): number {
  return names.reduce((bits, name) => bits | (1 << ROLES.indexOf(name)), 0)
}

/** The names of the bits that this version knows; reserved bits are passed over (§7.2). */
export function roleNames(bits: number): RoleName[] {
  return ROLES.filter((_, i) => (bits & (1 << i)) !== 0)
}

/** The entry of one desk, or null where the roster does not list it. */
export function deskIn(roster: Roster, deskId: DeskId): RosterDesk | null {
  return roster.desks.find((desk) => desk.card.deskId === deskId) ?? null
}

/** Signs a roster with the root, and with the root before it where the root changes; yields the file (§7.2). */
export function signRoster(
  roster: Roster, root: SecretKey<'root'>, oldRoot: SecretKey<'root'> | null = null): SignedRoster {
  const bytes = encodeRoster(roster)
  const file = writer()
    .field(bytes).field(sign(root, 'roster', bytes))
    .field(oldRoot ? sign(oldRoot, 'roster', bytes) : new Uint8Array(0)).done()
  return parseRosterFile(file)
}

/**
 * Reads a roster file and checks the signature of the root that it names itself: whether that root is to be
 * believed is roster-book.ts's matter. Throws `roster`, `newer-version` or `broken` (§7.2).
 */
export function parseRosterFile(file: Uint8Array): SignedRoster {
  const from = reader(file)
  const bytes = from.field()
  const rootSig = from.field(SIZE.sig)
  const oldSig = from.field(SIZE.sig)
  from.end()
  const roster = parseRoster(bytes)
  if (!verify(roster.rootPk, rootSig, 'roster', bytes)) refuse('roster', 'root signature does not hold')
  return {
    roster, bytes, file, hash: rosterHash(bytes), rootFp: rootFp(roster.rootPk),
    oldRootSig: oldSig.length === 0 ? null : oldSig,
  }
}

/** Whether the root of `before` signed `next` too, and so named the root of `next` as its successor (§7.2). */
export function namesSuccessor(before: SignedRoster, next: SignedRoster): boolean {
  return next.oldRootSig !== null && verify(before.roster.rootPk, next.oldRootSig, 'roster', next.bytes)
}

/** The hash under which headers and clients name a roster: over its bytes without signatures (§7.2). */
export function rosterHash(bytes: Uint8Array): RosterHash {
  return rosterHashFrom(H('roster', 'roster', bytes))
}

/** roster: the signed bytes; desks are put in order here; throws `usage` for numbers out of range (§7.2). */
export function encodeRoster(roster: Roster): Uint8Array {
  const out = writer()
    .u8(1).hex(roster.instance).u64(roster.seq)
    .raw(roster.prevHash === null ? new Uint8Array(SIZE.hash) : bytesFromHex(roster.prevHash))
    .u32(roster.issuedDay).u32(roster.notAfterDay).u16(roster.minVersion).u8(roster.practice ? 1 : 0)
    .raw(roster.rootPk).raw(roster.receiptPk).u8(roster.desks.length)
  for (const desk of [...roster.desks].sort((a, b) => (a.card.deskId < b.card.deskId ? -1 : 1))) {
    out.raw(encodeDeskCard(desk.card)).u16(desk.roles).u8(desk.independent ? 1 : 0)
      .raw(desk.nextSig ?? new Uint8Array(SIZE.sig)).field(utf8(desk.label)).field(utf8(desk.recoveryLabel))
  }
  return out.done()
}

/** Reads the bytes of a roster without any signature; throws `broken`, or `newer-version` for flags and versions unknown here (§7.2). */
export function parseRoster(bytes: Uint8Array): Roster {
  const from = reader(bytes)
  if (from.u8() !== 1) refuse('newer-version', 'version of the roster')
  const instance = instanceIdFrom(from.take(SIZE.id))
  const seq = from.u64()
  const prev = from.take(SIZE.hash)
  const issuedDay = dayFrom(from.u32())
  const notAfterDay = dayFrom(from.u32())
  const minVersion = from.u16()
  const practice = flag(from, 'flags of the roster')
  const rootPk = publicKey('root', from.take(SIZE.signPk))
  const receiptPk = publicKey('receipt', from.take(SIZE.signPk))
  const desks = Array.from({ length: from.u8() }, () => readDesk(from, instance))
  from.end()
  if (minVersion > PROTOCOL_VERSION) refuse('newer-version', 'roster asks for a newer client')
  if (notAfterDay < issuedDay) refuse('broken', 'roster ends before it begins')
  insistSorted(desks.map((desk) => bytesFromHex(desk.card.deskId)))
  const prevHash = isZero(prev) ? null : rosterHashFrom(prev)
  return { instance, seq, prevHash, issuedDay, notAfterDay, minVersion, practice, rootPk, receiptPk, desks }
}

function readDesk(from: Reader, instance: InstanceId): RosterDesk {
  const card = parseDeskCard(from.take(SIZE.deskCard))
  if (card.instance !== instance) refuse('broken', 'card of another instance')
  const roles = from.u16()
  const independent = flag(from, 'flags of a desk')
  const sig = from.take(SIZE.sig)
  const label = textFromUtf8(from.field(1024))
  const recoveryLabel = textFromUtf8(from.field(1024))
  return { card, roles, independent, nextSig: isZero(sig) ? null : sig, label, recoveryLabel }
}

function flag(from: Reader, what: string): boolean {
  const value = from.u8()
  return value > 1 ? refuse('newer-version', what) : value === 1
}
