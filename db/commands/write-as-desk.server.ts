// A member of a desk writes: to the reporter, to the other desks, into the desk's notes, or only the clear columns. All of it or nothing.
import { partyOf, sameBytes } from '../bytes.server.ts'
import type { Database } from '../connect.server.ts'
import { clocksAfter, transitionBetween, type CaseState, type ServerRule, type Transition, type Turn } from '../model/case-state.ts'
import { bytesOf, type CaseId, type Day, type DeskId, type MemberId } from '../model/ids.ts'
import { mayDo, type MemberRole } from '../model/roles.ts'
import { roleAt, type MemberScope } from '../scope.ts'
import { inTransaction, type Refusal, type Refuse, type Tx } from '../transaction.server.ts'
import { doActs, type CaseAct } from '../steps/case-acts.server.ts'
import { isListed, isWatched, listAt, lockCase, notifyDesks, updateCase, type LockedCase } from '../steps/case-columns.server.ts'
import { moveClocks } from '../steps/clocks.server.ts'
import { recordEvent } from '../steps/event.server.ts'
import { isOpenToDesk } from '../steps/file.server.ts'
import { recordEntry, type NewEntry } from '../steps/record-entry.server.ts'
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
  /** What the server must know beside the sealed words. */
  readonly acts: readonly CaseAct[]
  /** The member's signed line about this write. */
  readonly entry: NewEntry
}

/** Action of a signed entry: a desk leaves the case (PROTOCOL §15). */
const leaveAction = 6

type Reason = 'not-yours' | 'gone' | 'stale' | 'conflict' | 'not-allowed' | 'wrong-role' | 'second-person' | 'held' | 'files' | 'record'
export type Written = { readonly ok: true; readonly version: number } | Refusal<Reason>

/** Checks scope, version, the row of the transition table with its server guards, and the writer's name on every message, and stores the signed
 *  entry with the rest; a retry of the same messages with the same entry changes nothing. `not-yours` and `gone` get the same answer outside.
 *  `conflict`: the case has moved, reload. `second-person`: for a step, a hold set or lifted, a watch cut short or a team that joins, this write does not
 *  approve the proposal of another member; each takes an approval of its own. `held`: a held or watched case is not put away. */
export async function writeAsDesk(db: Database, scope: MemberScope, input: DeskWrite): Promise<Written> {
  const place = { instance: scope.instance, caseId: input.caseId, today: input.today }
  return inTransaction<Written, Reason>(db, 'conflict', async (tx, refuse) => {
    const role = roleAt(scope, input.deskId)
    if (role === null || !mayDo(role, 'write-message')) return refuse('not-yours')
    const row = await lockCase(tx, place)
    if (row === undefined || !(await isListed(tx, place, input.deskId))) return refuse('gone')
    const about = { today: input.today, caseId: input.caseId }
    if (await isRetry(tx, place, input.transmissions)) {
      await recordEntry(tx, refuse, scope, input.entry, { ...about, standing: 'again' })
      return { ok: true, version: row.version }
    }
    const step = input.columns === null ? null : await checkColumns(tx, refuse, scope, input, input.columns, row, role)
    const { told, joined } = await storeTransmissions(tx, refuse, scope, input, place)
    if (joined > 0 && role !== 'lead') refuse('wrong-role')
    if (input.summary !== null) await storeSummary(tx, refuse, place, input.deskId, input.summary)
    const to = input.columns?.state ?? row.state
    const clocks = told ? clocksAfter(row.state, to, input.today) : { stop: [], start: [] }
    await moveClocks(tx, place, clocks.stop, clocks.start)
    // What the desk says about a clock counts after what the server does by itself.
    const acted = await doActs(tx, refuse, place, { ...input, memberId: scope.memberId, role, watchUntil: row.watch_until_day })
    const guarded = acted.guarded + joined + (step !== null && serverRules(step).includes('second-person') ? 1 : 0)
    if (guarded > acted.approvals) refuse('second-person')
    const version = await updateCase(tx, place, {
      ...(input.columns === null ? {} : columnsOf(input.columns)),
      ...(told ? { lastDay: input.today, urgent: false } : {}),
      ...acted.columns,
    })
    await recordEvent(tx, scope.instance, {
      kind: 'desk-wrote', day: input.today, case: { id: input.caseId, version }, deskId: input.deskId, memberId: scope.memberId,
    })
    await recordEntry(tx, refuse, scope, input.entry, { ...about, standing: 'new' })
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

/** Returns the row of the table by which the state changes, `null` where it stays. */
async function checkColumns(
  tx: Tx, refuse: Refuse<Reason>, scope: MemberScope, input: DeskWrite, columns: NewColumns, row: LockedCase, role: MemberRole,
): Promise<Transition | null> {
  if (columns.expectedVersion !== row.version) refuse('conflict')
  // A case can be with a colleague of another team that reads it: that may stand, but nobody assigns outside their own team.
  if (columns.assignee !== null && !isHeldBy(row.assignee, columns.assignee) && !(await isMember(tx, scope, input.deskId, columns.assignee))) refuse('not-allowed')
  // A day that was promised and passed may stand; a new promise cannot lie in the past.
  if (columns.nextDay !== null && columns.nextDay < input.today && columns.nextDay !== row.next_day) refuse('not-allowed')
  if (columns.state === row.state) return null
  const step = transitionBetween(row.state, columns.state)
  if (step === null) return refuse('not-allowed')
  if (step.who === 'lead' && role !== 'lead') refuse('wrong-role')
  const rules = serverRules(step)
  if (rules.includes('no-hold') && row.held) refuse('held')
  if (rules.includes('watch-over') && isWatched(row, input.today)) refuse('held')
  // Whether a second person agreed is counted over the whole write.
  const told = tells(input) || !rules.includes('message-to-reporter')
  const dated = (columns.nextDay !== null || !rules.includes('next-day')) && (columns.endDay !== null || !rules.includes('end-day'))
  if (!told || !dated) refuse('not-allowed')
  return step
}

function serverRules({ guards }: Transition): ServerRule[] {
  return guards.flatMap((guard) => (guard.at === 'server' ? [guard.rule] : []))
}

const talk = partyOf('reporter', null)

/** `told`: something went to the reporter. `joined`: so many desks read the case from now on that did not. */
async function storeTransmissions(tx: Tx, refuse: Refuse<Reason>, scope: MemberScope, input: DeskWrite, place: Place): Promise<{ told: boolean; joined: number }> {
  let joined = 0
  const desk = partyOf('desk', bytesOf(input.deskId))
  for (const transmission of input.transmissions) {
    const isTalk = sameBytes(transmission.stream, talk)
    if (!isOpenToDesk(transmission.stream, input.deskId)) refuse('not-allowed')
    const author = isTalk ? desk : partyOf('member', bytesOf(scope.memberId))
    if (!transmission.messages.every((message) => sameBytes(message.author, author))) refuse('not-allowed')
    const desks = await acceptTransmission(tx, refuse, place, transmission, desk)
    if (!desks.includes(input.deskId)) refuse('not-allowed')
    if (isTalk && transmission.opens !== null) {
      const added = await listAt(tx, place, desks)
      await notifyDesks(tx, place, added, 'new-message')
      joined += added.length
    }
  }
  if (leaves(input) && wordsIn(input) === 0) refuse('not-allowed')
  if (leaves(input)) await markLeaving(tx, refuse, place, input.deskId)
  return { told: tells(input), joined }
}

/** A first message of an epoch opens it, and goodbye is none: neither tells the reporter anything. */
function tells(input: DeskWrite): boolean {
  return wordsIn(input) > (leaves(input) ? 1 : 0)
}

/** Messages of talk beside the one that opens an epoch. */
function wordsIn(input: DeskWrite): number {
  return input.transmissions.filter(({ stream }) => sameBytes(stream, talk)).reduce((sum, { opens, messages }) => sum + messages.length - (opens === null ? 0 : 1), 0)
}

/** What a message says is sealed; that it is a goodbye stands in the member's signed entry. */
function leaves(input: DeskWrite): boolean {
  return input.entry.action === leaveAction
}

/** Whoever writes next opens an epoch without the desk. The last one cannot leave. */
async function markLeaving(tx: Tx, refuse: Refuse<Reason>, place: Place, desk: DeskId): Promise<void> {
  const own = { instance_id: bytesOf(place.instance), case_id: bytesOf(place.caseId) }
  const staying = await tx
    .selectFrom('case_desks as c')
    .leftJoin('leaving_desks as l', (join) => join.onRef('l.instance_id', '=', 'c.instance_id').onRef('l.case_id', '=', 'c.case_id').onRef('l.desk_id', '=', 'c.desk_id'))
    .select('c.desk_id')
    .where((eb) => eb.and({ 'c.instance_id': own.instance_id, 'c.case_id': own.case_id }))
    .where('c.desk_id', '!=', bytesOf(desk))
    .where('l.desk_id', 'is', null)
    .executeTakeFirst()
  if (staying === undefined) refuse('not-allowed')
  await tx.insertInto('leaving_desks').values({ ...own, desk_id: bytesOf(desk) }).onConflict((oc) => oc.doNothing()).execute()
}

function isHeldBy(held: Uint8Array | null, member: MemberId): boolean {
  return held !== null && sameBytes(held, bytesOf(member))
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
