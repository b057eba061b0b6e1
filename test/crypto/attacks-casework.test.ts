// Attacks on casework (§5.5, §5.6): an approval that nobody entitled gave, that was given to something else, in another
// case, by another desk's people, or under a role that its author never had.
import { expect, test } from 'vitest'
import { approvalPayload, approvalIn, proposalIn, workIn, workPayload } from '#crypto/casework.ts'
import { decisionHolds, pageHash, pagePayload, pageWordsIn, parseDecision, signDecision } from '#crypto/decision.ts'
import type { Decision } from '#crypto/decision.ts'
import { hexFromBytes } from '#crypto/bytes.ts'
import { payloadFrom } from '#crypto/fields.ts'
import { roleSince } from '#crypto/members.ts'
import type { MessageType } from '#crypto/message.ts'
import { deciderOf, decidedOn, withDeciders } from '#crypto/outside.ts'
import { APPROVAL_FIELDS, PAGE_FIELDS, WORK_FIELDS, encodePayload } from '#crypto/payload.ts'
import { timelineOf } from '#crypto/present.ts'
import { deskIn } from '#crypto/roster.ts'
import { randomBytes } from '#crypto/sodium.ts'
import { nextPlace } from '#crypto/stream.ts'
import { instanceIdFrom } from '#crypto/types.ts'
import { caseFileOf } from '#db/model/case-file.ts'
import { proposalBody } from '#db/model/proposals.ts'
import { refusal } from '#test/world/case-story.ts'
import { codeOf } from './refusal.ts'
import { trio } from './forced.ts'
import { allLists, firstPerson, openRoomEpoch, readRoom, roomView, voiceOf, withRoom } from './room-story.ts'
import type { RoomStory } from './room-story.ts'
import { deskVoice, file, memberVoice, openNotes, readNotes, reporterVoice, say, write } from './story.ts'
import type { Voice } from './story.ts'
import { admit, bookOf, change, listOf, person, publish } from './world.ts'
import type { Desk } from './world.ts'

const proposal = payloadFrom('proposal', { kind: 'decline', body: '{"reason":"N-02"}' })
const work = workPayload({ kind: 'plan', object: '00'.repeat(16), body: '{}' })
const approval = (digest: string) => approvalPayload({ proposal: digest, verdict: 'approve' })

function opened() {
  const { world, legal, ext, ehs } = trio()
  const story = withRoom(file(world, [legal, ext]))
  openRoomEpoch(story, voiceOf(legal), [legal, ext], null)
  return { world, story, legal, ext, ehs }
}

function put(story: RoomStory, reader: Desk, voice: Voice, type: MessageType, payload: Uint8Array): string {
  const { head } = say(story, story.room, voice, type, payload, nextPlace(roomView(story, reader), voice.party))
  return hexFromBytes(head.digest)
}

test('work, proposals and approvals of members of every desk are read by each of them, with their digests', () => {
  const { story, legal, ext } = opened()
  put(story, legal, voiceOf(legal), 'work', work)
  const digest = put(story, legal, voiceOf(legal), 'proposal', proposal)
  put(story, ext, voiceOf(ext), 'approval', approval(digest))
  for (const desk of [legal, ext]) {
    const [, first, second, third] = roomView(story, desk).entries
    expect([first?.type, second?.type, third?.type]).toEqual(['work', 'proposal', 'approval'])
    expect(hexFromBytes(second?.digest ?? new Uint8Array())).toBe(digest)
    expect(approvalIn(third?.payload ?? new Uint8Array())).toEqual({ proposal: digest, verdict: 'approve', text: '', outside: null, shown: null })
  }
})

test('an approval by somebody on no list, in a member\'s name, or by a member of a desk that does not read is refused', () => {
  for (const [pick, code] of [
    [() => memberVoice(person()), 'ghost'],
    [({ legal }: ReturnType<typeof opened>) => ({ party: voiceOf(legal).party, sk: person().keys.sig.sk }), 'broken'],
    [({ ehs }: ReturnType<typeof opened>) => voiceOf(ehs), 'ghost'],
  ] as const) {
    const held = opened()
    const digest = put(held.story, held.legal, voiceOf(held.legal), 'proposal', proposal)
    put(held.story, held.legal, pick(held), 'approval', approval(digest))
    for (const desk of [held.legal, held.ext]) expect(codeOf(() => readRoom(held.story, desk))).toBe(code)
  }
})

test('casework stands in the room only: in talk and in notes its types are refused, and a desk says none of it', () => {
  for (const [type, payload] of [['work', work], ['proposal', proposal], ['approval', approval('ab'.repeat(32))]] as const) {
    const talk = opened()
    expect(codeOf(() => { write(talk.story, reporterVoice(talk.story), type, payload); write(talk.story, deskVoice(talk.legal), 'reply', new Uint8Array([0, 1])) })).toBe('broken')
    const notes = opened()
    openNotes(notes.story, notes.legal, firstPerson(notes.legal))
    const members = listOf(notes.world, notes.legal)
    const voice = voiceOf(notes.legal)
    say(notes.story, notes.story.notes ?? notes.story.room, voice, type, payload, nextPlace(readNotes(notes.story, notes.legal, members), voice.party))
    expect(codeOf(() => readNotes(notes.story, notes.legal, members))).toBe('broken')
    const room = opened()
    put(room.story, room.legal, deskVoice(room.legal), type, payload)
    expect(codeOf(() => readRoom(room.story, room.ext))).toBe('ghost')
  }
})

test('an approval fits one proposal of one case: not the same words once more, not a changed word, not another case', () => {
  const { story, legal, ext } = opened()
  const first = put(story, legal, voiceOf(legal), 'proposal', proposal)
  const again = put(story, legal, voiceOf(legal), 'proposal', proposal)
  const reworded = put(story, legal, voiceOf(legal), 'proposal', payloadFrom('proposal', { kind: 'decline', body: '{"reason":"N-03"}' }))
  expect(new Set([first, again, reworded]).size).toBe(3)
  put(story, ext, voiceOf(ext), 'approval', approval(first))
  // The same people, the same desks, another case: its room takes no message of this one.
  const other = withRoom(file(story.world, [legal, ext]))
  openRoomEpoch(other, voiceOf(legal), [legal, ext], null)
  const [row] = story.room.messages.slice(-1)
  if (row !== undefined) other.room.messages.push(row)
  expect(codeOf(() => readRoom(other, ext))).toBe('broken')
  expect(roomView(story, legal).entries.filter(({ type }) => type === 'approval').map(({ payload }) => approvalIn(payload).proposal)).toEqual([first])
})

test('a proposal or an approval with a byte exchanged in the rows is refused', () => {
  const { story, legal, ext } = opened()
  put(story, ext, voiceOf(ext), 'approval', approval(put(story, legal, voiceOf(legal), 'proposal', proposal)))
  const row = story.room.messages.at(-1)
  if (row === undefined) throw new Error('no row')
  row.body = row.body.with(100, (row.body[100] ?? 0) ^ 1)
  expect(codeOf(() => readRoom(story, legal))).toBe('broken')
})

test('an object or a digest of another size is broken, a verdict of a later version says so', () => {
  expect(codeOf(() => workIn(encodePayload(WORK_FIELDS, { kind: 'task', object: randomBytes(15), body: '{}' })))).toBe('broken')
  expect(codeOf(() => workIn(encodePayload(WORK_FIELDS, { kind: 'task', body: '{}' })))).toBe('broken')
  expect(codeOf(() => approvalIn(encodePayload(APPROVAL_FIELDS, { proposal: randomBytes(16), verdict: 'approve' })))).toBe('broken')
  expect(codeOf(() => approvalIn(encodePayload(APPROVAL_FIELDS, { proposal: randomBytes(32), verdict: 'approved' })))).toBe('newer-version')
  expect(codeOf(() => approvalIn(encodePayload(APPROVAL_FIELDS, { proposal: randomBytes(32) })))).toBe('newer-version')
  for (const object of ['00', 'zz'.repeat(16), '']) expect(codeOf(() => workPayload({ kind: 'task', object, body: '' }))).toBe('usage')
  expect(codeOf(() => approvalPayload({ proposal: 'ab', verdict: 'back' }))).toBe('usage')
  expect(workIn(workPayload({ kind: '', object: 'ab'.repeat(16), body: '' }))).toEqual({ kind: '', object: 'ab'.repeat(16), body: '' })
  expect(proposalIn(payloadFrom('proposal', {}))).toEqual({ kind: '', body: '' })
})

test('a role is the highest since the roster that the words were written under, and outlasts demotion and leaving', () => {
  const { world, legal } = trio()
  const [lead] = [firstPerson(legal)]
  const second = admit(world, legal, 'lead')
  const handler = admit(world, legal)
  const before = publish(world)
  const headAt = (roster: typeof before) => deskIn(roster.roster, legal.id)?.card.membersHash
  const role = (who: typeof lead, roster: typeof before) => {
    const head = headAt(roster)
    return head === undefined ? null : roleSince(listOf(world, legal), who.keys.card.memberId, head)
  }
  change(world, legal, 'role', second, lead, 'handler')
  change(world, legal, 'role', handler, lead, 'lead')
  const after = publish(world)
  expect([role(second, before), role(second, after)]).toEqual(['lead', 'handler'])
  expect([role(handler, before), role(handler, after)]).toEqual(['lead', 'lead'])
  change(world, legal, 'remove', handler, lead, 'lead')
  const gone = publish(world)
  expect([role(handler, before), role(handler, after), role(handler, gone)]).toEqual(['lead', 'lead', 'handler'])
  expect(role(person(), gone)).toBe(null)
})

test('a decision from outside is believed from its signer about its proposal, and unproven in every other case', () => {
  const { world, legal, ehs } = trio()
  const lead = firstPerson(ehs)
  const digest = 'd1'.repeat(32)
  const page = pagePayload({ kind: 'decline', body: '{"reason":"N-02"}', severity: 'S2 P3' })
  const said: Decision = {
    instance: world.instance, memberId: lead.keys.card.memberId, deskId: ehs.id, digest, shown: pageHash(page), verdict: 'approve', day: 20_500 as Decision['day'], reason: new Uint8Array() }
  const roster = world.rosters.at(-1)
  if (roster === undefined) throw new Error('no roster')
  const names = { desk: () => '', member: () => 'Safety One', team: () => null, role: () => null }
  const carried = { proposal: digest, verdict: 'approve' as const, instance: world.instance, under: roster.roster, lists: allLists(withRoom(file(world, [legal]))), names }
  const answer = signDecision(lead.keys.sig.sk, said)
  expect(deciderOf(answer, carried)).toEqual({ memberId: said.memberId, name: 'Safety One', deskId: ehs.id, label: 'desk EHS', role: 'lead', day: 20_500 })
  for (const wrong of [{ proposal: 'd2'.repeat(32) }, { verdict: 'back' as const }, { instance: instanceIdFrom(randomBytes(16)) }, { lists: new Map() }]) {
    expect(deciderOf(answer, { ...carried, ...wrong })).toBe('unproven')
  }
  const stranger = person()
  for (const forged of [
    signDecision(stranger.keys.sig.sk, said), signDecision(stranger.keys.sig.sk, { ...said, memberId: stranger.keys.card.memberId }),
    signDecision(firstPerson(legal).keys.sig.sk, { ...said, deskId: legal.id }), signDecision(lead.keys.sig.sk, { ...said, deskId: legal.id }),
    answer.with(0, 2), answer.slice(0, -1), new Uint8Array(),
  ]) expect(deciderOf(forged, carried)).toBe('unproven')
  expect(decidedOn(answer, page, carried)).toMatchObject({ outside: { memberId: said.memberId }, shown: pageWordsIn(page) })
  for (const other of [undefined, new Uint8Array(), page.slice(0, -1), pagePayload({ kind: 'decline', body: '{"reason":"N-02"}', severity: 'S1 P4' })]) expect(decidedOn(answer, other, carried)).toBe(null)
  expect(decidedOn(answer, page, { ...carried, proposal: 'd2'.repeat(32) })).toBe(null)
  for (let at = 0; at < answer.length; at += 1) expect(deciderOf(answer.with(at, (answer[at] ?? 0) ^ 1), carried), `byte ${at}`).toBe('unproven')
  expect(decisionHolds(lead.keys.card.sigPk, parseDecision(answer))).toBe(true)
  // Removed before the roster under which it is carried in: no decision of that desk any more.
  const other = admit(world, ehs, 'lead')
  change(world, ehs, 'remove', lead, other, 'lead')
  const later = publish(world)
  expect(deciderOf(answer, { ...carried, under: later.roster, lists: new Map([[ehs.id, listOf(world, ehs)]]) })).toBe('unproven')
  expect(deciderOf(answer, { ...carried, lists: new Map([[ehs.id, listOf(world, ehs)]]) })).toMatchObject({ memberId: said.memberId, role: 'lead' })
})

test('whoever is shown milder words than the proposal agrees to nothing, however the answer is carried in', () => {
  const { world, story, legal, ehs } = opened()
  const lead = firstPerson(ehs)
  const words = { kind: 'decline', body: proposalBody('decline', refusal) }
  const digest = put(story, legal, voiceOf(legal), 'proposal', payloadFrom('proposal', words))
  const honest = pagePayload({ ...words, severity: '' })
  const milder = [{ ...words, body: proposalBody('decline', { ...refusal, text: 'It is passed on.' }) }, { ...words, kind: 'export' }].map((other) => pagePayload({ ...other, severity: '' }))
  // A word more than the page has fields for: shown by nobody, so signed by nobody.
  const longer = encodePayload(PAGE_FIELDS, words, new Map([[9, new Uint8Array([65])]]))
  const agreed = (page: Uint8Array) => hexFromBytes(signDecision(lead.keys.sig.sk, {
    instance: world.instance, memberId: lead.keys.card.memberId, deskId: ehs.id, digest, shown: pageHash(page), verdict: 'approve', day: 20_500 as Decision['day'], reason: new Uint8Array() }))
  const file = (signed: Uint8Array, page: Uint8Array | null) => {
    put(story, legal, voiceOf(legal), 'approval', approvalPayload({ proposal: digest, verdict: 'approve', outside: agreed(signed), ...(page === null ? {} : { page: hexFromBytes(page) }) }))
    const view = roomView(story, legal)
    const names = { desk: () => '', member: () => 'Safety One', team: () => legal.id, role: () => 'lead' as const }
    const timeline = withDeciders(timelineOf(view, 'room', names, bookOf(world)), view, { instance: world.instance, lists: allLists(story), names })
    const { decisions, doubts } = caseFileOf(timeline, { deskId: legal.id, people: [], teams: [], columns: null, held: null })
    return [decisions[0]?.state, decisions[0]?.second?.name ?? null, doubts.at(-1)?.why]
  }
  expect(milder.map((page) => file(page, honest))).toEqual(milder.map(() => ['open', null, 'outside-unproven']))
  expect(milder.map((page) => file(page, page))).toEqual(milder.map(() => ['open', null, 'other-than-approved']))
  expect([file(honest, null), file(honest, milder[0] ?? null), file(longer, longer)]).toEqual([1, 2, 3].map(() => ['open', null, 'outside-unproven']))
  expect(file(pagePayload({ ...words, severity: 'S1 P4' }), pagePayload({ ...words, severity: 'S1 P4' }))).toEqual(['open', null, 'other-than-approved'])
  expect(file(honest, honest).slice(0, 2)).toEqual(['approved', 'Safety One'])
})
