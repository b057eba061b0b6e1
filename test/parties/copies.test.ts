// A copy for somebody outside (§14): found with its own code, holding nothing of the case but the words written for it.
import { expect, test } from 'vitest'
import { bytesFromHex, concat, hexFromBytes } from '#crypto/bytes.ts'
import { openMessage } from '#crypto/message.ts'
import { openDeskCase } from '#crypto/desk-case.ts'
import { openDirectory } from '#crypto/directory.ts'
import { openWrap } from '#crypto/epoch.ts'
import { reporterKeys } from '#crypto/card.ts'
import { readCode } from '#crypto/code.ts'
import { ctxOf, outsideRecipient, parseHeader } from '#crypto/header.ts'
import { unlock } from '#crypto/member.ts'
import { dayFrom } from '#crypto/types.ts'
import { parseCopyBody, parseFrame, readCopy } from '#crypto/server.ts'
import { reporterDevice } from '#crypto/worker/reporter-device.ts'
import type { CopyView } from '#crypto/worker/views.ts'
import { codeOf, codeOfAsync } from '#test/crypto/refusal.ts'
import { openAtDesk, organisation, report, send, writeAtDesk } from './people.ts'

const org = await organisation()
const { server, external, legal } = org
const UNTIL = server.today + 30

async function made(changes: Partial<{ text: string; untilDay: number; sources: string[] }> = {}) {
  const { caseId, digits } = await report(org, { text: 'Mr Tanaka keeps my passport, room 12.' }, [external.deskId])
  await openAtDesk(server, external, caseId)
  await writeAtDesk(server, external, caseId, [{ type: 'note', fields: { text: 'First look.' }, lang: 'en' }])
  const view = await openAtDesk(server, external, caseId)
  const copy = await external.party.sealCopy({
    caseId, text: '[a manager] keeps my passport, [place].', purpose: 'For the labour inspector', untilDay: UNTIL,
    sources: [view.timeline[0]?.key ?? ''], lang: 'en', place: server.auditPlace(), today: server.today, now: 0, ...changes,
  })
  return { caseId, digits, copy, view }
}

async function reading(digits: string, rootFp = org.rootFp, today = server.today): Promise<CopyView> {
  const party = reporterDevice()
  const read = await party.openCopyCode({ text: digits, instanceId: server.instance })
  if (read.result !== 'ok') throw new Error(read.result)
  const { frame } = await party.signCopyFetch({ challenge: server.challenge() })
  return await party.openCopy({ answer: server.post(frame) as ReturnType<typeof server.forOutside>, rootFp, today })
}

test('a copy opens with its own code only, says whose it is, until when and what for', async () => {
  const { caseId, copy, digits } = await made()
  await send(server, external.party, copy)
  const view = await reading(copy.digits)
  expect(view).toMatchObject({
    copyId: copy.copyId, text: '[a manager] keeps my passport, [place].', purpose: 'For the labour inspector', untilDay: UNTIL, over: false,
    team: { label: 'External desk', independent: true },
  })
  expect((await reading(copy.lines.join(' '), org.rootFp, UNTIL + 1))).toMatchObject({ over: true, text: '' })
  await expect(reading(digits)).rejects.toThrow('signature')
  const seen = await openAtDesk(server, external, caseId)
  expect(seen.copies).toEqual([{ copyId: copy.copyId, day: server.today, untilDay: UNTIL, purpose: 'For the labour inspector', over: false }])
  expect(seen.timeline.at(-1)).toMatchObject({ stream: 'notes', type: 'provenance', fields: { copy: copy.copyId, untilDay: String(UNTIL) } })
  server.copies.clear()
  expect((await openAtDesk(server, external, caseId)).copies).toMatchObject([{ over: true }])
}, 60_000)

test('no id, digest, key or word of the case is in a copy, sealed or opened', async () => {
  const { caseId, copy } = await made()
  const { frame } = await external.party.sign({ job: copy.job, challenge: server.challenge(), now: 0 })
  const { envelope } = parseCopyBody(parseFrame(frame).body)
  const facts = readCopy(server.instance, parseFrame(frame).body)
  const read = readCode(copy.digits)
  if (read.kind !== 'ok') throw new Error('code')
  const keys = reporterKeys(server.instance, read.code)
  const header = parseHeader(facts.epoch.headerBytes)
  const ctx = ctxOf(facts.epoch.headerBytes)
  const wrap = facts.epoch.wraps.find(({ recipient }) => recipient.party.kind === 'outside')?.wrap ?? new Uint8Array(0)
  const key = openWrap(header, ctx, outsideRecipient(keys.card), keys.kem, wrap)
  const opened = facts.messages.map((message) => openMessage(ctx, key, message.outer, message.body))
  const everything = hexFromBytes(concat(envelope, ...opened.flatMap(({ signed }) => [signed.inner, signed.sig]), key))
  const held = server.caseRow(caseId)
  const streams = [...held.streams.values()]
  const member = await unlock(server.unlockBoxes(external.name), { kind: 'code', text: external.codeLines.join('') })
  if (member.result !== 'ok') throw new Error(member.result)
  const known = { seq: 0, hash: null, heads: new Map() }
  const original = openDeskCase(openDirectory(member.member, server.directory(external.memberId), known, dayFrom(server.today)), server.forDesk(caseId, external.deskId), dayFrom(server.today))
  const views = [original.talk, original.notes].flatMap((view) => (view === null ? [] : [view]))
  const secrets = [
    ...views.flatMap((view) => [...view.entries.map((entry) => entry.digest), ...view.epochs.flatMap((epoch) => (epoch.key === null ? [] : [epoch.key]))]),
    bytesFromHex(caseId), bytesFromHex(held.auditRef), held.envelope.cardBytes.slice(0, 32), held.envelope.cardBytes.slice(32, 64), held.envelope.cardBytes.slice(64, 96),
    ...streams.flatMap(({ epochs }) => epochs.flatMap((epoch) => [ctxOf(epoch.header), parseHeader(epoch.header).commit, ...[...epoch.wraps.values()].map((one) => one.slice(0, 32))])),
    ...streams.flatMap(({ messages }) => messages.map((message) => message.body.slice(0, 32))),
    new TextEncoder().encode('Tanaka'), new TextEncoder().encode(external.name), bytesFromHex(external.memberId),
  ]
  expect(secrets.length).toBeGreaterThan(15)
  for (const secret of secrets) expect(everything.includes(hexFromBytes(secret))).toBe(false)
  const provenance = (await openAtDesk(server, external, caseId)).timeline
  expect(provenance.every((entry) => entry.type !== 'provenance')).toBe(true)
}, 60_000)

test('a copy without words, for a day gone by, from a message that is not there, or by a desk that left is not made', async () => {
  const codes = await Promise.all([
    codeOfAsync(() => made({ text: '  ' })), codeOfAsync(() => made({ untilDay: server.today })), codeOfAsync(() => made({ sources: ['0100:9'] })),
  ])
  expect(codes).toEqual(['usage', 'usage', 'usage'])
  // A note of the desk and one in the room stand under the same key: neither is what a copy can be made from.
  expect(await codeOfAsync(() => made({ sources: [`03${external.memberId}:1`] }))).toBe('usage')
  const { caseId } = await report(org, { text: 'x' }, [external.deskId, legal.deskId])
  await openAtDesk(server, external, caseId)
  await writeAtDesk(server, external, caseId, [{ type: 'leave', fields: {}, lang: 'en' }])
  await openAtDesk(server, external, caseId)
  const late = { caseId, text: 'x', purpose: 'x', untilDay: UNTIL, sources: [], lang: 'en', place: server.auditPlace(), today: server.today, now: 0 }
  expect(await codeOfAsync(async () => await external.party.sealCopy(late))).toBe('excluded')
}, 60_000)

test('what the server could do to a copy is refused: another root, another card, another reader, a second epoch, a word more', async () => {
  const { copy } = await made()
  const other = await made()
  await send(server, external.party, copy)
  await send(server, external.party, other.copy)
  expect(await codeOfAsync(() => reading(copy.digits, 'ab'.repeat(32)))).toBe('pinned-root')
  const party = reporterDevice()
  await party.openCopyCode({ text: copy.digits, instanceId: server.instance })
  const honest = server.forOutside(copy.copyId)
  const strange = server.forOutside(other.copy.copyId)
  const open = (answer: typeof honest) => codeOfAsync(async () => await party.openCopy({ answer, rootFp: org.rootFp, today: server.today }))
  const [first] = honest.copy.epochs
  const [, words] = honest.copy.messages
  if (!first || !words) throw new Error('no copy')
  const dropped = { ...honest.copy, messages: honest.copy.messages.slice(0, 1) }
  const asTalk = { ...honest.copy, stream: `01${'0'.repeat(32)}` }
  expect([
    await open({ ...honest, copyId: strange.copyId }), await open({ ...honest, card: strange.card }), await open({ ...honest, copy: strange.copy }),
    await open({ ...honest, copy: dropped }), await open({ ...honest, copy: asTalk }),
    await open({ ...honest, copy: { ...honest.copy, epochs: [first, first] } }), await open({ ...honest, copy: { ...honest.copy, epochs: [{ ...first, wrap: '' }] } }),
    await open({ ...honest, copy: { ...honest.copy, messages: [words] } }), await open(honest),
  ]).toEqual(['broken', 'broken', 'broken', 'broken', 'broken', 'epoch', 'broken', 'ghost', 'nothing refused'])
}, 60_000)

test('the server takes a copy only by the desk that sends it, for the holder of its card, with its two messages and its note', async () => {
  const { copy } = await made()
  const { frame } = await external.party.sign({ job: copy.job, challenge: server.challenge(), now: 0 })
  const { body } = parseFrame(frame)
  const facts = readCopy(server.instance, body)
  expect([facts.deskId, facts.untilDay, facts.copyId, facts.messages.length, facts.notes.stream.kind]).toEqual([external.deskId, UNTIL, copy.copyId, 2, 'notes'])
  const otherDesk = concat(body.slice(0, 32), bytesFromHex(legal.deskId), body.slice(48))
  expect(codeOf(() => readCopy(server.instance, otherDesk))).toBe('broken')
  const otherCase = concat(new Uint8Array(32).fill(1), body.slice(32))
  expect(() => readCopy(server.instance, otherCase)).not.toThrow()
  const cut = body.slice(0, -1)
  expect([codeOf(() => readCopy(server.instance, cut)), codeOf(() => readCopy(server.instance, concat(body, new Uint8Array(1))))]).toEqual(['broken', 'broken'])
}, 60_000)
