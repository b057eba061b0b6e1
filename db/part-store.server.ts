// Where the sealed parts of files lie: in the data folder or in rows. One interface, two homes; parts are found in either, so that an operator
// may change the setting later.
import type { ReadingDatabase } from './connect.server.ts'
import type { IdBytes, InstanceId } from './model/ids.ts'
import type { Tx } from './transaction.server.ts'

export const partHomes = ['folder', 'rows'] as const
export type PartHomeName = (typeof partHomes)[number]

/** Largest part: a file is cut into parts of this size, the last one shorter. */
export const partBytes = 1_048_576

/** The parts of one file lie under its place: 16 random bytes of the row in `files`. */
export interface FilePlace {
  readonly instance: IdBytes<InstanceId>
  readonly place: Uint8Array
}

export interface PartPlace extends FilePlace {
  readonly index: number
  /** Of the part; two attempts with different bytes never touch each other. */
  readonly digest: Uint8Array
}

export interface PartHome {
  /** Before the row of the part: resolves once the bytes survive a power cut. Throws `NoRoom` where the disk has none; nothing stays then. */
  keep(part: PartPlace, body: Uint8Array): Promise<void>
  /** In the transaction of the row, for bytes that live and die with it. */
  keepInRow(tx: Tx, part: PartPlace, body: Uint8Array): Promise<void>
  /** The bytes, or `null` where this home does not have them. */
  read(db: ReadingDatabase, part: PartPlace): Promise<Uint8Array | null>
  /** After the rows of the files are gone; what is gone already is no error. */
  discard(files: readonly FilePlace[]): Promise<void>
  /** Places with a part of the organisation that nobody touched since `before` (milliseconds since 1970): candidates for the clean-up. */
  untouched(instance: IdBytes<InstanceId>, before: number): AsyncIterable<Uint8Array>
}

/** The disk is full, or as full as the operator lets it become. Nothing was stored. */
export class NoRoom extends Error {
  constructor(cause?: unknown) {
    super('There is no room for another part of a file.', { cause })
    this.name = 'NoRoom'
  }
}

export interface PartStore extends PartHome {
  readonly home: PartHomeName
}

/** Writes to the home that the setting names; reads, discards and cleans up in both. */
export function partStore(home: PartHomeName, homes: Readonly<Record<PartHomeName, PartHome>>): PartStore {
  const chosen = homes[home]
  const other = homes[home === 'folder' ? 'rows' : 'folder']
  return {
    home,
    keep: chosen.keep,
    keepInRow: chosen.keepInRow,
    read: async (db, part) => (await chosen.read(db, part)) ?? (await other.read(db, part)),
    async discard(files) {
      await chosen.discard(files)
      await other.discard(files)
    },
    async *untouched(instance, before) {
      yield* chosen.untouched(instance, before)
      yield* other.untouched(instance, before)
    },
  }
}
