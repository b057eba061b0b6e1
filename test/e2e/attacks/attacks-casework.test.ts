// What an operator plants about casework in a live database: a state that nobody signed, an approval that nobody entitled gave, an
// assignment, a hold. The server's columns are theirs to write; the desk's browser shows what people have signed, and says so.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openAs } from '#app/practice/desk.server.ts'
import { atTheKeys } from '#app/practice/door.server.ts'
import type { Person } from '#app/practice/founding.server.ts'
import type { AuditPlace } from '#crypto/answers.ts'
import { base64FromBytes } from '#crypto/base64.ts'
import { parseWriteBody } from '#crypto/bodies.ts'
import { randomBytes } from '#crypto/sodium.ts'
import { parseFrame } from '#crypto/wire.ts'
import type { CaseAct, DeskWrite } from '#crypto/worker/messages.ts'
import { hexBytes } from '#test/world/tampering.ts'
import texts from '../../../locales/en/casework.json' with { type: 'json' }
import desk from '../../../locales/en/desk.json' with { type: 'json' }
import reporter from '../../../locales/en/reporter.json' with { type: 'json' }
import { weighedCase } from '../desk/decision-states.ts'
import { startAttacked } from './attacked.ts'
import type { Attacked } from './attacked.ts'

let attacked: Attacked
let caseId: string
let proposal: string

beforeAll(async () => {
  attacked = await startAttacked('attacks-casework')
  caseId = await weighedCase({ origin: attacked.origin, organisation: attacked.organisation, fresh: '', checked: '', emptyPortal: () => Promise.reject(new Error('no other portal here')) }, true)
  const [row] = await attacked.operator.query('select digest from proposals where case_id = $1', [hexBytes(caseId)])
  proposal = Buffer.from(row?.['digest'] as Uint8Array).toString('hex')
}, 180_000)

afterAll(() => attacked[Symbol.asyncDispose]())

test('a state, an assignee and a hold in the columns are not believed: the page says what people have signed', async () => {
  const { lead } = team()
  expect(await reads()).not.toContain(texts['desk.doubt.title'])
  const [before] = await attacked.operator.query('select state, held, assignee from cases where case_id = $1', [hexBytes(caseId)])
  await columns('DECLINED', true, hexBytes(lead.memberId))
  const said = await reads()
  await columns(before?.['state'], before?.['held'], before?.['assignee'])
  expect(said).toContain(texts['desk.doubt.title'])
  expect(said).toContain(`${texts['desk.doubt.state'].replace('{text}', reporter['state.DECLINED.label'])} ${texts['desk.doubtWhy.server-differs']}`)
  expect(said).toContain(texts['desk.doubt.assignee'].replace('{text}', lead.name))
  expect(said).toContain(texts['desk.doubt.held'])
  expect(await reads()).not.toContain(texts['desk.doubt.title'])
}, 120_000)

test('a proposal that only the database calls approved is still open', async () => {
  await attacked.operator.query(`update proposals set state = 'approved', decided_by = $2, decided_day = day where case_id = $1`, [hexBytes(caseId), hexBytes(team().lead.memberId)])
  const page = await attacked.desk(team().lead)
  await page.goto(`${attacked.origin}/desk/case/${caseId}?lng=en&part=decisions`)
  await page.locator('.two-people').waitFor()
  expect(await page.locator('.past-decisions').count()).toBe(0)
  await attacked.operator.query(`update proposals set state = 'open', decided_by = null, decided_day = null where case_id = $1`, [hexBytes(caseId)])
}, 120_000)

test('an approval by who proposed, put past the server into the room, is named and decides nothing', async () => {
  const { handler } = team()
  await planted(handler, [{ type: 'approval', fields: { proposal, verdict: 'approve', text: 'Agreed.' }, lang: 'en' }], [{ kind: 'decide', proposal, verdict: 'approve' }])
  expect(await reads()).toContain(`${texts['desk.doubt.approval']} ${texts['desk.doubtWhy.self-approved']}`)
}, 120_000)

test('an approval of a proposal that is not there, and a refusal that nobody else agreed to, are named', async () => {
  const { lead } = team()
  await planted(lead, [{ type: 'approval', fields: { proposal: 'ab'.repeat(32), verdict: 'approve', text: '' }, lang: 'en' }], [{ kind: 'decide', proposal: 'ab'.repeat(32), verdict: 'approve' }])
  expect(await reads()).toContain(`${texts['desk.doubt.approval']} ${texts['desk.doubtWhy.no-such-proposal']}`)
  await planted(lead, [{ type: 'event', fields: { state: 'DECLINED', text: 'No.', endDay: '20900' }, lang: 'en' }], [])
  expect(await reads()).toContain(`${texts['desk.doubt.decline']} ${texts['desk.doubtWhy.no-approval']}`)
}, 120_000)

test('a refusal that one member sends alone is shown to the reporter with a doubt beside it', async () => {
  const report = await attacked.filed('Nobody may leave at night.')
  expect(await attacked.reporterReads(report.digits)).not.toContain(reporter['return.view.oneName'])
  await planted(team().lead, [{ type: 'event', fields: { state: 'DECLINED', reason: 'OUT_OF_SCOPE', text: 'No.', endDay: '20900' }, lang: 'en' }], [], report.caseId)
  expect(await attacked.reporterReads(report.digits)).toContain(reporter['return.view.oneName'])
}, 120_000)

test('an approval under the name of a member, sealed by nobody who has their key: broken', async () => {
  const at = [hexBytes(caseId), room]
  const [row] = await attacked.operator.query('select author, n, body from messages where case_id = $1 and stream = $2 order by n desc limit 1', at)
  const body = Buffer.from(row?.['body'] as Uint8Array)
  body[200] = (body[200] ?? 0) ^ 1
  await attacked.operator.query('update messages set body = $5 where case_id = $1 and stream = $2 and author = $3 and n = $4', [...at, row?.['author'], row?.['n'], body])
  expect(await reads()).toContain(desk['desk.refused.broken'])
}, 120_000)

const room = Buffer.concat([Buffer.from([2]), Buffer.alloc(16)])

function team() {
  const [first] = attacked.organisation.teams
  if (first === undefined) throw new Error('an organisation without a team')
  return first
}

function reads(): Promise<string> {
  return attacked.deskReads(team().lead, caseId)
}

async function columns(...[state, held, assignee]: readonly unknown[]): Promise<void> {
  await attacked.operator.query('update cases set state = $2, held = $3, assignee = $4 where case_id = $1', [hexBytes(caseId), state, held, assignee])
}

// Sealed at the device of a member, as an honest write would be, and put into the tables by the operator instead of sent.
async function planted(person: Person, writes: DeskWrite[], acts: CaseAct[], into = caseId): Promise<void> {
  const { today } = attacked.organisation.door
  await openAs(person, into, today)
  const place = await person.visitor.get<AuditPlace>('/desk/api/audit-place', today)
  const job = await person.keys.sealWrites({ caseId: into, writes, acts, addTeam: null, columns: null, summary: null, place, today, now: atTheKeys })
  const { frame } = await person.keys.sign({ job: job.job, challenge: base64FromBytes(randomBytes(52)), now: atTheKeys })
  const [instance] = await attacked.operator.query('select instance_id from cases where case_id = $1', [hexBytes(into)])
  for (const sent of parseWriteBody(parseFrame(frame).body).transmissions) {
    if (sent.opens !== null) throw new Error('an epoch that nobody asked for')
    for (const { outer, body } of sent.messages) {
      const n = Buffer.from(outer).readBigUInt64BE(17).toString()
      await attacked.operator.query('insert into messages (instance_id, case_id, stream, author, n, epoch, outer_part, body, day) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)', [
        instance?.['instance_id'], hexBytes(into), sent.stream, outer.slice(0, 17), n, sent.epoch, outer, body, today])
    }
  }
}
