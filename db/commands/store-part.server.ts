// One part of a file arrives. First the bytes, then the row: what the database names is there.
import { partyOf, randomId, sameBytes } from '../bytes.server.ts'
import type { Database } from '../connect.server.ts'
import { bytesOf, type CaseId, type Day, type DeskId, type IdBytes, type InstanceId } from '../model/ids.ts'
import { mayDo } from '../model/roles.ts'
import { NoRoom, partBytes, type PartPlace, type PartStore } from '../part-store.server.ts'
import { roleAt, type MemberScope, type ReporterScope } from '../scope.ts'
import { inTransaction, type Refusal, type Refuse, type Tx } from '../transaction.server.ts'
import { isListed, lockCase } from '../steps/case-columns.server.ts'
import { isOpenToDesk, readsNewest } from '../steps/file.server.ts'

/** The desk of the member who sends; a reporter has none. */
export type PartSender = { readonly scope: ReporterScope } | { readonly scope: MemberScope; readonly deskId: DeskId }

export interface NewPart {
  readonly today: Day
  readonly caseId: CaseId
  readonly stream: Uint8Array
  readonly epoch: number
  readonly fileId: Uint8Array
  readonly index: number
  readonly parts: number
  /** H("part", body), 32 bytes. */
  readonly digest: Uint8Array
  readonly body: Uint8Array
}

export interface FileLimits {
  readonly filesPerCase: number
  readonly partsPerFile: number
}

type Reason = 'not-yours' | 'gone' | 'stale' | 'conflict' | 'not-allowed' | 'broken' | 'too-many' | 'too-big' | 'full'
export type PartStored = { readonly ok: true } | Refusal<Reason>

/** Keeps the part for good, or until no message has listed its file for a day. The same bytes again are no error, others in their place are
 *  `conflict`. `stale`: the keys have changed, the file must be sealed anew. `full`: the disk has no room, and nothing was stored. */
export async function storePart(db: Database, store: PartStore, sender: PartSender, input: NewPart, limits: FileLimits): Promise<PartStored> {
  if (input.parts > limits.partsPerFile) return { ok: false, reason: 'too-big' }
  if (!fits(input)) return { ok: false, reason: 'broken' }
  try {
    const first = await inTransaction<Settled, Reason>(db, 'conflict', (tx, refuse) => settle(tx, refuse, sender, input, limits, store.home === 'rows' ? store : null))
    if (!first.ok) return first
    if (first.stored) return { ok: true }
    await store.keep(first.place, input.body)
    // Meanwhile the case may have been destroyed, or the same part have come twice: looked at again with the row.
    const done = await inTransaction<Settled, Reason>(db, 'conflict', (tx, refuse) => settle(tx, refuse, sender, input, limits, store))
    return done.ok ? { ok: true } : done
  } catch (error) {
    if (error instanceof NoRoom || isDiskFull(error)) return { ok: false, reason: 'full' }
    throw error
  }
}

type Settled = { readonly ok: true; readonly stored: boolean; readonly place: PartPlace }

/** Checks sender, stream, file and part, and writes the row where `store` is given. */
async function settle(tx: Tx, refuse: Refuse<Reason>, sender: PartSender, input: NewPart, limits: FileLimits, store: PartStore | null): Promise<Settled> {
  const { instance } = sender.scope
  const own = { instance_id: bytesOf(instance), case_id: bytesOf(input.caseId) }
  const party = await checkedSender(tx, refuse, sender, input)
  const file = await tx.selectFrom('files').selectAll().where((eb) => eb.and({ ...own, stream: input.stream, file_id: input.fileId })).executeTakeFirst()
  if (file !== undefined && !(file.epoch === input.epoch && file.parts === input.parts && sameBytes(file.sender, party))) refuse('conflict')
  const place = { instance: own.instance_id, place: file?.place ?? randomId(), index: input.index, digest: input.digest }
  const part = { instance_id: own.instance_id, place: place.place, part_index: input.index }
  const stored = await tx.selectFrom('file_parts').select('digest').where((eb) => eb.and(part)).executeTakeFirst()
  if (stored !== undefined) return sameBytes(stored.digest, input.digest) ? { ok: true, stored: true, place } : refuse('conflict')
  await insistOnNewest(tx, refuse, sender, input)
  if (file === undefined) {
    if ((await filesThatCount(tx, own, input)) >= limits.filesPerCase) refuse('too-many')
    await tx
      .insertInto('files')
      .values({
        ...own, stream: input.stream, file_id: input.fileId, epoch: input.epoch, sender: party, place: place.place, parts: input.parts, bytes: 0,
        listed: false, day: input.today,
      })
      .execute()
  }
  if (store === null) return { ok: true, stored: false, place }
  await tx.insertInto('file_parts').values({ ...part, digest: input.digest, bytes: input.body.length }).execute()
  await store.keepInRow(tx, place, input.body)
  await tx
    .updateTable('files')
    .set((eb) => ({ bytes: eb('bytes', '+', input.body.length) }))
    .where('instance_id', '=', own.instance_id)
    .where('place', '=', place.place)
    .execute()
  return { ok: true, stored: true, place }
}

/** Files of the case that are listed or still may be: one of an older epoch was sealed anew under the newer keys, or given up. */
async function filesThatCount(tx: Tx, own: { instance_id: IdBytes<InstanceId>; case_id: IdBytes<CaseId> }, input: NewPart): Promise<number> {
  const { n } = await tx
    .selectFrom('files')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where((eb) => eb.and(own))
    .where((eb) => eb.or([eb('listed', '=', true), eb('stream', '!=', input.stream), eb('epoch', '=', input.epoch)]))
    .executeTakeFirstOrThrow()
  return Number(n)
}

/** The party under which the file is kept. Locks the case, so that two files cannot both be the last that fits. */
async function checkedSender(tx: Tx, refuse: Refuse<Reason>, sender: PartSender, input: NewPart): Promise<Uint8Array> {
  const place = { instance: sender.scope.instance, caseId: input.caseId, today: input.today }
  const row = await lockCase(tx, place)
  if (!('deskId' in sender)) {
    if (row === undefined) refuse('gone')
    return sameBytes(input.stream, partyOf('reporter', null)) ? partyOf('reporter', null) : refuse('not-allowed')
  }
  const role = roleAt(sender.scope, sender.deskId)
  if (role === null || !mayDo(role, 'write-message')) refuse('not-yours')
  if (row === undefined || !(await isListed(tx, place, sender.deskId))) refuse('gone')
  return isOpenToDesk(input.stream, sender.deskId) ? partyOf('desk', bytesOf(sender.deskId)) : refuse('not-allowed')
}

/** A file is sealed under the newest keys of its stream. */
async function insistOnNewest(tx: Tx, refuse: Refuse<Reason>, sender: PartSender, input: NewPart): Promise<void> {
  const key = { instance_id: bytesOf(sender.scope.instance), case_id: bytesOf(input.caseId), stream: input.stream }
  const stream = await tx.selectFrom('streams').select('newest_epoch').where((eb) => eb.and(key)).executeTakeFirst()
  if (stream === undefined || stream.newest_epoch !== input.epoch) refuse('stale')
  const inside = !('deskId' in sender) || (await readsNewest(tx, { instance: sender.scope.instance, caseId: input.caseId, stream: input.stream }, sender.deskId))
  if (!inside) refuse('not-allowed')
}

function fits({ index, parts, body }: NewPart): boolean {
  if (parts < 1 || index < 0 || index >= parts) return false
  return index === parts - 1 ? body.length >= 1 && body.length <= partBytes : body.length === partBytes
}

/** PostgreSQL's own word for it. */
function isDiskFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '53100'
}
