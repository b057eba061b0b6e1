// The two ways in which a phrase is hashed must agree to the last bit: a box made in one browser is opened in another.
import { argon2id as compiled } from 'hash-wasm'
import { expect, test } from 'vitest'
import { argon2id as plain } from '#crypto/argon2-plain.ts'
import { ARGON2_NEW, hashPhrase } from '#crypto/argon2.ts'
import { codeOfAsync } from './refusal.ts'

const salt = Uint8Array.from({ length: 16 }, (_, place) => 16 - place)
const options = { password: new TextEncoder().encode('six words'), salt, parallelism: 1, hashLength: 32, outputType: 'binary' } as const

test.each([
  ['the least that any box has', { memorySize: 65_536, iterations: 3 }],
  ['more memory', { memorySize: 98_304, iterations: 3 }],
  ['more passes', { memorySize: 65_536, iterations: 4 }],
])('with and without WebAssembly the hash is the same: %s', async (_, cost) => {
  const [one, other] = await Promise.all([compiled({ ...options, ...cost }), plain({ ...options, ...cost })])
  expect(Buffer.from(other).toString('hex')).toBe(Buffer.from(one).toString('hex'))
})

test('what the protocol hashes is that hash', async () => {
  const hashed = await hashPhrase(options.password, salt, ARGON2_NEW)
  const same = await plain({ ...options, memorySize: ARGON2_NEW.memoryKiB, iterations: ARGON2_NEW.passes })
  expect(Buffer.from(hashed).toString('hex')).toBe(Buffer.from(same).toString('hex'))
})

test.each([
  { memoryKiB: 65_535, passes: 3 },
  { memoryKiB: 65_536, passes: 2 },
  { memoryKiB: 1_048_577, passes: 3 },
  { memoryKiB: 65_536, passes: 11 },
  { memoryKiB: 65_536.5, passes: 3 },
  { memoryKiB: Number.NaN, passes: 3 },
])('%j is refused before anything is hashed, in both builds', async (params) => {
  expect(await codeOfAsync(() => hashPhrase(options.password, salt, params))).toBe('parameters')
})
