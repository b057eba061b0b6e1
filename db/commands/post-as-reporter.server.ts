// A reporter adds a message to her case, opening a new epoch first where a desk's keys have moved on.
import { partyKinds, partyOf, sameBytes } from '../bytes.server.ts'
import type { Database } from '../connect.server.ts'
import { addDays, clockFrom } from '../model/deadlines.ts'
import { dayFrom, type Day } from '../model/ids.ts'
import type { ReporterScope } from '../scope.ts'
import { inTransaction, type Refusal } from '../transaction.server.ts'
import { listAt, lockCase, notifyDesks, updateCase } from '../steps/case-columns.server.ts'
import { startIdle } from '../steps/clocks.server.ts'
import { recordEvent } from '../steps/event.server.ts'
import { acceptTransmission, isRepeated, type Transmission } from '../steps/transmission.server.ts'

type Reason = 'stale' | 'conflict' | 'gone' | 'not-allowed' | 'files'
export type Posted = { readonly ok: true; readonly day: Day } | Refusal<Reason>

/** All of the transmission or nothing; the same one again changes nothing. From then on it is the desk's turn; a promised date stays promised, and words of danger start the clocks of seeing and of protecting that do not run yet.
 *  `conflict`: somebody wrote in between, or another message has this number; reload and seal anew. `files`: a listed file is not there whole. */
export async function postAsReporter(
  db: Database, scope: ReporterScope, input: { readonly today: Day; readonly transmission: Transmission },
): Promise<Posted> {
  const { today, transmission } = input
  const place = { instance: scope.instance, caseId: scope.caseId, today }
  return inTransaction<Posted, Reason>(db, 'conflict', async (tx, refuse) => {
    if (!isHerOwn(transmission)) return refuse('not-allowed')
    const row = await lockCase(tx, place)
    if (row === undefined) return refuse('gone')
    if (await isRepeated(tx, place, transmission)) return { ok: true, day: today }
    const desks = await acceptTransmission(tx, refuse, place, transmission, reporter)
    if (transmission.opens !== null) await listAt(tx, place, desks)
    const urgent = transmission.messages.some((message) => message.urgent)
    if (urgent) await startIdle(tx, place, [clockFrom('P1-SEE', today), clockFrom('P1-ACT', today)])
    const promised = row.next_day ?? clockFrom('G-ACK', today).dueDay
    const version = await updateCase(tx, place, {
      turn: 'desk',
      nextDay: urgent ? dayFrom(Math.min(promised, addDays(today, 1))) : promised,
      lastDay: today,
      urgent: row.urgent || urgent,
      reporterMessages: row.reporter_messages + transmission.messages.length,
      unseen: true,
    })
    await recordEvent(tx, scope.instance, { kind: 'reporter-posted', day: today, case: { id: scope.caseId, version } })
    await notifyDesks(tx, place, desks, urgent ? 'danger' : 'new-message')
    return { ok: true, day: today }
  })
}

const reporter = partyOf('reporter', null)

function isHerOwn({ stream, messages }: Transmission): boolean {
  const talk = stream[0] === partyKinds.reporter && stream.length === 17
  return talk && messages.length > 0 && messages.every((message) => sameBytes(message.author, reporter))
}
