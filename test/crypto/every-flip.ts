// Turns over each byte of a structure and insists that nothing passes with it.
import { expect } from 'vitest'
import { codeOf } from './refusal.ts'
import { flipped } from './world.ts'

/** Every byte of `bytes` turned over once: `step` must not pass with any of them. */
export function everyFlip(bytes: Uint8Array, passes: (changed: Uint8Array) => unknown, stride = 1): void {
  for (let at = 0; at < bytes.length; at += stride) {
    const code = codeOf(() => { if (passes(flipped(bytes, at)) === false) throw new Refused() })
    expect(code, `byte ${at}`).not.toBe('nothing refused')
    expect(code, `byte ${at}`).not.toMatch(/not a CryptoError: (?!Refused)/)
  }
}
class Refused extends Error { override toString(): string { return 'Refused' } }
