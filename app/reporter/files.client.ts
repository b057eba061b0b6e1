// Files of a reporter on their way: sealed in the worker part by part, sent one after the other, taken up again where the line broke.
import type { WorkerClient } from '#crypto/worker/client.ts'
import type { ChosenFile, ListedIn, OpenedFile } from '#crypto/worker/calls-files.ts'
import type { ReporterCalls } from '#crypto/worker/messages.ts'
import { letGo, partRequest } from '#crypto/worker/part-request.ts'
import { untilThere } from './patience.client.ts'
import { Refused, challenge, fetchPart, post, sendPart } from './requests.client.ts'
import { phoneDay } from './texts.client.ts'

const reopensAtMost = 3

type Worker = WorkerClient<ReporterCalls>

/** A file that is being sent; `sent` counts the parts that the server has taken, `part` is the one it may not have yet. Ends with the page: the next one begins anew. */
export type Upload = { readonly fileId: string; readonly parts: number; readonly bytes: number; sent: number; part: Uint8Array[] | null }

/**
 * What a page hears while a file travels: parts done, and what is the matter with the line ('' when it is over). `go` is asked before
 * every try of a part: it waits while the person pauses, and throws where the file was taken out; `signal` then ends the part under way.
 */
export type Told = { progress(done: number, parts: number): void; trouble(key: string): void; go?(): Promise<void>; signal?: AbortSignal }

/**
 * Begins to seal a file for the open conversation. Where keys have changed since, one message that says nothing goes ahead and `reopen`
 * loads the conversation again, because a file is sealed under the newest key or not at all.
 */
export async function beginUpload(worker: Worker, chosen: ChosenFile, reopen: () => Promise<void>, told: Told): Promise<Upload> {
  for (let reopened = 0; ; reopened += 1) {
    const begun = await worker.call('beginFile', chosen)
    if (begun.result === 'ok') return { fileId: begun.fileId, parts: begun.parts, bytes: begun.bytes, sent: 0, part: null }
    // A server that always has newer keys to show is not worth a fourth try.
    if (reopened >= reopensAtMost) throw new Refused('stale')
    await worker.call('sealOpening', { today: phoneDay() })
    await untilThere(async () => post((await worker.call('signPost', { challenge: (await challenge()).challenge })).frame), told.trouble)
    await reopen()
  }
}

/** Sends what is left of it and waits out bad lines; after a refusal it can be called again. Then a message can list the file. */
export async function sendUpload(worker: Worker, upload: Upload, told: Told): Promise<void> {
  for (let index = upload.sent; index < upload.parts; index = upload.sent) {
    await untilThere(async () => {
      await told.go?.()
      const asked = { fileId: upload.fileId, index, challenge: (await challenge()).challenge }
      const sealed = upload.part === null ? await worker.call('filePart', asked) : { ...(await worker.call('signPart', asked)), pieces: upload.part }
      upload.part = sealed.pieces
      await sendPart(partRequest(sealed.frame, sealed.pieces), told.signal)
    }, told.trouble)
    upload.sent += 1
    if (upload.part !== null) letGo(upload.part)
    upload.part = null
    told.progress(upload.sent, upload.parts)
  }
  await worker.call('endFile', { fileId: upload.fileId })
}

/** Fetches a listed file and opens it; the worker hands it out only when every byte holds. */
export async function fetchFile(worker: Worker, listed: ListedIn & { parts: number }, told: Told): Promise<OpenedFile> {
  const { message, fileId } = listed
  const parts: Blob[] = []
  for (let index = 0; index < listed.parts; index += 1) {
    parts.push(await untilThere(async () => {
      const { frame } = await worker.call('signFile', { message, fileId, index, challenge: (await challenge()).challenge })
      return fetchPart(frame)
    }, told.trouble))
    told.progress(index + 1, listed.parts)
  }
  return worker.call('openFile', { message, fileId, parts })
}
