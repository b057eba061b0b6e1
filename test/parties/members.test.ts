// What members and second readers do beside cases: roles, new ways in, the printed code of a recovery holder.
import { expect, test } from 'vitest'
import { fingerprint, recoveryHash, recoveryKeys } from '#crypto/card.ts'
import { readCode } from '#crypto/code.ts'
import { openRecoveryBox } from '#crypto/desk-box.ts'
import { kemKeys, ready } from '#crypto/sodium.ts'
import { deskDevice } from '#crypto/worker/desk-device.ts'
import { parseDeskCard } from '#crypto/server.ts'
import { codeOfAsync } from '#test/crypto/refusal.ts'
import { MemoryServer } from './memory-server.ts'
import { directory, openAtDesk, organisation, report, send } from './people.ts'

test('a second reader’s printed code opens the reading seed, and the root sees who it is', async () => {
  await ready()
  const server = new MemoryServer()
  const root = deskDevice()
  await root.makeRoot({ instanceId: server.instance, now: 0 })
  const invite = await root.inviteFounder({ deskId: null, now: 0 })
  server.desks.set(invite.deskId, { label: 'Legal desk', roles: ['LEGAL'], independent: false, inviteId: invite.inviteId, founded: null, changes: [], cards: [], boxes: [], pending: [] })
  const party = deskDevice()
  await party.makeMember({ instanceId: server.instance, rootFp: (await party.readInvite({ fragment: invite.fragment })).rootFp, now: 0 })
  const job = await party.foundDesk({ fragment: invite.fragment, deskId: invite.deskId, name: 'One', email: 'one@example.org', recoveryLabel: 'Outside counsel', now: 0 })
  await send(server, party, job)
  const founded = server.desks.get(invite.deskId)?.founded
  const read = readCode((job.recoveryLines ?? []).join(' '))
  if (!founded?.recovery || read.kind !== 'ok') throw new Error('no second reader')
  const keys = recoveryKeys(server.instance, read.code)
  const card = parseDeskCard(founded.deskCard)
  expect(kemKeys('desk-kem', openRecoveryBox(card, keys, founded.recovery.box)).pk).toEqual(card.kemPk)
  const draft = await root.draftRoster({ status: server.founding(), now: 0 })
  expect(draft.desks[0]).toMatchObject({
    recoveryLabel: 'Outside counsel', recoveryFingerprint: fingerprint(recoveryHash(keys.pk)).join(' '), deskFingerprint: job.deskFingerprint, memberFingerprint: job.memberFingerprint })
}, 60_000)

test('new ways in replace the old ones, and the pinned root comes with them', async () => {
  const org = await organisation()
  const { server, legal } = org
  const fresh = await legal.party.replaceUnlock({ place: server.auditPlace(), today: server.today, now: 0 })
  await send(server, legal.party, fresh)
  const answer = server.unlockBoxes('Legal One')
  const party = deskDevice()
  expect(await party.unlock({ answer, secret: { kind: 'phrase', text: legal.phrase }, now: 0 })).toEqual({ result: 'wrong' })
  expect(await party.unlock({ answer, secret: { kind: 'code', text: legal.codeLines.join(' ') }, now: 0 })).toEqual({ result: 'wrong' })
  expect(await party.unlock({ answer, secret: { kind: 'phrase', text: fresh.phrase }, now: 0 })).toEqual({ result: 'ok', memberId: legal.memberId })
  const { caseId } = await report(org, { text: 'still here' }, [legal.deskId])
  expect((await openAtDesk(server, { ...legal, party }, caseId)).timeline).toHaveLength(1)
}, 60_000)

test('a role is changed for members of the own desk only', async () => {
  const { server, legal, external } = await organisation()
  await directory(server, legal)
  expect(await codeOfAsync(async () => await legal.party.changeRole({ deskId: legal.deskId, memberId: external.memberId, role: 'lead', place: server.auditPlace(), today: server.today, now: 0 }))).toBe('usage')
  expect(await codeOfAsync(async () => await legal.party.changeRole({ deskId: external.deskId, memberId: external.memberId, role: 'handler', place: server.auditPlace(), today: server.today, now: 0 }))).toBe('ghost')
}, 60_000)

test('an invitation of one root is not taken by a member who pins another', async () => {
  const { server, legal } = await organisation()
  const invite = await legal.party.makeInvite({ deskId: legal.deskId, role: 'handler', place: server.auditPlace(), today: server.today, now: 0 })
  const party = deskDevice()
  await party.makeMember({ instanceId: server.instance, rootFp: '22'.repeat(32), now: 0 })
  const join = { fragment: invite.fragment, deskId: legal.deskId, name: 'New', email: '', now: 0 }
  expect(await codeOfAsync(async () => await party.join(join))).toBe('pinned-root')
  expect(await codeOfAsync(async () => await party.readInvite({ fragment: invite.fragment.slice(1) }))).toBe('broken')
}, 60_000)
