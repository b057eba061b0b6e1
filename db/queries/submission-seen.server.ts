// Was this report sent before? Asked before a shred key is made and again after an insert that found the case already there.
import { sameBytes } from '../bytes.server.ts'
import type { ReadingDatabase, Statement } from '../connect.server.ts'
import { bytesOf } from '../model/ids.ts'
import type { ReporterScope } from '../scope.ts'
import { together } from '../together.server.ts'

export type SubmissionSeen =
  | { readonly seen: 'new' }
  | { readonly seen: 'stored'; readonly receipt: Uint8Array }
  | { readonly seen: 'taken' }
  | { readonly seen: 'gone' }

interface Asked {
  readonly instance: Uint8Array
  readonly caseId: Uint8Array
  readonly tombstone: Uint8Array
}

interface Row {
  readonly place: number
  readonly envelope_hash: Uint8Array | null
  readonly receipt: Uint8Array | null
  readonly gone: boolean
}

/** `stored`: the same envelope was accepted, here is its receipt. `taken`: the case exists with other bytes. `gone`: it was destroyed.
 *  `tombstone` and `envelopeHash` are 32 bytes (PROTOCOL, receipt and shred layer). Reports of the same moment are looked up together. */
export async function submissionSeen(
  db: ReadingDatabase, scope: ReporterScope, asked: { readonly tombstone: Uint8Array; readonly envelopeHash: Uint8Array },
): Promise<SubmissionSeen> {
  const row = await lookUp(db)({ instance: bytesOf(scope.instance), caseId: bytesOf(scope.caseId), tombstone: asked.tombstone })
  if (row.gone) return { seen: 'gone' }
  if (row.envelope_hash === null || row.receipt === null) return { seen: 'new' }
  return sameBytes(row.envelope_hash, asked.envelopeHash) ? { seen: 'stored', receipt: row.receipt } : { seen: 'taken' }
}

const lookUps = new WeakMap<ReadingDatabase, (asked: Asked) => Promise<Row>>()

function lookUp(db: ReadingDatabase): (asked: Asked) => Promise<Row> {
  const known = lookUps.get(db)
  if (known !== undefined) return known
  const made = together((all: readonly Asked[]) => rowsOf(db, all), { rounds: 2, most: 32 })
  lookUps.set(db, made)
  return made
}

async function rowsOf(db: ReadingDatabase, all: readonly Asked[]): Promise<Row[]> {
  const rows = await db.statement<Row>(statementFor(all.length), all.flatMap(({ instance, caseId, tombstone }) => [instance, caseId, tombstone]))
  return [...rows].sort((a, b) => a.place - b.place)
}

function statementFor(count: number): Statement {
  const asked = Array.from({ length: count }, (_, at) => `(${at}, $${3 * at + 1}::bytea, $${3 * at + 2}::bytea, $${3 * at + 3}::bytea)`)
  return {
    name: `submission-seen-${count}`,
    text: `select asked.place, r.envelope_hash, r.receipt, t.tombstone is not null as gone
      from (values ${asked.join(', ')}) as asked (place, instance_id, case_id, tombstone)
      left join receipts r on r.instance_id = asked.instance_id and r.case_id = asked.case_id
      left join tombstones t on t.instance_id = asked.instance_id and t.tombstone = asked.tombstone`,
  }
}
