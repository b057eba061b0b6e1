// The record of what staff did: where a member's next entry belongs, and the entries about one case or of one desk.
import type { ReadingDatabase } from '../connect.server.ts'
import { bytesOf, deskIdFrom, memberIdFrom, type CaseId, type Day, type DeskId, type MemberId } from '../model/ids.ts'
import { desksRead, roleAt, type MemberScope } from '../scope.ts'

export interface Checkpoint {
  readonly s: number
  readonly head: Uint8Array
  readonly day: Day
  readonly signature: Uint8Array
}

export interface EntryPlace {
  readonly n: number
  /** Hash of the member's entry before; `null` before the first. */
  readonly prev: Uint8Array | null
  /** The newest; `null` before the first. */
  readonly checkpoint: Checkpoint | null
}

/** Where the next entry of the scope's member belongs. */
export async function placeOfNextEntry(db: ReadingDatabase, scope: MemberScope): Promise<EntryPlace> {
  const instance_id = bytesOf(scope.instance)
  const last = await db.reading
    .selectFrom('audit_entries')
    .select(['n', 'entry_hash'])
    .where('instance_id', '=', instance_id)
    .where('member_id', '=', bytesOf(scope.memberId))
    .orderBy('n', 'desc')
    .limit(1)
    .executeTakeFirst()
  const checkpoint = await db.reading
    .selectFrom('audit_checkpoints')
    .select(['s', 'head', 'day', 'signature'])
    .where('instance_id', '=', instance_id)
    .orderBy('s', 'desc')
    .limit(1)
    .executeTakeFirst()
  return { n: (last?.n ?? -1) + 1, prev: last?.entry_hash ?? null, checkpoint: checkpoint ?? null }
}

/** The member's first desk that lists the case, and what entries about the case name; `null` where none does. */
export async function subjectOf(db: ReadingDatabase, scope: MemberScope, caseId: CaseId): Promise<{ readonly deskId: DeskId; readonly auditRef: Uint8Array } | null> {
  const row = await db.reading
    .selectFrom('case_desks as l')
    .innerJoin('cases as c', (join) => join.onRef('c.instance_id', '=', 'l.instance_id').onRef('c.case_id', '=', 'l.case_id'))
    .select(['l.desk_id', 'c.audit_ref'])
    .where('l.instance_id', '=', bytesOf(scope.instance))
    .where('l.case_id', '=', bytesOf(caseId))
    .where('l.desk_id', 'in', desksRead(scope).map((desk) => bytesOf(desk)))
    .orderBy('l.desk_id')
    .limit(1)
    .executeTakeFirst()
  return row === undefined ? null : { deskId: deskIdFrom(row.desk_id), auditRef: row.audit_ref }
}

export interface RecordRows {
  /** In the order of the chain. */
  readonly entries: readonly { readonly s: number; readonly day: Day; readonly entry: Uint8Array; readonly signature: Uint8Array; readonly details: Uint8Array | null }[]
  /** Everybody who signed one of them, former members too. */
  readonly members: readonly { readonly memberId: MemberId; readonly name: string; readonly card: Uint8Array }[]
}

/** Every entry about the case; `null` outside the member's desks. */
export async function entriesAboutCase(db: ReadingDatabase, scope: MemberScope, caseId: CaseId): Promise<RecordRows | null> {
  const subject = await subjectOf(db, scope, caseId)
  if (subject === null) return null
  const entries = await entriesOf(db, scope).where('subject', '=', subject.auditRef).execute()
  return withMembers(db, scope, entries)
}

/** Every entry about no case by anybody who ever stood on the desk's list; `null` for a desk of others. */
export async function entriesOfDesk(db: ReadingDatabase, scope: MemberScope, deskId: DeskId): Promise<RecordRows | null> {
  if (roleAt(scope, deskId) === null) return null
  const entries = await entriesOf(db, scope)
    .where('subject', '=', new Uint8Array(16))
    .where((eb) => eb.exists(
      eb.selectFrom('invites as i')
        .select('i.invite_id')
        .whereRef('i.instance_id', '=', 'audit_entries.instance_id')
        .whereRef('i.member_id', '=', 'audit_entries.member_id')
        .where('i.desk_id', '=', bytesOf(deskId))
        .where('i.admitted_day', 'is not', null),
    ))
    .execute()
  return withMembers(db, scope, entries)
}

function entriesOf(db: ReadingDatabase, scope: MemberScope) {
  return db.reading
    .selectFrom('audit_entries')
    .select(['s', 'server_day', 'entry', 'signature', 'details', 'member_id'])
    .where('instance_id', '=', bytesOf(scope.instance))
    .orderBy('s')
}

type EntryRow = { s: number; server_day: Day; entry: Uint8Array; signature: Uint8Array; details: Uint8Array | null; member_id: ReturnType<typeof bytesOf<MemberId>> }

async function withMembers(db: ReadingDatabase, scope: MemberScope, entries: readonly EntryRow[]): Promise<RecordRows> {
  const ids = [...new Map(entries.map((row) => [memberIdFrom(row.member_id), row.member_id])).values()]
  const rows = ids.length === 0 ? [] : await db.reading
    .selectFrom('members as m')
    .innerJoin('member_cards as c', (join) => join.onRef('c.instance_id', '=', 'm.instance_id').onRef('c.member_id', '=', 'm.member_id'))
    .select(['m.member_id', 'm.name', 'c.card'])
    .where('m.instance_id', '=', bytesOf(scope.instance))
    .where('m.member_id', 'in', ids)
    .orderBy('m.name_key')
    .execute()
  return {
    entries: entries.map((row) => ({ s: row.s, day: row.server_day, entry: row.entry, signature: row.signature, details: row.details })),
    members: rows.map((row) => ({ memberId: memberIdFrom(row.member_id), name: row.name, card: row.card })),
  }
}
