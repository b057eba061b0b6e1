// What the signed line about a write may be called: a server that sees a team join or a state change takes no smaller word for it.
import { expect, test } from 'vitest'
import type { EpochFacts, TransmissionFacts } from '#crypto/intake.ts'
import { REPORTER, TALK, deskParty, notesOf, partyBytes, streamBytes } from '#crypto/party.ts'
import { randomBytes } from '#crypto/sodium.ts'
import { hashOf } from '#crypto/types.ts'
import { actionsOf, objectOf, type Writing } from '#app/http/write-act.server.ts'
import { drawEpoch, file } from '#test/crypto/story.ts'
import { deskAt, makeWorld } from '#test/crypto/world.ts'
import type { WrittenStream } from '#db/queries/written-stream.server.ts'

const world = makeWorld([['LEGAL'], ['EXT'], ['EHS']])
const [legal, external, safety] = [deskAt(world, 0), deskAt(world, 1), deskAt(world, 2)]
const story = file(world, [legal, external])
const zero = story.talk.epochs[0]?.made
if (!zero) throw new Error('no epoch')
const held: WrittenStream = { state: 'TRIAGE', epochs: [{ epoch: 0, ctx: zero.ctx, header: zero.headerBytes }] }

function opening(desks: readonly { id: typeof legal.id }[]): EpochFacts & { heads: [] } {
  const made = drawEpoch(story, story.talk, desks.map(({ id }) => id), REPORTER, zero ?? null, null)
  return { header: made.header, headerBytes: made.headerBytes, ctx: made.ctx, wraps: [], back: made.back, heads: [] }
}

function sent(messages: number, opens: TransmissionFacts['opens'] = null, stream = TALK): TransmissionFacts {
  const author = deskParty(legal.id)
  const message = (n: number) => ({ author, author17: partyBytes(author), n, bucket: 4096, urgent: false, outer: new Uint8Array(30), body: new Uint8Array(4136) })
  return {
    stream, stream17: streamBytes(stream), epochNumber: opens === null ? 0 : 1, opens, author, files: [],
    messages: Array.from({ length: messages }, (_, n) => message(n)),
  }
}

const names = (writing: Partial<Writing>) => [...actionsOf(held, { state: null, summary: false, acts: false, sent: [], ...writing })].sort()

test('a team that joins is a grant, or a hand-over, and nothing less', () => {
  const joining = opening([legal, external, safety])
  for (const count of [1, 2]) expect(names({ sent: [sent(count, joining)] })).toEqual(['grant', 'leave'])
  expect(names({ sent: [sent(2, joining)], state: 'DECLINED' })).toEqual(['grant', 'leave'])
  // One for another is a join as well.
  expect(names({ sent: [sent(2, opening([legal, safety]))] })).toEqual(['grant', 'leave'])
})

test('a state that changes is told as one', () => {
  expect(names({ sent: [sent(2)], state: 'DECLINED' })).toEqual(['leave', 'state'])
  expect(names({ state: 'DECLINED' })).toEqual(['leave', 'state'])
  expect(names({ sent: [sent(2)], state: 'TRIAGE' })).toEqual(['leave', 'state', 'write'])
})

test('only an opening with nothing in it is new keys for a case', () => {
  const renewed = opening([legal, external])
  expect(names({ sent: [sent(1, renewed)] })).toEqual(['grant', 'rekey', 'write'])
  expect(names({ sent: [sent(1, renewed), sent(1, renewed, notesOf(legal.id))] })).toContain('rekey')
  expect(names({ sent: [sent(1, renewed, notesOf(legal.id))] })).toEqual(['rekey', 'write'])
  for (const said of [{ sent: [sent(2, renewed)] }, { sent: [sent(1, renewed)], summary: true }, { sent: [sent(1, renewed)], state: 'TRIAGE' },
    { sent: [sent(1, renewed), sent(1, null, notesOf(legal.id))] }, { sent: [sent(1)] }, {}]) expect(names(said)).not.toContain('rekey')
})

test('a change of state or a goodbye needs words to the reporter, a note is just written', () => {
  expect(names({ sent: [sent(1, null, notesOf(legal.id))] })).toEqual(['write'])
  expect(names({})).toEqual(['write'])
  expect(names({ sent: [sent(1)] })).toEqual(['leave', 'state', 'write'])
})

test('it names the epoch that is written to', () => {
  const renewed = opening([legal, external])
  const writing = (facts: readonly TransmissionFacts[]): Writing => ({ state: null, summary: false, acts: false, sent: facts })
  expect(objectOf(held, writing([sent(1, renewed)]))).toEqual(renewed.ctx)
  expect(objectOf(held, writing([sent(1)]))).toEqual(zero.ctx)
  expect(objectOf(held, writing([{ ...sent(1), epochNumber: 7 }]))).toBe('any')
  const later = { epoch: 1, ctx: hashOf('ctx', randomBytes(32)), header: zero.headerBytes }
  expect(objectOf({ ...held, epochs: [...held.epochs, later] }, writing([]))).toEqual([zero.ctx, later.ctx])
})
