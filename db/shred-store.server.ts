// One random key for each case, outside the database: the log and the dumps of a database outlive a deleted row. Without its key the wraps of a
// case open for nobody (PROTOCOL, shred layer). Keys lie in slots of preallocated files, so that many of them share one flush (D-009).
import { randomBytes, randomInt } from 'node:crypto'
import { closeSync, existsSync, fdatasync, fsyncSync, futimesSync, mkdirSync, openSync, readFileSync, readSync, readdirSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { lockFolder } from './folder-lock.server.ts'
import { grouped } from './grouped.server.ts'
import { bytesOf, caseIdFrom, type CaseId, type Day } from './model/ids.ts'

export interface ShredStore {
  /** The 32 bytes, or `null` where there is none: never made, or destroyed. */
  keyFor(caseId: CaseId): Promise<Uint8Array | null>
  /** The key, made if absent and never overwritten; resolves only once it survives a power cut. Callers in the same moment share one flush. */
  ensure(caseId: CaseId): Promise<Uint8Array>
  /** Overwrites the key with zeros; resolves once that survives a power cut. One that is gone is no error. */
  destroy(caseId: CaseId): Promise<void>
  /** Every case that has a key now. */
  cases(): readonly CaseId[]
  /** Gives the folder back to another process. */
  close(): void
}

const idBytes = 32
const slotBytes = 64
export const slotsPerFile = 16_384
const fileBytes = slotBytes * slotsPerFile
/** With fewer free slots a new file is added: the last few free places of a full file would tell the order of arrival. */
const freeAtLeast = slotsPerFile / 4
const secondsPerDay = 86_400
const flushFile = promisify(fdatasync)

interface Write {
  readonly slot: number
  readonly bytes: Uint8Array
}

/** Opens the folder for this process alone; throws `FolderInUse` otherwise. `today` sets the times of the files: they would tell the minute of
 *  the last report. Reads all slots once: 1 MiB for 16,384 cases. */
export function openShredStore(where: { readonly folder: string; readonly today: () => Day }): ShredStore {
  mkdirSync(where.folder, { recursive: true, mode: 0o700 })
  const lock = lockFolder(where.folder)
  const files = keyFiles(where.folder).map((name) => openSync(join(where.folder, name), 'r+'))
  const slots = new Map<CaseId, number>()
  const free: number[] = []
  const settling = new Map<CaseId, Promise<void>>()
  let waiting: Write[] = []
  let failure: unknown = null
  files.forEach(readSlots)

  function readSlots(file: number, index: number): void {
    const all = readFileSync(file)
    if (all.length !== fileBytes) throw new Error('A file of the shred store is damaged.')
    for (let i = 0; i < slotsPerFile; i++) {
      const id = all.subarray(i * slotBytes, i * slotBytes + idBytes)
      if (id.every((byte) => byte === 0)) free.push(index * slotsPerFile + i)
      else slots.set(caseIdFrom(id), index * slotsPerFile + i)
    }
  }

  const flush = grouped(async () => {
    const batch = waiting
    waiting = []
    if (failure !== null) throw failure
    try {
      const touched = new Set(batch.map(({ slot, bytes }) => {
        const file = fileOf(slot)
        writeSync(file, bytes, 0, slotBytes, (slot % slotsPerFile) * slotBytes)
        return file
      }))
      for (const file of touched) futimesSync(file, where.today() * secondsPerDay, where.today() * secondsPerDay)
      await Promise.all([...touched].map((file) => flushFile(file)))
    } catch (error) {
      // After a failed flush nobody knows what the disk holds: refuse everything until a restart has read it again.
      failure = error
      throw error
    }
  })

  function fileOf(slot: number): number {
    const file = files[Math.floor(slot / slotsPerFile)]
    if (file === undefined) throw new Error('The shred store is closed.')
    return file
  }

  function takeFreeSlot(): number {
    if (free.length < freeAtLeast) {
      files.push(makeFile(where.folder, files.length, where.today()))
      for (let i = 0; i < slotsPerFile; i++) free.push((files.length - 1) * slotsPerFile + i)
    }
    const at = randomInt(free.length)
    const slot = free[at] ?? 0
    free[at] = free[free.length - 1] ?? 0
    free.pop()
    return slot
  }

  async function settle(caseId: CaseId, write: Write): Promise<void> {
    waiting.push(write)
    const done = flush()
    settling.set(caseId, done)
    try {
      await done
    } finally {
      if (settling.get(caseId) === done) settling.delete(caseId)
    }
  }

  function read(caseId: CaseId, slot: number): Uint8Array {
    const bytes = new Uint8Array(slotBytes)
    readSync(fileOf(slot), bytes, 0, slotBytes, (slot % slotsPerFile) * slotBytes)
    if (caseIdFrom(bytes.subarray(0, idBytes)) !== caseId) throw new Error('A file of the shred store is damaged.')
    return bytes.slice(idBytes)
  }

  return {
    async keyFor(caseId) {
      await settling.get(caseId)
      const slot = slots.get(caseId)
      return slot === undefined ? null : read(caseId, slot)
    },
    async ensure(caseId) {
      await settling.get(caseId)
      if (failure !== null) throw failure
      const known = slots.get(caseId)
      if (known !== undefined) {
        await settling.get(caseId)
        return read(caseId, known)
      }
      const slot = takeFreeSlot()
      const bytes = new Uint8Array([...bytesOf(caseId), ...randomBytes(slotBytes - idBytes)])
      slots.set(caseId, slot)
      await settle(caseId, { slot, bytes })
      return bytes.slice(idBytes)
    },
    async destroy(caseId) {
      await settling.get(caseId)
      const slot = slots.get(caseId)
      if (slot === undefined) return
      slots.delete(caseId)
      await settle(caseId, { slot, bytes: new Uint8Array(slotBytes) })
      free.push(slot)
    },
    cases: () => [...slots.keys()],
    close() {
      for (const file of files.splice(0)) closeSync(file)
      lock.release()
    },
  }
}

/** Every case that has a key in the folder, with the key, without taking the folder from the process that uses it; empty where there is none. */
export function shredKeysIn(folder: string): Map<CaseId, Uint8Array> {
  const keys = new Map<CaseId, Uint8Array>()
  for (const name of keyFiles(folder)) {
    const all = new Uint8Array(readFileSync(join(folder, name)))
    for (let at = 0; at + slotBytes <= all.length; at += slotBytes) {
      const id = all.subarray(at, at + idBytes)
      if (id.some((byte) => byte !== 0)) keys.set(caseIdFrom(id), all.slice(at + idBytes, at + slotBytes))
    }
  }
  return keys
}

function keyFiles(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder).filter((name) => /^\d{4}\.keys$/.test(name)).sort()
}

/** Written in full and flushed with its folder before the first key goes in: later flushes then move no metadata. */
function makeFile(folder: string, index: number, today: Day): number {
  const file = openSync(join(folder, `${String(index).padStart(4, '0')}.keys`), 'wx+', 0o600)
  writeSync(file, new Uint8Array(fileBytes))
  futimesSync(file, today * secondsPerDay, today * secondsPerDay)
  fsyncSync(file)
  const parent = openSync(folder, 'r')
  futimesSync(parent, today * secondsPerDay, today * secondsPerDay)
  fsyncSync(parent)
  closeSync(parent)
  return file
}
