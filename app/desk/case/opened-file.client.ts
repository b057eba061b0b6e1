// A file that came out of the seal, on the desk's page: told by its bytes, shown where nothing of it can run, given to the downloads.
import { bytesToTell, kindOf } from '#db/model/file-kinds.ts'
import { fetchFile } from '../files.client.ts'
import type { DeskWorker } from '../worker.client.ts'

const wordsAtMost = 200_000

/** `address` lives until `letGo`; nothing of it is ever a document. */
export type Sight =
  | { readonly kind: 'picture' | 'sound' | 'film'; readonly address: string }
  | { readonly kind: 'words'; readonly words: string; readonly whole: boolean }
  | { readonly kind: 'none' }

export type OpenedHere = { readonly blob: Blob; readonly name: string; readonly sight: Sight }

/** Fetches and opens a listed file; an entry of the record says so. */
export async function openHere(
  worker: DeskWorker, caseId: string, listed: { message: string; fileId: string; parts: number }, progress: (done: number, parts: number) => void,
): Promise<OpenedHere> {
  const { blob, name, mime } = await fetchFile(worker, { caseId, ...listed }, progress)
  return { blob, name, sight: await sightOf(blob, name, mime) }
}

/** Told by the bytes: a name, and the sender's word for the kind, only choose between a sound and a film. */
export async function sightOf(blob: Blob, name: string, mime: string): Promise<Sight> {
  const first = new Uint8Array(await blob.slice(0, bytesToTell).arrayBuffer())
  const kind = kindOf(first, name)
  switch (kind) {
    case 'jpeg':
    case 'png':
    case 'webp':
    case 'redrawn':
      return { kind: 'picture', address: URL.createObjectURL(new Blob([blob], { type: kind === 'redrawn' ? (first[0] === 0x47 ? 'image/gif' : 'image/bmp') : `image/${kind}` })) }
    case 'sound':
    case 'film': {
      const sound = kind === 'sound' || /^audio\//.test(mime)
      const type = /^(?:audio|video)\/[a-z0-9.+-]+$/i.test(mime) ? mime : sound ? 'audio/mpeg' : 'video/mp4'
      return { kind: sound ? 'sound' : 'film', address: URL.createObjectURL(new Blob([blob], { type })) }
    }
    case 'text':
      return { kind: 'words', words: await blob.slice(0, wordsAtMost).text(), whole: blob.size <= wordsAtMost }
    default:
      return { kind: 'none' }
  }
}

/** Forgets what was shown. */
export function letGo({ sight }: OpenedHere): void {
  if ('address' in sight) URL.revokeObjectURL(sight.address)
}
