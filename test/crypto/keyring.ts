// What members of the invented organisation hold: own secret, seeds of every desk epoch, the newest signing seed.
import type { DeskAccess, DeskSeeds } from '#crypto/directory.ts'
import type { Member } from '#crypto/member.ts'
import { deskRecordKey } from '#crypto/record.ts'
import { deskIn } from '#crypto/roster.ts'
import { listOf } from './world.ts'
import type { Desk, Person, World } from './world.ts'

export function memberIn(world: World, person: Person): Member {
  return { instance: world.instance, keys: person.keys, secret: person.secret, rootFp: world.root.fp }
}

export function firstOf(desk: Desk): Person {
  const [first] = desk.people
  if (!first) throw new Error('nobody')
  return first
}

export function accessOf(world: World, desk: Desk): DeskAccess {
  const seeds = new Map<number, DeskSeeds>()
  for (const { roster } of world.rosters) {
    const card = deskIn(roster, desk.id)?.card
    const [held, keys] = [card && desk.seeds[card.epoch - 1], card && desk.keys[card.epoch - 1]]
    if (card && held && keys) seeds.set(card.epoch, { card, kemSeed: held.kem.slice(), kem: keys.kem, recordKey: deskRecordKey(keys.kem.sk) })
  }
  const newest = [...seeds.values()].at(-1)
  const [seed, keys] = [newest && desk.seeds[newest.card.epoch - 1]?.sig, newest && desk.keys[newest.card.epoch - 1]?.sig]
  return {
    deskId: desk.id, list: listOf(world, desk), cards: desk.people.map((one) => one.keys.card), names: new Map(), seeds,
    signing: newest && seed && keys ? { card: newest.card, seed, keys } : null, pending: null, recovery: null,
  }
}
