// Test files made into one module each, with everything of test/ inside and crypto/ outside:
// a test file can be read anew for each mutant, with the worlds that it builds, while the product stays loaded.
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import type { Plugin } from 'esbuild'

/** `outside`: the files of crypto/ that the tests of this file load. */
export interface Bundle { readonly file: string; readonly path: string; readonly outside: readonly string[] }

const FOLDER = 'bundled-tests'

/** One bundle for each test file of these patterns, made once in a sandbox. `registry` is the address of what stands in for `vitest`. */
export async function bundlesOf(patterns: readonly string[], registry: string): Promise<Bundle[]> {
  const files = [...new Set(globSync(patterns))].filter((file) => !file.endsWith('elsewhere.test.ts')).sort()
  const bundles: Bundle[] = []
  for (const file of files) {
    const path = resolve(FOLDER, `${file.replaceAll('/', '-').replace(/\.ts$/, '')}.mjs`)
    if (!existsSync(path)) await build({ absWorkingDir: process.cwd(), entryPoints: [file], outfile: path, bundle: true, platform: 'node', format: 'esm', target: 'node24', logLevel: 'error', plugins: [outside(registry)] })
    const loaded = [...readFileSync(path, 'utf8').matchAll(/"#(crypto\/[^"]+\.ts)"/g)].map(([, name]) => pathToFileURL(resolve(name ?? '')).href)
    bundles.push({ file, path, outside: loaded })
  }
  return bundles
}

function outside(registry: string): Plugin {
  return {
    name: 'crypto-outside',
    setup(build) {
      build.onResolve({ filter: /.*/ }, ({ path, importer, kind }) => {
        if (kind === 'entry-point') return undefined
        if (path === 'vitest') return { path: registry, external: true }
        if (path.startsWith('#test/')) return { path: resolve('test', path.slice('#test/'.length)) }
        if (path.startsWith('.')) {
          const found = join(dirname(importer), path)
          return found.startsWith(resolve('test')) ? { path: found } : { path: pathToFileURL(found).href, external: true }
        }
        return { path, external: true }
      })
      build.onLoad({ filter: /\.ts$/ }, ({ path }) => ({
        loader: 'ts',
        contents: readFileSync(path, 'utf8')
          .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href))
          .replaceAll(" with { type: 'json' }", '')
          .replaceAll('import.meta.dirname', JSON.stringify(dirname(path))),
      }))
    },
  }
}
