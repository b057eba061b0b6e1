// Attacks by the root alone on a desk's line of keys (§7.3): half a change, a line that runs backwards.
import { expect, test } from 'vitest'
import { continuity } from '#crypto/roster-book.ts'
import { signRoster } from '#crypto/roster.ts'
import { codeOf } from './refusal.ts'
import { bookOf, deskAt, makeWorld, newKeys, nextRoster, publish } from './world.ts'
import type { World } from './world.ts'

function standing(world: World): string {
  const [one, two] = world.rosters
  if (!one || !two) throw new Error('two rosters expected')
  return continuity(bookOf(world), deskAt(world, 1).id, one, two)
}

test('one half of a desk key replaced under the same epoch restarts the desk', () => {
  for (const half of ['kem', 'sig'] as const) {
    const world = makeWorld()
    const ext = deskAt(world, 1)
    newKeys(ext)
    const [old, fresh] = ext.keys
    if (!old || !fresh) throw new Error('two pairs of keys expected')
    ext.keys.splice(0, 2, half === 'kem' ? { ...old, kem: fresh.kem } : { ...old, sig: fresh.sig })
    publish(world)
    expect(standing(world)).toBe('restarted')
  }
})

test('a roster whose number does not rise above the one it names is refused with the whole book', () => {
  const world = makeWorld()
  const first = world.rosters[0]
  if (!first) throw new Error('no roster')
  const late = signRoster({ ...first.roster, seq: 5 }, world.root.sig.sk)
  const behind = signRoster({ ...nextRoster(world), seq: 3, prevHash: late.hash }, world.root.sig.sk)
  expect(codeOf(() => bookOf(world, [late, behind]))).toBe('roster')
  expect(codeOf(() => bookOf(world, [late, signRoster({ ...behind.roster, seq: 6 }, world.root.sig.sk)]))).toBe('nothing refused')
})
