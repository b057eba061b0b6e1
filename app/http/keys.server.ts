// The secrets of the server itself: none of them opens a case. They live in DATA_DIR/keys, readable by this user alone,
// because the database and its dumps outlive them and travel further.

import { randomBytes } from 'node:crypto'
import { mkdir, open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { hexFromBytes, receiptKeys } from '#crypto/server.ts'

export interface ServerKeys {
  /** Seed of the key that signs receipts; its public half stands in the signed roster. 32 bytes. */
  readonly receiptSeed: Uint8Array
  /** Authenticates challenges. 32 bytes. */
  readonly challenge: Uint8Array
  /** Derives the unlock boxes of names that nobody has, the same at every question. 32 bytes. */
  readonly fakeMembers: Uint8Array
  /** Seals what a recovery holder has to answer, so that the server need not remember it. 32 bytes. */
  readonly recovery: Uint8Array
}

/** The keys in `dataDir`, made once if absent; durable when this returns. Throws a sentence if a file was damaged. */
export async function serverKeys(dataDir: string): Promise<ServerKeys> {
  const folder = join(dataDir, 'keys')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  return {
    receiptSeed: await key(folder, 'receipt'),
    challenge: await key(folder, 'challenge'),
    fakeMembers: await key(folder, 'fake-members'),
    recovery: await key(folder, 'recovery'),
  }
}

/** True where the key that signs receipts is the one that the signed list names (hexadecimal digits), or where there is no list yet. */
export function signsFor(keys: ServerKeys, receiptPk: string | null): boolean {
  return receiptPk === null || receiptPk === hexFromBytes(receiptKeys(keys.receiptSeed).pk)
}

async function key(folder: string, name: string): Promise<Uint8Array> {
  const path = join(folder, name)
  try {
    // O_EXCL: a key that exists is never replaced, not even by two processes that start at once.
    await using file = await open(path, 'wx', 0o600)
    await file.writeFile(randomBytes(32).toString('hex'))
    await file.sync()
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  const text = (await readFile(path, 'utf8')).trim()
  if (!/^[0-9a-f]{64}$/.test(text)) throw new Error(`The key file ${name} in the folder keys of DATA_DIR is damaged. Put it back from a backup.`)
  return new Uint8Array(Buffer.from(text, 'hex'))
}
