// Makes build/: Remix's server and client, our own assets with their compressed forms, and a mark of the sources it was made from.
// Run by `npm run build`, and by the start command when the mark is missing or another.

import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { FolderInUse, lockFolder, type FolderLock } from '#db/folder-lock.server.ts'
import { lackingTexts } from '#locales/state.ts'
import { buildAssets, projectRoot } from './assets.server.ts'
import { compressed } from './compress.server.ts'

const buildDirectory = join(projectRoot, 'build')
const markFile = join(buildDirectory, 'sources')
const sourceFolders = ['app', 'crypto', 'db', 'locales', 'public']
const sourceFiles = ['package-lock.json', 'vite.config.ts']

/**
 * Builds unless build/ was made from exactly these sources, calling `begin` first, and then hands over to `use`, which may read build/:
 * no other process builds meanwhile. Takes about fifteen seconds when it builds, a tenth of a second otherwise.
 */
export async function withBuild<Value>(begin: () => void, use: () => Promise<Value>): Promise<Value> {
  const lock = await buildLock()
  try {
    const mark = await markOfSources()
    if (!(await isBuilt(mark))) {
      begin()
      // In a process of its own: the bundlers would leave hundreds of megabytes behind in a server that runs for months.
      await promisify(execFile)(process.execPath, [fileURLToPath(import.meta.url)], { cwd: projectRoot, maxBuffer: 64 * 1024 * 1024 })
    }
    return await use()
  } finally {
    lock.release()
  }
}

async function isBuilt(mark: string): Promise<boolean> {
  return (await readFile(markFile, 'utf8').catch(missing)) === mark
}

// Two portals that start at once from a fresh clone would write into each other's files.
async function buildLock(): Promise<FolderLock> {
  const cache = join(projectRoot, 'node_modules/.cache')
  await mkdir(cache, { recursive: true })
  for (;;) {
    try {
      return lockFolder(join(cache, 'todoke-build'))
    } catch (error) {
      if (!(error instanceof FolderInUse)) throw error
      await setTimeout(200)
    }
  }
}

/** Builds in any case. Throws with the bundler's own words when a source does not compile, and names every text that a language lacks. */
export async function build(): Promise<void> {
  const lacking = lackingTexts()
  if (lacking.length > 0) throw new Error(lacking.join('\n'))
  const mark = await markOfSources()
  const command = join(projectRoot, 'node_modules/@remix-run/dev/dist/cli.js')
  await promisify(execFile)(process.execPath, [command, 'vite:build'], {
    cwd: projectRoot,
    // The build file leaves the app out where tests run.
    env: { ...process.env, NODE_ENV: 'production', VITEST: undefined },
    maxBuffer: 64 * 1024 * 1024,
  })
  const { manifest, files } = await buildAssets()
  const client = join(buildDirectory, 'client')
  for (const [path, bytes] of files) {
    const file = join(client, path)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, bytes)
  }
  await writeFile(join(buildDirectory, 'assets.json'), JSON.stringify(manifest, null, 2))
  for (const file of await filesBelow(client)) {
    if (/\.(br|gz)$/.test(file)) continue
    const { brotli, gzip } = await compressed(await readFile(file))
    if (brotli !== null) await writeFile(`${file}.br`, brotli)
    if (gzip !== null) await writeFile(`${file}.gz`, gzip)
  }
  // Last, so that a build that was cut short is made again.
  await writeFile(markFile, mark)
}

async function markOfSources(): Promise<string> {
  const hash = createHash('sha256').update(process.version)
  const folders = await Promise.all(sourceFolders.map((folder) => filesBelow(join(projectRoot, folder))))
  for (const file of [...folders.flat().sort(), ...sourceFiles.map((name) => join(projectRoot, name))]) {
    if (file.endsWith('.md')) continue
    hash.update(file.slice(projectRoot.length)).update(await readFile(file))
  }
  return hash.digest('hex')
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(missing)
  return (entries ?? []).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

function missing(error: unknown): null {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
  throw error
}

if (import.meta.main) await build()
