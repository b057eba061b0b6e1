// What a server knows of the place where a member wants to write, before it takes anything: the state of the case and the epochs of a stream.
import type { ReadingDatabase } from '../connect.server.ts'
import { bytesOf, type CaseId, type DeskId } from '../model/ids.ts'
import type { CaseState } from '../model/case-state.ts'
import type { MemberScope } from '../scope.ts'

export interface WrittenStream {
  readonly state: CaseState
  /** By their numbers, ascending; empty where nobody wrote there yet. */
  readonly epochs: readonly { readonly epoch: number; readonly ctx: Uint8Array; readonly header: Uint8Array }[]
}

/** `null` for a case that the desk does not have, or a desk that is not the member's: the same answer for both. */
export async function writtenStream(
  db: ReadingDatabase, scope: MemberScope, { caseId, deskId, stream }: { readonly caseId: CaseId; readonly deskId: DeskId; readonly stream: Uint8Array },
): Promise<WrittenStream | null> {
  if (!scope.desks.some((desk) => desk.deskId === deskId)) return null
  const row = await db.reading
    .selectFrom('cases as c')
    .innerJoin('case_desks as l', (join) => join.onRef('l.instance_id', '=', 'c.instance_id').onRef('l.case_id', '=', 'c.case_id'))
    .select('c.state')
    .where('c.instance_id', '=', bytesOf(scope.instance))
    .where('c.case_id', '=', bytesOf(caseId))
    .where('l.desk_id', '=', bytesOf(deskId))
    .executeTakeFirst()
  if (row === undefined) return null
  const epochs = await db.reading
    .selectFrom('epochs')
    .select(['epoch', 'ctx', 'header'])
    .where('instance_id', '=', bytesOf(scope.instance))
    .where('case_id', '=', bytesOf(caseId))
    .where('stream', '=', stream)
    .orderBy('epoch')
    .execute()
  return { state: row.state, epochs }
}
