// What an operator plants before the staff in a live database: weak locks, people whom nobody admitted, exchanged cards, a record
// that was edited; and a destroyed case that comes back. Each is refused, or named, with its own sentence.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { atTheKeys, visitorAt } from '#app/practice/door.server.ts'
import { signIn } from '#app/practice/founding.server.ts'
import type { Person } from '#app/practice/founding.server.ts'
import { sendRecorded, sendSigned } from '#app/practice/record.server.ts'
import type { CasePlace } from '#crypto/answers.ts'
import { encodeMemberCard, fingerprint, memberCardHash, memberKeys, memberRequestId } from '#crypto/card.ts'
import { changeHash, nextChange, signChange } from '#crypto/members.ts'
import { randomKey } from '#crypto/sodium.ts'
import { memberIdFrom } from '#crypto/types.ts'
import { deskDevice } from '#crypto/worker/desk-device.ts'
import { deskAt, listOf, person } from '#test/crypto/world.ts'
import type { World } from '#test/crypto/world.ts'
import { insideOf } from '#test/world/insider.ts'
import { bytesIn, hexBytes } from '#test/world/tampering.ts'
import admin from '../../../locales/en/admin.json' with { type: 'json' }
import common from '../../../locales/en/common.json' with { type: 'json' }
import desk from '../../../locales/en/desk.json' with { type: 'json' }
import { startAttacked } from './attacked.ts'
import type { Attacked } from './attacked.ts'

let attacked: Attacked
let world: World
let report: { readonly words: string; readonly caseId: string }

beforeAll(async () => {
  attacked = await startAttacked('attacks-staff')
  world = await insideOf(attacked.operator, attacked.organisation)
  report = await attacked.filed('Who works on this?')
})

afterAll(() => attacked[Symbol.asyncDispose]())

test.each([['memory', 34, 65_535], ['passes', 38, 2], ['memory', 34, 1_048_577]] as const)('%s of the hash (byte %i) set to %i: parameters, before anything is hashed', async (_what, at, value) => {
  const { memberId, name, phrase } = lead()
  const [row] = await query('select head from unlock_boxes where member_id = $1 and kind = 1', memberId)
  const head = bytesIn(row, 'head')
  const lowered = Buffer.from(head)
  lowered.writeUInt32BE(value, at)
  await query('update unlock_boxes set head = $2 where member_id = $1 and kind = 1', memberId, lowered)
  const page = await (await attacked.browser.newContext()).newPage()
  await page.goto(`${attacked.origin}/desk?lng=en`)
  await page.locator('form[data-ready]').waitFor()
  await page.locator('input[name="name"]').fill(name)
  await page.locator('input[name="secret"]').fill(phrase)
  await page.locator('form[data-ready] button[type="submit"]').click()
  await page.getByText(desk['desk.refused.parameters']).waitFor()
  await page.context().close()
  await query('update unlock_boxes set head = $2 where member_id = $1 and kind = 1', memberId, head)
})

test('somebody on the list whom no member admitted: members', async () => {
  const at = deskAt(world, 0)
  const [ghost, list] = [person(), listOf(world, at)]
  const { card } = ghost.keys
  const signed = signChange(ghost.keys.sig.sk, nextChange(world.instance, at.id, list, { op: 'add', role: 'lead', card, by: memberIdFrom(hexBytes(lead().memberId)) }))
  const [instance, of] = [hexBytes(world.instance), hexBytes(card.memberId)]
  await attacked.operator.query(`insert into members (instance_id, member_id, name, name_key, joined_day) values ($1, $2, 'Ghost', 'ghost', 0)`, [instance, of])
  await attacked.operator.query('insert into member_cards (instance_id, member_id, card, card_hash, id_hash) values ($1, $2, $3, $4, $5)', [instance, of, encodeMemberCard(card), memberCardHash(card), memberRequestId(card.memberId)])
  await attacked.operator.query('insert into member_changes (instance_id, desk_id, n, hash, change, signature) values ($1, $2, $3, $4, $5, $6)', [instance, hexBytes(at.id), at.changes.length, changeHash(signed.change), signed.change, signed.sig])
  const said = await reads()
  for (const [table, column] of [['member_changes', 'hash'], ['member_cards', 'card_hash']] as const) await attacked.operator.query(`delete from ${table} where ${column} = $1`, [table === 'member_cards' ? memberCardHash(card) : changeHash(signed.change)])
  await query('delete from members where member_id = $1', card.memberId)
  expect(said).toContain(desk['desk.refused.members'])
  expect(said).not.toContain(report.words)
  expect(await reads()).toContain(report.words)
})

test('a colleague taken off the list again, before a browser that has seen them on it: rollback', async () => {
  const at = hexBytes(deskAt(world, 0).id)
  await attacked.operator.query('create table kept_changes as select * from member_changes where desk_id = $1 and n = 1', [at])
  await attacked.operator.query('delete from member_changes where desk_id = $1 and n = 1', [at])
  const said = await reads()
  await attacked.operator.query('insert into member_changes select * from kept_changes')
  expect(said).toContain(desk['desk.refused.rollback'])
  expect(await reads()).toContain(report.words)
})

test('the card of a newcomer exchanged on its way: not vouched for by the link, other groups; exchanged after it was shown: ghost', async () => {
  const { today } = attacked.organisation.door
  const one = lead()
  const [team] = attacked.organisation.teams
  const { deskId } = team ?? { deskId: '' }
  await signIn(one, today)
  const { fragment } = await sendRecorded(one, today, (at) => one.keys.makeInvite({ deskId, role: 'handler', ...at }))
  const newcomer = { keys: deskDevice(), visitor: visitorAt(attacked.organisation.door) }
  const { instanceId, rootFp } = attacked.organisation
  const made = await newcomer.keys.makeMember({ instanceId, rootFp, now: atTheKeys })
  await sendSigned({ ...one, ...newcomer }, today, await newcomer.keys.join({ fragment, deskId, name: 'K. Abe', email: '', now: atTheKeys }))
  const [row] = await query('select card from member_cards where member_id = $1', made.memberId)
  const { card } = memberKeys(memberIdFrom(hexBytes(made.memberId)), randomKey('member'))

  const page = await attacked.desk(one)
  await page.goto(`${attacked.origin}/desk/members?lng=en`)
  await page.getByText(admin['admin.pending.holds'].replace('{name}', 'K. Abe')).waitFor()
  await query('update member_cards set card = $2 where member_id = $1', made.memberId, encodeMemberCard(card))
  await page.getByRole('button', { name: 'Admit K. Abe as a handler' }).click()
  await page.getByText(desk['desk.refused.ghost']).waitFor()

  await page.reload()
  const waiting = page.locator('[data-pending]')
  await waiting.getByText(admin['admin.pending.compare'].replace('{name}', 'K. Abe')).waitFor()
  const groups = (await waiting.locator('.fingerprint').innerText()).replace(/\D/g, '')
  expect(groups).toBe(fingerprint(memberCardHash(card)).join(''))
  expect(groups).not.toBe(made.fingerprint.replace(/\D/g, ''))
  await query('update member_cards set card = $2 where member_id = $1', made.memberId, bytesIn(row, 'card'))
  await page.reload()
  await page.getByRole('button', { name: 'Admit K. Abe as a handler' }).click()
  await page.locator('.list tr', { hasText: 'K. Abe' }).waitFor()
})

test('an entry of the record that was edited, doubled or moved is named by its line and its fault', async () => {
  for (let times = 0; times < 3; times += 1) await reads()
  const rows = await query('select s from audit_entries where subject = (select audit_ref from cases where case_id = $1) order by s', report.caseId)
  const lines = rows.map((row) => Number(row['s']))
  const [first = 0, second = 0] = lines
  const page = await attacked.desk(lead())
  await record(page, 'holds')
  const [row] = await attacked.operator.query('select entry from audit_entries where s = $1', [first])
  const entry = bytesIn(row, 'entry')
  await attacked.operator.query('update audit_entries set entry = $2 where s = $1', [first, entry.with(100, (entry[100] ?? 0) ^ 1)])
  expect(await record(page, 'fault')).toContain(desk['desk.record.fault.forged'].replace('{n}', String(first)))
  await attacked.operator.query('update audit_entries set entry = $2 where s = $1', [first, entry])

  const doubled = first + 100_000
  await attacked.operator.query('alter table audit_entries drop constraint audit_entries_instance_id_member_id_n_key')
  await attacked.operator.query('create table kept_entry as select * from audit_entries where s = $1', [first])
  await attacked.operator.query('update kept_entry set s = $1', [doubled])
  await attacked.operator.query('insert into audit_entries select * from kept_entry')
  expect(await record(page, 'fault')).toContain(desk['desk.record.fault.doubled'].replace('{n}', String(doubled)))
  await attacked.operator.query('delete from audit_entries where s = $1', [doubled])

  const moved = async () => { for (const [from, to] of [[first, doubled], [second, first], [doubled, second]]) await attacked.operator.query('update audit_entries set s = $2 where s = $1', [from, to]) }
  await moved()
  expect(await record(page, 'fault')).toContain(desk['desk.record.fault.order'].replace('{n}', String(second)))
  await moved()
  await record(page, 'holds')
})

test('the newest entries of a member taken out of the record: rollback, at the next step of that member', async () => {
  // The very last one may have been lost on the way as well: nobody holds that against a server.
  for (let times = 0; times < 2; times += 1) await reads()
  const at = [hexBytes(lead().memberId)]
  await attacked.operator.query('create table kept_newest as select * from audit_entries where member_id = $1 order by n desc limit 2', at)
  await attacked.operator.query('delete from audit_entries where s in (select s from kept_newest)')
  const said = await reads()
  await attacked.operator.query('insert into audit_entries select * from kept_newest')
  expect(said).toContain(desk['desk.refused.rollback'])
  expect(said).not.toContain(report.words)
})

test('a destroyed case that is sent once more, or put back from a backup of the database: gone, and nothing opens', async () => {
  const { today } = attacked.organisation.door
  const gone = await attacked.filed('Destroy this.')
  const [one, id] = [lead(), [hexBytes(gone.caseId)]]
  const tables = ['cases', 'case_desks', 'clocks', 'streams', 'epochs', 'wraps', 'messages', 'receipts']
  for (const table of tables) await attacked.operator.query(`create table backup_${table} as select * from ${table} where case_id = $1`, id)
  await attacked.operator.query(`update cases set state = 'CLOSED' where case_id = $1`, id)
  await signIn(one, today)
  const { case: about, ...place } = await one.visitor.get<CasePlace>(`/desk/api/audit-place?case=${gone.caseId}`, today)
  if (about === null) throw new Error('no such case')
  await sendSigned(one, today, await one.keys.prepareShred({ caseId: gone.caseId, ...about, place, today, now: atTheKeys }))
  const phone = await (await attacked.browser.newContext()).newPage()
  await phone.goto(`${attacked.origin}/en/write`)
  const again = async (frame: Uint8Array) => phone.evaluate(async (bytes) => (
    await fetch('/api/submit', { method: 'POST', headers: { 'Content-Type': 'application/octet-stream' }, body: new Uint8Array(bytes) })).status, [...frame])
  expect(await again(await gone.frame())).toBe(410)
  for (const back of [false, true]) {
    if (back) for (const table of tables) await attacked.operator.query(`insert into ${table} select * from backup_${table}`)
    expect(await attacked.reporterReads(gone.digits)).toContain(common['error.code.none'])
    expect(await attacked.deskReads(one, gone.caseId)).toContain(desk['desk.refused.missing'])
    expect(await again(await gone.frame())).toBe(410)
  }
  await phone.context().close()
})

function lead(): Person {
  const [team] = attacked.organisation.teams
  if (team === undefined) throw new Error('the organisation has no team')
  return team.lead
}

function reads(): Promise<string> {
  return attacked.deskReads(lead(), report.caseId)
}

function query(sql: string, id: string, ...values: readonly Uint8Array[]): Promise<Record<string, unknown>[]> {
  return attacked.operator.query(sql, [hexBytes(id), ...values])
}

// Opens the record of the case that the page shows, and hides it again; hands back what stood there.
async function record(page: Page, life: 'holds' | 'fault'): Promise<string> {
  await page.getByRole('button', { name: desk['desk.record.show'] }).click()
  const section = page.locator(`[data-record="${life}"]`)
  await section.waitFor()
  const said = await section.innerText()
  await page.getByRole('button', { name: desk['desk.record.hide'] }).click()
  return said
}
