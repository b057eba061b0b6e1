// The ways in of a named member, sealed. Handed to anybody who asks, because nothing can be signed before unlocking.
import type { ReadingDatabase } from '../connect.server.ts'
import { nameKey } from '../model/names.ts'
import { bytesOf, type InstanceId } from '../model/ids.ts'

export interface UnlockBox {
  readonly kind: number
  readonly head: Uint8Array
  readonly box: Uint8Array
}

/** In the order phrase, passkey, printed code; empty for an unknown name, which must be answered with stable fakes. */
export async function unlockBoxesFor(db: ReadingDatabase, instance: InstanceId, name: string): Promise<UnlockBox[]> {
  return db.reading
    .selectFrom('unlock_boxes as u')
    .innerJoin('members as m', (join) => join.onRef('m.instance_id', '=', 'u.instance_id').onRef('m.member_id', '=', 'u.member_id'))
    .select(['u.kind', 'u.head', 'u.box'])
    .where('m.instance_id', '=', bytesOf(instance))
    .where('m.name_key', '=', nameKey(name))
    .orderBy('u.kind')
    .execute()
}
