// Files of a desk on their way: sealed in the worker part by part, sent one after the other, taken up again where the line broke.

import type { ChosenFile, ListedIn, OpenedFile } from '#crypto/worker/calls-files.ts'
import { letGo, partRequest } from '#crypto/worker/part-request.ts'
import { fetchCase, auditPlace, today, withPlace } from './record.client.ts'
import { Refusal, challenge, fetchPart, sendPart } from './requests.client.ts'
import type { DeskWorker } from './worker.client.ts'

/** A file that is being sent; `sent` counts the parts that the server has taken, `part` is the one it may not have yet. Ends with the page: the next one begins anew. */
export type Upload = { readonly fileId: string; readonly parts: number; readonly bytes: number; sent: number; part: Uint8Array[] | null }
export type FilePlace = { caseId: string; stream: 'talk' | 'notes' | 'room' }

const reopensAtMost = 3
const waits = [1000, 2000, 4000, 8000, 16_000] as const

/** Begins to seal a file for an open case; where keys have changed since, the streams are opened anew and the case is loaded again first. */
export async function beginUpload(worker: DeskWorker, place: FilePlace, chosen: ChosenFile): Promise<Upload> {
  for (let reopened = 0; ; reopened += 1) {
    const begun = await worker.call('beginFile', { ...place, ...chosen, now: Date.now() })
    if (begun.result === 'ok') return { fileId: begun.fileId, parts: begun.parts, bytes: begun.bytes, sent: 0, part: null }
    // A server that always has newer keys to show is not worth a fourth try.
    if (reopened >= reopensAtMost) throw new Refusal('stale', 0)
    await withPlace(worker, (at) => worker.call('sealOpening', { ...place, place: at, ...today() }))
    await worker.call('openCase', { answer: await fetchCase(worker, place.caseId, 'read'), ...today() })
  }
}

/** Sends what is left of it; where the line stays broken it throws `offline` and can be called again. Then a write can list the file. */
export async function sendUpload(worker: DeskWorker, upload: Upload, progress: (done: number, parts: number) => void): Promise<void> {
  for (let index = upload.sent; index < upload.parts; index = upload.sent) {
    await patiently(async () => {
      const asked = { fileId: upload.fileId, index, challenge: await challenge(), now: Date.now() }
      const sealed = upload.part === null ? await worker.call('filePart', asked) : { ...(await worker.call('signPart', asked)), pieces: upload.part }
      upload.part = sealed.pieces
      await sendPart(partRequest(sealed.frame, sealed.pieces))
    })
    upload.sent += 1
    if (upload.part !== null) letGo(upload.part)
    upload.part = null
    progress(upload.sent, upload.parts)
  }
  await worker.call('endFile', { fileId: upload.fileId, now: Date.now() })
}

/** Fetches a listed file and opens it: the first part leaves an entry in the record. The worker hands it out only when every byte holds. */
export async function fetchFile(
  worker: DeskWorker, listed: ListedIn & { caseId: string; parts: number }, progress: (done: number, parts: number) => void): Promise<OpenedFile> {
  const { caseId, message, fileId } = listed
  const parts: Blob[] = []
  for (let index = 0; index < listed.parts; index += 1) {
    parts.push(await patiently(async () => {
      const place = index === 0 ? await auditPlace(worker) : null
      return fetchPart(worker, await worker.call('fetchFile', { caseId, message, fileId, index, place, ...today() }))
    }))
    progress(index + 1, listed.parts)
  }
  return worker.call('openFile', { caseId, message, fileId, parts, now: Date.now() })
}

// A broken line, a challenge that grew old on the way, and a place in the record that another tab took are no refusals.
async function patiently<Answer>(step: () => Promise<Answer>): Promise<Answer> {
  for (const wait of waits) {
    try {
      return await step()
    } catch (error) {
      const passing = error instanceof Refusal && (error.status === 0 || error.status >= 500 || error.status === 429 || ['challenge', 'record'].includes(error.reason))
      if (!passing) throw error
      await new Promise((resolve) => setTimeout(resolve, wait))
    }
  }
  return step()
}
