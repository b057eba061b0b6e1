// What the pages of a reporter ask of the server. No cookie, no cache, nothing in an address but the hash of a public file.
import type { CaseForReporter, ChallengeAnswer, CopyForReader, PostAnswer, RosterPointer, SubmitAnswer } from '#crypto/answers.ts'

/** The server said no, with a word from its closed list; asking again with the same bytes gives the same answer. */
export class Refused extends Error {
  readonly reason: string

  constructor(reason: string) {
    super(reason)
    this.name = 'Refused'
    this.reason = reason
  }
}

/** No answer came: `sent` is true where the request may have arrived all the same. */
export class NoAnswer extends Error {
  readonly sent: boolean
  readonly busy: boolean

  constructor(sent: boolean, busy = false) {
    super('no answer')
    this.name = 'NoAnswer'
    this.sent = sent
    this.busy = busy
  }
}

const patience = 45_000
/** A part of a file is a megabyte: on a slow line that takes minutes. */
const patienceForParts = 240_000

export function challenge(): Promise<ChallengeAnswer> {
  return json('/api/challenge')
}

/** The newest roster as it lies on the server; the worker decides whether to believe it. */
export async function newestRoster(): Promise<Uint8Array> {
  const { hash } = await json<RosterPointer>('/api/roster')
  const response = await ask(`/api/roster/${hash}`)
  return new Uint8Array(await response.arrayBuffer())
}

export async function rosterHash(): Promise<string> {
  return (await json<RosterPointer>('/api/roster')).hash
}

export function submit(frame: Uint8Array): Promise<SubmitAnswer> {
  return json('/api/submit', frame)
}

export function fetchCase(frame: Uint8Array): Promise<CaseForReporter> {
  return json('/api/fetch', frame)
}

/** The copy behind the code of a reader outside; asked for at the same address as a conversation. */
export function fetchCopy(frame: Uint8Array): Promise<CopyForReader> {
  return json('/api/fetch', frame)
}

export function post(frame: Uint8Array): Promise<PostAnswer> {
  return json('/api/post', frame)
}

/** Names for teams, or the way back from them. */
export function giveName(frame: Uint8Array): Promise<PostAnswer> {
  return json('/api/name', frame)
}

/** One part of a file, with its signed frame before it. */
export async function sendPart(request: Blob, signal?: AbortSignal): Promise<void> {
  await ask('/api/part', request, patienceForParts, signal)
}

/** One part of a file as it lies on the server; the worker holds it against the signed digest. */
export async function fetchPart(frame: Uint8Array): Promise<Blob> {
  const response = await ask('/api/file', blobOf(frame), patienceForParts)
  try {
    return await response.blob()
  } catch (error) {
    if (error instanceof TypeError || error instanceof DOMException) throw new NoAnswer(true)
    throw error
  }
}

async function json<Answer>(path: string, frame?: Uint8Array): Promise<Answer> {
  const response = await ask(path, frame === undefined ? undefined : blobOf(frame))
  try {
    return (await response.json()) as Answer
  } catch (error) {
    // Cut off in the middle, or a page of some proxy: as good as no answer.
    if (error instanceof TypeError || error instanceof SyntaxError || error instanceof DOMException) throw new NoAnswer(true)
    throw error
  }
}

function blobOf(bytes: Uint8Array): Blob {
  return new Blob([bytes as BlobPart])
}

async function ask(path: string, body?: Blob, waits = patience, signal?: AbortSignal): Promise<Response> {
  const stop = new AbortController()
  signal?.addEventListener('abort', () => stop.abort(), { once: true })
  const timer = setTimeout(() => stop.abort(), waits)
  const how: RequestInit = { credentials: 'omit', cache: 'no-store', signal: stop.signal }
  if (body !== undefined) {
    how.method = 'POST'
    how.headers = { 'Content-Type': 'application/octet-stream' }
    how.body = body
  }
  try {
    const response = await fetch(path, how)
    if (response.ok) return response
    if (response.status === 429 || response.status >= 500) throw new NoAnswer(body !== undefined, true)
    throw new Refused(await reasonOf(response))
  } catch (error) {
    if (error instanceof TypeError || error instanceof DOMException) throw new NoAnswer(body !== undefined && navigator.onLine)
    throw error
  } finally {
    clearTimeout(timer)
  }
}

async function reasonOf(response: Response): Promise<string> {
  try {
    const body: unknown = await response.json()
    return typeof body === 'object' && body !== null && 'reason' in body ? String(body.reason) : ''
  } catch (error) {
    if (error instanceof TypeError || error instanceof SyntaxError) return ''
    throw error
  }
}
