// Who may read changes while a case runs: by the roster, by the reporter's own list, by messages that are missing.
import { expect, test } from 'vitest'
import { codeOfAsync } from '#test/crypto/refusal.ts'
import { openAtDesk, organisation, report, returning, writeAtDesk } from './people.ts'
import type { Organisation, Reporter } from './people.ts'
import { nextRoster, talkOf } from './planted.ts'

const TEXT = { lang: 'en', urgent: false } as const

async function post(org: Organisation, party: Reporter): Promise<void> {
  org.server.post((await party.signPost({ challenge: org.server.challenge() })).frame)
}

test('a desk that the root takes off the roster reads nothing that is written after it', async () => {
  const org = await organisation()
  const { server, legal, external } = org
  const { digits, caseId } = await report(org, { text: 'one' }, [legal.deskId, external.deskId])
  nextRoster(org, (roster) => ({ ...roster, desks: roster.desks.filter((desk) => desk.card.deskId !== external.deskId) }))
  const { party } = await returning(org, digits)
  await party.sealPost({ type: 'text', fields: { text: 'two' }, ...TEXT, today: server.today })
  await post(org, party)
  const view = await openAtDesk(server, legal, caseId)
  expect(view.timeline.map((entry) => entry.type)).toEqual(['report', 'open', 'text'])
  expect(view.timeline[1]).toMatchObject({ open: { removed: [external.deskId], added: [], restarted: [], withHistory: true } })
  expect(view.readers.map((team) => team.id)).toEqual([legal.deskId])
  expect(server.forDesk(caseId, external.deskId).talk.epochs.map((epoch) => epoch.wrap === '')).toEqual([false, true])
  const mine = await returning(org, digits)
  expect(mine.view.timeline.map((entry) => entry.type)).toEqual(['report', 'open', 'text'])
}, 60_000)

test('the reporter takes a team out, and no desk can bring it back', async () => {
  const org = await organisation()
  const { server, legal, external } = org
  const { digits, caseId } = await report(org, { text: 'one' }, [legal.deskId, external.deskId])
  const { party } = await returning(org, digits)
  await party.sealPost({ type: 'never', never: { roles: [], desks: [legal.deskId] }, ...TEXT, today: server.today })
  await post(org, party)
  const view = await openAtDesk(server, external, caseId)
  expect(view.timeline.map((entry) => entry.type)).toEqual(['report', 'open', 'never'])
  await writeAtDesk(server, external, caseId, [{ type: 'reply', fields: { text: 'understood' }, lang: 'en' }])
  expect((await returning(org, digits)).view.timeline.at(-1)).toMatchObject({ type: 'reply', fields: { text: 'understood' } })
  expect(await openAtDesk(server, legal, caseId)).toMatchObject({ canWrite: false, timeline: [{ type: 'report' }] })
  expect(await codeOfAsync(() => writeAtDesk(server, legal, caseId, [{ type: 'reply', fields: { text: 'but' }, lang: 'en' }]))).toBe('excluded')
}, 60_000)

test('a role that a roster gives later falls under the list too, and the next writer shuts that desk out', async () => {
  const org = await organisation()
  const { server, legal, external } = org
  const { digits, caseId } = await report(org, { text: 'one' }, [legal.deskId, external.deskId], { roles: ['BRD'], desks: [] })
  nextRoster(org, (roster) => ({ ...roster, desks: roster.desks.map((desk) => (desk.card.deskId === external.deskId ? { ...desk, roles: desk.roles | 512 } : desk)) }))
  await openAtDesk(server, legal, caseId)
  await writeAtDesk(server, legal, caseId, [{ type: 'reply', fields: { text: 'hello' }, lang: 'en' }])
  const { view } = await returning(org, digits)
  expect(view.timeline.map((entry) => entry.type)).toEqual(['report', 'open', 'reply'])
  expect(view.readers.map((team) => team.id)).toEqual([legal.deskId])
}, 60_000)

test('when nobody is left the reporter chooses a team, which reads from the beginning', async () => {
  const org = await organisation()
  const { server, legal, external } = org
  const { digits, caseId } = await report(org, { text: 'from the start' }, [external.deskId])
  nextRoster(org, (roster) => ({ ...roster, desks: roster.desks.filter((desk) => desk.card.deskId !== external.deskId) }))
  const { party, view } = await returning(org, digits)
  expect(view.noTeamLeft).toBe(true)
  const text = { type: 'text' as const, fields: { text: 'is anybody there' }, ...TEXT, today: server.today }
  expect(await codeOfAsync(async () => await party.sealPost(text))).toBe('usage')
  await party.sealPost({ ...text, teams: [legal.deskId] })
  await post(org, party)
  const seen = await openAtDesk(server, legal, caseId)
  expect(seen.timeline.map((entry) => entry.type)).toEqual(['report', 'open', 'text'])
  expect(seen.timeline[1]).toMatchObject({ open: { added: [legal.deskId], removed: [external.deskId] } })
}, 60_000)

test('a team on her own list is not chosen when nobody else is left, unless she shortens the list', async () => {
  const org = await organisation()
  const { server, legal, external } = org
  const { digits } = await report(org, { text: 'not them' }, [external.deskId], { roles: ['LEGAL'], desks: [] })
  nextRoster(org, (roster) => ({ ...roster, desks: roster.desks.filter((desk) => desk.card.deskId !== external.deskId) }))
  const { party } = await returning(org, digits)
  const common = { ...TEXT, today: server.today, teams: [legal.deskId] }
  expect(await codeOfAsync(async () => await party.sealPost({ type: 'text', fields: { text: 'x' }, ...common }))).toBe('excluded')
  expect(await codeOfAsync(async () => await party.sealPost({ type: 'never', never: { roles: [], desks: [legal.deskId] }, ...common }))).toBe('excluded')
  await party.sealPost({ type: 'never', never: { roles: [], desks: [] }, ...common })
  await post(org, party)
  expect((await returning(org, digits)).view.readers.map((reader) => reader.id)).toEqual([legal.deskId])
}, 60_000)

test('a message that the server keeps back is named to both sides', async () => {
  const org = await organisation()
  const { server, legal } = org
  const { digits, caseId } = await report(org, { text: 'one' }, [legal.deskId])
  for (const text of ['two', 'three']) {
    const { party } = await returning(org, digits)
    await party.sealPost({ type: 'text', fields: { text }, ...TEXT, today: server.today })
    await post(org, party)
  }
  talkOf(org, caseId).messages.splice(1, 1)
  const withheld = { kind: 'withheld', stream: 'talk', author: { kind: 'reporter', id: '', label: '' }, n: 1 }
  expect((await openAtDesk(server, legal, caseId)).warnings).toEqual([withheld])
  expect((await returning(org, digits)).view.warnings).toEqual([withheld])
}, 60_000)

test('a case sealed under an old roster is named to the desk', async () => {
  const org = await organisation()
  const { server, legal } = org
  const newer = nextRoster(org)
  server.rosters.pop()
  server.today += 10
  const { caseId } = await report(org, { text: 'one' }, [legal.deskId])
  server.rosters.push(newer)
  expect((await openAtDesk(server, legal, caseId)).warnings).toEqual([{ kind: 'old-roster', issuedDay: 20_000 }])
}, 60_000)

test('past the last day of the newest roster a case is read and nothing is written', async () => {
  const org = await organisation()
  const { server, legal } = org
  const { digits, caseId } = await report(org, { text: 'one' }, [legal.deskId])
  await openAtDesk(server, legal, caseId)
  // The desk's own day: the case is shown, and what was opened so is not written into.
  const late = await legal.party.openCase({ answer: server.forDesk(caseId, legal.deskId), today: server.today + 403, now: 0 })
  expect(late).toMatchObject({ expired: true, canWrite: false, timeline: [{ type: 'report' }] })
  const note = { caseId, writes: [{ type: 'note' as const, fields: { text: 'x' }, lang: 'en' }], columns: null, summary: null, addTeam: null, place: server.auditPlace(), today: server.today, now: 0 }
  expect(await codeOfAsync(async () => await legal.party.sealWrites(note))).toBe('expired')
  server.today += 403
  const { party, view } = await returning(org, digits)
  expect(view).toMatchObject({ expired: true, timeline: [{ type: 'report' }] })
  expect(await codeOfAsync(async () => await party.sealPost({ type: 'text', fields: { text: 'x' }, ...TEXT, today: server.today }))).toBe('expired')
  expect(await codeOfAsync(() => report(org, { text: 'x' }, [legal.deskId]))).toBe('expired')
}, 60_000)
