// One part of a file that a message lists, for somebody who reads the stream.
import { partyOf, sameBytes } from '../bytes.server.ts'
import type { ReadingDatabase } from '../connect.server.ts'
import { bytesOf, type CaseId, type DeskId } from '../model/ids.ts'
import type { PartStore } from '../part-store.server.ts'
import { roleAt, type MemberScope, type ReporterScope } from '../scope.ts'
import { isOpenToDesk } from '../steps/file.server.ts'

export interface AskedPart {
  readonly stream: Uint8Array
  readonly fileId: Uint8Array
  readonly index: number
}

/** The reporter in talk, or a desk in the streams it takes part in. */
export type PartReader = { readonly scope: ReporterScope } | { readonly scope: MemberScope; readonly caseId: CaseId; readonly deskId: DeskId }

/** The sealed bytes; `null` alike for what is not there, not listed, not open to the reader, or destroyed. */
export async function filePart(db: ReadingDatabase, store: PartStore, reader: PartReader, asked: AskedPart): Promise<Uint8Array | null> {
  const caseId = await openCaseOf(db, reader, asked.stream)
  if (caseId === null) return null
  const instance_id = bytesOf(reader.scope.instance)
  const row = await db.reading
    .selectFrom('files as f')
    .innerJoin('file_parts as p', (join) => join.onRef('p.instance_id', '=', 'f.instance_id').onRef('p.place', '=', 'f.place'))
    .select(['f.place', 'p.digest'])
    .where('f.instance_id', '=', instance_id)
    .where('f.case_id', '=', bytesOf(caseId))
    .where('f.stream', '=', asked.stream)
    .where('f.file_id', '=', asked.fileId)
    .where('f.listed', '=', true)
    .where('p.part_index', '=', asked.index)
    .executeTakeFirst()
  return row === undefined ? null : store.read(db, { instance: instance_id, place: row.place, index: asked.index, digest: row.digest })
}

/** The case, where the stream is open to the reader in it. */
async function openCaseOf(db: ReadingDatabase, reader: PartReader, stream: Uint8Array): Promise<CaseId | null> {
  if (!('deskId' in reader)) return sameBytes(stream, partyOf('reporter', null)) ? reader.scope.caseId : null
  if (roleAt(reader.scope, reader.deskId) === null || !isOpenToDesk(stream, reader.deskId)) return null
  const listed = await db.reading
    .selectFrom('case_desks')
    .select('added_day')
    .where('instance_id', '=', bytesOf(reader.scope.instance))
    .where('case_id', '=', bytesOf(reader.caseId))
    .where('desk_id', '=', bytesOf(reader.deskId))
    .executeTakeFirst()
  return listed === undefined ? null : reader.caseId
}
