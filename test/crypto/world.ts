// The invented organisation of the crypto tests: desks, members, rosters and a server that only stores rows.
// Every builder returns ready things; an attack changes one of them and asks whether somebody notices.
import { makeMember, memberKeys, rootKeys } from '#crypto/card.ts'
import type { MemberKeys, RootKeys } from '#crypto/card.ts'
import { makeCode } from '#crypto/code.ts'
import { deskKeys, signNext } from '#crypto/desk-card.ts'
import type { DeskCard, DeskKeys } from '#crypto/desk-card.ts'
import { buildMemberList, changeHash, nextChange, signChange } from '#crypto/members.ts'
import type { ChangeOp, MemberList, MemberRole, SignedChange } from '#crypto/members.ts'
import { openBook } from '#crypto/roster-book.ts'
import type { RosterBook } from '#crypto/roster-book.ts'
import { rolesFrom, signRoster } from '#crypto/roster.ts'
import type { RoleName, Roster, RosterDesk, SignedRoster } from '#crypto/roster.ts'
import { randomBytes, ready, signKeys } from '#crypto/sodium.ts'
import { dayFrom, deskIdFrom, hashOf, instanceIdFrom } from '#crypto/types.ts'
import type { Day, DeskId, InstanceId, KeyPair, SymmetricKey } from '#crypto/types.ts'

await ready()

export const TODAY = dayFrom(20_500)

export interface Person {
  readonly secret: SymmetricKey<'member'>
  readonly keys: MemberKeys
}
export interface Desk {
  readonly id: DeskId
  roles: readonly RoleName[]
  readonly independent: boolean
  /** Of desk epochs 1, 2, … in order. */
  readonly keys: DeskKeys[]
  readonly seeds: { kem: Uint8Array; sig: Uint8Array }[]
  readonly people: Person[]
  readonly changes: SignedChange[]
  nextSig: Uint8Array | null
}
export interface World {
  readonly instance: InstanceId
  root: RootKeys
  readonly receipt: KeyPair<'receipt'>
  readonly desks: Desk[]
  readonly rosters: SignedRoster[]
}

export function makeWorld(desks: readonly (readonly RoleName[])[] = [['LEGAL'], ['EXT']]): World {
  const instance = instanceIdFrom(randomBytes(16))
  const root = rootKeys(instance, makeCode())
  const world: World = { instance, root, receipt: signKeys('receipt', randomBytes(32)), desks: [], rosters: [] }
  for (const roles of desks) addDesk(world, roles)
  publish(world)
  return world
}

export function addDesk(world: World, roles: readonly RoleName[]): Desk {
  const desk: Desk = {
    id: deskIdFrom(randomBytes(16)), roles, independent: roles.includes('EXT'),
    keys: [], seeds: [], people: [], changes: [], nextSig: null }
  const first = person()
  desk.people.push(first)
  change(world, desk, 'add', first, first, 'lead')
  newKeys(desk)
  world.desks.push(desk)
  return desk
}

export function person(): Person {
  const { secret, memberId } = makeMember()
  return { secret, keys: memberKeys(memberId, secret) }
}

export function change(world: World, desk: Desk, op: ChangeOp, who: Person, by: Person | null, role: MemberRole = 'handler'): void {
  const cards = [...desk.people, who].map((p) => p.keys.card)
  const list = desk.changes.length === 0 ? null : buildMemberList(world.instance, desk.id, desk.changes, cards, [world.root.sig.pk])
  const next = nextChange(world.instance, desk.id, list, { op, role, card: who.keys.card, by: by?.keys.card.memberId ?? null })
  desk.changes.push(signChange(by?.keys.sig.sk ?? world.root.sig.sk, next))
}

export function admit(world: World, desk: Desk, role: MemberRole = 'handler'): Person {
  const newcomer = person()
  change(world, desk, 'add', newcomer, desk.people[0] ?? null, role)
  desk.people.push(newcomer)
  return newcomer
}

export function listOf(world: World, desk: Desk, changes: readonly SignedChange[] = desk.changes): MemberList {
  return buildMemberList(world.instance, desk.id, changes, desk.people.map((p) => p.keys.card), [world.root.sig.pk])
}

/** New keys for a desk: with `honest`, the old key vouches for them. */
export function newKeys(desk: Desk, instance?: InstanceId): void {
  const seeds = { kem: randomBytes(32), sig: randomBytes(32) }
  const old = desk.keys.at(-1)
  desk.seeds.push(seeds)
  desk.keys.push(deskKeys(seeds))
  desk.nextSig = old && instance ? signNext(old.sig.sk, cardOf(desk, instance)) : null
}

export function cardOf(desk: Desk, instance: InstanceId): DeskCard {
  const keys = desk.keys.at(-1)
  const last = desk.changes.at(-1)
  if (!keys || !last) throw new Error('desk without keys')
  return {
    instance, deskId: desk.id, epoch: desk.keys.length, kemPk: keys.kem.pk, sigPk: keys.sig.pk,
    membersHash: changeHash(last.change), recoveryHash: null }
}

export function rosterEntry(desk: Desk, instance: InstanceId): RosterDesk {
  return {
    card: cardOf(desk, instance), roles: rolesFrom(desk.roles), independent: desk.independent,
    nextSig: desk.nextSig, label: `desk ${desk.roles.join('+')}`, recoveryLabel: '' }
}

export function nextRoster(world: World, desks: readonly Desk[] = world.desks, issued: Day = TODAY): Roster {
  const before = world.rosters.at(-1)
  return {
    instance: world.instance, seq: (before?.roster.seq ?? 0) + 1, prevHash: before?.hash ?? null,
    issuedDay: issued, notAfterDay: dayFrom(issued + 400), minVersion: 1, practice: false,
    rootPk: world.root.sig.pk, receiptPk: world.receipt.pk, desks: desks.map((desk) => rosterEntry(desk, world.instance)) }
}

export function publish(world: World, desks: readonly Desk[] = world.desks, issued: Day = TODAY): SignedRoster {
  const signed = signRoster(nextRoster(world, desks, issued), world.root.sig.sk)
  world.rosters.push(signed)
  return signed
}

export function rotate(world: World, desk: Desk): void {
  newKeys(desk, world.instance)
  publish(world)
}

export function bookOf(world: World, rosters: readonly SignedRoster[] = world.rosters): RosterBook {
  const first = world.rosters[0]
  return openBook(world.instance, first?.rootFp ?? hashOf('root-fp', new Uint8Array(32)), rosters.map((signed) => signed.file))
}

export function deskAt(world: World, index: number): Desk {
  const desk = world.desks[index]
  if (!desk) throw new Error('no such desk')
  return desk
}

/** `bytes` with one bit turned over. */
export function flipped(bytes: Uint8Array, at: number): Uint8Array {
  const copy = bytes.slice()
  copy[at] = (copy[at] ?? 0) ^ 1
  return copy
}
