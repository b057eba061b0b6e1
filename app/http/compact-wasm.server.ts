// libsodium carries its WebAssembly as base64. As a Latin-1 string it is fifteen per cent smaller once compressed, and the worker is most
// of what a phone loads to send a report. Only the worker builds use this; the bytes that run are the same.

import type { Plugin } from 'vite'

const library = /libsodium[\\/]dist[\\/]modules-esm[\\/]libsodium\.mjs$/

/** Rewrites the one place where the library decodes its module; throws when a new version keeps it elsewhere, so that nobody ships it unseen. */
export function compactWasm(): Plugin {
  return {
    name: 'todoke-compact-wasm',
    transform(code, id) {
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
