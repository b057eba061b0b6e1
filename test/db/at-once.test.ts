// Several members act in the same moment: on PostgreSQL in transactions that really run side by side, on PGlite one after another.
import { expect } from 'vitest'
import { keepRecord } from '#db/commands/keep-record.server.ts'
import { postAsReporter } from '#db/commands/post-as-reporter.server.ts'
import type { Written } from '#db/commands/write-as-desk.server.ts'
import { bytesOf, dayFrom } from '#db/model/ids.ts'
import type { MemberScope } from '#db/scope.ts'
import { onEachEngine } from '#test/world/database.ts'
import { act, caseworkOn, replyOf, versionOf, wordsOf, write, type Casework } from './casework.ts'
import { keepingOf } from './kept.ts'
import { bytes, message, reporterParty, talkOf, today } from './organisation.ts'
import { openProposal } from './second-person.ts'

const won = (answers: readonly Written[]) => answers.filter((answer) => answer.ok).length
const lost = (answers: readonly Written[]) => answers.flatMap((answer) => (answer.ok ? [] : [answer.reason]))

async function columnsOf({ db, caseId }: Casework) {
  return db.tables.selectFrom('cases').select(['state', 'assignee', 'version', 'held']).where('case_id', '=', bytesOf(caseId)).executeTakeFirstOrThrow()
}

async function messagesIn({ db, caseId }: Casework): Promise<number> {
  return (await db.tables.selectFrom('messages').select('n').where('case_id', '=', bytesOf(caseId)).execute()).length
}

const three = ({ lead, otherLead, handler }: Casework): MemberScope[] => [lead, otherLead, handler]

onEachEngine('of three who assign the case at once one wins, and the others are told that it moved', async (db) => {
  const work = await caseworkOn(db)
  const version = await versionOf(work)
  const columns = (assignee: MemberScope) => ({ expectedVersion: version, state: 'TRIAGE' as const, turn: 'desk' as const, nextDay: null, endDay: null, assignee: assignee.memberId })
  const answers = await Promise.all(three(work).map((who) => write(work, who, { columns: columns(who) })))
  expect([won(answers), lost(answers)]).toEqual([1, ['conflict', 'conflict']])
  const winner = three(work)[answers.findIndex((answer) => answer.ok)]
  expect(await columnsOf(work)).toMatchObject({ assignee: winner === undefined ? null : bytesOf(winner.memberId), version: version + 1 })
})

onEachEngine('two who close the case at once close it once, with one message to the reporter', async (db) => {
  const work = await caseworkOn(db, 'OUTCOME_GIVEN')
  const before = await messagesIn(work)
  const columns = { expectedVersion: await versionOf(work), state: 'CLOSED', turn: 'nobody', nextDay: null, endDay: dayFrom(today + 365), assignee: null } as const
  const rivals = await Promise.all([work.lead, work.otherLead].map(async (who) => ({ who, transmissions: [await replyOf(work)] })))
  const answers = await Promise.all(rivals.map(({ who, transmissions }) => write(work, who, { columns, transmissions })))
  expect([won(answers), lost(answers)]).toEqual([1, ['conflict']])
  expect([(await columnsOf(work)).state, await messagesIn(work)]).toEqual(['CLOSED', before + 1])
})

onEachEngine('two replies, a word between colleagues and a message of the reporter at once: what was taken is there, what was not says so', async (db) => {
  const work = await caseworkOn(db)
  const before = await messagesIn(work)
  const words = [await wordsOf(work, work.otherLead)]
  const replies = await Promise.all([work.lead, work.handler].map(async (who) => ({ who, transmissions: [await replyOf(work)] })))
  const [spoken, posted, ...replied] = await Promise.all([
    write(work, work.otherLead, { transmissions: words }),
    postAsReporter(db, work.reporter, { today, transmission: talkOf(0, [message(reporterParty, 1)]) }),
    ...replies.map(({ who, transmissions }) => write(work, who, { transmissions })),
  ])
  // Members of a room and the reporter have numbers of their own; the desk speaks to her with one voice, so one reply is told to look again.
  expect([spoken.ok, posted.ok, won(replied), lost(replied)]).toEqual([true, true, 1, ['conflict']])
  expect(await messagesIn(work)).toBe(before + 3)
})

onEachEngine('of two who decide one proposal at once one decides, and the step is taken once', async (db) => {
  const work = await caseworkOn(db)
  const digest = await openProposal(db, work.minato.legal, work.caseId)
  const decided = (verdict: 'approve' | 'back') => [{ kind: 'decide' as const, digest, verdict }]
  const answers = await Promise.all([act(work, work.lead, decided('approve')), act(work, work.otherLead, decided('back')), act(work, work.handler, decided('approve'))])
  expect([won(answers), lost(answers)]).toEqual([1, ['conflict', 'conflict']])
  const rows = await db.tables.selectFrom('proposals').select(['state', 'decided_by']).where('digest', '=', digest).execute()
  const winner = three(work)[answers.findIndex((answer) => answer.ok)]
  expect(rows.map((row) => row.decided_by)).toEqual([winner === undefined ? null : bytesOf(winner.memberId)])
})

onEachEngine('one approval does not carry two holds that come at once', async (db) => {
  const work = await caseworkOn(db)
  const digest = await openProposal(db, work.minato.legal, work.caseId)
  const acts = [{ kind: 'decide' as const, digest, verdict: 'approve' as const }, { kind: 'hold' as const, on: true }]
  const answers = await Promise.all([act(work, work.lead, acts), act(work, work.otherLead, acts)])
  expect([won(answers), lost(answers)]).toEqual([1, ['conflict']])
  expect((await columnsOf(work)).held).toBe(true)
})

onEachEngine('clocks that several set at once all run', async (db) => {
  const work = await caseworkOn(db)
  const set = three(work).map((who) => ({ who, clockId: bytes(16) }))
  const answers = await Promise.all(set.map(({ who, clockId }) => write(work, who, { acts: [{ kind: 'clock-set', clockId, notices: [dayFrom(today + 5)] }] })))
  expect(won(answers)).toBe(3)
  const rows = await db.tables.selectFrom('clocks').select('clock_id').where('case_id', '=', bytesOf(work.caseId)).where('clock_id', 'in', set.map(({ clockId }) => clockId)).execute()
  expect(rows).toHaveLength(3)
})

onEachEngine('of two versions of one record that are kept at once one stays, and the other is refused', async (db) => {
  const work = await caseworkOn(db)
  const first = await keepingOf(work, work.lead, { kind: 4, owner: 'desk' })
  expect(await keepRecord(db, work.lead, first)).toEqual({ ok: true })
  const next = await Promise.all(three(work).map(async (who) => ({ who, input: await keepingOf(work, who, { kind: 4, owner: 'desk', recordId: first.recordId, version: 2 }) })))
  const answers = await Promise.all(next.map(({ who, input }) => keepRecord(db, who, input)))
  expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
  expect(answers.flatMap((answer) => (answer.ok ? [] : [answer.reason]))).toEqual(['conflict', 'conflict'])
})
