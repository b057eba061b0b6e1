// A removed member with every key of before, and a server that hands out every row of after (P6, T-4).
import { beforeAll, expect, test } from 'vitest'
import { parseFrame, parseRotateBody } from '#crypto/server.ts'
import { codeOfAsync } from '#test/crypto/refusal.ts'
import { joined, recorded, rekey, rotate, signNext } from './key-steps.ts'
import { keySetOf, openedWith, sealExtras } from './key-set.ts'
import type { KeySet, Opened } from './key-set.ts'
import { openAtDesk, organisation, report, returning, writeAtDesk } from './people.ts'
import type { Organisation, Staff } from './people.ts'

const EVERYWHERE = (text: string) => [
  { type: 'reply' as const, fields: { text }, lang: 'en' }, { type: 'room' as const, fields: { text }, lang: 'en' }, { type: 'note' as const, fields: { text }, lang: 'en' }]

let org: Organisation
let gone: Staff
let removed: KeySet
let before: Opened
let caseId: string
let digits: string

async function write(staff: Staff, id: string, text: string): Promise<void> {
  await openAtDesk(org.server, staff, id)
  await writeAtDesk(org.server, staff, id, EVERYWHERE(text), null, { words: text })
}

beforeAll(async () => {
  org = await organisation()
  const { legal, external } = org
  gone = await joined(org, legal, 'Legal Gone')
  ;({ caseId, digits } = await report(org, { text: 'before' }, [legal.deskId, external.deskId]))
  await write(gone, caseId, 'before')
  removed = await keySetOf(org.server, gone)
  sealExtras(org.server, removed)
  before = openedWith(org.server, removed)
}, 60_000)

test('while a member, the set opens all that is there', () => {
  expect(before).toEqual({ epochs: 3, messages: 6, records: 1, boxes: 2, files: 3, details: 3 })
})

test('of all that follows it opens nothing: the reporter writes first, then talk, notes, room, summary, boxes, file, details, a new case', async () => {
  const { server, legal, external } = org
  await rotate(org, legal, [gone])
  await signNext(org)
  const after = await returning(org, digits)
  await after.party.sealPost({ type: 'text', fields: { text: 'after' }, lang: 'en', urgent: false, today: server.today })
  server.post((await after.party.signPost({ challenge: server.challenge() })).frame)
  expect(openedWith(server, removed).messages).toBe(before.messages)
  const untouched = (await report(org, { text: 'a second case' }, [legal.deskId])).caseId
  await rekey(org, legal, caseId)
  await write(legal, caseId, 'after')
  await write(external, caseId, 'after')
  await write(legal, untouched, 'after')
  const late = await joined(org, legal, 'Legal Late')
  await write(late, caseId, 'after')
  const staying = await keySetOf(server, legal)
  sealExtras(server, staying)
  const now = openedWith(server, staying)
  expect(now).toMatchObject({ records: 2, boxes: 3 })
  expect(now.messages).toBeGreaterThan(before.messages + 9)
  expect([now.files > 3, now.details > 3, now.epochs >= 7]).toEqual([true, true, true])
  // The notes of the other desk are closed to everybody here; all else is open to who stays, and nothing new to who went.
  expect(openedWith(server, removed)).toEqual({ epochs: 3, messages: before.messages, records: 0, boxes: 0, files: 0, details: 0 })
}, 60_000)

test('the device of a removed member is told so, and every request in her name falls at the desk\'s list', async () => {
  const { server } = org
  const rows = server.directory(org.legal.memberId)
  expect(await codeOfAsync(async () => await gone.party.loadDirectory({ directory: { ...rows, memberId: gone.memberId }, now: 0 }))).toBe('ghost')
  const friend = await gone.party.prepareRotation({ deskId: org.legal.deskId, remove: [], recovery: 'keep', ...recorded(org) })
  const { frame } = await gone.party.sign({ job: friend.job, challenge: server.challenge(), now: 0 })
  const desk = server.desks.get(org.legal.deskId)
  if (!desk) throw new Error('no desk')
  // Her device still held the list of before. A server that stores it all the same: whoever stays, and the root, refuse it.
  desk.waiting = parseRotateBody(parseFrame(frame).body)
  expect(await codeOfAsync(async () => await org.legal.party.loadDirectory({ directory: server.directory(org.legal.memberId), now: 0 }))).toBe('ghost')
  expect(await codeOfAsync(async () => await signNext(org))).toBe('ghost')
}, 60_000)
