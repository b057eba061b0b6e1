// A member of a desk writes: to the reporter, into the desk's notes, or only the clear columns. All of it or nothing.
import { partyOf, sameBytes } from '../bytes.server.ts'
import type { Database } from '../connect.server.ts'
import { clocksAfter, transitionBetween, type CaseState, type Turn } from '../model/case-state.ts'
import { bytesOf, type CaseId, type Day, type DeskId, type MemberId } from '../model/ids.ts'
import { mayDo, type MemberRole } from '../model/roles.ts'
import { roleAt, type MemberScope } from '../scope.ts'
import { inTransaction, type Refusal, type Refuse, type Tx } from '../transaction.server.ts'
import { listAt, lockCase, moveClocks, updateCase } from '../steps/case-columns.server.ts'
import { recordEvent } from '../steps/event.server.ts'
import { storeSummary, type NewSummary } from '../steps/summary.server.ts'
import { acceptTransmission, isRepeated, type Place, type Transmission } from '../steps/transmission.server.ts'

export interface NewColumns {
  readonly expectedVersion: number
  readonly state: CaseState
  readonly turn: Turn
  readonly nextDay: Day | null
  readonly endDay: Day | null
  readonly assignee: MemberId | null
}

export interface DeskWrite {
  readonly today: Day
  readonly caseId: CaseId
  readonly deskId: DeskId
  readonly columns: NewColumns | null
  readonly summary: NewSummary | null
  readonly transmissions: readonly Transmission[]
}

type Reason = 'not-yours' | 'gone' | 'stale' | 'conflict' | 'not-allowed' | 'wrong-role'
export type Written = { readonly ok: true; readonly version: number } | Refusal<Reason>

/** Checks scope, version, the row of the transition table with its server guards, and the writer's name on every message; a retry of the same
 *  messages changes nothing. `not-yours` and `gone` get the same answer outside. `conflict`: the case has moved, reload. */
export async function writeAsDesk(db: Database, scope: MemberScope, input: DeskWrite): Promise<Written> {
  const place = { instance: scope.instance, caseId: input.caseId, today: input.today }
  return inTransaction<Written, Reason>(db, 'conflict', async (tx, refuse) => {
    const role = roleAt(scope, input.deskId)
    if (role === null || !mayDo(role, 'write-message')) return refuse('not-yours')
    const row = await lockCase(tx, place)
    if (row === undefined || !(await isListed(tx, place, input.deskId))) return refuse('gone')
    if (await isRetry(tx, place, input.transmissions)) return { ok: true, version: row.version }
    if (input.columns !== null) await checkColumns(tx, refuse, scope, input, input.columns, row, role)
    const told = await storeTransmissions(tx, refuse, scope, input, place)
    if (input.summary !== null) await storeSummary(tx, refuse, place, input.deskId, input.summary)
    const to = input.columns?.state ?? row.state
    const clocks = told ? clocksAfter(row.state, to, input.today) : { stop: [], start: [] }
    await moveClocks(tx, place, clocks.stop, clocks.start)
    const version = await updateCase(tx, place, {
      ...(input.columns === null ? {} : columnsOf(input.columns)),
      ...(told ? { lastDay: input.today, urgent: false } : {}),
    })
    await recordEvent(tx, scope.instance, {
      kind: 'desk-wrote', day: input.today, case: { id: input.caseId, version }, deskId: input.deskId, memberId: scope.memberId,
    })
    return { ok: true, version }
  })
}

function columnsOf({ state, turn, nextDay, endDay, assignee }: NewColumns): Omit<NewColumns, 'expectedVersion'> {
  return { state, turn, nextDay, endDay, assignee }
}

async function isRetry(tx: Tx, place: Place, transmissions: readonly Transmission[]): Promise<boolean> {
  if (transmissions.length === 0) return false
  for (const transmission of transmissions) if (!(await isRepeated(tx, place, transmission))) return false
  return true
}

async function checkColumns(
  tx: Tx, refuse: Refuse<Reason>, scope: MemberScope, input: DeskWrite, columns: NewColumns, row: { state: CaseState; version: number; next_day: Day | null }, role: MemberRole,
): Promise<void> {
  if (columns.expectedVersion !== row.version) refuse('conflict')
  if (columns.assignee !== null && !(await isMember(tx, scope, input.deskId, columns.assignee))) refuse('not-allowed')
  // A day that was promised and passed may stand; a new promise cannot lie in the past.
  if (columns.nextDay !== null && columns.nextDay < input.today && columns.nextDay !== row.next_day) refuse('not-allowed')
  if (columns.state === row.state) return
  const step = transitionBetween(row.state, columns.state)
  if (step === null) return refuse('not-allowed')
  if (!mayDo(role, step.verb) || (step.who === 'lead' && role !== 'lead')) refuse('wrong-role')
  const guards = step.guards.filter((guard) => guard.at === 'server').map((guard) => guard.rule)
  const talks = input.transmissions.some(({ stream, messages }) => sameBytes(stream, talk) && messages.length > 0)
  const held = { 'message-to-reporter': talks, 'next-day': columns.nextDay !== null, 'end-day': columns.endDay !== null }
  if (guards.some((guard) => !held[guard])) refuse('not-allowed')
}

const talk = partyOf('reporter', null)

/** Returns true if something went to the reporter. */
async function storeTransmissions(tx: Tx, refuse: Refuse<Reason>, scope: MemberScope, input: DeskWrite, place: Place): Promise<boolean> {
  const notes = partyOf('member', bytesOf(input.deskId))
  let told = false
  for (const transmission of input.transmissions) {
    const isTalk = sameBytes(transmission.stream, talk)
    if (!isTalk && !sameBytes(transmission.stream, notes)) refuse('not-allowed')
    const author = isTalk ? partyOf('desk', bytesOf(input.deskId)) : partyOf('member', bytesOf(scope.memberId))
    if (!transmission.messages.every((message) => sameBytes(message.author, author))) refuse('not-allowed')
    const desks = await acceptTransmission(tx, refuse, place, transmission)
    if (isTalk && transmission.opens !== null) await listAt(tx, place, desks)
    if (isTalk && !desks.includes(input.deskId)) refuse('not-allowed')
    told ||= isTalk && transmission.messages.length > 0
  }
  return told
}

async function isListed(tx: Tx, place: Place, desk: DeskId): Promise<boolean> {
  const row = await tx
    .selectFrom('case_desks')
    .select('added_day')
    .where('instance_id', '=', bytesOf(place.instance))
    .where('case_id', '=', bytesOf(place.caseId))
    .where('desk_id', '=', bytesOf(desk))
    .executeTakeFirst()
  return row !== undefined
}

async function isMember(tx: Tx, scope: MemberScope, desk: DeskId, member: MemberId): Promise<boolean> {
  const row = await tx
    .selectFrom('desk_members')
    .select('role')
    .where('instance_id', '=', bytesOf(scope.instance))
    .where('desk_id', '=', bytesOf(desk))
    .where('member_id', '=', bytesOf(member))
    .executeTakeFirst()
  return row !== undefined
}
