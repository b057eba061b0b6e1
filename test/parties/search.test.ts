// Search at a device (§11.4): from summaries, from cases opened for it, from what was kept; gone when the worker locks.
import { expect, test } from 'vitest'
import type { InboxRow } from '#crypto/answers.ts'
import { base64FromBytes } from '#crypto/base64.ts'
import { codeOfAsync } from '#test/crypto/refusal.ts'
import { keptBy, turned } from './framed.ts'
import { directory, openAtDesk, organisation, report, writeAtDesk } from './people.ts'
import type { Staff } from './people.ts'

const org = await organisation()
const { server, legal, external } = org
const cases = await Promise.all(['They keep our passports.', 'ရေ မရှိဘူး', 'Passports and wages'].map(async (text, i) => {
  const { caseId } = await report(org, { text, place: i === 0 ? 'Yangon' : 'Mae Sot' }, [legal.deskId, external.deskId])
  const view = await openAtDesk(server, legal, caseId)
  await writeAtDesk(server, legal, caseId, [{ type: 'note', fields: { text: `inspector number ${i}` }, lang: 'en' }], null, { ...view.summary, code: 'FORCED-02' })
  return caseId
}))
const [first = '', second = '', third = ''] = cases

function inbox({ deskId }: Staff): InboxRow[] {
  return cases.map((caseId) => {
    const { columns, day, summary } = server.caseRow(caseId)
    return { ...columns, caseId, deskId, day, lastDay: day, urgent: false, reporterMessages: 1, summary: summary && base64FromBytes(summary) }
  })
}
async function search(staff: Staff, query: string, deskId: string | null = null) {
  const { hits, total, full } = await staff.party.search({ query, deskId, limit: 10, now: 0 })
  return { found: hits.map(({ caseId, field }) => [caseId, field]), total, full }
}
async function open(staff: Staff, caseId: string) {
  return { answer: server.forDesk(caseId, staff.deskId), version: 0, today: server.today, now: 0 }
}

test('summaries are found by their words, place and code, and by the desk of the member', async () => {
  expect(await legal.party.indexSummaries({ rows: inbox(legal), now: 0 })).toEqual({ cases: 3 })
  expect((await search(legal, 'passport')).found.map(([id]) => id).sort()).toEqual([first, third].sort())
  expect((await search(legal, 'yangon')).found).toEqual([[first, 'place']])
  expect((await search(legal, 'forced')).total).toBe(3)
  expect((await search(legal, 'မရှိ')).found).toEqual([[second, 'words']])
  expect((await search(legal, 'passport', external.deskId)).total).toBe(0)
  expect((await search(legal, 'inspector')).total).toBe(0)
  expect(await legal.party.indexSummaries({ rows: inbox(legal), now: 0 })).toEqual({ cases: 3 })
})

test('the full text is found once a case was opened for it, and the entry to keep opens at the next start', async () => {
  const kept = []
  for (const caseId of cases) kept.push(await keptBy(server, legal, await legal.party.indexCase(await open(legal, caseId))))
  expect((await search(legal, 'inspector')).found.map(([, field]) => field)).toEqual(['notes', 'notes', 'notes'])
  expect(kept.map(({ record, caseId, audit }) => [record.head.kind, record.head.version, caseId, audit.length])).toEqual(cases.map((caseId) => ['index', 1, caseId, 0]))
  const rows = kept.map(({ row }) => row)
  await legal.party.lock({})
  expect(await codeOfAsync(async () => { await search(legal, 'inspector') })).toContain('locked')
  const answer = server.unlockBoxes(legal.name)
  await legal.party.unlock({ answer, secret: { kind: 'code', text: legal.codeLines.join(' ') }, now: 0 })
  await directory(server, legal)
  expect(await search(legal, 'inspector')).toEqual({ found: [], total: 0, full: 0 })
  const [one, two, three] = rows
  if (one === undefined || two === undefined || three === undefined) throw new Error('nothing kept')
  const told = await legal.party.indexKept({ deskId: legal.deskId, rows: [one, turned(two, 70), { ...three, caseId: first }], now: 0 })
  expect(told).toEqual([{ caseId: first, version: 1, upTo: server.today, messages: 2 }, null, null])
  expect((await search(legal, 'inspector')).found).toEqual([[first, 'notes']])
  await legal.party.unindex({ caseIds: [first], now: 0 })
  expect((await search(legal, 'inspector')).total).toBe(0)
}, 60_000)

test('the words of one desk\'s notes open for no other desk', async () => {
  await directory(server, external)
  const { row } = await keptBy(server, legal, await legal.party.indexCase(await open(legal, first)))
  expect(await external.party.indexKept({ deskId: external.deskId, rows: [row], now: 0 })).toEqual([null])
  await external.party.indexCase(await open(external, first))
  expect((await search(external, 'inspector')).total).toBe(0)
  expect((await search(external, 'passports')).found).toEqual([[first, 'report']])
}, 60_000)

test('an index that was dropped and made again by somebody else is read anew, and not old until the keys lock', async () => {
  const next = async (version: number) => await keptBy(server, legal, await legal.party.indexCase({ ...(await open(legal, second)), version }))
  const [one, two] = [await next(0), await next(1)]
  const told = async (row: (typeof one)['row']) => await legal.party.indexKept({ deskId: legal.deskId, rows: [row], now: 0 })
  expect(await told(two.row)).toEqual([{ caseId: second, version: 2, upTo: server.today, messages: 2 }])
  // Dropped, and made again from the start on another device: version 1 lies there.
  expect(await told(one.row)).toEqual([{ caseId: second, version: 1, upTo: 0, messages: 0 }])
  const again = await next(1)
  expect([again.record.head.version, await told(again.row)]).toEqual([2, [{ caseId: second, version: 2, upTo: server.today, messages: 2 }]])
}, 60_000)
