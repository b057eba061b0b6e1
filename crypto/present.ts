/**
 * A checked stream in words (§6): timeline, warnings and readers as pages show them.
 * For reporter and desk; nothing is decided here, only named.
 */
import type { EventFields, FileView, NoteFields, ProvenanceFields, ReaderOfCase, ReportFields, StreamName, TextFields, TimelineEntry, Warning, Author } from './worker/views.ts'
import { assentWords, assentedBy } from './assent.ts'
import { hexFromBytes } from './bytes.ts'
import { placeKey } from './entries.ts'
import type { Entry } from './entries.ts'
import { approvalIn, proposalIn, workIn } from './casework.ts'
import { fieldsFrom } from './fields.ts'
import { planOf } from './file-plan.ts'
import type { MemberRole } from './members.ts'
import type { FileRef } from './message.ts'
import { parseNeverBody, parseReportBody } from './opening.ts'
import type { Never } from './never.ts'
import { displayOrder } from './order.ts'
import type { Party } from './party.ts'
import { EVENT_FIELDS, parsePayload } from './payload.ts'
import type { RosterBook } from './roster-book.ts'
import { deskIn, roleNames } from './roster.ts'
import type { Roster } from './roster.ts'
import type { EpochView, StreamView } from './stream.ts'
import { teamOf } from './teams.ts'
import { refuse } from './error.ts'
import { SIZE } from './types.ts'
import type { DeskId, MemberId } from './types.ts'
import { underOlderKey } from './writer-rule.ts'

/** How the readers of a page call desks and members; the reporter knows no members. `team`: a member's desk, null outside a room. `role`: what a member could do who wrote under that roster (members.ts). */
export interface Names {
  desk(id: DeskId): string
  member(id: MemberId): string
  team(id: MemberId): DeskId | null
  role(id: MemberId, under: Roster): MemberRole | null
}

/** Labels of desks from the newest roster in which each stood among these epochs; names and roles of members as the caller knows them. */
export function namesFor(view: StreamView, members: ReadonlyMap<string, string>, role: Names['role'] = () => null): Names {
  const labels = new Map<string, string>()
  for (const epoch of view.epochs) for (const desk of epoch.roster.roster.desks) labels.set(desk.card.deskId, desk.label)
  return { desk: (id) => labels.get(id) ?? '', member: (id) => members.get(id) ?? '', team: () => null, role }
}

/** Everything that may be shown, oldest first; the reporter's own words that somebody cut stand among it, marked (§6.3). */
export function timelineOf(view: StreamView, stream: StreamName, names: Names, book: RosterBook): TimelineEntry[] {
  const cut = view.cut.flatMap((item) => (item.entry === null ? [] : [item.entry]))
  // Two names stand under one event: what carries them again, in other hands, is told without.
  const salts = new Set<string>()
  return displayOrder([...view.entries, ...cut]).flatMap((entry) => {
    const epoch = view.epochs[entry.epoch]
    const shown = contentOf(entry, view.epochs, entry.type === 'event' && epoch !== undefined ? signersOf(entry, epoch, names, book, salts) : {})
    if (shown === null || epoch === undefined) return []
    return [{
      key: placeKey(entry.author, entry.n), digest: hexFromBytes(entry.digest), stream, author: authorOf(entry.author, names, epoch.roster.roster), n: entry.n, epoch: entry.epoch,
      day: entry.day, lang: entry.lang, urgent: entry.urgent, mark: markOf(entry, cut, view, book), files: entry.files.map(fileView), ...shown,
    }]
  })
}

function markOf(entry: Entry, cut: readonly Entry[], view: StreamView, book: RosterBook): TimelineEntry['mark'] {
  if (cut.includes(entry)) return 'cut'
  return entry.origin === 'server' ? 'server' : underOlderKey(view, book, entry) ? 'older-key' : 'none'
}

function fileView({ fileId, paddedLength }: FileRef): FileView {
  const { parts, stream } = planOf(paddedLength)
  return { fileId: hexFromBytes(fileId), parts, bytes: stream }
}

/** What is missing, set apart or restarted, as facts without blame (§6.2, §6.3). */
export function warningsOf(view: StreamView, stream: StreamName, names: Names): Warning[] {
  const at = (place: { author: Party; n: number }) => ({ stream, author: authorOf(place.author, names), n: place.n })
  return [
    ...view.equivocal.map((place) => ({ kind: 'equivocation' as const, ...at(place) })),
    ...view.withheld.map((place) => ({ kind: 'withheld' as const, ...at(place) })),
    ...view.cut.map((place) => ({ kind: 'cut' as const, ...at(place), by: authorOf(place.by, names) })),
    ...view.epochs.flatMap((epoch) => epoch.restarted.map((deskId) => (
      { kind: 'restarted' as const, deskId, label: names.desk(deskId), epoch: epoch.header.epoch }))),
  ]
}

/** The desks that can read what is written now, and since when and by whose doing. */
export function readersOf(view: StreamView, names: Names): ReaderOfCase[] {
  return view.newest.desks.map((deskId) => {
    const since = view.epochs.findLast((epoch) => epoch.added.includes(deskId)) ?? view.newest
    const opening = view.entries.find((entry) => entry.epoch === since.header.epoch && (entry.type === 'open' || entry.type === 'report'))
    const desk = deskIn(view.newest.roster.roster, deskId) ?? refuse('ghost', 'reader that the roster does not know')
    return {
      ...teamOf(desk),
      sinceDay: opening?.day ?? 0,
      addedBy: since.header.epoch === 0 ? null : authorOf(since.header.opener, names),
    }
  })
}

/** An author as pages name it; `under` the roster of the epoch that they wrote in, null where it is no matter. */
export function authorOf(party: Party, names: Names, under: Roster | null = null): Author {
  if (party.kind === 'desk') return { kind: 'desk', id: party.id, label: names.desk(party.id) }
  if (party.kind === 'member') {
    const desk = names.team(party.id)
    const role = under === null ? null : names.role(party.id, under)
    const named = { kind: 'member', id: party.id, label: names.member(party.id), role } as const
    return desk === null ? named : { ...named, team: names.desk(desk), deskId: desk }
  }
  return { kind: 'reporter', id: '', label: '' }
}

type Content = TimelineEntry extends infer Each ? Each extends TimelineEntry
  ? Omit<Each, 'key' | 'digest' | 'stream' | 'author' | 'n' | 'epoch' | 'day' | 'lang' | 'urgent' | 'mark' | 'files'> : never : never

type EventContent = Extract<Content, { type: 'event' }>

// null: an opening that changed nobody's reading.
function contentOf(entry: Entry, epochs: readonly EpochView[], signed: Pick<EventContent, 'signers'>): Content | null {
  switch (entry.type) {
    case 'report': {
      const body = parseReportBody(entry.payload)
      return { type: 'report', fields: fieldsFrom<ReportFields>('report', body.answers), never: neverWords(body.never) }
    }
    case 'text': case 'answer': case 'reply': case 'ask': case 'withdraw': case 'delete-request':
      return { type: entry.type, fields: fieldsFrom<TextFields>('text', entry.payload) }
    case 'event': return { type: 'event', fields: eventWords(entry.payload), ...signed }
    case 'note': case 'triage': case 'assign':
      return { type: entry.type, fields: fieldsFrom<NoteFields>(entry.type, entry.payload) }
    case 'never': return { type: 'never', never: neverWords(parseNeverBody(entry.payload)) }
    case 'leave': return { type: 'leave', fields: fieldsFrom<TextFields>('text', entry.payload) }
    case 'open': return openingWords(epochs[entry.epoch])
    case 'provenance': return { type: 'provenance', fields: provenanceWords(entry.payload) }
    case 'work': return { type: 'work', work: workIn(entry.payload) }
    case 'proposal': return { type: 'proposal', proposal: proposalIn(entry.payload) }
    case 'approval': return { type: 'approval', approval: approvalIn(entry.payload) }
  }
}

function eventWords(payload: Uint8Array): EventFields {
  const { assents, ...fields } = fieldsFrom<EventFields & { assents?: string }>('event', payload)
  return fields
}

function signersOf({ payload }: Entry, { header, roster, desks }: EpochView, names: Names, book: RosterBook, salts: Set<string>): Pick<EventContent, 'signers'> {
  const { assents } = parsePayload(EVENT_FIELDS, payload).values
  const signed = assents === undefined ? null : assentedBy(assents, assentWords(eventWords(payload)), { book, caseId: header.caseId, under: roster.roster, desks })
  if (assents === undefined || signed === null) return {}
  const salt = hexFromBytes(assents.slice(0, SIZE.hash))
  if (salts.has(salt)) return {}
  salts.add(salt)
  return { signers: [names.desk(signed[0]), names.desk(signed[1])] }
}

function provenanceWords(payload: Uint8Array): ProvenanceFields {
  const { sources, ...fields } = fieldsFrom<ProvenanceFields & { sources?: string }>('provenance', payload)
  return fields
}

// Who joined and left is told once, by talk: a room only follows it.
function openingWords(epoch: EpochView | undefined): Content | null {
  if (epoch?.header.stream.kind !== 'talk' || epoch.header.epoch === 0 || epoch.added.length + epoch.gone.length === 0) return null
  const { added, gone, restarted, header } = epoch
  return { type: 'open', open: { added: [...added], removed: [...gone], restarted: [...restarted], withHistory: header.hasBack } }
}

function neverWords(never: Never): { roles: ReturnType<typeof roleNames>; desks: string[] } {
  return { roles: roleNames(never.roles), desks: [...never.desks] }
}
