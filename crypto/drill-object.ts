/**
 * What the entry of a drill names (§7.9): the desk, and every card whose reading seed came back. For the device that
 * signs it, and for the server and readers, who work out what it can be.
 */
import { bytesFromHex, concat, hexFromBytes, sameBytes } from './bytes.ts'
import { deskCardHash } from './desk-card.ts'
import type { DeskCard } from './desk-card.ts'
import { H } from './sodium.ts'
import type { DeskId, Hash } from './types.ts'

/** H("drill", desk_id, card hash ‖ card hash ‖ …): the keys that came back, by the cards that name them, in order of their epochs (§7.9). */
export function drillObject(deskId: DeskId, cards: readonly DeskCard[]): Hash<'drill'> {
  return H('drill', 'drill', bytesFromHex(deskId), concat(...cards.map(deskCardHash)))
}

/**
 * Every object that a drill of this desk can have had, by the newest desk epoch of its day: all cards up to there that
 * name the holder of that epoch. `cards` as signed rosters give them, in any order, some more than once (§7.9).
 */
export function drillObjects(deskId: DeskId, cards: readonly DeskCard[]): ReadonlyMap<number, Hash<'drill'>> {
  const known = new Map(cards.map((card) => [hexFromBytes(deskCardHash(card)), card]))
  const rising = [...known.values()].sort((a, b) => a.epoch - b.epoch)
  return new Map(rising.flatMap(({ epoch, recoveryHash }, at) => {
    if (recoveryHash === null) return []
    const held = rising.slice(0, at + 1).filter((card) => card.recoveryHash !== null && sameBytes(card.recoveryHash, recoveryHash))
    return [[epoch, drillObject(deskId, held)] as const]
  }))
}
