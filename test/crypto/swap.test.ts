// The swap matrix: what was sealed in one place opens in no other (instance, case, stream, epoch, author, number, reader).
import { expect, test } from 'vitest'
import { T, concat } from '#crypto/bytes.ts'
import { commitTo, openBack, openWrap, splitWraps } from '#crypto/epoch.ts'
import { openMessage } from '#crypto/message.ts'
import { REPORTER, deskParty, partyBytes } from '#crypto/party.ts'
import { deskRecordKey, openSummary, parseRecord, sealSummary } from '#crypto/record.ts'
import { Hk, decapsulate, open, randomKey, seal } from '#crypto/sodium.ts'
import { SIZE, symmetricKey } from '#crypto/types.ts'
import { codeOf } from './refusal.ts'
import { deskVoice, file, memberVoice, nextInNotes, openNotes, read, reopen, reporterVoice, rowsFor, textPayload, write } from './story.ts'
import type { Stored } from './story.ts'
import { deskAt, makeWorld, rotate } from './world.ts'

/** Two instances, two cases in one of them, two epochs of talk, and notes. */
function places() {
  const world = makeWorld()
  const [legal, ext] = [deskAt(world, 0), deskAt(world, 1)]
  const one = file(world, [legal, ext])
  const other = file(world, [legal, ext])
  const elsewhere = makeWorld()
  const abroad = file(elsewhere, elsewhere.desks)
  rotate(world, ext)
  reopen(one, reporterVoice(one), [legal, ext])
  const first = ext.people[0]
  if (!first) throw new Error('desk without people')
  openNotes(one, ext, first)
  nextInNotes(one, ext, memberVoice(first), 'note', textPayload('only ours'))
  if (!one.notes) throw new Error('no notes')
  const epochs = [one.talk.epochs[0], one.talk.epochs[1], one.notes.epochs[0], other.talk.epochs[0], abroad.talk.epochs[0]]
  return { world, legal, ext, one, other, abroad, notes: one.notes, epochs: epochs.flatMap((epoch) => (epoch ? [epoch] : [])) }
}

test('a message opens under its own epoch only, in full cross product', () => {
  const { epochs, one, other, abroad, notes } = places()
  const rows = [...one.talk.messages.map((row) => [row, one.talk] as const), ...notes.messages.map((row) => [row, notes] as const),
    ...other.talk.messages.map((row) => [row, other.talk] as const), ...abroad.talk.messages.map((row) => [row, abroad.talk] as const)]
  let opened = 0
  for (const [row, stored] of rows) {
    for (const epoch of epochs) {
      const own = stored.epochs[row.epoch] === epoch
      const code = codeOf(() => openMessage(epoch.made.ctx, epoch.made.key, row.outer, row.body))
      expect(code).toBe(own ? 'nothing refused' : 'broken')
      // The right key under another context is no way in either.
      if (!own) expect(codeOf(() => openMessage(epoch.made.ctx, stored.epochs[row.epoch]?.made.key ?? epoch.made.key, row.outer, row.body))).toBe('broken')
      if (own) opened += 1
    }
  }
  expect(opened).toBe(rows.length)
})

test('outer parts cannot change places: author, number, bucket and urgency are bound', () => {
  const { one } = places()
  const [report, opening] = one.talk.messages
  const zero = one.talk.epochs[0]?.made
  if (!report || !opening || !zero) throw new Error('two messages expected')
  const author = concat(partyBytes(deskParty(places().ext.id)), report.outer.slice(17))
  const number = report.outer.slice()
  number[24] = 5
  const bucket = report.outer.slice()
  bucket.set([0, 0, 64, 0], 25)
  const urgent = report.outer.slice()
  urgent[29] = 1
  for (const outer of [author, number, bucket, urgent, opening.outer]) expect(codeOf(() => openMessage(zero.ctx, zero.key, outer, report.body))).toBe('broken')
})

test('a wrap opens for its own reader in its own epoch only, in full cross product', () => {
  const { epochs, one, other, abroad, ext, legal } = places()
  const keys = [one.keys.kem, other.keys.kem, abroad.keys.kem, ext.keys[0]?.kem, ext.keys[1]?.kem, legal.keys[0]?.kem].flatMap((k) => (k ? [k] : []))
  let opened = 0
  for (const wrapOf of epochs) {
    const wraps = splitWraps(wrapOf.wraps, wrapOf.made.header.recipients.length)
    for (const wrap of wraps) {
      for (const at of epochs) {
        for (const recipient of at.made.header.recipients) {
          for (const key of keys) {
            const code = codeOf(() => openWrap(at.made.header, at.made.ctx, recipient, key, wrap))
            if (code === 'nothing refused') {
              expect(at).toBe(wrapOf)
              opened += 1
            } else expect(code).toBe('broken')
          }
        }
      }
    }
  }
  expect(opened).toBe(3 + 3 + 1 + 3 + 1)
})

test('a back link leads from its own epoch to the one before only', () => {
  const { epochs, one } = places()
  const back = one.talk.epochs[1]
  if (!back) throw new Error('no second epoch')
  for (const from of epochs) for (const to of epochs) {
    const due = from === back && to === one.talk.epochs[0]
    expect(codeOf(() => openBack(from.made.ctx, from.made.key, back.back, to.made.header))).toBe(due ? 'nothing refused' : 'broken')
  }
})

test('whole streams cannot change places between cases, instances and streams', () => {
  const { one, other, abroad, notes } = places()
  for (const [story, stored] of [[one, other.talk], [one, abroad.talk], [one, notes], [other, one.talk]] as readonly [typeof one, Stored][]) {
    expect(codeOf(() => read(story, null, undefined, rowsFor(stored, REPORTER)))).toBe('broken')
  }
})

test('a summary cannot change places between cases and desks, nor between keys of desk epochs', () => {
  const { one, other, ext, legal } = places()
  const [zero, rotated, theirs] = [ext.keys[0], ext.keys[1], legal.keys[0]]
  if (!zero || !rotated || !theirs) throw new Error('keys expected')
  const record = parseRecord(sealSummary(deskRecordKey(zero.kem.sk), 0, deskParty(ext.id), one.keys.caseId, 1, { words: 'x' }))
  const cases = [one.keys.caseId, other.keys.caseId]
  for (const caseId of cases) for (const desk of [ext, legal]) for (const keys of [zero, rotated, theirs]) {
    const due = caseId === one.keys.caseId && desk === ext && keys === zero
    expect(codeOf(() => openSummary(deskRecordKey(keys.kem.sk), deskParty(desk.id), caseId, record))).toBe(due ? 'nothing refused' : 'broken')
  }
})

test('notes open with nothing that the reporter holds', () => {
  const { one, notes } = places()
  const row = notes.messages[1]
  const epoch = notes.epochs[0]?.made
  const talk = one.talk.epochs.map((held) => held.made.key)
  if (!row || !epoch) throw new Error('no note')
  const [wrap] = splitWraps(epoch.wraps, 1)
  if (!wrap) throw new Error('no wrap')
  const { auth, sig, kem, idk } = one.keys
  const held = [...talk, symmetricKey('epoch', idk), ...[auth.sk, sig.sk].map((sk) => symmetricKey('epoch', sk.slice(0, 32))), symmetricKey('epoch', kem.sk),
    symmetricKey('epoch', decapsulate(kem.sk, wrap.slice(0, SIZE.kemCt)))]
  for (const key of held) {
    expect(codeOf(() => openMessage(epoch.ctx, key, row.outer, row.body))).toBe('broken')
    expect(codeOf(() => open(Hk(key, 'msg-key', epoch.ctx), T('msg-ad', epoch.ctx, row.outer), row.body))).toBe('broken')
  }
  for (const recipient of epoch.header.recipients) {
    expect(codeOf(() => openWrap(epoch.header, epoch.ctx, recipient, one.keys.kem, wrap))).toBe('broken')
  }
})

test('a wrap that yields another key than the committed one is refused, although it opens', () => {
  const { one } = places()
  const epoch = one.talk.epochs[0]?.made
  const at = epoch?.header.recipients.findIndex((recipient) => recipient.party.kind === 'reporter') ?? -1
  const recipient = epoch?.header.recipients[at]
  const wrap = epoch ? splitWraps(epoch.wraps, epoch.header.recipients.length)[at] : undefined
  if (!epoch || !recipient || !wrap) throw new Error('no wrap')
  const ct = wrap.slice(0, SIZE.kemCt)
  const other = randomKey('epoch')
  const name = T('wrap-ad', epoch.ctx, concat(partyBytes(REPORTER), new Uint8Array(4), recipient.cardHash))
  const wk = Hk(decapsulate(one.keys.kem.sk, ct), 'wrap', epoch.ctx, concat(partyBytes(REPORTER), new Uint8Array(4), recipient.cardHash), one.keys.kem.pk, ct)
  expect(open(wk, name, wrap.slice(SIZE.kemCt))).toEqual(epoch.key)
  expect(codeOf(() => openWrap(epoch.header, epoch.ctx, recipient, one.keys.kem, concat(ct, seal(wk, name, other))))).toBe('broken')
  expect(commitTo(other)).not.toEqual(epoch.header.commit)
})

test('a reply of one desk is not the reply of another, nor of its older key', () => {
  const { one, ext, legal } = places()
  write(one, deskVoice(ext), 'reply', textPayload('ours'))
  const row = one.talk.messages.at(-1)
  if (!row) throw new Error('no reply')
  const forged = { ...row, outer: concat(partyBytes(deskParty(legal.id)), row.outer.slice(17)) }
  one.talk.messages.splice(-1, 1, forged)
  expect(codeOf(() => read(one, null))).toBe('broken')
})
