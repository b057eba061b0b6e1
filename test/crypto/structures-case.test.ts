import { expect, test } from 'vitest'
import { compareBytes, concat } from '#crypto/bytes.ts'
import { encodeReporterCard, parseReporterCard } from '#crypto/card.ts'
import { openBack, openWrap, splitWraps } from '#crypto/epoch.ts'
import { encodeHeader, parseHeader } from '#crypto/header.ts'
import { authorHolds, encodeInner, encodeOuter, openMessage, parseOuter } from '#crypto/message.ts'
import { encodeNever, readNever } from '#crypto/never.ts'
import { encodeOpening, encodeReportBody, parseOpening, parseReportBody } from '#crypto/opening.ts'
import { reader } from '#crypto/bytes.ts'
import { deskParty } from '#crypto/party.ts'
import { encodeEnvelope, envelopeHash, insistReceipt, makeReceipt, parseEnvelope } from '#crypto/receipt.ts'
import { deskRecordKey, openSummary, parseRecord, sealSummary } from '#crypto/record.ts'
import { challengeHolds, makeChallenge, requestHolds, signRequest, workHolds } from '#crypto/request.ts'
import { makeShredKey, openFromShred, openRecordFromShred, sealForShred, sealRecordForShred, tombstone } from '#crypto/shred.ts'
import { randomBytes } from '#crypto/sodium.ts'
import { SIZE, hashOf, sealedAs } from '#crypto/types.ts'
import { codeOf } from './refusal.ts'
import { cardBytes, file, reopen, reporterVoice } from './story.ts'
import { TODAY, deskAt, makeWorld, person, rotate } from './world.ts'
import { everyFlip } from './every-flip.ts'

test('card of a reporter: 1280 bytes, bound to the case id bit by bit', () => {
  const world = makeWorld()
  const story = file(world, world.desks)
  const bytes = cardBytes(story)
  expect(bytes.length).toBe(SIZE.reporterCard)
  expect(encodeReporterCard(parseReporterCard(world.instance, story.keys.caseId, bytes))).toEqual(bytes)
  everyFlip(bytes, (changed) => parseReporterCard(world.instance, story.keys.caseId, changed))
})

test('header, wraps and back link: sizes, round trip, every byte', () => {
  const world = makeWorld()
  const story = file(world, world.desks)
  rotate(world, deskAt(world, 1))
  reopen(story, reporterVoice(story), world.desks)
  const [zero, one] = story.talk.epochs
  if (!zero || !one) throw new Error('two epochs expected')
  expect(one.header.length).toBe(SIZE.headerFixed + 3 * SIZE.recipient)
  expect(encodeHeader(parseHeader(one.header))).toEqual(one.header)
  expect(one.wraps.length).toBe(3 * SIZE.wrap)
  expect(one.back.length).toBe(SIZE.back)
  const { header, ctx, key } = one.made
  const at = header.recipients.findIndex((recipient) => recipient.party.kind === 'reporter')
  const recipient = header.recipients[at]
  const wrap = splitWraps(one.wraps, 3)[at]
  if (!recipient || !wrap) throw new Error('no wrap for the reporter')
  expect(openWrap(header, ctx, recipient, story.keys.kem, wrap)).toEqual(key)
  everyFlip(wrap, (changed) => openWrap(header, ctx, recipient, story.keys.kem, changed))
  expect(openBack(ctx, key, one.back, zero.made.header)).toEqual(zero.made.key)
  everyFlip(one.back, (changed) => openBack(ctx, key, changed, zero.made.header))
  expect(codeOf(() => splitWraps(one.wraps.slice(1), 3))).toBe('broken')
})

test('message: outer, body and signature hold in every byte', () => {
  const world = makeWorld()
  const story = file(world, world.desks)
  const made = story.talk.epochs[0]?.made
  const row = story.talk.messages[0]
  if (!made || !row) throw new Error('no message')
  const opened = openMessage(made.ctx, made.key, row.outer, row.body)
  expect(row.outer.length).toBe(SIZE.outer)
  expect(row.body.length).toBe(4096 + 40)
  expect(encodeOuter(parseOuter(row.outer))).toEqual(row.outer)
  expect(encodeInner(opened.inner)).toEqual(opened.signed.inner)
  expect(authorHolds(made.ctx, opened, story.keys.card.spk)).toBe(true)
  everyFlip(row.outer, (changed) => openMessage(made.ctx, made.key, changed, row.body))
  everyFlip(row.body, (changed) => openMessage(made.ctx, made.key, row.outer, changed), 17)
  const { outer, inner, sig } = opened.signed
  everyFlip(sig, (changed) => authorHolds(made.ctx, { ...opened, signed: { outer, inner, sig: changed } }, story.keys.card.spk))
  everyFlip(inner, (changed) => authorHolds(made.ctx, { ...opened, signed: { outer, inner: changed, sig } }, story.keys.card.spk))
  everyFlip(outer, (changed) => authorHolds(made.ctx, { ...opened, signed: { outer: changed, inner, sig } }, story.keys.card.spk))
})

test('never, open and report payloads read back', () => {
  const world = makeWorld()
  const never = { roles: 5, desks: world.desks.map((desk) => desk.id).sort() }
  expect(readNever(reader(encodeNever(never)))).toEqual(never)
  const head = { author: deskParty(deskAt(world, 0).id), n: 7 }
  const opening = parseOpening(encodeOpening({ frozen: [{ ...head, digest: hashOf('message', randomBytes(32)) }], reason: 'left', never }))
  expect(opening).toMatchObject({ reason: 'left', never, frozen: [{ author: head.author, n: 7 }] })
  expect(parseReportBody(encodeReportBody({ never, formVersion: 3, answers: randomBytes(9) }))).toMatchObject({ never, formVersion: 3 })
})

test('envelope and receipt: the receipt holds for these bytes only', () => {
  const world = makeWorld()
  const story = file(world, world.desks)
  const epoch = story.talk.epochs[0]
  const message = story.talk.messages[0]
  if (!epoch || !message) throw new Error('no case')
  const envelope = encodeEnvelope({ header: epoch.header, card: cardBytes(story), wraps: epoch.wraps, back: epoch.back, messages: [{ outer: message.outer, body: sealedAs('message', message.body) }] })
  expect(encodeEnvelope(parseEnvelope(envelope))).toEqual(envelope)
  expect(envelope.length).toBeLessThan(12_000)
  const subject = { instance: world.instance, caseId: story.keys.caseId, ctx0: epoch.made.ctx, envelopeHash: envelopeHash(envelope) }
  const receipt = makeReceipt(world.receipt.sk, subject, TODAY, 1)
  expect(receipt.length).toBe(SIZE.receipt)
  expect(insistReceipt(world.receipt.pk, subject, receipt)).toMatchObject({ day: TODAY, rosterSeq: 1 })
  everyFlip(receipt, (changed) => insistReceipt(world.receipt.pk, subject, changed))
  everyFlip(envelope, (changed) => insistReceipt(world.receipt.pk, { ...subject, envelopeHash: envelopeHash(changed) }, receipt), 97)
  const other = file(world, world.desks)
  expect(codeOf(() => insistReceipt(world.receipt.pk, { ...subject, caseId: other.keys.caseId }, receipt))).toBe('receipt')
})

test('challenge: two slots long, bound to server and instance, every byte', () => {
  const world = makeWorld()
  const key = randomBytes(32)
  const challenge = makeChallenge(key, world.instance, 1_000_000)
  expect(challenge.length).toBe(SIZE.challenge)
  for (const [later, holds] of [[0, true], [600, true], [1200, false], [-600, false]] as const) {
    expect(challengeHolds(key, world.instance, 1_000_000 + later, challenge)).toBe(holds)
  }
  expect(challengeHolds(randomBytes(32), world.instance, 1_000_000, challenge)).toBe(false)
  expect(challengeHolds(key, makeWorld().instance, 1_000_000, challenge)).toBe(false)
  everyFlip(challenge, (changed) => challengeHolds(key, world.instance, 1_000_000, changed))
})

test('request: bound to sender, challenge, action and body', () => {
  const world = makeWorld()
  const story = file(world, world.desks)
  const who = { kind: 'reporter', caseId: story.keys.caseId } as const
  const challenge = makeChallenge(randomBytes(32), world.instance, 0)
  const body = randomBytes(50)
  const sig = signRequest(story.keys.auth.sk, world.instance, who, challenge, 'post', body)
  const pk = story.keys.card.apk
  expect(requestHolds(pk, world.instance, who, challenge, 'post', body, sig)).toBe(true)
  expect(requestHolds(pk, world.instance, who, challenge, 'fetch', body, sig)).toBe(false)
  expect(requestHolds(pk, world.instance, { kind: 'member', memberId: person().keys.card.memberId }, challenge, 'post', body, sig)).toBe(false)
  expect(requestHolds(pk, makeWorld().instance, who, challenge, 'post', body, sig)).toBe(false)
  everyFlip(body, (changed) => requestHolds(pk, world.instance, who, challenge, 'post', changed, sig))
  everyFlip(challenge, (changed) => requestHolds(pk, world.instance, who, changed, 'post', body, sig))
  everyFlip(sig, (changed) => requestHolds(pk, world.instance, who, challenge, 'post', body, changed))
})

test('proof of work: as many zero bits as asked for, over this body and challenge', () => {
  const [challenge, body] = [randomBytes(52), randomBytes(9)]
  let counter = 0
  while (!workHolds(challenge, 8, body, counter)) counter += 1
  expect(workHolds(challenge, 0, body, 12_345)).toBe(true)
  const others = Array.from({ length: 400 }, () => randomBytes(9)).filter((other) => workHolds(challenge, 8, other, counter))
  expect(others.length).toBeLessThan(20)
  expect(codeOf(() => workHolds(challenge, 33, body, 0))).toBe('usage')
})

test('shred layer: a stored wrap opens in its own place of its own case only', () => {
  const world = makeWorld()
  const story = file(world, world.desks)
  const epoch = story.talk.epochs[0]?.made
  const [first, second] = epoch?.header.recipients ?? []
  if (!epoch || !first || !second) throw new Error('no epoch')
  const key = makeShredKey()
  const wrap = epoch.wraps.slice(0, SIZE.wrap)
  const stored = sealForShred(key, epoch.ctx, first, wrap)
  expect(stored.length).toBe(SIZE.wrap + 40)
  expect(openFromShred(key, epoch.ctx, first, stored)).toEqual(wrap)
  expect(codeOf(() => openFromShred(key, epoch.ctx, second, stored))).toBe('broken')
  expect(codeOf(() => openFromShred(key, epoch.ctx, 'back', stored))).toBe('broken')
  expect(codeOf(() => openFromShred(makeShredKey(), epoch.ctx, first, stored))).toBe('broken')
  everyFlip(stored, (changed) => openFromShred(key, epoch.ctx, first, changed), 9)
  expect(openRecordFromShred(key, wrap.slice(0, 38), sealRecordForShred(key, wrap.slice(0, 38), wrap))).toEqual(wrap)
  expect(tombstone(story.keys.caseId)).toHaveLength(32)
})

test('summary record: opens for its desk and case only, in every byte, and hides its length', () => {
  const world = makeWorld()
  const [legal, ext] = [deskAt(world, 0), deskAt(world, 1)]
  const story = file(world, world.desks)
  const keys = ext.keys[0]
  if (!keys) throw new Error('desk without keys')
  const rk = deskRecordKey(keys.kem.sk)
  const owner = deskParty(ext.id)
  const summary = { lang: 'my', tiles: ['papers', 'pay'], words: 'ကျွန်တော်တို့ရဲ့'.repeat(10), danger: 'yes', reporterSeen: 3, state: 'RECEIVED', priority: 1 }
  const record = sealSummary(rk, 0, owner, story.keys.caseId, 4, summary)
  expect((record.length - 38 - 4 - 40) % 1024).toBe(0)
  const parsed = parseRecord(record)
  expect(parsed).toMatchObject({ keyEpoch: 0, head: { kind: 'summary', version: 4 } })
  const open = (bytes: Uint8Array) => openSummary(rk, owner, story.keys.caseId, parseRecord(bytes))
  expect(open(record)).toEqual({ ...summary, words: summary.words.normalize('NFC') })
  everyFlip(record.slice(42), (changed) => open(concat(record.slice(0, 42), changed)), 7)
  everyFlip(record.slice(0, 38), (changed) => open(concat(changed, record.slice(38))))
  expect(codeOf(() => openSummary(rk, deskParty(legal.id), story.keys.caseId, parsed))).toBe('broken')
  expect(codeOf(() => openSummary(rk, owner, file(world, world.desks).keys.caseId, parsed))).toBe('broken')
  expect(codeOf(() => openSummary(deskRecordKey(legal.keys[0]?.kem.sk ?? keys.kem.sk), owner, story.keys.caseId, parsed))).toBe('broken')
  expect(compareBytes(sealSummary(rk, 0, owner, story.keys.caseId, 4, summary), record)).not.toBe(0)
})
