/**
 * Bodies of requests that leave an entry in the record (§12.3, §15.4): the entry stands behind its own length at the
 * end. For both ends of the line.
 */
import { hexFromBytes, reader, textFromUtf8, utf8, writer } from './bytes.ts'
import type { Reader, Writer } from './bytes.ts'
import { refuse } from './error.ts'
import { SIZE } from './types.ts'

/** No entry: what a body holds that nobody has recorded. */
export const UNRECORDED = new Uint8Array(0)

/** Puts an entry at the end of a body; nothing at all where there is none (§15.4). */
export function withAudit(out: Writer, audit: Uint8Array): Uint8Array {
  return audit.length === 0 ? out.done() : out.field(audit).done()
}

/** Reads the end of a body: its entry, or nothing where nothing is left. An empty one that is present is `broken` (§15.4). */
export function takeAudit(from: Reader): Uint8Array {
  if (from.left() === 0) return UNRECORDED
  const audit = from.field()
  from.end()
  return audit.length > 0 ? audit : refuse('broken', 'empty entry')
}

/** A request about one case: `read` and `shred`. */
export interface CaseBody {
  readonly caseId: string
  readonly deskId: string
  readonly audit: Uint8Array
}

/** case_id32 ‖ desk_id16 ‖ L(audit): body of `read` and of `shred` (§12.3). */
export function caseBodyBytes(body: CaseBody): Uint8Array {
  return writer().hex(body.caseId).hex(body.deskId).field(body.audit).done()
}

/** Reads a body of `read` or `shred`; any fault is `broken` (§12.3). */
export function parseCaseBody(bytes: Uint8Array): CaseBody {
  const from = reader(bytes)
  const body = { caseId: hexFromBytes(from.take(SIZE.hash)), deskId: hexFromBytes(from.take(SIZE.id)), audit: from.field() }
  from.end()
  return body
}

export interface SettingsBody {
  /** The operator's settings as JSON text. */
  readonly text: string
  readonly audit: Uint8Array
}

/** L(text) ‖ L(audit) (§12.3). */
export function settingsBodyBytes(body: SettingsBody): Uint8Array {
  return writer().field(utf8(body.text)).field(body.audit).done()
}

/** Reads a body of `settings`; any fault is `broken` (§12.3). */
export function parseSettingsBody(bytes: Uint8Array): SettingsBody {
  const from = reader(bytes)
  const body = { text: textFromUtf8(from.field()), audit: from.field() }
  from.end()
  return body
}
