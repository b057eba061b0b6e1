// What a file loses before it is sealed. A file either leaves clean, or the person is told what may be in it and decides.
import { bytesToTell, dressOf, kindOf } from '#db/model/file-kinds.ts'
import type { FileKind } from '#db/model/file-kinds.ts'
import { canvasIsTrue, redrawn } from './redraw.client.ts'
import { jpegTurned, strippedJpeg } from './strip-jpeg.ts'
import type { Stripped } from './strip-jpeg.ts'
import { pngTurned, strippedPng } from './strip-png.ts'
import { strippedWebp, webpTurned } from './strip-webp.ts'

/** `photo`: place, day and device may still be in it; `paper`: names, company, older versions. */
export type Tells = 'photo' | 'paper'
export type Dress = { readonly word: string; readonly ending: string; readonly mime: string }

export type Cleaned =
  /** `hid`: it was of a kind that hides something, and that is gone. */
  | { readonly result: 'clean'; readonly blob: Blob; readonly dress: Dress; readonly hid: boolean }
  | { readonly result: 'ask'; readonly blob: Blob; readonly dress: Dress; readonly tells: readonly Tells[] }
  | { readonly result: 'refused'; readonly key: 'evidence.empty' | 'evidence.program' | 'error.file.size' | 'error.file.open' }

const strippers: Partial<Record<FileKind, { strip(bytes: Uint8Array): Stripped | null; turned(stripped: Stripped): Uint8Array[] }>> = {
  jpeg: { strip: strippedJpeg, turned: jpegTurned },
  png: { strip: strippedPng, turned: pngTurned },
  webp: { strip: strippedWebp, turned: webpTurned },
}

/** Looks at a chosen file of at most `bytesAtMost` and takes out what it hides. */
export async function cleaned(file: File, bytesAtMost: number): Promise<Cleaned> {
  try {
    if (file.size === 0) return { result: 'refused', key: 'evidence.empty' }
    if (file.size > bytesAtMost) return { result: 'refused', key: 'error.file.size' }
    const first = new Uint8Array(await file.slice(0, bytesToTell).arrayBuffer())
    return await cleanedAs(kindOf(first, file.name), file, first)
  } catch (error) {
    // It vanished from the phone, or its owner took the right to read it away.
    if (error instanceof DOMException) return { result: 'refused', key: 'error.file.open' }
    throw error
  }
}

async function cleanedAs(kind: FileKind, file: File, first: Uint8Array): Promise<Cleaned> {
  const dress = dressOf(kind, first, file.name)
  switch (kind) {
    case 'jpeg':
    case 'png':
    case 'webp':
      return cleanPicture(kind, new Uint8Array(await file.arrayBuffer()), dress)
    case 'redrawn':
    case 'heic': {
      const drawn = canvasIsTrue() ? await redrawn(file, 1, kind === 'heic' ? 'image/jpeg' : 'image/png') : null
      if (drawn !== null) return { result: 'clean', blob: await onlyPoints(drawn), dress: dressOfDrawn(drawn), hid: true }
      return { result: 'ask', blob: file, dress, tells: ['photo'] }
    }
    case 'text': return { result: 'clean', blob: file, dress, hid: false }
    case 'program': return { result: 'refused', key: 'evidence.program' }
    case 'paper': return { result: 'ask', blob: file, dress, tells: ['paper'] }
    case 'sound':
    case 'film': return { result: 'ask', blob: file, dress, tells: ['photo'] }
    case 'other': return { result: 'ask', blob: file, dress, tells: ['photo', 'paper'] }
  }
}

// First by bytes, then drawn anew: what comes out never held more than the points, whichever way the browser behaves.
async function cleanPicture(kind: 'jpeg' | 'png' | 'webp', bytes: Uint8Array, dress: Dress): Promise<Cleaned> {
  const way = strippers[kind]
  const stripped = way?.strip(bytes) ?? null
  if (way === undefined || stripped === null) return { result: 'refused', key: 'error.file.open' }
  if (!canvasIsTrue()) return { result: 'clean', blob: blobOf(way.turned(stripped), dress.mime), dress, hid: true }
  const drawn = await redrawn(blobOf(stripped.pieces, dress.mime), stripped.turn, kind === 'png' ? 'image/png' : 'image/jpeg')
  if (drawn === null) return { result: 'refused', key: 'error.file.open' }
  return { result: 'clean', blob: await onlyPoints(drawn), dress: dressOfDrawn(drawn), hid: true }
}

/** What the browser itself wrote into a picture that it encoded goes too. */
export async function onlyPoints(drawn: Blob): Promise<Blob> {
  const bytes = new Uint8Array(await drawn.arrayBuffer())
  const stripped = drawn.type === 'image/png' ? strippedPng(bytes) : strippedJpeg(bytes)
  return stripped === null ? drawn : blobOf(stripped.pieces, drawn.type)
}

function dressOfDrawn({ type }: Blob): Dress {
  return { word: 'photo', ending: type === 'image/png' ? 'png' : 'jpg', mime: type }
}

function blobOf(pieces: readonly Uint8Array[], type: string): Blob {
  return new Blob([...pieces] as BlobPart[], { type })
}
