/**
 * How the root holder asks the server for what waits to be signed (§7.7): one signature over a challenge.
 * For both ends of the line; what is handed out then is checked again before anything is signed.
 */
import { bytesFromHex, concat, reader } from './bytes.ts'
import { sign, verify } from './sodium.ts'
import { SIZE } from './types.ts'
import type { InstanceId, PublicKey, SecretKey } from './types.ts'

export interface RootSignIn {
  readonly challenge: Uint8Array
  readonly sig: Uint8Array
}

/** challenge52 ‖ SIG(root, "root-signin", instance, challenge): 116 bytes (§7.7). */
export function makeRootSignIn(sk: SecretKey<'root'>, instance: InstanceId, challenge: Uint8Array): Uint8Array {
  return concat(challenge, sign(sk, 'root-signin', bytesFromHex(instance), challenge))
}

/** Reads a sign-in by layout alone; any fault is `broken` (§7.7). */
export function parseRootSignIn(bytes: Uint8Array): RootSignIn {
  const from = reader(bytes)
  const challenge = from.take(SIZE.challenge)
  const sig = from.take(SIZE.sig)
  from.end()
  return { challenge, sig }
}

/** Whether the holder of this root signed the challenge; whether the challenge is ours and fresh is request.ts's matter (§7.7). */
export function rootSignInHolds(pk: PublicKey<'root'>, instance: InstanceId, challenge: Uint8Array, sig: Uint8Array): boolean {
  return verify(pk, sig, 'root-signin', bytesFromHex(instance), challenge)
}
