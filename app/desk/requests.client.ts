// Requests of staff pages. Reading rides on the cookie; whatever changes something is a frame that the worker signed.

import type { ChallengeAnswer } from '#crypto/answers.ts'
import type { Prepared } from '#crypto/worker/messages.ts'
import type { DeskWorker } from './worker.client.ts'

/** The server said no: `reason` is its closed word, `status` the HTTP status; `offline` when nothing answered. */
export class Refusal extends Error {
  readonly reason: string
  readonly status: number

  constructor(reason: string, status: number) {
    super(reason)
    this.name = 'Refusal'
    this.reason = reason
    this.status = status
  }
}

export async function getJson<Answer>(path: string): Promise<Answer> {
  return answered<Answer>(await reach(path, { method: 'GET' }))
}

export async function postJson<Answer>(path: string, body: unknown): Promise<Answer> {
  return answered<Answer>(await reach(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }))
}

export async function postBytes<Answer>(path: string, bytes: Uint8Array): Promise<Answer> {
  return answered<Answer>(await reachWith(path, new Blob([bytes as BlobPart])))
}

/** Sends one part of a file, with its signed frame before it. */
export async function sendPart(request: Blob): Promise<void> {
  await answered(await reachWith('/desk/api/part', request))
}

/** Signs a prepared request for a part of a file and fetches it, as it lies on the server. */
export async function fetchPart(worker: DeskWorker, prepared: Prepared): Promise<Blob> {
  const { frame } = await worker.call('sign', { job: prepared.job, challenge: await challenge(), now: Date.now() })
  const response = await reachWith(addressOf(prepared.action), new Blob([frame as BlobPart]))
  if (!response.ok) throw new Refusal(reasonIn(await response.text()), response.status)
  try {
    return await response.blob()
  } catch (error) {
    if (error instanceof TypeError || error instanceof DOMException) throw new Refusal('offline', 0)
    throw error
  }
}

export async function challenge(): Promise<string> {
  return (await getJson<ChallengeAnswer>('/api/challenge')).challenge
}

/** One challenge for a run of many requests: it holds for ten minutes at least, and is fetched anew after five. */
export function sharedChallenge(): () => Promise<string> {
  let held: { text: string; since: number } | null = null
  return async () => {
    if (held === null || Date.now() - held.since > 300_000) held = { text: await challenge(), since: Date.now() }
    return held.text
  }
}

/** Signs a prepared request under a fresh challenge, or one of a run, and sends it; sending again would send the same body. */
export async function sendPrepared<Answer>(worker: DeskWorker, prepared: Prepared, challenged: () => Promise<string> = challenge): Promise<Answer> {
  const { frame } = await worker.call('sign', { job: prepared.job, challenge: await challenged(), now: Date.now() })
  return postBytes<Answer>(addressOf(prepared.action), frame)
}

/** Where a signed request goes: what it asks for names the address, and reading asks for a case. */
export function addressOf(action: Prepared['action']): string {
  return `/desk/api/${action === 'read' ? 'case' : action}`
}

/** Opens the server's session for the member whose keys the worker holds. */
export async function signIn(worker: DeskWorker): Promise<void> {
  const { frame } = await worker.call('signIn', { challenge: await challenge(), now: Date.now() })
  await postBytes('/desk/api/signin', frame)
}

/** The word that picks the sentence for a refusal, whoever refused: server, worker or network. */
export function refusalWord(error: unknown): string {
  if (error instanceof Refusal) return error.reason
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code
  return 'unexpected'
}

function reachWith(path: string, body: Blob): Promise<Response> {
  return reach(path, { method: 'POST', headers: { 'Content-Type': 'application/octet-stream' }, body })
}

async function reach(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, { ...init, cache: 'no-store', redirect: 'error', headers: { Accept: 'application/json', ...init.headers } })
  } catch (error) {
    if (error instanceof TypeError) throw new Refusal('offline', 0)
    throw error
  }
}

async function answered<Answer>(response: Response): Promise<Answer> {
  const text = await response.text()
  if (response.ok) return (text === '' ? {} : JSON.parse(text)) as Answer
  throw new Refusal(reasonIn(text), response.status)
}

function reasonIn(text: string): string {
  try {
    const body: unknown = JSON.parse(text)
    if (typeof body === 'object' && body !== null && 'reason' in body && typeof body.reason === 'string') return body.reason
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  return 'unexpected'
}
