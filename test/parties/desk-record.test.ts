// The record at a desk's device (§15): the name a case has in it, the request to shred, and its entries read again.
import { expect, test } from 'vitest'
import type { AuditRow } from '#crypto/answers.ts'
import { base64FromBytes } from '#crypto/base64.ts'
import { encodeMemberCard } from '#crypto/card.ts'
import { parseAudit, parseCaseBody, parseFrame, parseWriteBody } from '#crypto/server.ts'
import type { MemberCard } from '#crypto/server.ts'
import type { Prepared } from '#crypto/worker/messages.ts'
import { reporterDevice } from '#crypto/worker/reporter-device.ts'
import { codeOfAsync } from '#test/crypto/refusal.ts'
import { openAtDesk, organisation, report, writeAtDesk } from './people.ts'
import type { Staff } from './people.ts'

const org = await organisation()
const { server, legal, external } = org
const stands = () => ({ place: server.auditPlace(), today: server.today, now: 0 })

function cardOf(staff: Staff): MemberCard {
  const held = [...server.members.values()].find((one) => one.card.memberId === staff.memberId)
  if (!held) throw new Error('no member')
  return held.card
}

async function bodyOf(staff: Staff, prepared: Prepared): Promise<{ action: string; body: Uint8Array }> {
  const { frame } = await staff.party.sign({ job: prepared.job, challenge: server.challenge(), now: 0 })
  return parseFrame(frame)
}

/** The row that the server makes of an entry. */
function rowOf(seq: number, audit: Uint8Array): AuditRow {
  const { entryBytes, sig, details } = parseAudit(audit)
  return { seq, day: server.today, entry: base64FromBytes(entryBytes), sig: base64FromBytes(sig), details: base64FromBytes(details) }
}

test('a case keeps one name in the record, and a name one case', async () => {
  const [one, two] = [await report(org, { text: 'one' }, [legal.deskId]), await report(org, { text: 'two' }, [legal.deskId])]
  const asks = (caseId: string, auditRef: string) => async () => legal.party.readCase({ caseId, deskId: legal.deskId, auditRef, purpose: 'read', ...stands() })
  const ref = server.caseRow(one.caseId).auditRef
  for (const name of ['0'.repeat(32), 'a'.repeat(31), 'a'.repeat(33), 'A'.repeat(32), `${'a'.repeat(31)}g`, '']) {
    expect(await codeOfAsync(asks(one.caseId, name))).toBe('broken')
  }
  expect(await codeOfAsync(asks(one.caseId, ref))).toBe('nothing refused')
  expect(await codeOfAsync(asks(one.caseId, ref))).toBe('nothing refused')
  expect(await codeOfAsync(asks(one.caseId, server.caseRow(two.caseId).auditRef))).toBe('rollback')
  expect(await codeOfAsync(asks(two.caseId, ref))).toBe('rollback')
  expect(await codeOfAsync(asks(two.caseId, server.caseRow(two.caseId).auditRef))).toBe('nothing refused')
})

test('the request to shred names the case and the team, and leaves an entry of its own', async () => {
  const { caseId } = await report(org, { text: 'gone soon' }, [legal.deskId])
  await openAtDesk(server, legal, caseId)
  const { auditRef } = server.caseRow(caseId)
  const asked = { caseId, deskId: legal.deskId, auditRef, ...stands() }
  const { action, body } = await bodyOf(legal, await legal.party.prepareShred(asked))
  const said = parseCaseBody(body)
  const { entry, details } = parseAudit(said.audit)
  expect([action, said.caseId, said.deskId]).toEqual(['shred', caseId, legal.deskId])
  const read = parseAudit(parseCaseBody((await bodyOf(legal, await legal.party.readCase({ ...asked, purpose: 'read' }))).body).audit)
  expect([entry.memberId, entry.subject, entry.day, details.length]).toEqual([legal.memberId, auditRef, server.today, 0])
  expect(entry.action).not.toBe(read.entry.action)
  expect(await codeOfAsync(async () => legal.party.prepareShred({ ...asked, auditRef: 'ab'.repeat(16) }))).toBe('rollback')
})

test('entries of a case are read with the names of the lists, and their details with the keys of the notes', async () => {
  const { caseId } = await report(org, { text: 'read me' }, [legal.deskId, external.deskId])
  const { auditRef } = server.caseRow(caseId)
  const read = await bodyOf(external, await external.party.readCase({ caseId, deskId: external.deskId, auditRef, purpose: 'read', ...stands() }))
  await openAtDesk(server, external, caseId)
  await writeAtDesk(server, external, caseId, [{ type: 'note', fields: { text: 'first' }, lang: 'en' }])
  await openAtDesk(server, external, caseId)
  const write = await bodyOf(external, await external.party.sealWrites({
    caseId, writes: [{ type: 'note', fields: { text: 'second' }, lang: 'en' }], addTeam: null, columns: null, summary: null, ...stands() }))
  const rows = [rowOf(1, parseCaseBody(read.body).audit), rowOf(2, parseWriteBody(write.body).audit)]
  const answer = (entries: AuditRow[], cards: Staff[] = []) => ({
    entries, memberCards: cards.map((staff) => base64FromBytes(encodeMemberCard(cardOf(staff)))), names: [{ memberId: external.memberId, name: 'Ombud One' }] })
  const [first, second] = rows
  if (!first || !second) throw new Error('two rows expected')
  const opened = await external.party.openRecord({ caseId, answer: answer([first]), now: 0 })
  expect(opened.faults).toEqual([])
  expect(opened.entries).toMatchObject([{ seq: 1, action: 'read', signer: 'checked', by: { memberId: external.memberId, name: 'Ombud One' }, details: null, drilled: null }])
  const worked = await external.party.openRecord({ caseId, answer: answer([second]), now: 0 })
  expect([worked.faults, worked.entries.map(({ details }) => details === null)]).toEqual([[], [false]])
  // Another desk has neither the list nor the notes: it believes the card that stands beside the entry, and no details.
  await openAtDesk(server, legal, caseId)
  const elsewhere = await legal.party.openRecord({ caseId, answer: answer([second], [external]), now: 0 })
  expect(elsewhere.entries).toMatchObject([{ signer: 'unknown', details: null }])
  expect((await legal.party.openRecord({ caseId, answer: answer([second]), now: 0 })).faults).toEqual([{ seq: 2, kind: 'forged' }])
  expect((await external.party.openRecord({ caseId: null, answer: answer([first]), now: 0 })).faults).toEqual([{ seq: 1, kind: 'broken' }])
  await expect((async () => legal.party.openRecord({ caseId: 'ab'.repeat(32), answer: answer([]), now: 0 }))()).rejects.toThrow('unprepared')
})

test('what a newcomer types as the code of a copy is told apart: a line, its length, a wrong one', async () => {
  const party = reporterDevice()
  const { caseId } = await report(org, { text: 'for a copy' }, [external.deskId])
  await openAtDesk(server, external, caseId)
  await writeAtDesk(server, external, caseId, [{ type: 'note', fields: { text: 'Looked.' }, lang: 'en' }])
  const view = await openAtDesk(server, external, caseId)
  const copy = await external.party.sealCopy({
    caseId, text: 'chosen', purpose: 'inspection', untilDay: server.today + 2, sources: [view.timeline[0]?.key ?? ''], lang: 'en', ...stands() })
  const typed = (text: string) => party.openCopyCode({ text, instanceId: server.instance })
  await expect((async () => party.signCopyFetch({ challenge: server.challenge() }))()).rejects.toThrow('unprepared')
  expect(await typed(copy.digits)).toEqual({ result: 'ok', copyId: copy.copyId })
  expect(await typed(copy.digits.slice(0, 20))).toMatchObject({ result: 'length', digits: 20 })
  const stepped = (text: string) => text.replace(/\d/, (digit) => String((Number(digit) + 1) % 10))
  const [one = '', two = '', ...rest] = copy.lines
  expect(await typed([one, stepped(two), ...rest].join(' '))).toEqual({ result: 'line', line: 2 })
  // Two mistakes seldom look like one in another place.
  const twice = rest.map((_, at) => [stepped(one), two, ...rest.map((line, i) => (i === at ? stepped(line) : line))].join(' '))
  expect(await Promise.all(twice.map(typed))).toContainEqual({ result: 'wrong' })
})
