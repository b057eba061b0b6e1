/**
 * Body of `drill`: a desk's recovery was tried out, and the entry in the record says so (§7.9, §12.3).
 */
import { hexFromBytes, reader, writer } from './bytes.ts'
import { SIZE } from './types.ts'

export interface DrillBody {
  readonly deskId: string
  readonly audit: Uint8Array
}

/** Body of `drill`: desk_id16 ‖ L(audit) (§7.9, §12.3). */
export function drillBodyBytes(body: DrillBody): Uint8Array {
  return writer().hex(body.deskId).field(body.audit).done()
}

/** Reads a `drill` body; any fault is `broken` (§12.3). */
export function parseDrillBody(bytes: Uint8Array): DrillBody {
  const from = reader(bytes)
  const deskId = hexFromBytes(from.take(SIZE.id))
  const audit = from.field()
  from.end()
  return { deskId, audit }
}
