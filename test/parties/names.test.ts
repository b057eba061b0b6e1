// A name goes from the reporter's device to the teams that she chooses, and to no other: at the devices (§5.8).
import { beforeAll, expect, test } from 'vitest'
import { base64FromBytes } from '#crypto/base64.ts'
import { bytesFromHex } from '#crypto/bytes.ts'
import { parseNameBody } from '#crypto/name-letter.ts'
import { parseCaseBody } from '#crypto/recorded-bodies.ts'
import { parseFrame } from '#crypto/wire.ts'
import type { NameWords } from '#crypto/worker/views.ts'
import { codeOfAsync } from '#test/crypto/refusal.ts'
import { actionIn, bodyOf } from './framed.ts'
import { NOBODY, openAtDesk, organisation, report, returning } from './people.ts'
import type { Organisation, Reporter, Staff } from './people.ts'

const words: NameWords = { name: 'Khin', reach: 'LINE', purpose: 'outside' }
let org: Organisation
let caseId: string
let party: Reporter

beforeAll(async () => {
  org = await organisation()
  const made = await report(org, { text: 'They keep our passports.' }, [org.legal.deskId, org.external.deskId])
  caseId = made.caseId
  ;({ party } = await returning(org, made.digits))
}, 60_000)

// What travels, as the server would read it.
async function sent(teams: string[], said: NameWords | null, by: Reporter = party, today = org.server.today) {
  await by.sealNames({ teams, words: said, today })
  const { frame } = await by.signNames({ challenge: org.server.challenge() })
  return parseNameBody(parseFrame(frame).body)
}

function opened(staff: Staff, letter: Uint8Array | null | undefined) {
  return staff.party.openName({ caseId, answer: { letter: base64FromBytes(letter ?? new Uint8Array()) }, now: 0 })
}

test('each chosen team opens its own letter, and none that of another', async () => {
  const { legal, external } = org
  const rows = await sent([legal.deskId, external.deskId], words)
  expect(rows.map(({ deskId }) => deskId)).toEqual([legal.deskId, external.deskId].sort())
  await openAtDesk(org.server, legal, caseId)
  await openAtDesk(org.server, external, caseId)
  const letterFor = (staff: Staff) => rows.find(({ deskId }) => deskId === staff.deskId)?.letter
  expect(await opened(legal, letterFor(legal))).toEqual({ ...words, day: org.server.today })
  expect(await opened(external, letterFor(external))).toEqual({ ...words, day: org.server.today })
  expect(await codeOfAsync(() => opened(external, letterFor(legal)) as Promise<unknown>)).toBe('broken')
})

test('a team that does not read the case, one on her list and none at all are refused; taking back needs no words', async () => {
  const { legal, external, server } = org
  const one = await report(org, { text: 'Not the outside team.' }, [legal.deskId], { roles: [], desks: [external.deskId] })
  const back = await returning(org, one.digits)
  const giving = (teams: string[], said: NameWords | null = words, today = server.today) => codeOfAsync(() => sent(teams, said, back.party, today))
  expect(await giving([external.deskId])).toBe('excluded')
  expect(await giving(['ab'.repeat(16)])).toBe('excluded')
  expect([await giving([]), await giving([legal.deskId], { ...words, name: '', reach: '' })]).toEqual(['usage', 'usage'])
  expect(await sent([legal.deskId, legal.deskId], null, back.party)).toEqual([{ deskId: legal.deskId, letter: null }])
  // Past the last day of the list of teams nothing is given, and everything can be taken back.
  const old = await returning(org, one.digits)
  await old.party.openCase({ answer: server.forReporter(one.caseId), rootFp: org.rootFp, today: server.today + 4000 })
  expect(await codeOfAsync(() => sent([legal.deskId], words, old.party, server.today + 4000))).toBe('expired')
  expect(await sent([legal.deskId], null, old.party)).toEqual([{ deskId: legal.deskId, letter: null }])
})

test('a frame is made for the open case only, and what was sealed is gone with it', async () => {
  const { legal, server } = org
  const one = await report(org, { text: 'Another one.' }, [legal.deskId], NOBODY)
  const back = await returning(org, one.digits)
  await back.party.sealNames({ teams: [legal.deskId], words, today: server.today })
  await back.party.openCode({ text: one.digits, instanceId: server.instance })
  const signing = async () => back.party.signNames({ challenge: server.challenge() })
  await expect(signing()).rejects.toMatchObject({ code: 'unprepared' })
  await back.party.forget({})
  await expect((async () => back.party.sealNames({ teams: [legal.deskId], words, today: server.today }))()).rejects.toMatchObject({ code: 'unprepared' })
})

test('a member asks for a name with an entry that says so', async () => {
  const { legal, server } = org
  const { auditRef } = server.caseRow(caseId)
  const job = await legal.party.readName({ caseId, deskId: legal.deskId, auditRef, place: server.auditPlace(), today: server.today, now: 0 })
  const body = parseCaseBody(await bodyOf(server, legal, job))
  expect([body.caseId, body.deskId, actionIn(body.audit)]).toEqual([caseId, legal.deskId, 'name'])
  expect(job.action).toBe('name')
  // A case that this device has not opened has no card to hold a name against.
  await expect((async () => legal.party.openName({ caseId: 'cd'.repeat(32), answer: { letter: base64FromBytes(bytesFromHex('00')) }, now: 0 }))()).rejects.toMatchObject({ code: 'unprepared' })
})
