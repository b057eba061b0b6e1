/**
 * The worker's side of the line: one table of calls, any number of pages (§12.5).
 * For both worker entries; whatever goes wrong leaves as a code, never as a text that could hold input.
 */
import { CryptoError } from '../error.ts'
import { ready } from '../sodium.ts'
import { WorkerError } from './client.ts'
import type { WorkerCode } from './client.ts'
import type { WorkerReply, WorkerRequest } from './messages.ts'

/** One function for each row of a table of calls; may answer at once or later. */
export type Handlers<Table extends { [Name in keyof Table]: { input: unknown; output: unknown } }> = {
  [Name in keyof Table]: (input: Table[Name]['input']) => Table[Name]['output'] | Promise<Table[Name]['output']>
}

/** The part of a worker or of a port that serving needs. */
export interface Port {
  postMessage(message: WorkerReply, transfer: Transferable[]): void
  onmessage: ((event: MessageEvent<WorkerRequest>) => void) | null
}

/** Answers every request on this port from the table, one after the other (§12.5). */
export function serve<Table extends { [Name in keyof Table]: { input: unknown; output: unknown } }>(
  port: Port, handlers: Handlers<Table>): void {
  let queue: Promise<void> = Promise.resolve()
  port.onmessage = (event) => {
    // In order, so that `sealReport` never overtakes the `load` that it stands on.
    queue = queue.then(() => answer(port, handlers as Handlers<Record<string, { input: unknown; output: unknown }>>, event.data))
  }
}

async function answer(
  port: Port, handlers: Handlers<Record<string, { input: unknown; output: unknown }>>, request: WorkerRequest): Promise<void> {
  const reply = await replyTo(handlers, request)
  port.postMessage(reply, reply.ok ? transferables(reply.value) : [])
}

async function replyTo(
  handlers: Handlers<Record<string, { input: unknown; output: unknown }>>, request: WorkerRequest): Promise<WorkerReply> {
  try {
    await ready()
    const handler = Object.hasOwn(handlers, request.name) ? handlers[request.name] : undefined
    if (handler === undefined) return { id: request.id, ok: false, code: 'newer-version' }
    return { id: request.id, ok: true, value: await handler(request.input) }
  } catch (error) {
    return { id: request.id, ok: false, code: codeOf(error) }
  }
}

function codeOf(error: unknown): WorkerCode {
  return error instanceof CryptoError || error instanceof WorkerError ? error.code : 'worker-failed'
}

function transferables(value: unknown): Transferable[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flat().flatMap((part) => (part instanceof Uint8Array ? [part.buffer] : []))
}
