// A picture drawn anew, so that nothing of its file is left but what can be seen.
import { letPictureGo, pictureOf } from '../picture.client.ts'
import type { Picture } from '../picture.client.ts'

/** The largest canvas that every phone still holds. */
const longestSide = 4096

let truth: boolean | null = null

/**
 * Whether a canvas gives back what was drawn on it. Browsers that hide which device they run on give back noise, or white: a
 * picture drawn anew there would be one that nobody took.
 */
export function canvasIsTrue(): boolean {
  truth ??= givesBack()
  return truth
}

function givesBack(): boolean {
  const side = 48
  const canvas = canvasOf(side, side)
  const draw = canvas.getContext('2d')
  if (draw === null) return false
  const expected: number[] = []
  for (let at = 0; at < side * side; at += 1) {
    const colour = [(at * 37) % 256, (at * 101) % 256, (at * 11) % 256] as const
    draw.fillStyle = `rgb(${colour.join()})`
    draw.fillRect(at % side, Math.floor(at / side), 1, 1)
    expected.push(...colour, 255)
  }
  const given = draw.getImageData(0, 0, side, side).data
  return expected.every((value, place) => given[place] === value)
}

/** `source` the right way up, drawn and encoded anew; null where this browser cannot. `turn` as EXIF counts, of a source that does not say it itself. */
export async function redrawn(source: Blob, turn: number, type: 'image/jpeg' | 'image/png'): Promise<Blob | null> {
  const picture = await pictureOf(source)
  if (picture === null) return null
  try {
    const canvas = upright(picture, turn, type)
    return canvas === null ? null : await encoded(canvas, type)
  } finally {
    letPictureGo(picture)
  }
}

export async function encoded(canvas: HTMLCanvasElement, type: 'image/jpeg' | 'image/png'): Promise<Blob | null> {
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, 0.9))
  // What a phone holds of a large picture is more than the picture.
  canvas.width = 0
  canvas.height = 0
  return blob !== null && blob.type === type && blob.size > 0 ? blob : null
}

export function canvasOf(width: number, height: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  return canvas
}

function upright(picture: Picture, turn: number, type: string): HTMLCanvasElement | null {
  const [wide, high] = 'naturalWidth' in picture ? [picture.naturalWidth, picture.naturalHeight] : [picture.width, picture.height]
  if (wide === 0 || high === 0) return null
  const factor = Math.min(1, longestSide / Math.max(wide, high))
  const [width, height] = [Math.max(1, Math.round(wide * factor)), Math.max(1, Math.round(high * factor))]
  const canvas = turn >= 5 ? canvasOf(height, width) : canvasOf(width, height)
  const draw = canvas.getContext('2d')
  if (draw === null) return null
  if (type === 'image/jpeg') {
    draw.fillStyle = '#ffffff'
    draw.fillRect(0, 0, canvas.width, canvas.height)
  }
  draw.setTransform(...placed(turn, width, height))
  draw.imageSmoothingQuality = 'high'
  draw.drawImage(picture, 0, 0, width, height)
  return canvas
}

function placed(turn: number, width: number, height: number): [number, number, number, number, number, number] {
  switch (turn) {
    case 2: return [-1, 0, 0, 1, width, 0]
    case 3: return [-1, 0, 0, -1, width, height]
    case 4: return [1, 0, 0, -1, 0, height]
    case 5: return [0, 1, 1, 0, 0, 0]
    case 6: return [0, 1, -1, 0, height, 0]
    case 7: return [0, -1, -1, 0, height, width]
    case 8: return [0, -1, 1, 0, 0, width]
    default: return [1, 0, 0, 1, 0, 0]
  }
}
