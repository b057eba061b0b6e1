// Chains of numbered words, with every fault that a server, an opener or an author can put into them (§6.1 rule 5, §6.2, §6.3).
import { expect, test } from 'vitest'
import { linkEpochs } from '#crypto/acceptance.ts'
import { readChains } from '#crypto/chains.ts'
import type { ChainReport } from '#crypto/chains.ts'
import type { Entry } from '#crypto/entries.ts'
import type { Head } from '#crypto/message.ts'
import { NEVER_NOBODY } from '#crypto/never.ts'
import { encodeOpening } from '#crypto/opening.ts'
import { REPORTER, TALK, deskParty, sameParty } from '#crypto/party.ts'
import type { Party } from '#crypto/party.ts'
import type { EpochView } from '#crypto/stream.ts'
import { dayFrom, deskIdFrom, hashOf, symmetricKey } from '#crypto/types.ts'
import type { Digest } from '#crypto/types.ts'
import { codeOf } from './refusal.ts'
import { file } from './story.ts'
import { bookOf, makeWorld } from './world.ts'

const [A, B] = [deskParty(deskIdFrom(new Uint8Array(16).fill(1))), deskParty(deskIdFrom(new Uint8Array(16).fill(2)))]
/** A digest by a name of its own: x is always below y. */
const d = (name: string): Digest => hashOf('message', Uint8Array.from({ length: 32 }, (_, i) => name.charCodeAt(i % name.length)))

interface Said { prev?: string | null; seen?: readonly Head[]; type?: Entry['type']; payload?: Uint8Array }

/** A word: digest `name`, by `author`, number n, in an epoch; its predecessor by name. */
function say(name: string, author: Party, n: number, epoch: number, more: Said = {}): Entry {
  return {
    type: more.type ?? 'reply', origin: 'browser', lang: 'en', seen: more.seen ?? [], rosterSeq: 1, claimedDay: dayFrom(1), files: [],
    payload: more.payload ?? new Uint8Array(0), prev: more.prev === undefined || more.prev === null ? null : d(more.prev), epoch, author, n, urgent: false, day: dayFrom(1), digest: d(name) }
}
function head(author: Party, n: number, name: string): Head {
  return { author, n, digest: d(name) }
}
function opens(name: string, author: Party, n: number, epoch: number, prev: string | null, frozen: readonly Head[]): Entry {
  return say(name, author, n, epoch, { prev, type: 'open', payload: encodeOpening({ frozen, reason: 'other', never: NEVER_NOBODY }) })
}
const report = say('r0', REPORTER, 0, 0, { type: 'report' })

/** Epochs with or without a key, each opened by whoever is named. */
function epochs(...openers: readonly (Party | null)[]): EpochView[] {
  const world = makeWorld()
  const story = file(world, world.desks)
  const [linked] = linkEpochs(
    { instance: world.instance, caseId: story.keys.caseId, stream: TALK, card: story.keys.card, book: bookOf(world), talk: null }, story.talk.epochs.map((epoch) => epoch.header))
  if (!linked) throw new Error('no epoch')
  return openers.map((opener) => ({ ...linked, header: { ...linked.header, opener: opener ?? B }, key: opener === null ? null : symmetricKey('epoch', new Uint8Array(32)) }))
}

/** What one finds in whatever order the rows came. */
function found(views: readonly EpochView[], words: readonly Entry[], openings: readonly (Entry | null)[]) {
  const all = [...words, ...openings.flatMap((opening) => (opening ? [opening] : []))]
  const told = [all, [...all].reverse(), [...all.slice(2), ...all.slice(0, 2)]].map((rows) => readable(readChains(views, rows, openings)))
  expect(told[1]).toEqual(told[0])
  expect(told[2]).toEqual(told[0])
  if (!told[0]) throw new Error('nothing')
  return told[0]
}
function readable(chains: ChainReport) {
  const name = (author: Party) => (author.kind === 'reporter' ? 'R' : sameParty(author, A) ? 'A' : 'B')
  const text = (digest: Digest) => String.fromCharCode(...digest.slice(0, 2))
  return {
    entries: chains.entries.map((entry) => text(entry.digest)), heads: chains.heads.map((one) => `${name(one.author)}${one.n}=${text(one.digest)}`),
    withheld: chains.withheld.map((place) => `${name(place.author)}${place.n}`).sort(), equivocal: chains.equivocal.map((place) => `${name(place.author)}${place.n}`).sort(),
    cut: chains.cut.map((cut) => `${name(cut.author)}${cut.n} by ${name(cut.by)}${cut.entry === null ? '' : ' shown'}`),
  }
}

test('an honest stream over two epochs is whole, in order of epoch and number', () => {
  const open = opens('o1', A, 2, 1, 'a1', [head(REPORTER, 0, 'r0'), head(A, 1, 'a1')])
  const words = [say('a0', A, 0, 0), say('a1', A, 1, 0, { prev: 'a0', seen: [head(REPORTER, 0, 'r0')] }), say('r1', REPORTER, 1, 1, { prev: 'r0', seen: [head(A, 2, 'o1')] })]
  expect(found(epochs(REPORTER, A), words, [report, open])).toEqual({
    entries: ['a0', 'r0', 'a1', 'r1', 'o1'], heads: ['R1=r1', 'A2=o1'], withheld: [], equivocal: [], cut: [] })
})

test('holes, what was seen and what was frozen are named as withheld', () => {
  const far = [say('a0', A, 0, 0), say('a4', A, 4, 0, { prev: 'a3' })]
  expect(found(epochs(REPORTER), far, [report])).toMatchObject({ withheld: ['A1', 'A2', 'A3'], heads: ['R0=r0', 'A4=a4'] })
  const seen = [say('a0', A, 0, 0, { seen: [head(B, 1, 'b1')] })]
  expect(found(epochs(REPORTER), seen, [report])).toMatchObject({ withheld: ['B0', 'B1'], equivocal: [] })
  const open = opens('o1', B, 0, 1, null, [head(REPORTER, 0, 'r0'), head(A, 2, 'a2')])
  expect(found(epochs(REPORTER, B), [say('a0', A, 0, 0), say('a1', A, 1, 0, { prev: 'a0' })], [report, open])).toMatchObject({ withheld: ['A2'] })
  expect(found(epochs(REPORTER), [say('a0', A, 0, 0), say('a1', A, 1, 0, { prev: 'ax' })], [report])).toMatchObject({ withheld: ['A0'] })
})

test('two contents for one place: the first by digest is shown, the place is named, also for who was told of the other', () => {
  const twice = [say('ay', A, 0, 0), say('ax', A, 0, 0)]
  expect(found(epochs(REPORTER), twice, [report])).toMatchObject({ entries: ['ax', 'r0'], equivocal: ['A0'], withheld: [] })
  const told = [say('ax', A, 0, 0), say('b0', B, 0, 0, { seen: [head(A, 0, 'ay')] })]
  expect(found(epochs(REPORTER), told, [report])).toMatchObject({ equivocal: ['A0'], withheld: [] })
})

test('a first word with a predecessor and a later one without are broken', () => {
  for (const word of [say('a0', A, 0, 0, { prev: 'ax' }), say('a1', A, 1, 0)]) expect(codeOf(() => readChains(epochs(REPORTER), [report, word], [report]))).toBe('broken')
})

test('frozen heads rise, and the first epoch freezes nothing', () => {
  const views = epochs(REPORTER, A, A)
  const first = opens('o1', A, 2, 1, 'a1', [head(REPORTER, 0, 'r0'), head(A, 1, 'a1')])
  const then = (frozen: readonly Head[]) => codeOf(() => readChains(views, [], [report, first, opens('o2', A, 3, 2, 'o1', frozen)]))
  expect(then([head(REPORTER, 0, 'r0'), head(A, 2, 'o1')])).toBe('nothing refused')
  expect(then([head(A, 2, 'o1')])).toBe('epoch')
  expect(codeOf(() => readChains(views, [], [report, first, opens('o2', B, 0, 2, null, [head(REPORTER, 0, 'r0'), head(A, 0, 'a0')])]))).toBe('epoch')
  // Behind an epoch that does not open the one before it counts.
  expect(codeOf(() => readChains(epochs(REPORTER, A, null, B), [], [report, first, null, opens('o3', B, 0, 3, null, [head(REPORTER, 0, 'r0')])]))).toBe('epoch')
  expect(codeOf(() => readChains(epochs(A), [], [opens('o0', A, 0, 0, null, [head(A, 0, 'a0')])]))).toBe('epoch')
})

test('an opener goes on from the own frozen head, by number and by digest, or begins', () => {
  const open = (n: number, prev: string | null, own: Head | null) =>
    codeOf(() => readChains(epochs(REPORTER, A), [], [report, opens('o1', A, n, 1, prev, [head(REPORTER, 0, 'r0'), ...(own ? [own] : [])])]))
  const own = head(A, 1, 'a1')
  expect([open(2, 'a1', own), open(2, 'ax', own), open(3, 'a1', own), open(2, null, own), open(1, 'a1', own)]).toEqual(['nothing refused', 'epoch', 'epoch', 'epoch', 'epoch'])
  expect([open(0, null, null), open(0, 'a0', null), open(1, null, null), open(1, 'a0', null)]).toEqual(['nothing refused', 'epoch', 'epoch', 'epoch'])
})

test('what an opener leaves out is cut and named, the reporter’s own words are shown apart', () => {
  const open = opens('o1', B, 0, 1, null, [head(REPORTER, 0, 'r0'), head(A, 0, 'a0')])
  const words = [say('a0', A, 0, 0), say('a1', A, 1, 0, { prev: 'a0' }), say('r1', REPORTER, 1, 0, { prev: 'r0' })]
  expect(found(epochs(REPORTER, B), words, [report, open])).toMatchObject({
    entries: ['a0', 'r0', 'o1'], cut: ['A1 by B', 'R1 by B shown'], heads: ['R1=r1', 'A1=a1', 'B0=o1'], withheld: [], equivocal: [] })
})

test('an author goes on after a cut word of their own only where it continues the chain', () => {
  const heads = (words: readonly Entry[], frozen: readonly Head[] = [head(A, 0, 'a0')]) =>
    found(epochs(REPORTER, REPORTER), words, [report, opens('o1', REPORTER, 1, 1, 'r0', [head(REPORTER, 0, 'r0'), ...frozen])]).heads.filter((one) => !one.startsWith('R'))
  const a0 = say('a0', A, 0, 0)
  expect(heads([a0, say('a1', A, 1, 0, { prev: 'a0' })])).toEqual(['A1=a1'])
  expect(heads([a0, say('a1', A, 1, 0, { prev: 'ax' })])).toEqual(['A0=a0'])
  expect(heads([a0, say('a2', A, 2, 0, { prev: 'a0' })])).toEqual(['A0=a0'])
  expect(heads([a0, say('a1', A, 1, 0, { prev: 'a0' }), say('a2', A, 2, 0, { prev: 'a1' })])).toEqual(['A2=a2'])
  expect(heads([say('b0', B, 0, 0)], [])).toEqual(['B0=b0'])
  expect(heads([say('b1', B, 1, 0, { prev: 'b0' })], [])).toEqual([])
})

test('a frozen head pins its place and, by prev, every place below; the newest vector counts', () => {
  const open = opens('o1', REPORTER, 1, 1, 'r0', [head(REPORTER, 0, 'r0'), head(A, 1, 'a1')])
  const other = [say('b1', B, 1, 0, { prev: 'b0' }), say('a0', A, 0, 0), say('ax', A, 0, 0), say('a1', A, 1, 0, { prev: 'a0', seen: [head(A, 0, 'a0')] }), say('b0', B, 0, 0, { seen: [head(A, 0, 'a0')] })]
  expect(found(epochs(REPORTER, REPORTER), other, [report, open])).toMatchObject({ cut: ['A0 by R', 'B0 by R', 'B1 by R'], withheld: [], equivocal: [] })
  // Another content for a frozen place, put into the newest epoch by whoever holds its key.
  expect(found(epochs(REPORTER, B), [say('a0', A, 0, 0), say('ax', A, 0, 1)], [report, opens('o1', B, 0, 1, null, [head(REPORTER, 0, 'r0'), head(A, 0, 'a0')])]))
    .toMatchObject({ entries: ['a0', 'r0', 'o1'], cut: ['A0 by B'] })
  const two = opens('o2', REPORTER, 2, 2, 'o1', [head(REPORTER, 1, 'o1'), head(A, 2, 'az')])
  const line = [say('a0', A, 0, 0), say('a1', A, 1, 0, { prev: 'a0' }), say('ay', A, 1, 0, { prev: 'a0' }), say('az', A, 2, 1, { prev: 'ay' })]
  expect(found(epochs(REPORTER, REPORTER, REPORTER), line, [report, open, two])).toMatchObject({ entries: ['a0', 'r0', 'ay', 'o1', 'az', 'o2'], cut: ['A1 by R'] })
})

test('who is told as having cut is the opener of the newest epoch that opens', () => {
  const open = opens('o1', A, 1, 1, 'a0', [head(REPORTER, 0, 'r0'), head(A, 0, 'a0')])
  expect(found(epochs(REPORTER, A, null), [say('a0', A, 0, 0), say('ax', A, 0, 1)], [report, open, null])).toMatchObject({ cut: ['A0 by A'] })
})

test('the newest place of an author is the highest number, wherever it stands', () => {
  const open = opens('o1', REPORTER, 1, 1, 'r0', [head(REPORTER, 0, 'r0'), head(A, 5, 'a5')])
  const words = [say('a5', A, 5, 0, { prev: 'a4' }), say('a2', A, 2, 1, { prev: 'a1' })]
  expect(found(epochs(REPORTER, REPORTER), words, [report, open])).toMatchObject({ heads: ['R1=o1', 'A5=a5'], withheld: ['A0', 'A1', 'A3', 'A4'] })
})

test('behind a wall chains begin at the frozen heads: what lies below is not asked for, the next word must follow', () => {
  const wall = opens('o1', B, 0, 1, null, [head(REPORTER, 3, 'r3'), head(A, 2, 'a2')])
  const behind = (words: readonly Entry[]) => found(epochs(null, B), words, [null, wall])
  expect(behind([])).toMatchObject({ withheld: [], heads: ['R3=r3', 'A2=a2', 'B0=o1'] })
  expect(behind([say('a3', A, 3, 1, { prev: 'a2', seen: [head(REPORTER, 1, 'r1')] })])).toMatchObject({ withheld: [], entries: ['o1', 'a3'] })
  expect(behind([say('a3', A, 3, 1, { prev: 'ax' })])).toMatchObject({ withheld: ['A2'] })
  expect(behind([say('a4', A, 4, 1, { prev: 'a3' })])).toMatchObject({ withheld: ['A3'] })
  expect(behind([say('a1', A, 1, 1, { prev: 'a0' })])).toMatchObject({ withheld: [], heads: ['R3=r3', 'A2=a2', 'B0=o1'] })
  expect(behind([say('a2', A, 2, 1, { prev: 'ay' })])).toMatchObject({ withheld: [], cut: [] })
})

test('a cut word begins or goes on only with number and link together', () => {
  const heads = (words: readonly Entry[], frozen: readonly Head[] = []) =>
    found(epochs(REPORTER, REPORTER), words, [report, opens('o1', REPORTER, 1, 1, 'r0', [head(REPORTER, 0, 'r0'), ...frozen])]).heads.filter((one) => !one.startsWith('R'))
  expect(heads([say('b0', B, 0, 0, { prev: 'bx' })])).toEqual([])
  expect(heads([say('b1', B, 1, 0)])).toEqual([])
  expect(heads([say('a0', A, 0, 0), say('a1', A, 1, 0)], [head(A, 0, 'a0')])).toEqual(['A0=a0'])
})

test('a word that goes on from the content that is not shown leaves its place open', () => {
  const words = [say('a0', A, 0, 0), say('a1', A, 1, 0, { prev: 'a0' }), say('ax', A, 1, 0, { prev: 'a0' }), say('a2', A, 2, 0, { prev: 'ax' })]
  expect(found(epochs(REPORTER), words, [report])).toMatchObject({ entries: ['a0', 'r0', 'a1', 'a2'], equivocal: ['A1'], withheld: ['A1'] })
})

test('behind a wall a chain that goes on from the frozen head is whole', () => {
  const wall = opens('o1', B, 0, 1, null, [head(A, 2, 'a2')])
  const words = [say('a3', A, 3, 1, { prev: 'a2' }), say('a4', A, 4, 1, { prev: 'a3' }), say('a5', A, 5, 1, { prev: 'a4' })]
  expect(found(epochs(null, B), words, [null, wall])).toMatchObject({ withheld: [], equivocal: [], heads: ['A5=a5', 'B0=o1'] })
})
