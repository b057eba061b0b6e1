// Bytes that commands compare, draw and take apart.
import { deskIdFrom, type DeskId } from './model/ids.ts'

/** 16 bytes that nobody can guess. */
export function randomId(): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(16))
}

/** Equal length and equal bytes. Not for secrets: it stops at the first difference. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i])
}

/** Lower-case hexadecimal digits. */
export function hexFrom(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}

/** Kind of a party (PROTOCOL, encoding): the first of its 17 bytes. */
export const partyKinds = { reporter: 1, desk: 2, member: 3, outside: 4 } as const

/** 17 bytes: kind and id; the reporter has no id. */
export function partyOf(kind: keyof typeof partyKinds, id: Uint8Array | null): Uint8Array {
  const party = new Uint8Array(17)
  party[0] = partyKinds[kind]
  if (id !== null) party.set(id, 1)
  return party
}

/** The desks among these parties. */
export function desksAmong(parties: readonly Uint8Array[]): DeskId[] {
  return parties.filter((party) => party[0] === partyKinds.desk).map((party) => deskIdFrom(party.subarray(1)))
}
