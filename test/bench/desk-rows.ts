// Lines of an inbox with summaries that a member of this desk opens, and kept words of cases: sealed here under the desk's own record key, as its browsers do.
import type { DeskRecordRow, Directory, InboxRow, UnlockAnswer } from '#crypto/answers.ts'
import { base64FromBytes } from '#crypto/base64.ts'
import { bytesFromHex } from '#crypto/bytes.ts'
import { indexContent } from '#crypto/case-text.ts'
import { accessTo, newestSeeds, openDirectory } from '#crypto/directory.ts'
import type { DeskAccess } from '#crypto/directory.ts'
import { indexId, sealKept } from '#crypto/kept-record.ts'
import { unlock } from '#crypto/member.ts'
import { deskParty } from '#crypto/party.ts'
import { sealSummary } from '#crypto/record.ts'
import { termsOf } from '#crypto/search-terms.ts'
import { randomBytes } from '#crypto/sodium.ts'
import { caseIdFromBytes, dayFrom } from '#crypto/types.ts'
import { signIn } from '#app/practice/founding.server.ts'
import type { Organisation } from '#test/world/organisation.ts'

const places = ['Marui Coating', 'Ota Pressing', 'Kawabe Moulding', '三日月めっき工業', 'Tone Castings', 'Sanko Parts', 'Lowfield Packing']
const said = [
  'They keep our passports in the office and we cannot leave at night.', 'Wages are two months late for everybody from the agency.', '夜に、黒い水を川に流しています。魚が浮いていることがあります。',
  'The fire exit of hall three is chained on the night shift.', 'Overtime has not been paid since spring, and the sheets are changed.', 'ညဘက် တံခါးပိတ်ထားတယ်။ အပြင်ထွက်လို့မရဘူး။', 'Test sheets are signed before the test is made.',
]

// `count` open cases of the first team, spread over a year, as the server would hand them out: nearest date first.
export async function sealedRows(organisation: Organisation, count: number): Promise<InboxRow[]> {
  const { today } = organisation.door
  const access = await firstDesk(organisation)
  const { deskId } = access
  const seeds = newestSeeds(access)
  return Array.from({ length: count }, (_, n): InboxRow => {
    const caseId = caseIdFromBytes(randomBytes(32))
    const words = `${at(said, n)} ${n}`
    const summary = sealSummary(seeds.recordKey, seeds.card.epoch, deskParty(deskId), caseId, 1, {
      lang: 'en', tiles: ['pay'], words, place: at(places, n), danger: 'no', reporterSeen: 0, state: 'TRIAGE', priority: 1 + (n % 4), code: 'WA-02',
    })
    return {
      caseId, deskId, day: today - (n % 300), lastDay: today - (n % 30), urgent: false, reporterMessages: 1, version: 1,
      state: 'TRIAGE', turn: 'desk', nextDay: today - 5 + Math.floor((n / count) * 120), endDay: null, assignee: null, summary: base64FromBytes(summary),
    }
  })
}

// The words of each of these cases as a browser of the desk has kept them: a report, and as much again in talk, room and notes.
export async function keptTexts(organisation: Organisation, rows: readonly InboxRow[]): Promise<DeskRecordRow[]> {
  const access = await firstDesk(organisation)
  const { recordKey, card } = newestSeeds(access)
  return rows.map((row, n): DeskRecordRow => {
    const caseId = caseIdFromBytes(bytesFromHex(row.caseId))
    const words = (from: number) => [...termsOf([0, 1, 2, 3].map((i) => `${at(said, n + from + i)} ${at(places, n * 3 + i)} ${n * 7 + from}`).join(' '))]
    const content = indexContent({ upTo: row.lastDay, messages: 6, terms: { report: words(0), talk: words(1), room: words(2), notes: words(4) } })
    const head = { kind: 'index', owner: deskParty(access.deskId), id: indexId(caseId), version: 1 } as const
    return { caseId, record: base64FromBytes(sealKept(recordKey, card.epoch, head, { deskId: access.deskId, caseId }, content)) }
  })
}

async function firstDesk(organisation: Organisation): Promise<DeskAccess> {
  const [team] = organisation.teams
  if (team === undefined) throw new Error('an organisation without a team')
  const { lead, deskId } = team
  const { today } = organisation.door
  await signIn(lead, today)
  const answer = await lead.visitor.postJson<UnlockAnswer>('/desk/api/unlock', today, { name: lead.name })
  const opened = await unlock(answer, { kind: 'phrase', text: lead.phrase })
  if (opened.result !== 'ok') throw new Error('the phrase did not open the boxes')
  const rows = await lead.visitor.get<Directory>('/desk/api/directory', today)
  return accessTo(openDirectory(opened.member, rows, { seq: 0, hash: null, heads: new Map() }, dayFrom(today)), deskId)
}

function at(list: readonly string[], n: number): string {
  return list[n % list.length] ?? ''
}
