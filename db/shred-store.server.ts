// One random key for each case, in a file of its own outside the database: the log and the dumps of a database outlive a deleted row,
// a deleted file does not. Without it the wraps of a case open for nobody (PROTOCOL, shred layer).
import { randomBytes } from 'node:crypto'
import { link, mkdir, open, readFile, rm, unlink, utimes } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { grouped } from './grouped.server.ts'
import type { CaseId, Day } from './model/ids.ts'

export interface ShredStore {
  /** The 32 bytes, or `null` where there is none: never made, or destroyed. */
  keyFor(caseId: CaseId): Promise<Uint8Array | null>
  /** The key, made if absent and never overwritten; resolves only once it survives a power cut. Callers in the same moment share one flush. */
  ensure(caseId: CaseId): Promise<Uint8Array>
  /** Deletes the key for good; resolves once that survives a power cut. One that is gone is no error. */
  destroy(caseId: CaseId): Promise<void>
}

const keyBytes = 32
const secondsPerDay = 86_400

/** `today` sets the times of the files: a file time would otherwise tell the minute of the report. */
export function openShredStore(where: { readonly folder: string; readonly today: () => Day }): ShredStore {
  const unflushed = new Set<string>()
  const flushFolders = grouped(async () => {
    const folders = [...unflushed]
    unflushed.clear()
    await Promise.all(folders.map((folder) => flushFolder(folder, where.today())))
  })
  const known = new Set<string>()
  const pathOf = (caseId: CaseId): string => join(where.folder, caseId.slice(0, 2), caseId.slice(2))

  async function remember(folder: string): Promise<void> {
    unflushed.add(folder)
    await flushFolders()
  }

  async function keyFor(caseId: CaseId): Promise<Uint8Array | null> {
    try {
      const bytes = await readFile(pathOf(caseId))
      if (bytes.length !== keyBytes) throw new Error('A file of the shred store is damaged.')
      return new Uint8Array(bytes)
    } catch (error) {
      if (isCode(error, 'ENOENT')) return null
      throw error
    }
  }

  return {
    keyFor,
    async ensure(caseId) {
      const path = pathOf(caseId)
      const folder = dirname(path)
      if (!known.has(folder)) {
        const made = await mkdir(folder, { recursive: true, mode: 0o700 })
        if (made !== undefined) await remember(where.folder)
        known.add(folder)
      }
      const draft = `${path}.${randomBytes(8).toString('hex')}`
      await writeDraft(draft, where.today())
      try {
        // Linking fails where the name exists, so two callers end with the same key and no key is ever half written.
        await link(draft, path)
      } catch (error) {
        if (!isCode(error, 'EEXIST')) throw error
      } finally {
        await unlink(draft)
      }
      await remember(folder)
      const key = await keyFor(caseId)
      if (key === null) throw new Error('The shred key was destroyed in the same moment.')
      return key
    },
    async destroy(caseId) {
      const path = pathOf(caseId)
      await rm(path, { force: true })
      await remember(dirname(path)).catch((error: unknown) => {
        if (!isCode(error, 'ENOENT')) throw error
      })
    },
  }
}

async function writeDraft(path: string, today: Day): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(randomBytes(keyBytes))
    await file.utimes(today * secondsPerDay, today * secondsPerDay)
    await file.sync()
  } finally {
    await file.close()
  }
}

async function flushFolder(path: string, today: Day): Promise<void> {
  await utimes(path, today * secondsPerDay, today * secondsPerDay)
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
