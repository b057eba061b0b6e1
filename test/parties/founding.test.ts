// What the root holder's device checks before it signs (§7.7), when the server edits one thing and leaves the rest as it was.
import { expect, test } from 'vitest'
import type { FoundedDesk } from '#crypto/answers.ts'
import { base64FromBytes, bytesFromBase64 } from '#crypto/base64.ts'
import { recoveryHash } from '#crypto/card.ts'
import { readCode } from '#crypto/code.ts'
import { deskKeys, encodeDeskCard, parseDeskCard, signDeskCard } from '#crypto/desk-card.ts'
import type { DeskCard } from '#crypto/desk-card.ts'
import { unlock } from '#crypto/member.ts'
import { checkFounding, draftOf, openRoot } from '#crypto/root-holder.ts'
import { kemKeys, randomBytes } from '#crypto/sodium.ts'
import { deskIdFrom, hashOf, instanceIdFrom } from '#crypto/types.ts'
import { codeOf } from '#test/crypto/refusal.ts'
import { organisation } from './people.ts'

const { server, legal, rootLines } = await organisation()
const read = readCode(rootLines.join(' '))
const opened = await unlock(server.unlockBoxes(legal.name), { kind: 'code', text: legal.codeLines.join(' ') })
if (read.kind !== 'ok' || opened.result !== 'ok') throw new Error('codes that do not open')
const root = openRoot(server.instance, read.code)
const { keys } = opened.member

function edited(change: (founded: FoundedDesk, card: DeskCard) => FoundedDesk) {
  const honest = server.founding()
  return {
    ...honest,
    desks: honest.desks.map((desk) => (
      desk.founded && desk.deskId === legal.deskId ? { ...desk, founded: change(desk.founded, parseDeskCard(bytesFromBase64(desk.founded.deskCard))) } : desk)),
  }
}
const checked = (change: (founded: FoundedDesk, card: DeskCard) => FoundedDesk) => codeOf(() => checkFounding(root, edited(change)))
/** The member's own signature over another card than the one founded: what a stolen session of hers could make. */
const signed = (founded: FoundedDesk, card: DeskCard): FoundedDesk => (
  { ...founded, deskCard: base64FromBytes(encodeDeskCard(card)), cardSig: base64FromBytes(signDeskCard(keys.sig.sk, card)) })

test('what was founded is what is drafted', () => {
  expect(checked((founded) => founded)).toBe('nothing refused')
  expect(checked((founded, card) => signed(founded, card))).toBe('nothing refused')
})

test('keys of the server in the card, under the tag and the list of the true member, are refused', () => {
  const own = deskKeys({ kem: randomBytes(32), sig: randomBytes(32) })
  for (const half of [{ kemPk: own.kem.pk }, { sigPk: own.sig.pk }]) {
    expect(checked((founded, card) => ({ ...founded, deskCard: base64FromBytes(encodeDeskCard({ ...card, ...half })) }))).toBe('ghost')
  }
})

test('a signed card of another desk, instance, epoch or list is refused', () => {
  expect(checked((founded, card) => signed(founded, { ...card, membersHash: hashOf('member-change', randomBytes(32)) }))).toBe('ghost')
  expect(checked((founded, card) => signed(founded, { ...card, deskId: deskIdFrom(randomBytes(16)) }))).toBe('ghost')
  expect(checked((founded, card) => signed(founded, { ...card, instance: instanceIdFrom(randomBytes(16)) }))).toBe('ghost')
  expect(checked((founded, card) => signed(founded, { ...card, epoch: 2 }))).toBe('ghost')
})

test('a second reader who is not the one the card names, or is named without a key, is refused', () => {
  const { pk } = kemKeys('recovery-kem', randomBytes(32))
  const recovery = { pk: base64FromBytes(pk), label: 'Counsel' }
  expect(checked((founded) => ({ ...founded, recovery }))).toBe('ghost')
  expect(checked((founded, card) => signed(founded, { ...card, recoveryHash: recoveryHash(pk) }))).toBe('ghost')
  const draft = draftOf(root, checkFounding(root, edited((founded, card) => ({ ...signed(founded, { ...card, recoveryHash: recoveryHash(pk) }), recovery }))))
  expect(draft.desks.find((desk) => desk.deskId === legal.deskId)).toMatchObject({ recoveryLabel: 'Counsel', tag: 'holds' })
})
