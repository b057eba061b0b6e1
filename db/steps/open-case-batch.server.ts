// Reports of the same moment share one transaction: statement, commit and flush are paid once. Nobody waits for company: a report that
// comes alone leaves at once, and only those that arrive while a few statements run leave together (D-011).
import { randomId } from '../bytes.server.ts'
import type { Database } from '../connect.server.ts'
import type { RunningClock } from '../model/deadlines.ts'
import { bytesOf, caseIdFrom, type CaseId, type Day, type InstanceId } from '../model/ids.ts'
import { sealed } from '../model/sealed.ts'
import { startedClock } from './clocks.server.ts'
import { openCaseStatement } from './open-case-statement.server.ts'
import type { NewEpoch, NewMessage } from './transmission.server.ts'

/** One report, ready to be stored. */
export interface CaseRows {
  readonly instance: InstanceId
  readonly caseId: CaseId
  readonly stream: Uint8Array
  readonly today: Day
  readonly urgent: boolean
  readonly clocks: readonly RunningClock[]
  readonly card: Uint8Array
  readonly tombstone: Uint8Array
  readonly opens: NewEpoch
  readonly messages: readonly NewMessage[]
  readonly envelopeHash: Uint8Array
  readonly receipt: Uint8Array
}

interface Job {
  readonly rows: CaseRows
  readonly values: readonly unknown[]
  done(isNew: boolean): void
  fail(error: unknown): void
}

interface Door {
  running: number
  /** Jobs of one shape and day, by both. */
  readonly waiting: Map<string, Job[]>
}

/** So many statements run at once; more would only share the same processors and flushes. */
const statementsAtOnce = 2
/** Powers of two, so that few statements are planned. */
const casesAtOnce = 32

const doors = new WeakMap<Database, Door>()

/** True if the case is new and stored, false if nothing was stored: it is there already, or one of the guards refused. Throws what the
 *  database threw for this report; another report of the same moment never makes it fail. */
export function insertCase(db: Database, rows: CaseRows): Promise<boolean> {
  const values = valuesOf(rows)
  const door = doors.get(db) ?? { running: 0, waiting: new Map<string, Job[]>() }
  doors.set(db, door)
  return new Promise((done, fail) => {
    const key = `${rows.instance} ${rows.today} ${rows.urgent} ${rows.opens.wraps.length} ${rows.messages.length}`
    const queue = door.waiting.get(key) ?? []
    door.waiting.set(key, queue)
    queue.push({ rows, values, done, fail })
    serve(db, door)
  })
}

function serve(db: Database, door: Door): void {
  while (door.running < statementsAtOnce) {
    const batch = takeBatch(door)
    if (batch === null) return
    door.running += 1
    void store(db, batch).finally(() => {
      door.running -= 1
      serve(db, door)
    })
  }
}

function takeBatch(door: Door): Job[] | null {
  for (const [key, queue] of door.waiting) {
    const size = Math.min(casesAtOnce, 2 ** Math.floor(Math.log2(queue.length)))
    const batch = queue.splice(0, size)
    if (queue.length === 0) door.waiting.delete(key)
    return batch
  }
  return null
}

async function store(db: Database, batch: readonly Job[]): Promise<void> {
  const [first] = batch
  if (first === undefined) return
  const { instance, stream, today, urgent, clocks, opens, messages } = first.rows
  const shape = { cases: batch.length, wraps: opens.wraps.length, messages: messages.length, clocks: clocks.length }
  const firstDue = Math.min(...clocks.map((clock) => clock.dueDay))
  try {
    const stored = await db.statement<{ case_id: Uint8Array }>(openCaseStatement(shape), [
      bytesOf(instance), stream, today, firstDue, urgent, urgent ? 'danger' : 'new-message',
      ...clocks.map(startedClock).flatMap(({ clockId, days }) => [clockId, days.first_day, days.second_day, days.third_day, days.due_day]),
      ...batch.flatMap((job) => job.values),
    ])
    const fresh = new Set(stored.map((row) => caseIdFrom(row.case_id)))
    for (const job of batch) job.done(fresh.has(job.rows.caseId))
  } catch (error) {
    // One report that the database refuses takes its companions with it: each is tried alone, and only the bad one fails.
    if (batch.length === 1) first.fail(error)
    else for (const job of batch) await store(db, [job])
  }
}

function valuesOf({ caseId, card, tombstone, opens, messages, envelopeHash, receipt }: CaseRows): unknown[] {
  return [
    bytesOf(caseId), card, randomId(), tombstone, opens.rosterSeq, bytesOf(opens.rosterHash), opens.header, opens.ctx, envelopeHash, receipt,
    randomId(), messages.length,
    ...opens.wraps.flatMap((wrap) => [wrap.party, wrap.deskEpoch, sealed('wrap', wrap.sealed)]),
    ...messages.flatMap((message) => [message.author, message.n, message.outer, sealed('message', message.body)]),
  ]
}
