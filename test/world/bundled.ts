// A module as one classic script, to be run in a page or a worker of a test.
import { build } from 'vite'
import { compactWasm } from '#app/http/compact-wasm.server.ts'

export async function bundled(path: string): Promise<string> {
  const result = await build({
    configFile: false, logLevel: 'error', publicDir: false, plugins: [compactWasm()],
    build: { write: false, minify: 'esbuild', rollupOptions: { input: path, output: { format: 'iife', inlineDynamicImports: true } } },
  })
  const [output] = Array.isArray(result) ? result : [result]
  if (output === undefined || !('output' in output)) throw new Error(`${path} was not built`)
  return output.output[0].code
}
