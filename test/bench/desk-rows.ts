// Lines of an inbox with summaries that a member of this desk opens: sealed here under the desk's own record key, as its browsers do.
import type { Directory, InboxRow, UnlockAnswer } from '#crypto/answers.ts'
import { base64FromBytes } from '#crypto/base64.ts'
import { accessTo, newestSeeds, openDirectory } from '#crypto/directory.ts'
import { unlock } from '#crypto/member.ts'
import { deskParty } from '#crypto/party.ts'
import { sealSummary } from '#crypto/record.ts'
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
  const [team] = organisation.teams
  if (team === undefined) throw new Error('an organisation without a team')
  const { lead, deskId } = team
  const { today } = organisation.door
  await signIn(lead, today)
  const answer = await lead.visitor.postJson<UnlockAnswer>('/desk/api/unlock', today, { name: lead.name })
  const opened = await unlock(answer, { kind: 'phrase', text: lead.phrase })
  if (opened.result !== 'ok') throw new Error('the phrase did not open the boxes')
  const rows = await lead.visitor.get<Directory>('/desk/api/directory', today)
  const access = accessTo(openDirectory(opened.member, rows, { seq: 0, hash: null, heads: new Map() }, dayFrom(today)), deskId)
  const seeds = newestSeeds(access)
  return Array.from({ length: count }, (_, n): InboxRow => {
    const caseId = caseIdFromBytes(randomBytes(32))
    const words = `${said[n % said.length] ?? ''} ${n}`
    const summary = sealSummary(seeds.recordKey, seeds.card.epoch, deskParty(access.deskId), caseId, 1, {
      lang: 'en', tiles: ['pay'], words, place: places[n % places.length] ?? '', danger: 'no', reporterSeen: 0, state: 'TRIAGE', priority: 1 + (n % 4), code: 'WA-02',
    })
    return {
      caseId, deskId, day: today - (n % 300), lastDay: today - (n % 30), urgent: false, reporterMessages: 1, version: 1,
      state: 'TRIAGE', turn: 'desk', nextDay: today - 5 + Math.floor((n / count) * 120), endDay: null, assignee: null, summary: base64FromBytes(summary),
    }
  })
}
