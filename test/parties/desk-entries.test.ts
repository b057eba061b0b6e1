// What a request of a member is bound to (§15.1, §15.4): its entry names the action, the epoch that is written to and every word in it; and who may renew a case.
import { expect, test } from 'vitest'
import { parseAudit } from '#crypto/audit.ts'
import { base64FromBytes } from '#crypto/base64.ts'
import { parseWriteBody } from '#crypto/bodies.ts'
import { bytesFromHex, hexFromBytes } from '#crypto/bytes.ts'
import { openDeskCase } from '#crypto/desk-case.ts'
import { sealNotesOpening } from '#crypto/desk-writing.ts'
import { openDirectory } from '#crypto/directory.ts'
import { ctxOf } from '#crypto/header.ts'
import { unlock } from '#crypto/member.ts'
import { deskParty } from '#crypto/party.ts'
import { sealSummary } from '#crypto/record.ts'
import { randomKey } from '#crypto/sodium.ts'
import { caseIdFromBytes, dayFrom, deskIdFrom } from '#crypto/types.ts'
import type { DeskWrite, NewColumns, NewTeam } from '#crypto/worker/messages.ts'
import { codeOf, codeOfAsync } from '#test/crypto/refusal.ts'
import { actionIn, bodyOf } from './framed.ts'
import { recorded, rotate, signNext } from './key-steps.ts'
import { openAtDesk, organisation, report, returning, writeAtDesk } from './people.ts'
import type { Organisation } from './people.ts'

const org = await organisation()
const { server, legal, external } = org
const say = (type: 'reply' | 'note' | 'room' | 'leave', text = 'Words.'): DeskWrite => ({ type, fields: { text }, lang: 'en' })
const event: DeskWrite = { type: 'event', fields: { state: 'TRIAGE', text: 'Read.' }, lang: 'en' }
const talkName = `01${'0'.repeat(32)}`
const roomName = `02${'0'.repeat(32)}`
const notesName = `03${legal.deskId}`

interface Said { readonly columns?: NewColumns; readonly addTeam?: NewTeam; readonly summary?: { words: string } }

async function entryOf(caseId: string, writes: DeskWrite[], { columns, addTeam, summary }: Said = {}) {
  const job = await legal.party.sealWrites({ caseId, writes, addTeam: addTeam ?? null, columns: columns ?? null, summary: summary ?? null, ...recorded(org) })
  const body = parseWriteBody(await bodyOf(server, legal, job))
  const audit = parseAudit(body.audit)
  const opened = body.transmissions.map((one) => one.opens && hexFromBytes(ctxOf(one.opens.header)))
  return { job, audit, action: actionIn(body.audit), object: hexFromBytes(audit.entry.object), streams: body.transmissions.map((one) => hexFromBytes(one.stream)), opened }
}
/** The newest epoch of a stream, as the server holds it. */
function ctxIn(caseId: string, stream: string): string {
  const header = server.caseRow(caseId).streams.get(stream)?.epochs.at(-1)?.header
  return header ? hexFromBytes(ctxOf(header)) : ''
}
async function begun(among: Organisation = org) {
  const held = await report(among, { text: 'x' }, [among.legal.deskId, among.external.deskId])
  await openAtDesk(among.server, among.legal, held.caseId)
  return held
}

test('an entry names the epoch that its request writes to, of talk first: one that is opened, or the one that stands', async () => {
  const { caseId } = await begun()
  const talk = ctxIn(caseId, talkName)
  const [reply, note, room] = [await entryOf(caseId, [say('reply')]), await entryOf(caseId, [say('note')]), await entryOf(caseId, [say('room')])]
  expect([reply.streams, reply.object, reply.opened]).toEqual([[talkName], talk, [null]])
  expect([note.streams, [note.object]]).toEqual([[notesName], note.opened])
  expect([room.streams, [room.object]]).toEqual([[roomName], room.opened])
  expect((await entryOf(caseId, [say('note'), say('reply')]))).toMatchObject({ streams: [talkName, notesName], object: talk })
  await writeAtDesk(server, legal, caseId, [say('note'), say('room')])
  await openAtDesk(server, legal, caseId)
  expect((await entryOf(caseId, [say('note')]))).toMatchObject({ object: ctxIn(caseId, notesName), opened: [null] })
  expect((await entryOf(caseId, [say('room')]))).toMatchObject({ object: ctxIn(caseId, roomName), opened: [null] })
  expect((await entryOf(caseId, [], { summary: { words: 'short' } }))).toMatchObject({ streams: [], object: talk, action: 'write' })
  const added = await entryOf(caseId, [say('leave')])
  expect([added.streams[0], added.object]).toEqual([talkName, talk])
})

test('an entry says what was done: written, another state, a team let in, or gone', async () => {
  const { caseId } = await report(org, { text: 'x' }, [legal.deskId])
  await openAtDesk(server, legal, caseId)
  const addTeam = { deskId: external.deskId, history: true }
  const action = async (writes: DeskWrite[], more: Said = {}) => (await entryOf(caseId, writes, more)).action
  expect([await action([say('reply')]), await action([event]), await action([say('reply'), event]), await action([], { addTeam }), await action([event], { addTeam }),
    await action([say('leave')], { addTeam })]).toEqual(['write', 'state', 'state', 'grant', 'grant', 'leave'])
  expect(await codeOfAsync(() => action([]))).toBe('usage')
  const columns = { version: 1, state: 'TRIAGE', turn: 'desk' as const, nextDay: null, endDay: null, assignee: null }
  expect([await action([], { columns }), await action([], { summary: { words: 'x' } })]).toEqual(['write', 'write'])
})

test('the details of an entry are the digests of its words, the state and the team, for readers of the notes', async () => {
  const { caseId } = await report(org, { text: 'x' }, [legal.deskId])
  await openAtDesk(server, legal, caseId)
  await writeAtDesk(server, legal, caseId, [say('note')])
  const before = new Set((await openAtDesk(server, legal, caseId)).timeline.map(({ digest }) => digest))
  const columns = { version: 1, state: 'TRIAGE', turn: 'desk' as const, nextDay: null, endDay: null, assignee: null }
  const { audit, job } = await entryOf(caseId, [say('note', 'one'), say('note', 'two')], { columns, addTeam: { deskId: external.deskId, history: true } })
  server.post((await legal.party.sign({ job: job.job, challenge: server.challenge(), now: 0 })).frame)
  const fresh = (await openAtDesk(server, legal, caseId)).timeline.filter(({ digest, type }) => !before.has(digest) && type === 'note').map(({ digest }) => digest)
  const entries = [{ seq: 1, day: server.today, entry: base64FromBytes(audit.entryBytes), sig: base64FromBytes(audit.sig), details: base64FromBytes(audit.details) }]
  const told = (await legal.party.openRecord({ caseId, answer: { entries, memberCards: [], names: [] }, now: 0 })).entries[0]?.details
  expect(told).toMatchObject({ state: 'TRIAGE', desk: external.deskId })
  expect([fresh.length, fresh.every((digest) => told?.digests?.includes(digest))]).toEqual([2, true])
  // Without notes there is no key for them, and the entry says that it has none.
  const bare = await begun()
  expect((await entryOf(bare.caseId, [say('reply')])).audit.details.length).toBe(0)
})

test('a case is renewed where its streams are due, each by itself, and by nobody who reads no longer', async () => {
  const own = await organisation()
  const { caseId, digits } = await begun(own)
  const due = async () => {
    await openAtDesk(own.server, own.legal, caseId)
    const job = await own.legal.party.prepareRekey({ caseId, ...recorded(own) })
    return job.result === 'none' ? null : parseWriteBody(await bodyOf(own.server, own.legal, job)).transmissions.map(({ stream }) => hexFromBytes(stream).slice(0, 2))
  }
  await writeAtDesk(own.server, own.legal, caseId, [say('note')])
  expect(await due()).toBeNull()
  await rotate(own, own.legal)
  await signNext(own)
  expect(await due()).toEqual(['01', '03'])
  // Talk was brought along by another desk: the own notes are left.
  await openAtDesk(own.server, own.external, caseId)
  await writeAtDesk(own.server, own.external, caseId, [say('reply')])
  expect(await due()).toEqual(['03'])
  const { party } = await returning(own, digits)
  await party.sealPost({ type: 'never', never: { roles: [], desks: [own.legal.deskId] }, lang: 'en', urgent: false, today: own.server.today })
  own.server.post((await party.signPost({ challenge: own.server.challenge() })).frame)
  expect(await due()).toBeNull()
})

test('a room that was left behind is renewed without talk', async () => {
  const { caseId, digits } = await report(org, { text: 'x' }, [legal.deskId])
  await openAtDesk(server, legal, caseId)
  await writeAtDesk(server, legal, caseId, [say('room')])
  const { party } = await returning(org, digits)
  await party.sealPost({ type: 'text', fields: { text: 'with them' }, lang: 'en', urgent: false, today: server.today, teams: [external.deskId] })
  server.post((await party.signPost({ challenge: server.challenge() })).frame)
  await openAtDesk(server, legal, caseId)
  const job = await legal.party.prepareRekey({ caseId, ...recorded(org) })
  if (job.result === 'none') throw new Error('nothing due')
  expect(parseWriteBody(await bodyOf(server, legal, job)).transmissions.map(({ stream }) => hexFromBytes(stream))).toEqual([roomName])
})

test('notes are opened once, and not past the last day of the roster', async () => {
  const { caseId } = await begun()
  const entered = await unlock(server.unlockBoxes(legal.name), { kind: 'code', text: legal.codeLines.join(' ') })
  if (entered.result !== 'ok') throw new Error('did not open')
  const directory = openDirectory(entered.member, server.directory(legal.memberId), { seq: 0, hash: null, heads: new Map() }, dayFrom(server.today))
  const today = dayFrom(server.today)
  const opens = (day = today) => codeOf(() => sealNotesOpening(openDeskCase(directory, server.forDesk(caseId, legal.deskId), day), today))
  expect([opens(), opens(dayFrom(server.today + 500))]).toEqual(['nothing refused', 'expired'])
  await writeAtDesk(server, legal, caseId, [say('note')])
  expect(opens()).toBe('usage')
})

test('a summary is shown for its own case and desk, and under the key that it names', async () => {
  const [one, two] = [await begun(), await begun()]
  const row = (caseId: string, summary: string | null) => ({
    ...server.caseRow(caseId).columns, caseId, deskId: legal.deskId, auditRef: '', files: 0, day: 0, lastDay: 0, urgent: false, reporterMessages: 1, summary })
  await writeAtDesk(server, legal, two.caseId, [], null, { words: 'of the second' })
  const sealed = server.caseRow(two.caseId).summary
  if (!sealed) throw new Error('no summary')
  const strange = sealSummary(randomKey('record'), 9, deskParty(deskIdFrom(bytesFromHex(legal.deskId))), caseIdFromBytes(bytesFromHex(two.caseId)), 1, { words: 'x' })
  const shown = await legal.party.openSummaries({ rows: [row(two.caseId, base64FromBytes(sealed)), row(one.caseId, base64FromBytes(sealed)), row(two.caseId, base64FromBytes(strange)), row(one.caseId, null)], now: 0 })
  expect(shown).toEqual([{ words: 'of the second' }, null, null, null])
})
