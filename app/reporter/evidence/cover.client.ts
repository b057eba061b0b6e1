// Faces, names and numbers blacked out with a finger, a mouse or the arrow keys. What is covered is not in the picture that is sealed:
// the points below it are gone.
import { letPictureGo, pictureOf } from '../picture.client.ts'
import type { Picture } from '../picture.client.ts'
import { make, text } from '../texts.client.ts'
import { onlyPoints } from './clean.client.ts'
import { canvasOf, encoded } from './redraw.client.ts'
import { keyStep, paint, thickness } from './strokes.ts'
import type { Point, Stroke } from './strokes.ts'

/** How finely a screen shows the picture while it is covered; the picture itself keeps its size. */
const shownAtMost = 1024

/** Takes the row over until "Done": the covered picture, or null where nothing was covered or this browser cannot draw it. */
export async function coverPicture(row: HTMLElement, blob: Blob): Promise<Blob | null> {
  const picture = await pictureOf(blob)
  if (picture === null) return null
  try {
    const strokes = await strokesOver(row, picture)
    if (strokes.length === 0) return null
    const type = blob.type === 'image/png' ? 'image/png' : 'image/jpeg'
    const drawn = await encoded(drawnWith(picture, strokes, picture.width, picture.height), type)
    return drawn === null ? null : await onlyPoints(drawn)
  } finally {
    letPictureGo(picture)
  }
}

function strokesOver(row: HTMLElement, picture: Picture): Promise<Stroke[]> {
  const strokes: Stroke[] = []
  let at: Point = { x: 0.5, y: 0.5 }
  let byKeys = false
  const factor = Math.min(1, shownAtMost / Math.max(picture.width, picture.height))
  const [width, height] = [Math.max(1, Math.round(picture.width * factor)), Math.max(1, Math.round(picture.height * factor))]
  const sheet = canvasOf(width, height)
  sheet.tabIndex = 0
  sheet.setAttribute('role', 'application')
  sheet.setAttribute('aria-label', text('evidence.cover'))
  const draw = () => {
    sheet.getContext('2d')?.drawImage(drawnWith(picture, strokes, width, height), 0, 0)
    if (byKeys) ring(sheet, at)
  }
  const pointOf = (event: PointerEvent): Point => {
    const box = sheet.getBoundingClientRect()
    return { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height }
  }
  sheet.addEventListener('pointerdown', (event) => {
    event.preventDefault()
    sheet.setPointerCapture(event.pointerId)
    byKeys = false
    strokes.push([pointOf(event)])
    draw()
  })
  sheet.addEventListener('pointermove', (event) => {
    if (!sheet.hasPointerCapture(event.pointerId)) return
    strokes.at(-1)?.push(pointOf(event))
    draw()
  })
  sheet.addEventListener('keydown', (event) => {
    const covers = event.key === ' ' || event.key === 'Enter'
    const next = keyStep(at, event.key)
    if (!covers && next === null) return
    event.preventDefault()
    byKeys = true
    if (next !== null) at = next
    if (covers) strokes.push([at])
    draw()
  })
  draw()
  return new Promise((resolve) => {
    const undo = button('evidence.undo', () => {
      strokes.pop()
      draw()
    })
    const done = button('evidence.done', () => resolve(strokes))
    done.dataset['on'] = ''
    const buttons = make('div', '', 'buttons')
    buttons.append(undo, done)
    row.replaceChildren(make('p', text('evidence.cover.p')), sheet, buttons)
    sheet.focus({ preventScroll: true })
  })
}

function drawnWith(picture: Picture, strokes: readonly Stroke[], width: number, height: number): HTMLCanvasElement {
  const canvas = canvasOf(width, height)
  const draw = canvas.getContext('2d')
  if (draw === null) return canvas
  draw.drawImage(picture, 0, 0, width, height)
  for (const stroke of strokes) paint(draw, stroke, width, height)
  return canvas
}

// Where the keys stand; never part of the picture.
function ring(sheet: HTMLCanvasElement, { x, y }: Point): void {
  const draw = sheet.getContext('2d')
  if (draw === null) return
  for (const [colour, line] of [['#13201f', 7], ['#ffc42e', 3]] as const) {
    draw.beginPath()
    draw.arc(x * sheet.width, y * sheet.height, thickness(sheet.width, sheet.height) / 2, 0, 2 * Math.PI)
    draw.strokeStyle = colour
    draw.lineWidth = line
    draw.stroke()
  }
}

function button(key: string, does: () => void): HTMLButtonElement {
  const made = make('button', text(key), 'button') as HTMLButtonElement
  made.type = 'button'
  made.addEventListener('click', does)
  return made
}
