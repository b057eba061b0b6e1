/**
 * Reading the room of a case (§1.6, §6): notes between its desks, written by members of any of them, so that the
 * lists of all of them are checked first. For desk-case.ts.
 */
import type { ListRows, StreamRows as StreamAnswer } from './answers.ts'
import { bytesFromBase64 } from './base64.ts'
import { bytesFromHex } from './bytes.ts'
import { parseMemberCard } from './card.ts'
import { listUnder } from './directory.ts'
import { desksOfMember } from './entries.ts'
import { roleSince } from './members.ts'
import type { MemberList } from './members.ts'
import { ROOM } from './party.ts'
import { namesFor } from './present.ts'
import type { Names } from './present.ts'
import type { RosterBook } from './roster-book.ts'
import { deskIn } from './roster.ts'
import { rowsFrom } from './rows.ts'
import { readStream } from './stream.ts'
import type { StreamReader, StreamView } from './stream.ts'
import { deskIdFrom } from './types.ts'
import type { DeskId, MemberId } from './types.ts'

/** A room as one desk sees it. */
export interface OpenedRoom {
  /** null: no epoch of it is for this desk. */
  readonly view: StreamView | null
  /** The desk through which each member reads along, as the epochs and the lists that they were held against say. */
  readonly teams: ReadonlyMap<MemberId, DeskId>
  /** Every list that was checked, by its desk. */
  readonly lists: ReadonlyMap<DeskId, MemberList>
}

/**
 * Opens a room; `reader` brings the own desk's list. Throws `ghost` where the list of a desk that reads it is missing,
 * forked or of nobody's making, `members` for one that breaks its chain, and all that readStream throws (§6).
 */
export function openRoom(reader: Omit<StreamReader, 'stream'>, answer: StreamAnswer, others: readonly ListRows[]): OpenedRoom {
  const lists = new Map([...reader.lists, ...others.filter((rows) => !reader.lists.has(idOf(rows)))
    .map((rows) => [idOf(rows), otherList(reader.book, rows)] as const)])
  const view = readStream(rowsFrom(answer, ROOM), { ...reader, stream: ROOM, lists })
  const teams = view === null ? new Map<MemberId, DeskId>() : teamsIn(view, { ...reader, stream: ROOM, lists })
  return { view, teams, lists }
}

/** Whom a room names: members by the names that their own desks gave them, each with the team on whose list they stand. */
export function namesInRoom(talk: StreamView, room: OpenedRoom, own: ReadonlyMap<string, string>, others: readonly ListRows[]): Names {
  const members = new Map([...others.flatMap((rows) => rows.names.map((named) => [named.memberId, named.name] as const)), ...own])
  const names = namesFor(talk, members, roleIn(room.lists, (id) => room.teams.get(id) ?? null))
  return {
    ...names,
    team: (id) => room.teams.get(id) ?? null,
  }
}

/** How a member's role is told from the checked list of the desk for which they speak; null where that is not at hand. */
export function roleIn(lists: ReadonlyMap<DeskId, MemberList>, deskOf: (id: MemberId) => DeskId | null): Names['role'] {
  return (id, under) => {
    const desk = deskOf(id)
    const list = desk === null ? undefined : lists.get(desk)
    const entry = desk === null ? null : deskIn(under, desk)
    return list === undefined || entry === null ? null : roleSince(list, id, entry.card.membersHash)
  }
}

// Whoever speaks does so for the desk that reads that epoch. A list of a desk that reads none comes from the server alone, and names nobody.
function teamsIn(view: StreamView, who: StreamReader): Map<MemberId, DeskId> {
  const reading = new Set(view.epochs.flatMap((epoch) => epoch.desks))
  const listed = [...who.lists].reverse().flatMap(([desk, list]) => (
    reading.has(desk) ? [...list.members.keys()].map((id) => [id, desk] as const) : []))
  const spoken = view.entries.flatMap(({ author, epoch: at }) => {
    const epoch = view.epochs[at]
    if (author.kind !== 'member' || epoch === undefined) return []
    return desksOfMember(author.id, epoch, who).slice(0, 1).map((desk) => [author.id, desk] as const)
  })
  return new Map([...listed, ...spoken])
}

function idOf(rows: ListRows): DeskId {
  return deskIdFrom(bytesFromHex(rows.deskId))
}

// The same list comes with every case that two teams share: what was checked under a book need not be checked again.
const checked = new WeakMap<RosterBook, Map<string, { readonly said: string; readonly list: MemberList }>>()

function otherList(book: RosterBook, rows: ListRows): MemberList {
  const held = checked.get(book) ?? new Map<string, { readonly said: string; readonly list: MemberList }>()
  checked.set(book, held)
  const said = [...rows.changes, '', ...rows.memberCards].join(' ')
  const known = held.get(rows.deskId)
  if (known?.said === said) return known.list
  const list = listUnder(book, idOf(rows), rows.changes, rows.memberCards.map((card) => parseMemberCard(bytesFromBase64(card))))
  held.set(rows.deskId, { said, list })
  return list
}
