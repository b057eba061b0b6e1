// Two names under a refusal (§5.7): the reporter reads no room, so her device believes the signatures of two people or tells that they are missing.
import { expect, test } from 'vitest'
import { assentWords, assentedBy, encodeAssents, parseAssents } from '#crypto/assent.ts'
import { base64FromBytes, bytesFromBase64 } from '#crypto/base64.ts'
import { bytesFromHex, hexFromBytes } from '#crypto/bytes.ts'
import { reporterKeys } from '#crypto/card.ts'
import { readCode } from '#crypto/code.ts'
import { parseAskBody, parseDecideBody } from '#crypto/decision.ts'
import { EVENT_FIELDS, parsePayload } from '#crypto/payload.ts'
import { openReporterCase } from '#crypto/reporter-case.ts'
import { dayFrom, hashOf } from '#crypto/types.ts'
import type { DecisionPages, DecisionRow } from '#crypto/answers.ts'
import type { DeskWrite } from '#crypto/worker/messages.ts'
import { bodyOf } from './framed.ts'
import { joined } from './key-steps.ts'
import { listRows } from './memory-keys.ts'
import { directory, founded, openAtDesk, organisation, report, returning, send } from './people.ts'
import type { Staff } from './people.ts'

const org = await organisation()
const { server, legal, external, root } = org
const safety = await founded(server, root, { label: 'Safety desk', roles: ['EHS'], independent: false }, 'Safety One')
server.rosters = []
const draft = await root.draftRoster({ status: server.founding(), now: 0 })
server.publish((await root.signFirstRoster({ shown: draft, compared: draft.desks.map(({ deskId }) => deskId), today: server.today, now: 0 })).rosterFile)

const given = () => ({ place: server.auditPlace(), today: server.today, now: 0, addTeam: null, columns: null, summary: null })
const reads = { state: 'DECLINED', reason: 'N-02', text: 'We cannot take this up.', endDay: '21000' }

async function proposed(by: Staff = legal) {
  const { caseId, digits } = await report(org, { text: 'words' }, [legal.deskId, external.deskId])
  await openAtDesk(server, by, caseId)
  const proposal: DeskWrite = { type: 'proposal', fields: { kind: 'decline', body: '{}' }, lang: 'en', reads }
  const job = await by.party.sealWrites({ caseId, writes: [proposal], acts: [{ kind: 'propose' }], ...given() })
  await send(server, by.party, job)
  return { caseId, digits, digest: job.proposals[0] ?? '' }
}

async function approved(caseId: string, digest: string, by: Staff, event: DeskWrite = { type: 'event', fields: { ...reads, sinceDay: '20001' }, lang: 'en' }, more: { outside?: string; page?: string } = {}) {
  await openAtDesk(server, by, caseId)
  const approval: DeskWrite = { type: 'approval', fields: { proposal: digest, verdict: 'approve', ...more }, lang: 'en' }
  await send(server, by.party, await by.party.sealWrites({ caseId, writes: [approval, event], acts: [{ kind: 'decide', proposal: digest, verdict: 'approve' }], ...given() }))
}

async function signersOf(digits: string) {
  const { view } = await returning(org, digits)
  return view.timeline.flatMap((entry) => (entry.type === 'event' ? [[entry.signers, Object.keys(entry.fields).includes('assents')]] : []))
}

// What the newest event of a case carries, as her own device reads it.
function assentsIn(filed: { caseId: string; digits: string }): Uint8Array {
  return held(filed).bytes
}

function held({ caseId, digits }: { caseId: string; digits: string }) {
  const read = readCode(digits)
  if (read.kind !== 'ok') throw new Error('no code')
  const opened = openReporterCase(server.instance, reporterKeys(server.instance, read.code), server.forReporter(caseId), hashOf('root-fp', bytesFromHex(org.rootFp)), dayFrom(server.today))
  const event = opened.view.entries.findLast(({ type }) => type === 'event')
  return { ...opened, bytes: parsePayload(EVENT_FIELDS, event?.payload ?? new Uint8Array()).values.assents ?? new Uint8Array() }
}

// One member with the key of the team, alone.
async function sendEvent(caseId: string, fields: typeof reads & { assents: string }): Promise<void> {
  await openAtDesk(server, legal, caseId)
  await send(server, legal.party, await legal.party.sealWrites({ caseId, writes: [{ type: 'event', fields, lang: 'en' }], ...given() }))
}

test('the reporter sees that two people of her teams stand under a refusal; one alone cannot make it look so', async () => {
  const { caseId, digits, digest } = await proposed()
  await approved(caseId, digest, external)
  expect(await signersOf(digits)).toEqual([[['Legal desk', 'External desk'], false]])
  const alone = await proposed()
  await openAtDesk(server, legal, alone.caseId)
  await send(server, legal.party, await legal.party.sealWrites({ caseId: alone.caseId, writes: [{ type: 'event', fields: reads, lang: 'en' }], ...given() }))
  expect(await signersOf(alone.digits)).toEqual([[undefined, false]])
}, 60_000)

test('the proposer who approves alone, other words, another case, the same names a second time: nobody stands under it', async () => {
  const { caseId, digits, digest } = await proposed()
  await approved(caseId, digest, legal)
  expect(await signersOf(digits)).toEqual([[undefined, false]])
  const words = await proposed()
  await approved(words.caseId, words.digest, external, { type: 'event', fields: { ...reads, text: 'Something harsher.' }, lang: 'en' })
  expect(await signersOf(words.digits)).toEqual([[undefined, false]])
  const agreed = await proposed()
  await approved(agreed.caseId, agreed.digest, external)
  const carried = assentsIn(agreed)
  const again = { ...reads, assents: hexFromBytes(carried) }
  await sendEvent(agreed.caseId, again)
  await sendEvent(words.caseId, again)
  expect([await signersOf(agreed.digits), await signersOf(words.digits)]).toEqual([
    [[['Legal desk', 'External desk'], false], [undefined, false]], [[undefined, false], [undefined, false]]])
}, 60_000)

test('one person twice, a handler as the second, a bit turned over, a list missing or emptied: nobody stands under it, and her conversation opens', async () => {
  const { caseId, digits, digest } = await proposed()
  const handler = await joined(org, legal, 'Legal Two')
  await approved(caseId, digest, handler)
  expect(await signersOf(digits)).toEqual([[undefined, false]])
  const byHandler = assentsIn({ caseId, digits })
  expect(parseAssents(byHandler).signed.map(({ memberId }) => memberId)).toEqual([legal.memberId, handler.memberId])
  const agreed = await proposed(handler)
  await approved(agreed.caseId, agreed.digest, external)
  const { view, book, bytes } = held(agreed)
  const epoch = view.newest
  const place = { book, caseId: epoch.header.caseId, under: epoch.roster.roster, desks: epoch.desks }
  const words = assentWords(reads)
  expect(assentedBy(bytes, words, place)).toEqual([legal.deskId, external.deskId])
  expect(assentedBy(bytes, words, { ...place, desks: epoch.desks.filter((id) => id !== legal.deskId) })).toBe(null)
  const real = parseAssents(bytes)
  const [first, second] = real.signed
  const turned = { ...second, sig: second.sig.with(3, (second.sig[3] ?? 0) ^ 1) }
  const wrong = [
    bytes.slice(1), new Uint8Array(5), bytes.with(0, (bytes[0] ?? 0) ^ 1),
    encodeAssents({ ...real, signed: [second, second] }), encodeAssents({ ...real, signed: [second, first] }), encodeAssents({ ...real, signed: [first, turned] }),
    encodeAssents({ ...real, signed: [first, { ...second, deskId: first.deskId }] }), encodeAssents({ ...real, signed: [turned, second] }),
    encodeAssents({ ...real, lists: real.lists.slice(1) }), encodeAssents({ ...real, lists: real.lists.map((list) => ({ ...list, changes: [] })) }),
  ]
  expect(wrong.map((made) => assentedBy(made ?? bytes, words, place))).toEqual(wrong.map(() => null))
  for (const made of wrong) await sendEvent(caseId, { ...reads, assents: hexFromBytes(made ?? bytes) })
  expect(await signersOf(digits)).toEqual([byHandler, ...wrong].map(() => [undefined, false]))
}, 60_000)

test('somebody at a desk that does not read signs for a case that they are not told, and the reporter sees whose desk it was', async () => {
  const { caseId, digits, digest } = await proposed()
  await openAtDesk(server, legal, caseId)
  const ask = parseAskBody(await bodyOf(server, legal, await legal.party.sealAsk({ caseId, digest, toDesk: safety.deskId, severity: 'S2 P3', day: server.today, ...given() })))
  const pages: DecisionPages = { pages: [{ pageId: ask.pageId, day: server.today, page: base64FromBytes(ask.page), answered: false }], lists: [listRows(server, legal.deskId)] }
  await directory(server, safety)
  const [page] = await safety.party.openPages({ deskId: safety.deskId, answer: pages, now: 0 })
  expect(page?.bound).toMatch(/^[0-9a-f]{64}$/)
  expect(JSON.stringify(page)).not.toContain(caseId)
  const answerOf = async (told: typeof reads | undefined) => parseDecideBody(await bodyOf(server, safety, await safety.party.sealDecision({
    deskId: safety.deskId, pageId: ask.pageId, verdict: 'approve', text: '', day: server.today, place: server.auditPlace(), today: server.today, now: 0, ...(told === undefined ? {} : { reads: told }) }))).answerBytes
  const answer = await answerOf(reads)
  expect(answer.length - (await answerOf(undefined)).length).toBe(64)
  const row: DecisionRow = { pageId: ask.pageId, digest, toDesk: safety.deskId, day: server.today, answer: base64FromBytes(answer) }
  await openAtDesk(server, legal, caseId)
  const home = await legal.party.openDecision({ caseId, row, severity: 'S2 P3', now: 0 })
  expect(bytesFromBase64(row.answer ?? '')).toEqual(bytesFromHex(home?.outside ?? ''))
  await approved(caseId, digest, legal, undefined, { outside: home?.outside ?? '', page: home?.page ?? '' })
  expect(await signersOf(digits)).toEqual([[['Legal desk', 'Safety desk'], false]])
}, 60_000)
