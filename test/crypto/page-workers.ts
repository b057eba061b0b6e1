// The platform of a page, as far as a line to a worker needs it: workers that remember what they were sent and answer when told.
import type { WorkerReply, WorkerRequest } from '#crypto/worker/messages.ts'

type Heard<Data> = ((event: MessageEvent<Data>) => void) | null

export class PageWorker {
  readonly address: string
  readonly options: unknown
  readonly sent: WorkerRequest[] = []
  ended = 0
  onmessage: Heard<unknown> = null
  onmessageerror: (() => void) | null = null
  onerror: (() => void) | null = null

  constructor(address: string, options?: unknown) {
    this.address = address
    this.options = options
  }

  postMessage(request: WorkerRequest): void {
    this.sent.push(request)
  }

  terminate(): void {
    this.ended += 1
  }

  close(): void {
    this.ended += 1
  }

  answer(reply: WorkerReply): void {
    this.onmessage?.(new MessageEvent('message', { data: reply }))
  }
}

class SharedPageWorker {
  readonly port: PageWorker
  onerror: (() => void) | null = null

  constructor(address: string, options?: unknown) {
    this.port = new PageWorker(address, options)
  }
}

/** What a browser does: what its probe says (null: it breaks), whether tabs can share, and what starting a worker throws. */
interface Browser { readonly probe: boolean | null; readonly shares?: boolean; readonly throws?: Error }
export interface Page { readonly probes: PageWorker[]; readonly workers: PageWorker[]; readonly shared: SharedPageWorker[] }

let pages = 0

/** Three addresses that no page had before: the verdict of a probe is kept for each. */
export function addresses(): string {
  pages += 1
  const mark = `${process.hrtime.bigint()}-${pages}`
  return `/fast-${mark}.js /plain-${mark}.js /probe-${mark}.js`
}

/** Runs `act` in a page of this browser, and takes the page away again. */
export async function inPage<T>(browser: Browser, act: (page: Page) => Promise<T>): Promise<T> {
  const page: Page = { probes: [], workers: [], shared: [] }
  const own = { Worker: Reflect.get(globalThis, 'Worker'), SharedWorker: Reflect.get(globalThis, 'SharedWorker') }
  Reflect.set(globalThis, 'Worker', function start(address: string, options?: unknown): PageWorker {
    const worker = new PageWorker(address, options)
    if (address.startsWith('/probe')) {
      page.probes.push(worker)
      queueMicrotask(() => (browser.probe === null ? worker.onerror?.() : worker.onmessage?.(new MessageEvent('message', { data: browser.probe }))))
      return worker
    }
    if (browser.throws) throw browser.throws
    page.workers.push(worker)
    return worker
  })
  Reflect.set(globalThis, 'SharedWorker', browser.shares === true ? function start(address: string, options?: unknown): SharedPageWorker {
    const worker = new SharedPageWorker(address, options)
    page.shared.push(worker)
    return worker
  } : undefined)
  try {
    return await act(page)
  } finally {
    Object.assign(globalThis, own)
  }
}

/** Long enough for a page to choose its build and to hand on what was asked. */
export function settled(): Promise<void> {
  return new Promise((done) => setTimeout(done, 5))
}
