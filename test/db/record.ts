// Signed lines about acts, in rows only: the database checks their place, their day and their case, and hashes nothing itself.
import { createHash } from 'node:crypto'
import type { Database } from '#db/connect.server.ts'
import { bytesOf, type CaseId } from '#db/model/ids.ts'
import { placeOfNextEntry } from '#db/queries/audit.server.ts'
import type { MemberScope } from '#db/scope.ts'
import type { NewEntry } from '#db/steps/record-entry.server.ts'
import { bytes, today } from './organisation.ts'

/** The next entry of the member, about this case or about none. */
export async function entryFor(db: Database, scope: MemberScope, caseId: CaseId | null = null, change: Partial<NewEntry> = {}): Promise<NewEntry> {
  const { n, prev } = await placeOfNextEntry(db, scope)
  return entryAt(scope, { n, prev: prev ?? new Uint8Array(32), subject: await subjectFor(db, scope, caseId), ...change })
}

/** Does the act as the member's device would: with their next entry. */
export async function recorded<Input extends { readonly entry: NewEntry }, Answer>(
  db: Database, command: (db: Database, scope: MemberScope, input: Input) => Promise<Answer>, scope: MemberScope, input: Omit<Input, 'entry'>,
  caseId: CaseId | null = null,
): Promise<Answer> {
  return command(db, scope, { ...input, entry: await entryFor(db, scope, caseId) } as Input)
}

/** An entry in a place that the caller names. */
export function entryAt(scope: MemberScope, given: Pick<NewEntry, 'n' | 'prev' | 'subject'> & Partial<NewEntry>): NewEntry {
  const line = bytes(207, 1)
  line.set(bytesOf(scope.instance), 1)
  line.set(bytesOf(scope.memberId), 17)
  new DataView(line.buffer).setBigUint64(33, BigInt(given.n))
  line.set(given.subject, 79)
  return {
    memberId: scope.memberId, day: today, action: 3, bytes: line, signature: bytes(64), hash: bytes(32), details: null, genesis: new Uint8Array(32).fill(7),
    headAfter: (before, s, day) => headOf(before, s, day, line),
    ...given,
  }
}

/** What stands for the chain of the protocol here: any hash over the head before, place, day and line. */
export function headOf(before: Uint8Array, s: number, day: number, line: Uint8Array): Uint8Array {
  return new Uint8Array(createHash('sha256').update(before).update(`${s} ${day}`).update(line).digest())
}

async function subjectFor(db: Database, scope: MemberScope, caseId: CaseId | null): Promise<Uint8Array> {
  if (caseId === null) return new Uint8Array(16)
  const row = await db.tables
    .selectFrom('cases')
    .select('audit_ref')
    .where('instance_id', '=', bytesOf(scope.instance))
    .where('case_id', '=', bytesOf(caseId))
    .executeTakeFirst()
  // For a case that is not there any name does: nothing is recorded about it.
  return row?.audit_ref ?? bytes(16)
}
