/**
 * Files on a device between calls (§13, §12.5): one being sealed part by part, and the listed ones opened again.
 * For both workers; whose case it is, and who may write, is settled before.
 */
import { hexFromBytes } from '../bytes.ts'
import { placeKey } from '../entries.ts'
import type { Entry } from '../entries.ts'
import { refuse } from '../error.ts'
import { partBodyBytes } from '../file-bodies.ts'
import type { MemberCase } from '../file-bodies.ts'
import { plainFileName } from '../file-head.ts'
import { checkFile, openFile } from '../file-open.ts'
import { CHUNK, PART } from '../file-plan.ts'
import { sealFile } from '../file-seal.ts'
import type { FileSealing } from '../file-seal.ts'
import type { FileRef } from '../message.ts'
import type { Stream } from '../party.ts'
import type { SealedFile } from '../sending.ts'
import { release } from '../release.ts'
import type { StreamView } from '../stream.ts'
import type { Ctx, Hash, SymmetricKey } from '../types.ts'
import type { BegunFile, ChosenFile, ListedIn, OpenedFile } from './calls-files.ts'
import { WorkerError } from './client.ts'

/** What is kept of the part that was sealed last, so that its frame can be signed again; the page holds its bytes. */
export interface LastPart {
  readonly index: number
  readonly digest: Hash<'part'>
}
export interface FileWork {
  /** Reads the content from its beginning to its end; the bytes are good until the next reading. */
  readonly read: (length: number) => Promise<Uint8Array>
  readonly sealing: FileSealing
  readonly stream: Stream
  readonly epoch: number
  readonly ctx: Ctx
  last: LastPart | null
  /** What the next part is made of, read while the one before travels; null before the first and after the last. */
  ahead: Promise<Uint8Array> | null
  /** Set once the page has said that every part is there. */
  ended: boolean
}
export type FileWorks = Map<string, FileWork>

/** A file that a believed message lists, with the key of its epoch. */
export interface ListedFile {
  readonly stream: Stream
  readonly ctx: Ctx
  readonly key: SymmetricKey<'epoch'>
  readonly ref: FileRef
}

/** Begins a file under the newest epoch of this stream, whose writer rule has been looked at (§13.1). */
export function beginFile(works: FileWorks, stream: Stream, view: StreamView, chosen: ChosenFile): BegunFile {
  const { key, ctx, header } = view.newest
  if (key === null) refuse('ghost', 'key of the newest epoch is missing')
  const mime = /^[\x20-\x7e]{0,127}$/.test(chosen.mime) ? chosen.mime : ''
  const sealing = sealFile(key, ctx, { size: chosen.blob.size, name: chosen.name, mime })
  const fileId = hexFromBytes(sealing.fileId)
  works.set(fileId, { read: contentOf(chosen.blob), sealing, stream, epoch: header.epoch, ctx, last: null, ahead: null, ended: false })
  return { result: 'ok', fileId, parts: sealing.plan.parts, bytes: sealing.plan.stream }
}

/** Seals the next part, which must have this number; throws `unprepared` for another one, `unreadable` where the device's own file is gone (§13.3). */
export async function sealPart(works: FileWorks, fileId: string, index: number): Promise<{ work: FileWork; last: LastPart; pieces: Uint8Array[] }> {
  const work = workOf(works, fileId)
  if (index !== (work.last === null ? 0 : work.last.index + 1) || index >= work.sealing.plan.parts || work.ended) throw new WorkerError('unprepared')
  const { pieces, digest } = work.sealing.next(await (work.ahead ?? nextContent(work)))
  work.last = { index, digest }
  work.ahead = index + 1 < work.sealing.plan.parts ? nextContent(work) : null
  return { work, last: work.last, pieces }
}

/** The part that was sealed last, which must have this number; throws `unprepared` (§13.3). */
export function lastPart(works: FileWorks, fileId: string, index: number): { work: FileWork; last: LastPart } {
  const work = workOf(works, fileId)
  if (work.last?.index !== index) throw new WorkerError('unprepared')
  return { work, last: work.last }
}

/** Body of `part` for the part that was sealed last (§12.3). */
export function partBodyOf(work: FileWork, last: LastPart, member: MemberCase | null): Uint8Array {
  const { sealing, stream, epoch } = work
  return partBodyBytes({ member, stream, epoch, fileId: sealing.fileId, index: last.index, parts: sealing.plan.parts, digest: last.digest })
}

/** The page says that every part has arrived: from now on the file can be listed. Throws `unprepared` before the last part is sealed. */
export function endFile(works: FileWorks, fileId: string): void {
  const work = workOf(works, fileId)
  if (work.ended) return
  if (work.last?.index !== work.sealing.plan.parts - 1) throw new WorkerError('unprepared')
  work.ended = true
}

/** Files to list in a message, in this order; throws `unprepared` for one that has not ended. */
export function filesToList(works: FileWorks, ids: readonly string[]): SealedFile[] {
  return ids.map((id) => {
    const work = workOf(works, id)
    if (!work.ended) throw new WorkerError('unprepared')
    return { ref: work.sealing.ref(), ctx: work.ctx }
  })
}

/** Finds a listed file among these streams; a message that somebody cut off may still be the reporter's own. Throws `unprepared`. */
export function listedFile(views: readonly { readonly stream: Stream; readonly view: StreamView }[], listed: ListedIn): ListedFile {
  for (const { stream, view } of views) {
    const shown: Entry[] = [...view.entries, ...view.cut.flatMap((item) => (item.entry === null ? [] : [item.entry]))]
    for (const entry of shown) {
      const ref = entry.files.find((file) => hexFromBytes(file.fileId) === listed.fileId)
      const epoch = view.epochs[entry.epoch]
      if (ref && epoch?.key && placeKey(entry.author, entry.n) === listed.message) return { stream, ctx: epoch.ctx, key: epoch.key, ref }
    }
  }
  throw new WorkerError('unprepared')
}

/** Holds the parts of a listed file against its digest; throws `broken` (§13.2). */
export async function holdParts(file: ListedFile, parts: readonly Blob[]): Promise<void> {
  const check = checkFile(file.ctx, file.ref)
  for (const blob of parts) {
    const part = await bytesOf(blob)
    check.take(part)
    release(part)
  }
  check.end()
}

/** Holds the parts against the digest, then opens them; nothing comes out before the last byte holds (§13.4). */
export async function openParts(file: ListedFile, parts: readonly Blob[]): Promise<OpenedFile> {
  await holdParts(file, parts)
  const opening = openFile(file.key, file.ctx, file.ref)
  const pieces: Blob[] = []
  for (const blob of parts) {
    const part = await bytesOf(blob)
    const content = opening.next(part)
    pieces.push(new Blob([content as BlobPart]))
    release(part, content)
  }
  const { name, mime } = opening.end()
  return { blob: new Blob(pieces), name: plainFileName(name), mime }
}

function nextContent(work: FileWork): Promise<Uint8Array> {
  const { from, to } = work.sealing.wanted()
  const content = work.read(to - from)
  // Whoever asks for the part hears of it; until then nobody waits.
  content.catch(() => undefined)
  return content
}

function workOf(works: FileWorks, fileId: string): FileWork {
  const work = works.get(fileId)
  if (work === undefined) throw new WorkerError('unprepared')
  return work
}

/** Reads a Blob in order: as one stream into one buffer where the browser can, which takes a fifth of the time of reading slices. */
function contentOf(blob: Blob): FileWork['read'] {
  const reader = byteReader(blob)
  let from = 0
  let buffer = new ArrayBuffer(PART + 2 * CHUNK)
  return (length) => readable(async () => {
    const start = from
    from += length
    if (reader === null) return new Uint8Array(await blob.slice(start, from).arrayBuffer())
    for (let at = 0; at < length;) {
      const { value } = await reader.read(new Uint8Array(buffer, at, length - at))
      if (value === undefined || value.length === 0) throw new WorkerError('unreadable')
      buffer = value.buffer
      at += value.length
    }
    return new Uint8Array(buffer, 0, length)
  })
}

// Older browsers have no stream of a Blob, or none that fills a buffer.
function byteReader(blob: Blob): ReadableStreamBYOBReader | null {
  try {
    return blob.stream().getReader({ mode: 'byob' })
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) return null
    throw error
  }
}

function bytesOf(blob: Blob): Promise<Uint8Array> {
  return readable(async () => new Uint8Array(await blob.arrayBuffer()))
}

// A file on the device can vanish or change under the page that chose it.
async function readable(step: () => Promise<Uint8Array>): Promise<Uint8Array> {
  try {
    return await step()
  } catch (error) {
    if (error instanceof DOMException) throw new WorkerError('unreadable')
    throw error
  }
}
