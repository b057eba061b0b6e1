// What a step is refused with: its code, or what else happened, so that a wrong error fails a test by name.
import { CryptoError } from '#crypto/error.ts'
import { publicKey } from '#crypto/types.ts'
import type { PublicKey } from '#crypto/types.ts'

export function codeOf(step: () => unknown): string {
  try {
    step()
  } catch (error) {
    return told(error)
  }
  return 'nothing refused'
}

export async function codeOfAsync(step: () => Promise<unknown>): Promise<string> {
  try {
    await step()
  } catch (error) {
    return told(error)
  }
  return 'nothing refused'
}

// A refusal has a code for the page and some words for whoever reads a log.
function told(error: unknown): string {
  if (!(error instanceof CryptoError)) return `not a CryptoError: ${String(error)}`
  return /^[a-z-]+: \w/.test(error.message) ? error.code : `${error.code} without a word`
}

/** The same X-Wing key with a point of low order in its X25519 part. */
export function x25519LowOrder(pk: PublicKey<'desk-kem'>): PublicKey<'desk-kem'> {
  const copy = pk.slice()
  copy.fill(0, 1184)
  return publicKey('desk-kem', copy)
}
