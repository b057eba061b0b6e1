// Whose keys a call of the staff worker uses, and in which state (§12.5): nobody's after a lock, no file under an epoch that is over, no entry without its bindings.
import { expect, test } from 'vitest'
import type { AuditRow } from '#crypto/answers.ts'
import { AUDIT_ACTIONS, auditEntryHash, parseAudit } from '#crypto/audit.ts'
import { base64FromBytes } from '#crypto/base64.ts'
import { hexFromBytes } from '#crypto/bytes.ts'
import { openDirectory } from '#crypto/directory.ts'
import { unlock } from '#crypto/member.ts'
import { parseCaseBody } from '#crypto/recorded-bodies.ts'
import { parseRotateBody } from '#crypto/rotate-body.ts'
import { randomBytes } from '#crypto/sodium.ts'
import { dayFrom, deskIdFrom } from '#crypto/types.ts'
import { codeOfAsync } from '#test/crypto/refusal.ts'
import type { ChosenFile } from '#crypto/worker/calls-files.ts'
import { WorkerError } from '#crypto/worker/client.ts'
import { deskDevice } from '#crypto/worker/desk-device.ts'
import { directoryView } from '#crypto/worker/desk-words.ts'
import type { DeskWrite } from '#crypto/worker/messages.ts'
import { bodyOf } from './framed.ts'
import { joined, recorded, rotate, signNext } from './key-steps.ts'
import { directory, openAtDesk, organisation, report, returning, send, writeAtDesk } from './people.ts'
import type { Organisation } from './people.ts'

const org = await organisation()
const { server, legal, external } = org
const MINUTE = 60_000
const say = (type: 'reply' | 'note' | 'room', files?: string[]): DeskWrite => ({ type, fields: { text: 'Words.' }, lang: 'en', ...(files ? { files } : {}) })
const chosen = (size = 5): ChosenFile => ({ blob: new Blob([new Uint8Array(size)]), name: 'a.txt', mime: 'text/plain' })

async function workerCode(step: () => unknown): Promise<string> {
  try {
    await step()
  } catch (error) {
    return error instanceof WorkerError ? error.code : String(error)
  }
  return 'nothing refused'
}
async function begun(among: Organisation = org) {
  const held = await report(among, { text: 'x' }, [among.legal.deskId, among.external.deskId])
  await openAtDesk(among.server, among.legal, held.caseId)
  return held
}
const begins = (among: Organisation, caseId: string, stream: 'talk' | 'notes' | 'room') => among.legal.party.beginFile({ ...chosen(), caseId, stream, now: 0 })

test('after a lock, or when nobody was there for long, files are neither read, ended nor dropped with the keys of before', async () => {
  const own = await organisation()
  const { party } = own.legal
  const { caseId } = await begun(own)
  const begun1 = await begins(own, caseId, 'talk')
  if (begun1.result !== 'ok') throw new Error('did not begin')
  const { fileId } = begun1
  const reading = party.filePart({ fileId, index: 0, challenge: own.server.challenge(), now: 0 })
  await party.lock({})
  expect(await workerCode(() => reading)).toBe('locked')
  const late = { fileId, now: 11 * MINUTE }
  for (const step of [() => party.endFile(late), () => party.dropFile(late), () => party.beginFile({ ...chosen(), caseId, stream: 'talk', now: late.now }),
    () => party.openFile({ caseId, message: '', fileId, parts: [], now: late.now })]) expect(await workerCode(step)).toBe('locked')
})

test('a file that was dropped is not listed any more', async () => {
  const { caseId } = await begun()
  const held = await begins(org, caseId, 'talk')
  if (held.result !== 'ok') throw new Error('did not begin')
  await expect((async () => legal.party.endFile({ fileId: held.fileId, now: 0 }))()).rejects.toMatchObject({ code: 'unprepared' })
  await legal.party.filePart({ fileId: held.fileId, index: 0, challenge: server.challenge(), now: 0 })
  await legal.party.endFile({ fileId: held.fileId, now: 0 })
  const lists = () => legal.party.sealWrites({ caseId, writes: [say('reply', [held.fileId])], addTeam: null, columns: null, summary: null, ...recorded(org) })
  expect(await workerCode(lists)).toBe('nothing refused')
  await legal.party.dropFile({ fileId: held.fileId, now: 0 })
  expect(await workerCode(lists)).toBe('unprepared')
})

test('no file begins in notes or a room whose readers have newer keys: the next epoch comes first', async () => {
  const own = await organisation()
  const { caseId, digits } = await report(own, { text: 'x' }, [own.legal.deskId, own.external.deskId])
  await openAtDesk(own.server, own.legal, caseId)
  await writeAtDesk(own.server, own.legal, caseId, [say('note'), say('room')])
  await openAtDesk(own.server, own.legal, caseId)
  expect([(await begins(own, caseId, 'notes')).result, (await begins(own, caseId, 'room')).result]).toEqual(['ok', 'ok'])
  await rotate(own, own.legal)
  await signNext(own)
  // Her next word brings talk along, and nothing else.
  const { party } = await returning(own, digits)
  await party.sealPost({ type: 'text', fields: { text: 'more' }, lang: 'en', urgent: false, today: own.server.today })
  own.server.post((await party.signPost({ challenge: own.server.challenge() })).frame)
  await openAtDesk(own.server, own.legal, caseId)
  expect([(await begins(own, caseId, 'talk')).result, (await begins(own, caseId, 'notes')).result, (await begins(own, caseId, 'room')).result]).toEqual(['ok', 'open-first', 'open-first'])
  await send(own.server, own.legal.party, await own.legal.party.sealOpening({ caseId, stream: 'notes', ...recorded(own) }))
  await openAtDesk(own.server, own.legal, caseId)
  expect([(await begins(own, caseId, 'notes')).result, (await begins(own, caseId, 'room')).result]).toEqual(['ok', 'ok'])
})

test('whoever makes a new member in a browser signs nothing that was prepared for the one before', async () => {
  const own = await organisation()
  const { party } = own.external
  const status = (now = 0) => party.status({ now })
  expect([await status(), await own.root.status({ now: 0 })]).toMatchObject([
    { unlocked: true, memberId: own.external.memberId, rootOpen: false, recoveryOpen: false, newMember: true },
    { unlocked: false, memberId: null, rootOpen: true, recoveryOpen: false, newMember: false }])
  await directory(own.server, own.external)
  const job = await party.prepareSettings({ json: '{}', ...recorded(own) })
  await party.makeMember({ instanceId: own.server.instance, rootFp: own.rootFp, now: 0 })
  expect(await workerCode(() => party.sign({ job: job.job, challenge: own.server.challenge(), now: 0 }))).toBe('unprepared')
  // New words and codes are being written down: an hour, not ten minutes.
  expect([(await party.use({ now: 59 * MINUTE })).unlocked, (await status(59 * MINUTE)).memberId === own.external.memberId]).toEqual([true, false])
  expect((await party.use({ now: 300 * MINUTE })).unlocked).toBe(false)
  await own.legal.party.signIn({ challenge: own.server.challenge(), now: 0 })
  expect((await own.legal.party.use({ now: 11 * MINUTE })).unlocked).toBe(false)
})

test('a root stays open for an hour while its code is written down, and ten minutes once it has signed', async () => {
  const made = deskDevice()
  await made.makeRoot({ instanceId: server.instance, now: 0 })
  const invites = (root: typeof made, now: number, deskId: string | null = null) => root.inviteFounder({ deskId, now })
  expect(await workerCode(() => invites(made, 59 * MINUTE))).toBe('nothing refused')
  expect((await invites(made, 59 * MINUTE, legal.deskId)).deskId).toBe(legal.deskId)
  const own = await organisation()
  expect([await workerCode(() => invites(own.root, 9 * MINUTE)), await workerCode(() => invites(own.root, 20 * MINUTE))]).toEqual(['nothing refused', 'locked'])
})

test('an entry names the roster that its member had accepted, and is held against what this device signed itself', async () => {
  const own = await organisation()
  const { caseId } = await begun(own)
  const { auditRef } = own.server.caseRow(caseId)
  const place = own.server.auditPlace()
  const read = async (at: typeof place) => {
    const job = await own.legal.party.readCase({ caseId, deskId: own.legal.deskId, auditRef, purpose: 'read', place: at, today: own.server.today, now: 0 })
    return parseAudit(parseCaseBody(await bodyOf(own.server, own.legal, job)).audit)
  }
  const first = await read(place)
  expect(first.entry.rosterSeq).toBe(own.server.rosters.at(-1)?.roster.seq)
  const row: AuditRow = { seq: 1, day: own.server.today, entry: base64FromBytes(first.entryBytes), sig: base64FromBytes(first.sig), details: '' }
  const faults = async () => (await own.legal.party.openRecord({ caseId, answer: { entries: [row], memberCards: [], names: [] }, now: 0 })).faults
  await read({ n: 1, prev: hexFromBytes(auditEntryHash(first)), checkpoint: null })
  expect(await faults()).toEqual([])
  await read({ n: 2, prev: '11'.repeat(32), checkpoint: null })
  expect(await faults()).toEqual([])
  const other = await organisation()
  const fork = await begun(other)
  const theirs = other.server.caseRow(fork.caseId)
  const job = await other.legal.party.readCase({ caseId: fork.caseId, deskId: other.legal.deskId, auditRef: theirs.auditRef, purpose: 'read', ...recorded(other) })
  const shown = parseAudit(parseCaseBody(await bodyOf(other.server, other.legal, job)).audit)
  await other.legal.party.readCase({ caseId: fork.caseId, deskId: other.legal.deskId, auditRef: theirs.auditRef, purpose: 'read', place: { n: 1, prev: '11'.repeat(32), checkpoint: null }, today: other.server.today, now: 0 })
  const entries = [{ seq: 1, day: other.server.today, entry: base64FromBytes(shown.entryBytes), sig: base64FromBytes(shown.sig), details: '' }]
  expect((await other.legal.party.openRecord({ caseId: fork.caseId, answer: { entries, memberCards: [], names: [] }, now: 0 })).faults).toEqual([{ seq: 1, kind: 'doubled' }])
})

test('a colleague who is taken off is entered as that, and new keys as new keys', async () => {
  const own = await organisation()
  const second = await joined(own, own.legal, 'Legal Two')
  await directory(own.server, own.legal)
  const entered = async (remove: string[]) => {
    const job = await own.legal.party.prepareRotation({ deskId: own.legal.deskId, remove, recovery: 'keep', ...recorded(own) })
    return parseAudit(parseRotateBody(await bodyOf(own.server, own.legal, job)).audit).entry.action
  }
  expect([await entered([]), await entered([second.memberId])]).toEqual([AUDIT_ACTIONS.rotate, AUDIT_ACTIONS.remove])
  expect(await codeOfAsync(() => entered([external.memberId]))).not.toBe('nothing refused')
})

test('a desk that no roster lists, or whose newest keys are not held, reads nothing; cards that wait stand with their own desk', async () => {
  const own = await organisation()
  const invite = await own.legal.party.makeInvite({ deskId: own.legal.deskId, role: 'handler', ...recorded(own) })
  await send(own.server, own.legal.party, invite)
  const newcomer = deskDevice()
  await newcomer.makeMember({ instanceId: own.server.instance, rootFp: own.rootFp, now: 0 })
  await send(own.server, newcomer, await newcomer.join({ fragment: invite.fragment, deskId: own.legal.deskId, name: 'New', email: '', now: 0 }))
  const entered = await unlock(own.server.unlockBoxes(own.legal.name), { kind: 'code', text: own.legal.codeLines.join(' ') })
  if (entered.result !== 'ok') throw new Error('did not open')
  const opened = openDirectory(entered.member, own.server.directory(own.legal.memberId), { seq: 0, hash: null, heads: new Map() }, dayFrom(own.server.today))
  const [access] = opened.desks
  if (!access) throw new Error('no desk')
  const desks = [access, { ...access, deskId: deskIdFrom(randomBytes(16)) }, { ...access, seeds: new Map() }]
  expect(directoryView({ ...opened, desks }).desks.map((desk) => [desk.label, desk.deskEpoch, desk.pending.length, desk.canRead, desk.fingerprint === '', desk.rotation, desk.stillHeldBy])).toEqual([
    ['Legal desk', 1, 1, true, false, null, []], ['', 0, 0, false, true, null, []], ['Legal desk', 1, 1, false, false, null, []]])
})
