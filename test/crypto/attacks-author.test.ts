// Who may say what (§5.3, §5.4): every type of message from every kind of author, in talk and in notes.
import { expect, test } from 'vitest'
import { L, T, concat } from '#crypto/bytes.ts'
import { TYPES, encodeInner, encodeOuter } from '#crypto/message.ts'
import type { MessageType } from '#crypto/message.ts'
import { NEVER_NOBODY, encodeNever } from '#crypto/never.ts'
import { encodeOpening, encodeReportBody } from '#crypto/opening.ts'
import { nextPlace } from '#crypto/stream.ts'
import { bucketFor, padToBucket } from '#crypto/pad.ts'
import { Hk, seal, sign } from '#crypto/sodium.ts'
import { codeOf } from './refusal.ts'
import { deskVoice, file, memberVoice, openNotes, place, read, readNotes, reporterVoice, say, textPayload, viewOf } from './story.ts'
import type { Story, Stored, Voice } from './story.ts'
import { TODAY, deskAt, listOf, makeWorld } from './world.ts'

const ALL = Object.keys(TYPES).filter((name): name is MessageType => name in TYPES)
const MAY: Record<'reporter' | 'desk' | 'member', readonly MessageType[]> = {
  reporter: ['text', 'answer', 'withdraw', 'never', 'delete-request'],
  desk: ['reply', 'ask', 'event', 'leave'],
  member: ['note', 'triage', 'assign', 'provenance'],
}

function scene() {
  const world = makeWorld()
  const ext = deskAt(world, 1)
  const first = ext.people[0]
  if (!first) throw new Error('desk without people')
  const story = file(world, [ext])
  const notes = openNotes(story, ext, first)
  const voices = { reporter: reporterVoice(story), desk: deskVoice(ext), member: memberVoice(first) }
  return { story, notes, voices, ext, list: listOf(world, ext) }
}
function payloadFor(type: MessageType): Uint8Array {
  if (type === 'never') return encodeNever(NEVER_NOBODY)
  if (type === 'report') return encodeReportBody({ never: NEVER_NOBODY, formVersion: 1, answers: textPayload('x') })
  return type === 'open' ? encodeOpening({ frozen: [], reason: 'other', never: NEVER_NOBODY }) : textPayload('x')
}

for (const kind of ['reporter', 'desk', 'member'] as const) {
  test(`what a ${kind} may write in talk and in notes, type by type`, () => {
    for (const type of ALL) {
      const talk = scene()
      say(talk.story, talk.story.talk, talk.voices[kind], type, payloadFor(type), nextPlace(viewOf(talk.story, null), talk.voices[kind].party))
      const inTalk = codeOf(() => read(talk.story, talk.ext))
      if (kind === 'member') expect(inTalk, type).toBe('ghost')
      else if (MAY[kind].includes(type)) expect(inTalk, type).toBe('nothing refused')
      else expect(inTalk, type).toBe(type === 'open' ? 'epoch' : kind === 'reporter' && type === 'report' ? 'epoch' : 'broken')

      const apart = scene()
      const view = readNotes(apart.story, apart.ext, apart.list)
      say(apart.story, apart.notes, apart.voices[kind], type, payloadFor(type), nextPlace(view, apart.voices[kind].party))
      const inNotes = codeOf(() => readNotes(apart.story, apart.ext, apart.list))
      if (kind !== 'member') expect(inNotes, type).toBe('ghost')
      else if (MAY.member.includes(type)) expect(inNotes, type).toBe('nothing refused')
      else expect(inNotes, type).toBe(type === 'open' ? 'epoch' : 'broken')
    }
  })
}

test('notes that begin by freezing something are refused', () => {
  const { story, notes, voices, ext, list } = scene()
  const head = viewOf(story, null).heads[0]
  if (!head) throw new Error('no head')
  notes.messages = []
  const frozen = [{ ...head, author: { kind: 'desk', id: ext.id } as const }]
  say(story, notes, voices.member, 'open', encodeOpening({ frozen, reason: 'first', never: NEVER_NOBODY }), place(0))
  expect(codeOf(() => readNotes(story, ext, list))).toBe('epoch')
})

/** Seals an inner part byte by byte, as a newer or a careless client might. */
function sealRaw(story: Story, stored: Stored, voice: Voice, change: (inner: Uint8Array) => Uint8Array): void {
  const made = stored.epochs[0]?.made
  if (!made) throw new Error('no epoch')
  const at = nextPlace(viewOf(story, null), voice.party)
  const inner = change(encodeInner({ type: 'text', origin: 'browser', lang: 'en', prev: at.prev, seen: at.seen, rosterSeq: 1, claimedDay: TODAY, files: [], payload: textPayload('x') }))
  const bucket = bucketFor(inner.length + 72)
  const outer = encodeOuter({ author: voice.party, n: at.n, urgent: false, bucket })
  const sig = sign(voice.sk, 'msg-sig', made.ctx, outer, inner)
  const body = seal(Hk(made.key, 'msg-key', made.ctx), T('msg-ad', made.ctx, outer), padToBucket(concat(L(inner), L(sig)), bucket))
  stored.messages.push({ epoch: 0, outer, body, day: TODAY })
}

test('types, origins and languages of a newer or careless client', () => {
  const table: readonly (readonly [at: number, value: number, code: string])[] = [
    [0, 39, 'newer-version'], [0, 200, 'newer-version'], [1, 4, 'newer-version'], [1, 0, 'newer-version'], [2, 0x20, 'broken'], [17, 0x41, 'broken']]
  for (const [at, value, code] of table) {
    const { story } = scene()
    sealRaw(story, story.talk, reporterVoice(story), (inner) => inner.map((byte, i) => (i === at ? value : byte)))
    expect(codeOf(() => read(story, null)), `${at}=${value}`).toBe(code)
  }
  const { story } = scene()
  sealRaw(story, story.talk, reporterVoice(story), (inner) => inner)
  expect(read(story, null)?.entries).toHaveLength(2)
})

test('an author among the seen, and seen twice, are refused', () => {
  for (const twice of [true, false]) {
    const { story, ext } = scene()
    const head = viewOf(story, null).heads[0]
    if (!head) throw new Error('no head')
    const seen = twice ? [head, head] : [{ ...head, author: { kind: 'desk', id: ext.id } as const }]
    say(story, story.talk, deskVoice(ext), 'reply', textPayload('x'), place(0, null, seen))
    expect(codeOf(() => read(story, null))).toBe('broken')
  }
})
