// Attacks on the page where the root signs (§7.7, A15): everything it is shown came over the server.
import { expect, test } from 'vitest'
import { base64FromBytes } from '#crypto/base64.ts'
import { recoveryHash, recoveryKeys } from '#crypto/card.ts'
import { makeCode } from '#crypto/code.ts'
import { signNext } from '#crypto/desk-card.ts'
import { checkNextRoster, nextDraftOf, signNextRoster } from '#crypto/next-roster.ts'
import { makeRoot } from '#crypto/root-holder.ts'
import { continuity, openBook } from '#crypto/roster-book.ts'
import { randomBytes, signKeys } from '#crypto/sodium.ts'
import { dayFrom } from '#crypto/types.ts'
import { codeOf } from './refusal.ts'
import { deskRowOf, draftFrom, holderOf, pendingOf, rowsOf, signed, signedBy, withDesk } from './signing.ts'
import { TODAY, addDesk, admit, bookOf, cardOf, change, deskAt, makeWorld, newKeys, person, publish } from './world.ts'

function first(world: ReturnType<typeof makeWorld>, index = 0) {
  const desk = deskAt(world, index)
  const [lead] = desk.people
  if (!lead) throw new Error('nobody')
  return { desk, lead }
}

test('an honest rotation after a removal is told in words and signed as told', () => {
  const world = makeWorld()
  const { desk, lead } = first(world)
  const going = admit(world, desk)
  const staying = admit(world, desk)
  publish(world)
  change(world, desk, 'remove', going, lead)
  const pending = pendingOf(world, desk, staying)
  const rows = withDesk(rowsOf(world), desk, () => ({ pending, label: 'Legal, new name' }))
  const { shown, next } = draftFrom(world, rows)
  const told = shown.desks.find((one) => one.deskId === desk.id)
  expect(told).toMatchObject({
    kind: 'rotated', mustCompare: false, label: 'Legal, new name', added: [], roleChanged: [], recovery: { change: 'same', label: '', fingerprint: '' },
    removed: [{ memberId: going.keys.card.memberId, name: 'Member 2', role: 'handler' }],
    signedBy: { memberId: staying.keys.card.memberId, name: 'Member 3' }, before: { label: 'desk LEGAL' },
  })
  expect(shown.desks.find((one) => one.deskId !== desk.id)).toMatchObject({ kind: 'same', signedBy: null, added: [], removed: [] })
  expect(shown).toMatchObject({ seq: 3, base: { seq: 2 }, receiptKey: 'same', baseKnown: false, notAfterDay: TODAY + 400 })
  const roster = signNextRoster(holderOf(world), next, shown, [], [])
  world.rosters.push(roster)
  const book = bookOf(world)
  expect(continuity(book, desk.id, world.rosters[1] ?? roster, roster)).toBe('continuous')
})

test('a desk card swapped by the server is refused, whoever is said to have signed it', () => {
  const world = makeWorld()
  const { desk, lead } = first(world)
  const honest = pendingOf(world, desk, lead)
  const own = { kem: randomBytes(32), sig: signKeys('desk-sig', randomBytes(32)) }
  const planted = { ...cardOf(desk, world.instance), sigPk: own.sig.pk }
  const stranger = person()
  const rows = (pending: typeof honest) => withDesk(rowsOf(world), desk, () => ({ pending }))
  const old = desk.keys[0]?.sig.sk
  if (!old) throw new Error('no key')
  // With nobody's signature, with a stranger's, and with the key of before but without a member.
  expect(codeOf(() => draftFrom(world, rows({ ...honest, card: signedBy(planted, stranger, null).card })))).toBe('ghost')
  expect(codeOf(() => draftFrom(world, rows(signedBy(planted, stranger, desk.nextSig))))).toBe('ghost')
  expect(codeOf(() => draftFrom(world, rows(signedBy(planted, stranger, signNext(old, planted)))))).toBe('ghost')
  expect(codeOf(() => draftFrom(world, rows(signedBy(planted, lead, signNext(own.sig.sk, planted)))))).toBe('ghost')
  expect(draftFrom(world, rows(honest)).shown.desks.find((one) => one.deskId === desk.id)?.kind).toBe('rotated')
})

test('a member who was removed signs no card, not even with the desk\'s old key', () => {
  const world = makeWorld()
  const { desk, lead } = first(world)
  const going = admit(world, desk)
  publish(world)
  change(world, desk, 'remove', going, lead)
  const rows = withDesk(rowsOf(world), desk, () => ({ pending: pendingOf(world, desk, going) }))
  expect(codeOf(() => draftFrom(world, rows))).toBe('ghost')
})

test('a list that was forked before a removal does not come back', () => {
  const world = makeWorld()
  const { desk, lead } = first(world)
  const going = admit(world, desk, 'lead')
  const before = [...desk.changes]
  change(world, desk, 'remove', going, lead)
  newKeys(desk, world.instance)
  publish(world)
  // The removed lead goes on from the change before, and adds a friend.
  const forked = { ...desk, changes: before, people: [...desk.people], keys: [...desk.keys], seeds: [...desk.seeds] }
  const friend = person()
  change(world, forked, 'add', friend, going)
  forked.people.push(friend)
  const pending = pendingOf(world, forked, friend)
  const rows = withDesk(rowsOf(world), desk, () => ({ ...deskRowOf(forked), pending }))
  expect(codeOf(() => draftFrom(world, rows))).toBe('ghost')
  expect(codeOf(() => draftFrom(world, withDesk(rowsOf(world), desk, () => deskRowOf(forked))))).toBe('ghost')
})

test('a card goes one epoch on, with fresh keys, from the list that was signed', () => {
  const world = makeWorld()
  const { desk, lead } = first(world)
  admit(world, desk)
  publish(world)
  newKeys(desk, world.instance)
  const card = cardOf(desk, world.instance)
  const [old] = desk.keys
  const firstHead = world.rosters[0]?.roster.desks.find((one) => one.card.deskId === desk.id)?.card.membersHash
  if (!old || !firstHead) throw new Error('no key')
  const faulty = [
    { ...card, epoch: 3 }, { ...card, epoch: 1 }, { ...card, kemPk: old.kem.pk }, { ...card, sigPk: old.sig.pk },
    { ...card, membersHash: firstHead }, { ...card, deskId: deskAt(world, 1).id }]
  for (const one of faulty) {
    const rows = withDesk(rowsOf(world), desk, () => ({ pending: signedBy(one, lead, signNext(old.sig.sk, one)) }))
    expect(codeOf(() => draftFrom(world, rows))).toBe('ghost')
  }
})

test('only people can vouch for a desk that was restarted', () => {
  const world = makeWorld()
  const { desk } = first(world)
  const rescuer = person()
  change(world, desk, 'restart', rescuer, null, 'lead')
  desk.people.push(rescuer)
  newKeys(desk)
  const rows = withDesk(rowsOf(world), desk, () => ({ pending: signedBy(cardOf(desk, world.instance), rescuer, null) }))
  expect(draftFrom(world, rows).shown.desks.find((one) => one.deskId === desk.id)).toMatchObject({
    kind: 'restarted', mustCompare: true, added: [{ memberId: rescuer.keys.card.memberId, role: 'lead' }], removed: [{ name: 'Member 1' }] })
  expect(codeOf(() => signed(world, rows))).toBe('ghost')
  expect(codeOf(() => signed(world, rows, [deskAt(world, 1).id]))).toBe('ghost')
  const roster = signed(world, rows, [desk.id])
  world.rosters.push(roster)
  expect(continuity(bookOf(world), desk.id, world.rosters[0] ?? roster, roster)).toBe('restarted')
})

test('the base is the roster that was signed last: nothing older, no other line, no other root', () => {
  const world = makeWorld()
  const two = publish(world)
  const three = publish(world)
  const rows = rowsOf(world)
  expect(draftFrom(world, rows, { seq: 3, hash: three.hash }).shown).toMatchObject({ baseKnown: true, base: { seq: 3, hash: three.hash } })
  expect(draftFrom(world, rows, { seq: 3, hash: null }).shown.seq).toBe(4)
  expect(draftFrom(world, rows, { seq: 2, hash: two.hash }).shown.seq).toBe(4)
  const older = { ...rows, rosters: rows.rosters.slice(0, 2) }
  expect(codeOf(() => draftFrom(world, older, { seq: 3, hash: three.hash }))).toBe('rollback')
  expect(codeOf(() => draftFrom(world, rows, { seq: 3, hash: two.hash }))).toBe('roster')
  expect(codeOf(() => draftFrom(world, { ...rows, rosters: [] }))).toBe('roster')
  const other = makeWorld()
  expect(codeOf(() => draftFrom(world, { ...rowsOf(other), instanceId: world.instance }))).toBe('roster')
  expect(codeOf(() => checkNextRoster(makeRoot(world.instance), rows, null, TODAY))).toBe('pinned-root')
  expect(codeOf(() => draftFrom(world, { ...rows, instanceId: other.instance }))).toBe('roster')
  expect(codeOf(() => draftFrom(world, { ...rows, practice: true }))).toBe('roster')
})

test('nothing is signed but what was shown', () => {
  const world = makeWorld()
  const { desk, lead } = first(world)
  const rows = rowsOf(world)
  const { shown } = draftFrom(world, rows)
  const later = draftFrom(world, withDesk(rows, desk, () => ({ pending: pendingOf(world, desk, lead) })))
  expect(codeOf(() => signNextRoster(holderOf(world), later.next, shown, [], []))).toBe('ghost')
  const relabelled = draftFrom(world, withDesk(rows, desk, () => ({ roles: ['EXT'] })))
  expect(codeOf(() => signNextRoster(holderOf(world), relabelled.next, shown, [], []))).toBe('ghost')
  expect(relabelled.shown.desks.find((one) => one.deskId === desk.id)).toMatchObject({ roles: ['EXT'], before: { roles: ['LEGAL'] } })
})

test('a desk leaves the roster on purpose only, and the last one never', () => {
  const world = makeWorld()
  const [one, two] = [deskAt(world, 0), deskAt(world, 1)]
  const without = { ...rowsOf(world), desks: rowsOf(world).desks.filter((row) => row.deskId !== one.id) }
  expect(signed(world, without).roster.desks.map((desk) => desk.card.deskId).sort()).toEqual([one.id, two.id].sort())
  expect(signed(world, rowsOf(world), [], [one.id]).roster.desks.map((desk) => desk.card.deskId)).toEqual([two.id])
  expect(codeOf(() => signed(world, rowsOf(world), [], [one.id, two.id]))).toBe('usage')
  expect(codeOf(() => signed(world, rowsOf(world), [], ['0'.repeat(32)]))).toBe('usage')
})

test('a new receipt key and another second reader are told, and a reader without the named key is refused', () => {
  const world = makeWorld()
  const { desk, lead } = first(world)
  const code = recoveryKeys(world.instance, makeCode())
  const recovery = { pk: base64FromBytes(code.pk), label: 'Notary' }
  newKeys(desk, world.instance)
  const [old] = desk.keys
  if (!old) throw new Error('no key')
  const card = { ...cardOf(desk, world.instance), recoveryHash: recoveryHash(code.pk) }
  const pending = signedBy(card, lead, signNext(old.sig.sk, card))
  const receipt = signKeys('receipt', randomBytes(32))
  const rows = { ...withDesk(rowsOf(world), desk, () => ({ pending: { ...pending, recovery } })), receiptPk: base64FromBytes(receipt.pk) }
  const { shown } = draftFrom(world, rows)
  expect(shown.receiptKey).toBe('new')
  expect(shown.desks.find((one) => one.deskId === desk.id)?.recovery).toMatchObject({ change: 'set', label: 'Notary' })
  const roster = signed(world, rows)
  expect(roster.roster.desks.find((one) => one.card.deskId === desk.id)?.recoveryLabel).toBe('Notary')
  expect(roster.roster.receiptPk).toEqual(receipt.pk)
  const stranger = { pk: base64FromBytes(recoveryKeys(world.instance, makeCode()).pk), label: 'Notary' }
  for (const wrong of [null, stranger]) {
    expect(codeOf(() => draftFrom(world, withDesk(rowsOf(world), desk, () => ({ pending: { ...pending, recovery: wrong } }))))).toBe('ghost')
  }
})

test('an id that once was a desk founds no other desk', () => {
  const world = makeWorld()
  const { desk } = first(world)
  publish(world, [deskAt(world, 1)])
  const row = { ...deskRowOf(desk), founded: { memberName: '', memberCard: '', tag: '', change: '', deskCard: '', cardSig: '', recovery: null } }
  expect(codeOf(() => draftFrom(world, { ...rowsOf(world), desks: [row] }))).toBe('ghost')
  // Neither is it forgotten because the server keeps back the roster that listed it.
  const { rosters } = rowsOf(world)
  expect([1, 2].map((kept) => codeOf(() => draftFrom(world, { ...rowsOf(world), desks: [row], rosters: rosters.slice(kept) })))).toEqual(['roster', 'roster'])
})

test('both roots sign when one hands over to the next', () => {
  const world = makeWorld()
  addDesk(world, ['HRR'])
  publish(world)
  const successor = makeRoot(world.instance)
  const { next, shown } = draftFrom(world, rowsOf(world))
  const roster = signNextRoster(holderOf(world), next, shown, [], [], successor)
  const pin = world.root.fp
  world.rosters.push(roster)
  const files = world.rosters.map((one) => one.file)
  expect(openBook(world.instance, pin, files).newest.rootFp).toEqual(successor.keys.fp)
  expect(openBook(world.instance, successor.keys.fp, files).newest.roster.seq).toBe(3)
  // The old root is nobody from here on, on the signing page too.
  expect(codeOf(() => draftFrom(world, rowsOf(world)))).toBe('pinned-root')
  expect(nextDraftOf(successor, checkNextRoster(successor, rowsOf(world), null, dayFrom(TODAY - 9))).base.seq).toBe(3)
})
