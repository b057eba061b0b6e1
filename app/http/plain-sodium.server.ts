// libsodium without WebAssembly, for browsers whose settings forbid it (Lockdown Mode, the safer levels of Tor Browser). The package has
// that form inside its CommonJS core only, behind a first try that needs WebAssembly; here the second try is the only one, and core and
// wrapper stand in one module, because the wrapper dies where it is loaded after the core has exchanged itself.

import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Plugin } from 'vite'

// Not resolved by the other plugins of the bundler, which take this mark for their own.
const virtual = '\0todoke-plain-sodium'
const plainArgon2 = join(import.meta.dirname, '../../crypto/argon2-plain.ts')

/** Puts the plain form of libsodium, and Argon2id in plain script, where a worker asks for those that need WebAssembly. */
export function plainSodium(): Plugin {
  return {
    name: 'todoke-plain-sodium',
    enforce: 'pre',
    resolveId: (name) => (name === 'libsodium-wrappers' ? virtual : name === 'hash-wasm' ? plainArgon2 : null),
    load: (id) => (id === virtual ? plainSodiumSource() : null),
  }
}

/** An ES module whose default export is libsodium-wrappers without WebAssembly. Throws when a new version of the package keeps its plain form elsewhere. */
export async function plainSodiumSource(): Promise<string> {
  const require = createRequire(import.meta.url)
  const wrapper = require.resolve('libsodium-wrappers')
  const core = createRequire(wrapper).resolve('libsodium')
  const [coreCode, wrapperCode] = await Promise.all([core, wrapper].map((path) => readFile(path, 'utf8')))
  return [
    'const core = {}, wrapper = {}',
    // Both are written for a loader that hands out `exports` and `require`; the wrapper asks for the core and for nothing else.
    `;(function (exports, require, module, define, self, __dirname) {\n${withoutFirstTry(coreCode ?? '')}\n}).call({}, core, () => core, {}, undefined, globalThis, '')`,
    `;(function (exports, require, module, define) {\n${wrapperCode ?? ''}\n}).call({}, wrapper, () => core)`,
    'export default wrapper',
  ].join('\n')
}

function withoutFirstTry(code: string): string {
  const [start, end] = [code.indexOf('})};var g,C=void 0!==C?C:{},'), code.lastIndexOf('}).catch(function(){return D.useBackupModule()})')]
  const here = code.indexOf('C.useBackupModule=function(){return new Promise(function(A,I){')
  if (here < 0 || start < here || end < start || !code.includes('I.ready=new Promise(function(A,I){(C=D).onAbort=I')) {
    throw new Error('libsodium keeps its form without WebAssembly elsewhere now: adapt plain-sodium.')
  }
  return `${code.slice(0, start)}})};I()${code.slice(end)}`
}
