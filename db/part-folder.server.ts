// Parts of files in the data folder: {folder}/{organisation}/{first digits}/{place}.{index}.{digest}. A part counts once the database has its row;
// until then its file is a guest that the clean-up may take away.
import { randomBytes } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { hexFrom } from './bytes.server.ts'
import type { Day } from './model/ids.ts'
import { NoRoom, type FilePlace, type PartHome, type PartPlace } from './part-store.server.ts'

const secondsPerDay = 86_400
const outOfRoom = ['ENOSPC', 'EDQUOT', 'EFBIG']

/** The home in `folder`. `today` sets the times of files and folders: they would tell the minute. A part that would leave the disk with less
 *  than `keepFreeBytes` is not taken, so that files never keep a report from being stored. */
export function partsInFolder(where: { readonly folder: string; readonly today: () => Day; readonly keepFreeBytes: number }): PartHome {
  const groupOf = ({ instance, place }: FilePlace): string => join(where.folder, hexFrom(instance), hexFrom(place.subarray(0, 1)))
  const pathOf = (part: PartPlace): string => join(groupOf(part), `${hexFrom(part.place)}.${part.index}.${hexFrom(part.digest)}`)

  async function keep(part: PartPlace, body: Uint8Array): Promise<void> {
    const group = groupOf(part)
    const fresh = join(group, `${randomBytes(16).toString('hex')}.new`)
    const seconds = where.today() * secondsPerDay
    try {
      await madeFolder(group, where.folder)
      const disk = await statfs(where.folder)
      if (disk.bavail * disk.bsize < where.keepFreeBytes + body.length) throw new NoRoom()
      await using file = await open(fresh, 'wx', 0o600)
      await file.writeFile(body)
      await file.utimes(seconds, seconds)
      await file.sync()
      await rename(fresh, pathOf(part))
      await syncFolder(group, seconds)
    } catch (error) {
      await rm(fresh, { force: true })
      throw error instanceof Error && 'code' in error && outOfRoom.includes(String(error.code)) ? new NoRoom(error) : error
    }
  }

  return {
    keep,
    keepInRow: () => Promise.resolve(),
    async read(_db, part) {
      try {
        return new Uint8Array(await readFile(pathOf(part)))
      } catch (error) {
        if (isMissing(error)) return null
        throw error
      }
    },
    async discard(files) {
      for (const file of files) {
        const group = groupOf(file)
        const own = (await namesIn(group)).filter((name) => name.startsWith(`${hexFrom(file.place)}.`))
        for (const name of own) await rm(join(group, name), { force: true })
        if (own.length > 0) await syncFolder(group, where.today() * secondsPerDay)
      }
    },
    async *untouched(instance, before) {
      const own = join(where.folder, hexFrom(instance))
      for (const group of await namesIn(own)) {
        const places = new Set<string>()
        for (const name of await namesIn(join(own, group))) {
          const path = join(own, group, name)
          if ((await timeOf(path)) >= before) continue
          // Half written when the process ended: it never had a row.
          if (name.endsWith('.new')) await rm(path, { force: true })
          else places.add(name.slice(0, 32))
        }
        for (const place of places) yield new Uint8Array(Buffer.from(place, 'hex'))
      }
    },
  }
}

/** Every new folder on the way is flushed into its parent, or a power cut would take the parts away with it. */
async function madeFolder(group: string, root: string): Promise<void> {
  const first = await mkdir(group, { recursive: true, mode: 0o700 })
  if (first === undefined) return
  for (let made = group; made.length >= first.length; made = join(made, '..')) await syncFolder(join(made, '..'), null)
  if (first.length <= root.length) await syncFolder(root, null)
}

async function syncFolder(path: string, seconds: number | null): Promise<void> {
  await using folder = await open(path, 'r')
  if (seconds !== null) await folder.utimes(seconds, seconds)
  await folder.sync()
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort()
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
}

/** Milliseconds since 1970; of a file that went meanwhile, never. */
async function timeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).mtimeMs
  } catch (error) {
    if (isMissing(error)) return Number.POSITIVE_INFINITY
    throw error
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
