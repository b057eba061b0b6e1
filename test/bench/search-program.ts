// Search in a browser: questions over many summaries, and the whole text of cases that are opened for it. Bundled by search.ts
// and run in a page, with the calls that the staff worker serves.
import type { CaseForDesk, InboxRow } from '#crypto/answers.ts'
import { base64FromBytes } from '#crypto/base64.ts'
import { accessTo, newestSeeds, openDirectory } from '#crypto/directory.ts'
import { unlock } from '#crypto/member.ts'
import { deskParty } from '#crypto/party.ts'
import { sealSummary } from '#crypto/record.ts'
import { randomBytes } from '#crypto/sodium.ts'
import { caseIdFromBytes, dayFrom } from '#crypto/types.ts'
import { directory, openAtDesk, organisation, report, writeAtDesk } from '#test/parties/people.ts'
import type { Organisation } from '#test/parties/people.ts'

export interface SearchFigures {
  /** The slowest of some questions over 50,000 summaries, each asked several times. */
  readonly searchMs: number
  /** 5,000 cases with talk, room and notes, opened, indexed and sealed to keep. */
  readonly textMs: number
}

const SUMMARIES = 50_000
const TEXTS = 5_000
const DISTINCT = 50
const PORTION = 2_000
const ROUNDS = 5
const QUESTIONS = ['passports', 'p', 'fire exit', '黒い水', '水', 'marui overtime', 'တံခါး', 'nothing like it']
const SAID = [
  'They keep our passports in the office and we cannot leave at night.', 'Wages are two months late for everybody from the agency.', '夜に、黒い水を川に流しています。魚が浮いていることがあります。',
  'The fire exit of hall three is chained on the night shift.', 'Overtime has not been paid since spring, and the sheets are changed.', 'ညဘက် တံခါးပိတ်ထားတယ်။ အပြင်ထွက်လို့မရဘူး။', 'Test sheets are signed before the test is made.',
]

export async function searchFigures(): Promise<SearchFigures> {
  const org = await organisation()
  const answers: CaseForDesk[] = []
  for (let n = 0; n < DISTINCT; n += 1) answers.push(await oneCase(org, n))
  const { party, deskId } = org.legal
  await directory(org.server, org.legal)
  const rows = await sealedRows(org)
  for (let from = 0; from < SUMMARIES; from += PORTION) await party.indexSummaries({ rows: rows.slice(from, from + PORTION), now: 0 })
  const times: number[] = []
  for (let n = 0; n < ROUNDS * QUESTIONS.length; n += 1) times.push(await timed(async () => { await party.search({ query: at(QUESTIONS, n), deskId, limit: 50, now: 0 }) }))
  const textMs = await timed(async () => {
    for (let n = 0; n < TEXTS; n += 1) await party.indexCase({ answer: at(answers, n), version: 0, today: org.server.today, now: 0 })
  })
  return { searchMs: slowest(times), textMs }
}

// Of each question the middle of its rounds, and of these the longest.
function slowest(times: readonly number[]): number {
  const middles = QUESTIONS.map((_, i) => times.filter((_time, n) => n % QUESTIONS.length === i).sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0)
  return Math.max(...middles)
}

// Lines of as many cases, sealed under the record key of the desk as its browsers do.
async function sealedRows({ server, legal }: Organisation): Promise<InboxRow[]> {
  const opened = await unlock(server.unlockBoxes(legal.name), { kind: 'code', text: legal.codeLines.join(' ') })
  if (opened.result !== 'ok') throw new Error('the code did not open the boxes')
  const access = accessTo(openDirectory(opened.member, server.directory(legal.memberId), { seq: 0, hash: null, heads: new Map() }, dayFrom(server.today)), legal.deskId)
  const { recordKey, card } = newestSeeds(access)
  return Array.from({ length: SUMMARIES }, (_, n): InboxRow => {
    const caseId = caseIdFromBytes(randomBytes(32))
    const words = `${at(SAID, n)} ${n} ${at(SAID, n * 3 + 1)}`.slice(0, 160)
    const summary = sealSummary(recordKey, card.epoch, deskParty(access.deskId), caseId, 1, { lang: 'en', tiles: ['pay'], words, place: 'Marui Coating', state: 'TRIAGE', code: 'WA-02' })
    return {
      caseId, deskId: legal.deskId, day: server.today, lastDay: server.today, urgent: false, reporterMessages: 1, version: 1, state: 'TRIAGE', turn: 'desk',
      nextDay: null, endDay: null, assignee: null, summary: base64FromBytes(summary),
    }
  })
}

async function oneCase(org: Organisation, n: number): Promise<CaseForDesk> {
  const { server, legal, external } = org
  const said = [0, 1, 2].map((i) => `${at(SAID, n + i)} ${n}`)
  const { caseId } = await report(org, { text: said.join(' '), place: 'Marui Coating' }, [legal.deskId, external.deskId])
  await openAtDesk(server, legal, caseId)
  await writeAtDesk(server, legal, caseId, [
    { type: 'reply', fields: { text: at(said, 1) }, lang: 'en' }, { type: 'note', fields: { text: at(said, 2) }, lang: 'en' },
    { type: 'work', fields: { kind: 'plan', object: '0'.repeat(32), body: JSON.stringify({ scope: at(said, 0), steps: said }) }, lang: 'en' }])
  return server.forDesk(caseId, legal.deskId)
}

async function timed(step: () => Promise<void>): Promise<number> {
  const start = performance.now()
  await step()
  return performance.now() - start
}

function at<Item>(list: readonly Item[], n: number): Item {
  const item = list[n % list.length]
  if (item === undefined) throw new Error('empty list')
  return item
}
