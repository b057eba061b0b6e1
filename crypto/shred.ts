/**
 * The layer that makes deletion final (§10): every wrap is sealed once more under a key of the case,
 * kept apart from the database. For the server only; it gains no reading by it.
 */
import { ascii, bytesFromHex } from './bytes.ts'
import type { Recipient } from './header.ts'
import { recipientBytes } from './header.ts'
import { H, Hk, open, randomKey, seal } from './sodium.ts'
import { sealedAs } from './types.ts'
import type { CaseId, Ctx, Hash, Sealed, SymmetricKey } from './types.ts'

/** A fresh S of one case; stored durably before the case, never overwritten (§10). */
export function makeShredKey(): SymmetricKey<'shred'> {
  return randomKey('shred')
}

/** stored_wrap: a wrap (of `place` a recipient) or back link, 40 bytes longer (§10). */
export function sealForShred(key: SymmetricKey<'shred'>, ctx: Ctx, place: Recipient | 'back', bytes: Uint8Array): Sealed<'stored'> {
  return sealedAs('stored', seal(wrapKey(key, ctx, place), new Uint8Array(0), bytes))
}

/** Undoes sealForShred; throws `broken` where S, epoch or place differ (§10). */
export function openFromShred(key: SymmetricKey<'shred'>, ctx: Ctx, place: Recipient | 'back', stored: Uint8Array): Uint8Array {
  return open(wrapKey(key, ctx, place), new Uint8Array(0), stored)
}

/** A summary, or another record of a case, once more under S, so that it dies with the case; `head` is the record's (§10, §11.2, §11.3). */
export function sealRecordForShred(key: SymmetricKey<'shred'>, head: Uint8Array, record: Uint8Array): Sealed<'stored'> {
  return sealedAs('stored', seal(Hk(key, 'shred-record', head), new Uint8Array(0), record))
}

/** Undoes sealRecordForShred; throws `broken` (§10). */
export function openRecordFromShred(key: SymmetricKey<'shred'>, head: Uint8Array, stored: Uint8Array): Uint8Array {
  return open(Hk(key, 'shred-record', head), new Uint8Array(0), stored)
}

/** What stays of a shredded case, so that its envelope cannot be filed again (§10). */
export function tombstone(caseId: CaseId): Hash<'tombstone'> {
  return H('tombstone', 'tombstone', bytesFromHex(caseId))
}

function wrapKey(key: SymmetricKey<'shred'>, ctx: Ctx, place: Recipient | 'back'): Uint8Array {
  return Hk(key, 'shred', ctx, place === 'back' ? ascii('back') : recipientBytes(place))
}
