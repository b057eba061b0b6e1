// A report arrives: the busiest command, and the one that must never make two cases of one report.
import { partyOf } from '../bytes.server.ts'
import type { Database } from '../connect.server.ts'
import { clocksAtReceipt } from '../model/deadlines.ts'
import type { CaseId, Day } from '../model/ids.ts'
import { submissionSeen } from '../queries/submission-seen.server.ts'
import type { ReporterScope } from '../scope.ts'
import type { Refusal } from '../transaction.server.ts'
import { insertCase } from '../steps/open-case-batch.server.ts'
import type { NewEpoch, NewMessage } from '../steps/transmission.server.ts'

export interface NewCase {
  readonly today: Day
  /** card_R, 1280 bytes. */
  readonly card: Uint8Array
  /** 32 bytes each (PROTOCOL, receipt and shred layer). */
  readonly tombstone: Uint8Array
  readonly envelopeHash: Uint8Array
  /** 76 bytes: day, roster_seq, signature. */
  readonly receipt: Uint8Array
  /** Epoch 0 of talk; its heads are empty. */
  readonly opens: NewEpoch
  readonly messages: readonly NewMessage[]
  readonly urgent: boolean
}

export type OpenedCase =
  | { readonly ok: true; readonly receipt: Uint8Array; readonly created: boolean }
  | Refusal<'taken' | 'gone' | 'stale'>

/** Stores the case, its receipt, clocks, inbox lines, notices and one event, all or nothing, in one round trip. The same envelope again gives the
 *  stored receipt and changes nothing, also when many arrive in the same moment. `stale`: the browser knew an older roster. */
export async function openCase(db: Database, scope: ReporterScope, input: NewCase): Promise<OpenedCase> {
  const clocks = clocksAtReceipt(input.today, input.urgent)
  const isNew = await oneAtATime(db, scope.caseId, () => insertCase(db, { ...input, ...scope, stream: talk, clocks }))
  if (isNew) {
    await db.durable()
    return { ok: true, receipt: input.receipt, created: true }
  }
  const before = await submissionSeen(db, scope, input)
  if (before.seen === 'new') return { ok: false, reason: 'stale' }
  if (before.seen !== 'stored') return { ok: false, reason: before.seen }
  // The first answer may have been lost together with the flush that would have protected it.
  await db.durable()
  return { ok: true, receipt: before.receipt, created: false }
}

const talk = partyOf('reporter', null)
const entering = new WeakMap<Database, Map<CaseId, Promise<boolean>>>()

/** Copies of one report never share a statement, where they would double its rows: each waits for the one before it. */
async function oneAtATime(db: Database, caseId: CaseId, enter: () => Promise<boolean>): Promise<boolean> {
  const open = entering.get(db) ?? new Map<CaseId, Promise<boolean>>()
  entering.set(db, open)
  const before = open.get(caseId)
  const own = before === undefined ? enter() : before.then((wasNew) => (wasNew ? false : enter()), enter)
  open.set(caseId, own)
  try {
    return await own
  } finally {
    if (open.get(caseId) === own) open.delete(caseId)
  }
}
