import { expect, test } from 'vitest'
import { ARGON2_NEW } from '#crypto/argon2.ts'
import { concat } from '#crypto/bytes.ts'
import { encodeMemberCard, fingerprint, memberCardHash, memberKeys, parseMemberCard, recoveryHash, recoveryKeys, rootKeys } from '#crypto/card.ts'
import { makeCode } from '#crypto/code.ts'
import { deskCardHash, deskCardSigHolds, encodeDeskCard, nextSigHolds, parseDeskCard, signDeskCard } from '#crypto/desk-card.ts'
import { makeDeskBox, makeRecoveryBox, openDeskBox, openRecoveryBox } from '#crypto/desk-box.ts'
import { inviteFragment, inviteSecret, inviteTag, inviteTagHolds, makeInvite, parseInviteFragment } from '#crypto/invite.ts'
import { encodeChange, parseChange } from '#crypto/members.ts'
import { encodeRoster, parseRoster, parseRosterFile } from '#crypto/roster.ts'
import { randomBytes } from '#crypto/sodium.ts'
import { SIZE, sealedAs } from '#crypto/types.ts'
import { fakeUnlock, openByCode, openByPhrase, sealByCode, sealByPhrase } from '#crypto/unlock.ts'
import { codeOf } from './refusal.ts'
import { admit, bookOf, cardOf, deskAt, listOf, makeWorld, newKeys, person, rotate } from './world.ts'
import { everyFlip } from './every-flip.ts'

test('card of a member and fingerprint', () => {
  const { keys } = person()
  const bytes = encodeMemberCard(keys.card)
  expect(bytes.length).toBe(SIZE.memberCard)
  expect(parseMemberCard(bytes)).toEqual(keys.card)
  const groups = fingerprint(memberCardHash(keys.card))
  expect(groups).toHaveLength(12)
  expect(groups.every((group) => /^\d{5}$/.test(group))).toBe(true)
  everyFlip(bytes, (changed) => fingerprint(memberCardHash(parseMemberCard(changed))).join() === groups.join(), 13)
})

test('desk card, its signature by a member, and the next signature by the old key', () => {
  const world = makeWorld()
  const desk = deskAt(world, 0)
  const member = desk.people[0]?.keys ?? person().keys
  const old = cardOf(desk, world.instance)
  newKeys(desk, world.instance)
  const card = cardOf(desk, world.instance)
  const bytes = encodeDeskCard(card)
  expect(bytes.length).toBe(SIZE.deskCard)
  expect(parseDeskCard(bytes)).toEqual(card)
  const sig = signDeskCard(member.sig.sk, card)
  expect(deskCardSigHolds(member.sig.pk, card, sig)).toBe(true)
  everyFlip(bytes, (changed) => deskCardSigHolds(member.sig.pk, parseDeskCard(changed), sig), 7)
  everyFlip(sig, (changed) => deskCardSigHolds(member.sig.pk, card, changed))
  expect(nextSigHolds(old.sigPk, card, desk.nextSig ?? new Uint8Array(64))).toBe(true)
  everyFlip(desk.nextSig ?? new Uint8Array(64), (changed) => nextSigHolds(old.sigPk, card, changed))
  everyFlip(bytes.slice(16, 36 + 1216 + 32), (changed) => nextSigHolds(old.sigPk, parseDeskCard(concat(bytes.slice(0, 16), changed, bytes.slice(36 + 1216 + 32))), desk.nextSig ?? sig), 7)
  expect(deskCardHash(card)).not.toEqual(deskCardHash(old))
})

test('roster file: reads back, and no byte of it can change', () => {
  const world = makeWorld()
  const signed = world.rosters[0]
  if (!signed) throw new Error('no roster')
  expect(encodeRoster(signed.roster)).toEqual(signed.bytes)
  expect(parseRoster(signed.bytes)).toEqual(signed.roster)
  expect(parseRosterFile(signed.file)).toEqual(signed)
  everyFlip(signed.file, parseRosterFile)
})

test('change of a member list: 118 bytes, and no byte of change or signature can change', () => {
  const world = makeWorld()
  const desk = deskAt(world, 0)
  admit(world, desk)
  const last = desk.changes[1]
  if (!last) throw new Error('no change')
  expect(last.change.length).toBe(SIZE.change)
  expect(encodeChange(parseChange(last.change))).toEqual(last.change)
  const first = desk.changes[0]
  if (!first) throw new Error('no change')
  everyFlip(last.change, (change) => listOf(world, desk, [first, { ...last, change }]))
  everyFlip(last.sig, (sig) => listOf(world, desk, [first, { ...last, sig }]))
  everyFlip(first.change, (change) => listOf(world, desk, [{ ...first, change }, last]))
})

test('desk box and recovery box open for their holder only, in every byte', () => {
  const world = makeWorld()
  const desk = deskAt(world, 0)
  const seeds = desk.seeds[0]
  const holder = desk.people[0]?.keys
  if (!seeds || !holder) throw new Error('desk without people')
  const recovery = recoveryKeys(world.instance, makeCode())
  const card = { ...cardOf(desk, world.instance), recoveryHash: recoveryHash(recovery.pk) }
  for (const which of ['kem', 'sig'] as const) {
    const box = makeDeskBox(card, which, seeds[which], holder.card)
    expect(box.length).toBe(SIZE.deskBox)
    expect(openDeskBox(card, which, holder.card, holder.kem, box)).toEqual(seeds[which])
    expect(codeOf(() => openDeskBox(card, which === 'kem' ? 'sig' : 'kem', holder.card, holder.kem, box))).toBe('broken')
    expect(codeOf(() => openDeskBox({ ...card, epoch: 2 }, which, holder.card, holder.kem, box))).toBe('broken')
    const other = person().keys
    expect(codeOf(() => openDeskBox(card, which, other.card, other.kem, box))).toBe('broken')
    everyFlip(box, (changed) => openDeskBox(card, which, holder.card, holder.kem, changed), 5)
    expect(codeOf(() => makeDeskBox(card, which, randomBytes(32), holder.card))).toBe('usage')
  }
  const box = makeRecoveryBox(card, seeds.kem, recovery.pk)
  expect(openRecoveryBox(card, recovery, box)).toEqual(seeds.kem)
  everyFlip(box, (changed) => openRecoveryBox(card, recovery, changed), 11)
  expect(codeOf(() => makeRecoveryBox(card, seeds.kem, recoveryKeys(world.instance, makeCode()).pk))).toBe('usage')
})

test('invitation: the link carries 80 bytes, and the tag holds for one card of one desk', () => {
  const world = makeWorld()
  const desk = deskAt(world, 0)
  const inviter = desk.people[0]?.keys ?? person().keys
  const invite = makeInvite(inviter.inviteKey, world.root.fp)
  const fragment = inviteFragment(invite)
  expect(fragment).toHaveLength(107)
  expect(parseInviteFragment(fragment)).toEqual(invite)
  const newcomer = person().keys.card
  const tag = inviteTag(parseInviteFragment(fragment).key, world.instance, desk.id, newcomer)
  const key = inviteSecret(inviter.inviteKey, invite.inviteId)
  expect(inviteTagHolds(key, world.instance, desk.id, newcomer, tag)).toBe(true)
  expect(inviteTagHolds(key, world.instance, desk.id, person().keys.card, tag)).toBe(false)
  expect(inviteTagHolds(key, world.instance, deskAt(world, 1).id, newcomer, tag)).toBe(false)
  everyFlip(tag, (changed) => inviteTagHolds(key, world.instance, desk.id, newcomer, changed))
  expect(rootKeys(world.instance, makeCode()).inviteKey.length).toBe(32)
})

test('unlock boxes: both kinds, every byte of the code box, the shape of fakes', async () => {
  const world = makeWorld()
  const { secret, keys } = person()
  const member = { instance: world.instance, memberId: keys.card.memberId, secret, rootFp: world.root.fp }
  const code = makeCode()
  const byCode = sealByCode(member, code)
  const byPhrase = await sealByPhrase(member, '1234 5678 9012 3456 7890 1234')
  expect([byCode.head.length, byCode.box.length, byPhrase.head.length, byPhrase.box.length]).toEqual([34, 104, 58, 104])
  expect(openByCode(byCode, code)).toEqual({ keys: memberKeys(keys.card.memberId, secret), secret, rootFp: world.root.fp })
  expect((await openByPhrase(byPhrase, '123456789012345678901234')).secret).toEqual(secret)
  everyFlip(byCode.box, (box) => openByCode({ ...byCode, box: sealedAs('unlock', box) }, code))
  everyFlip(byCode.head, (head) => openByCode({ ...byCode, head }, code))
  const key = randomBytes(32)
  const fakes = fakeUnlock(key, world.instance, 'nobody')
  expect(fakeUnlock(key, world.instance, 'nobody')).toEqual(fakes)
  expect(fakeUnlock(key, world.instance, 'nobody2')).not.toEqual(fakes)
  expect(ARGON2_NEW.memoryKiB).toBe(65_536)
})

test('the book of rosters holds every roster by its hash', () => {
  const world = makeWorld()
  rotate(world, deskAt(world, 0))
  const book = bookOf(world)
  expect(book.byHash.size).toBe(2)
  expect(book.newest.roster.seq).toBe(2)
})
