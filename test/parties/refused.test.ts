// A row edited behind everybody's back: the device refuses, with the code of its own sentence.
import { expect, test } from 'vitest'
import type { FoundedDesk, FoundingStatus, PendingCard } from '#crypto/answers.ts'
import { base64FromBytes, bytesFromBase64 } from '#crypto/base64.ts'
import { compareBytes } from '#crypto/bytes.ts'
import { fingerprint, memberCardHash, parseMemberCard } from '#crypto/card.ts'
import { deskRecipient, recipientBytes } from '#crypto/header.ts'
import { parseCardBody, parseFrame } from '#crypto/server.ts'
import { deskDevice } from '#crypto/worker/desk-device.ts'
import type { PendingView } from '#crypto/worker/views.ts'
import { codeOfAsync } from '#test/crypto/refusal.ts'
import { directory, openAtDesk, organisation, report, returning, send, writeAtDesk } from './people.ts'
import type { Organisation } from './people.ts'
import { deskEntry, editHeader, insertEpoch, nextRoster, replaceTalk, signedByStranger, strangeCard, talkOf } from './planted.ts'

const org: Organisation = await organisation()
const { server, legal, external } = org

async function fresh(): Promise<{ digits: string; caseId: string }> {
  const made = await report(org, { text: 'true words' }, [legal.deskId])
  await openAtDesk(server, legal, made.caseId)
  return made
}

const atDesk = (caseId: string) => codeOfAsync(() => openAtDesk(server, legal, caseId))
const atHome = (digits: string) => codeOfAsync(() => returning(org, digits))

test('another key in place of a desk’s key', async () => {
  const { digits, caseId } = await fresh()
  const swapped = deskRecipient(strangeCard(deskEntry(org, legal.deskId).card))
  editHeader(org, caseId, 0, (header) => ({ ...header, recipients: header.recipients.map((r) => (r.party.kind === 'desk' ? swapped : r)) }))
  expect([await atHome(digits), await atDesk(caseId)]).toEqual(['ghost', 'ghost'])
})

test('a recipient added to the first epoch', async () => {
  const { digits, caseId } = await fresh()
  const added = deskRecipient(deskEntry(org, external.deskId).card)
  editHeader(org, caseId, 0, (header) => ({
    ...header, recipients: [...header.recipients, added].sort((a, b) => compareBytes(recipientBytes(a), recipientBytes(b))) }))
  expect([await atHome(digits), await atDesk(caseId)]).toEqual(['broken', 'broken'])
})

test('an epoch that nobody entitled opened', async () => {
  const { digits, caseId } = await fresh()
  insertEpoch(org, caseId)
  expect([await atHome(digits), await atDesk(caseId)]).toEqual(['epoch', 'epoch'])
  talkOf(org, caseId).epochs.pop()
  insertEpoch(org, caseId, [external.deskId])
  expect([await atHome(digits), await atDesk(caseId)]).toEqual(['ghost', 'ghost'])
})

test('the reporter’s card swapped for another', async () => {
  const one = await fresh()
  const two = await fresh()
  const held = server.caseRow(one.caseId)
  Object.assign(held, { envelope: { ...held.envelope, cardBytes: server.caseRow(two.caseId).envelope.cardBytes } })
  expect(await atDesk(one.caseId)).toBe('broken')
})

test('messages of two cases swapped', async () => {
  const one = await fresh()
  const two = await fresh()
  const [a, b] = [talkOf(org, one.caseId), talkOf(org, two.caseId)]
  const kept = a.messages
  a.messages = b.messages
  b.messages = kept
  expect([await atHome(one.digits), await atDesk(one.caseId), await atHome(two.digits), await atDesk(two.caseId)]).toEqual(Array(4).fill('broken'))
})

test('the talk stream replaced behind the notes, by somebody who has the code', async () => {
  const { caseId, digits } = await fresh()
  await writeAtDesk(server, legal, caseId, [{ type: 'note', fields: { text: 'seen' }, lang: 'en' }])
  replaceTalk(org, digits, caseId, legal.deskId)
  expect(await atDesk(caseId)).toBe('epoch')
})

test('a roster rolled back before a returning reporter and before a desk', async () => {
  const old = await organisation()
  const { digits, caseId } = await report(old, { text: 'first' }, [old.legal.deskId])
  nextRoster(old)
  const { party } = await returning(old, digits)
  await party.sealPost({ type: 'text', fields: { text: 'later' }, lang: 'en', urgent: false, today: server.today })
  old.server.post((await party.signPost({ challenge: old.server.challenge() })).frame)
  await openAtDesk(old.server, old.legal, caseId)
  await writeAtDesk(old.server, old.legal, caseId, [{ type: 'reply', fields: { text: 'yes' }, lang: 'en' }])
  old.server.rosters.pop()
  expect(await codeOfAsync(() => returning(old, digits))).toBe('rollback')
  expect(await codeOfAsync(() => directory(old.server, old.legal))).toBe('rollback')
  const browser = deskDevice()
  await browser.unlock({ answer: old.server.unlockBoxes('Legal One'), secret: { kind: 'phrase', text: old.legal.phrase }, now: 0 })
  expect(await codeOfAsync(() => openAtDesk(old.server, { ...old.legal, party: browser }, caseId))).toBe('rollback')
}, 60_000)

test('another root on the page, in the rosters, in the directory', async () => {
  const other = await organisation()
  const { digits, caseId } = await fresh()
  expect(await codeOfAsync(() => returning({ ...org, rootFp: other.rootFp }, digits))).toBe('pinned-root')
  const kept = server.rosters
  const [theirs] = other.server.rosters
  if (!theirs) throw new Error('no roster')
  server.rosters = [signedByStranger(kept[0] ?? theirs)]
  expect(await codeOfAsync(() => returning(org, digits))).toBe('pinned-root')
  expect(await atDesk(caseId)).toBe('pinned-root')
  server.rosters = kept
  expect([await atHome(digits), await atDesk(caseId)]).toEqual(['nothing refused', 'nothing refused'])
}, 60_000)

test('a newcomer’s card swapped on its way', async () => {
  const invite = await legal.party.makeInvite({ deskId: legal.deskId, role: 'handler', place: server.auditPlace(), today: server.today, now: 0 })
  await send(server, legal.party, invite)
  const [mine, strange] = [deskDevice(), deskDevice()]
  for (const party of [mine, strange]) await party.makeMember({ instanceId: server.instance, rootFp: org.rootFp, now: 0 })
  await send(server, mine, await mine.join({ fragment: invite.fragment, deskId: legal.deskId, name: 'New', email: '', now: 0 }))
  const row = server.desks.get(legal.deskId)?.pending[0]
  const other = await strange.join({ fragment: invite.fragment, deskId: legal.deskId, name: 'New', email: '', now: 0 })
  const { frame } = await strange.sign({ job: other.job, challenge: server.challenge(), now: 0 })
  if (!row) throw new Error('nobody waits')
  // The server has no invitation secret: it can only keep the true tag beside a card of its own.
  const swapped = { ...row, card: base64FromBytes(parseCardBody(parseFrame(frame).body).memberCard) }
  const shown = (await directory(server, legal)).desks[0]?.pending[0]
  if (!shown) throw new Error('nobody is shown')
  const admit = async (pending: PendingCard, seen: PendingView, byFingerprint = false) =>
    await legal.party.admit({ deskId: legal.deskId, pending, shown: seen, byFingerprint, place: server.auditPlace(), today: server.today, now: 0 })
  const seenSwapped = { ...shown, fingerprint: fingerprint(memberCardHash(parseMemberCard(bytesFromBase64(swapped.card)))).join(' ') }
  expect(await admit(swapped, seenSwapped)).toEqual({ result: 'compare' })
  // Put in its place after two people have compared the first one, or raised to lead after the page was drawn.
  expect(await codeOfAsync(() => admit(swapped, shown, true))).toBe('ghost')
  expect(await codeOfAsync(() => admit({ ...row, role: 'lead' }, shown))).toBe('ghost')
  expect(await admit(row, shown)).toMatchObject({ result: 'ok' })
  server.desks.get(legal.deskId)?.pending.splice(0)
}, 60_000)

test('a desk card swapped before the root signs', async () => {
  const honest = server.founding()
  const other = (await organisation()).server.founding()
  const swap = (change: (desk: FoundedDesk, strange: FoundedDesk) => FoundedDesk): FoundingStatus => ({
    ...honest,
    desks: honest.desks.map((desk, i) => {
      const strange = other.desks[i]?.founded
      return desk.founded && strange && i === 0 ? { ...desk, founded: change(desk.founded, strange) } : desk
    }),
  })
  const sign = async (status: FoundingStatus) => {
    const shown = await org.root.draftRoster({ status, now: 0 })
    return await org.root.signFirstRoster({ shown, compared: [], today: server.today, now: 0 })
  }
  expect(await codeOfAsync(() => sign(swap((desk, strange) => ({ ...desk, deskCard: strange.deskCard }))))).toBe('ghost')
  expect(await codeOfAsync(() => sign(swap((_, strange) => strange)))).toBe('members')
  expect(await codeOfAsync(() => sign(swap((desk) => ({ ...desk, tag: base64FromBytes(new Uint8Array(32)) }))))).toBe('ghost')
  expect(await codeOfAsync(() => sign(honest))).toBe('nothing refused')
  // Compared and ticked, then drafted again from other rows: another name, other roles, another key.
  const shown = await org.root.draftRoster({ status: honest, now: 0 })
  const compared = shown.desks.map((desk) => desk.deskId)
  const later = [
    { ...honest, desks: honest.desks.map((desk) => ({ ...desk, label: 'Safety' })) },
    { ...honest, desks: honest.desks.map((desk) => ({ ...desk, roles: ['EXT'] })) },
    { ...honest, desks: honest.desks.slice(1) },
  ]
  for (const status of later) {
    await org.root.draftRoster({ status, now: 0 })
    expect(await codeOfAsync(async () => await org.root.signFirstRoster({ shown, compared, today: server.today, now: 0 }))).toBe('ghost')
  }
}, 60_000)

test('a server that says it is yesterday does not keep an old roster alive at the desk', async () => {
  const { party, memberId } = legal
  const past = 404 + server.today
  const rows = { ...server.directory(memberId), today: server.today }
  expect(await codeOfAsync(async () => await party.loadDirectory({ directory: rows, now: 0 }))).toBe('nothing refused')
  await party.use({ now: past * 86_400_000 })
  const late = { now: past * 86_400_000 }
  await party.unlock({ answer: server.unlockBoxes(legal.name), secret: { kind: 'code', text: legal.codeLines.join(' ') }, ...late })
  expect((await party.loadDirectory({ directory: rows, ...late })).roster?.expiry).toBe('expired')
  // It is read, and nothing is written, whatever day the server gives.
  const { caseId } = await report(org, { text: 'x' }, [legal.deskId])
  expect(await party.openCase({ answer: server.forDesk(caseId, legal.deskId), today: server.today, ...late })).toMatchObject({ expired: true, canWrite: false })
}, 60_000)

test('a report for a desk that its own list excludes, and a receipt for another envelope', async () => {
  const never = { roles: ['LEGAL' as const], desks: [] }
  expect(await codeOfAsync(() => report(org, { text: 'x' }, [legal.deskId], never))).toBe('excluded')
  const one = await report(org, { text: 'one' }, [legal.deskId])
  const two = await report(org, { text: 'two' }, [legal.deskId])
  const receipt = base64FromBytes(server.caseRow(two.caseId).receipt)
  expect(await codeOfAsync(async () => await one.party.readReceipt({ receipt }))).toBe('receipt')
  const again = [0, 1].map(async () => parseFrame((await one.party.signSubmit({ challenge: server.challenge() })).frame).body)
  const [a, b] = await Promise.all(again)
  expect(a).toEqual(b)
}, 60_000)
