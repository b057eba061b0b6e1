// Rosters in any order, byte by byte and root by root (§7.2, §7.3): what each rule refuses on its own.
import { expect, test } from 'vitest'
import { concat, u8 } from '#crypto/bytes.ts'
import { rootKeys } from '#crypto/card.ts'
import { makeCode } from '#crypto/code.ts'
import { continuity, openBook, standingOf } from '#crypto/roster-book.ts'
import { encodeRoster, namesSuccessor, parseRoster, parseRosterFile, signRoster } from '#crypto/roster.ts'
import type { SignedRoster } from '#crypto/roster.ts'
import { codeOf } from './refusal.ts'
import { TODAY, bookOf, deskAt, makeWorld, nextRoster, publish, rotate } from './world.ts'
import type { World } from './world.ts'

function three(): { world: World; rosters: SignedRoster[] } {
  const world = makeWorld()
  publish(world)
  publish(world)
  return { world, rosters: world.rosters }
}
/** The next roster under a new root, which the root of before signs too. */
function succeed(world: World): SignedRoster {
  const next = rootKeys(world.instance, makeCode())
  const signed = signRoster({ ...nextRoster(world), rootPk: next.sig.pk }, next.sig.sk, world.root.sig.sk)
  world.rosters.push(signed)
  world.root = next
  return signed
}

test('in whatever order rosters come, the highest number is the newest', () => {
  const { world, rosters: [a, b, c] } = three()
  if (!a || !b || !c) throw new Error('three rosters expected')
  for (const order of [[a, b, c], [c, b, a], [b, c, a], [c, a, b], [b, a, c]]) {
    expect(openBook(world.instance, a.rootFp, order.map(({ file }) => file)).newest.hash).toBe(c.hash)
  }
})

test('a floor of an older roster lets a newer one through, and one without a hash any of its number', () => {
  const { world, rosters: [a, , c] } = three()
  if (!a || !c) throw new Error('three rosters expected')
  const book = bookOf(world)
  expect(standingOf(book, { seq: 1, hash: a.hash }, TODAY).roster.hash).toBe(c.hash)
  expect(standingOf(book, { seq: 3, hash: null }, TODAY).roster.hash).toBe(c.hash)
  expect(codeOf(() => standingOf(book, { seq: 3, hash: a.hash }, TODAY))).toBe('roster')
  expect(codeOf(() => standingOf(book, { seq: 4, hash: null }, TODAY))).toBe('rollback')
})

test('continuity is asked along the line of rosters, which must be whole and lead to the earlier one', () => {
  const { world, rosters: [a, b, c] } = three()
  if (!a || !b || !c) throw new Error('three rosters expected')
  const { id } = deskAt(world, 0)
  expect(continuity(bookOf(world), id, a, c)).toBe('continuous')
  expect(codeOf(() => continuity(bookOf(world, [a, c]), id, a, c))).toBe('roster')
  expect(codeOf(() => continuity(bookOf(world), id, c, a))).toBe('rollback')
  // An earlier roster that is none of this line.
  const aside = signRoster({ ...b.roster, practice: true }, world.root.sig.sk)
  expect(codeOf(() => continuity(bookOf(world), id, aside, c))).toBe('roster')
})

test('a new root is believed from the roster that the old one signed too, and the old one no longer', () => {
  const { world } = three()
  const last = world.rosters.at(-1)
  const old = world.root
  const changed = succeed(world)
  const after = publish(world)
  if (!last) throw new Error('no roster')
  expect([namesSuccessor(last, changed), namesSuccessor(last, after), namesSuccessor(changed, after)]).toEqual([true, false, false])
  expect(bookOf(world).newest.hash).toBe(after.hash)
  const late = signRoster({ ...nextRoster(world), rootPk: old.sig.pk }, old.sig.sk)
  expect(codeOf(() => bookOf(world, [...world.rosters, late]))).toBe('pinned-root')
  // Somebody else's root, and one that the old root signed for another roster.
  const stranger = rootKeys(world.instance, makeCode())
  const alone = signRoster({ ...nextRoster(world), rootPk: stranger.sig.pk }, stranger.sig.sk)
  expect(namesSuccessor(after, alone)).toBe(false)
  expect(codeOf(() => bookOf(world, [...world.rosters, alone]))).toBe('pinned-root')
  const byOld = signRoster({ ...nextRoster(world), rootPk: stranger.sig.pk }, stranger.sig.sk, old.sig.sk)
  expect(codeOf(() => bookOf(world, [...world.rosters, byOld]))).toBe('pinned-root')
  expect(namesSuccessor(after, signRoster({ ...nextRoster(world), rootPk: stranger.sig.pk }, stranger.sig.sk, stranger.sig.sk))).toBe(false)
})

test('numbers rise along the line, one by one or in leaps', () => {
  const world = makeWorld()
  const [first] = world.rosters
  if (!first) throw new Error('no roster')
  const numbered = (seq: number) => signRoster({ ...nextRoster(world), seq, issuedDay: TODAY }, world.root.sig.sk)
  expect(codeOf(() => bookOf(world, [first, numbered(7)]))).toBe('nothing refused')
  expect(codeOf(() => bookOf(world, [first, numbered(1)]))).toBe('roster')
  expect(codeOf(() => bookOf(world, [first, numbered(0)]))).toBe('roster')
})

test('a roster file ends where it ends, names its desks once and in order, and knows its flags', () => {
  const world = makeWorld()
  rotate(world, deskAt(world, 0))
  const signed = world.rosters.at(-1)
  if (!signed) throw new Error('no roster')
  expect(codeOf(() => parseRosterFile(concat(signed.file, u8(0))))).toBe('broken')
  expect(codeOf(() => parseRoster(concat(signed.bytes, u8(0))))).toBe('broken')
  const { desks } = parseRoster(signed.bytes)
  const [a, b] = desks
  if (!a || !b) throw new Error('two desks expected')
  const twice = encodeRoster({ ...signed.roster, desks: [a, a] })
  expect(codeOf(() => parseRoster(twice))).toBe('broken')
  const [one, two] = [a, b].map((desk) => encodeRoster({ ...signed.roster, desks: [desk] }))
  const head = encodeRoster({ ...signed.roster, desks: [] })
  if (!one || !two) throw new Error('two desks expected')
  const both = (first: Uint8Array, second: Uint8Array) => concat(head.subarray(0, -1), u8(2), first.subarray(head.length), second.subarray(head.length))
  expect(codeOf(() => parseRoster(both(one, two)))).toBe('nothing refused')
  expect(codeOf(() => parseRoster(both(two, one)))).toBe('broken')
  // version1 ‖ instance16 ‖ seq8 ‖ prev32 ‖ days8 ‖ minimum2, then the flag of practice.
  const practice = (value: number) => parseRoster(signed.bytes.map((byte, i) => (i === 67 ? value : byte))).practice
  expect([practice(0), practice(1), codeOf(() => practice(2))]).toEqual([false, true, 'newer-version'])
  const oneDay = encodeRoster({ ...signed.roster, notAfterDay: signed.roster.issuedDay })
  expect(parseRoster(oneDay).notAfterDay).toBe(signed.roster.issuedDay)
})

test('a root that was succeeded names no second successor, from whatever roster of its own it goes on', () => {
  const world = makeWorld()
  const [last] = world.rosters
  const old = world.root
  const changed = succeed(world)
  const after = publish(world)
  if (!last) throw new Error('no roster')
  const thief = rootKeys(world.instance, makeCode())
  for (const [before, seq] of [[last, after.roster.seq + 1], [last, changed.roster.seq + 1], [changed, after.roster.seq + 1]] as const) {
    const forged = signRoster({ ...after.roster, seq, prevHash: before.hash, rootPk: thief.sig.pk }, thief.sig.sk, old.sig.sk)
    expect(codeOf(() => bookOf(world, [last, changed, forged]))).toBe('pinned-root')
    if (seq !== after.roster.seq) expect(codeOf(() => bookOf(world, [...world.rosters, forged]))).toBe('pinned-root')
  }
  expect(bookOf(world).newest.hash).toBe(after.hash)
})
