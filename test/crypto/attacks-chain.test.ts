// What a server can hold back, cut, double or forge, and how a reader names it (§6.2, §6.3).
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodeOpening } from '#crypto/opening.ts'
import { NEVER_NOBODY } from '#crypto/never.ts'
import { REPORTER, deskParty, partyKey } from '#crypto/party.ts'
import { nextPlace } from '#crypto/stream.ts'
import type { StreamView } from '#crypto/stream.ts'
import { underOldRoster, underOlderKey } from '#crypto/writer-rule.ts'
import { dayFrom } from '#crypto/types.ts'
import { codeOf } from './refusal.ts'
import { deskVoice, drawEpoch, file, nextInNotes, memberVoice, openNotes, place, read, readNotes, reopen, reporterVoice, rowsFor, say, store, textPayload, viewOf, write } from './story.ts'
import type { Story } from './story.ts'
import { TODAY, bookOf, deskAt, listOf, makeWorld, publish, rotate } from './world.ts'

function pair() {
  const world = makeWorld()
  const [legal, ext] = [deskAt(world, 0), deskAt(world, 1)]
  return { world, legal, ext, story: file(world, [legal, ext]) }
}
function without(story: Story, index: number): StreamView {
  const rows = rowsFor(story.talk, REPORTER)
  const view = read(story, null, undefined, { ...rows, messages: rows.messages.filter((_, i) => i !== index) })
  if (!view) throw new Error('not a reader')
  return view
}
const named = (places: readonly { author: { kind: string }; n: number }[]) => places.map((at) => `${at.author.kind} ${at.n}`)

test('a withheld middle message is named by its hole, its successor and by who saw it', () => {
  const { story, ext } = pair()
  write(story, deskVoice(ext), 'reply', textPayload('one'))
  write(story, deskVoice(ext), 'reply', textPayload('two'))
  write(story, deskVoice(ext), 'reply', textPayload('three'))
  expect(named(without(story, 2).withheld)).toEqual(['desk 1'])
  expect(without(story, 2).entries).toHaveLength(3)
})

test('a withheld newest message is named as soon as somebody has seen it', () => {
  const { story, ext, legal } = pair()
  write(story, deskVoice(ext), 'reply', textPayload('one'))
  expect(without(story, 1).withheld).toEqual([])
  write(story, deskVoice(legal), 'reply', textPayload('I saw one'))
  expect(named(without(story, 1).withheld)).toEqual(['desk 0'])
})

test('a withheld opening message refuses the epoch, a withheld report the case', () => {
  const { story, world, ext, legal } = pair()
  expect(codeOf(() => without(story, 0))).toBe('ghost')
  rotate(world, ext)
  reopen(story, reporterVoice(story), [legal, ext])
  expect(codeOf(() => without(story, 1))).toBe('ghost')
})

test('two contents for one place are equivocal, to whoever gets both and to whoever was told of the other', () => {
  const { story, ext, legal } = pair()
  const seen = viewOf(story, ext).heads
  const one = say(story, story.talk, deskVoice(ext), 'reply', textPayload('to the reporter'), place(0, null, seen))
  const two = say(story, story.talk, deskVoice(ext), 'reply', textPayload('to the other team'), place(0, null, seen))
  expect(named(viewOf(story, null).equivocal)).toEqual(['desk 0'])
  expect(viewOf(story, null).entries).toHaveLength(2)
  story.talk.messages.splice(story.talk.messages.indexOf(two.row), 1)
  say(story, story.talk, deskVoice(legal), 'reply', textPayload('I saw the second'), place(0, null, [...seen, two.head]))
  expect(named(viewOf(story, null).equivocal)).toEqual(['desk 0'])
  expect(one.head.digest).not.toEqual(two.head.digest)
})

test('the same row handed out twice is no equivocation', () => {
  const { story, ext } = pair()
  write(story, deskVoice(ext), 'reply', textPayload('one'))
  story.talk.messages.push(...story.talk.messages)
  const view = viewOf(story, null)
  expect(view.entries).toHaveLength(2)
  expect(view.equivocal).toEqual([])
})

test('a message that does not link to the one before it names that one as withheld', () => {
  const { story, ext } = pair()
  const first = write(story, deskVoice(ext), 'reply', textPayload('one'))
  const view = viewOf(story, ext)
  const other = view.heads.find((head) => head.author.kind === 'reporter')
  say(story, story.talk, deskVoice(ext), 'reply', textPayload('two'), place(1, other?.digest ?? null, []))
  expect(named(viewOf(story, null).withheld)).toEqual(['desk 0'])
  expect(first.head.n).toBe(0)
})

test('a first message with a predecessor and a later one without are refused', () => {
  const { story, ext } = pair()
  const digest = viewOf(story, ext).heads[0]?.digest ?? null
  say(story, story.talk, deskVoice(ext), 'reply', textPayload('one'), place(0, digest))
  expect(codeOf(() => read(story, null))).toBe('broken')
  const again = pair()
  say(again.story, again.story.talk, deskVoice(again.ext), 'reply', textPayload('two'), place(1, null))
  expect(codeOf(() => read(again.story, null))).toBe('broken')
})

test('an old-epoch forgery after the freeze is cut, without its words', () => {
  const { story, world, ext, legal } = pair()
  write(story, deskVoice(ext), 'reply', textPayload('honest'))
  rotate(world, ext)
  reopen(story, reporterVoice(story), [legal, ext])
  const head = viewOf(story, null).heads.find((one) => one.author.kind === 'desk')
  const forged = say(story, story.talk, deskVoice(ext, 1), 'reply', textPayload('We never said that.'), { n: 1, prev: head?.digest ?? null, seen: [], epoch: 0 })
  const view = viewOf(story, null)
  expect(view.entries.map((entry) => entry.type)).toEqual(['report', 'reply', 'open'])
  expect(view.cut).toEqual([{ author: forged.head.author, n: 1, by: REPORTER, entry: null }])
  expect(view.withheld).toEqual([])
})

test('another content in a frozen place is cut, and the right one named as withheld', () => {
  const { story, world, ext, legal } = pair()
  write(story, deskVoice(ext), 'reply', textPayload('one'))
  const two = write(story, deskVoice(ext), 'reply', textPayload('two'))
  rotate(world, ext)
  reopen(story, reporterVoice(story), [legal, ext])
  const at = story.talk.messages.findIndex((row) => row.epoch === 0 && row.outer[0] === 2)
  story.talk.messages.splice(at, 1)
  say(story, story.talk, deskVoice(ext, 1), 'reply', textPayload('another one'), { n: 0, prev: null, seen: [], epoch: 0 })
  const view = viewOf(story, null)
  expect(named(view.cut)).toEqual(['desk 0'])
  expect(named(view.withheld)).toEqual(['desk 0'])
  expect(two.head.n).toBe(1)
})

test('an opener that cuts off the reporter\'s last words is named, and her words are shown apart', () => {
  const { story, world, ext, legal } = pair()
  const before = viewOf(story, ext)
  write(story, reporterVoice(story), 'text', textPayload('They found out.'))
  rotate(world, ext)
  store(story.talk, drawEpoch(story, story.talk, [legal.id, ext.id], deskParty(ext.id), story.talk.epochs[0]?.made ?? null, null))
  say(story, story.talk, deskVoice(ext), 'open', encodeOpening({ frozen: before.heads, reason: 'newer-keys', never: NEVER_NOBODY }), nextPlace(before, deskParty(ext.id)))
  for (const reader of [null, ext, legal]) {
    const view = viewOf(story, reader)
    expect(named(view.cut)).toEqual(['reporter 1'])
    expect(view.cut[0]).toMatchObject({ by: { kind: 'desk', id: ext.id }, entry: { type: 'text' } })
    expect(view.entries.map((entry) => entry.type)).toEqual(['report', 'open'])
  }
  write(story, reporterVoice(story), 'text', textPayload('Again: they found out.'))
  const view = viewOf(story, ext)
  expect(view.entries.at(-1)).toMatchObject({ n: 2, type: 'text' })
  expect([view.withheld, view.equivocal]).toEqual([[], []])
})

test('frozen heads that go backwards or forget an author are refused', () => {
  for (const forget of [true, false]) {
    const { story, world, ext, legal } = pair()
    write(story, deskVoice(legal), 'reply', textPayload('zero'))
    const early = viewOf(story, ext)
    write(story, deskVoice(legal), 'reply', textPayload('one'))
    rotate(world, ext)
    reopen(story, reporterVoice(story), [legal, ext])
    rotate(world, ext)
    const view = viewOf(story, null)
    const frozen = view.heads.flatMap((head) => {
      if (partyKey(head.author) !== partyKey(deskParty(legal.id))) return [head]
      return forget ? [] : early.heads.filter((one) => partyKey(one.author) === partyKey(head.author))
    })
    store(story.talk, drawEpoch(story, story.talk, [legal.id, ext.id], REPORTER, story.talk.epochs[1]?.made ?? null, null))
    say(story, story.talk, reporterVoice(story), 'open', encodeOpening({ frozen, reason: 'newer-keys', never: NEVER_NOBODY }), nextPlace(view, REPORTER))
    expect(codeOf(() => read(story, null))).toBe('epoch')
  }
})

test('an opening message that does not follow its author\'s frozen head is refused', () => {
  const { story, world, ext, legal } = pair()
  rotate(world, ext)
  const view = viewOf(story, null)
  store(story.talk, drawEpoch(story, story.talk, [legal.id, ext.id], REPORTER, story.talk.epochs[0]?.made ?? null, null))
  say(story, story.talk, reporterVoice(story), 'open', encodeOpening({ frozen: [], reason: 'newer-keys', never: NEVER_NOBODY }), nextPlace(view, REPORTER))
  expect(codeOf(() => read(story, null))).toBe('epoch')
})

test('a talk stream replaced behind the notes is noticed by the anchor', () => {
  const { story, world, ext } = pair()
  const first = ext.people[0]
  if (!first) throw new Error('desk without people')
  openNotes(story, ext, first)
  nextInNotes(story, ext, memberVoice(first), 'note', textPayload('call back'))
  const replaced = file(world, [ext], NEVER_NOBODY, story.keys)
  replaced.notes = story.notes
  expect(codeOf(() => readNotes(replaced, ext, listOf(world, ext)))).toBe('epoch')
  expect(readNotes(story, ext, listOf(world, ext))?.entries).toHaveLength(2)
})

test('messages of two cases cannot change places', () => {
  const { story, world, ext, legal } = pair()
  const other = file(world, [legal, ext])
  const [mine, theirs] = [story.talk.messages[0], other.talk.messages[0]]
  if (!mine || !theirs) throw new Error('no message')
  story.talk.messages = [theirs]
  expect(codeOf(() => read(story, null))).toBe('broken')
  story.talk.messages = [{ ...mine, epoch: 1 }]
  expect(codeOf(() => read(story, null))).toBe('epoch')
})

test('a message under an older key after a rotation, and a case under an old roster, are marked', () => {
  const { story, world, ext } = pair()
  publish(world, world.desks, dayFrom(TODAY + 1))
  rotate(world, ext)
  const late = say(story, story.talk, deskVoice(ext, 1), 'reply', textPayload('late'), { ...nextPlace(viewOf(story, ext), deskParty(ext.id)), day: dayFrom(TODAY + 9) })
  const view = viewOf(story, null)
  const entry = view.entries.find((one) => one.n === late.head.n && one.author.kind === 'desk')
  if (!entry) throw new Error('not believed')
  expect(underOlderKey(view, bookOf(world), entry)).toBe(true)
  expect(underOlderKey(view, bookOf(world), { ...entry, day: TODAY })).toBe(false)
  expect(underOldRoster(view, bookOf(world), TODAY + 1)).toBe(false)
  expect(underOldRoster(view, bookOf(world), TODAY + 5)).toBe(true)
})

test('whatever order the server chooses, every reader shows the same order', () => {
  const { story, ext, legal } = pair()
  write(story, deskVoice(ext), 'reply', textPayload('a'))
  write(story, reporterVoice(story), 'answer', textPayload('b'))
  const seen = viewOf(story, null).heads
  say(story, story.talk, deskVoice(ext), 'reply', textPayload('c'), nextPlace(viewOf(story, ext), deskParty(ext.id)))
  say(story, story.talk, deskVoice(legal), 'reply', textPayload('d'), place(0, null, seen))
  const order = (view: StreamView | null) => view?.entries.map((entry) => partyKey(entry.author) + entry.n).join()
  const due = order(viewOf(story, null))
  const rows = rowsFor(story.talk, REPORTER)
  fc.assert(fc.property(fc.shuffledSubarray([...rows.messages], { minLength: rows.messages.length }), (messages) =>
    order(read(story, null, undefined, { ...rows, messages })) === due), { numRuns: 40 })
  expect(due?.split(',')).toHaveLength(5)
})

test('any subset of rows either reads with every hole named below the known heads, or is refused with a code', () => {
  const { story, ext, legal } = pair()
  for (const word of ['a', 'b', 'c']) {
    write(story, deskVoice(ext), 'reply', textPayload(word))
    write(story, reporterVoice(story), 'text', textPayload(word))
    write(story, deskVoice(legal), 'reply', textPayload(word))
  }
  const rows = rowsFor(story.talk, REPORTER)
  fc.assert(fc.property(fc.subarray([...rows.messages]), (messages) => {
    let view: StreamView | null = null
    const code = codeOf(() => { view = read(story, null, undefined, { ...rows, messages }) })
    if (code !== 'nothing refused') return code === 'ghost'
    const seen: StreamView | null = view
    return seen === null || checkHoles(seen)
  }), { numRuns: 60 })
})

function checkHoles(view: StreamView): boolean {
  const held = new Set([...view.entries, ...view.withheld].map((at) => `${partyKey(at.author)} ${at.n}`))
  return view.entries.every((entry) => entry.seen.every((head) => held.has(`${partyKey(head.author)} ${head.n}`)) &&
    (entry.n === 0 || held.has(`${partyKey(entry.author)} ${entry.n - 1}`)))
}
