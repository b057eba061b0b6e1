// What a prepared request holds, read as the server reads it: for requests that the server in memory does not store.
import { bytesFromBase64, base64FromBytes } from '#crypto/base64.ts'
import type { DeskRecordRow } from '#crypto/answers.ts'
import { parseFrame } from '#crypto/wire.ts'
import { parseKeepBody } from '#crypto/kept-record.ts'
import type { KeepBody } from '#crypto/kept-record.ts'
import { AUDIT_ACTIONS, parseAudit } from '#crypto/audit.ts'
import type { Prepared } from '#crypto/worker/messages.ts'
import type { MemoryServer } from './memory-server.ts'
import type { Staff } from './people.ts'

/** The body of a prepared request, as its frame carries it. */
export async function bodyOf(server: MemoryServer, { party }: Staff, job: Prepared): Promise<Uint8Array> {
  const { frame } = await party.sign({ job: job.job, challenge: server.challenge(), now: 0 })
  return parseFrame(frame).body
}

/** A record as it would be kept, with the row that hands it out again. */
export async function keptBy(server: MemoryServer, staff: Staff, job: Prepared): Promise<KeepBody & { row: DeskRecordRow }> {
  const body = parseKeepBody(await bodyOf(server, staff, job))
  return { ...body, row: { caseId: body.caseId, record: base64FromBytes(body.recordBytes) } }
}

/** The name of the action in an entry, null where there is none. */
export function actionIn(audit: Uint8Array): string | null {
  if (audit.length === 0) return null
  const { action } = parseAudit(audit).entry
  return Object.entries(AUDIT_ACTIONS).find(([, number]) => number === action)?.[0] ?? String(action)
}

/** The row with one byte of its record turned over. */
export function turned(row: DeskRecordRow, at: number): DeskRecordRow {
  const bytes = bytesFromBase64(row.record)
  return { ...row, record: base64FromBytes(bytes.with(at, (bytes[at] ?? 0) ^ 1)) }
}
