// Casework from device to device: who writes it, who reads it, and that the server is told what the sealed words say.
import { expect, test } from 'vitest'
import { parseWriteBody } from '#crypto/bodies.ts'
import type { CaseAct, DeskWrite } from '#crypto/worker/messages.ts'
import { codeOfAsync } from '#test/crypto/refusal.ts'
import { bodyOf } from './framed.ts'
import { joined } from './key-steps.ts'
import { openAtDesk, organisation, report, returning, writeAtDesk } from './people.ts'

const work = (kind: string, body: string, object = '00'.repeat(16)): DeskWrite => ({ type: 'work', fields: { kind, object, body }, lang: 'en' })
const proposal: DeskWrite = { type: 'proposal', fields: { kind: 'decline', body: '{"reason":"N-02"}' }, lang: 'en' }
const approval = (digest: string, verdict: 'approve' | 'back' = 'approve'): DeskWrite => ({ type: 'approval', fields: { proposal: digest, verdict, text: '' }, lang: 'en' })

const org = await organisation()
const { server, legal, external } = org
const second = await joined(org, legal, 'Legal Two')

async function sealed(caseId: string, writes: DeskWrite[], acts: CaseAct[], staff = legal) {
  return await staff.party.sealWrites({ caseId, writes, acts, addTeam: null, columns: null, summary: null, place: server.auditPlace(), today: server.today, now: 0 })
}

test('the first work record opens the room of a single desk, where there is still nobody to talk to', async () => {
  const { caseId, digits } = await report(org, { text: 'one' }, [legal.deskId])
  await openAtDesk(server, legal, caseId)
  await writeAtDesk(server, legal, caseId, [work('plan', '{"text":"look"}'), work('task', '{"title":"call"}', 'ab'.repeat(16))])
  const seen = await openAtDesk(server, second, caseId)
  expect(seen.room).toEqual({ state: 'open', canWrite: true, teams: 1, said: false })
  expect(seen.timeline.slice(1)).toMatchObject([
    { type: 'work', stream: 'room', work: { kind: 'plan', object: '00'.repeat(16), body: '{"text":"look"}' }, author: { label: 'Legal One', role: 'lead', deskId: legal.deskId, team: 'Legal desk' } },
    { type: 'work', work: { kind: 'task', object: 'ab'.repeat(16) } },
  ])
  expect(seen.people.map(({ name, role, desk, roles }) => [name, role, desk, roles])).toEqual([['Legal One', 'lead', 'Legal desk', ['LEGAL']], ['Legal Two', 'handler', 'Legal desk', ['LEGAL']]])
  expect((await returning(org, digits)).view.timeline.map(({ type }) => type)).toEqual(['report'])
  await writeAtDesk(server, second, caseId, [{ type: 'room', fields: { text: 'to whom?' }, lang: 'en' }])
  expect((await openAtDesk(server, legal, caseId)).room.said).toBe(true)
}, 60_000)

test('a proposal and its approval travel in one request with a word to the reporter, and the acts name the digest', async () => {
  const { caseId } = await report(org, { text: 'one' }, [legal.deskId, external.deskId])
  await openAtDesk(server, legal, caseId)
  const job = await sealed(caseId, [work('plan', '{}'), proposal], [{ kind: 'propose' }, { kind: 'clock-set', clockId: 'c1'.repeat(16), dueDay: 30, notices: [15, 30] }])
  const [digest = ''] = job.proposals
  const body = parseWriteBody(await bodyOf(server, legal, job))
  expect(body.acts).toEqual([{ kind: 'clock-set', clockId: 'c1'.repeat(16), dueDay: 30, notices: [15, 30] }, { kind: 'propose', digest }])
  server.post((await legal.party.sign({ job: job.job, challenge: server.challenge(), now: 0 })).frame)
  const seen = await openAtDesk(server, external, caseId)
  const entry = seen.timeline.find(({ type }) => type === 'proposal')
  expect(entry).toMatchObject({ digest, proposal: { kind: 'decline' }, author: { id: legal.memberId, team: 'Legal desk' } })
  const decided = await sealed(caseId, [approval(digest), { type: 'event', fields: { state: 'DECLINED', text: 'No.' }, lang: 'en' }], [{ kind: 'decide', proposal: digest, verdict: 'approve' }], external)
  expect(parseWriteBody(await bodyOf(server, external, decided)).transmissions).toHaveLength(2)
  server.post((await external.party.sign({ job: decided.job, challenge: server.challenge(), now: 0 })).frame)
  const last = await openAtDesk(server, legal, caseId)
  expect(last.timeline.find(({ type }) => type === 'approval')).toMatchObject({ approval: { proposal: digest, verdict: 'approve', text: '', outside: null }, author: { team: 'External desk' } })
  expect(new Set(last.timeline.map((one) => one.digest)).size).toBe(last.timeline.length)
}, 60_000)

test('acts and words that say different things are never sealed', async () => {
  const { caseId } = await report(org, { text: 'one' }, [legal.deskId])
  await openAtDesk(server, legal, caseId)
  const digest = 'ab'.repeat(32)
  const wrong: readonly (readonly [DeskWrite[], CaseAct[]])[] = [
    [[proposal], []], [[], [{ kind: 'propose' }]], [[proposal], [{ kind: 'propose' }, { kind: 'propose' }]],
    [[approval(digest)], []], [[], [{ kind: 'decide', proposal: digest, verdict: 'approve' }]],
    [[approval(digest)], [{ kind: 'decide', proposal: digest, verdict: 'back' }]], [[approval(digest)], [{ kind: 'decide', proposal: 'cd'.repeat(32), verdict: 'approve' }]],
    [[], [{ kind: 'hold', on: true }, { kind: 'hold', on: false }]], [[], [{ kind: 'clock-set', clockId: 'c1'.repeat(16), dueDay: 9, notices: [9, 9] }]], [[], []]]
  for (const [writes, acts] of wrong) expect(await codeOfAsync(async () => { await sealed(caseId, writes, acts) })).toBe('usage')
  const alone = await sealed(caseId, [], [{ kind: 'hold', on: true }, { kind: 'watch', untilDay: 20_900 }])
  expect(parseWriteBody(await bodyOf(server, legal, alone))).toMatchObject({ transmissions: [], acts: [{ kind: 'hold', on: true }, { kind: 'watch', untilDay: 20_900 }] })
}, 60_000)

test('a desk that joins with history reads the casework of before, one behind a wall what follows', async () => {
  const { caseId } = await report(org, { text: 'one' }, [legal.deskId])
  await openAtDesk(server, legal, caseId)
  await writeAtDesk(server, legal, caseId, [work('plan', '{"text":"before"}')])
  await openAtDesk(server, legal, caseId)
  await writeAtDesk(server, legal, caseId, [work('plan', '{"text":"after"}')], null, null, { deskId: external.deskId, history: false })
  const seen = await openAtDesk(server, external, caseId)
  expect(seen.timeline.flatMap((entry) => (entry.type === 'work' ? [entry.work.body] : []))).toEqual(['{"text":"after"}'])
  expect((await openAtDesk(server, legal, caseId)).people.map(({ desk }) => desk).sort()).toEqual(['External desk', 'Legal desk', 'Legal desk'])
}, 60_000)
