// What a listener learns from lengths: people's words in four scripts, short and long, leave in four sizes and no others.
import { expect, test } from 'vitest'
import { stories } from '#app/practice/stories.ts'
import { BUCKETS } from '#crypto/pad.ts'
import { REPORTER, deskParty } from '#crypto/party.ts'
import { EVENT_FIELDS, REPORT_FIELDS, TEXT_FIELDS, encodePayload } from '#crypto/payload.ts'
import { NEVER_NOBODY } from '#crypto/never.ts'
import { encodeReportBody } from '#crypto/opening.ts'
import { sealMessage } from '#crypto/message.ts'
import type { MessageType } from '#crypto/message.ts'
import { deskRecordKey, sealSummary } from '#crypto/record.ts'
import { dayFrom } from '#crypto/types.ts'
import { deskVoice, file, reporterVoice } from '#test/crypto/story.ts'
import { deskAt, makeWorld } from '#test/crypto/world.ts'
import { everyText } from './every-text.ts'

const world = makeWorld()
const story = file(world, world.desks)
const desk = deskAt(world, 0)
const epoch = story.talk.epochs[0]?.made
if (!epoch) throw new Error('no epoch')
const { ctx, key } = epoch

// The twelve invented reports, and texts of our pages joined to lengths as people write them: a word, a paragraph, pages.
const words = new Map<string, string[]>()
for (const { language, text } of everyText()) words.set(language, [...(words.get(language) ?? []), text])
const corpus = [...words].flatMap(([language, texts]) => [1, 2, 8, 40, 150, 400, 900].map((count) => ({ language, text: texts.slice(0, count).join(' ').slice(0, 60_000) })))
const reports = stories.map(({ language, answers }) => ({ language, answers }))

function sizeOf(type: MessageType, payload: Uint8Array, lang: string): number {
  const voice = type === 'reply' || type === 'event' ? deskVoice(desk) : reporterVoice(story)
  const author = type === 'reply' || type === 'event' ? deskParty(desk.id) : REPORTER
  const sealed = sealMessage(ctx, key, voice.sk, { author, n: 1, urgent: false }, {
    type, origin: 'browser', lang, prev: null, seen: [], rosterSeq: 1, claimedDay: dayFrom(20_500), files: [], payload })
  return sealed.body.length - 40
}

test('every length that people’s words take is one of the four buckets, and each bucket is used', () => {
  const counts = new Map<number, number>()
  const sizes = [
    ...reports.map(({ language, answers }) => sizeOf('report', encodeReportBody({ never: NEVER_NOBODY, formVersion: 1, answers: encodePayload(REPORT_FIELDS, { text: answers.text ?? '' }) }), language)),
    ...corpus.flatMap(({ language, text }) => [
      sizeOf('text', encodePayload(TEXT_FIELDS, { text }), language),
      sizeOf('reply', encodePayload(TEXT_FIELDS, { text, sentences: ['thanks'] }), language),
      sizeOf('event', encodePayload(EVENT_FIELDS, { state: 'CLOSED', text }), language)]),
  ]
  for (const size of sizes) counts.set(size, (counts.get(size) ?? 0) + 1)
  expect([...counts.keys()].sort((a, b) => a - b)).toEqual([...BUCKETS])
  expect(sizes.length).toBeGreaterThan(80)
})

test('a short answer is as long as a page, in every language alike', () => {
  const short = corpus.filter(({ text }) => new TextEncoder().encode(text).length < 3500).map(({ language, text }) => [language, sizeOf('text', encodePayload(TEXT_FIELDS, { text }), language)] as const)
  expect(new Set(short.map(([language]) => language)).size).toBe(words.size)
  expect(new Set(short.map(([, size]) => size))).toEqual(new Set([4096]))
})

test('summaries grow in steps of 1024 bytes, whatever the script', () => {
  const rk = deskRecordKey(desk.keys[0]?.kem.sk ?? (() => { throw new Error('no keys') })())
  const sizes = corpus.map(({ language, text }) => sealSummary(rk, 1, deskParty(desk.id), story.keys.caseId, 1, {
    lang: language, tiles: ['pay'], words: text.slice(0, 160), danger: 'no', reporterSeen: 0, state: 'RECEIVED', priority: 2 }).length - 38 - 4 - 40)
  expect(sizes.every((size) => size % 1024 === 0 && size <= 2048)).toBe(true)
})
