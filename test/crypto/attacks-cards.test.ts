// Attacks on a member list through its cards (§7.4): another card beside a signed change, two cards under one member id.
import { expect, test } from 'vitest'
import { memberKeys } from '#crypto/card.ts'
import { buildMemberList, extendMemberList, nextChange, signChange } from '#crypto/members.ts'
import { randomKey } from '#crypto/sodium.ts'
import { codeOf } from './refusal.ts'
import { admit, deskAt, listOf, makeWorld, person } from './world.ts'

test('a card that is not the one a change names is refused, whoever signed the change', () => {
  const world = makeWorld()
  const desk = deskAt(world, 0)
  const list = listOf(world, desk)
  const [lead] = desk.people
  if (!lead) throw new Error('no lead')
  const [meant, other] = [person(), person()]
  const change = nextChange(world.instance, desk.id, list, { op: 'add', role: 'handler', card: meant.keys.card, by: lead.keys.card.memberId })
  const signed = signChange(lead.keys.sig.sk, change)
  expect(codeOf(() => extendMemberList(world.instance, list, signed, other.keys.card, []))).toBe('members')
  expect(codeOf(() => extendMemberList(world.instance, list, signed, meant.keys.card, []))).toBe('nothing refused')
})

test('a second card under a listed member id takes no role and ends no membership', () => {
  for (const op of ['role', 'remove'] as const) {
    const world = makeWorld()
    const desk = deskAt(world, 0)
    const handler = admit(world, desk)
    const [lead] = desk.people
    if (!lead) throw new Error('no lead')
    const double = memberKeys(handler.keys.card.memberId, randomKey('member'))
    const role = op === 'role' ? 'lead' : 'handler'
    const change = nextChange(world.instance, desk.id, listOf(world, desk), { op, role, card: double.card, by: lead.keys.card.memberId })
    const changes = [...desk.changes, signChange(lead.keys.sig.sk, change)]
    const cards = [...desk.people.map((one) => one.keys.card), double.card]
    expect(codeOf(() => buildMemberList(world.instance, desk.id, changes, cards, []))).toBe('members')
  }
})
