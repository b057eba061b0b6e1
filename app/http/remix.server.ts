// Where the running portal gets Remix and its files from: the build, or Vite while somebody works on the sources.

import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createRequestHandler, type ServerBuild } from '@remix-run/node'
import type { Middleware, RemixHandler } from './adapter.server.ts'
import { buildAssets, isAssetSource, projectRoot, type Assets } from './assets.server.ts'
import { withDirect } from './direct.server.ts'
import { keptAssets } from './kept-assets.server.ts'
import { staticFiles, staticFilesFrom, type StaticFile } from './static.server.ts'

export interface Frontend {
  remix(): Promise<RemixHandler>
  file(address: string): StaticFile | undefined
  /** Address of a built file; throws for a name that nothing builds. */
  assets(name: string): string
  /** Its digest for the attribute `integrity`. */
  integrity(name: string): string
  readonly middleware: Middleware | null
  close(): Promise<void>
}

/** The frontend from build/, all files in memory, and those of earlier builds behind them. Throws if build/ is not complete. */
export async function builtFrontend(dataDir: string): Promise<Frontend> {
  const folder = join(projectRoot, 'build/client')
  const kept = await keptAssets(folder, dataDir, Date.now())
  const files = new Map([...kept, ...(await staticFiles(folder))])
  const manifest: Record<string, string> = JSON.parse(await readFile(join(projectRoot, 'build/assets.json'), 'utf8'))
  const build: ServerBuild = await import(pathToFileURL(join(projectRoot, 'build/server/index.js')).href)
  const handler = withDirect(build, createRequestHandler(build, 'production'))
  return {
    remix: async () => handler,
    file: (address) => files.get(address),
    assets: (name) => addressIn(manifest, name),
    integrity: (name) => integrityOf(files.get(addressIn(manifest, name))),
    middleware: null,
    close: async () => undefined,
  }
}

/** The frontend from the sources, with hot reload. Own entry scripts and workers are built anew when a source of theirs changes. */
export async function developmentFrontend(): Promise<Frontend> {
  const { createServer } = await import('vite')
  const vite = await createServer({ root: projectRoot, appType: 'custom', server: { middlewareMode: true, hmr: { port: 0 } } })
  let manifest: Assets['manifest'] = {}
  let files = new Map<string, StaticFile>()
  let waiting: NodeJS.Timeout | undefined
  // A source that does not compile yet must not end the server: its page lacks a file until the next change.
  async function bundle(): Promise<void> {
    const assets = await buildAssets((error) => vite.config.logger.error(error instanceof Error ? error.message : 'An asset could not be built.'))
    manifest = assets.manifest
    files = staticFilesFrom(assets.files)
    vite.ws.send({ type: 'full-reload' })
  }
  await bundle()
  vite.watcher.add([join(projectRoot, 'crypto'), join(projectRoot, 'db/model')])
  vite.watcher.on('all', (_event, path: string) => {
    if (!isAssetSource(path)) return
    clearTimeout(waiting)
    waiting = setTimeout(() => void bundle(), 100)
  })
  return {
    async remix() {
      const build = (await vite.ssrLoadModule('virtual:remix/server-build')) as unknown as ServerBuild
      return withDirect(build, createRequestHandler(build, 'development'))
    },
    file: (address) => files.get(address),
    assets: (name) => manifest[name] ?? `/assets/${name}`,
    integrity: (name) => integrityOf(files.get(manifest[name] ?? '')),
    middleware: vite.middlewares,
    async close() {
      clearTimeout(waiting)
      await vite.close()
    },
  }
}

function addressIn(manifest: Readonly<Record<string, string>>, name: string): string {
  const address = manifest[name]
  if (address === undefined) throw new Error(`Nothing builds an asset named ${name}.`)
  return address
}

const digests = new WeakMap<StaticFile, string>()

function integrityOf(file: StaticFile | undefined): string {
  if (file === undefined) return ''
  const known = digests.get(file)
  if (known !== undefined) return known
  const digest = `sha384-${createHash('sha384').update(file.forms.plain).digest('base64')}`
  digests.set(file, digest)
  return digest
}
