// Which way up a picture stands: the one thing of its hidden data that is kept, because without it the picture lies on its side.

const orientation = 0x0112

/** 1 to 8 as EXIF counts them, from a TIFF block; 1 where it says nothing that can be read. */
export function turnIn(tiff: Uint8Array): number {
  if (tiff.length < 14) return 1
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.length)
  const order = view.getUint16(0)
  if (order !== 0x4949 && order !== 0x4d4d) return 1
  const little = order === 0x4949
  const from = view.getUint32(4, little)
  if (from + 2 > tiff.length) return 1
  const count = view.getUint16(from, little)
  for (let at = from + 2; at < from + 2 + count * 12 && at + 12 <= tiff.length; at += 12) {
    if (view.getUint16(at, little) !== orientation) continue
    const turn = view.getUint16(at + 8, little)
    return turn >= 1 && turn <= 8 ? turn : 1
  }
  return 1
}

/** A TIFF block that says this and nothing else. */
export function turnBlock(turn: number): Uint8Array {
  return new Uint8Array([0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, turn, 0, 0, 0, 0, 0, 0, 0])
}
