// New keys for a desk from end to end (§7.8): who holds what, what waits, what the root signs, what cases follow.
import { expect, test } from 'vitest'
import { codeOfAsync } from '#test/crypto/refusal.ts'
import { deskOf, draft, joined, recorded, rekey, rotate, signNext } from './key-steps.ts'
import { directory, openAtDesk, organisation, report, returning, writeAtDesk } from './people.ts'

const REPLY = (text: string) => [{ type: 'reply' as const, fields: { text }, lang: 'en' }]

test('new keys wait for the root, then every case follows with its next word', async () => {
  const org = await organisation()
  const { server, legal, external } = org
  const second = await joined(org, legal, 'Legal Two')
  const { digits, caseId } = await report(org, { text: 'one' }, [legal.deskId, external.deskId])
  const before = await deskOf(org, legal)
  const { deskFingerprint, recoveryLines } = await rotate(org, legal)
  expect(recoveryLines).toBeNull()
  expect((await deskOf(org, second)).rotation).toEqual({ fingerprint: deskFingerprint, by: 'Legal One', removed: [] })
  // Until the root has signed everybody goes on as before.
  await openAtDesk(server, second, caseId)
  await writeAtDesk(server, second, caseId, REPLY('under the keys of before'))
  expect(await deskOf(org, second)).toMatchObject({ deskEpoch: 1, fingerprint: before.fingerprint })
  const shown = await draft(org)
  expect(shown.desks.find((desk) => desk.deskId === legal.deskId)).toMatchObject({ kind: 'rotated', deskFingerprint, signedBy: { name: 'Legal One' } })
  await signNext(org)
  expect(await deskOf(org, second)).toMatchObject({ deskEpoch: 2, fingerprint: deskFingerprint, canRead: true, rotation: null })
  const view = await openAtDesk(server, second, caseId)
  expect(view.timeline.map((entry) => entry.type)).toEqual(['report', 'reply'])
  await writeAtDesk(server, second, caseId, REPLY('under the new ones'))
  const seen = (await returning(org, digits)).view
  expect(seen.timeline.map((entry) => entry.type)).toEqual(['report', 'reply', 'reply'])
  expect(seen.warnings).toEqual([])
}, 60_000)

test('cases are re-keyed in a batch, talk, notes and room each with an opening and nothing else', async () => {
  const org = await organisation()
  const { server, legal, external } = org
  const { caseId } = await report(org, { text: 'one' }, [legal.deskId, external.deskId])
  await openAtDesk(server, legal, caseId)
  await writeAtDesk(server, legal, caseId, [
    ...REPLY('hello'), { type: 'note', fields: { text: 'inside' }, lang: 'en' }, { type: 'room', fields: { text: 'between us' }, lang: 'en' }])
  expect(await rekey(org, legal, caseId)).toBe(false)
  await rotate(org, legal)
  expect(await rekey(org, legal, caseId)).toBe(false)
  await signNext(org)
  const counts = () => [...server.caseRow(caseId).streams.values()].map((stream) => [stream.epochs.length, stream.messages.length])
  const before = counts()
  expect(await rekey(org, legal, caseId)).toBe(true)
  expect(counts()).toEqual(before.map(([epochs = 0, messages = 0]) => [epochs + 1, messages + 1]))
  expect(await rekey(org, legal, caseId)).toBe(false)
  const view = await openAtDesk(server, legal, caseId)
  expect(view.timeline.map((entry) => entry.stream).sort()).toEqual(['notes', 'room', 'talk', 'talk'])
  expect((await openAtDesk(server, external, caseId)).warnings).toEqual([])
}, 60_000)

test('a second rotation before the roster takes the place of the first', async () => {
  const org = await organisation()
  const { legal } = org
  const second = await joined(org, legal, 'Legal Two', 'lead')
  const first = await rotate(org, legal)
  const again = await rotate(org, second)
  expect(again.deskFingerprint).not.toBe(first.deskFingerprint)
  await signNext(org)
  expect(await deskOf(org, legal)).toMatchObject({ fingerprint: again.deskFingerprint, deskEpoch: 2, canRead: true })
  await rotate(org, second)
  await signNext(org)
  expect(await deskOf(org, legal)).toMatchObject({ deskEpoch: 3, canRead: true })
}, 60_000)

test('whoever joins while keys wait reads old cases, and goes on reading after the roster', async () => {
  const org = await organisation()
  const { server, legal } = org
  const { caseId } = await report(org, { text: 'long ago' }, [legal.deskId])
  await rotate(org, legal)
  const late = await joined(org, legal, 'Legal Late')
  expect((await openAtDesk(server, late, caseId)).timeline).toHaveLength(1)
  await writeAtDesk(server, late, caseId, REPLY('before the roster'))
  await signNext(org)
  expect((await deskOf(org, late)).canRead).toBe(true)
  expect((await openAtDesk(server, late, caseId)).timeline).toHaveLength(2)
  await writeAtDesk(server, late, caseId, REPLY('after it'))
  expect((await openAtDesk(server, legal, caseId)).timeline).toHaveLength(3)
}, 60_000)

test('who may take whom off the list', async () => {
  const org = await organisation()
  const { legal, external } = org
  const handler = await joined(org, legal, 'Legal Two')
  await directory(org.server, legal)
  const by = (staff: typeof legal, remove: string[]) => codeOfAsync(async () => {
    await directory(org.server, staff)
    await staff.party.prepareRotation({ deskId: legal.deskId, remove, recovery: 'keep', ...recorded(org) })
  })
  expect(await by(handler, [legal.memberId])).toBe('members')
  expect(await by(legal, [legal.memberId])).toBe('usage')
  expect(await by(legal, [external.memberId])).toBe('usage')
  expect(await by(external, [])).toBe('ghost')
  expect(await by(legal, [handler.memberId, handler.memberId])).toBe('usage')
}, 60_000)

test('keys that a removed member made are told to everybody who knows of the removal', async () => {
  const org = await organisation()
  const { server, legal } = org
  const second = await joined(org, legal, 'Legal Two', 'lead')
  await rotate(org, second)
  const desk = server.desks.get(legal.deskId)
  if (!desk) throw new Error('no desk')
  const [waiting, boxes] = [desk.waiting ?? null, [...desk.boxes]]
  expect((await deskOf(org, legal)).stillHeldBy).toEqual([])
  await rotate(org, legal, [second])
  expect(await deskOf(org, legal)).toMatchObject({ rotation: { by: 'Legal One' }, stillHeldBy: [] })
  // The server keeps the removal from the root and puts the keys forward that the removed member drew.
  const removal = desk.changes.pop()
  Object.assign(desk, { waiting, boxes })
  await signNext(org)
  if (removal) desk.changes.push(removal)
  expect(await deskOf(org, legal)).toMatchObject({ deskEpoch: 2, canRead: true, rotation: null, stillHeldBy: ['Legal Two'] })
  await rotate(org, legal)
  expect((await deskOf(org, legal)).stillHeldBy).toEqual([])
  await signNext(org)
  expect(await deskOf(org, legal)).toMatchObject({ deskEpoch: 3, stillHeldBy: [] })
}, 60_000)

test('waiting keys that nobody entitled made stop the desk, and so does a list that got shorter', async () => {
  const org = await organisation()
  const { server, legal } = org
  await joined(org, legal, 'Legal Two')
  await directory(server, legal)
  await rotate(org, legal)
  const desk = server.desks.get(legal.deskId)
  const waiting = desk?.waiting
  if (!desk || !waiting) throw new Error('nothing waits')
  for (const field of ['nextSig', 'cardSig'] as const) {
    desk.waiting = { ...waiting, [field]: waiting[field].map((byte, i) => (i === 5 ? byte ^ 1 : byte)) }
    expect(await codeOfAsync(() => directory(server, legal))).toBe('ghost')
  }
  desk.waiting = waiting
  expect((await directory(server, legal)).desks).toHaveLength(1)
  const cut = desk.changes.pop()
  desk.waiting = null
  expect(await codeOfAsync(() => directory(server, legal))).toBe('rollback')
  if (cut) desk.changes.push(cut)
  expect((await directory(server, legal)).desks).toHaveLength(1)
}, 60_000)
