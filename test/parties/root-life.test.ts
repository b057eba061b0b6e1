// The root holder after the first roster (§7.7): back by file or code, new desks, a restart, and a successor.
import { expect, test } from 'vitest'
import { base64FromBytes, bytesFromBase64 } from '#crypto/base64.ts'
import { bytesFromHex } from '#crypto/bytes.ts'
import { encodeMemberCard, fingerprint, memberCardHash, parseMemberCard } from '#crypto/card.ts'
import { listFrom } from '#crypto/directory.ts'
import { makeMember } from '#crypto/member.ts'
import { restartDesk } from '#crypto/rotation.ts'
import { deskIn, parseRootSignIn, rootSignInHolds } from '#crypto/server.ts'
import { deskIdFrom, hashOf, publicKey } from '#crypto/types.ts'
import { deskDevice } from '#crypto/worker/desk-device.ts'
import { codeOfAsync } from '#test/crypto/refusal.ts'
import { draft, deskOf, joined, rotate, signNext } from './key-steps.ts'
import { draftRows } from './memory-keys.ts'
import { directory, founded, openAtDesk, organisation, report, returning, writeAtDesk } from './people.ts'
import type { Organisation } from './people.ts'
import { nextRoster } from './planted.ts'

function entryOf(org: Organisation, deskId: string, at: number) {
  const roster = org.server.rosters.at(at)?.roster
  return roster ? deskIn(roster, deskIdFrom(bytesFromHex(deskId))) : null
}

const REPLY = (text: string) => [{ type: 'reply' as const, fields: { text }, lang: 'en' }]

test('the root comes back by its file, signs in, and knows what it signed last', async () => {
  const org = await organisation()
  const { server } = org
  const { rootFile, seq } = await signNext(org)
  expect(seq).toBe(2)
  const root = deskDevice()
  const open = (file: Uint8Array, rootFp = org.rootFp) => root.openRootFile({ instanceId: server.instance, file, rootFp, now: 0 })
  expect(await open(Uint8Array.of(1, 2))).toEqual({ result: 'wrong' })
  expect(await open(rootFile, '0'.repeat(64))).toEqual({ result: 'wrong' })
  expect(await codeOfAsync(async () => await root.signRootIn({ challenge: server.challenge(), now: 0 }))).toContain('locked')
  expect(await open(rootFile)).toMatchObject({ result: 'ok', lastSigned: 2 })
  const { body } = await root.signRootIn({ challenge: server.challenge(), now: 0 })
  const { challenge, sig } = parseRootSignIn(body)
  const rootPk = publicKey('root', server.rosters[0]?.roster.rootPk ?? new Uint8Array(0))
  expect(rootSignInHolds(rootPk, server.instance, challenge, sig)).toBe(true)
  const rows = draftRows(server)
  expect(await root.draftNextRoster({ rows, last: null, today: server.today, now: 0 })).toMatchObject({ baseKnown: true, base: { seq: 2 } })
  const older = { ...rows, rosters: rows.rosters.slice(0, 1) }
  const base = (from: typeof root, last: number | null) => codeOfAsync(async () => await from.draftNextRoster({ rows: older, last, today: server.today, now: 0 }))
  // What the file says counts, whatever number is typed; by the code alone it is the number on the sheet.
  expect([await base(root, 1), await base(root, null)]).toEqual(['rollback', 'rollback'])
  const byCode = deskDevice()
  await byCode.openRoot({ instanceId: server.instance, text: org.rootLines.join(' '), rootFp: org.rootFp, now: 0 })
  expect([await base(byCode, 2), await base(byCode, null)]).toEqual(['rollback', 'nothing refused'])
}, 60_000)

test('a publication that got lost is sent again with the same bytes, and no second roster takes its number', async () => {
  const org = await organisation()
  const shown = await draft(org)
  const asked = { shown, compared: [], drop: [], now: 0 }
  const signed = await org.root.signNextRoster(asked)
  expect((await org.root.signNextRoster(asked)).rosterFile).toEqual(signed.rosterFile)
  expect(await codeOfAsync(() => draft(org))).toBe('rollback')
  expect(await codeOfAsync(async () => await org.root.signNextRoster({ ...asked, drop: [org.legal.deskId] }))).toBe('rollback')
  org.server.publish(signed.rosterFile)
  expect((await draft(org)).seq).toBe(3)
}, 60_000)

test('a desk founded later joins the roster by the root holder\'s own invitation, and reads what comes', async () => {
  const org = await organisation()
  const { server } = org
  const ethics = await founded(server, org.root, { label: 'Ethics desk', roles: ['ETH'], independent: false }, 'Ethics One')
  const shown = await draft(org)
  expect(shown.desks.find((desk) => desk.deskId === ethics.deskId)).toMatchObject({
    kind: 'new', mustCompare: false, label: 'Ethics desk', before: null, signedBy: { name: 'Ethics One', role: 'lead' } })
  expect(shown.desks.filter((desk) => desk.kind === 'same')).toHaveLength(2)
  await signNext(org)
  const { caseId } = await report(org, { text: 'x' }, [ethics.deskId])
  expect((await openAtDesk(server, ethics, caseId)).canWrite).toBe(true)
  // One that answers nobody's invitation is signed only after people have compared.
  const row = server.desks.get(ethics.deskId)
  const other = await founded(server, org.root, { label: 'Quality', roles: ['QUAL'], independent: false }, 'Quality One')
  const desk = server.desks.get(other.deskId)
  if (!desk || !row) throw new Error('no desk')
  desk.inviteId = row.inviteId
  expect((await draft(org)).desks.find((one) => one.deskId === other.deskId)?.mustCompare).toBe(true)
  expect(await codeOfAsync(() => signNext(org))).toBe('ghost')
  expect((await signNext(org, [other.deskId])).seq).toBe(3)
}, 60_000)

test('a desk that the root takes out is gone for new reports, and running cases go on without it', async () => {
  const org = await organisation()
  const { server, legal, external } = org
  const { digits, caseId } = await report(org, { text: 'one' }, [legal.deskId, external.deskId])
  await signNext(org, [], [legal.deskId])
  expect(entryOf(org, legal.deskId, -1)).toBeNull()
  await openAtDesk(server, external, caseId)
  await writeAtDesk(server, external, caseId, REPLY('on our own'))
  const { view } = await returning(org, digits)
  expect(view.readers.map((reader) => reader.id)).toEqual([external.deskId])
}, 60_000)

test('a desk whose people are all gone is restarted by the root, and enters no running case by itself', async () => {
  const org = await organisation()
  const { server, legal, external } = org
  const { digits, caseId } = await report(org, { text: 'one' }, [legal.deskId, external.deskId])
  await openAtDesk(server, legal, caseId)
  await writeAtDesk(server, legal, caseId, REPLY('still here'))
  const { member: rescuer } = await makeMember(server.instance, hashOf('root-fp', bytesFromHex(org.rootFp)))
  const row = draftRows(server).desks.find((desk) => desk.deskId === legal.deskId)
  const stored = server.desks.get(legal.deskId)
  const before = entryOf(org, legal.deskId, 0)?.card
  if (!row || !stored || !before) throw new Error('no desk')
  const card = base64FromBytes(encodeMemberCard(rescuer.keys.card))
  const shownFingerprint = fingerprint(memberCardHash(rescuer.keys.card)).join(' ')
  const asked = { deskId: legal.deskId, changes: row.changes, memberCards: row.memberCards, rosters: draftRows(server).rosters, card, now: 0 }
  expect(await codeOfAsync(async () => await org.root.signRestart({ ...asked, shownFingerprint: shownFingerprint.replace(/\d/, 'x') }))).toBe('ghost')
  const { change } = await org.root.signRestart({ ...asked, shownFingerprint })
  stored.changes.push(change)
  stored.cards.push(bytesFromBase64(card))
  const rootPk = publicKey('root', server.rosters[0]?.roster.rootPk ?? new Uint8Array(0))
  const deskId = deskIdFrom(bytesFromHex(legal.deskId))
  const list = listFrom(server.instance, deskId, stored.changes.map(base64FromBytes), stored.cards.map(parseMemberCard), [rootPk])
  const rotation = restartDesk(rescuer, list, before, { label: 'Notary' })
  expect([rotation.card.epoch, rotation.recoveryLines?.length, rotation.body.nextSig.every((byte) => byte === 0)]).toEqual([2, 7, true])
  stored.boxes = rotation.body.boxes.map(({ memberId, deskEpoch, which, box }) => ({ memberId, box: { deskEpoch, which, box } }))
  stored.waiting = { ...rotation.body, audit: new Uint8Array(0) }
  const rows = draftRows(server)
  const asRestart = { ...rows, desks: rows.desks.map((desk) => (desk.pending === null ? desk : { ...desk, pending: { ...desk.pending, nextSig: null } })) }
  // The zeros of before are no signature, and without one it takes people.
  expect(await codeOfAsync(() => draft(org, rows))).toBe('ghost')
  const shown = await draft(org, asRestart)
  expect(shown.desks.find((desk) => desk.deskId === legal.deskId)).toMatchObject({ kind: 'restarted', mustCompare: true })
  expect(await codeOfAsync(async () => await org.root.signNextRoster({ shown, compared: [], drop: [], now: 0 }))).toBe('ghost')
  server.publish((await org.root.signNextRoster({ shown, compared: [legal.deskId], drop: [], now: 0 })).rosterFile)
  const after = await returning(org, digits)
  await after.party.sealPost({ type: 'text', fields: { text: 'who is there' }, lang: 'en', urgent: false, today: server.today })
  server.post((await after.party.signPost({ challenge: server.challenge() })).frame)
  expect((await returning(org, digits)).view.readers.map((reader) => reader.id)).toEqual([external.deskId])
  // Whoever stood on the list before stands on it no more, even if the server still hands everything out.
  stored.boxes.push({ memberId: legal.memberId, box: { deskEpoch: 1, which: 1, box: new Uint8Array(1192) } })
  expect(await codeOfAsync(() => directory(server, legal))).toBe('ghost')
}, 60_000)

test('one root hands over to the next: old cases read on, staff with the old pin too, and the old root signs nothing more', async () => {
  const org = await organisation()
  const { server, legal } = org
  const { digits, caseId } = await report(org, { text: 'under the first root' }, [legal.deskId])
  const successor = await org.root.makeNextRoot({ now: 0 })
  expect(await codeOfAsync(async () => await deskDevice().makeNextRoot({ now: 0 }))).toContain('locked')
  const stranger = nextRoster(org)
  server.rosters.pop()
  const shown = await draft(org)
  // Drafting again does not forget who takes over; signing does.
  const again = await org.root.makeNextRoot({ now: 0 })
  expect(again.rootFp).not.toBe(successor.rootFp)
  const signed = await org.root.signSuccession({ shown, compared: [], drop: [], now: 0 })
  server.publish(signed.rosterFile)
  expect(server.rosters.at(-1)?.oldRootSig).toHaveLength(64)
  // From here on the device holds the new root and signs with nothing of the old one.
  const { fragment } = await org.root.inviteFounder({ deskId: null, now: 0 })
  expect((await org.root.readInvite({ fragment })).rootFp).toBe(again.rootFp)
  const moved = { ...org, rootFp: again.rootFp }
  expect((await returning(moved, digits)).view.timeline).toHaveLength(1)
  expect((await openAtDesk(server, legal, caseId)).canWrite).toBe(true)
  const late = await joined(moved, legal, 'Legal Late')
  expect((await deskOf(moved, late)).canRead).toBe(true)
  await report(moved, { text: 'under the second root' }, [legal.deskId])
  // The next one is the new root's alone, from its own file.
  const root = deskDevice()
  expect(await root.openRootFile({ instanceId: server.instance, file: signed.rootFile, rootFp: again.rootFp, now: 0 })).toMatchObject({ result: 'ok', lastSigned: 2 })
  await rotate(moved, legal)
  await signNext({ ...moved, root })
  expect((await deskOf(moved, legal)).deskEpoch).toBe(2)
  // Another next roster by the first root: nobody takes it.
  server.rosters.push(stranger)
  expect(await codeOfAsync(() => directory(server, late))).toBe('pinned-root')
  server.rosters.splice(1, 2, server.rosters.pop() ?? stranger)
  expect(await codeOfAsync(() => returning(moved, digits))).toBe('pinned-root')
}, 60_000)
