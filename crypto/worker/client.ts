/**
 * The page's side of a worker: typed calls, one answer each, refusals as WorkerError (§12.5).
 * A worker that cannot start is an error the page shows; nothing is ever sealed or sent another way.
 */
import type { CryptoCode } from '../error.ts'
import { chosenBuild, workerFiles } from './build-choice.ts'
import type { DeskCalls, ReporterCalls, WorkerReply, WorkerRequest } from './messages.ts'

/** A refusal of the protocol; or `worker-failed`: it did not start or broke; `locked`: secrets are gone, unlock again; `unprepared`: a call came before the one it needs; `unreadable`: a chosen file can no longer be read from the device. */
export type WorkerCode = CryptoCode | 'worker-failed' | 'locked' | 'unprepared' | 'unreadable'

export class WorkerError extends Error {
  readonly code: WorkerCode

  constructor(code: WorkerCode) {
    super(code)
    this.name = 'WorkerError'
    this.code = code
  }
}

/** What a table of calls looks like to `call`. */
type Calls<Table> = { [Name in keyof Table]: { input: unknown; output: unknown } }

export interface WorkerClient<Table extends Calls<Table>> {
  /** Rejects with WorkerError and with nothing else. */
  call<Name extends keyof Table & string>(name: Name, input: Table[Name]['input']): Promise<Table[Name]['output']>
  /** Ends the worker of this page; a shared one lives on for the other tabs. */
  end(): void
}

/** Starts the reporter's worker in the build that runs here; `files` as in build-choice.ts. A failure to start shows at the first call (§12.5). */
export function startReporterWorker(files: string): WorkerClient<ReporterCalls> {
  return clientOf<ReporterCalls>(files, (address) => fromWorker(new Worker(address)))
}

/** Starts, or finds, the staff worker in the build that runs here: shared between tabs and across reloads where the browser can (§12.5). */
export function startDeskWorker(files: string): WorkerClient<DeskCalls> {
  return clientOf<DeskCalls>(files, (address) => (typeof SharedWorker === 'function' ? shared(address) : fromWorker(new Worker(address))))
}

/** The three things that both kinds of worker have in common. */
interface Line {
  send(request: WorkerRequest): void
  listen(answered: (reply: WorkerReply) => void, failed: () => void): void
  end(): void
}

function clientOf<Table extends Calls<Table>>(files: string, start: (address: string) => Line): WorkerClient<Table> {
  const waiting = new Map<number, { resolve: (value: never) => void; reject: (error: WorkerError) => void }>()
  let last = 0
  let broken = false
  const line = started()
  return {
    call: (name, input) => new Promise((resolve, reject) => {
      if (broken) return reject(new WorkerError('worker-failed'))
      last += 1
      const request = { id: last, name, input }
      waiting.set(request.id, { resolve, reject })
      // In order: what was asked while the build was chosen goes first.
      void line.then((open) => open?.send(request))
    }),
    end: () => {
      failed()
      void line.then((open) => open?.end())
    },
  }

  async function started(): Promise<Line | null> {
    try {
      const open = start(await chosenBuild(workerFiles(files)))
      open.listen(answered, failed)
      return open
    } catch (error) {
      // A policy or a setting of the browser forbids workers: every call says so.
      if (!(error instanceof DOMException || error instanceof TypeError || error instanceof ReferenceError)) throw error
      failed()
      return null
    }
  }

  function answered(reply: WorkerReply): void {
    const call = waiting.get(reply.id)
    waiting.delete(reply.id)
    if (reply.ok) call?.resolve(reply.value as never)
    else call?.reject(new WorkerError(reply.code))
  }

  function failed(): void {
    broken = true
    for (const call of waiting.values()) call.reject(new WorkerError('worker-failed'))
    waiting.clear()
  }
}

function fromWorker(worker: Worker): Line {
  return {
    send: (request) => worker.postMessage(request),
    listen: (answered, failed) => {
      worker.onmessage = (event: MessageEvent<WorkerReply>) => answered(event.data)
      worker.onmessageerror = failed
      worker.onerror = failed
    },
    end: () => worker.terminate(),
  }
}

function shared(address: string): Line {
  // Keeps the worker for a moment after the last page is gone, so that a reload does not ask to unlock again.
  const options: WorkerOptions & { extendedLifetime: boolean } = { name: 'todoke-desk', extendedLifetime: true }
  const worker = new SharedWorker(address, options)
  return {
    send: (request) => worker.port.postMessage(request),
    listen: (answered, failed) => {
      worker.port.onmessage = (event: MessageEvent<WorkerReply>) => answered(event.data)
      worker.port.onmessageerror = failed
      worker.onerror = failed
    },
    end: () => worker.port.close(),
  }
}
