// The vectors in other programs: a browser, another implementation of X-Wing, and Python.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { build } from 'esbuild'
import type { Plugin } from 'esbuild'
import { ml_kem768_x25519 as XWing } from '@noble/post-quantum/hybrid.js'
import { expect, test } from 'vitest'
import { plainSodiumSource } from '#app/http/plain-sodium.server.ts'
import { PROTOCOL_VERSION } from '#crypto/types.ts'
import { openChromium } from '#test/world/chromium.ts'
import { bytes, list, text } from './fields.ts'
import type { Fields } from './fields.ts'
import { FOLDER, readVectors, structuresOnDisk } from './written.ts'

const onDisk: Fields[] = structuresOnDisk().map((name) => JSON.parse(readVectors(name)))

// What the plain builds put in place of the packages that need WebAssembly.
const plain: Plugin = {
  name: 'plain',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^libsodium-wrappers$/ }, () => ({ path: 'sodium', namespace: 'plain' }))
    onResolve({ filter: /^hash-wasm$/ }, () => ({ path: join(FOLDER, '../../crypto/argon2-plain.ts') }))
    onLoad({ filter: /.*/, namespace: 'plain' }, async () => ({ contents: await plainSodiumSource(), loader: 'js' }))
  },
}

test.each([
  ['with WebAssembly', []],
  ['without WebAssembly', [plain]],
] as const)('Chromium opens every vector %s', async (how, plugins) => {
  const made = await build({ entryPoints: [join(FOLDER, 'check.ts')], bundle: true, format: 'iife', globalName: 'vectors', write: false, logLevel: 'silent', plugins: [...plugins] })
  const browser = await openChromium()
  try {
    const page = await browser.newPage()
    if (how === 'without WebAssembly') await page.evaluate('delete globalThis.WebAssembly')
    await page.addScriptTag({ content: made.outputFiles[0]?.text ?? '' })
    const faults = await page.evaluate(`vectors.faultsIn(${JSON.stringify(onDisk)}, ${PROTOCOL_VERSION})`)
    expect(faults).toEqual([])
  } finally {
    await browser.close()
  }
})

test('another implementation of X-Wing makes the same keys and finds the same secrets', () => {
  const wraps = onDisk.filter((file) => text(file, 'structure') === 'wrap').flatMap((file) => list(file, 'cases'))
  expect(wraps.length).toBeGreaterThan(0)
  for (const one of wraps) {
    const keys = XWing.keygen(bytes(one, 'kem_seed'))
    expect(Buffer.from(keys.publicKey).toString('hex')).toBe(text(one, 'public'))
    const secret = XWing.decapsulate(bytes(one, 'wrap').slice(0, 1120), keys.secretKey)
    expect(Buffer.from(secret).toString('hex')).toBe(text(one, 'shared_secret'))
  }
})

test('a program in Python that shares no code with ours opens every vector', () => {
  const program = join(import.meta.dirname, '../python/verify.py')
  const run = spawnSync('/usr/bin/python3', ['-B', program, FOLDER], { encoding: 'utf8' })
  if (run.error !== undefined || run.stderr.includes('No module named')) {
    throw new Error(`The second implementation needs Python 3 with PyNaCl. On Debian: apt-get install -y python3-nacl. ${run.stderr}`)
  }
  expect(run.stdout).toContain('checked')
  expect(run.status, run.stdout).toBe(0)
})
