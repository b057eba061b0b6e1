// A decision from outside a case (§5.6), from device to device: asked without the case, answered under a signature, carried home.
import { expect, test } from 'vitest'
import type { DecisionPages, DecisionRow } from '#crypto/answers.ts'
import { base64FromBytes } from '#crypto/base64.ts'
import { hexFromBytes } from '#crypto/bytes.ts'
import { pagePayload, parseAskBody, parseDecideBody } from '#crypto/decision.ts'
import type { DeskWrite } from '#crypto/worker/messages.ts'
import { codeOfAsync } from '#test/crypto/refusal.ts'
import { actionIn, bodyOf } from './framed.ts'
import { listRows } from './memory-keys.ts'
import { directory, founded, openAtDesk, organisation, report, send, writeAtDesk } from './people.ts'
import type { Staff } from './people.ts'

const org = await organisation()
const { server, legal, external, root } = org
const safety = await founded(server, root, { label: 'Safety desk', roles: ['EHS'], independent: false }, 'Safety One')
server.rosters = []
const shown = await root.draftRoster({ status: server.founding(), now: 0 })
server.publish((await root.signFirstRoster({ shown, compared: shown.desks.map(({ deskId }) => deskId), today: server.today, now: 0 })).rosterFile)

const proposal = { kind: 'decline', body: '{"reason":"N-02","text":"We cannot take this up."}' }
const severity = 'S2 P3'
const given = () => ({ place: server.auditPlace(), today: server.today, now: 0 })

async function proposed(recipients: string[], never: string[] = []) {
  const { caseId } = await report(org, { text: 'SECRET WORDS' }, recipients, { roles: [], desks: never })
  await openAtDesk(server, legal, caseId)
  const job = await legal.party.sealWrites({
    caseId, writes: [{ type: 'proposal', fields: proposal, lang: 'en' }], acts: [{ kind: 'propose' }], addTeam: null, columns: null, summary: null, ...given() })
  await send(server, legal.party, job)
  await openAtDesk(server, legal, caseId)
  return { caseId, digest: job.proposals[0] ?? '' }
}
async function asked(caseId: string, digest: string, toDesk: string) {
  return parseAskBody(await bodyOf(server, legal, await legal.party.sealAsk({ caseId, digest, toDesk, severity, day: server.today, ...given() })))
}
function pagesWith(pageId: string, page: Uint8Array): DecisionPages {
  return { pages: [{ pageId, day: server.today, page: base64FromBytes(page), answered: false }], lists: [listRows(server, legal.deskId)] }
}
async function answered(staff: Staff, pageId: string, verdict: 'approve' | 'back', text: string) {
  return parseDecideBody(await bodyOf(server, staff, await staff.party.sealDecision({ deskId: staff.deskId, pageId, verdict, text, day: server.today, ...given() })))
}

test('a page is read without the case, answered, carried into the room, and believed by everybody who reads it', async () => {
  const { caseId, digest } = await proposed([legal.deskId, external.deskId])
  const ask = await asked(caseId, digest, safety.deskId)
  expect([ask.caseId, ask.deskId, ask.toDesk, ask.digest, actionIn(ask.audit)]).toEqual([caseId, legal.deskId, safety.deskId, digest, 'ask'])
  await directory(server, safety)
  const [page] = await safety.party.openPages({ deskId: safety.deskId, answer: pagesWith(ask.pageId, ask.page), now: 0 })
  expect(page).toEqual({ ...proposal, severity, pageId: ask.pageId, digest, day: server.today, answered: false, by: { memberId: legal.memberId, name: 'Legal One', deskId: legal.deskId, label: 'Legal desk', role: 'lead' } })
  const said = JSON.stringify(page)
  expect([said.includes(caseId), said.includes('SECRET')]).toEqual([false, false])
  const decide = await answered(safety, ask.pageId, 'approve', 'I agree, see article 4.')
  expect(actionIn(decide.audit)).toBe('decide')
  const row: DecisionRow = { pageId: ask.pageId, digest, toDesk: safety.deskId, day: server.today, answer: base64FromBytes(decide.answerBytes) }
  const home = await legal.party.openDecision({ caseId, row, severity, now: 0 })
  // Weighed otherwise since: the page is not what they would read today, and nothing of it can be carried.
  expect(await legal.party.openDecision({ caseId, row, severity: 'S3 P2', now: 0 })).toMatchObject({ verdict: 'approve', page: null })
  expect(home).toMatchObject({ verdict: 'approve', text: 'I agree, see article 4.', by: { memberId: safety.memberId, name: 'Safety One', label: 'Safety desk', role: 'lead' } })
  const carried: DeskWrite = { type: 'approval', fields: { proposal: digest, verdict: 'approve', text: 'see above', outside: hexFromBytes(decide.answerBytes), page: home?.page ?? '' }, lang: 'en' }
  await send(server, legal.party, await legal.party.sealWrites({ caseId, writes: [carried], acts: [{ kind: 'decide', proposal: digest, verdict: 'approve' }], addTeam: null, columns: null, summary: null, ...given() }))
  for (const staff of [legal, external]) {
    const seen = await openAtDesk(server, staff, caseId)
    expect(seen.timeline.at(-1)).toMatchObject({ approval: { proposal: digest, outside: { memberId: safety.memberId, name: 'Safety One', deskId: safety.deskId, role: 'lead' }, shown: { ...proposal, severity } }, author: { id: legal.memberId } })
  }
}, 60_000)

test('a decision that is carried to another proposal, under another verdict, or made up, proves nobody', async () => {
  const { caseId, digest } = await proposed([legal.deskId])
  const other = await proposed([legal.deskId])
  const ask = await asked(other.caseId, other.digest, safety.deskId).catch(() => null)
  expect(ask).not.toBe(null)
  await directory(server, safety)
  if (ask === null) return
  await safety.party.openPages({ deskId: safety.deskId, answer: pagesWith(ask.pageId, ask.page), now: 0 })
  const { answerBytes } = await answered(safety, ask.pageId, 'approve', '')
  const page = hexFromBytes(pagePayload({ ...proposal, severity }))
  for (const [verdict, outside] of [['approve', hexFromBytes(answerBytes)], ['approve', '00'], ['approve', hexFromBytes(answerBytes.with(60, 9))]] as const) {
    await openAtDesk(server, legal, caseId)
    await send(server, legal.party, await legal.party.sealWrites({
      caseId, writes: [{ type: 'approval', fields: { proposal: digest, verdict, outside, page }, lang: 'en' }], acts: [{ kind: 'decide', proposal: digest, verdict }], addTeam: null, columns: null, summary: null, ...given() }))
  }
  const seen = await openAtDesk(server, legal, caseId)
  expect(seen.timeline.flatMap((entry) => (entry.type === 'approval' ? [entry.approval.outside] : []))).toEqual(['unproven', 'unproven', 'unproven'])
  const row = { pageId: ask.pageId, digest, toDesk: safety.deskId, day: server.today }
  expect(await legal.party.openDecision({ caseId, row: { ...row, answer: base64FromBytes(answerBytes) }, severity, now: 0 })).toBe(null)
  expect(await legal.party.openDecision({ caseId, row: { ...row, answer: null }, severity, now: 0 })).toBe(null)
}, 60_000)

test('a page for another desk, under another number, changed, or of a desk whose list is not there does not open', async () => {
  const { caseId, digest } = await proposed([legal.deskId])
  const { pageId, page } = await asked(caseId, digest, safety.deskId)
  await directory(server, safety)
  await directory(server, external)
  const open = async (staff: Staff, answer: DecisionPages) => await staff.party.openPages({ deskId: staff.deskId, answer, now: 0 })
  const honest = pagesWith(pageId, page)
  expect(await open(external, honest)).toEqual([null])
  for (const wrong of [pagesWith('ab'.repeat(16), page), pagesWith(pageId, page.with(1300, (page[1300] ?? 0) ^ 1)), { ...honest, lists: [] }, { ...honest, lists: [{ ...listRows(server, external.deskId), deskId: legal.deskId }] }]) {
    expect(await open(safety, wrong)).toEqual([null])
  }
  expect(await codeOfAsync(async () => { await answered(external, pageId, 'approve', '') })).toContain('unprepared')
})

test('only the proposer asks, about a proposal of this case, and never a desk that the reporter keeps out', async () => {
  const { caseId, digest } = await proposed([legal.deskId], [safety.deskId])
  const ask = async (toDesk: string, of = digest) => await codeOfAsync(async () => { await asked(caseId, of, toDesk) })
  expect([await ask(safety.deskId), await ask(legal.deskId), await ask(external.deskId, 'ab'.repeat(32))]).toEqual(['excluded', 'excluded', 'usage'])
  expect(await ask(external.deskId)).toBe('nothing refused')
  expect((await openAtDesk(server, legal, caseId)).summary.keptOut).toBe(safety.deskId)
  await writeAtDesk(server, legal, caseId, [{ type: 'room', fields: { text: 'a note is no proposal' }, lang: 'en' }])
  const seen = await openAtDesk(server, legal, caseId)
  expect(await ask(external.deskId, seen.timeline.at(-1)?.digest)).toBe('usage')
}, 60_000)

test('an answer that is carried without its page, or with another one, is nobody\'s', async () => {
  const { caseId, digest } = await proposed([legal.deskId])
  const ask = await asked(caseId, digest, safety.deskId)
  await directory(server, safety)
  await safety.party.openPages({ deskId: safety.deskId, answer: pagesWith(ask.pageId, ask.page), now: 0 })
  const outside = hexFromBytes((await answered(safety, ask.pageId, 'approve', '')).answerBytes)
  const milder = pagePayload({ ...proposal, severity: 'S1 P4' })
  const carriedWith: readonly { page?: string }[] = [{}, { page: hexFromBytes(milder) }, { page: '00' }]
  for (const page of carriedWith) {
    await openAtDesk(server, legal, caseId)
    await send(server, legal.party, await legal.party.sealWrites({
      caseId, writes: [{ type: 'approval', fields: { proposal: digest, verdict: 'approve', outside, ...page }, lang: 'en' }], acts: [{ kind: 'decide', proposal: digest, verdict: 'approve' }], addTeam: null, columns: null, summary: null, ...given() }))
  }
  const seen = await openAtDesk(server, legal, caseId)
  expect(seen.timeline.flatMap((entry) => (entry.type === 'approval' ? [[entry.approval.outside, entry.approval.shown]] : []))).toEqual([1, 2, 3].map(() => ['unproven', null]))
}, 60_000)
