// Parts of files as rows: for PostgreSQL, where one backup then holds everything but the keys.
import { sealed } from './model/sealed.ts'
import type { PartHome } from './part-store.server.ts'

/** The home in `part_bytes`: a part and its row are one commit, and go together. */
export function partsInRows(): PartHome {
  return {
    keep: () => Promise.resolve(),
    async keepInRow(tx, { instance, place, index }, body) {
      await tx.insertInto('part_bytes').values({ instance_id: instance, place, part_index: index, body: sealed('part', body) }).execute()
    },
    async read(db, { instance, place, index }) {
      const row = await db.reading
        .selectFrom('part_bytes')
        .select('body')
        .where('instance_id', '=', instance)
        .where('place', '=', place)
        .where('part_index', '=', index)
        .executeTakeFirst()
      return row?.body ?? null
    },
    discard: () => Promise.resolve(),
    // A row cannot outlive the row it hangs on.
    async *untouched() {},
  }
}
