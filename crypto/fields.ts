/**
 * Payload fields as the texts that pages hold (§11.1): lists joined by commas, numbers in decimal, ids in hex.
 * For both parties, so that pages need not know numbers or bytes.
 */
import { bytesFromHex, concat, hexFromBytes, isZero, reader, u64 } from './bytes.ts'
import { placeKey } from './entries.ts'
import { refuse } from './error.ts'
import { readParty } from './party.ts'
import {
  APPROVAL_FIELDS, ASSIGN_FIELDS, AUDIT_FIELDS, COPY_FIELDS, EVENT_FIELDS, NAME_FIELDS, NOTE_FIELDS, PAGE_FIELDS, PROPOSAL_FIELDS, PROVENANCE_FIELDS, REPORT_FIELDS,
  SUMMARY_FIELDS, TEXT_FIELDS, TRIAGE_FIELDS, WORK_FIELDS, encodePayload, parsePayload,
} from './payload.ts'

const TABLES = {
  report: REPORT_FIELDS, text: TEXT_FIELDS, event: EVENT_FIELDS, note: NOTE_FIELDS, triage: TRIAGE_FIELDS,
  assign: ASSIGN_FIELDS, summary: SUMMARY_FIELDS, copy: COPY_FIELDS, provenance: PROVENANCE_FIELDS,
  audit: AUDIT_FIELDS, work: WORK_FIELDS, proposal: PROPOSAL_FIELDS, approval: APPROVAL_FIELDS, page: PAGE_FIELDS, name: NAME_FIELDS,
} as const
export type FieldTable = keyof typeof TABLES
type Texts = { readonly [name: string]: string | undefined }
type Value = string | readonly string[] | number | Uint8Array

/** A payload of the named table; empty texts count as not answered; throws `usage` for a field the table lacks or a malformed value (§11.1). */
export function payloadFrom(table: FieldTable, fields: Texts): Uint8Array {
  return encodePayload(TABLES[table], valuesFrom(table, fields))
}

/** The values that structures take, from the texts that pages hold; throws `usage` (§11.1). */
export function valuesFrom(table: FieldTable, fields: Texts): Record<string, Value> {
  const rows: Readonly<Record<string, readonly [number, string]>> = TABLES[table]
  const values: Record<string, Value> = {}
  for (const [name, text] of Object.entries(fields)) {
    const row = Object.hasOwn(rows, name) ? rows[name] : undefined
    if (row === undefined) return refuse('usage', 'field that the table lacks')
    if (text !== undefined && text !== '') values[name] = valueOf(name, row[1], text)
  }
  return values
}

/** The texts of a payload; fields of newer versions are left out; throws `broken` or `newer-version` (§11.1). */
export function fieldsFrom<Fields extends { [name in keyof Fields]?: string }>(table: FieldTable, payload: Uint8Array): Fields {
  return textsFrom(parsePayload(TABLES[table], payload).values) as Fields
}

/** The texts of values that are read already. */
export function textsFrom(values: { readonly [name: string]: unknown }): { [name: string]: string } {
  return Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, textOf(name, value)]])))
}

function valueOf(name: string, kind: string, text: string): Value {
  if (kind === 'text') return text
  if (kind === 'list') return text.split(',').filter((item) => item !== '')
  if (kind === 'number') return /^\d{1,10}$/.test(text) ? Number(text) : refuse('usage', 'number')
  return name === 'about' ? placeBytes(text) : bytesFromHex(text)
}

function textOf(name: string, value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number') return String(value)
  if (Array.isArray(value)) return value.join(',')
  if (!(value instanceof Uint8Array)) return refuse('usage', 'value of another kind')
  if (name === 'about') return placeText(value)
  return isZero(value) ? '' : hexFromBytes(value)
}

// author17 ‖ u64 n, as the key that stands on a line of the timeline.
function placeBytes(text: string): Uint8Array {
  const [author, n] = text.split(':')
  if (author === undefined || n === undefined || !/^\d{1,15}$/.test(n)) return refuse('usage', 'key of a message')
  return concat(bytesFromHex(author), u64(Number(n)))
}

function placeText(bytes: Uint8Array): string {
  const from = reader(bytes)
  const author = readParty(from)
  const n = from.u64()
  from.end()
  return placeKey(author, n)
}
