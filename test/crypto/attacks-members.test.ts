// Attacks inside and around a desk (§7.4 to §7.6, §8): forked lists, ghosts, swapped cards, cheap hashes.
import { expect, test } from 'vitest'
import { hashPhrase, insistArgon2 } from '#crypto/argon2.ts'
import { memberKeys } from '#crypto/card.ts'
import { makeCode } from '#crypto/code.ts'
import { inviteSecret, inviteTag, inviteTagHolds, makeInvite } from '#crypto/invite.ts'
import { buildMemberList, currentMembers, extendMemberList, insistOnHead, nextChange, signChange } from '#crypto/members.ts'
import type { ChangeOp, MemberRole } from '#crypto/members.ts'
import { encodeUnlockHead, insistOwnCard, openByCode, openByPhrase, parseUnlockHead, sealByCode, sealByPhrase } from '#crypto/unlock.ts'
import { randomBytes } from '#crypto/sodium.ts'
import { sealedAs } from '#crypto/types.ts'
import { writer } from '#crypto/bytes.ts'
import { codeOf, codeOfAsync } from './refusal.ts'
import { file, memberVoice, nextInNotes, openNotes, readNotes, textPayload } from './story.ts'
import { admit, cardOf, change, deskAt, flipped, listOf, makeWorld, newKeys, person, publish } from './world.ts'
import type { Desk, Person, World } from './world.ts'

function first(desk: Desk): Person {
  const founder = desk.people[0]
  if (!founder) throw new Error('desk without people')
  return founder
}
/** One change by hand, without the builder's manners. */
function tryChange(world: World, desk: Desk, op: ChangeOp, who: Person, by: Person | null, role: MemberRole, signer: Person | null = by): string {
  const list = listOf(world, desk)
  const next = nextChange(world.instance, desk.id, list, { op, role, card: who.keys.card, by: by?.keys.card.memberId ?? null })
  return codeOf(() => extendMemberList(world.instance, list, signChange(signer?.keys.sig.sk ?? world.root.sig.sk, next), who.keys.card, [world.root.sig.pk]))
}

test('a list grows, changes roles and shrinks, each step signed by somebody on it', () => {
  const world = makeWorld()
  const desk = deskAt(world, 0)
  const second = admit(world, desk)
  change(world, desk, 'role', second, first(desk), 'lead')
  const third = admit(world, desk)
  change(world, desk, 'remove', third, second)
  const list = listOf(world, desk)
  expect(currentMembers(list).map((member) => member.role)).toEqual(['lead', 'lead'])
  expect(list.members.size).toBe(3)
  expect(list.heads).toHaveLength(5)
})

test('nobody outside the list, and no removed member, changes it', () => {
  const world = makeWorld()
  const desk = deskAt(world, 0)
  const gone = admit(world, desk)
  change(world, desk, 'remove', gone, first(desk))
  expect(tryChange(world, desk, 'add', person(), person(), 'handler')).toBe('members')
  expect(tryChange(world, desk, 'add', person(), gone, 'handler')).toBe('members')
  expect(tryChange(world, desk, 'add', person(), first(desk), 'handler', gone)).toBe('members')
  expect(tryChange(world, desk, 'add', person(), null, 'handler')).toBe('members')
  expect(tryChange(world, desk, 'add', gone, first(desk), 'handler')).toBe('members')
  expect(tryChange(world, desk, 'remove', gone, first(desk), 'handler')).toBe('members')
  expect(tryChange(world, desk, 'remove', person(), first(desk), 'handler')).toBe('members')
})

test('a handler admits a handler, but makes no lead, removes nobody else and may go', () => {
  const world = makeWorld()
  const desk = deskAt(world, 0)
  const [handler, other] = [admit(world, desk), admit(world, desk)]
  expect(tryChange(world, desk, 'add', person(), handler, 'handler')).toBe('nothing refused')
  expect(tryChange(world, desk, 'add', person(), handler, 'lead')).toBe('members')
  expect(tryChange(world, desk, 'role', handler, handler, 'lead')).toBe('members')
  expect(tryChange(world, desk, 'remove', other, handler, 'handler')).toBe('members')
  expect(tryChange(world, desk, 'remove', handler, handler, 'handler')).toBe('nothing refused')
})

test('the last lead stays', () => {
  const world = makeWorld()
  const desk = deskAt(world, 0)
  admit(world, desk)
  expect(tryChange(world, desk, 'remove', first(desk), first(desk), 'lead')).toBe('members')
  expect(tryChange(world, desk, 'role', first(desk), first(desk), 'handler')).toBe('members')
})

test('only the root restarts a desk, and then nobody of before is left', () => {
  const world = makeWorld()
  const desk = deskAt(world, 0)
  const newcomer = person()
  expect(tryChange(world, desk, 'restart', newcomer, first(desk), 'lead')).toBe('members')
  expect(tryChange(world, desk, 'restart', newcomer, null, 'lead', first(desk))).toBe('members')
  const named = nextChange(world.instance, desk.id, listOf(world, desk), { op: 'restart', role: 'lead', card: newcomer.keys.card, by: newcomer.keys.card.memberId })
  expect(codeOf(() => extendMemberList(world.instance, listOf(world, desk), signChange(world.root.sig.sk, named), newcomer.keys.card, [world.root.sig.pk]))).toBe('members')
  expect(tryChange(world, desk, 'restart', newcomer, null, 'handler')).toBe('members')
  change(world, desk, 'restart', newcomer, null, 'lead')
  desk.people.push(newcomer)
  expect(currentMembers(listOf(world, desk)).map((member) => member.card.memberId)).toEqual([newcomer.keys.card.memberId])
})

test('changes out of order, left out, doubled or of another desk are refused', () => {
  const world = makeWorld()
  const desk = deskAt(world, 0)
  admit(world, desk)
  admit(world, desk)
  const [a, b, c] = desk.changes
  if (!a || !b || !c) throw new Error('three changes expected')
  for (const changes of [[a, c, b], [a, c], [b, c], [a, b, b], [a, a, b]]) expect(codeOf(() => listOf(world, desk, changes))).toBe('members')
  const other = deskAt(world, 1)
  expect(codeOf(() => buildMemberList(world.instance, other.id, desk.changes, desk.people.map((p) => p.keys.card), []))).toBe('members')
  expect(codeOf(() => buildMemberList(world.instance, desk.id, desk.changes, desk.people.slice(1).map((p) => p.keys.card), []))).toBe('members')
})

test('a list forked before a removal does not pass through the head of the roster', () => {
  const world = makeWorld()
  const desk = deskAt(world, 0)
  const bad = admit(world, desk)
  const forkFrom = desk.changes.slice()
  change(world, desk, 'remove', bad, first(desk))
  const fork = [...forkFrom, signChange(bad.keys.sig.sk, nextChange(world.instance, desk.id, listOf(world, desk, forkFrom), { op: 'add', role: 'handler', card: person().keys.card, by: bad.keys.card.memberId }))]
  const pinned = cardOf(desk, world.instance).membersHash
  expect(insistOnHead(listOf(world, desk), pinned)).toBe(2)
  const cards = desk.people.map((p) => p.keys.card)
  expect(codeOf(() => insistOnHead(buildMemberList(world.instance, desk.id, fork.slice(0, 2), cards, []), pinned))).toBe('ghost')
})

test('a newcomer writes before the next roster, a removed member no more, and old notes still verify', () => {
  const world = makeWorld()
  const ext = deskAt(world, 1)
  const story = file(world, [ext])
  openNotes(story, ext, first(ext))
  const newcomer = admit(world, ext)
  nextInNotes(story, ext, memberVoice(newcomer), 'note', textPayload('from the newcomer'))
  expect(readNotes(story, ext, listOf(world, ext))?.entries).toHaveLength(2)
  change(world, ext, 'remove', newcomer, first(ext))
  expect(readNotes(story, ext, listOf(world, ext))?.entries).toHaveLength(2)
  newKeys(ext, world.instance)
  publish(world)
  const later = file(world, [ext])
  openNotes(later, ext, first(ext))
  nextInNotes(later, ext, memberVoice(newcomer), 'note', textPayload('after removal'))
  expect(codeOf(() => readNotes(later, ext, listOf(world, ext)))).toBe('ghost')
})

test('somebody who never stood on the list writes no note, and a desk key writes none either', () => {
  const world = makeWorld()
  const ext = deskAt(world, 1)
  for (const voice of [memberVoice(person()), { party: { kind: 'desk', id: ext.id } as const, sk: ext.keys[0]?.sig.sk ?? person().keys.sig.sk }]) {
    const story = file(world, [ext])
    openNotes(story, ext, first(ext))
    nextInNotes(story, ext, voice, 'note', textPayload('ghost'))
    expect(codeOf(() => readNotes(story, ext, listOf(world, ext)))).toBe('ghost')
  }
})

test('the server cannot put its own card in the newcomer\'s place', () => {
  const world = makeWorld()
  const desk = deskAt(world, 0)
  const inviter = first(desk).keys
  const invite = makeInvite(inviter.inviteKey, world.root.fp)
  const [honest, server] = [person().keys.card, person().keys.card]
  const key = inviteSecret(inviter.inviteKey, invite.inviteId)
  const tag = inviteTag(invite.key, world.instance, desk.id, honest)
  expect(inviteTagHolds(key, world.instance, desk.id, honest, tag)).toBe(true)
  expect(inviteTagHolds(key, world.instance, desk.id, server, tag)).toBe(false)
  const guess = makeInvite(person().keys.inviteKey, world.root.fp)
  expect(inviteTagHolds(key, world.instance, desk.id, server, inviteTag(guess.key, world.instance, desk.id, server))).toBe(false)
})

test('lowered or raised parameters of the hash are refused before anything is hashed', async () => {
  const { secret, keys } = person()
  const world = makeWorld()
  const box = await sealByPhrase({ instance: world.instance, memberId: keys.card.memberId, secret, rootFp: world.root.fp }, '1111 2222 3333 4444 5555 6666')
  const table = [[8, 3], [65_535, 3], [65_536, 2], [65_536, 11], [1_048_577, 3], [4_294_967_295, 10], [0, 0]] as const
  for (const [memoryKiB, passes] of table) {
    expect(codeOf(() => insistArgon2({ memoryKiB, passes }))).toBe('parameters')
    const head = writer().raw(box.head.slice(0, 34)).u32(memoryKiB).u32(passes).raw(randomBytes(16)).done()
    const started = performance.now()
    expect(await codeOfAsync(() => openByPhrase({ head, box: box.box }, '1111 2222 3333 4444 5555 6666'))).toBe('parameters')
    expect(performance.now() - started).toBeLessThan(20)
    expect(await codeOfAsync(() => hashPhrase(new Uint8Array(4), randomBytes(16), { memoryKiB, passes }))).toBe('parameters')
  }
})

test('wrong phrase, wrong code, swapped heads and a kind that is unknown here', async () => {
  const { secret, keys } = person()
  const world = makeWorld()
  const member = { instance: world.instance, memberId: keys.card.memberId, secret, rootFp: world.root.fp }
  const byPhrase = await sealByPhrase(member, '1111 2222 3333 4444 5555 6666')
  const byCode = sealByCode(member, makeCode())
  expect(await codeOfAsync(() => openByPhrase(byPhrase, '1111 2222 3333 4444 5555 6667'))).toBe('broken')
  expect(await codeOfAsync(() => openByPhrase({ ...byPhrase, head: flipped(byPhrase.head, 20) }, '1111 2222 3333 4444 5555 6666'))).toBe('broken')
  expect(await codeOfAsync(() => openByPhrase({ ...byPhrase, box: sealedAs('unlock', flipped(byPhrase.box, 60)) }, '1111 2222 3333 4444 5555 6666'))).toBe('broken')
  expect(codeOf(() => openByCode(byCode, makeCode()))).toBe('broken')
  expect(codeOf(() => openByCode(byPhrase, makeCode()))).toBe('usage')
  expect(await codeOfAsync(() => openByPhrase(byCode, 'x'))).toBe('usage')
  const strange = writer().raw(byCode.head.slice(0, 33)).u8(4).raw(randomBytes(32)).done()
  expect(codeOf(() => parseUnlockHead(strange))).toBe('newer-version')
  expect(encodeUnlockHead(parseUnlockHead(byPhrase.head))).toEqual(byPhrase.head)
})

test('an unlocked member whose card is not the one on the list is refused', () => {
  const world = makeWorld()
  const { secret, keys } = person()
  const code = makeCode()
  const opened = openByCode(sealByCode({ instance: world.instance, memberId: keys.card.memberId, secret, rootFp: world.root.fp }, code), code)
  expect(codeOf(() => insistOwnCard(opened, keys.card))).toBe('nothing refused')
  expect(codeOf(() => insistOwnCard(opened, memberKeys(keys.card.memberId, person().secret).card))).toBe('ghost')
})
