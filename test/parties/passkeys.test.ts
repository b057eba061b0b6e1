// A passkey beside phrase and printed code, as the page of a member's ways in uses it (§8.3).
import { expect, test } from 'vitest'
import { base64FromBytes } from '#crypto/base64.ts'
import { randomBytes } from '#crypto/sodium.ts'
import { deskDevice } from '#crypto/worker/desk-device.ts'
import { codeOfAsync } from '#test/crypto/refusal.ts'
import { recorded } from './key-steps.ts'
import { directory, organisation, send } from './people.ts'

test('a passkey is added, opens a fresh browser, and is taken away again', async () => {
  const org = await organisation()
  const { server, legal, external } = org
  const answer = () => server.unlockBoxes(legal.name)
  expect(await legal.party.passkeySalt({ answer: answer() })).toEqual({ salt: null })
  const { salt, userHandle } = await legal.party.newPasskey({ now: 0 })
  expect([salt.length, userHandle.length]).toEqual([32, 16])
  const other = await legal.party.newPasskey({ now: 0 })
  expect(other.salt).toEqual(salt)
  expect(other.userHandle).not.toEqual(userHandle)
  const credentialId = base64FromBytes(randomBytes(32))
  const prf = randomBytes(32)
  await send(server, legal.party, await legal.party.addPasskey({ answer: answer(), credentialId, prf, ...recorded(org) }))
  expect((await legal.party.waysIn({ answer: answer() })).map((way) => way.kind)).toEqual(['phrase', 'code', 'passkey'])
  const fresh = deskDevice()
  expect(await fresh.passkeySalt({ answer: answer() })).toEqual({ salt })
  expect(await fresh.unlock({ answer: answer(), secret: { kind: 'passkey', credentialId, prf: randomBytes(32) }, now: 0 })).toEqual({ result: 'wrong' })
  expect(await fresh.unlock({ answer: answer(), secret: { kind: 'passkey', credentialId, prf }, now: 0 })).toEqual({ result: 'ok', memberId: legal.memberId })
  expect((await directory(server, { ...legal, party: fresh })).memberId).toBe(legal.memberId)
  // Phrase and code still open; the ways in of somebody else are not taken for the own ones.
  expect(await deskDevice().unlock({ answer: answer(), secret: { kind: 'phrase', text: legal.phrase }, now: 0 })).toMatchObject({ result: 'ok' })
  const theirs = server.unlockBoxes(external.name)
  expect(await codeOfAsync(async () => await legal.party.addPasskey({ answer: theirs, credentialId, prf, ...recorded(org) }))).toBe('ghost')
  const head = (await legal.party.waysIn({ answer: answer() })).find((way) => way.kind === 'passkey')?.head ?? ''
  await send(server, legal.party, await legal.party.dropPasskey({ answer: answer(), head, ...recorded(org) }))
  expect(await deskDevice().unlock({ answer: answer(), secret: { kind: 'passkey', credentialId, prf }, now: 0 })).toEqual({ result: 'wrong' })
  const phrase = (await legal.party.waysIn({ answer: answer() })).find((way) => way.kind === 'phrase')?.head ?? ''
  expect(await codeOfAsync(async () => await legal.party.dropPasskey({ answer: answer(), head: phrase, ...recorded(org) }))).toBe('usage')
}, 60_000)
