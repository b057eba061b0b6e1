// The page's side of a worker: which build it starts, that each call has its own answer, and that a broken line says so.
import { expect, test } from 'vitest'
import { L, bytesFromHex } from '#crypto/bytes.ts'
import { release } from '#crypto/release.ts'
import { chosenBuild, workerFiles } from '#crypto/worker/build-choice.ts'
import { WorkerError, startDeskWorker, startReporterWorker } from '#crypto/worker/client.ts'
import { letGo, partRequest } from '#crypto/worker/part-request.ts'
import { serve } from '#crypto/worker/serve.ts'
import type { Handlers, Port } from '#crypto/worker/serve.ts'
import { addresses, inPage, settled } from './page-workers.ts'

const failed = { name: 'WorkerError', code: 'worker-failed', message: 'worker-failed' }

async function refusalOf(call: Promise<unknown>): Promise<unknown> {
  try {
    return { answered: await call }
  } catch (error) {
    return error instanceof WorkerError ? { name: error.name, code: error.code, message: error.message } : error
  }
}

test('three addresses stand in one text, and a missing one is empty', () => {
  expect(workerFiles('/a.js /b.js /c.js')).toEqual({ fast: '/a.js', plain: '/b.js', probe: '/c.js' })
  expect(workerFiles('')).toEqual({ fast: '', plain: '', probe: '' })
  expect(workerFiles('/a.js')).toEqual({ fast: '/a.js', plain: '', probe: '' })
})

test('the build with WebAssembly is taken where the probe says yes, the plain one where it says no', async () => {
  for (const probe of [true, false]) {
    await inPage({ probe }, async (page) => {
      const files = workerFiles(addresses())
      expect(await chosenBuild(files)).toBe(probe ? files.fast : files.plain)
      expect(page.probes.map(({ address, ended }) => [address, ended])).toEqual([[files.probe, 1]])
    })
  }
})

test('a page asks its probe once, and again only after it was lost', async () => {
  const files = workerFiles(addresses())
  await inPage({ probe: null }, async (page) => {
    expect(await Promise.all([chosenBuild(files), chosenBuild(files)])).toEqual([files.plain, files.plain])
    expect(page.probes.map(({ ended }) => ended)).toEqual([1])
  })
  await inPage({ probe: true }, async (page) => {
    expect(await chosenBuild(files)).toBe(files.fast)
    expect(await chosenBuild(files)).toBe(files.fast)
    expect(page.probes).toHaveLength(1)
  })
})

test('each call gets its own answer, whatever the order, and what was asked early goes first', async () => {
  await inPage({ probe: true }, async (page) => {
    const files = addresses()
    const client = startReporterWorker(files)
    const calls = [client.call('makeCode', {}), client.call('forget', {}), client.call('makeCode', {})]
    await settled()
    const [worker] = page.workers
    expect(worker?.address).toBe(workerFiles(files).fast)
    expect(worker?.sent.map(({ id, name }) => [id, name])).toEqual([[1, 'makeCode'], [2, 'forget'], [3, 'makeCode']])
    worker?.answer({ id: 3, ok: true, value: 'third' })
    worker?.answer({ id: 77, ok: true, value: 'nobody asked' })
    worker?.answer({ id: 78, ok: false, code: 'rollback' })
    worker?.answer({ id: 1, ok: true, value: 'first' })
    worker?.answer({ id: 2, ok: false, code: 'rollback' })
    expect(await Promise.all(calls.map(refusalOf))).toEqual([
      { answered: 'first' }, { name: 'WorkerError', code: 'rollback', message: 'rollback' }, { answered: 'third' }])
    expect(worker?.ended).toBe(0)
  })
})

test('a worker that breaks fails every call that waits and every later one', async () => {
  for (const broken of ['onerror', 'onmessageerror'] as const) {
    await inPage({ probe: false }, async (page) => {
      const client = startReporterWorker(addresses())
      const waiting = [client.call('makeCode', {}), client.call('forget', {})].map(refusalOf)
      await settled()
      page.workers[0]?.[broken]?.()
      expect(await Promise.all(waiting)).toEqual([failed, failed])
      expect(await refusalOf(client.call('makeCode', {}))).toEqual(failed)
      expect(page.workers[0]?.sent).toHaveLength(2)
    })
  }
})

test('where a browser forbids workers, every call says so', async () => {
  for (const throws of [new TypeError('no'), new ReferenceError('no'), new DOMException('no', 'SecurityError')]) {
    await inPage({ probe: true, throws }, async () => {
      const client = startReporterWorker(addresses())
      expect(await refusalOf(client.call('makeCode', {}))).toEqual(failed)
      await settled()
      expect(await refusalOf(client.call('makeCode', {}))).toEqual(failed)
      client.end()
      await settled()
    })
  }
})

test('an ended line ends its worker, and nothing is answered over it', async () => {
  await inPage({ probe: true }, async (page) => {
    const client = startReporterWorker(addresses())
    const waiting = refusalOf(client.call('makeCode', {}))
    await settled()
    client.end()
    expect(await waiting).toEqual(failed)
    await settled()
    expect(page.workers[0]?.ended).toBe(1)
    expect(await refusalOf(client.call('makeCode', {}))).toEqual(failed)
  })
})

test('staff share one worker between tabs where the browser can, and it outlives a reload', async () => {
  await inPage({ probe: true, shares: true }, async (page) => {
    const files = addresses()
    const client = startDeskWorker(files)
    const call = refusalOf(client.call('lock', {}))
    await settled()
    const port = page.shared[0]?.port
    expect(page.workers).toEqual([])
    expect([port?.address, port?.options]).toEqual([workerFiles(files).fast, { name: 'todoke-desk', extendedLifetime: true }])
    port?.answer({ id: 1, ok: true, value: 'locked' })
    expect(await call).toEqual({ answered: 'locked' })
    const again = refusalOf(client.call('lock', {}))
    await settled()
    expect(port?.sent.map(({ name }) => name)).toEqual(['lock', 'lock'])
    page.shared[0]?.onerror?.()
    expect(await again).toEqual(failed)
    client.end()
    await settled()
    expect(port?.ended).toBe(1)
  })
})

test('a shared worker whose messages cannot be read has failed', async () => {
  await inPage({ probe: true, shares: true }, async (page) => {
    const client = startDeskWorker(addresses())
    const call = refusalOf(client.call('lock', {}))
    await settled()
    page.shared[0]?.port.onmessageerror?.()
    expect(await call).toEqual(failed)
  })
})

test('staff whose browser cannot share have a worker for each tab', async () => {
  await inPage({ probe: false }, async (page) => {
    const files = addresses()
    const client = startDeskWorker(files)
    const call = refusalOf(client.call('lock', {}))
    await settled()
    expect(page.workers[0]?.address).toBe(workerFiles(files).plain)
    page.workers[0]?.answer({ id: 1, ok: true, value: 'locked' })
    expect(await call).toEqual({ answered: 'locked' })
    client.end()
    await settled()
    expect(page.workers[0]?.ended).toBe(1)
  })
})

test('the request of a part is its frame with its length, then the part; then its memory is given back', async () => {
  const frame = bytesFromHex('0102')
  const pieces = [bytesFromHex('0304'), bytesFromHex('05')]
  const request = new Uint8Array(await partRequest(frame, pieces).arrayBuffer())
  expect(request).toEqual(new Uint8Array([...L(frame), 3, 4, 5]))
  letGo(pieces)
  expect(pieces.map(({ length }) => length)).toEqual([0, 0])
  expect(frame).toHaveLength(2)
})

test('bytes in an answer are handed over and not copied, in lists too; what holds none is sent as it is', async () => {
  const port: Port & { sent: { value: unknown; handed: readonly Transferable[] }[] } = {
    onmessage: null, sent: [],
    postMessage(reply, handed) { this.sent.push({ value: reply.ok ? reply.value : reply.code, handed }) },
  }
  const [one, two] = [new Uint8Array([1]), new Uint8Array([2, 3])]
  const answers: Record<string, unknown> = { bytes: { one, many: [two, 'text', 7], text: 'x' }, text: 'only text', nothing: null, bare: 7 }
  const handlers: Handlers<{ of: { input: string; output: unknown } }> = { of: (name) => answers[name] }
  serve(port, handlers)
  for (const [id, input] of ['bytes', 'text', 'nothing', 'bare'].entries()) port.onmessage?.(new MessageEvent('message', { data: { id, name: 'of', input } }))
  await settled()
  await settled()
  expect(port.sent.map(({ value }) => value)).toEqual(Object.values(answers))
  expect(port.sent.map(({ handed }) => handed)).toEqual([[one.buffer, two.buffer], [], [], []])
})

test('memory is given back once for each buffer, and what is empty or shared with others is left alone', () => {
  const buffer = new Uint8Array([1, 2, 3, 4]).buffer
  const empty = new Uint8Array(0)
  const shared = new Uint8Array(new SharedArrayBuffer(4))
  release(new Uint8Array(buffer, 0, 2), new Uint8Array(buffer, 2), empty, shared)
  release()
  expect([buffer.byteLength, shared.length]).toEqual([0, 4])
  expect(() => structuredClone(empty.buffer, { transfer: [empty.buffer] })).not.toThrow()
})
