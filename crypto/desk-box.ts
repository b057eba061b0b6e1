/**
 * How a desk's secret seeds reach each member, and its reading seed a recovery holder (§7.5).
 * For members' browsers; the server stores the boxes and can open none.
 */
import { T, bytesFromHex, concat, sameBytes, u32, u8 } from './bytes.ts'
import { memberCardHash, recoveryHash } from './card.ts'
import type { MemberCard } from './card.ts'
import type { DeskCard } from './desk-card.ts'
import { refuse } from './error.ts'
import { H, Hk, decapsulate, encapsulate, kemKeys, open, seal, signKeys } from './sodium.ts'
import { SIZE, sealedAs } from './types.ts'
import type { Hash, KeyPair, PublicKey, Sealed } from './types.ts'

export type DeskBoxOf = 'kem' | 'sig'
const WHICH = { kem: 1, sig: 2 } as const

/** Seals one seed of a desk epoch to a member: 1192 bytes (§7.5). */
export function makeDeskBox(card: DeskCard, which: DeskBoxOf, seed: Uint8Array, member: MemberCard): Sealed<'box'> {
  insistSeed(card, which, seed, 'usage')
  return box(context(card, which, memberCardHash(member)), member.kemPk, seed)
}

/** Opens one's own desk box and insists that the seed makes the public key of `card`; throws `broken` (§7.5). */
export function openDeskBox(
  card: DeskCard, which: DeskBoxOf, member: MemberCard, keys: KeyPair<'member-kem'>, bytes: Uint8Array): Uint8Array {
  return unbox(card, which, memberCardHash(member), keys, bytes)
}

/** Seals the reading seed of a desk epoch to its recovery holder; throws `usage` where the card names another (§7.5). */
export function makeRecoveryBox(card: DeskCard, seed: Uint8Array, recovery: PublicKey<'recovery-kem'>): Sealed<'box'> {
  const named = card.recoveryHash
  if (named === null || !sameBytes(named, recoveryHash(recovery))) refuse('usage', 'the card names another recovery holder')
  insistSeed(card, 'kem', seed, 'usage')
  return box(context(card, 'kem', recoveryHash(recovery)), recovery, seed)
}

/** Opens a recovery box: reading only, because the signing seed is never sealed to a recovery holder; throws `broken` (§7.5). */
export function openRecoveryBox(card: DeskCard, keys: KeyPair<'recovery-kem'>, bytes: Uint8Array): Uint8Array {
  return unbox(card, 'kem', recoveryHash(keys.pk), keys, bytes)
}

function box(bctx: Uint8Array, pk: PublicKey<'member-kem' | 'recovery-kem'>, seed: Uint8Array): Sealed<'box'> {
  const { ct, ss } = encapsulate(pk)
  return sealedAs('box', concat(ct, seal(Hk(ss, 'desk-box', bctx, pk, ct), T('desk-box-ad', bctx), seed)))
}

function unbox(
  card: DeskCard, which: DeskBoxOf, holder: Uint8Array, keys: KeyPair<'member-kem' | 'recovery-kem'>, bytes: Uint8Array): Uint8Array {
  if (bytes.length !== SIZE.deskBox) refuse('broken', 'desk box of the wrong length')
  const bctx = context(card, which, holder)
  const ct = bytes.slice(0, SIZE.kemCt)
  const seed = open(Hk(decapsulate(keys.sk, ct), 'desk-box', bctx, keys.pk, ct), T('desk-box-ad', bctx), bytes.slice(SIZE.kemCt))
  insistSeed(card, which, seed, 'broken')
  return seed
}

function context(card: DeskCard, which: DeskBoxOf, holder: Uint8Array): Hash<'desk-box-ctx'> {
  const pk = which === 'kem' ? card.kemPk : card.sigPk
  return H('desk-box-ctx', 'desk-box-ctx', bytesFromHex(card.instance), bytesFromHex(card.deskId),
    u32(card.epoch), u8(WHICH[which]), pk, holder)
}

function insistSeed(card: DeskCard, which: DeskBoxOf, seed: Uint8Array, code: 'usage' | 'broken'): void {
  if (seed.length !== SIZE.seed) refuse(code, 'seed of the wrong length')
  const same = which === 'kem'
    ? sameBytes(kemKeys('desk-kem', seed).pk, card.kemPk)
    : sameBytes(signKeys('desk-sig', seed).pk, card.sigPk)
  if (!same) refuse(code, 'seed does not make the key of the card')
}
