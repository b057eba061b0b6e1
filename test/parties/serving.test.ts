// The line between page and worker: answers in order, refusals as codes, unlock by one port seen by the other.
import { expect, test } from 'vitest'
import { refuse } from '#crypto/error.ts'
import { bytesFromHex, frameHolds, hexFromBytes, memberIdFrom, memberRequestId, parseFrame, senderInBody } from '#crypto/server.ts'
import { deskDevice } from '#crypto/worker/desk-device.ts'
import type { DeskCalls, WorkerReply, WorkerRequest } from '#crypto/worker/messages.ts'
import { reporterDevice } from '#crypto/worker/reporter-device.ts'
import { serve } from '#crypto/worker/serve.ts'
import type { Handlers, Port } from '#crypto/worker/serve.ts'
import { openAtDesk, organisation, report } from './people.ts'

interface Line extends Port { ask(name: string, input?: unknown): Promise<WorkerReply> }

function line<Table extends { [Name in keyof Table]: { input: unknown; output: unknown } }>(handlers: Handlers<Table>): Line {
  const waiting = new Map<number, (reply: WorkerReply) => void>()
  let last = 0
  const port: Line = {
    onmessage: null,
    postMessage: (reply) => waiting.get(reply.id)?.(reply),
    ask: (name, input = {}) => new Promise((answered) => {
      last += 1
      waiting.set(last, answered)
      const request: WorkerRequest = { id: last, name, input }
      port.onmessage?.(new MessageEvent('message', { data: request }))
    }),
  }
  serve(port, handlers)
  return port
}

test('answers keep the order of requests, and every failure has a code without a text', async () => {
  const order: string[] = []
  const handlers: Handlers<{ slow: { input: object; output: object }; fast: { input: object; output: object }; broken: { input: object; output: object }; refused: { input: object; output: object } }> = {
    slow: async () => { await new Promise((done) => setTimeout(done, 20)); order.push('slow'); return {} },
    fast: () => { order.push('fast'); return {} },
    broken: () => { throw new TypeError('a secret that must not leave') },
    refused: () => refuse('rollback', 'older'),
  }
  const port = line(handlers)
  const replies = await Promise.all([port.ask('slow'), port.ask('fast'), port.ask('broken'), port.ask('refused'), port.ask('toString')])
  expect(order).toEqual(['slow', 'fast'])
  expect(replies.slice(2)).toEqual([
    { id: 3, ok: false, code: 'worker-failed' }, { id: 4, ok: false, code: 'rollback' }, { id: 5, ok: false, code: 'newer-version' }])
})

test('calls that miss what they stand on are refused, and forget forgets', async () => {
  const port = line(reporterDevice())
  for (const [name, input] of [['signSubmit', { challenge: '' }], ['signFetch', { challenge: '' }], ['sealPost', {}], ['signPost', { challenge: '' }]] as const) {
    expect(await port.ask(name, input)).toMatchObject({ ok: false, code: 'unprepared' })
  }
  const first = await port.ask('makeCode')
  expect(await port.ask('makeCode')).toMatchObject({ value: first.ok ? first.value : null })
  await port.ask('forget')
  expect(await port.ask('makeCode')).not.toMatchObject({ value: first.ok ? first.value : null })
})

test('two tabs share one unlocked member, and locking in one locks the other', async () => {
  const { server, legal } = await organisation()
  const handlers: Handlers<DeskCalls> = deskDevice()
  const [one, two] = [line(handlers), line(handlers)]
  expect(await two.ask('signIn', { challenge: server.challenge(), now: 1 })).toMatchObject({ ok: false, code: 'locked' })
  await one.ask('unlock', { answer: server.unlockBoxes('Legal One'), secret: { kind: 'code', text: legal.codeLines.join(' ') }, now: 1 })
  expect(await two.ask('status', { now: 2 })).toMatchObject({ value: { unlocked: true, memberId: legal.memberId } })
  await two.ask('lock')
  expect(await one.ask('status', { now: 3 })).toMatchObject({ value: { unlocked: false, memberId: null } })
}, 60_000)

test('what was prepared for one member is not signed by the next one, nor sealed when the lock fell meanwhile', async () => {
  const { server, legal, external } = await organisation()
  const party = deskDevice()
  const enter = async (staff: typeof legal) => {
    await party.unlock({ answer: server.unlockBoxes(staff.name), secret: { kind: 'code', text: staff.codeLines.join(' ') }, now: 1 })
  }
  await enter(legal)
  const { job } = await party.makeInvite({ deskId: legal.deskId, role: 'lead', place: server.auditPlace(), today: server.today, now: 2 })
  expect((await party.sign({ job, challenge: server.challenge(), now: 3 })).frame.length).toBeGreaterThan(153)
  await enter(external)
  await expect(async () => await party.sign({ job, challenge: server.challenge(), now: 4 })).rejects.toMatchObject({ code: 'unprepared' })
  const slow = Promise.resolve(party.replaceUnlock({ place: server.auditPlace(), today: server.today, now: 5 }))
  await party.lock({})
  await expect(slow).rejects.toMatchObject({ code: 'locked' })
}, 60_000)

test('a frame holds for its sender, its action and its body only', async () => {
  const org = await organisation()
  const { server, legal, external } = org
  const { caseId, party } = await report(org, { text: 'one' }, [legal.deskId])
  const other = await report(org, { text: 'two' }, [legal.deskId])
  const { instance } = server
  const frame = parseFrame((await party.signSubmit({ challenge: server.challenge() })).frame)
  const sender = senderInBody(instance, frame)
  const strange = { kind: 'reporter' as const, card: server.caseRow(other.caseId).envelope.card }
  expect(frameHolds(instance, frame, sender)).toBe(true)
  expect(frameHolds(instance, frame, null)).toBe(false)
  expect(frameHolds(instance, frame, strange)).toBe(false)
  expect(frameHolds(instance, { ...frame, action: 'post' }, sender)).toBe(false)
  expect(frameHolds(instance, { ...frame, body: frame.body.slice(1) }, sender)).toBe(false)
  expect(frameHolds(instance, { ...frame, challenge: frame.challenge.map((byte) => byte ^ 1) }, sender)).toBe(false)
  expect(frameHolds(external.deskId.slice(0, 32) as typeof instance, frame, sender)).toBe(false)
  expect(frameHolds(instance, { ...frame, party: 'member' }, sender)).toBe(false)
  expect(() => senderInBody(instance, { ...frame, action: 'fetch' })).toThrow('usage')
  // A member's frame under the id of a colleague, whose name a server might write down for it.
  const own = parseFrame((await legal.party.signIn({ challenge: server.challenge(), now: 0 })).frame)
  const card = server.members.get(hexFromBytes(own.id))?.card
  if (!card) throw new Error('no such member')
  expect(frameHolds(instance, own, { kind: 'member', card })).toBe(true)
  expect(frameHolds(instance, { ...own, party: 'reporter' }, { kind: 'member', card })).toBe(false)
  expect(frameHolds(instance, { ...own, id: memberRequestId(memberIdFrom(bytesFromHex(external.memberId))) }, { kind: 'member', card })).toBe(false)
  expect((await openAtDesk(server, legal, caseId)).timeline).toHaveLength(1)
}, 60_000)
