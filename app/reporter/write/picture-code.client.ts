// The picture of the code: the 42 digits and nothing else, so that whoever finds the picture reads no address in it.
// The only file that draws picture codes.
import encodeQR from 'qr'

const ink = '#000000'
const paper = '#ffffff'

/** Rows of modules, true is dark, with four light ones around. Level Q: a quarter of it may be lost to blur, folds or a thumb. */
function modulesOf(digits: string): boolean[][] {
  return encodeQR(digits, 'raw', { ecc: 'quartile', encoding: 'numeric', border: 4 })
}

/** Draws into an svg by attributes alone; a `style` would be refused by the page's policy. */
export function drawPicture(svg: Element, digits: string): void {
  const rows = modulesOf(digits)
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path')
  path.setAttribute('d', rows.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join(''))
  svg.setAttribute('viewBox', `0 0 ${rows.length} ${rows.length}`)
  svg.setAttribute('shape-rendering', 'crispEdges')
  svg.replaceChildren(path)
}

/** The ticket as a picture file, dull and without a word; null if the browser cannot make one. */
export function pictureFile(lines: readonly string[], digits: string): Promise<Blob | null> {
  const canvas = document.createElement('canvas')
  canvas.width = 1000
  canvas.height = 640
  const draw = canvas.getContext('2d')
  if (draw === null) return Promise.resolve(null)
  draw.fillStyle = paper
  draw.fillRect(0, 0, canvas.width, canvas.height)
  draw.fillStyle = ink
  draw.textBaseline = 'middle'
  lines.forEach((line, place) => {
    const y = 68 + place * 84
    draw.font = '26px sans-serif'
    draw.fillText(String(place + 1), 36, y)
    draw.font = '600 52px sans-serif'
    draw.fillText(`${line.slice(0, 3)} ${line.slice(3)}`, 84, y)
  })
  const rows = modulesOf(digits)
  const side = Math.floor(600 / rows.length)
  rows.forEach((row, y) => row.forEach((dark, x) => {
    if (dark) draw.fillRect(380 + x * side, 20 + y * side, side, side)
  }))
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'))
}
