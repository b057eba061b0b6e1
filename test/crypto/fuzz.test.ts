// A short run with broken bytes over every reader, with each build; `npm run fuzz` is the long one.
import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { CryptoError } from '#crypto/error.ts'
import { ready } from '#crypto/sodium.ts'
import { READERS, brokenBytes, exportedReaders } from './readers.ts'

await ready()

// Exported functions that take bytes among other things, each with what reads those bytes first.
const THROUGH_OTHERS: Readonly<Record<string, string>> = {
  readChains: 'opened messages, no bytes',
  readEpoch: 'parseHeader and splitWraps',
  readReceipt: 'parseReceipt',
}

test('every exported reader of bytes is fuzzed', () => {
  const exported = exportedReaders((path) => readFileSync(path, 'utf8'))
  expect(exported.length).toBeGreaterThan(35)
  expect(exported.filter((name) => !(name in READERS) && !(name in THROUGH_OTHERS))).toEqual([])
})

test('no reader fails in another way than by refusing with a code', () => {
  fc.assert(fc.property(brokenBytes(), (bytes) => {
    for (const read of Object.values(READERS)) {
      try {
        read(bytes)
      } catch (error) {
        if (!(error instanceof CryptoError)) throw error
      }
    }
  }), { numRuns: 400 })
})
