// Files that never change, read once at start: an address is looked up in a map, so no path can lead anywhere else.

import { readFile, readdir } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'
import type { Compressed } from './compress.server.ts'
import { policyFor } from './headers.server.ts'

export interface StaticFile {
  readonly forms: Compressed
  readonly headers: readonly (readonly [string, string])[]
}

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
}

/** Every file below `folder` by its address, with the compressed forms that lie beside it. */
export async function staticFiles(folder: string): Promise<Map<string, StaticFile>> {
  const files = new Map<string, StaticFile>()
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (!entry.isFile() || /\.(br|gz)$/.test(path)) continue
    const [plain, brotli, gzip] = await Promise.all([readFile(path), beside(`${path}.br`), beside(`${path}.gz`)])
    const address = `/${relative(folder, path).split(sep).join('/')}`
    files.set(address, { forms: { plain, brotli, gzip }, headers: headersOfFile(address) })
  }
  return files
}

/** The same for files that only exist in memory (development). */
export function staticFilesFrom(contents: ReadonlyMap<string, Uint8Array>): Map<string, StaticFile> {
  return new Map([...contents].map(([address, plain]) => [address, { forms: { plain, brotli: null, gzip: null }, headers: headersOfFile(address) }]))
}

/** Type, lifetime and policy by address: what lies under /assets/ is named by its content and kept for a year. */
export function headersOfFile(address: string): [string, string][] {
  const worker = /^\/assets\/(reporter|desk|probe)-worker-[^/]+\.js$/.test(address)
  return [
    ['Content-Type', types[extname(address)] ?? 'application/octet-stream'],
    ['Cache-Control', address.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-store'],
    ['Content-Security-Policy', policyFor(worker ? 'worker' : 'file', '')],
  ]
}

async function beside(path: string): Promise<Uint8Array | null> {
  try {
    return await readFile(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}
