// What the bench does inside the page: the same calls to the same worker as a reporter's page makes.
import type { CaseForReporter } from '#crypto/answers.ts'
import { startReporterWorker } from '#crypto/worker/client.ts'
import { letGo, partRequest } from '#crypto/worker/part-request.ts'

interface Given { digits: string; instanceId: string; rootFp: string; today: number; challenge: string; answer: CaseForReporter }
interface Bench {
  open(given: Given): Promise<void>
  /** Milliseconds for the chosen file; `sent`: each part goes to the server before the next is sealed. */
  seal(sent: boolean): Promise<number>
  bare(bytes: number): Promise<number>
  /** Nothing of the runs before is left to be collected. */
  rest(): Promise<void>
}
declare global {
  interface Window { bench: Bench }
}

const worker = startReporterWorker('/worker.js /plain.js /probe.js')
let challenge = ''

window.bench = {
  open: async (given) => {
    challenge = given.challenge
    await worker.call('openCode', { text: given.digits, instanceId: given.instanceId })
    await worker.call('openCase', { answer: given.answer, rootFp: given.rootFp, today: given.today })
  },
  seal: async (sent) => {
    const [file] = document.querySelector('input')?.files ?? []
    if (file === undefined) throw new Error('no file was chosen')
    const start = performance.now()
    const begun = await worker.call('beginFile', { blob: file, name: file.name, mime: file.type })
    if (begun.result !== 'ok') throw new Error(begun.result)
    for (let index = 0; index < begun.parts; index += 1) {
      const { frame, pieces } = await worker.call('filePart', { fileId: begun.fileId, index, challenge })
      if (sent) await (await fetch('/api/part', { method: 'POST', body: partRequest(frame, pieces) })).json()
      letGo(pieces)
    }
    await worker.call('endFile', { fileId: begun.fileId })
    const took = performance.now() - start
    await worker.call('dropFile', { fileId: begun.fileId })
    return took
  },
  bare: (bytes) => new Promise((resolve, reject) => {
    const bare = new Worker('/bare.js')
    bare.onmessage = (event: MessageEvent<number>) => { bare.terminate(); resolve(event.data) }
    bare.onerror = () => reject(new Error('the bare worker failed'))
    bare.postMessage(bytes)
  }),
  rest: async () => {
    const collect: unknown = Reflect.get(globalThis, 'gc')
    if (typeof collect === 'function') collect()
    await new Promise((resolve) => setTimeout(resolve, 1000))
  },
}
