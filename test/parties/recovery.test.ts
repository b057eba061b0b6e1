// The recovery holder of a desk (§7.9): in by a code that can sign nothing, reads every case, speaks in none; the drill.
import { expect, test } from 'vitest'
import { base64FromBytes, bytesFromBase64 } from '#crypto/base64.ts'
import { codeLines, makeCode } from '#crypto/code.ts'
import { ready } from '#crypto/sodium.ts'
import { parseAudit, parseDrillBody, parseFrame, recoveryOffer, recoveryProofHolds, parseRosterFile, deskIn } from '#crypto/server.ts'
import { publicKey } from '#crypto/types.ts'
import type { DeskId } from '#crypto/types.ts'
import { deskDevice } from '#crypto/worker/desk-device.ts'
import { codeOf, codeOfAsync } from '#test/crypto/refusal.ts'
import { recoveryBoxes, recoveryDirectory } from './memory-keys.ts'
import { deskOf, joined, recorded, rekey, rotate, signNext } from './key-steps.ts'
import type { RecoveryWish } from './key-steps.ts'
import { directory, openAtDesk, organisation, report, send, writeAtDesk } from './people.ts'
import type { Organisation, Staff } from './people.ts'

await ready()
const NOW = 1_800_000_000

// An organisation whose legal desk has a second reader since its second epoch.
async function withHolder(wish: RecoveryWish = { label: 'Notary' }): Promise<{ org: Organisation; code: string }> {
  const org = await organisation()
  const { recoveryLines } = await rotate(org, org.legal, [], wish)
  await signNext(org)
  return { org, code: recoveryLines?.join('') ?? '' }
}

async function comeIn(org: Organisation, desk: Staff, text: string) {
  const pk = org.server.desks.get(desk.deskId)?.recovery?.pk
  if (!pk) throw new Error('no second reader')
  const offer = recoveryOffer(org.server.key, org.server.instance, desk.deskId as DeskId, publicKey('recovery-kem', pk), NOW)
  const party = deskDevice()
  const answer = await party.openRecovery({
    instanceId: org.server.instance, rootFp: org.rootFp, deskId: desk.deskId, text, now: 0,
    offer: { ct: base64FromBytes(offer.ct), token: base64FromBytes(offer.token) } })
  const holds = answer.result === 'ok' &&
    recoveryProofHolds(org.server.key, org.server.instance, desk.deskId as DeskId, offer.token, bytesFromBase64(answer.proof), NOW)
  return { party, answer, holds }
}

test('the code opens a session, the desk\'s seeds and every case, and writes nothing', async () => {
  const { org, code } = await withHolder()
  const { server, legal } = org
  const { caseId } = await report(org, { text: 'what happened' }, [legal.deskId])
  await openAtDesk(server, legal, caseId)
  await writeAtDesk(server, legal, caseId, [{ type: 'note', fields: { text: 'inside' }, lang: 'en' }], null, { words: 'what happened' })
  const { party, answer, holds } = await comeIn(org, legal, code)
  expect([answer.result, holds]).toEqual(['ok', true])
  const loaded = await party.loadRecovery({ directory: recoveryDirectory(server, legal.deskId), now: 0 })
  expect(loaded).toMatchObject({ label: 'Legal desk', recoveryLabel: 'Notary', opened: [2], missing: [] })
  const view = await party.openRecoveryCase({ answer: server.forDesk(caseId, legal.deskId), today: server.today, now: 0 })
  expect(view.canWrite).toBe(false)
  expect(view.timeline.map((entry) => entry.type)).toEqual(['report', 'note'])
  const row = { ...server.caseRow(caseId).columns, caseId, deskId: legal.deskId, day: 0, lastDay: 0, urgent: false, reporterMessages: 1, auditRef: '', files: 0 }
  const summary = server.caseRow(caseId).summary
  expect(await party.recoverySummaries({ rows: [{ ...row, summary: summary && base64FromBytes(summary) }], now: 0 })).toMatchObject([{ words: 'what happened' }])
  expect(await party.recoverySummaries({ rows: [{ ...row, summary: null }], now: 0 })).toEqual([null])
  // No member stands behind it: nothing can be signed, sealed, admitted or rotated.
  const write = { caseId, writes: [], addTeam: null, columns: null, summary: {}, ...recorded(org) }
  expect(await codeOfAsync(async () => await party.sealWrites(write))).toContain('locked')
  expect(await codeOfAsync(async () => await party.signIn({ challenge: server.challenge(), now: 0 }))).toContain('locked')
  expect(await codeOfAsync(async () => await party.prepareRotation({ deskId: legal.deskId, remove: [], recovery: 'keep', ...recorded(org) }))).toContain('locked')
  expect(await codeOfAsync(async () => await party.prepareRekey({ caseId, ...recorded(org) }))).toContain('locked')
  await party.lock({})
  expect(await codeOfAsync(async () => await party.openRecoveryCase({ answer: server.forDesk(caseId, legal.deskId), today: server.today, now: 0 }))).toContain('locked')
}, 60_000)

test('cases of before come back through their back links, once they are re-keyed', async () => {
  const org = await organisation()
  const { server, legal } = org
  const { caseId } = await report(org, { text: 'of before' }, [legal.deskId])
  const { recoveryLines } = await rotate(org, legal, [], { label: 'Notary' })
  await signNext(org)
  const { party } = await comeIn(org, legal, recoveryLines?.join('') ?? '')
  await party.loadRecovery({ directory: recoveryDirectory(server, legal.deskId), now: 0 })
  const open = () => codeOfAsync(async () => await party.openRecoveryCase({ answer: server.forDesk(caseId, legal.deskId), today: server.today, now: 0 }))
  expect(await open()).toBe('ghost')
  await rekey(org, legal, caseId)
  expect(await open()).toBe('nothing refused')
}, 60_000)

test('another code, another desk, a mistyped code, a box that is gone', async () => {
  const { org, code } = await withHolder()
  const { server, legal, external } = org
  const stranger = codeLines(makeCode()).join('')
  const wrong = await comeIn(org, legal, stranger)
  expect(wrong.holds).toBe(false)
  expect(codeOf(() => wrong.party.loadRecovery({ directory: recoveryDirectory(server, legal.deskId), now: 0 }))).toBe('ghost')
  expect((await comeIn(org, legal, code.slice(1))).answer).toEqual({ result: 'length', digits: 41 })
  const mistyped = await comeIn(org, legal, `${code.slice(0, 41)}${(Number(code[41]) + 1) % 10}`)
  expect(mistyped.answer.result === 'line' || mistyped.answer.result === 'wrong').toBe(true)
  const { party } = await comeIn(org, legal, code)
  expect(codeOf(() => party.loadRecovery({ directory: recoveryDirectory(server, external.deskId), now: 0 }))).toBe('ghost')
  const rows = recoveryDirectory(server, legal.deskId)
  expect(await party.loadRecovery({ directory: { ...rows, desk: { ...rows.desk, boxes: [] } }, now: 0 })).toMatchObject({ opened: [], missing: [2] })
  expect(codeOf(() => party.loadRecovery({ directory: { ...rows, rosters: rows.rosters.slice(0, 1) }, now: 0 }))).toBe('ghost')
  const { caseId } = await report(org, { text: 'x' }, [legal.deskId, external.deskId])
  await party.loadRecovery({ directory: rows, now: 0 })
  expect(codeOf(() => party.openRecoveryCase({ answer: server.forDesk(caseId, external.deskId), today: server.today, now: 0 }))).toBe('ghost')
}, 60_000)

test('a drill opens every box and a case, and ends in a signed entry that names the keys', async () => {
  const { org, code } = await withHolder()
  const { server, legal } = org
  await rotate(org, legal)
  await signNext(org)
  const { caseId } = await report(org, { text: 'x' }, [legal.deskId])
  const second = await joined(org, legal, 'Legal Two')
  await directory(server, second)
  const ask = (over: object = {}) => second.party.prepareDrill({
    deskId: legal.deskId, text: code, boxes: recoveryBoxes(server, legal.deskId), case: server.forDesk(caseId, legal.deskId), ...recorded(org), ...over })
  const done = await ask()
  if (done.result !== 'ok') throw new Error(done.result)
  expect(done).toMatchObject({ opened: [2, 3], caseOpened: true, action: 'drill' })
  const { frame } = await second.party.sign({ job: done.job, challenge: server.challenge(), now: 0 })
  const { deskId, audit } = parseDrillBody(parseFrame(frame).body)
  const { entry, entryBytes, sig } = parseAudit(audit)
  expect([deskId, entry.action, entry.memberId, entry.day]).toEqual([legal.deskId, 37, second.memberId, server.today])
  await send(server, second.party, done)
  // In the record it counts for the desk whose signed cards it names.
  const row = { seq: 1, day: server.today, entry: base64FromBytes(entryBytes), sig: base64FromBytes(sig), details: '' }
  expect(await second.party.openRecord({ caseId: null, answer: { entries: [row], memberCards: [], names: [] }, now: 0 })).toMatchObject({ faults: [], entries: [{ action: 'drill', drilled: legal.deskId }] })
  // The same keys again give the same name; other keys another one.
  const again = await ask()
  if (again.result !== 'ok') throw new Error(again.result)
  const repeated = parseAudit(parseDrillBody(parseFrame((await second.party.sign({ job: again.job, challenge: server.challenge(), now: 0 })).frame).body).audit)
  expect(repeated.entry.object).toEqual(entry.object)
  expect(await ask({ case: null })).toMatchObject({ result: 'ok', caseOpened: false })
}, 60_000)

test('a drill says what would not come back, and signs nothing then', async () => {
  const { org, code } = await withHolder()
  const { server, legal, external } = org
  await rotate(org, legal)
  await signNext(org)
  await directory(server, legal)
  const boxes = recoveryBoxes(server, legal.deskId)
  const ask = (over: object) => legal.party.prepareDrill({ deskId: legal.deskId, text: code, boxes, case: null, ...recorded(org), ...over })
  expect(await ask({ boxes: boxes.slice(1) })).toEqual({ result: 'boxes', missing: [2] })
  const [first, last] = boxes
  expect(await ask({ boxes: [{ ...first, deskEpoch: 3 }, { ...last, deskEpoch: 2 }] })).toEqual({ result: 'boxes', missing: [2, 3] })
  expect(await ask({ text: codeLines(makeCode()).join('') })).toEqual({ result: 'wrong' })
  expect(await ask({ text: '12' })).toEqual({ result: 'length', digits: 2 })
  await directory(server, external)
  expect(await external.party.prepareDrill({ deskId: external.deskId, text: code, boxes: [], case: null, ...recorded(org) })).toEqual({ result: 'wrong' })
}, 60_000)

test('a second reader is kept, changed or dropped with new keys, and the signed roster says which', async () => {
  const { org, code } = await withHolder()
  const { server, legal } = org
  const newest = () => deskIn(parseRosterFile(server.rosters.at(-1)?.file ?? new Uint8Array(0)).roster, legal.deskId as DeskId)
  await rotate(org, legal, [], { label: 'Second notary' })
  await signNext(org)
  expect([newest()?.recoveryLabel, (await deskOf(org, legal)).recoveryLabel]).toEqual(['Second notary', 'Second notary'])
  const { party, holds } = await comeIn(org, legal, code)
  expect(holds).toBe(false)
  expect(await party.loadRecovery({ directory: recoveryDirectory(server, legal.deskId), now: 0 })).toMatchObject({ opened: [2], missing: [] })
  await rotate(org, legal, [], 'drop')
  await signNext(org)
  expect([newest()?.recoveryLabel, newest()?.card.recoveryHash]).toEqual(['', null])
  await directory(server, legal)
  expect(await legal.party.prepareDrill({ deskId: legal.deskId, text: code, boxes: recoveryBoxes(server, legal.deskId), case: null, ...recorded(org) })).toEqual({ result: 'wrong' })
  // The server's word for who is kept is held against the signed card.
  const { org: other } = await withHolder()
  const desk = other.server.desks.get(other.legal.deskId)
  const strange = server.desks.get(legal.deskId)?.recoveryBoxes
  if (!desk?.recovery || !strange) throw new Error('no second reader')
  desk.recovery = { pk: desk.recovery.pk.map((byte, i) => (i === 0 ? byte ^ 1 : byte)), label: 'Notary' }
  expect(await codeOfAsync(() => rotate(other, other.legal))).toBe('ghost')
  desk.recovery = null
  expect(await codeOfAsync(() => rotate(other, other.legal))).toBe('ghost')
}, 60_000)

test('a typed code of a second reader is told apart: a line, its length, a wrong one', async () => {
  const { org, code } = await withHolder()
  const lines = code.match(/.{6}/g) ?? []
  const stepped = (text: string) => text.replace(/\d/, (digit) => String((Number(digit) + 1) % 10))
  const typed = async (text: string) => (await comeIn(org, org.legal, text)).answer
  const { party } = await comeIn(org, org.legal, code)
  expect(await party.status({ now: 0 })).toEqual({ unlocked: false, memberId: null, rootOpen: false, recoveryOpen: true, newMember: false })
  expect([await typed(code.slice(0, 12)), await typed(lines.map((line, i) => (i === 1 ? stepped(line) : line)).join(' '))]).toEqual([{ result: 'length', digits: 12 }, { result: 'line', line: 2 }])
  const twice = lines.slice(1).map((_, at) => lines.map((line, i) => (i === 0 || i === at + 1 ? stepped(line) : line)).join(' '))
  expect(await Promise.all(twice.map(typed))).toContainEqual({ result: 'wrong' })
}, 60_000)
