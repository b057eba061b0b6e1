// A word of leaving counts once (§6.1 rule 3): not for the time after the desk was asked back.
import { expect, test } from 'vitest'
import { encodeOpening } from '#crypto/opening.ts'
import { deskParty } from '#crypto/party.ts'
import { nextPlace } from '#crypto/stream.ts'
import { deskVoice, drawEpoch, file, reopen, reporterVoice, say, store, textPayload, viewOf, write } from './story.ts'
import { forceEpoch, refusedByAll, trio } from './forced.ts'

test('a desk that left and was added again is not dropped on its old word', () => {
  const { world, legal, ext } = trio()
  const story = file(world, [legal, ext])
  write(story, deskVoice(legal), 'leave', textPayload('Not ours.'))
  reopen(story, reporterVoice(story), [ext], { reason: 'left' })
  reopen(story, reporterVoice(story), [ext, legal], { reason: 'added' })
  expect(viewOf(story, legal).left).toEqual([])
  write(story, deskVoice(legal), 'reply', textPayload('Back again.'))
  forceEpoch(story, deskVoice(ext), [ext])
  refusedByAll(story, [null, ext, legal], 'dropped')
})

test('a word of leaving that the opener cut off is no reason to drop', () => {
  const { world, legal, ext } = trio()
  const story = file(world, [legal, ext])
  const before = viewOf(story, ext)
  write(story, deskVoice(legal), 'leave', textPayload('Not ours.'))
  store(story.talk, drawEpoch(story, story.talk, [ext.id], deskParty(ext.id), story.talk.epochs[0]?.made ?? null, null))
  const payload = encodeOpening({ frozen: before.heads, reason: 'left', never: before.never })
  say(story, story.talk, deskVoice(ext), 'open', payload, nextPlace(before, deskParty(ext.id)))
  refusedByAll(story, [null, ext], 'dropped')
})
