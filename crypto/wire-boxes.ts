/**
 * Lists of desk boxes and unlock boxes as they travel (§12.3); what lies inside them is §7.4 and §8.
 */
import { reader, textFromUtf8, utf8, writer } from './bytes.ts'
import { refuse } from './error.ts'
import { SIZE } from './types.ts'

export interface WireBox {
  readonly deskEpoch: number
  readonly which: 1 | 2
  readonly box: Uint8Array
}

export interface WireUnlock {
  readonly head: Uint8Array
  readonly box: Uint8Array
}

/** L(u32 desk epoch ‖ u8 which ‖ box) of each box (§12.3). */
export function boxesBytes(boxes: readonly WireBox[]): Uint8Array {
  const out = writer()
  for (const box of boxes) out.u32(5 + box.box.length).u32(box.deskEpoch).u8(box.which).raw(box.box)
  return out.done()
}

/** Reads a list of desk boxes, perhaps empty; any fault is `broken` (§12.3). */
export function parseBoxes(bytes: Uint8Array): WireBox[] {
  const from = reader(bytes)
  const boxes: WireBox[] = []
  while (from.left() > 0) {
    const item = reader(from.field(5 + SIZE.deskBox))
    const deskEpoch = item.u32()
    const which = item.u8()
    if (which !== 1 && which !== 2) refuse('broken', 'which seed a box holds')
    boxes.push({ deskEpoch, which, box: item.take(SIZE.deskBox) })
    item.end()
  }
  return boxes
}

/** The second reader of a desk epoch: key, what people call the holder, and the reading seed in a box. */
export interface WireRecovery {
  readonly pk: Uint8Array
  readonly label: string
  readonly box: Uint8Array
}

/** recovery_pk ‖ L(recovery label) ‖ recovery box, or nothing (§12.3). */
export function recoveryBytes(recovery: WireRecovery | null): Uint8Array {
  return recovery === null ? new Uint8Array(0)
    : writer().raw(recovery.pk).field(utf8(recovery.label)).raw(recovery.box).done()
}

/** Reads a second reader, null for none; any fault is `broken` (§12.3). */
export function parseRecovery(bytes: Uint8Array): WireRecovery | null {
  if (bytes.length === 0) return null
  const from = reader(bytes)
  const recovery = { pk: from.take(SIZE.kemPk), label: textFromUtf8(from.field(400)), box: from.take(SIZE.deskBox) }
  from.end()
  return recovery
}

/** L(L(uhead) ‖ L(box)) of each way to unlock (§12.3). */
export function unlockBytes(unlock: readonly WireUnlock[]): Uint8Array {
  const out = writer()
  for (const { head, box } of unlock) out.u32(8 + head.length + box.length).field(head).field(box)
  return out.done()
}

/** Reads one to eight ways to unlock; any fault is `broken` (§12.3). */
export function parseUnlock(bytes: Uint8Array): WireUnlock[] {
  const from = reader(bytes)
  const unlock: WireUnlock[] = []
  while (from.left() > 0) {
    const item = reader(from.field(1024))
    unlock.push({ head: item.field(512), box: item.field(512) })
    item.end()
  }
  return unlock.length > 0 && unlock.length <= 8 ? unlock : refuse('broken', 'ways to unlock')
}
