// Records outside cases from device to device: kept, handed out again, renewed after a rotation, and what a server may not do with them.
import { expect, test } from 'vitest'
import type { DeskRecordRow } from '#crypto/answers.ts'
import { parseDropBody } from '#crypto/kept-record.ts'
import type { DeskCalls } from '#crypto/worker/messages.ts'
import { codeOfAsync } from '#test/crypto/refusal.ts'
import { actionIn, bodyOf, keptBy, turned } from './framed.ts'
import { joined, rotate, signNext } from './key-steps.ts'
import { directory, openAtDesk, organisation, report } from './people.ts'
import type { Staff } from './people.ts'

const org = await organisation()
const { server, legal, external } = org
const second = await joined(org, legal, 'Legal Two')
for (const staff of [legal, second, external]) await directory(server, staff)

type Seal = DeskCalls['sealRecord']['input']
async function seal(staff: Staff, what: Partial<Seal> & Pick<Seal, 'kind'>) {
  const given = { deskId: staff.deskId, recordId: null, version: 0, own: false, caseId: null, content: '{}', place: server.auditPlace(), today: server.today, now: 0, ...what }
  return await staff.party.sealRecord(given)
}
async function open(staff: Staff, kind: Seal['kind'], rows: DeskRecordRow[], deskId = staff.deskId) {
  return await staff.party.openRecords({ deskId, kind, rows, now: 0 })
}

test('what one member keeps for the desk another reads, with an entry; what is their own stays theirs, without one', async () => {
  const shared = await keptBy(server, legal, await seal(legal, { kind: 'snippet', content: '{"text":"ありがとう"}' }))
  const own = await keptBy(server, legal, await seal(legal, { kind: 'snippet', content: '{"text":"mine"}', own: true, place: null }))
  expect([actionIn(shared.audit), actionIn(own.audit)]).toEqual(['keep', null])
  expect(await open(second, 'snippet', [shared.row, own.row])).toMatchObject([
    { content: '{"text":"ありがとう"}', own: false, owner: null, version: 1, old: false, caseId: null }, { content: '', own: false, owner: legal.memberId }])
  expect(await open(legal, 'snippet', [own.row])).toMatchObject([{ content: '{"text":"mine"}', own: true }])
  expect(await open(external, 'snippet', [shared.row, own.row])).toEqual([null, null])
})

test('a record that is handed out as another kind, of another case or changed is none, and its neighbours are read', async () => {
  const { caseId } = await report(org, { text: 'one' }, [legal.deskId])
  const other = await report(org, { text: 'two' }, [legal.deskId])
  const draft = (await keptBy(server, legal, await seal(legal, { kind: 'draft', own: true, caseId, content: '{"text":"Dear A"}', place: null }))).row
  const view = (await keptBy(server, legal, await seal(legal, { kind: 'view', own: true, content: '[]', place: null }))).row
  const rows = [{ ...draft, caseId: other.caseId }, { ...draft, caseId: null }, turned(draft, 60), turned(draft, 5), view, { caseId: null, record: 'AA' }, draft]
  const opened = await open(legal, 'draft', rows)
  expect(opened.map((one) => one?.content ?? null)).toEqual([null, null, null, null, null, null, '{"text":"Dear A"}'])
})

test('what was opened once is not shown in an older version', async () => {
  const first = await seal(legal, { kind: 'register', content: '1' })
  const old = (await keptBy(server, legal, first)).row
  const newer = (await keptBy(server, legal, await seal(legal, { kind: 'register', content: '2', recordId: first.recordId, version: 1 }))).row
  expect((await open(legal, 'register', [old, newer])).map((one) => one?.content)).toEqual(['1', '2'])
  expect(await open(legal, 'register', [old])).toEqual([null])
  await legal.party.lock({})
})

test('a kind that may not lie so, and an entry without its place, is refused before anything is sealed', async () => {
  for (const what of [{ kind: 'view' }, { kind: 'register', own: true }, { kind: 'snippet', caseId: 'ab'.repeat(32) }] as const) {
    expect(await codeOfAsync(async () => { await seal(second, what) })).toBe('broken')
  }
  expect(await codeOfAsync(async () => { await seal(second, { kind: 'register', place: null }) })).toContain('unprepared')
  const dropped = await second.party.dropRecord({ deskId: second.deskId, recordId: 'ab'.repeat(16), version: 3, own: false, place: server.auditPlace(), today: server.today, now: 0 })
  const body = parseDropBody(await bodyOf(server, second, dropped))
  expect([body.recordId, body.version, actionIn(body.audit)]).toEqual(['ab'.repeat(16), 3, 'drop'])
  const own = await second.party.dropRecord({ deskId: second.deskId, recordId: 'ab'.repeat(16), version: 3, own: true, place: null, today: server.today, now: 0 })
  expect(parseDropBody(await bodyOf(server, second, own)).audit).toHaveLength(0)
})

test('after a rotation every record is told as old, and renewed by whoever is there: same words, same owner, next version', async () => {
  const fresh = await organisation()
  const colleague = await joined(fresh, fresh.legal, 'Legal Two')
  for (const staff of [fresh.legal, colleague]) await directory(fresh.server, staff)
  const place = fresh.server.auditPlace()
  const given = { deskId: fresh.legal.deskId, recordId: null, version: 0, caseId: null, place, today: fresh.server.today, now: 0 }
  const mine = (await keptBy(fresh.server, fresh.legal, await fresh.legal.party.sealRecord({ ...given, kind: 'view', own: true, content: '["mine"]' }))).row
  const shared = (await keptBy(fresh.server, fresh.legal, await fresh.legal.party.sealRecord({ ...given, kind: 'outcome', own: false, content: '{"code":"OUT-1"}' }))).row
  const rows = [mine, shared]
  const { deskId } = fresh.legal
  expect(await colleague.party.oldRecords({ deskId, rows, now: 0 })).toEqual([])
  await rotate(fresh, fresh.legal)
  await signNext(fresh)
  await directory(fresh.server, colleague)
  expect((await colleague.party.oldRecords({ deskId, rows, now: 0 })).map(({ kind }) => kind)).toEqual(['view', 'outcome'])
  const renewed = await Promise.all(rows.map(async (row) => {
    const job = await colleague.party.renewRecord({ deskId, row, place, today: fresh.server.today, now: 0 })
    if (job.result !== 'due') throw new Error('not due')
    return await keptBy(fresh.server, colleague, job)
  }))
  expect(renewed.map(({ record, audit }) => [record.head.version, record.keyEpoch, actionIn(audit)])).toEqual([[2, 2, 'keep'], [2, 2, 'keep']])
  await directory(fresh.server, fresh.legal)
  expect(await open(fresh.legal, 'view', renewed.map(({ row }) => row))).toMatchObject([{ content: '["mine"]', own: true, old: false }, null])
  expect(await open(fresh.legal, 'outcome', renewed.map(({ row }) => row))).toMatchObject([null, { content: '{"code":"OUT-1"}' }])
  const [{ row } = { row: mine }] = renewed
  expect(await colleague.party.renewRecord({ deskId, row, place, today: fresh.server.today, now: 0 })).toEqual({ result: 'none' })
  expect((await openAtDesk(fresh.server, colleague, (await report(fresh, { text: 'one' }, [deskId])).caseId)).canWrite).toBe(true)
}, 60_000)
