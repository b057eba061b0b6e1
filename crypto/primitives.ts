/**
 * What this protocol takes from libsodium, by name and size (§1.3): its type file promises functions that a build lacks.
 */
import { refuse } from './error.ts'
import { SIZE } from './types.ts'

const PRIMITIVES = [
  'crypto_generichash', 'crypto_kdf_derive_from_key', 'crypto_auth', 'crypto_auth_verify',
  'crypto_aead_xchacha20poly1305_ietf_encrypt', 'crypto_aead_xchacha20poly1305_ietf_decrypt',
  'crypto_sign_seed_keypair', 'crypto_sign_detached', 'crypto_sign_verify_detached',
  'crypto_kem_xwing_seed_keypair', 'crypto_kem_xwing_enc', 'crypto_kem_xwing_dec',
  'crypto_generichash_init', 'crypto_generichash_update', 'crypto_generichash_final',
  'crypto_secretstream_xchacha20poly1305_init_push', 'crypto_secretstream_xchacha20poly1305_push',
  'crypto_secretstream_xchacha20poly1305_init_pull', 'crypto_secretstream_xchacha20poly1305_pull',
  'randombytes_uniform', 'pad', 'unpad', 'memcmp',
] as const
const LENGTHS = [
  ['crypto_kem_xwing_PUBLICKEYBYTES', SIZE.kemPk], ['crypto_kem_xwing_CIPHERTEXTBYTES', SIZE.kemCt],
  ['crypto_kem_xwing_SEEDBYTES', SIZE.seed], ['crypto_sign_PUBLICKEYBYTES', SIZE.signPk],
  ['crypto_aead_xchacha20poly1305_ietf_NPUBBYTES', SIZE.nonce],
  ['crypto_aead_xchacha20poly1305_ietf_ABYTES', SIZE.tag],
  ['crypto_secretstream_xchacha20poly1305_KEYBYTES', SIZE.key], ['crypto_secretstream_xchacha20poly1305_HEADERBYTES', SIZE.nonce],
  ['crypto_secretstream_xchacha20poly1305_ABYTES', SIZE.tag + 1],
  ['crypto_secretstream_xchacha20poly1305_TAG_MESSAGE', 0], ['crypto_secretstream_xchacha20poly1305_TAG_FINAL', 3],
] as const

/** The names of everything that is taken from the library: a build may leave out the rest of its wrappers. */
export const primitivesInUse: readonly string[] = [...PRIMITIVES, ...LENGTHS.map(([name]) => name)]

/** Throws `not-ready` unless `library` has every primitive as a function and every length as expected: its type file lies (§1.3). */
export function assertPrimitives(library: object): void {
  const held = new Map<string, unknown>(Object.entries(library))
  for (const name of PRIMITIVES) {
    if (typeof held.get(name) !== 'function') refuse('not-ready', `primitive missing: ${name}`)
  }
  if (typeof globalThis.crypto?.getRandomValues !== 'function') refuse('not-ready', 'no source of chance')
  for (const [name, length] of LENGTHS) {
    if (held.get(name) !== length) refuse('not-ready', `primitive of another size: ${name}`)
  }
}
