// A desk's signed list of members, as far as a server checks it: that a new line follows the list and its signature holds.
// Every member's browser checks the whole list again.

import { buildMemberList, changeHash, extendMemberList, memberCardHash, parseChange, parseMemberCard, type SignedChange } from '#crypto/server.ts'
import type { NewChange } from '#db/steps/member-list.server.ts'
import type { Database } from '#db/connect.server.ts'
import { memberIdFrom, type DeskId, type InstanceId } from '#db/model/ids.ts'
import { memberListOf } from '#db/queries/member-list.server.ts'
import { Refused } from './answering.server.ts'
import { refusal } from './refusals.server.ts'

const changeBytes = 118

/** change ‖ sig apart. */
export function splitChange(bytes: Uint8Array): SignedChange {
  return { change: bytes.slice(0, changeBytes), sig: bytes.slice(changeBytes) }
}

/** A checked change as the database takes it. */
export function newChange(signed: SignedChange, hash: Uint8Array): NewChange {
  const { n, prev, op, role, cardHash, by } = parseChange(signed.change)
  return {
    n, cardHash, hash,
    prev: prev ?? new Uint8Array(32),
    op: ({ add: 1, remove: 2, restart: 3, role: 4 } as const)[op],
    role: role === 'handler' ? 1 : 2,
    byMember: by ?? memberIdFrom(new Uint8Array(16)),
    bytes: signed.change,
    signature: signed.sig,
  }
}

/** Reads change ‖ sig and checks it against the stored list of the desk; throws CryptoError `members` where it would not stand, and refuses
 *  `gone` for a card that waits nowhere at this desk: one that comes in a moment later must not ride on a check that never was. */
export async function checkedChange(db: Database, instance: InstanceId, deskId: DeskId, bytes: Uint8Array): Promise<NewChange> {
  const signed = splitChange(bytes)
  const { cardHash, n } = parseChange(signed.change)
  const { changes, cards } = await memberListOf(db, instance, deskId)
  // A retry of a change that is on the list already is checked against the list before it.
  const before = changes.slice(0, n).map(({ change, signature }) => ({ change, sig: signature }))
  const known = cards.map((card) => parseMemberCard(card))
  const card = known.find((one) => Buffer.from(memberCardHash(one)).equals(Buffer.from(cardHash)))
  if (card === undefined) throw new Refused(refusal('gone'))
  extendMemberList(instance, buildMemberList(instance, deskId, before, known, []), signed, card, [])
  return newChange(signed, changeHash(signed.change))
}
