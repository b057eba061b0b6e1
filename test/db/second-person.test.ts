import { expect } from 'vitest'
import { bytesOf, dayFrom } from '#db/model/ids.ts'
import { sealed } from '#db/model/sealed.ts'
import type { CaseAct } from '#db/steps/case-acts.server.ts'
import { onEachEngine } from '#test/world/database.ts'
import { act, caseworkOn, replyOf, roomOf, versionOf, wordsOf, write, type Casework } from './casework.ts'
import { bytes, message, newEpoch, party, reporterParty, talkOf, today } from './organisation.ts'
import { openProposal } from './second-person.ts'

const propose = (digest: Uint8Array): CaseAct => ({ kind: 'propose', digest })
const decide = (digest: Uint8Array, verdict: 'approve' | 'back' | 'aside' = 'approve'): CaseAct => ({ kind: 'decide', digest, verdict })
const hold: CaseAct = { kind: 'hold', on: true }

/** A decline beside these acts. */
async function declining(work: Casework) {
  const columns = { expectedVersion: await versionOf(work), state: 'DECLINED', turn: 'reporter', nextDay: null, endDay: dayFrom(today + 30), assignee: null } as const
  return { columns, transmissions: [await replyOf(work)] }
}

async function stateOf({ db, caseId }: Casework): Promise<string> {
  return (await db.tables.selectFrom('cases').select('state').where('case_id', '=', bytesOf(caseId)).executeTakeFirstOrThrow()).state
}

function proposals({ db, caseId }: Casework) {
  return db.tables.selectFrom('proposals').select(['state', 'decided_by']).where('case_id', '=', bytesOf(caseId)).execute()
}

onEachEngine('a case is declined by two people: one proposes, another approves in the write that tells the reporter', async (db) => {
  const work = await caseworkOn(db)
  const digest = bytes(32)
  expect(await act(work, work.lead, [], await declining(work))).toEqual({ ok: false, reason: 'second-person' })
  expect(await act(work, work.handler, [propose(digest)])).toMatchObject({ ok: true })
  expect(await act(work, work.handler, [decide(digest)], await declining(work))).toEqual({ ok: false, reason: 'wrong-role' })
  expect(await stateOf(work)).toBe('TRIAGE')
  expect(await act(work, work.lead, [decide(digest)], await declining(work))).toMatchObject({ ok: true })
  expect(await stateOf(work)).toBe('DECLINED')
  expect(await proposals(work)).toEqual([{ state: 'approved', decided_by: bytesOf(work.lead.memberId) }])
})

onEachEngine('nobody approves what they proposed, and nobody sends back what they proposed; they can take it back', async (db) => {
  const work = await caseworkOn(db)
  const digest = bytes(32)
  expect(await act(work, work.lead, [propose(digest)])).toMatchObject({ ok: true })
  for (const verdict of ['approve', 'back'] as const) expect(await act(work, work.lead, [decide(digest, verdict)])).toEqual({ ok: false, reason: 'second-person' })
  expect(await act(work, work.lead, [decide(digest)], await declining(work))).toEqual({ ok: false, reason: 'second-person' })
  const both = bytes(32)
  expect(await act(work, work.lead, [propose(both), decide(both)], await declining(work))).toEqual({ ok: false, reason: 'second-person' })
  expect(await act(work, work.lead, [decide(digest, 'aside')])).toMatchObject({ ok: true })
  expect(await act(work, work.otherLead, [decide(digest)], await declining(work))).toEqual({ ok: false, reason: 'conflict' })
  expect(await stateOf(work)).toBe('TRIAGE')
})

onEachEngine('an approval counts once, in its own write, and only for a proposal of this case', async (db) => {
  const work = await caseworkOn(db)
  const elsewhere = await caseworkOn(db)
  const { legal } = work.minato
  const foreign = await openProposal(db, elsewhere.minato.legal, elsewhere.caseId)
  expect(await act(work, work.lead, [decide(foreign)], await declining(work))).toEqual({ ok: false, reason: 'conflict' })
  expect(await act(work, work.lead, [decide(bytes(32))], await declining(work))).toEqual({ ok: false, reason: 'conflict' })
  const digest = await openProposal(db, legal, work.caseId)
  // Two things at once take two approvals.
  expect(await act(work, work.lead, [decide(digest), hold], await declining(work))).toEqual({ ok: false, reason: 'second-person' })
  expect(await act(work, work.lead, [decide(digest), hold])).toMatchObject({ ok: true })
  expect(await act(work, work.lead, [decide(digest)], await declining(work))).toEqual({ ok: false, reason: 'conflict' })
  expect(await act(work, work.otherLead, [decide(await openProposal(db, legal, work.caseId), 'back')], await declining(work))).toEqual({ ok: false, reason: 'second-person' })
  const approved = await openProposal(db, legal, work.caseId)
  expect(await act(work, work.lead, [decide(approved)])).toMatchObject({ ok: true })
  expect(await act(work, work.lead, [], await declining(work))).toEqual({ ok: false, reason: 'second-person' })
})

onEachEngine('whoever does not read the case decides nothing in it', async (db) => {
  const work = await caseworkOn(db)
  const elsewhere = await caseworkOn(db)
  const { legal, external } = work.minato
  const digest = await openProposal(db, legal, work.caseId)
  const acts = [decide(digest)]
  const declined = await declining(work)
  expect(await act(work, external.scope, acts, declined)).toEqual({ ok: false, reason: 'not-yours' })
  expect(await act(work, external.scope, acts, { ...declined, deskId: external.deskId })).toEqual({ ok: false, reason: 'gone' })
  expect(await act(work, elsewhere.lead, acts, { ...declined, deskId: elsewhere.minato.legal.deskId })).toEqual({ ok: false, reason: 'gone' })
  // Under the name of somebody who may: the words must be of whoever signs the request.
  expect(await write(work, work.lead, { acts, ...declined, transmissions: [...declined.transmissions, await wordsOf(work, work.otherLead)] })).toEqual({ ok: false, reason: 'not-allowed' })
  expect(await proposals(work)).toEqual([{ state: 'open', decided_by: null }])
})

onEachEngine('a proposal and a decision come with their sealed words in the room', async (db) => {
  const work = await caseworkOn(db)
  const digest = bytes(32)
  expect(await write(work, work.lead, { acts: [propose(digest)] })).toEqual({ ok: false, reason: 'not-allowed' })
  expect(await write(work, work.lead, { acts: [propose(digest)], transmissions: [await replyOf(work)] })).toEqual({ ok: false, reason: 'not-allowed' })
  const words = await wordsOf(work, work.lead)
  expect(await write(work, work.lead, { acts: [propose(digest), propose(bytes(32))], transmissions: [words] })).toEqual({ ok: false, reason: 'not-allowed' })
  expect(await write(work, work.lead, { acts: [propose(digest)], transmissions: [words] })).toMatchObject({ ok: true })
  expect(await write(work, work.otherLead, { acts: [decide(digest)] })).toEqual({ ok: false, reason: 'not-allowed' })
  expect(await act(work, work.otherLead, [propose(digest)])).toEqual({ ok: false, reason: 'conflict' })
})

onEachEngine('a hold is set and lifted by a lead with a second person', async (db) => {
  const work = await caseworkOn(db)
  const held = async () => (await db.tables.selectFrom('cases').select('held').where('case_id', '=', bytesOf(work.caseId)).executeTakeFirstOrThrow()).held
  expect(await act(work, work.lead, [hold])).toEqual({ ok: false, reason: 'second-person' })
  const digest = await openProposal(db, work.minato.legal, work.caseId)
  expect(await act(work, work.handler, [decide(digest), hold])).toEqual({ ok: false, reason: 'wrong-role' })
  expect(await held()).toBe(false)
  expect(await act(work, work.lead, [decide(digest), hold])).toMatchObject({ ok: true })
  expect(await held()).toBe(true)
  expect(await act(work, work.handler, [{ kind: 'hold', on: false }])).toEqual({ ok: false, reason: 'wrong-role' })
  expect(await act(work, work.lead, [{ kind: 'hold', on: false }])).toEqual({ ok: false, reason: 'second-person' })
  expect(await held()).toBe(true)
  const lifting = await openProposal(db, work.minato.legal, work.caseId)
  expect(await act(work, work.lead, [decide(lifting), { kind: 'hold', on: false }])).toMatchObject({ ok: true })
  expect(await held()).toBe(false)
})

onEachEngine('a watch is begun and prolonged by anybody, and cut short by two people only', async (db) => {
  const work = await caseworkOn(db)
  const watch = (untilDay: number | null): CaseAct => ({ kind: 'watch', untilDay: untilDay === null ? null : dayFrom(untilDay) })
  const until = async () => (await db.tables.selectFrom('cases').select('watch_until_day').where('case_id', '=', bytesOf(work.caseId)).executeTakeFirstOrThrow()).watch_until_day
  expect(await act(work, work.handler, [watch(today + 30)])).toMatchObject({ ok: true })
  expect(await act(work, work.handler, [watch(today + 365)])).toMatchObject({ ok: true })
  for (const sooner of [null, today, today + 364]) expect(await act(work, work.lead, [watch(sooner)])).toEqual({ ok: false, reason: 'second-person' })
  expect(await until()).toBe(today + 365)
  expect(await act(work, work.lead, [decide(await openProposal(db, work.minato.legal, work.caseId)), watch(null)])).toMatchObject({ ok: true })
  expect(await until()).toBeNull()
})

onEachEngine('a team joins by a lead with a second person', async (db) => {
  const work = await caseworkOn(db)
  const { legal, external, roster } = work.minato
  const digest = await openProposal(db, legal, work.caseId)
  const grown = newEpoch(1, [legal, external], roster, { heads: [{ author: reporterParty, n: 0 }] })
  const desk = party(2, legal.deskId)
  const joining = (member: Uint8Array) => {
    const heads = [{ author: party(3, work.lead.memberId), n: 0 }]
    const wide = { ...newEpoch(1, [legal, external], roster, { reporter: false, heads }), anchor: grown.ctx }
    const n = member.join() === party(3, work.lead.memberId).join() ? 1 : 0
    return [talkOf(1, [message(desk, 0)], grown), roomOf([message(member, n), message(member, n + 1)], wide)]
  }
  expect(await write(work, work.lead, { transmissions: joining(party(3, work.lead.memberId)) })).toEqual({ ok: false, reason: 'second-person' })
  expect(await write(work, work.handler, { transmissions: joining(party(3, work.handler.memberId)), acts: [decide(digest)] })).toEqual({ ok: false, reason: 'wrong-role' })
  expect(await write(work, work.lead, { transmissions: joining(party(3, work.lead.memberId)), acts: [decide(digest)] })).toMatchObject({ ok: true })
  expect(await db.tables.selectFrom('case_desks').select('desk_id').where('case_id', '=', bytesOf(work.caseId)).execute()).toHaveLength(2)
})

onEachEngine('where another desk has answered on its page, the proposer carries the decision in', async (db) => {
  const work = await caseworkOn(db)
  const { legal, external } = work.minato
  const digest = await openProposal(db, legal, work.caseId, work.lead.memberId)
  const answered = async (verdict: 'approve' | 'back') => {
    await db.tables.insertInto('decision_pages').values({
      instance_id: bytesOf(work.minato.instance), page_id: bytes(16), case_id: bytesOf(work.caseId), digest, desk_id: bytesOf(legal.deskId), to_desk: bytesOf(external.deskId),
      member_id: bytesOf(work.lead.memberId), day: today, page: sealed('page', bytes(2000)), answer: sealed('answer', bytes(900)), verdict,
      answered_by: bytesOf(external.lead), answered_day: today,
    }).execute()
  }
  await answered('back')
  expect(await act(work, work.lead, [decide(digest)], await declining(work))).toEqual({ ok: false, reason: 'second-person' })
  await db.tables.deleteFrom('decision_pages').where('digest', '=', digest).execute()
  await answered('approve')
  expect(await act(work, work.lead, [decide(digest)], await declining(work))).toMatchObject({ ok: true })
  expect(await stateOf(work)).toBe('DECLINED')
})
