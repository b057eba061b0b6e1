// Finds the code in a picture that a person chose: a screenshot that some app has compressed again, or a photo of paper.
// The picture is read on the phone and goes nowhere. The only file that decodes picture codes.
import decodeQR from 'qr/decode.js'
import { letPictureGo, pictureOf } from '../picture.client.ts'
import type { Picture } from '../picture.client.ts'

/** Longest sides to try: a large photo is found faster when small, a small screenshot needs to be larger. */
const sides = [1000, 640, 1600, 400, 2400]
const patienceMs = 700

/** The digits of the code, or null if no picture code with 42 digits is seen. Takes up to some seconds on a cheap phone. */
export async function codeInPicture(file: Blob): Promise<string | null> {
  const picture = await pictureOf(file)
  if (picture === null) return null
  try {
    for (const blur of [0, 1]) {
      for (const side of sides) {
        const digits = decoded(scaled(picture, side, blur))
        if (digits !== null) return digits
        // Lets the page breathe between tries: "Leave" must work at once.
        await new Promise((resolve) => setTimeout(resolve))
      }
    }
    return null
  } finally {
    letPictureGo(picture)
  }
}

function scaled(picture: Picture, side: number, blur: number): ImageData | null {
  const factor = side / Math.max(picture.width, picture.height)
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(picture.width * factor))
  canvas.height = Math.max(1, Math.round(picture.height * factor))
  const draw = canvas.getContext('2d', { willReadFrequently: true })
  if (draw === null) return null
  draw.fillStyle = '#ffffff'
  draw.fillRect(0, 0, canvas.width, canvas.height)
  draw.imageSmoothingQuality = 'high'
  if (blur > 0 && 'filter' in draw) draw.filter = `blur(${blur}px) contrast(1.6)`
  draw.drawImage(picture, 0, 0, canvas.width, canvas.height)
  return draw.getImageData(0, 0, canvas.width, canvas.height)
}

function decoded(image: ImageData | null): string | null {
  if (image === null) return null
  try {
    const found = decodeQR({ width: image.width, height: image.height, data: image.data }, { effort: 3, timeLimit: patienceMs })
    return /^\d{42}$/.test(found) ? found : null
  } catch (error) {
    // The decoder throws where it sees no code.
    if (error instanceof Error) return null
    throw error
  }
}
