// One transaction for each command. What was refused leaves nothing behind, what is returned as done survives a power cut.
import type { Transaction } from 'kysely'
import type { Database } from './connect.server.ts'
import type { Tables } from './schema.ts'

export type Tx = Transaction<Tables>
export type Refusal<Reason extends string> = { readonly ok: false; readonly reason: Reason }
/** Ends the transaction without a trace and makes the command answer with this reason. */
export type Refuse<Reason extends string> = (reason: Reason) => never

class Refused extends Error {
  readonly reason: string
  constructor(reason: string) {
    super(reason)
    this.reason = reason
  }
}

/** Runs `work` in a transaction and makes it durable. A unique key that was taken in the same moment becomes `onClash`. */
export async function inTransaction<Value, Reason extends string>(
  db: Database,
  onClash: Reason,
  work: (tx: Tx, refuse: Refuse<Reason>) => Promise<Value>,
): Promise<Value | Refusal<Reason>> {
  const refuse: Refuse<Reason> = (reason) => {
    throw new Refused(reason)
  }
  try {
    const value = await db.tables.transaction().execute((tx) => work(tx, refuse))
    await db.durable()
    return value
  } catch (error) {
    if (error instanceof Refused) return { ok: false, reason: error.reason as Reason }
    if (isClash(error)) return { ok: false, reason: onClash }
    throw error
  }
}

/** Unique violation, deadlock or serialisation failure, as PostgreSQL and PGlite both number them. */
function isClash(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === '23505' || error.code === '40001' || error.code === '40P01')
}
