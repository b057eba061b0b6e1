// What a phone loads to send a report, and what it loads where WebAssembly is forbidden: both with the whole protocol, both with a limit.
import { writeFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { buildAssets } from '#app/http/assets.server.ts'
import type { Assets } from '#app/http/assets.server.ts'
import { compressed } from '#app/http/compress.server.ts'
import { plainSodiumSource } from '#app/http/plain-sodium.server.ts'
import { assertPrimitives } from '#crypto/primitives.ts'
import sodium from 'libsodium-wrappers'

let assets: Assets

beforeAll(async () => {
  assets = await buildAssets()
})

test.each([
  ['reporter-worker.js', 140],
  ['reporter-worker-plain.js', 265],
  ['probe-worker.js', 1],
] as const)('%s crosses the line in at most %i KB', async (name, limit) => {
  const { brotli } = await compressed(built(name))
  expect(brotli?.length).toBeLessThanOrEqual(limit * 1024)
  expect(brotli?.length).toBeGreaterThan(100)
})

test('a plain build never asks for WebAssembly of the browser, and is one file', () => {
  for (const name of ['reporter-worker-plain.js', 'desk-worker-plain.js']) {
    const text = new TextDecoder().decode(built(name))
    // The translated module brings an object of this name of its own; that of the browser has a loader that compiles bytes.
    expect(text).not.toMatch(/WebAssembly\.(compile|instantiateStreaming|validate)/)
    expect(text).not.toMatch(/importScripts|import\(/)
    // The mark with which every module of WebAssembly begins, as base64.
    expect(text).not.toContain('AGFzbQEAAAA')
  }
})

test('only the plain build of the desk hashes passwords in plain script', () => {
  const argon = (name: string) => new TextDecoder().decode(built(name)).includes('maxmem')
  expect(['reporter-worker-plain.js', 'desk-worker.js', 'desk-worker-plain.js'].filter(argon)).toEqual(['desk-worker-plain.js'])
})

test('the plain form of the library has every primitive and gives the same keys and hashes', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'plain-'))
  try {
    const file = join(folder, 'plain.mjs')
    await writeFile(file, await plainSodiumSource())
    const { default: plain } = (await import(file)) as { default: typeof sodium }
    await Promise.all([plain.ready, sodium.ready])
    assertPrimitives(plain)
    const seed = Uint8Array.from({ length: 32 }, (_, place) => place * 7)
    for (const step of [
      (library: typeof sodium) => library.crypto_kem_xwing_seed_keypair(seed).publicKey,
      (library: typeof sodium) => library.crypto_sign_detached(seed, library.crypto_sign_seed_keypair(seed).privateKey),
      (library: typeof sodium) => library.crypto_generichash(32, seed, seed),
      (library: typeof sodium) => library.crypto_aead_xchacha20poly1305_ietf_encrypt(seed, seed, null, seed.slice(0, 24), seed),
    ]) expect(Buffer.from(step(plain)).toString('hex')).toBe(Buffer.from(step(sodium)).toString('hex'))
    // What one form wraps, the other opens.
    const keys = sodium.crypto_kem_xwing_seed_keypair(seed)
    const { ciphertext, sharedSecret } = plain.crypto_kem_xwing_enc(keys.publicKey)
    expect(sodium.crypto_kem_xwing_dec(ciphertext, keys.privateKey)).toEqual(sharedSecret)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

function built(name: string): Uint8Array {
  const bytes = assets.files.get(assets.manifest[name] ?? '')
  if (bytes === undefined) throw new Error(`${name} was not built`)
  return bytes
}
