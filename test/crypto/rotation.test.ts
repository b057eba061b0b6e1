// New keys of a desk, byte by byte (§7.8): whom they are sealed to, who vouches for them, what is refused.
import { expect, test } from 'vitest'
import { base64FromBytes } from '#crypto/base64.ts'
import { concat } from '#crypto/bytes.ts'
import { recoveryHash, recoveryKeys } from '#crypto/card.ts'
import { codeLines, makeCode, readCode } from '#crypto/code.ts'
import { openDeskBox, openRecoveryBox } from '#crypto/desk-box.ts'
import { deskCardHash, deskCardSigHolds, encodeDeskCard, nextSigHolds, parseDeskCard, signDeskCard, signNext } from '#crypto/desk-card.ts'
import { changeHash, extendMemberList, listedAt } from '#crypto/members.ts'
import { parseRotateBody, rotateBodyBytes } from '#crypto/rotate-body.ts'
import { checkNewCard, recoveryLabelOf, restartDesk, rotateDesk } from '#crypto/rotation.ts'
import type { Rotation } from '#crypto/rotation.ts'
import { accessOf, firstOf, memberIn } from './keyring.ts'
import { codeOf } from './refusal.ts'
import { admit, change, deskAt, listOf, makeWorld, person, publish } from './world.ts'
import type { Person } from './world.ts'

function openedBy(rotation: Rotation, one: Person): number {
  return rotation.body.boxes.filter(({ which, box }) => (
    codeOf(() => openDeskBox(rotation.card, which === 1 ? 'kem' : 'sig', one.keys.card, one.keys.kem, box)) === 'nothing refused')).length
}

function rowOf({ body }: Rotation, nextSig: Uint8Array | null = body.nextSig) {
  return {
    card: base64FromBytes(body.deskCard), cardSig: base64FromBytes(body.cardSig), nextSig: nextSig && base64FromBytes(nextSig),
    recovery: body.recovery && { pk: base64FromBytes(body.recovery.pk), label: body.recovery.label },
  }
}

const world = makeWorld()
const desk = deskAt(world, 0)
const lead = firstOf(desk)
const going = admit(world, desk)
const staying = admit(world, desk)
publish(world)
const before = accessOf(world, desk)
const old = before.signing?.card
if (!old) throw new Error('no card')

test('new keys alone: the same list, two boxes for each member, vouched for by the keys before', () => {
  const rotation = rotateDesk(memberIn(world, staying), before, [], 'drop', null)
  const { card, body } = rotation
  expect([card.instance, card.deskId, card.epoch, card.membersHash, card.recoveryHash]).toEqual([world.instance, desk.id, 2, before.list.heads.at(-1), null])
  expect([card.kemPk.join() === old.kemPk.join(), card.sigPk.join() === old.sigPk.join()]).toEqual([false, false])
  expect(deskCardSigHolds(staying.keys.card.sigPk, card, body.cardSig)).toBe(true)
  expect(nextSigHolds(old.sigPk, card, body.nextSig)).toBe(true)
  expect(parseDeskCard(body.deskCard)).toEqual(card)
  expect([body.changes, body.recovery, rotation.recoveryLines]).toEqual([[], null, null])
  expect(rotation.object).toEqual(deskCardHash(card))
  expect(body.boxes.map((box) => [box.deskEpoch, box.which])).toEqual([[2, 1], [2, 2], [2, 1], [2, 2], [2, 1], [2, 2]])
  expect([lead, going, staying].map((one) => openedBy(rotation, one))).toEqual([2, 2, 2])
  expect(openedBy(rotation, person())).toBe(0)
  const other = rotateDesk(memberIn(world, staying), before, [], 'drop', null)
  expect(other.card.kemPk).not.toEqual(card.kemPk)
})

test('a removal ends the list before the keys are sealed, and is what the record names', () => {
  const rotation = rotateDesk(memberIn(world, lead), before, [going.keys.card.memberId, staying.keys.card.memberId], 'drop', null)
  expect([lead, going, staying].map((one) => openedBy(rotation, one))).toEqual([2, 0, 0])
  const list = rotation.body.changes.reduce((held, signed, i) => extendMemberList(
    world.instance, held, { change: signed.slice(0, 118), sig: signed.slice(118) }, (i === 0 ? going : staying).keys.card, []), before.list)
  expect(rotation.card.membersHash).toEqual(list.heads.at(-1))
  expect(rotation.object).toEqual(changeHash(rotation.body.changes.at(-1)?.slice(0, 118) ?? new Uint8Array(0)))
  const one = rotateDesk(memberIn(world, lead), before, [going.keys.card.memberId], 'drop', null)
  expect(one.object).toEqual(changeHash(one.body.changes[0]?.slice(0, 118) ?? new Uint8Array(0)))
  expect(listedAt(list, list.heads.length - 1).map((held) => held.card.memberId)).toEqual([lead.keys.card.memberId])
  expect(listedAt(list, 2)).toHaveLength(3)
  expect(listedAt(list, 0)).toHaveLength(1)
})

test('the second reader: kept as the signed card names them, somebody new, or nobody', () => {
  const code = makeCode()
  const keys = recoveryKeys(world.instance, code)
  const holder = { pk: base64FromBytes(keys.pk), label: 'Notary' }
  const named = { ...before, signing: before.signing && { ...before.signing, card: { ...old, recoveryHash: recoveryHash(keys.pk) } } }
  const kept = rotateDesk(memberIn(world, lead), named, [], 'keep', holder)
  expect([kept.card.recoveryHash, kept.body.recovery?.label, kept.recoveryLines]).toEqual([recoveryHash(keys.pk), 'Notary', null])
  expect(openRecoveryBox(kept.card, keys, kept.body.recovery?.box ?? new Uint8Array(0))).toHaveLength(32)
  const fresh = rotateDesk(memberIn(world, lead), named, [], { label: 'Second' }, holder)
  expect(fresh.recoveryLines).toHaveLength(7)
  const read = readCode(fresh.recoveryLines?.join('') ?? '')
  if (read.kind !== 'ok') throw new Error('no code')
  expect(codeLines(read.code)).toEqual(fresh.recoveryLines)
  expect(openRecoveryBox(fresh.card, recoveryKeys(world.instance, read.code), fresh.body.recovery?.box ?? new Uint8Array(0))).toHaveLength(32)
  expect(fresh.body.recovery?.label).toBe('Second')
  expect(rotateDesk(memberIn(world, lead), named, [], 'drop', holder).card.recoveryHash).toBeNull()
  expect(rotateDesk(memberIn(world, lead), before, [], 'keep', null).body.recovery).toBeNull()
  const stranger = { ...holder, pk: base64FromBytes(recoveryKeys(world.instance, makeCode()).pk) }
  expect(codeOf(() => rotateDesk(memberIn(world, lead), named, [], 'keep', stranger))).toBe('ghost')
  expect(codeOf(() => rotateDesk(memberIn(world, lead), named, [], 'keep', null))).toBe('ghost')
  expect(codeOf(() => rotateDesk(memberIn(world, lead), before, [], 'keep', holder))).toBe('ghost')
  expect(recoveryLabelOf(old, null)).toBe('')
})

test('who cannot rotate, and whom nobody takes away', () => {
  const by = (who: Person, remove: string[], access = before) => codeOf(() => rotateDesk(memberIn(world, who), access, remove, 'drop', null))
  expect(by(lead, [], { ...before, signing: null })).toBe('ghost')
  expect(by(lead, [lead.keys.card.memberId])).toBe('usage')
  expect(by(staying, [going.keys.card.memberId])).toBe('members')
  expect(by(lead, [person().keys.card.memberId])).toBe('usage')
  expect(by(lead, [going.keys.card.memberId, going.keys.card.memberId])).toBe('usage')
  expect(by(lead, [going.keys.card.memberId])).toBe('nothing refused')
})

test('a restarted desk has a card that no key of before vouches for', () => {
  const rescuer = person()
  const lost = { ...desk, people: [...desk.people, rescuer], changes: [...desk.changes] }
  change(world, lost, 'restart', rescuer, null, 'lead')
  const list = listOf(world, lost)
  const rotation = restartDesk(memberIn(world, rescuer), list, old, { label: 'Notary' })
  expect([rotation.card.epoch, rotation.body.nextSig, rotation.body.changes, rotation.body.recovery?.label]).toEqual([2, new Uint8Array(64), [], 'Notary'])
  expect([rescuer, lead].map((one) => openedBy(rotation, one))).toEqual([2, 0])
  expect(checkNewCard(list, old, rowOf(rotation, null))).toEqual({ card: rotation.card, by: rescuer.keys.card, nextSig: null, recoveryLabel: 'Notary' })
  expect(codeOf(() => checkNewCard(list, old, rowOf(rotation)))).toBe('ghost')
  expect(codeOf(() => checkNewCard(before.list, old, rowOf(rotation, null)))).toBe('ghost')
})

test('a waiting card is taken with everything that vouches for it, and every byte of that counts', () => {
  const rotation = rotateDesk(memberIn(world, staying), before, [], 'drop', null)
  const row = rowOf(rotation)
  expect(checkNewCard(before.list, old, row)).toEqual({ card: rotation.card, by: staying.keys.card, nextSig: rotation.body.nextSig, recoveryLabel: '' })
  const { body } = rotation
  for (let at = 0; at < 64; at += 1) {
    const turned = (bytes: Uint8Array) => base64FromBytes(bytes.map((byte, i) => (i === at ? byte ^ 1 : byte)))
    expect(codeOf(() => checkNewCard(before.list, old, { ...row, nextSig: turned(body.nextSig) }))).toBe('ghost')
    expect(codeOf(() => checkNewCard(before.list, old, { ...row, cardSig: turned(body.cardSig) }))).toBe('ghost')
  }
  // Signed by everybody who may, and still for another place.
  const sk = before.signing?.keys.sk
  if (!sk) throw new Error('no key')
  for (const card of [{ ...rotation.card, instance: makeWorld().instance }, { ...rotation.card, deskId: deskAt(world, 1).id }, { ...rotation.card, epoch: 3 }]) {
    const signed = { ...row, card: base64FromBytes(encodeDeskCard(card)), cardSig: base64FromBytes(signDeskCard(staying.keys.sig.sk, card)), nextSig: base64FromBytes(signNext(sk, card)) }
    expect(codeOf(() => checkNewCard(before.list, old, signed))).toBe('ghost')
    expect(codeOf(() => checkNewCard(before.list, old, { ...signed, nextSig: null }))).toBe('ghost')
  }
})

test('the body reads back, and a body with a short change or a third kind of seed does not', () => {
  const rotation = rotateDesk(memberIn(world, lead), before, [going.keys.card.memberId], { label: 'Notary' }, null)
  const bytes = rotateBodyBytes({ ...rotation.body, audit: Uint8Array.of(9) })
  expect(parseRotateBody(bytes)).toEqual({ ...rotation.body, audit: Uint8Array.of(9) })
  expect(codeOf(() => parseRotateBody(rotateBodyBytes({ ...rotation.body, changes: [new Uint8Array(181)], audit: new Uint8Array(0) })))).toBe('broken')
  const [box] = rotation.body.boxes
  if (!box) throw new Error('no box')
  for (const which of [0, 3]) {
    expect(codeOf(() => parseRotateBody(rotateBodyBytes({ ...rotation.body, boxes: [{ ...box, which: which as 1 }], audit: new Uint8Array(0) })))).toBe('broken')
  }
  expect(codeOf(() => parseRotateBody(concat(bytes, new Uint8Array(1))))).toBe('broken')
})
