// A recovery that is tried out (§7.9): what opens, what does not, and that nothing is left of it afterwards.
import { expect, test } from 'vitest'
import type { CaseForDesk } from '#crypto/answers.ts'
import { base64FromBytes } from '#crypto/base64.ts'
import { bytesFromHex } from '#crypto/bytes.ts'
import { recoveryHash, recoveryKeys } from '#crypto/card.ts'
import { makeCode } from '#crypto/code.ts'
import { makeRecoveryBox } from '#crypto/desk-box.ts'
import type { DeskCard } from '#crypto/desk-card.ts'
import { drillRecovery } from '#crypto/drill.ts'
import { drillObject, drillObjects } from '#crypto/drill-object.ts'
import { openRecovery, openRecoveryBoxes, openRecoveryCase, openRecoverySummary } from '#crypto/recovery-holder.ts'
import type { RecoveryHolder } from '#crypto/recovery-holder.ts'
import { deskParty } from '#crypto/party.ts'
import { sealSummary } from '#crypto/record.ts'
import { signRoster } from '#crypto/roster.ts'
import { randomBytes } from '#crypto/sodium.ts'
import { caseIdFromBytes, dayFrom, deskIdFrom } from '#crypto/types.ts'
import { accessOf } from './keyring.ts'
import { codeOf } from './refusal.ts'
import { deskRowOf } from './signing.ts'
import { cardBytes, file, rowsFor } from './story.ts'
import { TODAY, bookOf, change, deskAt, makeWorld, newKeys, nextRoster, person, publish } from './world.ts'

// Rosters 3 and 4 name the holder of `code` for desk epochs 2 and 3; epoch 1 has nobody.
const world = makeWorld()
const desk = deskAt(world, 0)
const code = makeCode()
// Away from the roster for a while: nothing of it is needed from there.
publish(world, [deskAt(world, 1)])
const keys = recoveryKeys(world.instance, code)
for (let i = 0; i < 2; i += 1) {
  newKeys(desk, world.instance)
  const plain = nextRoster(world)
  const desks = plain.desks.map((one) => (one.card.deskId === desk.id
    ? { ...one, card: { ...one.card, recoveryHash: recoveryHash(keys.pk) }, recoveryLabel: 'Notary' } : one))
  world.rosters.push(signRoster({ ...plain, desks }, world.root.sig.sk))
}
const book = bookOf(world)
const access = accessOf(world, desk)
const cards = [...access.seeds.values()].map(({ card }) => card)
const boxes = cards.filter((card) => card.recoveryHash !== null).map((card) => ({ deskEpoch: card.epoch, box: base64FromBytes(boxOf(card)) }))

function boxOf(card: DeskCard): Uint8Array {
  return makeRecoveryBox(card, desk.seeds[card.epoch - 1]?.kem ?? new Uint8Array(0), keys.pk)
}

function drill(over: { code?: typeof code; boxes?: typeof boxes; access?: typeof access } = {}) {
  return drillRecovery(world.instance, book, over.access ?? access, over.code ?? code, over.boxes ?? boxes, null, TODAY)
}

test('every box of the holder opens to the seed in use, and the entry names their cards', () => {
  const [, second, third] = cards
  if (!second || !third) throw new Error('no card')
  expect(drill()).toEqual({ result: 'ok', opened: [2, 3], caseOpened: false, object: drillObject(desk.id, [second, third]) })
  expect(drillObject(desk.id, [third, second])).not.toEqual(drillObject(desk.id, [second, third]))
  expect(drillObject(deskAt(world, 1).id, [second, third])).not.toEqual(drillObject(desk.id, [second, third]))
})

test('an entry is about the desk and the holder of its day, or about no drill of this desk', () => {
  const [first, second, third] = cards
  if (!first || !second || !third) throw new Error('no card')
  const objects = drillObjects(desk.id, [third, second, first, second, third])
  expect(objects).toEqual(new Map([[2, drillObject(desk.id, [second])], [3, drillObject(desk.id, [second, third])]]))
  const other = { ...third, epoch: 4, recoveryHash: recoveryHash(recoveryKeys(world.instance, makeCode()).pk) }
  expect(drillObjects(desk.id, [...cards, other]).get(4)).toEqual(drillObject(desk.id, [other]))
  expect(drillObjects(desk.id, [first])).toEqual(new Map())
})

test('what does not come back is named by its epoch', () => {
  expect(drill({ boxes: boxes.slice(0, 1) })).toEqual({ result: 'boxes', missing: [3] })
  expect(drill({ boxes: [] })).toEqual({ result: 'boxes', missing: [2, 3] })
  const [one, two] = boxes
  if (!one || !two) throw new Error('no box')
  expect(drill({ boxes: [{ ...one, box: two.box }, two] })).toEqual({ result: 'boxes', missing: [2] })
  expect(drill({ boxes: [{ ...one, box: base64FromBytes(randomBytes(1192)) }, two] })).toEqual({ result: 'boxes', missing: [2] })
  // A member whose own boxes hold another seed, or none for an epoch: the two do not agree, whoever is right.
  const seeds = new Map(access.seeds)
  const held = seeds.get(3)
  if (!held) throw new Error('no seed')
  expect(drill({ access: { ...access, seeds: new Map(seeds).set(3, { ...held, kemSeed: randomBytes(32) }) } })).toEqual({ result: 'boxes', missing: [3] })
  // Both kinds of fault, in the order of the epochs.
  const unlike = new Map(seeds).set(2, { ...held, kemSeed: randomBytes(32) })
  expect(drill({ boxes: boxes.slice(0, 1), access: { ...access, seeds: unlike } })).toEqual({ result: 'boxes', missing: [2, 3] })
  seeds.delete(2)
  expect(drill({ access: { ...access, seeds } })).toEqual({ result: 'boxes', missing: [2] })
})

test('another code, a desk that names nobody, and a desk that is not there', () => {
  expect(drill({ code: makeCode() })).toEqual({ result: 'code' })
  const other = accessOf(world, deskAt(world, 1))
  expect(drill({ access: other })).toEqual({ result: 'code' })
  expect(codeOf(() => drill({ access: { ...access, deskId: deskIdFrom(new Uint8Array(16)) } }))).toBe('ghost')
})

// A case of this desk, as the server hands it out.
function caseRow(of = desk): CaseForDesk {
  const story = file(world, [of])
  const rows = rowsFor(story.talk, deskParty(of.id))
  return {
    clocks: [], held: false, watchUntil: null, proposals: [], decisions: [], caseId: story.keys.caseId, deskId: of.id, card: base64FromBytes(cardBytes(story)), day: TODAY, urgent: false,
    columns: { version: 1, state: 'RECEIVED', turn: 'desk', nextDay: null, endDay: null, assignee: null },
    talk: {
      stream: `01${'0'.repeat(32)}`,
      epochs: rows.epochs.map((row) => ({ header: base64FromBytes(row.header), wrap: base64FromBytes(row.wrap), back: base64FromBytes(row.back) })),
      messages: rows.messages.map((row) => ({ epoch: row.epoch, outer: base64FromBytes(row.outer), body: base64FromBytes(row.body), day: row.day })),
    },
    room: null, notes: null, summary: null, lists: [], copies: [],
  }
}

test('a case is opened with nothing but what came back, and one that does not open stops the drill', () => {
  const held = caseRow()
  expect(drillRecovery(world.instance, book, access, code, boxes, held, TODAY)).toMatchObject({ result: 'ok', caseOpened: true })
  const [epoch] = held.talk.epochs
  if (!epoch) throw new Error('no epoch')
  const turned = { ...held, talk: { ...held.talk, epochs: [{ ...epoch, wrap: base64FromBytes(randomBytes(1192)) }] } }
  expect(codeOf(() => drillRecovery(world.instance, book, access, code, boxes, turned, TODAY))).toBe('broken')
  const holder: RecoveryHolder = { instance: world.instance, deskId: desk.id, rootFp: world.root.fp, keys }
  const { changes, memberCards, names } = deskRowOf(desk)
  const rosters = world.rosters.map((signed) => base64FromBytes(signed.file))
  const recovery = openRecovery(holder, { instanceId: world.instance, today: TODAY, rosters, desk: { deskId: desk.id, changes, memberCards, names, boxes } }, TODAY)
  const read = openRecoveryCase(holder, recovery, held, TODAY)
  expect([read.caseId, read.shown.canWrite, read.shown.timeline.length]).toEqual([held.caseId, false, 1])
  expect(codeOf(() => openRecoveryCase(holder, recovery, { ...held, deskId: deskAt(world, 1).id }, TODAY))).toBe('ghost')
  const row = { ...held.columns, caseId: held.caseId, deskId: desk.id, auditRef: '', files: 0, day: 0, lastDay: 0, urgent: false, reporterMessages: 1 }
  const [, , third] = cards
  const seeds = access.seeds.get(3)
  if (!third || !seeds) throw new Error('no seeds')
  const summary = base64FromBytes(sealSummary(seeds.recordKey, 3, deskParty(desk.id), caseIdFromBytes(bytesFromHex(held.caseId)), 1, { words: 'what happened' }))
  expect(openRecoverySummary(recovery, { ...row, summary })).toMatchObject({ words: 'what happened' })
  expect(openRecoverySummary(recovery, { ...row, summary: null })).toBeNull()
  expect(openRecoverySummary(recovery, { ...row, deskId: deskAt(world, 1).id, summary })).toBeNull()
})

test('the seeds of a drill are zeros when it is over, those of the member are not', () => {
  const { seeds } = openRecoveryBoxes(keys, cards, boxes)
  expect([...seeds.keys()]).toEqual([2, 3])
  expect(drill().result).toBe('ok')
  expect([...access.seeds.values()].every(({ kemSeed }) => kemSeed.some((byte) => byte !== 0))).toBe(true)
})

test('a recovery holder opens the own epochs in order, and stops at another instance, desk, root or list', () => {
  const holder: RecoveryHolder = { instance: world.instance, deskId: desk.id, rootFp: world.root.fp, keys }
  const { changes, memberCards, names } = deskRowOf(desk)
  const rows = {
    instanceId: world.instance, today: TODAY, rosters: world.rosters.map((signed) => base64FromBytes(signed.file)),
    desk: { deskId: desk.id, changes, memberCards, names, boxes },
  }
  const opened = openRecovery(holder, rows, dayFrom(0))
  expect([opened.opened, opened.missing, opened.access.signing, opened.access.pending]).toEqual([[2, 3], [], null, null])
  expect(opened.access.names.get(names[0]?.memberId ?? '')).toBe('Member 1')
  expect(opened.standing.expired).toBe(false)
  expect(openRecovery(holder, rows, dayFrom(TODAY + 500)).standing.expired).toBe(true)
  expect(openRecovery(holder, { ...rows, rosters: [...rows.rosters].reverse() }, TODAY).opened).toEqual([2, 3])
  // A list that the root has restarted since is checked under the root.
  const lost = { ...desk, people: [...desk.people, person()], changes: [...desk.changes] }
  change(world, lost, 'restart', lost.people.at(-1) ?? person(), null, 'lead')
  expect(openRecovery(holder, { ...rows, desk: { ...rows.desk, ...deskRowOf(lost), boxes } }, TODAY).opened).toEqual([2, 3])
  expect(openRecovery(holder, { ...rows, desk: { ...rows.desk, boxes: boxes.slice(1) } }, TODAY)).toMatchObject({ opened: [3], missing: [2] })
  const other = makeWorld()
  expect(codeOf(() => openRecovery(holder, { ...rows, instanceId: other.instance }, TODAY))).toBe('roster')
  expect(codeOf(() => openRecovery(holder, { ...rows, desk: { ...rows.desk, deskId: deskAt(world, 1).id } }, TODAY))).toBe('ghost')
  expect(codeOf(() => openRecovery({ ...holder, rootFp: other.root.fp }, rows, TODAY))).toBe('pinned-root')
  expect(codeOf(() => openRecovery(holder, { ...rows, desk: { ...rows.desk, changes: [] } }, TODAY))).toBe('ghost')
  expect(codeOf(() => openRecovery({ ...holder, keys: recoveryKeys(world.instance, makeCode()) }, rows, TODAY))).toBe('ghost')
})
