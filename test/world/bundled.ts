// A module as one classic script, to be run in a page or a worker of a test.
import { build } from 'vite'
import type { Plugin } from 'vite'
import { compactWasm } from '#app/http/compact-wasm.server.ts'

// `library`: how libsodium is brought in, with WebAssembly unless something else is said.
export async function bundled(path: string, library: Plugin = compactWasm()): Promise<string> {
  const result = await build({
    configFile: false, logLevel: 'error', publicDir: false, plugins: [library],
    build: { write: false, minify: 'esbuild', rollupOptions: { input: path, output: { format: 'iife', inlineDynamicImports: true } } },
  })
  const [output] = Array.isArray(result) ? result : [result]
  if (output === undefined || !('output' in output)) throw new Error(`${path} was not built`)
  return output.output[0].code
}
