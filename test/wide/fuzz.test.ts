// npm run fuzz: broken bytes over every reader for FUZZ_MINUTES (one by default), from a seed that the output names.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CryptoError } from '#crypto/error.ts'
import { ready } from '#crypto/sodium.ts'
import { READERS, brokenBytes } from '#test/crypto/readers.ts'

const MINUTES = Number(process.env['FUZZ_MINUTES'] ?? '1')

test(`no reader fails in another way than by refusing, for ${MINUTES} minutes of broken bytes`, { timeout: (MINUTES + 2) * 60_000 }, async () => {
  await ready()
  let tried = 0
  const refused = new Set<string>()
  const run = fc.check(fc.property(brokenBytes(), (bytes) => {
    for (const [name, read] of Object.entries(READERS)) {
      tried += 1
      try {
        // Null says no as well: a file that is none of ours.
        if (read(bytes) === null) refused.add(name)
      } catch (error) {
        if (!(error instanceof CryptoError)) throw new Error(`${name}: ${String(error)}`, { cause: error })
        refused.add(name)
      }
    }
  }), { numRuns: Number.MAX_SAFE_INTEGER, interruptAfterTimeLimit: MINUTES * 60_000 })
  expect(run.failed ? fc.defaultReportMessage(run) : '').toBe('')
  expect(tried).toBeGreaterThan(10_000)
  // A reader that never refused anything would not have been asked.
  expect(Object.keys(READERS).filter((name) => !refused.has(name))).toEqual([])
})
