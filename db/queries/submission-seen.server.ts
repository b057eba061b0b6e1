// Was this report sent before? Asked before a shred key is made and again after an insert that found the case already there.
import { sameBytes } from '../bytes.server.ts'
import type { ReadingDatabase, Statement } from '../connect.server.ts'
import { bytesOf } from '../model/ids.ts'
import type { ReporterScope } from '../scope.ts'

export type SubmissionSeen =
  | { readonly seen: 'new' }
  | { readonly seen: 'stored'; readonly receipt: Uint8Array }
  | { readonly seen: 'taken' }
  | { readonly seen: 'gone' }

const look: Statement = {
  name: 'submission-seen',
  text: `select (select envelope_hash from receipts where instance_id = $1::bytea and case_id = $2::bytea) as envelope_hash,
    (select receipt from receipts where instance_id = $1::bytea and case_id = $2::bytea) as receipt,
    exists (select 1 from tombstones where instance_id = $1::bytea and tombstone = $3::bytea) as gone`,
}

/** `stored`: the same envelope was accepted, here is its receipt. `taken`: the case exists with other bytes. `gone`: it was destroyed.
 *  `tombstone` and `envelopeHash` are 32 bytes (PROTOCOL, receipt and shred layer). */
export async function submissionSeen(
  db: ReadingDatabase, scope: ReporterScope, asked: { readonly tombstone: Uint8Array; readonly envelopeHash: Uint8Array },
): Promise<SubmissionSeen> {
  const [row] = await db.statement<{ envelope_hash: Uint8Array | null; receipt: Uint8Array | null; gone: boolean }>(look, [
    bytesOf(scope.instance), bytesOf(scope.caseId), asked.tombstone,
  ])
  if (row?.gone === true) return { seen: 'gone' }
  if (row === undefined || row.envelope_hash === null || row.receipt === null) return { seen: 'new' }
  return sameBytes(row.envelope_hash, asked.envelopeHash) ? { seen: 'stored', receipt: row.receipt } : { seen: 'taken' }
}
