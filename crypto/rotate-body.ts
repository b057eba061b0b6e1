/**
 * Body of `rotate`: new keys for a desk, perhaps with members taken off its list (§7.8, §12.3).
 * For the member's device that makes it and the server that stores it; the root holder checks it again.
 */
import { hexFromBytes, reader, writer } from './bytes.ts'
import { refuse } from './error.ts'
import { SIZE } from './types.ts'
import { parseRecovery, recoveryBytes } from './wire-boxes.ts'
import type { WireBox, WireRecovery } from './wire-boxes.ts'

/** A box that says for whom it is: unlike those of `admit`, it is one of many. */
export interface MemberBox extends WireBox {
  readonly memberId: string
}
export interface RotateBody {
  readonly deskId: string
  /** change ‖ sig of each removal, in order; empty for new keys alone. */
  readonly changes: readonly Uint8Array[]
  readonly deskCard: Uint8Array
  readonly cardSig: Uint8Array
  readonly nextSig: Uint8Array
  readonly boxes: readonly MemberBox[]
  readonly recovery: WireRecovery | null
  /** The entry in the record (§15), as it stands behind its own length. */
  readonly audit: Uint8Array
}

const SIGNED_CHANGE = SIZE.change + SIZE.sig
const MEMBER_BOX = SIZE.id + 5 + SIZE.deskBox

/** desk_id16 ‖ u8 count ‖ count × L(change ‖ sig) ‖ desk_card ‖ card_sig ‖ next_sig ‖ L(boxes) ‖ L(recovery) ‖ L(audit) (§12.3). */
export function rotateBodyBytes(body: RotateBody): Uint8Array {
  const out = writer().hex(body.deskId).u8(body.changes.length)
  for (const change of body.changes) out.field(change)
  out.raw(body.deskCard).raw(body.cardSig).raw(body.nextSig)
  const boxes = writer()
  for (const { memberId, deskEpoch, which, box } of body.boxes) {
    boxes.field(writer().hex(memberId).u32(deskEpoch).u8(which).raw(box).done())
  }
  return out.field(boxes.done()).field(recoveryBytes(body.recovery)).field(body.audit).done()
}

/** Reads a `rotate` body by layout alone; any fault is `broken` (§12.3). */
export function parseRotateBody(bytes: Uint8Array): RotateBody {
  const from = reader(bytes)
  const deskId = hexFromBytes(from.take(SIZE.id))
  const changes = Array.from({ length: from.u8() }, () => {
    const change = from.field(SIGNED_CHANGE)
    return change.length === SIGNED_CHANGE ? change : refuse('broken', 'signed change')
  })
  const deskCard = from.take(SIZE.deskCard)
  const cardSig = from.take(SIZE.sig)
  const nextSig = from.take(SIZE.sig)
  const boxes = parseMemberBoxes(from.field())
  const recovery = parseRecovery(from.field())
  const audit = from.field()
  from.end()
  return { deskId, changes, deskCard, cardSig, nextSig, boxes, recovery, audit }
}

function parseMemberBoxes(bytes: Uint8Array): MemberBox[] {
  const from = reader(bytes)
  const boxes: MemberBox[] = []
  while (from.left() > 0) {
    const item = reader(from.field(MEMBER_BOX))
    const memberId = hexFromBytes(item.take(SIZE.id))
    const deskEpoch = item.u32()
    const which = item.u8()
    if (which !== 1 && which !== 2) refuse('broken', 'which seed a box holds')
    boxes.push({ memberId, deskEpoch, which, box: item.take(SIZE.deskBox) })
    item.end()
  }
  return boxes
}
