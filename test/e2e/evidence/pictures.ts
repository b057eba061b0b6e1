// Pictures that a browser encoded, so that another one can decode them, and what stands in a picture that came out at the other end.
import type { Page } from 'playwright-core'

/** Left half red, right half blue, 400 by 200 points: with turn 6 it stands upright with red on top. */
export async function pictureAs(page: Page, type: 'image/jpeg' | 'image/png' | 'image/webp'): Promise<Buffer> {
  const encoded = await page.evaluate((kind) => {
    const canvas = document.createElement('canvas')
    canvas.width = 400
    canvas.height = 200
    const draw = canvas.getContext('2d')
    if (draw === null) throw new Error('no canvas')
    draw.fillStyle = '#ff0000'
    draw.fillRect(0, 0, 200, 200)
    draw.fillStyle = '#0000ff'
    draw.fillRect(200, 0, 200, 200)
    return canvas.toDataURL(kind, 0.95)
  }, type)
  return Buffer.from(encoded.slice(encoded.indexOf(',') + 1), 'base64')
}

export interface Seen {
  width: number
  height: number
  // Colours by name at the middle of each edge, and in the middle.
  middle: string
  top: string
  bottom: string
  start: string
  end: string
}

/** What a person sees of a picture. */
export function seenIn(page: Page, bytes: Buffer, mime: string): Promise<Seen> {
  return page.evaluate(async ({ base64, type }) => {
    const image = await createImageBitmap(new Blob([Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))], { type }))
    const { width, height } = image
    const canvas = document.createElement('canvas')
    canvas.width = width
    canvas.height = height
    const draw = canvas.getContext('2d', { willReadFrequently: true })
    if (draw === null) throw new Error('no canvas')
    draw.drawImage(image, 0, 0)
    const at = (x: number, y: number) => {
      const [red = 0, green = 0, blue = 0] = draw.getImageData(Math.floor(x), Math.floor(y), 1, 1).data
      if (red > 200 && blue < 60) return 'red'
      if (blue > 200 && red < 60) return 'blue'
      return red + green + blue < 60 ? 'black' : 'else'
    }
    return { width, height, middle: at(width / 2, height / 2), top: at(width / 2, 2), bottom: at(width / 2, height - 3), start: at(2, height / 2), end: at(width - 3, height / 2) }
  }, { base64: bytes.toString('base64'), type: mime })
}
