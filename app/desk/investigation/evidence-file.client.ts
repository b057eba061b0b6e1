// The bytes of a piece of evidence: sealed into the room of the case on their way in, held against their digest on their way out.

import type { TimelineEntry } from '#crypto/worker/views.ts'
import { beginUpload, fetchFile, sendUpload } from '../files.client.ts'
import type { DeskWorker } from '../worker.client.ts'
import { sha256Of } from './hash-field.client.ts'

export type ListedFile = { message: string; fileId: string; parts: number; bytes: number }
export type Opened = { blob: Blob; name: string; holds: boolean }

/** Where a signed entry of the room lists this file; null where none does. */
export function listedFile(timeline: readonly TimelineEntry[], fileId: string): ListedFile | null {
  for (const { key, stream, files } of timeline) {
    const found = stream === 'room' ? files.find((one) => one.fileId === fileId) : undefined
    if (found !== undefined) return { message: key, ...found }
  }
  return null
}

/** Seals the file for every team of the case and sends it; the id goes into the record that lists it, within a day. */
export async function keepEvidence(worker: DeskWorker, caseId: string, file: File, progress: (done: number, parts: number) => void): Promise<string> {
  const upload = await beginUpload(worker, { caseId, stream: 'room' }, { blob: file, name: file.name, mime: file.type })
  await sendUpload(worker, upload, progress)
  return upload.fileId
}

/** The bytes again, with an entry in the record; `holds` where they have the digest that was registered. */
export async function openEvidence(worker: DeskWorker, caseId: string, file: ListedFile, sha256: string | null, progress: (done: number, parts: number) => void): Promise<Opened> {
  const { blob, name } = await fetchFile(worker, { caseId, ...file }, progress)
  return { blob, name, holds: sha256 !== null && (await sha256Of(blob)) === sha256 }
}

/** Gives an opened file to the downloads of the browser, without a type that it would run. */
export function saveOpened({ blob, name }: Pick<Opened, 'blob' | 'name'>): void {
  const address = URL.createObjectURL(new Blob([blob], { type: 'application/octet-stream' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name === '' ? 'evidence' : name
  link.click()
  // The download has its own hold on the bytes by the next turn of the loop.
  setTimeout(() => URL.revokeObjectURL(address), 1000)
}
