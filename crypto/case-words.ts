/**
 * A checked case as the staff page shows it (§6, §11): one timeline of talk, room and notes, who reads it, who may be
 * asked to join, what was copied out of it.
 */
import type { CaseForDesk } from './answers.ts'
import type { ReadCase } from './desk-case.ts'
import { currentMembers } from './members.ts'
import type { MemberList } from './members.ts'
import { isExcluded } from './never.ts'
import type { Never } from './never.ts'
import { withDeciders } from './outside.ts'
import { deskParty } from './party.ts'
import { readersOf, timelineOf, warningsOf } from './present.ts'
import type { Names } from './present.ts'
import type { RosterBook } from './roster-book.ts'
import { deskIn, roleNames } from './roster.ts'
import { readsOn } from './sending.ts'
import { summaryNow, toldBy } from './summary.ts'
import { teamOf } from './teams.ts'
import { SIZE, dayFrom } from './types.ts'
import type { Day, DeskId } from './types.ts'
import type { DeskCaseView, PersonOfCase, SummaryFields, Team, TimelineEntry, Warning } from './worker/views.ts'
import { underOldRoster, writerRule } from './writer-rule.ts'
import type { WriterRule } from './writer-rule.ts'

/** How the page calls people: in the room members of every team, elsewhere those of the own one. */
export interface CaseNames {
  readonly names: Names
  readonly inRoom: Names
  /** Checked lists: the own one, and with a room those of its other desks. */
  readonly lists: ReadonlyMap<DeskId, MemberList>
}

/** Everything about a case that a page of the desk may show. */
export function caseWords(
  opened: Omit<ReadCase, 'names' | 'shown'>, answer: CaseForDesk, { names, inRoom, lists }: CaseNames, stored: SummaryFields | null, today: Day): DeskCaseView {
  const { talk, room, notes, access, book } = opened
  const streams = [
    { view: talk, stream: 'talk', names } as const,
    ...(room === null ? [] : [{ view: room, stream: 'room', names: inRoom } as const]),
    ...(notes === null ? [] : [{ view: notes, stream: 'notes', names } as const]),
  ]
  const entries = streams.map((one) => timelineOf(one.view, one.stream, one.names, book)).reduce(merged)
  const timeline = room === null ? entries : withDeciders(entries, room, { instance: book.instance, lists, names: inRoom })
  const newest = (type: TimelineEntry['type']) => timeline.findLast((entry) => entry.type === type)
  const triage = newest('triage')
  const assign = newest('assign')
  const priority = triage?.type === 'triage' ? triage.fields.priority ?? null : null
  const rule = writerRule(talk, book)
  const assignee = assign?.type === 'assign' ? assign.fields.member ?? '' : ''
  const canWrite = !opened.expired && access.signing !== null && readsOn(talk, rule, deskParty(access.deskId))
  return {
    caseId: opened.caseId,
    deskId: access.deskId,
    day: dayFrom(answer.day),
    version: answer.columns.version,
    readers: readersOf(talk, names),
    timeline,
    warnings: [...streams.flatMap((one) => warningsOf(one.view, one.stream, one.names)), ...oldRoster(opened, answer.day)],
    noTeamLeft: rule.kind === 'nobody',
    practice: book.newest.roster.practice,
    expired: opened.expired,
    canWrite,
    room: { ...roomWords(opened, rule, canWrite), said: timeline.some((entry) => entry.stream === 'room' && entry.type === 'note') },
    people: talk.newest.desks.flatMap((desk) => peopleOf(desk, lists.get(desk), inRoom, book)),
    addable: canWrite ? addable(opened, rule) : [],
    copies: copiesIn(timeline, answer, today),
    told: toldBy(timeline, access.deskId),
    priority: priority === null ? null : Number(priority),
    assignee: assignee === '' ? null : assignee,
    urgent: timeline.some((entry) => entry.urgent),
    summary: { ...summaryNow(timeline, access.deskId, priority), keptOut: keptOutIn(talk.never), mark: markOf(timeline) },
    stored,
  }
}

function oldRoster(opened: Omit<ReadCase, 'names' | 'shown'>, day: number): Warning[] {
  const { talk, book } = opened
  return underOldRoster(talk, book, day) ? [{ kind: 'old-roster', issuedDay: talk.epochs[0]?.roster.roster.issuedDay ?? 0 }] : []
}

function roomWords(opened: Omit<ReadCase, 'names' | 'shown'>, rule: WriterRule, canWrite: boolean): Omit<DeskCaseView['room'], 'said'> {
  const { room, roomClosed, access, talk } = opened
  const teams = rule.kind === 'write' ? talk.newest.desks.length : rule.kind === 'open' ? rule.desks.length : 0
  if (room === null) return { state: roomClosed ? 'closed' : 'none', canWrite: canWrite && !roomClosed, teams }
  const open = room.newest.key !== null && room.newest.desks.includes(access.deskId)
  return { state: open ? 'open' : 'closed', canWrite: canWrite && open, teams }
}

function peopleOf(desk: DeskId, list: MemberList | undefined, names: Names, book: RosterBook): PersonOfCase[] {
  const roles = roleNames(deskIn(book.newest.roster, desk)?.roles ?? 0)
  return (list === undefined ? [] : currentMembers(list)).map(({ card, role }) => (
    { memberId: card.memberId, name: names.member(card.memberId), role, deskId: desk, desk: names.desk(desk), roles }))
}

// Of words inside the sealing: nothing that the server holds leads to it, and with the case it can be found by nobody.
function markOf(timeline: readonly TimelineEntry[]): string {
  const first = timeline.find(({ type }) => type === 'report') ?? timeline.find(({ stream }) => stream === 'talk')
  return first?.digest.slice(0, 2 * SIZE.id) ?? ''
}

function keptOutIn({ roles, desks }: Never): string {
  return [...roleNames(roles), ...desks].join(',') || 'nobody'
}

// A desk that left comes back only once an epoch stands without it.
function addable(opened: Omit<ReadCase, 'names' | 'shown'>, rule: WriterRule): Team[] {
  const { talk, book } = opened
  const reading = rule.kind === 'open' ? rule.desks : talk.newest.desks
  const leaving = rule.kind === 'write' ? [] : rule.lost.filter((one) => one.why === 'left').map((one) => one.desk)
  return book.newest.roster.desks
    .filter(({ card, roles }) => ![...reading, ...leaving].includes(card.deskId) && !isExcluded(talk.never, card.deskId, roles))
    .map(teamOf)
}

// What the desk itself wrote down is believed; the server can only say that a copy is gone.
function copiesIn(timeline: readonly TimelineEntry[], answer: CaseForDesk, today: Day): DeskCaseView['copies'] {
  return timeline.flatMap((entry) => {
    if (entry.type !== 'provenance') return []
    const { copy = '', purpose = '', untilDay = '0' } = entry.fields
    const over = today > Number(untilDay) || !answer.copies.some((row) => row.copyId === copy)
    return [{ copyId: copy, day: entry.day, untilDay: Number(untilDay), purpose, over }]
  })
}

// Each stream keeps its own order; between them the day of receipt decides.
function merged(first: readonly TimelineEntry[], second: readonly TimelineEntry[]): TimelineEntry[] {
  const out: TimelineEntry[] = []
  let at = 0
  for (const entry of first) {
    for (let other = second[at]; other !== undefined && other.day < entry.day; other = second[at]) {
      out.push(other)
      at += 1
    }
    out.push(entry)
  }
  return [...out, ...second.slice(at)]
}
