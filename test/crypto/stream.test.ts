import { expect, test } from 'vitest'
import { parseReportBody } from '#crypto/opening.ts'
import { REPORT_FIELDS, TEXT_FIELDS, parsePayload } from '#crypto/payload.ts'
import { writerRule } from '#crypto/writer-rule.ts'
import { deskVoice, file, memberVoice, nextInNotes, openNotes, place, read, readNotes, reopen, reporterVoice, say, textPayload, viewOf, write } from './story.ts'
import { admit, bookOf, deskAt, listOf, makeWorld, rotate } from './world.ts'

test('a desk reads the report and the reporter reads the reply', () => {
  const world = makeWorld()
  const [legal, ext] = [deskAt(world, 0), deskAt(world, 1)]
  const story = file(world, [legal, ext])
  write(story, deskVoice(ext), 'reply', textPayload('We have read it.'))
  write(story, reporterVoice(story), 'text', textPayload('Thank you.'))
  for (const reader of [null, legal, ext]) {
    const view = viewOf(story, reader)
    expect(view.entries.map((entry) => entry.type)).toEqual(['report', 'reply', 'text'])
    expect([view.withheld, view.cut, view.equivocal]).toEqual([[], [], []])
  }
  const report = viewOf(story, ext).entries[0]
  const body = parseReportBody(report?.payload ?? new Uint8Array(0))
  expect(parsePayload(REPORT_FIELDS, body.answers).values.text).toBe('They keep our passports.')
  expect(parsePayload(TEXT_FIELDS, viewOf(story, null).entries[1]?.payload ?? new Uint8Array(0)).values.text).toBe('We have read it.')
})

test('a desk that is no recipient gets null, not an error', () => {
  const world = makeWorld()
  expect(read(file(world, [deskAt(world, 1)]), deskAt(world, 0))).toBeNull()
})

test('after a rotation the writer rule opens an epoch, and everybody reads across it', () => {
  const world = makeWorld()
  const [legal, ext] = [deskAt(world, 0), deskAt(world, 1)]
  const story = file(world, [legal, ext])
  expect(writerRule(viewOf(story, null), bookOf(world)).kind).toBe('write')
  rotate(world, ext)
  expect(writerRule(viewOf(story, null), bookOf(world))).toMatchObject({ kind: 'open', desks: [expect.anything(), expect.anything()], reason: 'newer-keys' })
  reopen(story, reporterVoice(story), [legal, ext])
  write(story, deskVoice(ext), 'ask', textPayload('Which day?'))
  for (const reader of [null, legal, ext]) {
    const view = viewOf(story, reader)
    expect(view.entries.map((entry) => entry.type)).toEqual(['report', 'open', 'ask'])
    expect([view.withheld, view.cut, view.equivocal]).toEqual([[], [], []])
  }
})

test('notes are read by the desk, written by its members, and name the talk stream they belong to', () => {
  const world = makeWorld()
  const ext = deskAt(world, 1)
  const story = file(world, [ext])
  const first = ext.people[0]
  if (!first) throw new Error('desk without people')
  openNotes(story, ext, first)
  const second = admit(world, ext)
  nextInNotes(story, ext, memberVoice(second), 'note', textPayload('Call the consulate.'))
  const view = readNotes(story, ext, listOf(world, ext))
  expect(view?.entries.map((entry) => entry.type)).toEqual(['open', 'note'])
  expect([view?.withheld, view?.cut, view?.equivocal]).toEqual([[], [], []])
})

test('two authors at once make no false gap', () => {
  const world = makeWorld()
  const [legal, ext] = [deskAt(world, 0), deskAt(world, 1)]
  const story = file(world, [legal, ext])
  const seen = viewOf(story, null).heads
  say(story, story.talk, deskVoice(ext), 'reply', textPayload('a'), place(0, null, seen))
  say(story, story.talk, deskVoice(legal), 'reply', textPayload('b'), place(0, null, seen))
  expect(viewOf(story, null).withheld).toEqual([])
  expect(viewOf(story, null).entries).toHaveLength(3)
})
