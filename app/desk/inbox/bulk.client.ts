// The same small act on many cases: each is opened, written and recorded by itself, as if somebody went through them by hand.
// Closing, declining, exporting and sending are not among them: they are decided case by case.

import type { DayNumber, Hex } from '#crypto/answers.ts'
import type { DirectoryView, SummaryFields } from '#crypto/worker/views.ts'
import type { CaseAct, DeskWrite, NewColumns } from '#crypto/worker/messages.ts'
import type { CaseClock } from '#db/model/case-clocks.ts'
import type { CaseFile } from '#db/model/case-file.ts'
import { ownClock } from '#db/model/clock-plan.ts'
import { clockWrites } from '#db/model/clock-writes.ts'
import { dayFrom } from '#db/model/ids.ts'
import type { LegalTag } from '#db/model/legal-profiles.ts'
import { theCase, workBody } from '#db/model/work-records.ts'
import { openCase, writeCase, type OpenedCase } from '../case/case.client.ts'
import { caseworkSummary, withWrites } from '../case/case-writing.ts'
import { fileOf } from '../case/believed-file.ts'
import { today } from '../record.client.ts'
import { refusalWord } from '../requests.client.ts'
import type { DeskWorker } from '../worker.client.ts'
import type { OpenedRow } from './rows.ts'

/** Whose browser acts. */
export type At = { worker: DeskWorker; directory: DirectoryView }
export type Change = { writes: DeskWrite[]; acts?: CaseAct[]; columns: NewColumns | null }

/** What came of it: how many are done, and how many were left as they are. */
export type BulkResult = { done: number; left: number }

/** Gives every case to this member, null for nobody; cases of a team that the member is not in are left. */
export function assignAll(at: At, rows: readonly OpenedRow[], member: Hex | null, deskOf: (member: Hex) => ReadonlySet<Hex>, lang: string, onStep: (step: BulkResult) => void): Promise<BulkResult> {
  const desks = member === null ? null : deskOf(member)
  return each(at, rows, onStep, (opened, answer) => {
    if (desks !== null && !desks.has(opened.row.deskId)) return null
    const { version, state, turn, nextDay, endDay } = answer
    return { writes: [{ type: 'work', fields: { kind: 'assign', object: theCase, body: workBody('assign', { member }) }, lang }], columns: { version, state, turn, nextDay, endDay, assignee: member } }
  })
}

/** Sets a day of the team's own in every case: on it, a notice without content goes out to the team. */
export function remindAll(at: At, rows: readonly OpenedRow[], day: DayNumber, lang: string, onStep: (step: BulkResult) => void): Promise<BulkResult> {
  return each(at, rows, onStep, () => {
    return { ...clockChange('start', ownClock(newId(), dayFrom(today().today), dayFrom(day)), lang), columns: null }
  })
}

/** Adds a mark of law to every case that has been weighed in law already; one that has not, or has the mark, is left: to weigh is not done by the dozen. */
export function tagAll(at: At, rows: readonly OpenedRow[], tag: LegalTag, lang: string, onStep: (step: BulkResult) => void): Promise<BulkResult> {
  return each(at, rows, onStep, (_row, _columns, { legal }) => {
    if (legal === null || legal.tags.includes(tag)) return null
    const body = workBody('legal', { tags: [...legal.tags, tag], profiles: legal.profiles })
    return { writes: [{ type: 'work', fields: { kind: 'legal', object: theCase, body }, lang }], columns: null }
  })
}

/** Ends a day that the team had set for itself. */
export async function endReminder(at: At, caseId: Hex, clock: CaseClock, lang: string): Promise<void> {
  await openAndWrite(at, caseId, () => ({ ...clockChange('stop', { ...clock, stoppedDay: dayFrom(today().today) }, lang), columns: null }))
}

function clockChange(kind: 'start' | 'stop', clock: CaseClock, lang: string): { writes: DeskWrite[]; acts: CaseAct[] } {
  const { records, acts } = clockWrites([{ kind, clock }])
  return { writes: records.map(({ object, content }): DeskWrite => ({ type: 'work', fields: { kind: 'clock', object, body: workBody('clock', content) }, lang })), acts }
}

async function each(at: At, rows: readonly OpenedRow[], onStep: (step: BulkResult) => void, change: (opened: OpenedRow, columns: NewColumns, file: CaseFile) => Change | null): Promise<BulkResult> {
  let result: BulkResult = { done: 0, left: 0 }
  for (const opened of rows) {
    try {
      const done = await openAndWrite(at, opened.row.caseId, (now, file) => change(opened, now.columns, file))
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

/** Opens one case and writes what follows from how it stands now; false where nothing does, or this team may not write there. */
export async function openAndWrite({ worker, directory }: At, caseId: Hex, change: (opened: OpenedCase, file: CaseFile) => Change | null): Promise<boolean> {
  const opened = await openCase(worker, caseId)
  const due = opened.view.canWrite ? change(opened, fileOf(opened, directory)) : null
  if (due === null) return false
  await writeCase(worker, opened, { ...due, summary: summaryAfter(opened, due, directory) })
  return true
}

// What the inbox and the board show of the change. Where the reporter has written something that nobody has read the summary
// stays as it is: giving a case to somebody is not reading it.
function summaryAfter(opened: OpenedCase, { writes, columns }: Change, directory: DirectoryView): SummaryFields | null {
  const { view } = opened
  if (view.stored === null || view.stored.reporterSeen !== view.summary.reporterSeen) return null
  const timeline = withWrites(view, writes, directory.memberId, today().today)
  const file = fileOf({ ...opened, view: { ...view, timeline } }, directory)
  return { ...view.summary, ...caseworkSummary(file, { priority: view.priority, timeline }), state: columns?.state ?? file.state }
}

function newId(): Hex {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
