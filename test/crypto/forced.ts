// Readers and epochs that are forced on a case without asking whether they may: the material of attacks.
import { expect } from 'vitest'
import type { NEVER_NOBODY } from '#crypto/never.ts'
import { encodeOpening } from '#crypto/opening.ts'
import { nextPlace } from '#crypto/stream.ts'
import { codeOf } from './refusal.ts'
import { drawEpoch, read, say, store, viewOf } from './story.ts'
import type { Story, Voice } from './story.ts'
import { deskAt, makeWorld } from './world.ts'
import type { Desk } from './world.ts'

export function trio() {
  const world = makeWorld([['LEGAL'], ['EXT'], ['EHS']])
  return { world, legal: deskAt(world, 0), ext: deskAt(world, 1), ehs: deskAt(world, 2) }
}

/** Each of these readers (null: the reporter) refuses the talk stream with this code. */
export function refusedByAll(story: Story, desks: readonly (Desk | null)[], code: string): void {
  for (const desk of desks) expect(codeOf(() => read(story, desk))).toBe(code)
}

/** An epoch with an opening message by anybody, without asking whether they may. */
export function forceEpoch(story: Story, voice: Voice, desks: readonly Desk[], options: Parameters<typeof drawEpoch>[6] & { never?: typeof NEVER_NOBODY } = {}) {
  const { never, ...rest } = options
  const view = viewOf(story, null)
  store(story.talk, drawEpoch(story, story.talk, desks.map((desk) => desk.id), voice.party, story.talk.epochs.at(-1)?.made ?? null, null, rest))
  const at = nextPlace(view, voice.party)
  return say(story, story.talk, voice, 'open', encodeOpening({ frozen: view.heads, reason: 'other', never: never ?? view.never }), at)
}
