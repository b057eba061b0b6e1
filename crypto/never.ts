/**
 * The reporter's signed list of desks that may never become readers (§5.3), by desk and by role.
 * For every client that opens or accepts an epoch.
 */
import { hexFromBytes, insistSorted, writer } from './bytes.ts'
import type { Reader } from './bytes.ts'
import { deskIdFrom, SIZE } from './types.ts'
import type { DeskId } from './types.ts'

export interface Never {
  /** Role bits as in the roster; a desk with any of them is excluded. */
  readonly roles: number
  readonly desks: readonly DeskId[]
}

export const NEVER_NOBODY: Never = { roles: 0, desks: [] }

/** never = u16 roles, u8 m, m desk ids sorted; the ids are put in order here (§5.3). */
export function encodeNever(never: Never): Uint8Array {
  const desks = [...new Set(never.desks)].sort()
  const out = writer().u16(never.roles).u8(desks.length)
  for (const desk of desks) out.hex(desk)
  return out.done()
}

/** Reads a `never` list; throws `broken` where ids are not sorted (§5.3). */
export function readNever(from: Reader): Never {
  const roles = from.u16()
  const ids = Array.from({ length: from.u8() }, () => from.take(SIZE.id))
  insistSorted(ids)
  return { roles, desks: ids.map(deskIdFrom) }
}

/** Whether a desk with these role bits may not be a reader: its id is listed, or one of its roles is (§5.3). */
export function isExcluded(never: Never, deskId: DeskId, roles: number): boolean {
  return never.desks.includes(deskId) || (never.roles & roles) !== 0
}

/** Whether two lists say the same. */
export function sameNever(a: Never, b: Never): boolean {
  return hexFromBytes(encodeNever(a)) === hexFromBytes(encodeNever(b))
}
