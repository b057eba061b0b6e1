// Steps on the clocks of one case: what the server itself starts and stops, and what a desk sets. Of a rule nothing is known here but its days.
import { sameBytes } from '../bytes.server.ts'
import { noticeDays } from '../model/case-clocks.ts'
import { clockIds } from '../model/clock-writes.ts'
import type { ClockRule, RunningClock } from '../model/deadlines.ts'
import { bytesOf, dayFrom, type Day } from '../model/ids.ts'
import type { Tx } from '../transaction.server.ts'
import type { Place } from './transmission.server.ts'

/** The days of one clock: up to three notices before the last one, which is the day it is due. */
export interface ClockDays {
  readonly first_day: Day | null
  readonly second_day: Day | null
  readonly third_day: Day | null
  readonly due_day: Day
}

/** One to four notice days, each later than the one before; `null` for any other list. */
export function clockDays(notices: readonly Day[]): ClockDays | null {
  const due = notices.at(-1)
  const rising = notices.every((day, i) => i === 0 || day > (notices[i - 1] ?? 0))
  if (due === undefined || notices.length > 4 || !rising) return null
  const [first, second, third] = notices.slice(0, -1)
  return { first_day: first ?? null, second_day: second ?? null, third_day: third ?? null, due_day: due }
}

/** The notice days of a stored clock, the day it is due last. */
export function noticesOf({ first_day, second_day, third_day, due_day }: ClockDays): Day[] {
  return [first_day, second_day, third_day, due_day].filter((day) => day !== null)
}

/** A clock that the server starts, as a row. */
export function startedClock({ rule, startDay, dueDay }: RunningClock): { readonly clockId: Uint8Array; readonly days: ClockDays } {
  const days = clockDays(noticeDays(startDay, dueDay))
  if (days === null) throw new RangeError('notices of a clock')
  return { clockId: clockIdOf(rule), days }
}

/** 16 bytes: the fixed id of a clock that the server starts and stops itself. */
export function clockIdOf(rule: ClockRule): Uint8Array {
  return Buffer.from(clockIds[rule], 'hex')
}

/** Stops and starts clocks of the server's own; a clock that runs keeps its days unless it is started anew. */
export async function moveClocks(tx: Tx, place: Place, stop: readonly ClockRule[], start: readonly RunningClock[]): Promise<void> {
  for (const rule of stop) await stopClock(tx, place, clockIdOf(rule))
  for (const clock of start) {
    const { clockId, days } = startedClock(clock)
    await setClock(tx, place, clockId, days)
  }
}

/** Starts clocks of the server's own that do not run: a promise that was given already is not put off by asking again. */
export async function startIdle(tx: Tx, place: Place, start: readonly RunningClock[]): Promise<void> {
  const running = await tx.selectFrom('clocks').select('clock_id').where((eb) => eb.and(ownOf(place))).where('stopped_day', 'is', null).execute()
  const idle = start.filter(({ rule }) => !running.some(({ clock_id }) => sameBytes(clock_id, clockIdOf(rule))))
  await moveClocks(tx, place, [], idle)
}

/** Stops the clock if it runs. */
export async function stopClock(tx: Tx, place: Place, clockId: Uint8Array): Promise<void> {
  await tx
    .updateTable('clocks')
    .set({ stopped_day: place.today })
    .where((eb) => eb.and({ ...ownOf(place), clock_id: clockId }))
    .where('stopped_day', 'is', null)
    .execute()
}

/** Sets the clock running on these days. A notice that went out already and stands in the new list too is not sent again. */
export async function setClock(tx: Tx, place: Place, clockId: Uint8Array, days: ClockDays): Promise<void> {
  const key = { ...ownOf(place), clock_id: clockId }
  const before = await tx
    .selectFrom('clocks')
    .select(['first_day', 'second_day', 'third_day', 'due_day', 'told_day'])
    .where((eb) => eb.and(key))
    .executeTakeFirst()
  const told = before === undefined || before.told_day === null ? 0 : before.told_day
  const kept = before === undefined ? [] : noticesOf(days).filter((day) => day <= told && noticesOf(before).includes(day))
  const last = kept.at(-1)
  const fresh = { ...days, told_day: last === undefined ? null : dayFrom(last), stopped_day: null }
  await tx
    .insertInto('clocks')
    .values({ ...key, ...fresh })
    .onConflict((oc) => oc.columns(['instance_id', 'case_id', 'clock_id']).doUpdateSet(fresh))
    .execute()
}

function ownOf(place: Pick<Place, 'instance' | 'caseId'>) {
  return { instance_id: bytesOf(place.instance), case_id: bytesOf(place.caseId) }
}
