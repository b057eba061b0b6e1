import { expect } from 'vitest'
import { answerDecision, type Answering } from '#db/commands/answer-decision.server.ts'
import { askDecision, type Asking } from '#db/commands/ask-decision.server.ts'
import { bytesOf, dayFrom, deskIdFrom } from '#db/model/ids.ts'
import { caseForDesk } from '#db/queries/case-for-desk.server.ts'
import { pagesForDesk } from '#db/queries/decision-pages.server.ts'
import { scopeOfMember } from '#db/scope.ts'
import { onEachEngine } from '#test/world/database.ts'
import { act, caseworkOn, type Casework } from './casework.ts'
import { colleagueOf } from './desk-life.ts'
import { bytes, today } from './organisation.ts'
import { entryFor, recorded } from './record.ts'
import { openProposal } from './second-person.ts'

interface Asked {
  readonly work: Casework
  readonly digest: Uint8Array
  ask(change?: Partial<Asking>): Promise<Asking>
  answer(page: Asking, change?: Partial<Answering>): Omit<Answering, 'entry'>
}

async function proposedOn(db: Parameters<typeof caseworkOn>[0]): Promise<Asked> {
  const work = await caseworkOn(db)
  const { legal, external } = work.minato
  const digest = await openProposal(db, legal, work.caseId, work.lead.memberId)
  return {
    work, digest,
    ask: async (change = {}) => ({
      today, caseId: work.caseId, deskId: legal.deskId, toDesk: external.deskId, pageId: bytes(16), digest, page: bytes(2500),
      entry: await entryFor(db, work.lead, work.caseId, { action: 13 }), ...change,
    }),
    answer: (page, change = {}) => ({ today, pageId: page.pageId, deskId: external.deskId, digest, verdict: 'approve', day: today, answer: bytes(700), ...change }),
  }
}

onEachEngine('a page goes to a desk that does not read the case, its lead answers, and the answer comes back with the case', async (db) => {
  const { work, digest, ask, answer } = await proposedOn(db)
  const { legal, external } = work.minato
  await db.tables.deleteFrom('outbox').execute()
  const page = await ask()
  expect(await askDecision(db, work.lead, page)).toEqual({ ok: true })
  expect(await askDecision(db, work.lead, page)).toEqual({ ok: true })
  const mails = await db.tables.selectFrom('outbox').select('member_id').where('instance_id', '=', bytesOf(work.minato.instance)).execute()
  expect(mails).toEqual([{ member_id: bytesOf(external.lead) }])
  const waiting = await pagesForDesk(db, external.scope, external.deskId)
  expect(waiting?.pages).toEqual([{ pageId: page.pageId, day: today, page: page.page, answered: false }])
  expect(waiting?.lists.map(({ deskId }) => deskId)).toEqual([legal.deskId])
  const given = { ...answer(page), entry: await entryFor(db, external.scope, null, { action: 14 }) }
  expect(await answerDecision(db, external.scope, given)).toEqual({ ok: true })
  expect(await answerDecision(db, external.scope, given)).toEqual({ ok: true })
  const seen = await caseForDesk(db, work.handler, { caseId: work.caseId, deskId: legal.deskId })
  expect(seen?.casework.pages).toEqual([{ pageId: page.pageId, digest, toDesk: external.deskId, day: today, answer: given.answer }])
  expect(seen?.lists.map(({ deskId }) => deskId)).toEqual([external.deskId])
  // The desk that answered still does not read the case.
  expect(await caseForDesk(db, external.scope, { caseId: work.caseId, deskId: external.deskId })).toBeNull()
  expect(await act(work, work.lead, [{ kind: 'decide', digest, verdict: 'approve' }])).toMatchObject({ ok: true })
  expect((await pagesForDesk(db, external.scope, external.deskId))?.pages.map(({ answered }) => answered)).toEqual([true])
})

onEachEngine('only whoever proposed asks, once, and only a desk that does not read the case', async (db) => {
  const { work, ask } = await proposedOn(db)
  const { legal, external } = work.minato
  const by = async (scope: typeof work.lead, change: Partial<Asking>) => askDecision(db, scope, { ...(await ask(change)), entry: await entryFor(db, scope, work.caseId, { action: 13 }) })
  expect(await by(work.otherLead, {})).toEqual({ ok: false, reason: 'not-allowed' })
  expect(await by(external.scope, {})).toEqual({ ok: false, reason: 'not-yours' })
  expect(await by(external.scope, { deskId: external.deskId, toDesk: legal.deskId })).toEqual({ ok: false, reason: 'gone' })
  expect(await by(work.lead, { toDesk: legal.deskId })).toEqual({ ok: false, reason: 'not-allowed' })
  expect(await by(work.lead, { toDesk: deskIdFrom(bytes(16)) })).toEqual({ ok: false, reason: 'unknown-desk' })
  expect(await by(work.lead, { digest: bytes(32) })).toEqual({ ok: false, reason: 'conflict' })
  expect(await by(work.lead, {})).toEqual({ ok: true })
  expect(await by(work.lead, {})).toEqual({ ok: false, reason: 'conflict' })
  await act(work, work.lead, [{ kind: 'decide', digest: (await ask()).digest, verdict: 'aside' }])
  expect((await pagesForDesk(db, external.scope, external.deskId))?.pages).toEqual([])
  expect(await pagesForDesk(db, work.lead, external.deskId)).toBeNull()
})

onEachEngine('only the desk that was asked answers, about this proposal, once and in time, and a lead after a handler', async (db) => {
  const { work, digest, ask, answer } = await proposedOn(db)
  const { external } = work.minato
  const page = await ask()
  expect(await askDecision(db, work.lead, page)).toEqual({ ok: true })
  const by = (scope: typeof work.lead, change: Partial<Answering> = {}) => recorded(db, answerDecision, scope, answer(page, change))
  const handler = (await colleagueOf(db, external, 'Outside Handler')).scope
  expect(await by(work.lead)).toEqual({ ok: false, reason: 'not-yours' })
  expect(await by(work.lead, { deskId: work.minato.legal.deskId })).toEqual({ ok: false, reason: 'not-yours' })
  expect(await by(external.scope, { pageId: bytes(16) })).toEqual({ ok: false, reason: 'not-yours' })
  expect(await by(external.scope, { digest: bytes(32) })).toEqual({ ok: false, reason: 'not-allowed' })
  expect(await by(external.scope, { day: dayFrom(today - 2) })).toEqual({ ok: false, reason: 'not-allowed' })
  // Whoever proposed sits at that desk, too.
  const inBoth = scopeOfMember(work.lead.instance, work.lead.memberId, [...work.lead.desks, { deskId: external.deskId, role: 'lead' }])
  expect(await by(inBoth)).toEqual({ ok: false, reason: 'second-person' })
  // What is proposed is sealed: a handler may answer some kinds, and which these are is held by browsers. A lead has the last word.
  expect(await by(handler)).toEqual({ ok: true })
  expect(await by(handler)).toEqual({ ok: false, reason: 'conflict' })
  // Sent back by another desk, the proposal does not become an approval in the case.
  expect(await by(external.scope, { verdict: 'back' })).toEqual({ ok: true })
  expect(await by(external.scope)).toEqual({ ok: false, reason: 'conflict' })
  expect(await act(work, work.lead, [{ kind: 'decide', digest, verdict: 'approve' }])).toEqual({ ok: false, reason: 'second-person' })
  expect(await act(work, work.lead, [{ kind: 'decide', digest, verdict: 'back' }])).toMatchObject({ ok: true })
})
