// PGlite writes its log but never flushes it: kill -9 is safe, a power cut is not. We flush it for the commits that people rely on.
import { open, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { grouped } from './grouped.server.ts'

/** Returns a function that resolves once everything committed before the call survives a power cut; calls in the same moment share one flush.
 *  `folder` is the data folder of PGlite. About half a millisecond on an SSD. */
export function logSync(folder: string): () => Promise<void> {
  const logFolder = join(folder, 'pg_wal')
  const flushedUpTo = new Map<string, number>()
  return grouped(async () => {
    let grown = false
    for (const name of await readdir(logFolder)) {
      if (!/^[0-9A-F]{24}$/.test(name)) continue
      const path = join(logFolder, name)
      const changed = (await stat(path)).mtimeMs
      if (flushedUpTo.get(name) === changed) continue
      grown ||= !flushedUpTo.has(name)
      // The kernel's clock ticks every few milliseconds: a write in the same tick would look flushed, so remember only older ones.
      await flush(path)
      if (Date.now() - changed > 50) flushedUpTo.set(name, changed)
      else if (!flushedUpTo.has(name)) flushedUpTo.set(name, 0)
    }
    if (grown) await flushFolder(logFolder)
  })
}

/** Flushes every file below `folder` and the folders themselves; for a checkpoint and before a backup. */
export async function flushTree(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) await flushTree(path)
    else if (entry.isFile()) await flush(path).catch(unlessGone)
  }
  await flushFolder(folder)
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
