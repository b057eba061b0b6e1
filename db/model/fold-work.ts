// The work records of a case as they stand now: the newest of each kind and object, with who signed it.
import type { TimelineEntry } from '#crypto/worker/views.ts'
import { parseWork, type Work, type WorkBody, type WorkKind } from './work-records.ts'

/** Where and by whom a thing of the file was written down. `place` counts the entries of the room from 0. */
export interface SignedBy {
  readonly object: string
  readonly key: string
  readonly digest: string
  readonly day: number
  readonly memberId: string
  readonly name: string
  /** Signed label of the member's desk, '' where it is not told. */
  readonly desk: string
  readonly deskId: string | null
  readonly place: number
}
export type Signed<Body> = Body & { readonly entry: SignedBy }

export type WorkRow = { readonly work: Work; readonly entry: SignedBy }
/** An entry that this version cannot read; shown as such, never guessed at. */
export type NotUnderstood = { readonly key: string; readonly kind: string }

/** Entries of the room that count, in its own order: members' words, sealed by their browsers. */
export function roomOf(timeline: readonly TimelineEntry[]): TimelineEntry[] {
  return timeline.filter((entry) => entry.stream === 'room' && entry.author.kind === 'member' && (entry.mark === 'none' || entry.mark === 'older-key'))
}

/** Every work record of the room, oldest first. */
export function workRows(room: readonly TimelineEntry[]): { rows: WorkRow[]; notUnderstood: NotUnderstood[] } {
  const rows: WorkRow[] = []
  const notUnderstood: NotUnderstood[] = []
  room.forEach((entry, place) => {
    if (entry.type !== 'work') return
    const work = parseWork(entry.work.kind, entry.work.body)
    if (work === null) notUnderstood.push({ key: entry.key, kind: entry.work.kind })
    else rows.push({ work, entry: signedBy(entry, entry.work.object, place) })
  })
  return { rows, notUnderstood }
}

/** Every version of the things of one kind that holds words, oldest first. */
export function allOf<Kind extends WorkKind>(rows: readonly WorkRow[], kind: Kind): Signed<WorkBody<Kind>>[] {
  return rows.flatMap(({ work, entry }) => (isOf(work, kind) ? [{ ...work.value, entry }] : []))
}

/** The things of one kind as they stand: the newest of each object, without what was taken out, in the order of their newest record. */
export function latestOf<Kind extends WorkKind>(rows: readonly WorkRow[], kind: Kind): Signed<WorkBody<Kind>>[] {
  const own = rows.filter(({ work }) => work.kind === kind)
  return allOf(own.filter(({ entry }, at) => !own.slice(at + 1).some((later) => later.entry.object === entry.object)), kind)
}

/** The newest of a kind of which a case has one; null where there is none. */
export function newestOf<Kind extends WorkKind>(rows: readonly WorkRow[], kind: Kind): Signed<WorkBody<Kind>> | null {
  return latestOf(rows, kind).at(-1) ?? null
}

/** How an entry of the room was signed. */
export function signedBy({ key, digest, day, author }: TimelineEntry, object: string, place: number): SignedBy {
  return { object, key, digest, day, memberId: author.id, name: author.label, desk: author.team ?? '', deskId: author.deskId ?? null, place }
}

function isOf<Kind extends WorkKind>(work: Work, kind: Kind): work is Extract<Work, { kind: Kind; dropped: null }> & { value: WorkBody<Kind> } {
  return work.kind === kind && work.dropped === null
}
