// Changes of a list of members, each wrong in one way alone (§7.4): everything else about it is right and signed.
import { expect, test } from 'vitest'
import { concat, u8 } from '#crypto/bytes.ts'
import { encodeChange, extendMemberList, nextChange, parseChange, signChange } from '#crypto/members.ts'
import type { MemberChange, MemberList } from '#crypto/members.ts'
import { randomBytes } from '#crypto/sodium.ts'
import { deskIdFrom, hashOf, instanceIdFrom } from '#crypto/types.ts'
import { codeOf } from './refusal.ts'
import { deskAt, listOf, makeWorld, person } from './world.ts'
import type { Person } from './world.ts'

const world = makeWorld()
const { instance } = world
const desk = deskAt(world, 0)
const [lead] = desk.people
if (!lead) throw new Error('desk without people')
const roots = [world.root.sig.pk]
const newcomer = person()
const nobody: MemberList = { deskId: desk.id, members: new Map(), heads: [] }

/** Whether `list` takes this change of `who`, signed by `signer`. */
function taken(list: MemberList, change: MemberChange, who: Person, signer: Person): string {
  return codeOf(() => extendMemberList(instance, list, signChange(signer.keys.sig.sk, change), who.keys.card, roots))
}
function added(list: MemberList, who: Person, by: Person, role: 'lead' | 'handler' = 'lead'): MemberChange {
  return nextChange(instance, desk.id, list, { op: 'add', role, card: who.keys.card, by: by.keys.card.memberId })
}

test('the first member adds herself, in her own name and with her own key', () => {
  expect(taken(nobody, added(nobody, newcomer, newcomer), newcomer, newcomer)).toBe('nothing refused')
  expect(taken(nobody, added(nobody, newcomer, newcomer), newcomer, lead)).toBe('members')
  expect(taken(nobody, added(nobody, newcomer, lead), newcomer, newcomer)).toBe('members')
  expect(taken(nobody, added(nobody, newcomer, lead), newcomer, lead)).toBe('members')
  expect(taken(nobody, { ...added(nobody, newcomer, newcomer), by: null }, newcomer, newcomer)).toBe('members')
  expect(taken(nobody, { ...added(nobody, newcomer, newcomer), op: 'role' }, newcomer, newcomer)).toBe('members')
})

test('a first change has nothing before it, and every later one exactly the one before', () => {
  const first = added(nobody, newcomer, newcomer)
  expect(taken(nobody, { ...first, prev: hashOf('member-change', randomBytes(32)) }, newcomer, newcomer)).toBe('members')
  expect(taken(nobody, { ...first, n: 1 }, newcomer, newcomer)).toBe('members')
  const list = listOf(world, desk)
  const next = added(list, newcomer, lead, 'handler')
  expect(taken(list, next, newcomer, lead)).toBe('nothing refused')
  expect(taken(list, { ...next, n: 0 }, newcomer, lead)).toBe('members')
  expect(taken(list, { ...next, n: 2 }, newcomer, lead)).toBe('members')
  expect(taken(list, { ...next, prev: null }, newcomer, lead)).toBe('members')
  expect(taken(list, { ...next, prev: hashOf('member-change', randomBytes(32)) }, newcomer, lead)).toBe('members')
})

test('a change is of one server and one desk', () => {
  const list = listOf(world, desk)
  const next = added(list, newcomer, lead, 'handler')
  expect(taken(list, { ...next, instance: instanceIdFrom(randomBytes(16)) }, newcomer, lead)).toBe('members')
  expect(taken(list, { ...next, deskId: deskIdFrom(randomBytes(16)) }, newcomer, lead)).toBe('members')
  expect(taken(list, next, lead, lead)).toBe('members')
})

test('nobody signs for somebody else, and a later change by nobody is the root\'s restart only', () => {
  const list = listOf(world, desk)
  const next = added(list, newcomer, lead, 'handler')
  expect(taken(list, next, newcomer, newcomer)).toBe('members')
  expect(taken(list, { ...next, by: newcomer.keys.card.memberId }, newcomer, newcomer)).toBe('members')
  expect(taken(list, { ...next, by: null }, newcomer, lead)).toBe('members')
  const restart = nextChange(instance, desk.id, list, { op: 'restart', role: 'lead', card: newcomer.keys.card, by: null })
  const by = (sk: Parameters<typeof signChange>[0], change = restart) => codeOf(() => extendMemberList(instance, list, signChange(sk, change), newcomer.keys.card, roots))
  expect(by(world.root.sig.sk)).toBe('nothing refused')
  expect(by(lead.keys.sig.sk)).toBe('members')
  expect(by(world.root.sig.sk, { ...restart, by: lead.keys.card.memberId })).toBe('members')
})

test('operations and roles of a newer version, and bytes too many, are told apart', () => {
  const bytes = encodeChange(added(nobody, newcomer, newcomer))
  // instance16 ‖ desk16 ‖ n4 ‖ prev32, then the operation and the role.
  const at = (place: number, value: number) => codeOf(() => parseChange(bytes.map((byte, i) => (i === place ? value : byte))))
  expect([at(68, 0), at(68, 9), at(69, 0), at(69, 9), at(69, 1)]).toEqual(['newer-version', 'newer-version', 'newer-version', 'newer-version', 'nothing refused'])
  expect(codeOf(() => parseChange(concat(bytes, u8(0))))).toBe('broken')
})
