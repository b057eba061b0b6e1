// Teams join, hand over and leave while a case runs, and talk among themselves: at the devices, over the server's door.
import { expect, test } from 'vitest'
import { codeOfAsync } from '#test/crypto/refusal.ts'
import type { DeskWrite, NewTeam } from '#crypto/worker/messages.ts'
import { NOBODY, directory, founded, openAtDesk, organisation, report, returning, writeAtDesk } from './people.ts'
import type { Organisation, Staff } from './people.ts'
import { nextRoster } from './planted.ts'

async function three(): Promise<Organisation & { safety: Staff }> {
  const org = await organisation()
  const { server, root } = org
  const safety = await founded(server, root, { label: 'Safety desk', roles: ['EHS'], independent: false }, 'Safety One')
  const status = server.founding()
  const before = org.server.rosters
  server.rosters = []
  const shown = await root.draftRoster({ status, now: 0 })
  const signed = await root.signFirstRoster({ shown, compared: shown.desks.map((desk) => desk.deskId), today: server.today, now: 0 })
  if (before.length === 0) throw new Error('no first roster')
  server.publish(signed.rosterFile)
  return { ...org, safety }
}

function say(type: 'reply' | 'room' | 'note' | 'leave', text: string): DeskWrite {
  return { type, fields: { text }, lang: 'en' }
}

async function add(org: Organisation, staff: Staff, caseId: string, team: NewTeam, writes: DeskWrite[] = []): Promise<void> {
  await openAtDesk(org.server, staff, caseId)
  await writeAtDesk(org.server, staff, caseId, writes, null, null, team)
}

const org = await three()
const { server, legal, external, safety } = org

test('a team that joins with everything so far reads the report; the reporter sees who added it', async () => {
  const { caseId, digits } = await report(org, { text: 'The machine has no guard.' }, [external.deskId])
  const before = await openAtDesk(server, external, caseId)
  expect(before.addable.map((team) => team.label).sort()).toEqual(['Legal desk', 'Safety desk'])
  await add(org, external, caseId, { deskId: safety.deskId, history: true }, [say('reply', 'We asked the safety team to help.')])
  const seen = await openAtDesk(server, safety, caseId)
  expect(seen.timeline.map((entry) => entry.type)).toEqual(['report', 'open', 'reply'])
  expect(seen).toMatchObject({ canWrite: true, room: { state: 'none', canWrite: true, teams: 2 } })
  const { view } = await returning(org, digits)
  expect(view.timeline[1]).toMatchObject({ open: { added: [safety.deskId], removed: [], withHistory: true } })
  expect(view.readers.find((reader) => reader.id === safety.deskId)).toMatchObject({ addedBy: { id: external.deskId } })
}, 60_000)

test('a team that joins from now on reads nothing of before, not from anybody\'s wrap and not from a link', async () => {
  const { caseId, digits } = await report(org, { text: 'Only for the first team.' }, [external.deskId])
  await add(org, external, caseId, { deskId: safety.deskId, history: false }, [say('reply', 'From here on with the safety team.')])
  const seen = await openAtDesk(server, safety, caseId)
  expect(seen.timeline.map((entry) => entry.type)).toEqual(['open', 'reply'])
  expect(seen.warnings).toEqual([])
  const rows = server.forDesk(caseId, safety.deskId).talk
  expect(rows.epochs.map((epoch) => [epoch.wrap === '', epoch.back])).toEqual([[true, ''], [false, '']])
  await add(org, safety, caseId, { deskId: legal.deskId, history: true })
  expect((await openAtDesk(server, legal, caseId)).timeline.map((entry) => entry.type)).toEqual(['open', 'reply', 'open'])
  expect((await openAtDesk(server, external, caseId)).timeline.map((entry) => entry.type)).toEqual(['report', 'open', 'reply', 'open'])
  expect((await returning(org, digits)).view.readers.length).toBe(3)
}, 60_000)

test('a team on the reporter\'s list, one that reads already and one that nobody knows are not added', async () => {
  const { caseId } = await report(org, { text: 'Not the lawyers.' }, [external.deskId], { roles: ['LEGAL'], desks: [] })
  const seen = await openAtDesk(server, external, caseId)
  expect(seen.addable.map((team) => team.label)).toEqual(['Safety desk'])
  const adding = (deskId: string) => codeOfAsync(() => add(org, external, caseId, { deskId, history: true }))
  expect([await adding(legal.deskId), await adding(external.deskId), await adding('ab'.repeat(16))]).toEqual(['excluded', 'usage', 'ghost'])
}, 60_000)

test('handing over: one request adds the next team and leaves; what follows is closed to the one that left', async () => {
  const { caseId, digits } = await report(org, { text: 'Wrong door?' }, [external.deskId])
  await add(org, external, caseId, { deskId: safety.deskId, history: true }, [say('leave', 'The safety team takes this over.')])
  const left = await openAtDesk(server, external, caseId)
  expect(left).toMatchObject({ canWrite: false, addable: [] })
  expect(left.timeline.map((entry) => entry.type)).toEqual(['report', 'open', 'leave'])
  expect(await codeOfAsync(() => writeAtDesk(server, external, caseId, [say('reply', 'One more thing.')]))).toBe('excluded')
  expect(await codeOfAsync(() => add(org, safety, caseId, { deskId: external.deskId, history: true }))).toBe('excluded')
  await openAtDesk(server, safety, caseId)
  await writeAtDesk(server, safety, caseId, [say('reply', 'We are on it.')])
  expect((await openAtDesk(server, external, caseId)).timeline.map((entry) => entry.type)).toEqual(['report', 'open', 'leave'])
  const { view } = await returning(org, digits)
  expect(view.timeline.map((entry) => entry.type)).toEqual(['report', 'open', 'leave', 'open', 'reply'])
  expect(view.timeline[2]).toMatchObject({ type: 'leave', fields: { text: 'The safety team takes this over.' } })
  expect(view.readers.map((reader) => reader.id)).toEqual([safety.deskId])
  await add(org, safety, caseId, { deskId: external.deskId, history: true })
  expect(await openAtDesk(server, external, caseId)).toMatchObject({ canWrite: true })
}, 60_000)

test('the reporter adds a team herself, of everything or only of what follows', async () => {
  const { caseId, digits } = await report(org, { text: 'one' }, [external.deskId])
  const { party } = await returning(org, digits)
  await party.sealPost({ type: 'text', fields: { text: 'please read this too' }, lang: 'en', urgent: false, today: server.today, teams: [safety.deskId], history: false })
  server.post((await party.signPost({ challenge: server.challenge() })).frame)
  expect((await openAtDesk(server, safety, caseId)).timeline.map((entry) => entry.type)).toEqual(['open', 'text'])
  expect((await openAtDesk(server, external, caseId)).timeline.map((entry) => entry.type)).toEqual(['report', 'open', 'text'])
}, 60_000)

test('between the teams: both write, the reporter never has the stream, and a new team joins the room with the case', async () => {
  const { caseId, digits } = await report(org, { text: 'one' }, [external.deskId, legal.deskId])
  await openAtDesk(server, external, caseId)
  await writeAtDesk(server, external, caseId, [say('room', 'Can you look at the contract?')])
  const seen = await openAtDesk(server, legal, caseId)
  expect(seen.timeline.at(-1)).toMatchObject({ stream: 'room', type: 'note', author: { kind: 'member', label: 'Ombud One', team: 'External desk' } })
  await writeAtDesk(server, legal, caseId, [say('room', 'Yes.'), say('note', 'Ours alone.')])
  expect((await openAtDesk(server, external, caseId)).timeline.map((entry) => [entry.stream, entry.type])).toEqual(
    [['talk', 'report'], ['room', 'note'], ['room', 'note']])
  expect(Object.keys(server.forReporter(caseId))).not.toContain('room')
  expect((await returning(org, digits)).view.timeline.map((entry) => entry.type)).toEqual(['report'])
  await add(org, external, caseId, { deskId: safety.deskId, history: false })
  const third = await openAtDesk(server, safety, caseId)
  expect(third).toMatchObject({ room: { state: 'open', canWrite: true, teams: 3 } })
  expect(third.timeline.filter((entry) => entry.stream === 'room')).toEqual([])
  await writeAtDesk(server, safety, caseId, [say('room', 'Hello.')])
  expect((await openAtDesk(server, legal, caseId)).timeline.filter((entry) => entry.stream === 'room').length).toBe(3)
}, 60_000)

test('a team whose room nobody opened yet waits, and the next word of another team lets it in', async () => {
  const { caseId, digits } = await report(org, { text: 'one' }, [external.deskId])
  await openAtDesk(server, external, caseId)
  await writeAtDesk(server, external, caseId, [say('room', 'Talking to ourselves.')])
  const { party } = await returning(org, digits)
  await party.sealPost({ type: 'text', fields: { text: 'add them' }, lang: 'en', urgent: false, today: server.today, teams: [legal.deskId] })
  server.post((await party.signPost({ challenge: server.challenge() })).frame)
  expect(await openAtDesk(server, legal, caseId)).toMatchObject({ room: { state: 'closed', canWrite: false } })
  expect(await codeOfAsync(() => writeAtDesk(server, legal, caseId, [say('room', 'Let me in.')]))).toBe('ghost')
  await openAtDesk(server, external, caseId)
  await writeAtDesk(server, external, caseId, [say('reply', 'Thank you.')])
  const opened = await openAtDesk(server, legal, caseId)
  expect(opened).toMatchObject({ room: { state: 'open', canWrite: true } })
  expect(opened.timeline.map((entry) => [entry.stream, entry.type])).toContainEqual(['room', 'note'])
}, 60_000)

test('a word in the room after a team vanished from the roster opens talk first, in one request', async () => {
  const own = await three()
  const { caseId } = await report(own, { text: 'one' }, [own.external.deskId, own.legal.deskId], NOBODY)
  await openAtDesk(own.server, own.external, caseId)
  await writeAtDesk(own.server, own.external, caseId, [say('room', 'before')])
  nextRoster(own, (roster) => ({ ...roster, desks: roster.desks.filter((desk) => desk.card.deskId !== own.legal.deskId) }))
  await directory(own.server, own.external)
  await openAtDesk(own.server, own.external, caseId)
  await writeAtDesk(own.server, own.external, caseId, [say('room', 'after')])
  const seen = await openAtDesk(own.server, own.external, caseId)
  expect(seen.readers.map((reader) => reader.id)).toEqual([own.external.deskId])
  expect(seen.timeline.map((entry) => [entry.stream, entry.type])).toEqual([['talk', 'report'], ['talk', 'open'], ['room', 'note'], ['room', 'note']])
  const rows = own.server.forDesk(caseId, own.legal.deskId).room
  expect(rows?.epochs.map((epoch) => epoch.wrap === '')).toEqual([false, true])
}, 60_000)

test('a team that the reporter added only from now on gets no older word of the room either, one with history gets all', async () => {
  for (const history of [false, true]) {
    const { caseId, digits } = await report(org, { text: 'one' }, [external.deskId, legal.deskId])
    await openAtDesk(server, external, caseId)
    await writeAtDesk(server, external, caseId, [say('room', 'before anybody came')])
    const { party } = await returning(org, digits)
    await party.sealPost({ type: 'text', fields: { text: 'add them' }, lang: 'en', urgent: false, today: server.today, teams: [safety.deskId], history })
    server.post((await party.signPost({ challenge: server.challenge() })).frame)
    await openAtDesk(server, legal, caseId)
    await writeAtDesk(server, legal, caseId, [say('reply', 'one more epoch of nothing')])
    await openAtDesk(server, external, caseId)
    await writeAtDesk(server, external, caseId, [say('room', 'welcome')])
    const words = (await openAtDesk(server, safety, caseId)).timeline.filter((entry) => entry.stream === 'room')
    expect(words.map((entry) => (entry.type === 'note' ? entry.fields.text : ''))).toEqual(history ? ['before anybody came', 'welcome'] : ['welcome'])
    expect((await openAtDesk(server, legal, caseId)).timeline.filter((entry) => entry.stream === 'room').length).toBe(2)
  }
}, 60_000)
