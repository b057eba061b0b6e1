// libsodium carries its WebAssembly as base64. As a Latin-1 string it is fifteen per cent smaller once compressed, and the worker is most
// of what a phone loads to send a report. Only the worker builds use this; the bytes that run are the same.

import type { Plugin } from 'vite'
import { primitivesInUse } from '#crypto/server.ts'

const wrappers = /libsodium-wrappers[\\/]dist[\\/]modules-esm[\\/]libsodium-wrappers\.mjs$/
const library = /libsodium[\\/]dist[\\/]modules-esm[\\/]libsodium\.mjs$/

/**
 * Rewrites the one place where the library decodes its module, and takes out of its wrappers those of functions that the protocol never
 * calls (nine tenths of them); throws when a new version keeps either elsewhere, so that nobody ships it unseen.
 */
export function compactWasm(): Plugin {
  return {
    name: 'todoke-compact-wasm',
    transform(code, id) {
      if (wrappers.test(id)) return { code: withoutUnused(code), map: null }
      if (!library.test(id)) return null
      const start = code.search(/[A-Za-z0-9+/]{10000}/)
      const end = code.indexOf('")', start)
      const decoder = code.lastIndexOf('(A=>{for(', start)
      if (start < 0 || decoder < 0 || !code.startsWith('return E})("', start - 12)) throw new Error('libsodium keeps its WebAssembly elsewhere now: adapt compact-wasm.')
      const text = JSON.stringify(Buffer.from(code.slice(start, end), 'base64').toString('latin1'))
      // A classic worker has neither modules nor a document, which a bundler would ask for the address.
      const before = code.slice(0, decoder).replaceAll('import.meta.url', 'self.location.href')
      return { code: `${before}Uint8Array.from(${text},A=>A.charCodeAt(0))${code.slice(end + 2)}`, map: null }
    },
  }
}

// The wrapper walks through lists that stand beside each other: names and functions, then names of lengths. What no list names, the bundler drops.
function withoutUnused(code: string): string {
  const functions = /=(\["crypto_aead[^\]]*\]),(\w+)=\[([\w$,]+)\],/.exec(code)
  const lengths = /=(\["SODIUM_LIBRARY_VERSION_MAJOR"[^\]]*\])/.exec(code)
  if (functions === null || lengths === null) throw new Error('libsodium-wrappers keeps its lists elsewhere now: adapt compact-wasm.')
  const [, names = '[]', list = '', bodies = ''] = functions
  // The wrapper tries itself out with a few of its own at every start.
  const wanted = new Set([...primitivesInUse, ...[...code.matchAll(/\.((?:crypto|randombytes)_\w+)/g)].map((found) => found[1] ?? '')])
  const named = namesIn(names)
  const made = bodies.split(',')
  if (named.length !== made.length) throw new Error('libsodium-wrappers has names without functions: adapt compact-wasm.')
  const kept = named.map((name, place) => [name, made[place]] as const).filter(([name]) => wanted.has(name))
  const keptLengths = namesIn(lengths[1] ?? '[]').filter((name) => wanted.has(name))
  return code
    .replace(`${names},${list}=[${bodies}]`, () => `${JSON.stringify(kept.map(([name]) => name))},${list}=[${kept.map(([, body]) => body).join()}]`)
    .replace(lengths[1] ?? '', () => JSON.stringify(keptLengths))
}

function namesIn(list: string): string[] {
  return [...list.matchAll(/"([^"]+)"/g)].map((found) => found[1] ?? '')
}
