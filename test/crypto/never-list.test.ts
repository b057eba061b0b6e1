// Which of her lists binds (§6.1 rules 3 and 4): the newest of her own, across epochs, walls and openers, and what a reader who lost the key can know.
import { expect, test } from 'vitest'
import { NEVER_NOBODY, encodeNever } from '#crypto/never.ts'
import type { Never } from '#crypto/never.ts'
import { encodeOpening } from '#crypto/opening.ts'
import { deskParty } from '#crypto/party.ts'
import { nextPlace } from '#crypto/stream.ts'
import type { DeskId } from '#crypto/types.ts'
import { codeOf } from './refusal.ts'
import { deskVoice, drawEpoch, file, read, reopen, reporterVoice, say, store, textPayload, viewOf, write } from './story.ts'
import type { Story } from './story.ts'
import { forceEpoch, refusedByAll, trio } from './forced.ts'

const not = (...desks: DeskId[]): Never => ({ roles: 0, desks: [...desks].sort() })

function says(story: Story, never: Never): void {
  write(story, reporterVoice(story), 'never', encodeNever(never))
}

test('the last of her lists binds, whatever she says after it and however many came before', () => {
  const { world, legal, ext, ehs } = trio()
  const story = file(world, [ext])
  says(story, not(legal.id))
  says(story, not(legal.id, ehs.id))
  says(story, not(ehs.id))
  write(story, reporterVoice(story), 'text', textPayload('Nobody from the plant.'))
  expect(viewOf(story, ext).never).toEqual(not(ehs.id))
  reopen(story, deskVoice(ext), [ext, legal], { reason: 'added' })
  for (const reader of [null, ext, legal]) expect(viewOf(story, reader).never).toEqual(not(ehs.id))
})

test('an earlier list of hers does not come back, nor one that she has not said yet', () => {
  for (const forged of [0, 1]) {
    const { world, legal, ext, ehs } = trio()
    const story = file(world, [ext])
    const lists = [not(legal.id), not(legal.id, ehs.id), not(ehs.id)]
    for (const never of lists) says(story, never)
    forceEpoch(story, deskVoice(ext), [ext], { never: lists[forged] ?? NEVER_NOBODY })
    refusedByAll(story, [null, ext], 'excluded')
  }
  const { world, legal, ext } = trio()
  const story = file(world, [ext])
  reopen(story, deskVoice(ext), [ext, legal], { reason: 'added' })
  says(story, not(legal.id))
  expect(viewOf(story, ext).never).toEqual(not(legal.id))
  refusedByAll(story, [null, ext, legal], 'nothing refused')
})

test('what a desk repeats is never taken for a newer list of hers', () => {
  const { world, legal, ext, ehs } = trio()
  const story = file(world, [ext])
  for (const text of ['One.', 'Two.', 'Three.', 'Four.', 'Five.']) write(story, deskVoice(ext), 'reply', textPayload(text))
  reopen(story, deskVoice(ext), [ext, legal], { reason: 'added' })
  says(story, not(ehs.id))
  expect(viewOf(story, null).never).toEqual(not(ehs.id))
  reopen(story, deskVoice(ext), [ext, legal])
  refusedByAll(story, [null, ext, legal], 'nothing refused')
  expect(viewOf(story, legal).never).toEqual(not(ehs.id))
})

test('the list that she states while opening binds her own readers', () => {
  const { world, legal, ext } = trio()
  const story = file(world, [legal, ext])
  forceEpoch(story, reporterVoice(story), [ext, legal], { never: not(legal.id) })
  refusedByAll(story, [null, ext, legal], 'excluded')
})

test('a desk that she shut out by a list it cannot read keeps what it had', () => {
  const { world, legal, ext } = trio()
  const story = file(world, [legal, ext])
  reopen(story, reporterVoice(story), [ext], { reason: 'excluded', never: not(legal.id) })
  const view = viewOf(story, legal)
  expect([view.entries.length, view.newest.gone, view.never]).toEqual([1, [legal.id], NEVER_NOBODY])
  expect(viewOf(story, ext).never).toEqual(not(legal.id))
})

test('either her list that an opener cut off or the one before it may be repeated, and both are held against the readers', () => {
  for (const [repeated, code] of [[0, 'nothing refused'], [1, 'nothing refused'], [2, 'excluded']] as const) {
    const { world, legal, ext, ehs } = trio()
    const story = file(world, [ext])
    const before = viewOf(story, ext)
    says(story, not(ehs.id))
    store(story.talk, drawEpoch(story, story.talk, [ext.id, legal.id], deskParty(ext.id), story.talk.epochs[0]?.made ?? null, null))
    const never = [NEVER_NOBODY, not(ehs.id), not(ehs.id, legal.id)][repeated] ?? NEVER_NOBODY
    say(story, story.talk, deskVoice(ext), 'open', encodeOpening({ frozen: before.heads, reason: 'added', never }), nextPlace(before, deskParty(ext.id)))
    refusedByAll(story, [null, ext], code)
  }
})

test('behind a wall the list that the opener states stands, and the next desk cannot change it', () => {
  const { world, legal, ext, ehs } = trio()
  const story = file(world, [ext], not(legal.id))
  reopen(story, deskVoice(ext), [ext, ehs], { reason: 'added', withBack: false })
  const view = viewOf(story, ehs)
  expect([view.epochs.map(({ key }) => key === null), view.never]).toEqual([[true, false], not(legal.id)])
  reopen(story, deskVoice(ehs), [ext, ehs])
  expect(viewOf(story, ehs).never).toEqual(not(legal.id))
  const other = file(world, [ext], not(legal.id))
  reopen(other, deskVoice(ext), [ext, ehs], { reason: 'added', withBack: false })
  forceEpoch(other, deskVoice(ehs), [ext, ehs], { never: NEVER_NOBODY })
  refusedByAll(other, [null, ext, ehs], 'excluded')
})

test('who left before the wall is no loss to whoever came after it', () => {
  const { world, legal, ext, ehs } = trio()
  const story = file(world, [legal, ext])
  write(story, deskVoice(legal), 'leave', textPayload('Not ours.'))
  reopen(story, deskVoice(ext), [ext, ehs], { reason: 'left', withBack: false })
  expect(viewOf(story, ehs).newest.gone).toEqual([legal.id])
  reopen(story, reporterVoice(story), [ext, ehs])
  refusedByAll(story, [null, ext, ehs], 'nothing refused')
})

test('a reader who holds the key of no epoch is told that it reads nothing', () => {
  const { world, legal, ext } = trio()
  const story = file(world, [legal, ext])
  const lost = { ...legal, keys: [] }
  expect(codeOf(() => read(story, lost))).toBe('nothing refused')
  expect(read(story, lost)).toBe(null)
})

test('a list of hers that an opener cut off is not newer than the one she said after it', () => {
  const { world, legal, ext, ehs } = trio()
  const story = file(world, [ext])
  const before = viewOf(story, ext)
  says(story, not(ehs.id))
  store(story.talk, drawEpoch(story, story.talk, [ext.id], deskParty(ext.id), story.talk.epochs[0]?.made ?? null, null))
  say(story, story.talk, deskVoice(ext), 'open', encodeOpening({ frozen: before.heads, reason: 'other', never: NEVER_NOBODY }), nextPlace(before, deskParty(ext.id)))
  says(story, not(legal.id))
  expect([null, ext].map((reader) => viewOf(story, reader).never)).toEqual([not(legal.id), not(legal.id)])
  reopen(story, deskVoice(ext), [ext, ehs], { reason: 'added' })
  refusedByAll(story, [null, ext, ehs], 'nothing refused')
})
