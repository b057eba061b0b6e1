// What the root holder reads of one desk before signing (§7.7): every word of it, for each thing that can have changed.
import { expect, test } from 'vitest'
import type { FoundedDesk } from '#crypto/answers.ts'
import { base64FromBytes } from '#crypto/base64.ts'
import { concat } from '#crypto/bytes.ts'
import { encodeMemberCard, fingerprint, memberCardHash, recoveryHash, recoveryKeys } from '#crypto/card.ts'
import { makeCode } from '#crypto/code.ts'
import { deskCardHash, encodeDeskCard, signDeskCard, signNext } from '#crypto/desk-card.ts'
import type { DeskCard } from '#crypto/desk-card.ts'
import { inviteTag, makeInvite } from '#crypto/invite.ts'
import { checkNextRoster, nextDraftOf, signNextRoster } from '#crypto/next-roster.ts'
import { signRoster } from '#crypto/roster.ts'
import { dayFrom } from '#crypto/types.ts'
import { firstOf } from './keyring.ts'
import { codeOf } from './refusal.ts'
import { deskRowOf, draftFrom, holderOf, rowsOf, signedBy, withDesk } from './signing.ts'
import { TODAY, addDesk, admit, cardOf, change, deskAt, makeWorld, newKeys, nextRoster, publish } from './world.ts'
import type { Desk, World } from './world.ts'

const print = (hash: Parameters<typeof fingerprint>[0]) => fingerprint(hash).join(' ')

function found(world: World, desk: Desk, more: Partial<FoundedDesk> = {}, card: DeskCard = cardOf(desk, world.instance)) {
  const founder = firstOf(desk)
  const invite = makeInvite(world.root.inviteKey, world.root.fp)
  const [signed] = desk.changes
  if (!signed) throw new Error('no change')
  const founded: FoundedDesk = {
    memberName: 'Founder', memberCard: base64FromBytes(encodeMemberCard(founder.keys.card)), tag: base64FromBytes(inviteTag(invite.key, world.instance, desk.id, founder.keys.card)),
    change: base64FromBytes(concat(signed.change, signed.sig)), deskCard: base64FromBytes(encodeDeskCard(card)), cardSig: base64FromBytes(signDeskCard(founder.keys.sig.sk, card)),
    recovery: null, ...more,
  }
  return { ...deskRowOf(desk), founded, inviteId: invite.inviteId }
}

function shownOf(world: World, rows: ReturnType<typeof rowsOf>, desk: Desk) {
  return draftFrom(world, rows).shown.desks.find((one) => one.deskId === desk.id)
}

test('a desk that nothing waits for is told as it is', () => {
  const world = makeWorld()
  const desk = deskAt(world, 0)
  const deskFingerprint = print(deskCardHash(cardOf(desk, world.instance)))
  const told = {
    deskId: desk.id, label: 'desk LEGAL', roles: ['LEGAL'], independent: false, kind: 'same', deskFingerprint, signedBy: null, added: [], removed: [], roleChanged: [],
    recovery: { change: 'same', label: '', fingerprint: '' }, before: { label: 'desk LEGAL', roles: ['LEGAL'], independent: false, recoveryLabel: '', deskFingerprint }, mustCompare: false,
  }
  expect(shownOf(world, rowsOf(world), desk)).toEqual(told)
  expect(shownOf(world, { ...rowsOf(world), desks: [] }, desk)).toEqual(told)
  // That it was founded once is no news of a desk that is listed.
  expect(shownOf(world, withDesk(rowsOf(world), desk, () => found(world, desk)), desk)).toEqual(told)
})

test('a new desk is told with its founder, its second reader, and whether it answers an invitation', () => {
  const world = makeWorld()
  const desk = addDesk(world, ['ETH', 'QUAL'])
  const rows = (row: ReturnType<typeof deskRowOf>) => ({ ...rowsOf(world), desks: [row] })
  const founder = { memberId: firstOf(desk).keys.card.memberId, name: 'Founder', role: 'lead', fingerprint: print(memberCardHash(firstOf(desk).keys.card)) }
  expect(shownOf(world, rows(found(world, desk)), desk)).toEqual({
    deskId: desk.id, label: 'desk ETH+QUAL', roles: ['ETH', 'QUAL'], independent: false, kind: 'new', deskFingerprint: print(deskCardHash(cardOf(desk, world.instance))),
    signedBy: founder, added: [founder], removed: [], roleChanged: [], recovery: { change: 'same', label: '', fingerprint: '' }, before: null, mustCompare: false,
  })
  expect(shownOf(world, rows({ ...found(world, desk), inviteId: null }), desk)?.mustCompare).toBe(true)
  expect(shownOf(world, rows({ ...found(world, desk), inviteId: '0'.repeat(32) }), desk)?.mustCompare).toBe(true)
  expect(draftFrom(world, rows(deskRowOf(desk))).shown.desks).toHaveLength(2)
  const keys = recoveryKeys(world.instance, makeCode())
  const card = { ...cardOf(desk, world.instance), recoveryHash: recoveryHash(keys.pk) }
  const recovery = { pk: base64FromBytes(keys.pk), label: 'Notary' }
  expect(shownOf(world, rows(found(world, desk, { recovery }, card)), desk)?.recovery).toEqual({ change: 'set', label: 'Notary', fingerprint: print(recoveryHash(keys.pk)) })
  expect(codeOf(() => draftFrom(world, rows(found(world, desk, { recovery: null }, card))))).toBe('ghost')
  const { next, shown } = draftFrom(world, rows(found(world, desk, { recovery }, card)))
  const roster = signNextRoster(holderOf(world), next, shown, [], [])
  expect(roster.roster.desks.find((one) => one.card.deskId === desk.id)).toEqual({ card, roles: 48, independent: false, nextSig: null, label: 'desk ETH+QUAL', recoveryLabel: 'Notary' })
})

test('who came, who went, who leads now, and a name that nobody gave', () => {
  const world = makeWorld()
  const desk = deskAt(world, 0)
  const lead = firstOf(desk)
  const [going, rising] = [admit(world, desk), admit(world, desk)]
  publish(world)
  change(world, desk, 'remove', going, lead)
  change(world, desk, 'role', rising, lead, 'lead')
  const late = admit(world, desk)
  newKeys(desk, world.instance)
  const pending = signedBy(cardOf(desk, world.instance), late, desk.nextSig)
  const rows = withDesk(rowsOf(world), desk, (row) => ({ pending, names: row.names.slice(0, 2) }))
  const named = (one: typeof late, name: string, role: string) => ({ memberId: one.keys.card.memberId, name, role, fingerprint: print(memberCardHash(one.keys.card)) })
  expect(shownOf(world, rows, desk)).toMatchObject({
    signedBy: named(late, '', 'handler'), added: [named(late, '', 'handler')], removed: [named(going, 'Member 2', 'handler')], roleChanged: [named(rising, '', 'lead')] })
})

test('who came after the keys that were signed last, and went before the next, is told as removed', () => {
  const world = makeWorld()
  const desk = deskAt(world, 0)
  const lead = firstOf(desk)
  const early = admit(world, desk)
  change(world, desk, 'remove', early, lead)
  publish(world)
  const between = admit(world, desk)
  change(world, desk, 'remove', between, lead)
  newKeys(desk, world.instance)
  const pending = signedBy(cardOf(desk, world.instance), lead, desk.nextSig)
  const told = shownOf(world, withDesk(rowsOf(world), desk, () => ({ pending })), desk)
  expect(told?.removed).toEqual([{ memberId: between.keys.card.memberId, name: 'Member 3', role: 'handler', fingerprint: print(memberCardHash(between.keys.card)) }])
  expect(told?.added).toEqual([])
})

test('a second reader is set, kept, changed and dropped from one roster to the next', () => {
  const world = makeWorld()
  const desk = deskAt(world, 0)
  const [one, two] = [recoveryKeys(world.instance, makeCode()), recoveryKeys(world.instance, makeCode())]
  const step = (keys: typeof one | null, label: string) => {
    newKeys(desk, world.instance)
    const card = { ...cardOf(desk, world.instance), recoveryHash: keys && recoveryHash(keys.pk) }
    const old = desk.keys.at(-2)
    if (!old) throw new Error('no key')
    const pending = { ...signedBy(card, firstOf(desk), signNext(old.sig.sk, card)), recovery: keys && { pk: base64FromBytes(keys.pk), label } }
    const { next, shown } = draftFrom(world, withDesk(rowsOf(world), desk, () => ({ pending })))
    world.rosters.push(signNextRoster(holderOf(world), next, shown, [], []))
    return shown.desks.find((held) => held.deskId === desk.id)?.recovery.change
  }
  expect([step(null, ''), step(one, 'A'), step(one, 'A'), step(one, 'B'), step(two, 'B'), step(null, '')]).toEqual(['same', 'set', 'same', 'changed', 'changed', 'dropped'])
})

test('the days, the base and the signatures of the roster itself', () => {
  const world = makeWorld()
  const two = publish(world)
  const three = publish(world)
  const root = holderOf(world)
  const at = (day: number) => nextDraftOf(root, checkNextRoster(root, rowsOf(world), null, dayFrom(day)))
  expect([at(TODAY - 9).notAfterDay, at(TODAY + 30).notAfterDay]).toEqual([TODAY + 400, TODAY + 430])
  expect(at(TODAY).rootFingerprint).toBe(print(world.root.fp))
  const { next, shown } = draftFrom(world, rowsOf(world))
  const signed = signNextRoster(root, next, shown, [], [])
  expect([signed.oldRootSig, signed.roster.seq, signed.roster.prevHash, signed.roster.minVersion]).toEqual([null, 4, three.hash, 1])
  const newestOnly = { ...rowsOf(world), rosters: rowsOf(world).rosters.slice(2) }
  expect(codeOf(() => draftFrom(world, newestOnly, { seq: 2, hash: two.hash }))).toBe('roster')
  expect(codeOf(() => draftFrom(world, newestOnly, { seq: 2, hash: null }))).toBe('roster')
  const practice = makeWorld()
  practice.rosters.splice(0, 1, signRoster({ ...nextRoster(practice), seq: 1, prevHash: null, practice: true }, practice.root.sig.sk))
  expect(codeOf(() => draftFrom(practice, rowsOf(practice)))).toBe('roster')
  expect(draftFrom(practice, { ...rowsOf(practice), practice: true }).shown.practice).toBe(true)
})
