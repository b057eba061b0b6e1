// Photos and files beside a message: chosen, cleaned, looked at, and sent part by part before the message that lists them.
import { WorkerError } from '#crypto/worker/client.ts'
import type { WorkerClient } from '#crypto/worker/client.ts'
import type { ReporterCalls } from '#crypto/worker/messages.ts'
import { beginUpload, sendUpload } from '../files.client.ts'
import type { Told } from '../files.client.ts'
import { tryNow } from '../patience.client.ts'
import { Refused } from '../requests.client.ts'
import { find, page, put } from '../texts.client.ts'
import { sameContent, TakenOut } from './chosen.client.ts'
import type { Chosen } from './chosen.client.ts'
import { cleaned } from './clean.client.ts'
import type { Cleaned } from './clean.client.ts'
import { drawProgress, drawRow } from './rows.client.ts'
import type { RowActs } from './rows.client.ts'

/** Where files go: the worker with the open conversation, and how it is loaded anew when keys have changed. */
export interface Destination {
  readonly worker: WorkerClient<ReporterCalls>
  reopen(): Promise<void>
  trouble(key: string): void
}

let list: Chosen[] = []
/** Names say nothing but a number; it goes on counting while the page is open. */
let counted = 0
/** One picture at a time is in memory. */
let cleaning: Promise<void> = Promise.resolve()

const acts: RowActs = {
  takeOut(chosen) {
    list = list.filter((one) => one !== chosen)
    chosen.stop.abort()
    wake(chosen)
    chosen.row.remove()
    drawList()
    find('f-files').focus()
  },
  asItIs(chosen) {
    if (chosen.cleaned?.result !== 'ask') return
    dress(chosen, chosen.cleaned)
    chosen.stage = 'ready'
    drawRow(chosen, acts)
  },
  pause(chosen) {
    chosen.paused = !chosen.paused
    if (!chosen.paused) wake(chosen)
    drawRow(chosen, acts)
  },
  cover: (chosen) => void cover(chosen),
}

/** Takes what was chosen into the list, cleaned one after the other. */
export function choose(files: Iterable<File>): Promise<void> {
  for (const file of files) {
    cleaning = cleaning.then(() => take(file))
  }
  return cleaning
}

/** A file that the page itself made, such as a recording; it goes as it is. */
export function addEvidence(blob: Blob, name: string, mime: string): void {
  const chosen = entry(null)
  Object.assign(chosen, { blob, name, mime, stage: 'ready' })
  drawRow(chosen, acts)
  drawList()
}

/** Whether there is anything to send. */
export function anyChosen(): boolean {
  return list.some((one) => one.stage !== 'refused')
}

/** True where every file is settled; else the first that is not has the focus. */
export async function settled(): Promise<boolean> {
  await cleaning
  const open = list.find((one) => one.stage === 'ask' || one.stage === 'covering')
  open?.row.scrollIntoView({ block: 'center' })
  open?.row.querySelector('button')?.focus()
  return open === undefined
}

/**
 * Sends what was chosen, file after file, and hands back the ids for the message. What cannot go stays in the list and says why.
 * After a refusal or a broken page it can be called again: parts that have arrived are not sent twice.
 */
export async function sendChosen(to: Destination): Promise<string[]> {
  const ids: string[] = []
  addEventListener('beforeunload', hold)
  try {
    for (const chosen of list.filter((one) => one.stage === 'ready' || one.stage === 'sending' || one.stage === 'sent')) {
      const id = await sendOne(chosen, to)
      if (id !== null) ids.push(id)
    }
    return ids
  } finally {
    removeEventListener('beforeunload', hold)
  }
}

/** The keys have changed since: every file is sealed and sent once more. */
export function sealAnew(): void {
  for (const chosen of list) chosen.upload = null
}

/** A message lists them now; what was refused stays to be read. */
export function forgetSent(): void {
  for (const { stage, row } of list) if (stage === 'sent') row.remove()
  list = list.filter(({ stage }) => stage !== 'sent')
  drawList()
}

/** The same list in a page that was exchanged for another language. */
export function drawAgain(): void {
  find('chosen').replaceChildren(...list.map(({ row }) => row))
  for (const chosen of list) drawRow(chosen, acts)
  drawList()
}

async function take(file: File): Promise<void> {
  const most = Number(page().dataset['files'])
  say('')
  if (list.length >= most) return say('evidence.many', { n: String(most) })
  for (const one of list) {
    if (one.source !== null && (await sameContent(one.source, file).catch(() => false))) return say('evidence.twice')
  }
  const chosen = entry(file)
  const result = await cleaned(file, Number(page().dataset['megabytes']) * 1_000_000)
  if (!list.includes(chosen)) return
  chosen.cleaned = result
  if (result.result === 'refused') Object.assign(chosen, { stage: 'refused', why: result.key })
  else {
    dress(chosen, result)
    chosen.stage = result.result === 'ask' ? 'ask' : 'ready'
  }
  drawRow(chosen, acts)
  drawList()
}

function entry(source: File | null): Chosen {
  const chosen: Chosen = {
    source, row: document.createElement('li'), stage: 'cleaning', blob: null, name: source?.name ?? '', mime: '', cleaned: null, why: '',
    paused: false, upload: null, wake: null, stop: new AbortController(),
  }
  list.push(chosen)
  find('chosen').append(chosen.row)
  drawRow(chosen, acts)
  return chosen
}

function dress(chosen: Chosen, result: Exclude<Cleaned, { result: 'refused' }>): void {
  const { word, ending, mime } = result.dress
  chosen.blob = result.blob
  chosen.mime = mime
  if (chosen.source === null || chosen.name === chosen.source.name) chosen.name = `${word}-${(counted += 1)}.${ending}`
}

async function cover(chosen: Chosen): Promise<void> {
  const { blob } = chosen
  if (blob === null) return
  chosen.stage = 'covering'
  try {
    const { coverPicture } = await import('./cover.client.ts')
    chosen.blob = (await coverPicture(chosen.row, blob)) ?? blob
  } catch (error) {
    // The tool did not come over the line: the picture is as it was.
    if (!(error instanceof TypeError)) throw error
    say('error.offline')
  } finally {
    chosen.stage = 'ready'
    drawRow(chosen, acts)
  }
}

async function sendOne(chosen: Chosen, to: Destination): Promise<string | null> {
  if (chosen.upload !== null && chosen.stage === 'sent') return chosen.upload.fileId
  chosen.stage = 'sending'
  drawRow(chosen, acts)
  try {
    await parts(chosen, to)
    chosen.stage = 'sent'
    drawRow(chosen, acts)
    return chosen.upload?.fileId ?? null
  } catch (error) {
    if (error instanceof TakenOut) {
      if (chosen.upload !== null) await to.worker.call('dropFile', { fileId: chosen.upload.fileId })
      return null
    }
    const why = whyOf(error)
    chosen.stage = why === null ? 'ready' : 'refused'
    chosen.why = why ?? ''
    drawRow(chosen, acts)
    if (why === null) throw error
    return null
  } finally {
    to.trouble('')
  }
}

// Keys that change while a file travels make it begin anew, under the newest; a few times, then the refusal is told.
async function parts(chosen: Chosen, to: Destination): Promise<void> {
  const told: Told = { progress: () => drawProgress(chosen), trouble: (key) => to.trouble(chosen.stop.signal.aborted ? '' : key), go: () => mayGo(chosen), signal: chosen.stop.signal }
  for (let again = 0; ; again += 1) {
    try {
      const { blob, name, mime } = chosen
      if (blob === null) throw new TakenOut()
      chosen.upload ??= await beginUpload(to.worker, { blob, name, mime }, () => to.reopen(), told)
      drawProgress(chosen)
      return await sendUpload(to.worker, chosen.upload, told)
    } catch (error) {
      if (!(error instanceof Refused) || !['stale', 'conflict'].includes(error.reason) || again >= 2) throw error
      chosen.upload = null
      await to.reopen()
    }
  }
}

async function mayGo(chosen: Chosen): Promise<void> {
  while (chosen.paused && !chosen.stop.signal.aborted) await new Promise<void>((resolve) => (chosen.wake = resolve))
  if (chosen.stop.signal.aborted) throw new TakenOut()
}

function wake(chosen: Chosen): void {
  chosen.wake?.()
  chosen.wake = null
  tryNow()
}

/** The key of what is said at the file; null where it is no matter of this file. */
function whyOf(error: unknown): string | null {
  if (error instanceof WorkerError) return error.code === 'unreadable' ? 'error.file.open' : null
  if (!(error instanceof Refused)) return null
  if (error.reason === 'too-many') return 'evidence.many'
  return error.reason === 'too-big' ? 'error.file.size' : null
}

function drawList(): void {
  find('about-chosen').hidden = list.length === 0
}

function say(key: string, values: Readonly<Record<string, string>> = {}): void {
  const words = find('at-files')
  words.hidden = key === ''
  if (key !== '') put(words, key, values)
}

// Asks before a page is shut that still has to send; never in the way of "Leave".
function hold(event: BeforeUnloadEvent): void {
  if (document.documentElement.dataset['covered'] === undefined) event.preventDefault()
}
