/**
 * How the recovery holder of a desk shows the server that they hold the code (§7.9): they open an encapsulation to
 * the key that the signed card names. A recovery key can sign nothing, so that it can never speak.
 */
import { T, bytesFromHex, concat, reader, u32 } from './bytes.ts'
import { CryptoError } from './error.ts'
import { SLOT_SECONDS } from './request.ts'
import { Hk, decapsulate, encapsulate, open, sameSecret, seal } from './sodium.ts'
import { SIZE } from './types.ts'
import type { DeskId, InstanceId, KeyPair, PublicKey } from './types.ts'

export interface RecoveryOffer {
  /** 1120 bytes, for the holder. */
  readonly ct: Uint8Array
  /** 76 bytes, for the server alone: it need not remember what it offered. */
  readonly token: Uint8Array
}

/** The server's offer for the recovery key of a desk, good in this slot and the next; throws `bad-key` for a key that X-Wing refuses (§7.9). */
export function recoveryOffer(
  serverKey: Uint8Array, instance: InstanceId, deskId: DeskId, recoveryPk: PublicKey<'recovery-kem'>, unixSeconds: number): RecoveryOffer {
  const { ct, ss } = encapsulate(recoveryPk)
  const slot = u32(Math.floor(unixSeconds / SLOT_SECONDS))
  return { ct, token: seal(tokenKey(serverKey, instance), tokenAd(instance, deskId), concat(slot, ss)) }
}

/** The holder's answer: 32 bytes that nobody else can make; throws `broken` for a malformed encapsulation (§7.9). */
export function recoveryProof(keys: KeyPair<'recovery-kem'>, instance: InstanceId, deskId: DeskId, ct: Uint8Array): Uint8Array {
  return proofUnder(decapsulate(keys.sk, ct), instance, deskId)
}

/** Whether `proof` answers an offer that this server made for this desk in this slot or the one before; false for anything malformed (§7.9). */
export function recoveryProofHolds(
  serverKey: Uint8Array, instance: InstanceId, deskId: DeskId, token: Uint8Array, proof: Uint8Array, unixSeconds: number): boolean {
  const offered = offeredIn(serverKey, instance, deskId, token)
  if (offered === null) return false
  const now = Math.floor(unixSeconds / SLOT_SECONDS)
  const fresh = offered.slot === now || offered.slot === now - 1
  return fresh && sameSecret(proof, proofUnder(offered.ss, instance, deskId))
}

function offeredIn(serverKey: Uint8Array, instance: InstanceId, deskId: DeskId, token: Uint8Array): { slot: number; ss: Uint8Array } | null {
  try {
    const from = reader(open(tokenKey(serverKey, instance), tokenAd(instance, deskId), token))
    const slot = from.u32()
    const ss = from.take(SIZE.key)
    from.end()
    return { slot, ss }
  } catch (error) {
    if (error instanceof CryptoError && error.code === 'broken') return null
    throw error
  }
}

function proofUnder(ss: Uint8Array, instance: InstanceId, deskId: DeskId): Uint8Array {
  return Hk(ss, 'recovery-signin', bytesFromHex(instance), bytesFromHex(deskId))
}

function tokenKey(serverKey: Uint8Array, instance: InstanceId): Uint8Array {
  return Hk(serverKey, 'recovery-token', bytesFromHex(instance))
}

function tokenAd(instance: InstanceId, deskId: DeskId): Uint8Array {
  return T('recovery-token-ad', bytesFromHex(instance), bytesFromHex(deskId))
}
