// A program in Python, written from PROTOCOL.md alone, opens a case out of a dump; and one planted fault of each kind stops it.
import { createHash } from 'node:crypto'
import { readFileSync, readdirSync, rmSync, truncateSync, writeFileSync, appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { hexFromBytes } from '#crypto/bytes.ts'
import { readReporterCard, reporterKeys } from '#crypto/card.ts'
import { readCode } from '#crypto/code.ts'
import { makeEpoch, openWrap } from '#crypto/epoch.ts'
import { ctxOf, deskRecipient, encodeHeader, parseHeader, reporterRecipient } from '#crypto/header.ts'
import type { Header, Recipient } from '#crypto/header.ts'
import { sealMessage } from '#crypto/message.ts'
import { REPORTER, partyBytes } from '#crypto/party.ts'
import { TEXT_FIELDS, encodePayload } from '#crypto/payload.ts'
import { parseRosterFile, signRoster } from '#crypto/roster.ts'
import { openFromShred, sealForShred } from '#crypto/shred.ts'
import { randomBytes, ready, signKeys } from '#crypto/sodium.ts'
import { dayFrom, symmetricKey } from '#crypto/types.ts'
import type { SymmetricKey } from '#crypto/types.ts'
import { livedCase, type LivedCase } from './lived-case.ts'
import { bytes, planted, python, rowsOf, turned, type Row } from './planted-dump.ts'

let lived: LivedCase
beforeAll(async () => {
  await ready()
  lived = await livedCase()
}, 180_000)

const TALK_HEX = `01${'0'.repeat(32)}`
const asReporter = (dump: string, digits = lived.reporter.digits) => JSON.parse(python('open_case.py', dump, '--code', digits).text)
const refusal = (dump: string) => {
  const told = asReporter(dump)
  return String(told.refused ?? 'nothing refused')
}
const ofTalk = (rows: Row[]) => rows.filter((row) => row['stream'] === TALK_HEX)
const textsOf = (told: { talk: { text: string }[] }) => told.talk.map(({ text }) => text)

test('the reporter’s code opens every message and the file, and the root is the one on the poster', () => {
  const told = asReporter(lived.dump)
  expect(told).toMatchObject({ case: lived.reporter.caseId, withheld: [], twice: [], cut: [] })
  expect(textsOf(told)).toContain('This is the door.')
  expect(textsOf(told)).toContain(lived.reporter.story.answers.text?.normalize('NFC'))
  const files = told.talk.flatMap((one: { files: unknown[] }) => one.files)
  expect(files).toEqual([{ name: lived.fileName.normalize('NFC'), mime: 'image/jpeg', bytes: lived.content.length, sha256: createHash('sha256').update(lived.content).digest('hex') }])
})

test('a member’s phrase or printed code opens talk, room and the own notes; another team’s notes stay closed', () => {
  const [legal, external] = lived.founded.teams
  if (!legal || !external) throw new Error('two teams expected')
  const read = (name: string, ...secret: string[]) => JSON.parse(python('open_case.py', lived.dump, '--member', name, '--case', lived.reporter.caseId, ...secret).text)
  const hers = read(external.lead.name, '--phrase', external.lead.phrase)
  expect(hers.room.map(({ text }: { text: string }) => text)).toEqual(expect.arrayContaining(['Please look at the dormitory.', 'We go there on Monday.']))
  expect(hers.notes.map(({ text }: { text: string }) => text)).toContain('Two of us.')
  const theirs = read(legal.handler.name, '--second', legal.handler.codeLines.join(' '))
  expect(JSON.stringify(theirs)).not.toContain('Two of us.')
  expect(theirs.notes.length).toBeGreaterThan(2)
  expect(read(legal.lead.name, '--phrase', external.lead.phrase)).toMatchObject({ refused: 'broken' })
})

test('an outside reader’s code opens the copy and nothing else, and dies with the case', () => {
  const read = (dump: string) => JSON.parse(python('open_case.py', dump, '--copy', lived.copy.digits).text)
  const told = read(lived.dump)
  expect(told.copy.map(({ type, text }: { type: string; text: string }) => [type, text])).toEqual([['open', ''], ['reply', lived.copy.text]])
  expect(Object.keys(told).sort()).toEqual(['case', 'copy', 'cut', 'twice', 'withheld'])
  expect(told.case).not.toBe(lived.reporter.caseId)
  expect(read(planted(lived.dump, { 'shred-keys': () => [] })).refused).toBe('broken')
  expect(read(planted(lived.dump, { copy_messages: (rows) => rows.map((row) => ({ ...row, body: turned(row['body'], 100) })) })).refused).toBe('broken')
})

test('a wrong code, and a code of nobody, open nothing', () => {
  const wrong = lived.reporter.digits.slice(0, -1) + ((Number(lived.reporter.digits.slice(-1)) + 1) % 10).toString()
  expect(asReporter(lived.dump, wrong)).toMatchObject({ refused: 'broken' })
})

test('two messages exchanged, one moved to another place, one bit turned', () => {
  const body = (rows: Row[], at: number) => ofTalk(rows)[at]?.['body'] ?? null
  const swap = (rows: Row[]) => rows.map((row) => ({ ...row, body: row === ofTalk(rows)[1] ? body(rows, 2) : row === ofTalk(rows)[2] ? body(rows, 1) : row['body'] ?? null }))
  expect(refusal(planted(lived.dump, { messages: swap }))).toBe('broken')
  expect(refusal(planted(lived.dump, { messages: (rows) => rows.map((row) => (row === ofTalk(rows)[1] ? { ...row, outer_part: turned(row['outer_part'], 24) } : row)) }))).toBe('broken')
  expect(refusal(planted(lived.dump, { messages: (rows) => rows.map((row) => (row === ofTalk(rows)[1] ? { ...row, body: turned(row['body'], 500) } : row)) }))).toBe('broken')
})

test('a message taken out of the middle is named, and the rest is read', () => {
  const middle = (row: Row) => row['stream'] === TALK_HEX && String(row['author']).startsWith('02') && row['n'] === 1
  const told = asReporter(planted(lived.dump, { messages: (rows) => rows.filter((row) => !middle(row)) }))
  expect(told.withheld).toEqual([{ author: expect.stringMatching(/^02/), n: 1 }])
})

test('an epoch that nobody opened: by the server alone, and by an insider who knows the key before', () => {
  const { header, key } = newestEpoch()
  expect(refusal(withEpoch(header, symmetricKey('epoch', randomBytes(32))))).toBe('broken')
  expect(refusal(withEpoch(header, key))).toBe('ghost')
})

test('a withdrawal in the reporter’s name by a member who holds the case key', () => {
  const { header, ctx, key } = newestEpoch()
  const hers = ofTalk(rowsOf(lived.dump, 'messages')).filter((row) => String(row['author']).startsWith('01'))
  const sealed = sealMessage(ctx, key, signKeys('desk-sig', randomBytes(32)).sk, { author: REPORTER, n: hers.length, urgent: false }, {
    type: 'withdraw', origin: 'browser', lang: 'en', prev: null, seen: [], rosterSeq: 1, claimedDay: dayFrom(20_777), files: [], payload: encodePayload(TEXT_FIELDS, { text: 'I take it back.' }) })
  const row = { ...hers[0], n: hers.length, epoch: header.epoch, outer_part: hexFromBytes(sealed.outer), body: hexFromBytes(sealed.body) }
  expect(refusal(planted(lived.dump, { messages: (rows) => [...rows, row] }))).toBe('broken')
})

test('a file that is cut, longer, in another order, or not there', () => {
  const fault = (change: (parts: string[]) => void) => {
    const dump = planted(lived.dump, {})
    const place = join(dump, 'parts', readdirSync(join(dump, 'parts'))[0] ?? '')
    change(readdirSync(place).sort().map((name) => join(place, name)))
    return refusal(dump)
  }
  const [first, second] = [0, 1]
  expect(fault((parts) => truncateSync(parts[second] ?? '', readFileSync(parts[second] ?? '').length - 1))).toBe('broken')
  expect(fault((parts) => appendFileSync(parts[second] ?? '', new Uint8Array(1)))).toBe('broken')
  expect(fault((parts) => rmSync(parts[second] ?? ''))).toBe('broken')
  expect(fault((parts) => writeFileSync(parts[second] ?? '', readFileSync(parts[first] ?? '')))).toBe('broken')
})

test('another root behind the rosters, a changed reader, another card, a shredded case', () => {
  const foreign = signKeys('root', randomBytes(32))
  const byAnother = (rows: Row[]) => rows.map((row) => {
    const signed = parseRosterFile(bytes(row, 'file'))
    return { ...row, file: hexFromBytes(signRoster({ ...signed.roster, rootPk: foreign.pk }, foreign.sk).file) }
  })
  expect(['roster', 'pinned-root']).toContain(refusal(planted(lived.dump, { rosters: byAnother })))
  expect(refusal(planted(lived.dump, { rosters: (rows) => rows.map((row) => ({ ...row, file: turned(row['file'], 300) })) }))).toBe('roster')
  expect(refusal(planted(lived.dump, { cases: (rows) => rows.map((row) => ({ ...row, card: turned(row['card'], 40) })) }))).toBe('broken')
  expect(refusal(planted(lived.dump, { 'shred-keys': () => [] }))).toBe('broken')
})

// What any member of a reading team has in hand: the newest epoch of talk with its key.
function newestEpoch() {
  const row = ofTalk(rowsOf(lived.dump, 'epochs')).at(-1)
  const header = parseHeader(bytes(row, 'header'))
  const at = header.recipients.find(({ party }) => party.kind === 'reporter')
  const wrap = ofTalk(rowsOf(lived.dump, 'wraps')).find((held) => held['epoch'] === header.epoch && String(held['party']).startsWith('01'))
  const read = readCode(lived.reporter.digits)
  if (!at || read.kind !== 'ok') throw new Error('no epoch of the reporter')
  const ctx = ctxOf(bytes(row, 'header'))
  const keys = reporterKeys(header.instance, read.code)
  return { header, ctx, key: openWrap(header, ctx, at, keys.kem, openFromShred(shredKey(), ctx, at, bytes(wrap, 'wrap'))) }
}

// One more epoch of talk for the same readers, in the name of the first team, without a message that opens it.
function withEpoch(last: Header, before: SymmetricKey<'epoch'>): string {
  const card = readReporterCard(bytes(rowsOf(lived.dump, 'cases')[0], 'card'))
  const roster = parseRosterFile(bytes(rowsOf(lived.dump, 'rosters').at(-1), 'file'))
  const entries = roster.roster.desks.map((entry) => ({ recipient: deskRecipient(entry.card), pk: entry.card.kemPk }))
  const { commit: _commit, recipients: _recipients, hasBack: _back, ...fields } = last
  const made = makeEpoch(
    { ...fields, epoch: last.epoch + 1, prevCtx: ctxOf(encodeHeader(last)), opener: entries[0]?.recipient.party ?? REPORTER },
    [{ recipient: reporterRecipient(card), pk: card.kpk }, ...entries], before)
  const stored = (place: Recipient | 'back', sealed: Uint8Array) => hexFromBytes(sealForShred(shredKey(), made.ctx, place, sealed))
  return planted(lived.dump, {
    epochs: (rows) => [...rows, { ...ofTalk(rows)[0], epoch: made.header.epoch, header: hexFromBytes(made.headerBytes), ctx: hexFromBytes(made.ctx), back: stored('back', made.back) }],
    wraps: (rows) => [...rows, ...made.header.recipients.map((recipient, i) => ({
      ...ofTalk(rows)[0], epoch: made.header.epoch, party: hexFromBytes(partyBytes(recipient.party)), desk_epoch: recipient.deskEpoch,
      wrap: stored(recipient, made.wraps.slice(1192 * i, 1192 * (i + 1))) }))],
  })
}

function shredKey(): SymmetricKey<'shred'> {
  return symmetricKey('shred', bytes(rowsOf(lived.dump, 'shred-keys')[0], 'key'))
}
