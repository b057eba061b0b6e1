// Attacks on how an epoch begins (§6.1 rules 1 and 2): its opener, its number, its opening message.
import { expect, test } from 'vitest'
import { NEVER_NOBODY } from '#crypto/never.ts'
import { encodeOpening, encodeReportBody } from '#crypto/opening.ts'
import { REPORTER, deskParty } from '#crypto/party.ts'
import { nextPlace } from '#crypto/stream.ts'
import { codeOf } from './refusal.ts'
import { deskVoice, drawEpoch, file, memberVoice, place, read, reporterVoice, say, store, textPayload, viewOf } from './story.ts'
import { forceEpoch, refusedByAll, trio } from './forced.ts'

test('neither a member nor an outside reader opens talk, nor a desk its first epoch', () => {
  const { world, ext } = trio()
  const first = ext.people[0]
  if (!first) throw new Error('desk without people')
  const story = file(world, [ext])
  forceEpoch(story, memberVoice(first), [ext])
  expect(codeOf(() => read(story, ext))).toBe('ghost')
  const own = file(world, [ext])
  own.talk.epochs = []
  own.talk.messages = []
  store(own.talk, drawEpoch(own, own.talk, [ext.id], deskParty(ext.id), null, null))
  say(own, own.talk, deskVoice(ext), 'open', encodeOpening({ frozen: [], reason: 'first', never: NEVER_NOBODY }), place(0))
  refusedByAll(own, [null, ext], 'ghost')
})

test('a first epoch that says it links back, or bears another number, is refused', () => {
  const { world, ext } = trio()
  for (const fields of [{ epoch: 7 }, {}]) {
    const story = file(world, [ext])
    const before = story.talk.epochs[0]?.made ?? null
    story.talk.epochs = []
    story.talk.messages = []
    const linked = 'epoch' in fields ? null : before
    store(story.talk, drawEpoch(story, story.talk, [ext.id], REPORTER, linked, null, { prevCtx: null, ...fields }))
    say(story, story.talk, reporterVoice(story), 'report', encodeReportBody({ never: NEVER_NOBODY, formVersion: 1, answers: textPayload('x') }), place(0))
    refusedByAll(story, [null, ext], 'epoch')
  }
})

test('the opening message is the opener\'s own, of the right type, and the first of its words there', () => {
  const { world, legal, ext } = trio()
  const inHerName = file(world, [legal, ext])
  const view = viewOf(inHerName, null)
  store(inHerName.talk, drawEpoch(inHerName, inHerName.talk, [legal.id, ext.id], REPORTER, inHerName.talk.epochs[0]?.made ?? null, null))
  say(inHerName, inHerName.talk, deskVoice(legal), 'open', encodeOpening({ frozen: view.heads, reason: 'other', never: NEVER_NOBODY }), place(0, null, view.heads))
  refusedByAll(inHerName, [null, legal, ext], 'ghost')

  const opened = file(world, [ext])
  opened.talk.messages = []
  say(opened, opened.talk, reporterVoice(opened), 'open', encodeOpening({ frozen: [], reason: 'first', never: NEVER_NOBODY }), place(0))
  refusedByAll(opened, [null, ext], 'ghost')

  const late = file(world, [ext])
  const before = viewOf(late, null)
  store(late.talk, drawEpoch(late, late.talk, [ext.id], REPORTER, late.talk.epochs[0]?.made ?? null, null))
  const text = say(late, late.talk, reporterVoice(late), 'text', textPayload('before opening'), nextPlace(before, REPORTER))
  say(late, late.talk, reporterVoice(late), 'open', encodeOpening({ frozen: [text.head], reason: 'other', never: NEVER_NOBODY }), place(2, text.head.digest))
  refusedByAll(late, [null, ext], 'ghost')
})
