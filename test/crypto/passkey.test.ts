// A passkey as a way in (§8.3, §8.4): bound to member, instance and credential, and no sign of who is real.
import { expect, test } from 'vitest'
import { base64FromBytes } from '#crypto/base64.ts'
import { makeCode } from '#crypto/code.ts'
import { unlock, withPasskey, withoutPasskey } from '#crypto/member.ts'
import type { Member } from '#crypto/member.ts'
import { randomBytes } from '#crypto/sodium.ts'
import { sealedAs } from '#crypto/types.ts'
import { fakeUnlock, openByCode, openByPasskey, parseUnlockHead, passkeySalt, sealByCode, sealByPasskey } from '#crypto/unlock.ts'
import type { UnlockBox } from '#crypto/unlock.ts'
import { everyFlip } from './every-flip.ts'
import { codeOf, codeOfAsync } from './refusal.ts'
import { makeWorld, person } from './world.ts'

function somebody(): Member {
  const world = makeWorld()
  const { secret, keys } = person()
  return { instance: world.instance, keys, secret, rootFp: world.root.fp }
}

function secretOf(member: Member) {
  return { instance: member.instance, memberId: member.keys.card.memberId, secret: member.secret, rootFp: member.rootFp }
}

function answerOf(member: Member, boxes: readonly UnlockBox[]) {
  return { instanceId: member.instance, boxes: boxes.map(({ head, box }) => ({ head: base64FromBytes(head), box: base64FromBytes(box) })) }
}

test('a passkey opens its own box, and no other passkey, output or kind does', () => {
  const member = somebody()
  const [credential, prf] = [randomBytes(64), randomBytes(32)]
  const box = sealByPasskey(secretOf(member), credential, prf)
  expect([box.head.length, box.box.length]).toEqual([66, 104])
  expect(openByPasskey(box, credential, prf)).toMatchObject({ secret: member.secret, rootFp: member.rootFp })
  expect(codeOf(() => openByPasskey(box, randomBytes(64), prf))).toBe('broken')
  expect(codeOf(() => openByPasskey(box, credential, randomBytes(32)))).toBe('broken')
  expect(codeOf(() => openByPasskey(box, credential, randomBytes(31)))).toBe('usage')
  const code = makeCode()
  expect(codeOf(() => openByPasskey(sealByCode(secretOf(member), code), credential, prf))).toBe('usage')
  expect(codeOf(() => openByCode(box, code))).toBe('usage')
  everyFlip(box.box, (changed) => openByPasskey({ ...box, box: sealedAs('unlock', changed) }, credential, prf))
  everyFlip(box.head, (head) => openByPasskey({ ...box, head }, credential, prf))
})

test('the salt is the member\'s own, at this instance', () => {
  const [one, other] = [somebody(), somebody()]
  const salt = passkeySalt(one.instance, one.keys.card.memberId)
  expect(salt).toHaveLength(32)
  expect(passkeySalt(one.instance, one.keys.card.memberId)).toEqual(salt)
  expect(passkeySalt(other.instance, one.keys.card.memberId)).not.toEqual(salt)
  expect(passkeySalt(one.instance, other.keys.card.memberId)).not.toEqual(salt)
})

test('passkeys come and go beside phrase and code, never instead of them', async () => {
  const member = somebody()
  const code = makeCode()
  const [credential, prf] = [randomBytes(32), randomBytes(32)]
  const before = [sealByCode(secretOf(member), code)]
  const after = withPasskey(member, answerOf(member, before), credential, prf)
  expect(after.map((box) => parseUnlockHead(box.head).way.kind)).toEqual(['code', 'passkey'])
  const passkey = { kind: 'passkey' as const, credentialId: base64FromBytes(credential), prf }
  expect(await unlock(answerOf(member, after), passkey)).toMatchObject({ result: 'ok', member: { secret: member.secret } })
  expect(await unlock(answerOf(member, after), { ...passkey, prf: randomBytes(32) })).toEqual({ result: 'wrong' })
  expect(await unlock(answerOf(member, before), passkey)).toEqual({ result: 'wrong' })
  // The same credential again takes the place of its own box.
  expect(withPasskey(member, answerOf(member, after), credential, prf)).toHaveLength(2)
  const own = after[1]?.head ?? new Uint8Array(0)
  expect(withoutPasskey(member, answerOf(member, after), own).map((box) => box.head)).toEqual(before.map((box) => box.head))
  expect(codeOf(() => withoutPasskey(member, answerOf(member, after), before[0]?.head ?? own))).toBe('usage')
  expect(codeOf(() => withPasskey(member, answerOf(member, [sealByCode(secretOf(somebody()), code)]), credential, prf))).toBe('ghost')
  let full = before
  for (let i = 0; i < 7; i += 1) full = withPasskey(member, answerOf(member, full), randomBytes(32), prf)
  expect(full).toHaveLength(8)
  expect(codeOf(() => withPasskey(member, answerOf(member, full), randomBytes(32), prf))).toBe('usage')
})

test('half of all unknown names show a passkey, each the same every time', async () => {
  const member = somebody()
  const key = randomBytes(32)
  const shapes = Array.from({ length: 60 }, (_, i) => fakeUnlock(key, member.instance, `nobody ${i}`).map((box) => [box.head.length, box.box.length].join(' ')).join(', '))
  expect([...new Set(shapes)].sort()).toEqual(['58 104, 34 104', '58 104, 66 104, 34 104'])
  expect(shapes).toEqual(Array.from({ length: 60 }, (_, i) => fakeUnlock(key, member.instance, `nobody ${i}`).map((box) => [box.head.length, box.box.length].join(' ')).join(', ')))
  const withKey = shapes.filter((shape) => shape.includes('66')).length
  expect(withKey > 10 && withKey < 50).toBe(true)
  const named = shapes.findIndex((shape) => shape.includes('66'))
  const fake = answerOf(member, fakeUnlock(key, member.instance, `nobody ${named}`))
  expect(await unlock(fake, { kind: 'passkey', credentialId: base64FromBytes(randomBytes(32)), prf: randomBytes(32) })).toEqual({ result: 'wrong' })
})

test('a way in of a kind that is unknown here is not guessed at', async () => {
  const member = somebody()
  const { head, box } = sealByCode(secretOf(member), makeCode())
  const strange = answerOf(member, [{ head: Uint8Array.from([...head.slice(0, 33), 4]), box }])
  expect(await codeOfAsync(() => unlock(strange, { kind: 'phrase', text: '' }))).toBe('newer-version')
})
