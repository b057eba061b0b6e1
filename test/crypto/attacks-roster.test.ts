// Attacks through the list of desks (§7.2, §7.3): swapped roots, old rosters, replaced keys, wrong clocks.
import { expect, test } from 'vitest'
import { signNext } from '#crypto/desk-card.ts'
import { acceptNewest, continuity, openBook } from '#crypto/roster-book.ts'
import { parseRosterFile, signRoster, ROLES, roleNames, rolesFrom } from '#crypto/roster.ts'
import { L, concat } from '#crypto/bytes.ts'
import { REPORTER } from '#crypto/party.ts'
import { signKeys, randomBytes } from '#crypto/sodium.ts'
import { dayFrom } from '#crypto/types.ts'
import { writerRule } from '#crypto/writer-rule.ts'
import { codeOf } from './refusal.ts'
import { deskVoice, drawEpoch, file, read, reopen, reporterVoice, store, textPayload, viewOf, write } from './story.ts'
import { TODAY, addDesk, bookOf, cardOf, deskAt, makeWorld, newKeys, nextRoster, publish, rotate } from './world.ts'

test('a rolled-back roster is refused by the floor, another one under the same number too', () => {
  const world = makeWorld()
  rotate(world, deskAt(world, 0))
  const [one, two] = world.rosters
  if (!one || !two) throw new Error('two rosters expected')
  expect(codeOf(() => acceptNewest(bookOf(world, [one]), { seq: 2, hash: null }, TODAY))).toBe('rollback')
  expect(acceptNewest(bookOf(world), { seq: 2, hash: two.hash }, TODAY).clock).toBe('ok')
  const subset = signRoster({ ...two.roster, desks: two.roster.desks.slice(0, 1) }, world.root.sig.sk)
  expect(codeOf(() => acceptNewest(bookOf(world, [one, subset]), { seq: 2, hash: two.hash }, TODAY))).toBe('roster')
  expect(codeOf(() => bookOf(world, [one, two, subset]))).toBe('roster')
})

test('a subset of the desks, or swapped roles, does not keep the signature', () => {
  const world = makeWorld()
  const signed = world.rosters[0]
  if (!signed) throw new Error('no roster')
  const sig = signed.file.slice(4 + signed.bytes.length)
  const count = 1 + 16 + 8 + 32 + 4 + 4 + 2 + 1 + 32 + 32
  const fewer = signed.bytes.slice()
  fewer[count] = 1
  expect(codeOf(() => parseRosterFile(concat(L(fewer), sig)))).toBe('broken')
  const roles = signed.bytes.slice()
  roles[count + 1 + 1348 + 1] = (roles[count + 1 + 1348 + 1] ?? 0) ^ 2
  expect(codeOf(() => parseRosterFile(concat(L(roles), sig)))).toBe('roster')
})

test('wrong phone clocks: before the roster counts as unset, past its end is expired', () => {
  const world = makeWorld()
  const accept = (today: number) => acceptNewest(bookOf(world), { seq: 0, hash: null }, dayFrom(today))
  const table = [
    [TODAY - 7000, 'unset'], [TODAY - 3, 'unset'], [TODAY - 2, 'ok'], [TODAY, 'ok'], [TODAY + 300, 'ok'], [TODAY + 400, 'ok'], [TODAY + 402, 'ok']] as const
  for (const [today, clock] of table) expect(accept(today).clock).toBe(clock)
  expect([accept(TODAY + 299).ageing, accept(TODAY + 300).ageing, accept(TODAY - 7000).ageing]).toEqual([false, true, false])
  for (const today of [TODAY + 403, TODAY + 4000]) expect(codeOf(() => accept(today))).toBe('expired')
})

test('a roster asking for a newer client, or of an unknown layout, says so', () => {
  const world = makeWorld()
  expect(codeOf(() => signRoster({ ...nextRoster(world), minVersion: 2 }, world.root.sig.sk))).toBe('newer-version')
  const signed = world.rosters[0]
  if (!signed) throw new Error('no roster')
  const newer = signed.bytes.slice()
  newer[0] = 2
  expect(codeOf(() => parseRosterFile(concat(L(newer), signed.file.slice(4 + newer.length))))).toBe('newer-version')
})

test('a roster of another instance is refused', () => {
  const [world, other] = [makeWorld(), makeWorld()]
  const pin = other.rosters[0]
  if (!pin) throw new Error('no roster')
  expect(codeOf(() => openBook(world.instance, pin.rootFp, [pin.file]))).toBe('roster')
})

test('desk keys replaced by the root alone restart the desk, also without a new desk epoch', () => {
  for (const sameEpoch of [true, false]) {
    const world = makeWorld()
    const ext = deskAt(world, 1)
    const story = file(world, [deskAt(world, 0), ext])
    newKeys(ext)
    if (sameEpoch) ext.keys.splice(0, 1)
    publish(world)
    const [one, two] = world.rosters
    if (!one || !two) throw new Error('two rosters expected')
    expect(continuity(bookOf(world), ext.id, one, two)).toBe('restarted')
    expect(writerRule(viewOf(story, null), bookOf(world))).toMatchObject({ kind: 'open', lost: [{ desk: ext.id, why: 'restarted' }] })
  }
})

test('a next signature by another key, or for another epoch, restarts the desk', () => {
  const world = makeWorld()
  const ext = deskAt(world, 1)
  newKeys(ext, world.instance)
  ext.nextSig = signNext(signKeys('desk-sig', randomBytes(32)).sk, cardOf(ext, world.instance))
  publish(world)
  const [one, two] = world.rosters
  if (!one || !two) throw new Error('two rosters expected')
  expect(continuity(bookOf(world), ext.id, one, two)).toBe('restarted')
})

test('a desk that skips an epoch is restarted, even with a next signature by its old key', () => {
  const world = makeWorld()
  const ext = deskAt(world, 1)
  newKeys(ext)
  newKeys(ext)
  ext.nextSig = signNext(ext.keys[0]?.sig.sk ?? signKeys('desk-sig', randomBytes(32)).sk, cardOf(ext, world.instance))
  publish(world)
  const [one, two] = world.rosters
  if (!one || !two) throw new Error('two rosters expected')
  expect(continuity(bookOf(world), ext.id, one, two)).toBe('restarted')
})

test('a desk runs on over several rotations, is absent when dropped and restarted when it comes back', () => {
  const world = makeWorld()
  const [legal, ext] = [deskAt(world, 0), deskAt(world, 1)]
  rotate(world, ext)
  publish(world)
  rotate(world, ext)
  publish(world, [legal])
  publish(world)
  const [one, , , four, five, six] = world.rosters
  if (!one || !four || !five || !six) throw new Error('six rosters expected')
  expect(continuity(bookOf(world), ext.id, one, four)).toBe('continuous')
  expect(continuity(bookOf(world), ext.id, one, five)).toBe('absent')
  expect(continuity(bookOf(world), ext.id, one, six)).toBe('restarted')
  expect(continuity(bookOf(world), legal.id, one, six)).toBe('continuous')
  expect(codeOf(() => continuity(bookOf(world, [one, six]), ext.id, one, six))).toBe('roster')
  expect(codeOf(() => continuity(bookOf(world), ext.id, six, one))).toBe('rollback')
})

test('a restarted desk that stays among the readers is named as added', () => {
  const world = makeWorld()
  const [legal, ext] = [deskAt(world, 0), deskAt(world, 1)]
  const story = file(world, [legal, ext])
  newKeys(ext)
  publish(world)
  reopen(story, deskVoice(legal), [legal, ext], { withBack: false, reason: 'added' })
  const view = viewOf(story, null)
  expect([view.newest.added, view.newest.restarted]).toEqual([[ext.id], [ext.id]])
  const restarted = { ...ext, keys: [ext.keys[0], ext.keys[1]].flatMap((keys) => (keys ? [keys] : [])) }
  expect(viewOf(story, restarted).entries.length).toBeGreaterThan(0)
})

test('a desk that the roster does not list is no reader, and the writer rule drops it', () => {
  const world = makeWorld()
  const [legal, ext] = [deskAt(world, 0), deskAt(world, 1)]
  const story = file(world, [legal, ext])
  publish(world, [ext])
  expect(writerRule(viewOf(story, null), bookOf(world))).toEqual({ kind: 'open', desks: [ext.id], lost: [{ desk: legal.id, why: 'absent' }], reason: 'gone' })
  reopen(story, reporterVoice(story), [ext], { reason: 'gone' })
  expect(viewOf(story, ext).newest.gone).toEqual([legal.id])
})

test('a writer under an older roster than the epoch\'s is refused', () => {
  const world = makeWorld()
  const first = world.rosters[0]
  addDesk(world, ['EHS'])
  publish(world)
  const story = file(world, [deskAt(world, 1)])
  const view = viewOf(story, null)
  expect(codeOf(() => writerRule(view, bookOf(world, first ? [first] : [])))).toBe('rollback')
})

test('the floor of a reader is the highest number in its own words', () => {
  const world = makeWorld()
  const ext = deskAt(world, 1)
  const story = file(world, [ext])
  publish(world)
  write(story, deskVoice(ext), 'reply', textPayload('newer'))
  expect(viewOf(story, null).rosterFloor).toBe(1)
  expect(viewOf(story, ext).rosterFloor).toBe(2)
})

test('role names and bits agree', () => {
  expect(rolesFrom(['LEGAL', 'EXT'])).toBe(257)
  expect(roleNames(0xffff)).toEqual([...ROLES])
})

test('a roster that ends before it begins, or lists a desk of another instance, is refused though it is signed', () => {
  const world = makeWorld()
  const roster = nextRoster(world)
  expect(codeOf(() => signRoster({ ...roster, notAfterDay: dayFrom(TODAY - 1) }, world.root.sig.sk))).toBe('broken')
  const [first, ...rest] = roster.desks
  if (!first) throw new Error('no desk')
  const foreign = { ...first, card: { ...first.card, instance: makeWorld().instance } }
  expect(codeOf(() => signRoster({ ...roster, desks: [foreign, ...rest] }, world.root.sig.sk))).toBe('broken')
})

test('a header that gives its roster another number or root is refused', () => {
  const world = makeWorld()
  const ext = deskAt(world, 1)
  for (const [fields, code] of [[{ rosterSeq: 7 }, 'roster'], [{ rootFp: makeWorld().root.fp }, 'pinned-root']] as const) {
    const story = file(world, [ext])
    story.talk.epochs = []
    store(story.talk, drawEpoch(story, story.talk, [ext.id], REPORTER, null, null, fields))
    expect(codeOf(() => read(story, null))).toBe(code)
  }
})
