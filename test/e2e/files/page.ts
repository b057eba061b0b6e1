// Run inside pages of the portal by files.test.ts: the modules with which pages send and fetch files, and their real workers.
import type { CaseView, TimelineEntry } from '#crypto/worker/views.ts'
import { startReporterWorker } from '#crypto/worker/client.ts'
import type { OpenedFile } from '#crypto/worker/calls-files.ts'
import { openCase, writeCase } from '#app/desk/case/case.client.ts'
import { enterDesk } from '#app/desk/enter.client.ts'
import * as desk from '#app/desk/files.client.ts'
import { deskWorker } from '#app/desk/worker.client.ts'
import * as reporter from '#app/reporter/files.client.ts'
import { challenge, fetchCase, post } from '#app/reporter/requests.client.ts'

export interface Listed { message: string; fileId: string; parts: number }
export interface Read { name: string; mime: string; size: number; hash: string }
export interface Chosen { size: number; name: string; mime: string }
export interface FilesInPage {
  reporterOpens(given: { worker: string; digits: string; instanceId: string; rootFp: string; today: number }): Promise<void>
  /** Sends a file and a message that lists it; hands back how the line was on the way. */
  reporterSends(chosen: Chosen): Promise<string[]>
  reporterReads(): Promise<(Listed | Read)[]>
  deskOpens(given: { worker: string; caseId: string }): Promise<Listed[]>
  deskReads(given: { worker: string; caseId: string; listed: Listed }): Promise<Read>
  /** The whole file as the desk gets it, in base64. */
  deskGets(given: { worker: string; caseId: string; listed: Listed }): Promise<{ name: string; mime: string; bytes: string }>
  deskSends(given: { worker: string; caseId: string; chosen: Chosen }): Promise<void>
  hashOf(size: number): Promise<string>
}
declare global {
  interface Window { files: FilesInPage }
}

let opened: { worker: ReturnType<typeof startReporterWorker>; open(): Promise<CaseView> } | null = null

function atReporter() {
  if (opened === null) throw new Error('no case is open')
  return opened
}

// Different in every place, and the same in the page and in the test.
function content(size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size)
  for (let i = 0; i < size; i += 1) bytes[i] = (i * 31 + (i >> 9)) % 251
  return bytes
}

async function hashOf(bytes: ArrayBuffer): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

function listedIn(timeline: readonly TimelineEntry[]): Listed[] {
  return timeline.flatMap((entry) => entry.files.map(({ fileId, parts }) => ({ message: entry.key, fileId, parts })))
}

async function readOf({ blob, name, mime }: OpenedFile): Promise<Read> {
  return { name, mime, size: blob.size, hash: await hashOf(await blob.arrayBuffer()) }
}

window.files = {
  reporterOpens: async (given) => {
    const worker = startReporterWorker(given.worker)
    await worker.call('openCode', { text: given.digits, instanceId: given.instanceId })
    const open = async () => {
      const { frame } = await worker.call('signFetch', { challenge: (await challenge()).challenge })
      return worker.call('openCase', { answer: await fetchCase(frame), rootFp: given.rootFp, today: given.today })
    }
    opened = { worker, open }
    await open()
  },
  reporterSends: async ({ size, name, mime }) => {
    const { worker, open } = atReporter()
    const said: string[] = []
    const told: reporter.Told = { progress: (done, parts) => void said.push(`${done}/${parts}`), trouble: (key) => { if (key !== '') said.push(key) } }
    const upload = await reporter.beginUpload(worker, { blob: new Blob([content(size)]), name, mime }, async () => { await open() }, told)
    await reporter.sendUpload(worker, upload, told)
    const { day } = await challenge()
    await worker.call('sealPost', { type: 'text', fields: { text: 'see the file' }, lang: 'en', urgent: false, today: day, files: [upload.fileId] })
    await post((await worker.call('signPost', { challenge: (await challenge()).challenge })).frame)
    return said
  },
  reporterReads: async () => {
    const { worker, open } = atReporter()
    const quiet: reporter.Told = { progress: () => undefined, trouble: () => undefined }
    const out: Read[] = []
    for (const listed of listedIn((await open()).timeline)) out.push(await readOf(await reporter.fetchFile(worker, listed, quiet)))
    return out
  },
  deskOpens: async ({ worker: address, caseId }) => {
    const worker = deskWorker(address)
    await enterDesk(worker)
    return listedIn((await openCase(worker, caseId)).view.timeline)
  },
  deskReads: async ({ worker, caseId, listed }) => readOf(await desk.fetchFile(deskWorker(worker), { caseId, ...listed }, () => undefined)),
  deskGets: async ({ worker, caseId, listed }) => {
    const { blob, name, mime } = await desk.fetchFile(deskWorker(worker), { caseId, ...listed }, () => undefined)
    const bytes = new Uint8Array(await blob.arrayBuffer())
    return { name, mime, bytes: btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')) }
  },
  deskSends: async ({ worker: address, caseId, chosen: { size, name, mime } }) => {
    const worker = deskWorker(address)
    const upload = await desk.beginUpload(worker, { caseId, stream: 'talk' }, { blob: new Blob([content(size)]), name, mime })
    await desk.sendUpload(worker, upload, () => undefined)
    const now = await openCase(worker, caseId)
    await writeCase(worker, now, { writes: [{ type: 'reply', fields: { text: 'our file' }, lang: 'en', files: [upload.fileId] }], columns: null, summary: null })
  },
  hashOf: (size) => hashOf(content(size).buffer),
}
