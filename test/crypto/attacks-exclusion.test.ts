// Attacks on the reporter's never list (§6.1 rule 4): the team she excluded, under any name.
import { expect, test } from 'vitest'
import { NEVER_NOBODY } from '#crypto/never.ts'
import { encodeNever } from '#crypto/never.ts'
import { encodeOpening } from '#crypto/opening.ts'
import { deskParty } from '#crypto/party.ts'
import { rolesFrom } from '#crypto/roster.ts'
import { nextPlace } from '#crypto/stream.ts'
import { writerRule } from '#crypto/writer-rule.ts'
import { deskVoice, drawEpoch, file, reopen, reporterVoice, say, store, viewOf, write } from './story.ts'
import { addDesk, bookOf, publish } from './world.ts'
import { trio, refusedByAll, forceEpoch } from './forced.ts'

test('an excluded desk added by a desk client is refused by reporter, desk and itself', () => {
  const { world, legal, ext } = trio()
  const story = file(world, [ext], { roles: 0, desks: [legal.id] })
  forceEpoch(story, deskVoice(ext), [ext, legal])
  refusedByAll(story, [null, ext, legal], 'excluded')
})

test('a desk that shortens or lengthens the never list is refused', () => {
  const { world, legal, ext } = trio()
  for (const never of [NEVER_NOBODY, { roles: 2, desks: [legal.id] }]) {
    const story = file(world, [ext], { roles: 0, desks: [legal.id] })
    forceEpoch(story, deskVoice(ext), [ext], { never })
    refusedByAll(story, [null, ext], 'excluded')
  }
})

test('the excluded team under a new desk id is caught by its role', () => {
  const { world, ext } = trio()
  const story = file(world, [ext], { roles: rolesFrom(['LEGAL']), desks: [] })
  const renamed = addDesk(world, ['LEGAL', 'ETH'])
  publish(world)
  forceEpoch(story, deskVoice(ext), [ext, renamed])
  refusedByAll(story, [null, ext, renamed], 'excluded')
})

test('the excluded team with swapped roles is caught by its id', () => {
  const { world, legal, ext } = trio()
  const story = file(world, [ext], { roles: rolesFrom(['LEGAL']), desks: [legal.id] })
  legal.roles = ['QUAL']
  publish(world)
  forceEpoch(story, deskVoice(ext), [ext, legal])
  refusedByAll(story, [null, ext, legal], 'excluded')
})

test('a recipient that takes on an excluded role is dropped by the next writer', () => {
  const { world, ext, ehs } = trio()
  const story = file(world, [ext, ehs], { roles: rolesFrom(['LEGAL']), desks: [] })
  ehs.roles = ['EHS', 'LEGAL']
  publish(world)
  expect(writerRule(viewOf(story, null), bookOf(world))).toEqual({
    kind: 'open', desks: expect.anything(), lost: [{ desk: ehs.id, why: 'excluded' }], reason: 'excluded' })
  reopen(story, reporterVoice(story), [ext])
  expect(viewOf(story, ext).newest.gone).toEqual([ehs.id])
})

test('the reporter can shorten her list, and then the desk may read', () => {
  const { world, legal, ext } = trio()
  const story = file(world, [ext], { roles: 0, desks: [legal.id] })
  write(story, reporterVoice(story), 'never', encodeNever(NEVER_NOBODY))
  reopen(story, deskVoice(ext), [ext, legal], { reason: 'added' })
  expect(viewOf(story, legal).entries.map((entry) => entry.type)).toEqual(['report', 'never', 'open'])
})

test('her newest list binds even if an opener cut it off', () => {
  const { world, legal, ext } = trio()
  const story = file(world, [ext])
  const view = viewOf(story, ext)
  write(story, reporterVoice(story), 'never', encodeNever({ roles: 0, desks: [legal.id] }))
  const at = nextPlace(view, deskParty(ext.id))
  store(story.talk, drawEpoch(story, story.talk, [ext.id, legal.id], deskParty(ext.id), story.talk.epochs[0]?.made ?? null, null))
  say(story, story.talk, deskVoice(ext), 'open', encodeOpening({ frozen: view.heads, reason: 'added', never: NEVER_NOBODY }), at)
  refusedByAll(story, [null, ext], 'excluded')
})
