// Lines over a picture, in fractions of its sides, so that they lie at the same place on the screen and in the file.

export interface Point {
  readonly x: number
  readonly y: number
}
export type Stroke = Point[]

const step = 0.04

/** As wide as a finger on a phone is beside a picture of the screen's width. */
export function thickness(width: number, height: number): number {
  return Math.max(2, Math.min(width, height) * 0.1)
}

/** One stroke in black, at any size of the picture. */
export function paint(draw: Pick<CanvasRenderingContext2D, 'fillStyle' | 'arc' | 'fill' | 'strokeStyle' | 'lineWidth' | 'lineCap' | 'lineJoin' | 'beginPath' | 'moveTo' | 'lineTo' | 'stroke'>, stroke: Stroke, width: number, height: number): void {
  const [first, ...rest] = stroke
  if (first === undefined) return
  draw.beginPath()
  // A line to its own beginning is nothing to a canvas: a single touch is a disc.
  if (rest.length === 0) {
    draw.fillStyle = '#000000'
    draw.arc(first.x * width, first.y * height, thickness(width, height) / 2, 0, 2 * Math.PI)
    return draw.fill()
  }
  draw.strokeStyle = '#000000'
  draw.lineWidth = thickness(width, height)
  draw.lineCap = 'round'
  draw.lineJoin = 'round'
  draw.moveTo(first.x * width, first.y * height)
  for (const { x, y } of rest) draw.lineTo(x * width, y * height)
  draw.stroke()
}

/** Where an arrow key leads; null for any other key. */
export function keyStep({ x, y }: Point, key: string): Point | null {
  const moves: Readonly<Record<string, readonly [number, number]>> = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }
  const [dx, dy] = moves[key] ?? [0, 0]
  return dx === 0 && dy === 0 ? null : { x: inside(x + dx), y: inside(y + dy) }
}

function inside(part: number): number {
  return Math.min(1, Math.max(0, part))
}
