// One report all the way, device by device, without network: what each person's browser does and sees.
import { expect, test } from 'vitest'
import { deskDevice } from '#crypto/worker/desk-device.ts'
import { directory, openAtDesk, organisation, report, returning, send, writeAtDesk } from './people.ts'

test('a report is written, asked about, answered, closed and read again', async () => {
  const org = await organisation()
  const { server, legal, external } = org
  const { digits, caseId } = await report(org, { tiles: 'pay,threat', text: 'ကျွန်တော့်လုပ်ခ မရပါ', danger: 'no', place: 'Hall 3' }, [legal.deskId, external.deskId])

  const first = await openAtDesk(server, legal, caseId)
  expect(first.timeline.map((entry) => entry.type)).toEqual(['report'])
  expect(first.timeline[0]).toMatchObject({ lang: 'my', author: { kind: 'reporter' }, fields: { text: 'ကျွန်တော့်လုပ်ခ မရပါ', tiles: 'pay,threat' } })
  expect(first.summary).toMatchObject({ lang: 'my', words: 'ကျွန်တော့်လုပ်ခ မရပါ', place: 'Hall 3', keptOut: 'nobody', mark: first.timeline[0]?.digest.slice(0, 32) })
  expect(first).toMatchObject({ stored: null, told: null, warnings: [], noTeamLeft: false, expired: false })

  await writeAtDesk(server, legal, caseId, [
    { type: 'event', fields: { state: 'ACKNOWLEDGED', sinceDay: '20000', nextDay: '20010' }, lang: 'ja' },
    { type: 'ask', fields: { text: 'いつからですか', sentences: 'S04', about: first.timeline[0]?.key ?? '' }, lang: 'ja' },
    { type: 'note', fields: { text: 'Wages, hall 3' }, lang: 'ja' },
    { type: 'triage', fields: { priority: '2' }, lang: 'ja' },
    { type: 'assign', fields: { member: legal.memberId }, lang: 'ja' },
  ], { version: first.version, state: 'ACKNOWLEDGED', turn: 'reporter', nextDay: 20_010, endDay: null, assignee: legal.memberId }, first.summary)

  const { party, view } = await returning(org, digits)
  expect(view.timeline.map((entry) => entry.type)).toEqual(['report', 'event', 'ask'])
  expect(view.timeline[2]).toMatchObject({ author: { kind: 'desk', label: 'Legal desk' }, fields: { text: 'いつからですか', sentences: 'S04', about: first.timeline[0]?.key } })
  expect(view.readers.map((team) => team.label).sort()).toEqual(['External desk', 'Legal desk'])
  expect(JSON.stringify(view)).not.toContain('hall 3')

  await party.sealPost({ type: 'answer', fields: { text: 'မေလကတည်းက', about: view.timeline[2]?.key ?? '' }, lang: 'my', urgent: true, today: server.today })
  server.post((await party.signPost({ challenge: server.challenge() })).frame)

  const again = await openAtDesk(server, legal, caseId)
  expect(again.timeline.map((entry) => entry.type)).toEqual(['report', 'event', 'ask', 'answer', 'note', 'triage', 'assign'])
  expect(again).toMatchObject({ urgent: true, priority: 2, assignee: legal.memberId, told: { state: 'ACKNOWLEDGED' } })
  expect(again.stored).toMatchObject({ words: 'ကျွန်တော့်လုပ်ခ မရပါ' })
  expect(again.summary).toMatchObject({ reporterSeen: '1', state: 'ACKNOWLEDGED', priority: '2' })
  const row = { ...server.caseRow(caseId).columns, caseId, deskId: legal.deskId, day: 20_000, lastDay: 20_000, urgent: true, reporterMessages: 2, summary: server.forDesk(caseId, legal.deskId).summary }
  expect(await legal.party.openSummaries({ rows: [row, { ...row, summary: null }], now: 0 })).toMatchObject([{ place: 'Hall 3' }, null])

  const other = await openAtDesk(server, external, caseId)
  expect(other.timeline.map((entry) => entry.type)).toEqual(['report', 'event', 'ask', 'answer'])
  await writeAtDesk(server, external, caseId, [{ type: 'reply', fields: { text: 'We read this too.' }, lang: 'en' }])

  await openAtDesk(server, legal, caseId)
  await writeAtDesk(server, legal, caseId, [
    { type: 'reply', fields: { text: '支払われます' }, lang: 'ja' },
    { type: 'event', fields: { state: 'CLOSED', sinceDay: '20000', endDay: '20060', finding: 'confirmed', remedies: 'paid,changed' }, lang: 'ja' },
  ])
  const last = await returning(org, digits)
  expect(last.view.timeline.at(-1)).toMatchObject({ type: 'event', fields: { state: 'CLOSED', remedies: 'paid,changed' } })
  expect(last.view.warnings).toEqual([])
}, 60_000)

test('an invited colleague is admitted by tag, unlocks in a fresh browser and reads the old case', async () => {
  const org = await organisation()
  const { server, legal } = org
  const { caseId } = await report(org, { text: 'old' }, [legal.deskId])
  await openAtDesk(server, legal, caseId)
  await writeAtDesk(server, legal, caseId, [{ type: 'note', fields: { text: 'before you came' }, lang: 'en' }])

  const invite = await legal.party.makeInvite({ deskId: legal.deskId, role: 'handler', place: server.auditPlace(), today: server.today, now: 0 })
  await send(server, legal.party, invite)
  const party = deskDevice()
  const { rootFp } = await party.readInvite({ fragment: invite.fragment })
  const member = await party.makeMember({ instanceId: server.instance, rootFp, now: 0 })
  await send(server, party, await party.join({ fragment: invite.fragment, deskId: legal.deskId, name: 'Legal Two', email: '', now: 0 }))

  const seen = await directory(server, legal)
  const waiting = server.directory(legal.memberId).desks[0]?.pending[0]
  expect(seen.desks[0]?.pending[0]).toMatchObject({ name: 'Legal Two', tag: 'holds', role: 'handler', fingerprint: member.fingerprint })
  if (!waiting) throw new Error('nobody waits')
  const admitted = await legal.party.admit({ deskId: legal.deskId, pending: waiting, shown: { fingerprint: member.fingerprint, role: 'handler' }, byFingerprint: false, place: server.auditPlace(), today: server.today, now: 0 })
  if (admitted.result !== 'ok') throw new Error('not admitted')
  await send(server, legal.party, admitted)

  for (const secret of [{ kind: 'phrase' as const, text: ` ${member.phrase} ` }, { kind: 'code' as const, text: member.codeLines.join('\n') }]) {
    const fresh = deskDevice()
    expect(await fresh.unlock({ answer: server.unlockBoxes('Legal Two'), secret, now: 0 })).toEqual({ result: 'ok', memberId: member.memberId })
    const staff = { ...legal, party: fresh, memberId: member.memberId }
    const view = await openAtDesk(server, staff, caseId)
    expect(view.timeline.slice(0, 2)).toMatchObject([{ fields: { text: 'old' } }, { fields: { text: 'before you came' } }])
    await writeAtDesk(server, staff, caseId, [{ type: 'note', fields: { text: 'I read it' }, lang: 'en' }])
  }
  const both = await openAtDesk(server, legal, caseId)
  expect(both.timeline.filter((entry) => entry.type === 'note').map((entry) => entry.author.label)).toEqual(['Legal One', 'Legal Two', 'Legal Two'])
  expect((await directory(server, legal)).desks[0]?.members.map((held) => [held.name, held.role])).toEqual([['Legal One', 'lead'], ['Legal Two', 'handler']])

  await send(server, legal.party, await legal.party.changeRole({ deskId: legal.deskId, memberId: member.memberId, role: 'lead', place: server.auditPlace(), today: server.today, now: 0 }))
  expect((await directory(server, legal)).desks[0]?.members.map((held) => held.role)).toEqual(['lead', 'lead'])
}, 60_000)

test('the root opens again from its forty-two digits, and a wrong phrase opens nothing', async () => {
  const org = await organisation()
  const root = deskDevice()
  const opened = await root.openRoot({ instanceId: org.server.instance, text: org.rootLines.join(' '), rootFp: org.rootFp, now: 0 })
  expect(opened.result).toBe('ok')
  const draft = await root.draftRoster({ status: org.server.founding(), now: 0 })
  expect(draft.desks.map((desk) => [desk.label, desk.tag])).toEqual([['Legal desk', 'holds'], ['External desk', 'holds']])
  const answer = org.server.unlockBoxes('Legal One')
  const party = deskDevice()
  expect(await party.unlock({ answer, secret: { kind: 'phrase', text: '0000 0000 0000 0000 0000 0000' }, now: 0 })).toEqual({ result: 'wrong' })
  const typed = org.legal.codeLines.map((line, i) => (i === 3 ? line.replace(/./, (digit) => String((Number(digit) + 1) % 10)) : line)).join(' ')
  expect(await party.unlock({ answer, secret: { kind: 'code', text: typed }, now: 0 })).toEqual({ result: 'line', line: 4 })
}, 60_000)

test('secrets are gone after ten idle minutes, and asking for the status is no use', async () => {
  const org = await organisation()
  const party = deskDevice()
  await party.unlock({ answer: org.server.unlockBoxes('Legal One'), secret: { kind: 'phrase', text: org.legal.phrase }, now: 0 })
  const minute = 60_000
  for (let at = 1; at <= 9; at += 1) expect(await party.status({ now: at * minute })).toMatchObject({ unlocked: true })
  expect(await party.use({ now: 10 * minute })).toEqual({ unlocked: true })
  expect(await party.status({ now: 20 * minute })).toMatchObject({ unlocked: true })
  expect(await party.status({ now: 20 * minute + 1 })).toMatchObject({ unlocked: false, memberId: null })
  expect(() => party.signIn({ challenge: org.server.challenge(), now: 20 * minute + 2 })).toThrow('locked')
}, 60_000)
