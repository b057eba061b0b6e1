// The same small act on many cases: each is opened, written and recorded by itself, as if somebody went through them by hand.
// Closing, declining, exporting and sending are not among them: they are decided case by case.

import type { DayNumber, Hex } from '#crypto/answers.ts'
import type { DeskCaseView } from '#crypto/worker/views.ts'
import type { CaseAct, DeskWrite, NewColumns } from '#crypto/worker/messages.ts'
import type { CaseClock } from '#db/model/case-clocks.ts'
import { ownClock } from '#db/model/clock-plan.ts'
import { clockWrites } from '#db/model/clock-writes.ts'
import { dayFrom } from '#db/model/ids.ts'
import { theCase, workBody } from '#db/model/work-records.ts'
import { fetchCase, today, withPlace } from '../record.client.ts'
import { refusalWord } from '../requests.client.ts'
import type { DeskWorker } from '../worker.client.ts'
import type { OpenedRow } from './rows.ts'

type Change = { writes: DeskWrite[]; acts?: CaseAct[]; columns: NewColumns | null }

/** What came of it: how many are done, and how many were left as they are. */
export type BulkResult = { done: number; left: number }

/** Gives every case to this member, null for nobody; cases of a team that the member is not in are left. */
export function assignAll(worker: DeskWorker, rows: readonly OpenedRow[], member: Hex | null, deskOf: (member: Hex) => ReadonlySet<Hex>, lang: string, onStep: (step: BulkResult) => void): Promise<BulkResult> {
  const desks = member === null ? null : deskOf(member)
  return each(worker, rows, onStep, (opened, answer) => {
    if (desks !== null && !desks.has(opened.row.deskId)) return null
    const { version, state, turn, nextDay, endDay } = answer
    return { writes: [{ type: 'work', fields: { kind: 'assign', object: theCase, body: workBody('assign', { member }) }, lang }], columns: { version, state, turn, nextDay, endDay, assignee: member } }
  })
}

/** Sets a day of the team's own in every case: on it, a notice without content goes out to the team. */
export function remindAll(worker: DeskWorker, rows: readonly OpenedRow[], day: DayNumber, lang: string, onStep: (step: BulkResult) => void): Promise<BulkResult> {
  return each(worker, rows, onStep, () => {
    return { ...clockChange('start', ownClock(newId(), dayFrom(today().today), dayFrom(day)), lang), columns: null }
  })
}

/** Ends a day that the team had set for itself. */
export async function endReminder(worker: DeskWorker, caseId: Hex, clock: CaseClock, lang: string): Promise<void> {
  await openAndWrite(worker, caseId, () => ({ ...clockChange('stop', { ...clock, stoppedDay: dayFrom(today().today) }, lang), columns: null }))
}

function clockChange(kind: 'start' | 'stop', clock: CaseClock, lang: string): { writes: DeskWrite[]; acts: CaseAct[] } {
  const { records, acts } = clockWrites([{ kind, clock }])
  return { writes: records.map(({ object, content }): DeskWrite => ({ type: 'work', fields: { kind: 'clock', object, body: workBody('clock', content) }, lang })), acts }
}

async function each(worker: DeskWorker, rows: readonly OpenedRow[], onStep: (step: BulkResult) => void, change: (opened: OpenedRow, columns: NewColumns) => Change | null): Promise<BulkResult> {
  let result: BulkResult = { done: 0, left: 0 }
  for (const opened of rows) {
    try {
      const done = await openAndWrite(worker, opened.row.caseId, (_view, columns) => change(opened, columns))
      result = done ? { ...result, done: result.done + 1 } : { ...result, left: result.left + 1 }
    } catch (error) {
      // Without network or keys none of the others would do better.
      if (['offline', 'locked', 'worker-failed', 'expired', 'signed-out'].includes(refusalWord(error))) throw error
      result = { ...result, left: result.left + 1 }
    }
    onStep(result)
  }
  return result
}

async function openAndWrite(worker: DeskWorker, caseId: Hex, change: (view: DeskCaseView, columns: NewColumns) => Change | null): Promise<boolean> {
  const answer = await fetchCase(worker, caseId, 'read')
  const view = await worker.call('openCase', { answer, ...today() })
  const due = view.canWrite ? change(view, answer.columns) : null
  if (due === null) return false
  await withPlace(worker, (place) => worker.call('sealWrites', { caseId, addTeam: null, summary: null, ...due, place, ...today() }))
  return true
}

function newId(): Hex {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
