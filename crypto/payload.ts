/**
 * What people write, as numbered fields (§11.1). For both sides of a case: the tables below are the whole vocabulary.
 */
import { compareBytes, insistSorted, reader, textFromUtf8, u16, u32, utf8, writer } from './bytes.ts'
import { refuse } from './error.ts'

type Kind = 'text' | 'list' | 'number' | 'bytes'
type Table = Readonly<Record<string, readonly [id: number, kind: Kind]>>
type ValueOf<K extends Kind> = K extends 'text' ? string : K extends 'list' ? readonly string[] : K extends 'number' ? number : Uint8Array
/** The values of a table's fields; a field that was not answered is absent. */
export type Values<T extends Table> = { readonly [Name in keyof T]?: ValueOf<T[Name][1]> }

/** Answers of a report, by question (§11.1). */
export const REPORT_FIELDS = {
  tiles: [1, 'list'], text: [2, 'text'], danger: [3, 'text'], who: [4, 'list'], whoTeams: [5, 'list'],
  place: [6, 'text'], employer: [7, 'text'], part: [8, 'text'], poster: [9, 'text'], contact: [10, 'text'],
  still: [11, 'text'], relation: [12, 'text'], relationMore: [13, 'list'], help: [14, 'list'], touch: [15, 'text'],
  reader: [16, 'text'], nearest: [17, 'text'], removedTeams: [18, 'list'],
} as const satisfies Table
/** text, answer, reply, ask, withdraw, delete-request and leave (§11.1). */
export const TEXT_FIELDS = { text: [1, 'text'], sentences: [2, 'list'], about: [3, 'bytes'] } as const satisfies Table
/** `assents`: two people's signatures under the words, with the lists on which they stand (§5.7). */
export const EVENT_FIELDS = {
  state: [1, 'text'], sinceDay: [2, 'number'], nextDay: [3, 'number'], endDay: [4, 'number'], finding: [5, 'text'],
  reason: [6, 'text'], remedies: [7, 'list'], text: [8, 'text'], sentences: [9, 'list'], body: [10, 'text'],
  places: [11, 'text'], basis: [12, 'text'], flags: [13, 'list'], findings: [14, 'list'], points: [15, 'text'], assents: [16, 'bytes'],
} as const satisfies Table
export const NOTE_FIELDS = { text: [1, 'text'] } as const satisfies Table
export const TRIAGE_FIELDS = { priority: [1, 'number'], text: [2, 'text'] } as const satisfies Table
export const ASSIGN_FIELDS = { member: [1, 'bytes'] } as const satisfies Table
/** One work record of a case, in the room; `body` is JSON, which this folder never reads (§11.1). */
export const WORK_FIELDS = { kind: [1, 'text'], object: [2, 'bytes'], body: [3, 'text'] } as const satisfies Table
/** `assent` is the proposer's signature for the reporter, under a salt (§5.7). */
export const PROPOSAL_FIELDS = { kind: [1, 'text'], body: [2, 'text'], assent: [3, 'bytes'] } as const satisfies Table
/** `proposal` is the digest of the message that it answers; `outside` the decision of another desk, `page` the payload that it was shown (§11.1). */
export const APPROVAL_FIELDS = { proposal: [1, 'bytes'], verdict: [2, 'text'], text: [3, 'text'], outside: [4, 'bytes'], page: [5, 'bytes'] } as const satisfies Table
/** What a second person at another desk is shown: kind and body of the proposal as they stand, how the case is weighed (§5.6), and what stands for the case in their assent (§5.7). */
export const PAGE_FIELDS = { kind: [1, 'text'], body: [2, 'text'], severity: [3, 'text'], bound: [4, 'bytes'] } as const satisfies Table
/** Who a reporter is, for one team that they chose, and what that team may use it for (§5.8). */
export const NAME_FIELDS = { name: [1, 'text'], reach: [2, 'text'], purpose: [3, 'text'] } as const satisfies Table
/** The one text of a copy, for a reader outside (§14). */
export const COPY_FIELDS = { text: [1, 'text'], purpose: [2, 'text'], untilDay: [3, 'number'], team: [4, 'text'] } as const satisfies Table
/** What a desk keeps of a copy in its own notes; `sources` are digests of 32 bytes, joined (§14). */
export const PROVENANCE_FIELDS = { copy: [1, 'bytes'], purpose: [2, 'text'], untilDay: [3, 'number'], sources: [4, 'bytes'] } as const satisfies Table
/** Inside a case summary record (§11.2). */
export const SUMMARY_FIELDS = {
  lang: [1, 'text'], tiles: [2, 'list'], words: [3, 'text'], place: [4, 'text'], danger: [5, 'text'],
  reporterSeen: [6, 'number'], state: [7, 'text'], priority: [8, 'number'],
  severity: [9, 'number'], code: [10, 'text'], clocks: [11, 'text'], finding: [12, 'text'], reason: [13, 'text'], remedies: [14, 'list'],
  keptOut: [15, 'list'], mark: [16, 'text'],
} as const satisfies Table
/** Inside a kept index record: the words of one case by conversation, each once, with single spaces; `rule` says how they were made (§11.4). */
export const INDEX_FIELDS = {
  rule: [1, 'number'], upTo: [2, 'number'], messages: [3, 'number'],
  report: [4, 'text'], talk: [5, 'text'], room: [6, 'text'], work: [7, 'text'], notes: [8, 'text'],
} as const satisfies Table
/** Details of an entry in the record (§15.2): digests of the messages written, joined; what they set; whom they concern. */
export const AUDIT_FIELDS = {
  digests: [1, 'bytes'], state: [2, 'text'], desk: [3, 'bytes'], text: [4, 'text'],
} as const satisfies Table

export const PAYLOAD_VERSION = 1

/** payload: version, then the present fields by rising number; throws `usage` for a list item with a comma (§11.1). */
export function encodePayload<T extends Table>(table: T, values: Values<T>, unknown: ReadonlyMap<number, Uint8Array> = new Map()): Uint8Array {
  const fields = new Map(unknown)
  for (const [name, [id, kind]] of Object.entries(table)) {
    const value: unknown = values[name]
    if (value !== undefined) fields.set(id, valueBytes(kind, value))
  }
  const out = writer().u16(PAYLOAD_VERSION)
  for (const [id, bytes] of [...fields].sort((a, b) => a[0] - b[0])) out.u16(id).field(bytes)
  return out.done()
}

/**
 * Reads a payload: the fields that the table knows, and the others untouched in `unknown`, so that an older client
 * passes over what a newer one wrote. Throws `broken`; `newer-version` for another version of the layout (§11.1).
 */
export function parsePayload<T extends Table>(table: T, bytes: Uint8Array): { values: Values<T>; unknown: ReadonlyMap<number, Uint8Array> } {
  const from = reader(bytes)
  if (from.u16() !== PAYLOAD_VERSION) refuse('newer-version', 'version of the payload')
  const held: [number, Uint8Array][] = []
  while (from.left() > 0) held.push([from.u16(), from.field()])
  insistSorted(held.map(([id]) => u16(id)))
  const known = byNumber(table)
  const values: Record<string, unknown> = {}
  const unknown = new Map<number, Uint8Array>()
  for (const [id, value] of held) {
    const field = known.get(id)
    if (field) values[field[0]] = valueFrom(field[1], value)
    else unknown.set(id, value)
  }
  return { values: isValues(table, values) ? values : refuse('broken', 'field of another kind'), unknown }
}

const numbered = new WeakMap<Table, ReadonlyMap<number, readonly [string, Kind]>>()

function byNumber(table: Table): ReadonlyMap<number, readonly [string, Kind]> {
  const held = numbered.get(table)
  if (held !== undefined) return held
  const made = new Map(Object.entries(table).map(([name, [id, kind]]) => [id, [name, kind]] as const))
  numbered.set(table, made)
  return made
}

function valueBytes(kind: Kind, value: unknown): Uint8Array {
  if (kind === 'text' && typeof value === 'string') return utf8(value)
  if (kind === 'number' && typeof value === 'number') return u32(value)
  if (kind === 'bytes' && value instanceof Uint8Array) return value
  if (kind !== 'list' || !Array.isArray(value)) return refuse('usage', 'value of another kind')
  const items = value.map((item: unknown) => (typeof item === 'string' && /^[^,]+$/.test(item) ? item : refuse('usage', 'list item')))
  return utf8(items.join(','))
}

function valueFrom(kind: Kind, bytes: Uint8Array): string | readonly string[] | number | Uint8Array {
  if (kind === 'bytes') return bytes
  if (kind === 'number') {
    const from = reader(bytes)
    const value = from.u32()
    from.end()
    return value
  }
  const text = textFromUtf8(bytes)
  if (compareBytes(utf8(text), bytes) !== 0) refuse('broken', 'text not in normal form')
  return kind === 'text' ? text : text === '' ? [] : text.split(',')
}

function isValues<T extends Table>(table: T, values: Record<string, unknown>): values is Values<T> & Record<string, unknown> {
  return Object.entries(table).every(([name, [, kind]]) => {
    const value = values[name]
    if (value === undefined) return true
    return kind === 'list' ? Array.isArray(value) : kind === 'bytes' ? value instanceof Uint8Array
      : typeof value === (kind === 'text' ? 'string' : 'number')
  })
}
