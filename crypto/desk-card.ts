/**
 * The public card of one desk at one of its epochs, and the two signatures that vouch for it (§7.1).
 * For the roster: a member of the desk signs the card, the keys of the epoch before sign the new keys.
 */
import { bytesFromHex, isZero, reader, u32, writer } from './bytes.ts'
import { refuse } from './error.ts'
import { H, kemKeys, sign, signKeys, verify } from './sodium.ts'
import { SIZE, deskIdFrom, hashOf, instanceIdFrom, publicKey } from './types.ts'
import type { DeskId, Hash, InstanceId, KeyPair, PublicKey, SecretKey } from './types.ts'

export interface DeskCard {
  readonly instance: InstanceId
  readonly deskId: DeskId
  readonly epoch: number
  readonly kemPk: PublicKey<'desk-kem'>
  readonly sigPk: PublicKey<'desk-sig'>
  /** Head of the member list at the time the card was made. */
  readonly membersHash: Hash<'member-change'>
  readonly recoveryHash: Hash<'recovery-card'> | null
}
export interface DeskKeys {
  readonly kem: KeyPair<'desk-kem'>
  readonly sig: KeyPair<'desk-sig'>
}

/** Of cards already hashed: every epoch of every case names the same few desks. */
const hashes = new WeakMap<DeskCard, Hash<'card'>>()

/** The keys of one desk epoch from its two seeds of 32 bytes (§7.1). */
export function deskKeys(seeds: { kem: Uint8Array; sig: Uint8Array }): DeskKeys {
  return { kem: kemKeys('desk-kem', seeds.kem), sig: signKeys('desk-sig', seeds.sig) }
}

/** desk_card: 1348 bytes (§7.1). */
export function encodeDeskCard(card: DeskCard): Uint8Array {
  return writer()
    .hex(card.instance).hex(card.deskId).u32(card.epoch).raw(card.kemPk).raw(card.sigPk)
    .raw(card.membersHash).raw(card.recoveryHash ?? new Uint8Array(SIZE.hash)).done()
}

/** Reads desk_card; throws `broken`. Says nothing about who vouches for it (§7.1). */
export function parseDeskCard(bytes: Uint8Array): DeskCard {
  const from = reader(bytes)
  const instance = instanceIdFrom(from.take(SIZE.id))
  const deskId = deskIdFrom(from.take(SIZE.id))
  const epoch = from.u32()
  if (epoch === 0) refuse('broken', 'desk epochs start at 1')
  const kemPk = publicKey('desk-kem', from.take(SIZE.kemPk))
  const sigPk = publicKey('desk-sig', from.take(SIZE.signPk))
  const membersHash = hashOf('member-change', from.take(SIZE.hash))
  const recovery = from.take(SIZE.hash)
  from.end()
  const recoveryHash = isZero(recovery) ? null : hashOf('recovery-card', recovery)
  return { instance, deskId, epoch, kemPk, sigPk, membersHash, recoveryHash }
}

/** The hash under which recipient lists name a desk; what people compare as its fingerprint (§4.1, §7.1). */
export function deskCardHash(card: DeskCard): Hash<'card'> {
  const known = hashes.get(card)
  if (known !== undefined) return known
  const made = H('card', 'desk-card', encodeDeskCard(card))
  hashes.set(card, made)
  return made
}

/** card_sig by a member of the desk, for the root holder: 64 bytes (§7.1). */
export function signDeskCard(sk: SecretKey<'member-sig'>, card: DeskCard): Uint8Array {
  return sign(sk, 'desk-card', encodeDeskCard(card))
}

/** Whether a member's card_sig holds; who that member is must come from a checked list or an invitation (§7.1). */
export function deskCardSigHolds(pk: PublicKey<'member-sig'>, card: DeskCard, sig: Uint8Array): boolean {
  return verify(pk, sig, 'desk-card', encodeDeskCard(card))
}

/** next_sig: the signing key of the epoch before vouches for the keys of `card`, so that the root alone cannot replace them (§7.1). */
export function signNext(old: SecretKey<'desk-sig'>, card: DeskCard): Uint8Array {
  return sign(old, 'desk-next', ...nextFields(card))
}

/** Whether `sig` carries the desk from the epoch of `old` to that of `card` (§7.1). */
export function nextSigHolds(old: PublicKey<'desk-sig'>, card: DeskCard, sig: Uint8Array): boolean {
  return verify(old, sig, 'desk-next', ...nextFields(card))
}

function nextFields(card: DeskCard): Uint8Array[] {
  return [bytesFromHex(card.instance), bytesFromHex(card.deskId), u32(card.epoch), card.kemPk, card.sigPk]
}
