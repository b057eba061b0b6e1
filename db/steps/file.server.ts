// The steps that files share: which streams a sender may put one into, and the moment in which a message lists it.
import { hexFrom, partyOf, sameBytes } from '../bytes.server.ts'
import { bytesOf, type CaseId, type DeskId, type InstanceId } from '../model/ids.ts'
import type { Refuse, Tx } from '../transaction.server.ts'

export interface ListedFile {
  /** 16 bytes. */
  readonly fileId: Uint8Array
  readonly parts: number
}

interface Stream {
  readonly instance: InstanceId
  readonly caseId: CaseId
  /** 17 bytes. */
  readonly stream: Uint8Array
}

export const room = partyOf('desk', null)

/** Streams that a desk of the case takes part in: talk, the room and its own notes. */
export function isOpenToDesk(stream: Uint8Array, desk: DeskId): boolean {
  return [partyOf('reporter', null), room, partyOf('member', bytesOf(desk))].some((own) => sameBytes(own, stream))
}

/** True where the newest epoch of the stream has a key for the desk. */
export async function readsNewest(tx: Tx, { instance, caseId, stream }: Stream, desk: DeskId): Promise<boolean> {
  const row = await tx
    .selectFrom('streams as s')
    .innerJoin('wraps as w', (join) => join
      .onRef('w.instance_id', '=', 's.instance_id').onRef('w.case_id', '=', 's.case_id').onRef('w.stream', '=', 's.stream')
      .onRef('w.epoch', '=', 's.newest_epoch').on('w.party', '=', partyOf('desk', bytesOf(desk))))
    .select('s.newest_epoch')
    .where('s.instance_id', '=', bytesOf(instance))
    .where('s.case_id', '=', bytesOf(caseId))
    .where('s.stream', '=', stream)
    .executeTakeFirst()
  return row !== undefined
}

/** Marks files as listed. Refuses `files` unless each of them was sent by `sender` into this epoch of the stream, is there with every part, and
 *  is listed by no other message. */
export async function listFiles(
  tx: Tx, refuse: Refuse<'files'>, to: Stream & { readonly epoch: number }, sender: Uint8Array, listed: readonly ListedFile[],
): Promise<void> {
  if (new Set(listed.map((file) => hexFrom(file.fileId))).size !== listed.length) refuse('files')
  for (const { fileId, parts } of listed) {
    const key = { instance_id: bytesOf(to.instance), case_id: bytesOf(to.caseId), stream: to.stream, file_id: fileId }
    const row = await tx
      .selectFrom('files')
      .select((eb) => [
        'epoch', 'sender', 'parts', 'listed',
        eb.selectFrom('file_parts as p').select((count) => count.fn.countAll<number>().as('n'))
          .whereRef('p.instance_id', '=', 'files.instance_id').whereRef('p.place', '=', 'files.place').as('arrived'),
      ])
      .where((eb) => eb.and(key))
      .executeTakeFirst()
    const whole = row !== undefined && !row.listed && row.epoch === to.epoch && sameBytes(row.sender, sender) && row.parts === parts && Number(row.arrived) === parts
    if (!whole) refuse('files')
    await tx.updateTable('files').set({ listed: true }).where((eb) => eb.and(key)).execute()
  }
}
