// Builds the files that reporters and desks load besides Remix's own: entry scripts as modules, each sealing worker
// as one classic file, one style sheet for each audience. Remix cannot build them: a page of a reporter carries no framework,
// and a worker that is split into chunks cannot start under its policy.

import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'
import { compactWasm } from './compact-wasm.server.ts'
import { plainSodium } from './plain-sodium.server.ts'

export const projectRoot = fileURLToPath(new URL('../../', import.meta.url))

/** What reporters' phones still run; the desk may ask for a browser of the last few years. */
const oldPhones = ['chrome87', 'firefox78', 'safari14']
const officeBrowsers = ['chrome111', 'firefox114', 'safari16.4']

const entryScripts = {
  'write.js': 'app/reporter/write/write.client.ts',
  'read.js': 'app/reporter/read/read.client.ts',
  'exit.js': 'app/reporter/start/exit.client.ts',
  'verify.js': 'app/reporter/verify/verify.client.ts',
  'copy.js': 'app/reporter/copy/copy.client.ts',
  // For the one language that has readings above its signs.
  'readings.js': 'app/reporter/readings.client.ts',
} as const

// Each sealing worker is built twice: with WebAssembly, and plain for browsers that forbid it. The probe says which one runs.
const workers: Readonly<Record<string, { source: string; plugin: () => Plugin }>> = {
  'reporter-worker.js': { source: 'crypto/worker/reporter.worker.ts', plugin: compactWasm },
  'reporter-worker-plain.js': { source: 'crypto/worker/reporter.worker.ts', plugin: plainSodium },
  'desk-worker.js': { source: 'crypto/worker/desk.worker.ts', plugin: compactWasm },
  'desk-worker-plain.js': { source: 'crypto/worker/desk.worker.ts', plugin: plainSodium },
  'probe-worker.js': { source: 'crypto/worker/probe.worker.ts', plugin: compactWasm },
}

/** Which files of app/ui make a sheet. The order matters: the tokens are what all others use, and a later rule wins over an earlier one. */
export const sheetParts = {
  'reporter.css': ['tokens', 'reporter/base', 'reporter/page', 'reporter/sheet', 'reporter/choice', 'reporter/field', 'reporter/ticket', 'reporter/code', 'reporter/letters', 'reporter/media'],
  // Apart from reporter.css, which whoever writes waits for.
  'verify.css': ['reporter/verify'],
  'desk.css': ['tokens', 'desk/base', 'desk/set-up', 'desk/inbox', 'desk/case', 'desk/casework', 'desk/intake', 'desk/members', 'desk/keys', 'desk/decision', 'desk/overview', 'desk/paper', 'desk/media'],
} as const

export type SheetName = keyof typeof sheetParts

export interface Assets {
  /** Name to address, such as write.js to /assets/write-5f1c….js. */
  readonly manifest: Readonly<Record<string, string>>
  /** Address to content. Chunks that a script loads later are here too, without a name of their own. */
  readonly files: ReadonlyMap<string, Uint8Array>
}

/**
 * Builds everything in memory; about three seconds. Throws what the bundler throws, or a sentence that names a missing source;
 * with `skip` it hands the error there and goes on without that file.
 */
export async function buildAssets(skip?: (error: unknown) => void): Promise<Assets> {
  const manifest: Record<string, string> = {}
  const files = new Map<string, Uint8Array>()
  for (const [name, step] of steps()) {
    try {
      const built = await step()
      for (const { path, bytes } of built.files) files.set(path, bytes)
      manifest[name] = built.entry
    } catch (error) {
      if (skip === undefined) throw error
      skip(error)
    }
  }
  return { manifest, files }
}

function steps(): [string, () => Promise<Built>][] {
  return [
    ...Object.entries(entryScripts).map(([name, source]): [string, () => Promise<Built>] => [name, () => bundle(name, source, null)]),
    ...Object.entries(workers).map(([name, { source, plugin }]): [string, () => Promise<Built>] => [name, () => bundle(name, source, plugin())]),
    ...(Object.keys(sheetParts) as SheetName[]).map((name): [string, () => Promise<Built>] => [name, () => styleSheet(name)]),
  ]
}

/** True for sources whose change makes buildAssets give something else; used by the development server. */
export function isAssetSource(path: string): boolean {
  return /\.(css|client\.ts|worker\.ts)$/.test(path) || /\/(crypto|db\/model)\/[^/]+\.ts$/.test(path) || path.includes('/crypto/worker/')
}

interface Built {
  readonly entry: string
  readonly files: readonly { readonly path: string; readonly bytes: Uint8Array }[]
}

/** `worker`: one classic file made with this plugin; null: a module for a page. */
async function bundle(name: string, source: string, worker: Plugin | null): Promise<Built> {
  const input = join(projectRoot, source)
  if (!existsSync(input)) throw new Error(`${source} is missing, so ${name} cannot be built.`)
  const { build } = await import('vite')
  const stem = name.replace(/\.js$/, '')
  const result = await build({
    configFile: false,
    root: projectRoot,
    logLevel: 'error',
    publicDir: false,
    ...(worker !== null ? { plugins: [worker], esbuild: { charset: 'utf8' } } : {}),
    build: {
      write: false,
      target: worker === null ? oldPhones : ['chrome87', 'firefox89', 'safari15'],
      minify: 'esbuild',
      modulePreload: false,
      rollupOptions: {
        input: { [stem]: input },
        output: {
          format: worker === null ? 'es' : 'iife',
          entryFileNames: 'assets/[name]-[hash].js',
          chunkFileNames: 'assets/[name]-[hash].js',
          assetFileNames: 'assets/[name]-[hash][extname]',
          ...(worker !== null ? { inlineDynamicImports: true, name: 'worker' } : {}),
        },
      },
    },
  })
  const outputs = (Array.isArray(result) ? result : [result]).flatMap((part) => ('output' in part ? part.output : []))
  const encoder = new TextEncoder()
  const entry = outputs.find((part) => part.type === 'chunk' && part.isEntry)
  if (entry === undefined) throw new Error(`The bundler gave no entry for ${name}.`)
  return {
    entry: `/${entry.fileName}`,
    files: outputs.map((part) => ({
      path: `/${part.fileName}`,
      bytes: part.type === 'chunk' ? encoder.encode(part.code) : typeof part.source === 'string' ? encoder.encode(part.source) : part.source,
    })),
  }
}

/** A sheet as browsers get it, before compression. */
export async function builtSheet(name: SheetName): Promise<Uint8Array> {
  const texts = await Promise.all(sheetParts[name].map((part) => readFile(join(projectRoot, 'app/ui', `${part}.css`), 'utf8')))
  const { transformWithEsbuild } = await import('vite')
  const target = name === 'desk.css' ? officeBrowsers : oldPhones
  const { code } = await transformWithEsbuild(texts.join('\n'), 'sheet.css', { loader: 'css', minify: true, target, sourcemap: false })
  return new TextEncoder().encode(code)
}

async function styleSheet(name: SheetName): Promise<Built> {
  const bytes = await builtSheet(name)
  const entry = hashedPath(name, bytes)
  return { entry, files: [{ path: entry, bytes }] }
}

function hashedPath(name: string, bytes: Uint8Array): string {
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 12)
  return `/assets/${name.replace(/\.(?=[a-z]+$)/, `-${hash}.`)}`
}
