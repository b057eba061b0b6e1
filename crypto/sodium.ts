/**
 * The primitives, as this protocol uses them (§1.3): the only file that imports libsodium.
 * Takes Uint8Array only, because libsodium itself accepts text and silently hashes its UTF-8.
 */
import sodium from 'libsodium-wrappers'
import { T, concat, u32 } from './bytes.ts'
import { CryptoError, refuse } from './error.ts'
import { assertPrimitives } from './primitives.ts'
import { SIZE, hashOf, publicKey, secretKey, symmetricKey } from './types.ts'
import type { Hash, KemRole, KeyPair, KeyUse, PublicKey, SecretKey, SignRole, SymmetricKey } from './types.ts'

const TAG_MESSAGE = 0
const TAG_FINAL = 3

let started: Promise<void> | undefined
let usable = false

/**
 * Resolves once every primitive in use is known to exist; everything else here is synchronous after it (§1.3).
 * Rejects with CryptoError `not-ready` naming what is missing. 30 ms in Node, up to 180 ms on a slow phone.
 */
export function ready(): Promise<void> {
  started ??= sodium.ready.then(() => { assertPrimitives(sodium); usable = true })
  return started
}

/** H(label, a…): 32 bytes of BLAKE2b over T (§1.3). */
export function H<Of extends string>(of: Of, label: string, ...fields: readonly Uint8Array[]): Hash<Of> {
  fields.forEach(insistBytes)
  return hashOf(of, lib().crypto_generichash(32, T(label, ...fields), null))
}

/** H(label, a) of one field of `length` bytes that comes in pieces: the same 32 bytes as `H` of the whole (§1.3). */
export function hashInPieces<Of extends string>(of: Of, label: string, length: number): { add(piece: Uint8Array): void; end(): Hash<Of> } {
  const state = lib().crypto_generichash_init(null, 32)
  let left = length
  const before = T(label, new Uint8Array(0))
  // The label, and then the length of the field in the place of the empty one's.
  lib().crypto_generichash_update(state, concat(before.subarray(0, before.length - 4), u32(length)))
  return {
    add: (piece) => {
      insistBytes(piece)
      left -= piece.length
      lib().crypto_generichash_update(state, piece)
    },
    end: () => (left === 0 ? hashOf(of, lib().crypto_generichash_final(state, 32)) : refuse('usage', 'pieces of another length')),
  }
}

/** Hk(k, label, a…): keyed BLAKE2b. Throws `usage` unless the key has exactly 32 bytes: libsodium hashes without a key otherwise (§1.3). */
export function Hk(key: Uint8Array, label: string, ...fields: readonly Uint8Array[]): Uint8Array {
  insistKey(key)
  fields.forEach(insistBytes)
  return lib().crypto_generichash(32, T(label, ...fields), key)
}

/** KDF(k, i, ctx8): 32 bytes; the context is eight ASCII characters, otherwise `usage` (§1.3). */
export function kdf(key: Uint8Array, id: number, context: string): Uint8Array {
  insistKey(key)
  if (!/^[\x21-\x7e]{8}$/.test(context)) refuse('usage', 'context is not eight characters')
  return lib().crypto_kdf_derive_from_key(32, id, context, key)
}

/** seal(k, ad, m): a fresh random nonce of 24 bytes, then XChaCha20-Poly1305; 40 bytes longer than `message` (§1.3). */
export function seal(key: Uint8Array, ad: Uint8Array, message: Uint8Array): Uint8Array {
  insistKey(key)
  insistBytes(ad)
  insistBytes(message)
  const nonce = randomBytes(SIZE.nonce)
  return concat(nonce, lib().crypto_aead_xchacha20poly1305_ietf_encrypt(message, ad, null, nonce, key))
}

/** Opens what `seal` made under the same key and associated data; throws `broken` on any difference (§1.3). */
export function open(key: Uint8Array, ad: Uint8Array, sealed: Uint8Array): Uint8Array {
  insistKey(key)
  insistBytes(ad)
  insistBytes(sealed)
  if (sealed.length < SIZE.nonce + SIZE.tag) refuse('broken', 'sealed bytes too short')
  const nonce = sealed.slice(0, SIZE.nonce)
  return guarded('broken', 'does not open', () =>
    lib().crypto_aead_xchacha20poly1305_ietf_decrypt(null, sealed.slice(SIZE.nonce), ad, nonce, key))
}

/** One secretstream being written: its header first, then chunks in order, the last one marked as such (§13.1). */
export interface StreamSealing {
  readonly header: Uint8Array
  /** 17 bytes longer than `chunk`. */
  readonly push: (chunk: Uint8Array, ad: Uint8Array, last: boolean) => Uint8Array
}

/** Begins a secretstream under a key of 32 bytes, with a fresh random header of 24 (§1.3, §13.1). */
export function sealStream(key: Uint8Array): StreamSealing {
  insistKey(key)
  const { state, header } = lib().crypto_secretstream_xchacha20poly1305_init_push(key)
  return {
    header,
    push: (chunk, ad, last) => {
      insistBytes(chunk)
      insistBytes(ad)
      return lib().crypto_secretstream_xchacha20poly1305_push(state, chunk, ad, last ? TAG_FINAL : TAG_MESSAGE)
    },
  }
}

/** Opens a secretstream chunk by chunk, in the order in which it was written; `last` is what its writer said (§13.1). */
export function openStream(key: Uint8Array, header: Uint8Array): (chunk: Uint8Array, ad: Uint8Array) => { message: Uint8Array; last: boolean } {
  insistKey(key)
  if (header.length !== SIZE.nonce) refuse('broken', 'header of a stream')
  const state = lib().crypto_secretstream_xchacha20poly1305_init_pull(header, key)
  return (chunk, ad) => {
    insistBytes(chunk)
    insistBytes(ad)
    // The library answers with `false`, or throws, where a chunk is not the next one of this stream.
    const pulled = guarded('broken', 'chunk of a stream', () => lib().crypto_secretstream_xchacha20poly1305_pull(state, chunk, ad))
    if (pulled === false || (pulled.tag !== TAG_MESSAGE && pulled.tag !== TAG_FINAL)) return refuse('broken', 'chunk of a stream')
    return { message: pulled.message, last: pulled.tag === TAG_FINAL }
  }
}

/** Ed25519 keys of a seed of 32 bytes (§1.3). */
export function signKeys<R extends SignRole>(role: R, seed: Uint8Array): KeyPair<R> {
  insistKey(seed)
  const keys = lib().crypto_sign_seed_keypair(seed)
  return { pk: publicKey(role, keys.publicKey), sk: secretKey(role, keys.privateKey) }
}

/** SIG(sk, label, a…): 64 bytes, Ed25519 over T (§1.3). */
export function sign(sk: SecretKey<SignRole>, label: string, ...fields: readonly Uint8Array[]): Uint8Array {
  fields.forEach(insistBytes)
  if (!(sk instanceof Uint8Array) || sk.length !== SIZE.signSk) refuse('usage', 'not a signing key')
  return lib().crypto_sign_detached(T(label, ...fields), sk)
}

/** Whether `sig` is SIG of the holder of `pk` over exactly these fields; false for any malformed input (§1.3). */
export function verify(
  pk: PublicKey<SignRole>, sig: Uint8Array, label: string, ...fields: readonly Uint8Array[]): boolean {
  fields.forEach(insistBytes)
  if (sig.length !== SIZE.sig || pk.length !== SIZE.signPk) return false
  return lib().crypto_sign_verify_detached(sig, T(label, ...fields), pk)
}

/** X-Wing keys of a seed of 32 bytes; the secret key is the seed (§1.3). */
export function kemKeys<R extends KemRole>(role: R, seed: Uint8Array): KeyPair<R> {
  insistKey(seed)
  const keys = lib().crypto_kem_xwing_seed_keypair(seed)
  return { pk: publicKey(role, keys.publicKey), sk: secretKey(role, keys.privateKey) }
}

/** A fresh encapsulation to `pk`: 1120 bytes of ciphertext, 32 of secret; throws `bad-key` for a key that X-Wing refuses (§1.3). */
export function encapsulate(pk: PublicKey<KemRole>): { ct: Uint8Array; ss: Uint8Array } {
  insistBytes(pk)
  return guarded('bad-key', 'encapsulation refused', () => {
    const made = lib().crypto_kem_xwing_enc(pk)
    return { ct: made.ciphertext, ss: made.sharedSecret }
  })
}

/** The secret in `ct` for the holder of `sk`; a wrong key gives another secret, not an error; throws `broken` for malformed bytes (§1.3). */
export function decapsulate(sk: SecretKey<KemRole>, ct: Uint8Array): Uint8Array {
  insistKey(sk)
  insistBytes(ct)
  if (ct.length !== SIZE.kemCt) refuse('broken', 'encapsulation of the wrong length')
  return guarded('broken', 'decapsulation refused', () => lib().crypto_kem_xwing_dec(ct, sk))
}

/** crypto_auth (HMAC-SHA-512-256) over `message`: 32 bytes (§1.3). */
export function authTag(key: Uint8Array, message: Uint8Array): Uint8Array {
  insistKey(key)
  insistBytes(message)
  return lib().crypto_auth(message, key)
}

/** Whether `tag` is crypto_auth of `message`, in constant time; false for another length (§1.3). */
export function authHolds(key: Uint8Array, tag: Uint8Array, message: Uint8Array): boolean {
  insistKey(key)
  return tag.length === 32 && lib().crypto_auth_verify(tag, message, key)
}

/** Fresh random bytes of the operating system, at most 65,536; one call, where libsodium asks the same generator once for every four bytes (C-017). */
export function randomBytes(length: number): Uint8Array {
  if (!Number.isInteger(length) || length < 0 || length > 65_536) refuse('usage', 'number of random bytes')
  return globalThis.crypto.getRandomValues(new Uint8Array(length))
}

/** A random number from 0 to below − 1, without bias. */
export function randomBelow(below: number): number {
  return lib().randombytes_uniform(below)
}

/** A fresh symmetric key of one use. */
export function randomKey<U extends KeyUse>(use: U): SymmetricKey<U> {
  return symmetricKey(use, randomBytes(SIZE.key))
}

/** Whether two secrets of equal length are the same, in constant time; false for different lengths. */
export function sameSecret(a: Uint8Array, b: Uint8Array): boolean {
  insistBytes(a)
  insistBytes(b)
  return a.length === b.length && lib().memcmp(a, b)
}

/** ISO 7816-4 padding up to the next multiple of `block`, always at least one byte (§1.4). */
export function padTo(bytes: Uint8Array, block: number): Uint8Array {
  insistBytes(bytes)
  return lib().pad(bytes, block)
}

/** Undoes padTo; throws `broken` where the padding is not exactly what it makes (§1.4). */
export function unpadFrom(bytes: Uint8Array, block: number): Uint8Array {
  if (bytes.length === 0 || bytes.length % block !== 0) refuse('broken', 'padding of the wrong length')
  return guarded('broken', 'padding', () => lib().unpad(bytes, block))
}

/** Overwrites secrets with zeros: a courtesy, because the engine may have copied them. */
export function wipe(...secrets: readonly Uint8Array[]): void {
  for (const secret of secrets) secret.fill(0)
}

function lib(): typeof sodium {
  return usable ? sodium : refuse('not-ready', 'ready() has not finished')
}

function insistBytes(bytes: Uint8Array): void {
  if (!(bytes instanceof Uint8Array)) refuse('usage', 'bytes expected')
}

function insistKey(key: Uint8Array): void {
  if (!(key instanceof Uint8Array) || key.length !== SIZE.key) refuse('usage', 'key of 32 bytes expected')
}

// libsodium reports every refusal as a plain Error or TypeError with its own words; callers get one typed code.
function guarded<Result>(code: 'broken' | 'bad-key', detail: string, step: () => Result): Result {
  try {
    return step()
  } catch (error) {
    if (error instanceof CryptoError || !(error instanceof Error)) throw error
    throw new CryptoError(code, detail)
  }
}
