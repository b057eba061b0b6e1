// Casework as it lies sealed in the room of a case: one JSON body for each record, checked by one schema for each kind.
// A newer record with the same kind and object takes the place of the older one; both stay in the timeline.
import * as z from 'zod/mini'
import { allegation, assign, clock, conflict, contact, detriment, legal, link, protective, referral, severity } from './work-triage.ts'
import { line } from './work-fields.ts'
import { inquiry, intake } from './work-intake.ts'
import { evidence, finding, interview, plan, review, task } from './work-inquiry.ts'
import { consultation, remedy, rootCause, step, watch, withdrawal } from './work-result.ts'

export const workSchemas = {
  allegation, severity, contact, detriment, legal, clock, link, conflict, assign, protective, referral,
  plan, task, interview, evidence, finding, review, consultation, remedy, rootCause, watch, withdrawal, step, intake, inquiry,
} as const

export type WorkKind = keyof typeof workSchemas
/** The body of a record of this kind, as read. */
export type WorkBody<Kind extends WorkKind> = z.output<(typeof workSchemas)[Kind]>
/** The same as a form fills it: days may be plain numbers, lists need not be one's own. */
export type WorkInput<Kind extends WorkKind> = Given<z.input<(typeof workSchemas)[Kind]>>
/** What a writer may pass: nothing of it is changed. */
export type Given<Part> = Part extends readonly (infer Item)[] ? readonly Given<Item>[] : Part extends object ? { readonly [Name in keyof Part]: Given<Part[Name]> } : Part

export const workKinds = Object.keys(workSchemas).filter(isWorkKind)

/** The object of a record of which a case has one: the case itself. */
export const theCase = '0'.repeat(32)

/** What can be taken out of the current picture again; the rest is only replaced. */
export const droppable: readonly WorkKind[] = ['allegation', 'link', 'task', 'interview', 'evidence', 'finding', 'remedy', 'rootCause', 'protective', 'referral', 'watch']

const dropped = z.strictObject({ dropped: line })

/** One record as read: its body, or why it was taken out. */
export type Work = { [Kind in WorkKind]: { readonly kind: Kind; readonly value: WorkBody<Kind>; readonly dropped: null } }[WorkKind] | { readonly kind: WorkKind; readonly value: null; readonly dropped: string }

/** The record behind a sealed body; null where this version does not know the kind, or the body is not JSON or breaks its schema. Never throws. */
export function parseWork(kind: string, body: string): Work | null {
  if (!isWorkKind(kind)) return null
  const json = parsedJson(body)
  const out = droppable.includes(kind) ? dropped.safeParse(json) : null
  if (out?.success === true) return { kind, value: null, dropped: out.data.dropped }
  const read = workSchemas[kind].safeParse(json)
  // The schema was the kind's own, so body and kind belong together, which the compiler cannot follow through the table.
  return read.success ? ({ kind, value: read.data, dropped: null } as Work) : null
}

/** The body to seal, keys sorted, nothing between tokens; throws RangeError that names the first field which breaks the schema. */
export function workBody<Kind extends WorkKind>(kind: Kind, value: WorkInput<Kind>): string {
  return checkedJson(workSchemas[kind], value)
}

/** The body that takes a thing out of the current picture; the reason stays in the timeline. Throws RangeError where the kind cannot be taken out. */
export function dropBody(kind: WorkKind, reason: string): string {
  if (!droppable.includes(kind)) throw new RangeError(`a record of kind ${kind} is replaced, not taken out`)
  return checkedJson(dropped, { dropped: reason })
}

/** The JSON of a value that keeps to the schema, keys sorted; throws RangeError with the name of the first field that does not. */
export function checkedJson(schema: z.ZodMiniType, value: unknown): string {
  const read = schema.safeParse(value)
  if (!read.success) throw new RangeError(`wrong field: ${read.error.issues[0]?.path.join('.') ?? ''}`)
  return sortedJson(read.data)
}

/** JSON with the keys of every object in order, so that equal values have equal texts. */
export function sortedJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => (
    part !== null && typeof part === 'object' && !Array.isArray(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part
  ))
}

/** The value of a JSON text; undefined where it is none. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isWorkKind(name: string): name is WorkKind {
  return Object.hasOwn(workSchemas, name)
}
