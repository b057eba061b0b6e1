// PGlite writes its log but never flushes it: kill -9 is safe, a power cut is not. We flush it for the commits that people rely on.
import { open, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { grouped } from './grouped.server.ts'

/** Returns a function that resolves once everything committed before the call survives a power cut; calls in the same moment share one flush.
 *  Once a flush has failed every later call fails. `folder` is the data folder of PGlite. About half a millisecond on an SSD. */
export function logSync(folder: string): () => Promise<void> {
  const logFolder = join(folder, 'pg_wal')
  let known = ''
  let failure: unknown = null
  return grouped(async () => {
    if (failure !== null) throw failure
    try {
      await flushLog()
    } catch (error) {
      // The system forgets what it could not write, and the next flush would succeed over the gap: only a restart tells the truth again.
      failure = error
      throw error
    }
  })

  async function flushLog(): Promise<void> {
    const names = (await readdir(logFolder)).filter((name) => /^[0-9A-F]{24}$/.test(name)).sort()
    // A handful of segments; flushing one that nobody wrote to costs next to nothing.
    await Promise.all(names.map((name) => flush(join(logFolder, name)).catch(unlessGone)))
    if (names.join() === known) return
    await flushFolder(logFolder)
    known = names.join()
  }
}

/** Returns a function that flushes every file below `folder` that changed since its last round, and the folders themselves: after the
 *  database was made, after a checkpoint and before a backup. */
export function treeSync(folder: string): () => Promise<void> {
  const seen = new Map<string, { changed: number; rounds: number }>()
  return grouped(async () => {
    const entries = await readdir(folder, { withFileTypes: true, recursive: true })
    const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
    const folders = entries.filter((entry) => entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name))
    await Promise.all(Array.from({ length: flushesAtOnce }, async (_, start) => {
      for (let i = start; i < files.length; i += flushesAtOnce) await flushIfChanged(files[i] ?? folder, seen).catch(unlessGone)
    }))
    for (const one of [...folders, folder]) await flushFolder(one).catch(unlessGone)
  })
}

const flushesAtOnce = 4

/** Skips a file whose time stood still over two rounds. One is not enough: the clock of files ticks every few milliseconds, and a write in the
 *  same tick as a flush would look flushed. */
async function flushIfChanged(path: string, seen: Map<string, { changed: number; rounds: number }>): Promise<void> {
  const changed = (await stat(path)).mtimeMs
  const before = seen.get(path)
  const rounds = before?.changed === changed ? before.rounds + 1 : 0
  if (rounds < 2) await flush(path)
  seen.set(path, { changed, rounds })
}

async function flush(path: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    await file.datasync()
  } finally {
    await file.close()
  }
}

async function flushFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/** A checkpoint removes files while we walk. */
function unlessGone(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
}
