// Two ways to show a key without a member's card (§7.7, §7.9): the root by a signature, a recovery holder by opening.
import { expect, test } from 'vitest'
import { recoveryKeys } from '#crypto/card.ts'
import { makeCode } from '#crypto/code.ts'
import { recoveryOffer, recoveryProof, recoveryProofHolds } from '#crypto/recovery-sign-in.ts'
import { readRootFile } from '#crypto/root-access.ts'
import { makeRoot, rootFile } from '#crypto/root-holder.ts'
import { makeRootSignIn, parseRootSignIn, rootSignInHolds } from '#crypto/root-sign-in.ts'
import { randomBytes } from '#crypto/sodium.ts'
import { utf8 } from '#crypto/bytes.ts'
import { everyFlip } from './every-flip.ts'
import { codeOf } from './refusal.ts'
import { deskAt, flipped, makeWorld } from './world.ts'

const NOW = 1_800_000_000

test('the root signs in over one challenge, at one instance', () => {
  const world = makeWorld()
  const challenge = randomBytes(52)
  const body = makeRootSignIn(world.root.sig.sk, world.instance, challenge)
  const { sig, ...rest } = parseRootSignIn(body)
  expect([body.length, rest.challenge]).toEqual([116, challenge])
  expect(rootSignInHolds(world.root.sig.pk, world.instance, challenge, sig)).toBe(true)
  expect(rootSignInHolds(world.root.sig.pk, makeWorld().instance, challenge, sig)).toBe(false)
  expect(rootSignInHolds(makeWorld().root.sig.pk, world.instance, challenge, sig)).toBe(false)
  expect(rootSignInHolds(world.root.sig.pk, world.instance, flipped(challenge, 3), sig)).toBe(false)
  expect(codeOf(() => parseRootSignIn(body.slice(1)))).toBe('broken')
  expect(codeOf(() => parseRootSignIn(Uint8Array.from([...body, 0])))).toBe('broken')
})

test('a recovery holder answers an offer, and the server remembers nothing', () => {
  const world = makeWorld()
  const [desk, other] = [deskAt(world, 0).id, deskAt(world, 1).id]
  const keys = recoveryKeys(world.instance, makeCode())
  const key = randomBytes(32)
  const { ct, token } = recoveryOffer(key, world.instance, desk, keys.pk, NOW)
  expect([ct.length, token.length]).toEqual([1120, 76])
  const proof = recoveryProof(keys, world.instance, desk, ct)
  const holds = (at: number, of = desk, by = key, shown = proof, instance = world.instance) => recoveryProofHolds(by, instance, of, token, shown, at)
  expect([holds(NOW), holds(NOW + 600), holds(NOW + 1200), holds(NOW - 600)]).toEqual([true, true, false, false])
  expect([holds(NOW, other), holds(NOW, desk, randomBytes(32)), holds(NOW, desk, key, proof, makeWorld().instance)]).toEqual([false, false, false])
  expect(holds(NOW, desk, key, recoveryProof(keys, world.instance, other, ct))).toBe(false)
  expect(holds(NOW, desk, key, recoveryProof(recoveryKeys(world.instance, makeCode()), world.instance, desk, ct))).toBe(false)
  expect(holds(NOW, desk, key, new Uint8Array(0))).toBe(false)
  everyFlip(proof, (changed) => holds(NOW, desk, key, changed))
  everyFlip(token, (changed) => recoveryProofHolds(key, world.instance, desk, changed, proof, NOW))
  expect(recoveryProofHolds(key, world.instance, desk, new Uint8Array(0), proof, NOW)).toBe(false)
  // An answer to one offer is no answer to the next.
  const again = recoveryOffer(key, world.instance, desk, keys.pk, NOW)
  expect(recoveryProofHolds(key, world.instance, desk, again.token, proof, NOW)).toBe(false)
})

test('a root file is read back, and nothing else is taken for one', () => {
  const world = makeWorld()
  const root = makeRoot(world.instance)
  const signed = world.rosters[0] ?? null
  expect(readRootFile(world.instance, rootFile(root, null))).toEqual({ root, last: null })
  expect(readRootFile(world.instance, rootFile(root, signed))?.last).toEqual({ seq: 1, hash: signed?.hash })
  const text = new TextDecoder().decode(rootFile(root, signed))
  const typed = (from: string | RegExp, to: string) => readRootFile(world.instance, utf8(text.replace(from, to)))
  expect(readRootFile(makeWorld().instance, utf8(text))).toBeNull()
  expect([typed('root key', 'shopping list'), typed(/"\d{6}"/, '"123"'), typed('{', '')]).toEqual([null, null, null])
  expect([readRootFile(world.instance, utf8('null')), readRootFile(world.instance, Uint8Array.of(0xff, 0xfe)), readRootFile(world.instance, utf8('7'))]).toEqual([null, null, null])
  expect(typed(/"seq": 1/, '"seq": "1"')?.last).toBeNull()
  expect(typed(/"hash": "[^"]+"/, '"hash": 5')?.last).toBeNull()
})
