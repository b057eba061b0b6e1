// What stands at the top of a worker: whether WebAssembly runs, who is served on which line, and what phones of 2020 lack.
import { expect, test } from 'vitest'
import type { Port } from '#crypto/worker/serve.ts'
import type { WorkerReply } from '#crypto/worker/messages.ts'

let started = 0

// Read anew each time, as a browser does for each worker.
async function start(name: string): Promise<void> {
  started += 1
  await import(/* @vite-ignore */ `${new URL(`../../crypto/worker/${name}`, import.meta.url).href}?${process.hrtime.bigint()}-${started}`)
}

/** Evaluates a worker whose `self` is this. */
async function startOn(self: object, name: string): Promise<void> {
  Reflect.set(globalThis, 'self', self)
  try {
    await start(name)
  } finally {
    Reflect.deleteProperty(globalThis, 'self')
  }
}

async function probed(assembly: unknown): Promise<unknown[]> {
  const said: unknown[] = []
  const own = WebAssembly
  Reflect.set(globalThis, 'WebAssembly', assembly)
  try {
    Reflect.set(globalThis, 'self', { postMessage: (yes: unknown) => said.push(yes) })
    await start('probe.worker.ts')
    await new Promise((done) => setTimeout(done, 10))
  } finally {
    Reflect.set(globalThis, 'WebAssembly', own)
    Reflect.deleteProperty(globalThis, 'self')
  }
  return said
}

class Heard implements Port {
  onmessage: Port['onmessage'] = null
  said: ((reply: WorkerReply) => void) | null = null

  postMessage(reply: WorkerReply): void {
    this.said?.(reply)
  }

  ask(name: string, input: unknown): Promise<WorkerReply> {
    return new Promise((answered) => {
      this.said = answered
      this.onmessage?.(new MessageEvent('message', { data: { id: 1, name, input } }))
    })
  }
}

test('the probe says yes where WebAssembly runs', async () => {
  expect(await probed(WebAssembly)).toEqual([true])
})

test('the probe says no where WebAssembly is missing, and where a policy forbids it', async () => {
  expect(await probed(undefined)).toEqual([false])
  expect(await probed({ instantiate: () => { throw new WebAssembly.CompileError('forbidden by a policy') } })).toEqual([false])
})

test('the staff worker serves its own line, and where pages connect each page that does', async () => {
  const alone = new Heard()
  await startOn(alone, 'desk.worker.ts')
  expect(await alone.ask('status', { now: 1 })).toMatchObject({ ok: true, value: { unlocked: false } })
  const shared: { onconnect: ((event: object) => void) | null; onmessage: unknown } = { onconnect: null, onmessage: null }
  await startOn(shared, 'desk.worker.ts')
  const pages = [new Heard(), new Heard()]
  shared.onconnect?.({ ports: pages })
  for (const page of pages) expect(await page.ask('status', { now: 1 })).toMatchObject({ ok: true, value: { unlocked: false } })
  expect(shared.onmessage).toBe(null)
})

test('the worker of a reporter serves its own line', async () => {
  const line = new Heard()
  await startOn(line, 'reporter.worker.ts')
  const first = await line.ask('makeCode', {})
  expect(first).toMatchObject({ ok: true })
  expect(await line.ask('makeCode', {})).toEqual(first)
  expect(await line.ask('unlock', {})).toMatchObject({ ok: false, code: 'newer-version' })
})

const LACKING: readonly (readonly [home: object, name: string])[] = [
  [Array.prototype, 'at'], [Array.prototype, 'findLast'], [Array.prototype, 'findLastIndex'], [Object, 'hasOwn'],
]

/** What `act` finds where old phones stand: these four built-ins come from the file for old browsers. */
async function onAnOldPhone(act: () => void): Promise<void> {
  const own = LACKING.map(([home, name]) => ({ home, name, native: Object.getOwnPropertyDescriptor(home, name) ?? {} }))
  for (const { home, name } of own) Reflect.deleteProperty(home, name)
  try {
    await start('old-browsers.ts')
    act()
  } finally {
    for (const { home, name, native } of own) Object.defineProperty(home, name, native)
  }
}

test('the built-ins that old phones lack do what those of newer ones do', async () => {
  const found: unknown[] = []
  await onAnOldPhone(() => {
    const list = [5, 6, 7, 6]
    found.push(list.at(0), list.at(1), list.at(-1), list.at(-4), list.at(4), list.at(-5))
    found.push(list.findLastIndex((item) => item === 6), list.findLastIndex((item) => item === 5), list.findLastIndex((item) => item === 9))
    found.push(list.findLastIndex((_, index) => index < 2))
    found.push(list.findLast((item) => item < 7), list.findLast((item) => item === 5), list.findLast((item) => item === 9), list.findLast((_, index) => index === 2))
    found.push([].findLast(() => true), [].findLastIndex(() => true))
    found.push(Object.hasOwn({ a: undefined }, 'a'), Object.hasOwn({}, 'toString'), Object.hasOwn(Object.create({ a: 1 }) as object, 'a'))
    for (const [home, name] of LACKING) {
      const { writable, configurable, enumerable } = Object.getOwnPropertyDescriptor(home, name) ?? {}
      found.push([writable, configurable, enumerable])
    }
  })
  expect(found).toEqual([5, 6, 6, 5, undefined, undefined, 3, 0, -1, 1, 6, 5, undefined, 7, undefined, -1, true, false, false,
    ...LACKING.map(() => [true, true, false])])
})

test('what a phone has of its own stays', async () => {
  const own = LACKING.map(([home, name]) => Object.getOwnPropertyDescriptor(home, name)?.value as unknown)
  await start('old-browsers.ts')
  expect(LACKING.map(([home, name]) => Object.getOwnPropertyDescriptor(home, name)?.value as unknown)).toEqual(own)
})
