// Attacks with another root (§7.3): the pin, a change of root, and what the old root may still say.
import { expect, test } from 'vitest'
import { base64FromBytes } from '#crypto/base64.ts'
import { concat } from '#crypto/bytes.ts'
import { rootKeys } from '#crypto/card.ts'
import { makeCode } from '#crypto/code.ts'
import { listUnder } from '#crypto/directory.ts'
import { openBook } from '#crypto/roster-book.ts'
import { signRoster } from '#crypto/roster.ts'
import { codeOf } from './refusal.ts'
import { deskVoice, file, read, reopen, reporterVoice, textPayload, viewOf, write } from './story.ts'
import { bookOf, change, deskAt, makeWorld, newKeys, nextRoster, person, publish, rotate } from './world.ts'
import type { World } from './world.ts'

/** A second root takes over, with or without the word of the first. */
function takeOver(world: World, signedByOld: boolean): void {
  const next = rootKeys(world.instance, makeCode())
  const roster = { ...nextRoster(world), rootPk: next.sig.pk }
  world.rosters.push(signRoster(roster, next.sig.sk, signedByOld ? world.root.sig.sk : null))
  world.root = next
}

test('a roster of another root is refused, whatever its number', () => {
  const world = makeWorld()
  const pin = world.rosters[0]?.rootFp
  if (!pin) throw new Error('no roster')
  const evil = rootKeys(world.instance, makeCode())
  const forged = signRoster({ ...nextRoster(world), rootPk: evil.sig.pk, seq: 9 }, evil.sig.sk)
  expect(codeOf(() => openBook(world.instance, pin, [forged.file]))).toBe('pinned-root')
  expect(codeOf(() => openBook(world.instance, pin, [...world.rosters.map((one) => one.file), forged.file]))).toBe('pinned-root')
  expect(codeOf(() => openBook(world.instance, pin, []))).toBe('roster')
})

test('a change of root needs both signatures', () => {
  const honest = makeWorld()
  takeOver(honest, true)
  publish(honest)
  expect(bookOf(honest).newest.roster.seq).toBe(3)
  const alone = makeWorld()
  takeOver(alone, false)
  expect(codeOf(() => bookOf(alone))).toBe('pinned-root')
  const crossed = makeWorld()
  const next = rootKeys(crossed.instance, makeCode())
  crossed.rosters.push(signRoster({ ...nextRoster(crossed), rootPk: next.sig.pk }, next.sig.sk, next.sig.sk))
  expect(codeOf(() => bookOf(crossed))).toBe('pinned-root')
})

test('a root that was succeeded signs nothing newer', () => {
  const world = makeWorld()
  const old = world.root
  takeOver(world, true)
  const after = world.root
  world.root = old
  publish(world)
  expect(codeOf(() => bookOf(world))).toBe('pinned-root')
  world.root = after
})

test('a case from before a change of root reads on, for the reporter and for who pinned the new root', () => {
  const world = makeWorld()
  const ext = deskAt(world, 1)
  const story = file(world, [ext])
  takeOver(world, true)
  rotate(world, ext)
  reopen(story, reporterVoice(story), [ext])
  write(story, deskVoice(ext), 'reply', textPayload('still here'))
  expect(viewOf(story, null).entries).toHaveLength(3)
  const book = openBook(world.instance, world.root.fp, world.rosters.map((one) => one.file))
  expect(read(story, ext, book)?.entries).toHaveLength(3)
})

test('a root that was succeeded puts nobody on a list any more', () => {
  const world = makeWorld()
  const desk = deskAt(world, 0)
  const cards = () => desk.people.map(({ keys }) => keys.card)
  const opened = () => codeOf(() => listUnder(bookOf(world), desk.id, desk.changes.map(({ change: bytes, sig }) => base64FromBytes(concat(bytes, sig))), cards()))
  const thief = person()
  change(world, desk, 'restart', thief, null, 'lead')
  desk.people.push(thief)
  // By the root in force it counts at once; behind a change of root only where a roster bears it out.
  expect(opened()).toBe('nothing refused')
  const restarted = [...desk.changes]
  desk.changes.pop()
  takeOver(world, true)
  expect(opened()).toBe('nothing refused')
  desk.changes.push(...restarted.slice(-1))
  expect(opened()).toBe('members')
  newKeys(desk, world.instance)
  publish(world)
  expect(opened()).toBe('nothing refused')
})

test('a fresh browser that is offered another root stops at the pin', () => {
  const world = makeWorld()
  const story = file(world, [deskAt(world, 1)])
  const other = makeWorld()
  expect(codeOf(() => openBook(world.instance, other.root.fp, world.rosters.map((one) => one.file)))).toBe('pinned-root')
  expect(codeOf(() => read(story, null, bookOf(other)))).toBe('roster')
})
