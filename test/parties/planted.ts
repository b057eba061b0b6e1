// What a hostile server can put in its rows without any secret of the people: headers, wraps and rosters of its own.
import { bytesFromBase64 } from '#crypto/base64.ts'
import { rootKeys } from '#crypto/card.ts'
import { readCode } from '#crypto/code.ts'
import { deskKeys } from '#crypto/desk-card.ts'
import type { DeskCard } from '#crypto/desk-card.ts'
import { makeEpoch } from '#crypto/epoch.ts'
import { ctxOf, deskRecipient, encodeHeader, parseHeader, reporterRecipient } from '#crypto/header.ts'
import type { Header } from '#crypto/header.ts'
import { REPORTER, TALK, partyKey } from '#crypto/party.ts'
import { loadRoster, reporterFrame, sealReport } from '#crypto/reporter.ts'
import { signRoster } from '#crypto/roster.ts'
import type { Roster, RosterDesk, SignedRoster } from '#crypto/roster.ts'
import { randomBytes, signKeys } from '#crypto/sodium.ts'
import { dayFrom } from '#crypto/types.ts'
import { cutWraps } from '#crypto/wire.ts'
import type { StreamStored } from './memory-server.ts'
import { NOBODY } from './people.ts'
import type { Organisation } from './people.ts'

export const TALK_ROW = `01${'0'.repeat(32)}`

export function talkOf(org: Organisation, caseId: string): StreamStored {
  const stream = org.server.caseRow(caseId).streams.get(TALK_ROW)
  if (!stream) throw new Error('no talk')
  return stream
}

// Edits the header of one epoch of talk, as a hand in the database would.
export function editHeader(org: Organisation, caseId: string, epoch: number, change: (header: Header) => Header): void {
  const row = talkOf(org, caseId).epochs[epoch]
  if (!row) throw new Error('no epoch')
  row.header = encodeHeader(change(parseHeader(row.header)))
}

export function deskEntry(org: Organisation, deskId: string): RosterDesk {
  const found = org.server.rosters.at(-1)?.roster.desks.find((desk) => desk.card.deskId === deskId)
  if (!found) throw new Error('no desk')
  return found
}

// A desk card with keys that only the server knows.
export function strangeCard(card: DeskCard): DeskCard {
  const keys = deskKeys({ kem: randomBytes(32), sig: randomBytes(32) })
  return { ...card, kemPk: keys.kem.pk, sigPk: keys.sig.pk }
}

// An epoch that the server draws itself, in the reporter's name, with true wraps for everybody.
export function insertEpoch(org: Organisation, caseId: string, more: readonly string[] = []): void {
  const stream = talkOf(org, caseId)
  const last = stream.epochs.at(-1)
  const newest = org.server.rosters.at(-1)
  if (!last || !newest) throw new Error('nothing to follow')
  const before = parseHeader(last.header)
  const { card } = org.server.caseRow(caseId).envelope
  const named = [...before.recipients.flatMap(({ party }) => (party.kind === 'desk' ? [party.id] : [])), ...more]
  const desks = named.map((deskId) => deskEntry(org, deskId).card)
  const epoch = makeEpoch({
    instance: org.server.instance, caseId: before.caseId, stream: TALK, epoch: before.epoch + 1, prevCtx: ctxOf(last.header), anchor: null,
    opener: REPORTER, origin: 'browser', rootFp: newest.rootFp, rosterSeq: newest.roster.seq, rosterHash: newest.hash,
  }, [...desks.map((desk) => ({ recipient: deskRecipient(desk), pk: desk.kemPk })), { recipient: reporterRecipient(card), pk: card.kpk }], null)
  const wraps = cutWraps(epoch.wraps)
  stream.epochs.push({
    header: epoch.headerBytes, back: epoch.back,
    wraps: new Map(epoch.header.recipients.map((recipient, i) => [partyKey(recipient.party), wraps[i] ?? new Uint8Array(0)])),
  })
}

// A second report under the code of a first one, as somebody who got hold of the code could file it; the notes stay.
export function replaceTalk(org: Organisation, digits: string, caseId: string, recipient: string): void {
  const read = readCode(digits)
  const newest = org.server.rosters.at(-1)
  if (read.kind !== 'ok' || !newest) throw new Error('no code')
  const { streams, auditRef } = org.server.caseRow(caseId)
  const today = dayFrom(org.server.today)
  const again = sealReport(loadRoster(newest.file, org.server.instance, newest.rootFp, today), read.code, {
    recipients: [recipient], never: NOBODY, fields: { text: 'other words' }, lang: 'en', urgent: false, today })
  org.server.cases.delete(caseId)
  org.server.post(reporterFrame(org.server.instance, again.keys, 'submit', bytesFromBase64(org.server.challenge()), again.envelope))
  org.server.caseRow(caseId).auditRef = auditRef
  for (const [name, stream] of streams) if (name !== TALK_ROW) org.server.caseRow(caseId).streams.set(name, stream)
}

// What the true root signs next; `change` edits a copy of the newest roster.
export function nextRoster(org: Organisation, change: (roster: Roster) => Roster = (roster) => roster): SignedRoster {
  const read = readCode(org.rootLines.join(''))
  const last = org.server.rosters.at(-1)
  if (read.kind !== 'ok' || !last) throw new Error('no root')
  const { sig } = rootKeys(org.server.instance, read.code)
  const signed = signRoster(change({ ...last.roster, seq: last.roster.seq + 1, prevHash: last.hash }), sig.sk)
  org.server.rosters.push(signed)
  return signed
}

// The same roster under a root that the server made up.
export function signedByStranger(signed: SignedRoster): SignedRoster {
  const keys = signKeys('root', randomBytes(32))
  return signRoster({ ...signed.roster, rootPk: keys.pk }, keys.sk)
}
