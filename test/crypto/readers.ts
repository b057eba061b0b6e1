// Every reader of bytes that came from somewhere else, and the seeds that broken bytes are made of. For the short and the long fuzzing run.
import fc from 'fast-check'
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { parseActs } from '#crypto/acts.ts'
import { parseAssents, parseProposerAssent } from '#crypto/assent.ts'
import { parseAudit, parseAuditEntry } from '#crypto/audit.ts'
import { base64FromBytes } from '#crypto/base64.ts'
import { parseAdmitBody, parseCardBody, parseFoundBody, parseInviteBody, parseUnlockBody, parseWriteBody } from '#crypto/bodies.ts'
import { reader } from '#crypto/bytes.ts'
import type { Reader } from '#crypto/bytes.ts'
import { parseMemberCard, parseReporterCard, readReporterCard } from '#crypto/card.ts'
import { parseCopyBody, readCopy } from '#crypto/copy-body.ts'
import { parseAskBody, parseDecideBody, parseDecision, parsePage } from '#crypto/decision.ts'
import { parseDeskCard } from '#crypto/desk-card.ts'
import { parseDrillBody } from '#crypto/drill-body.ts'
import { splitWraps } from '#crypto/epoch.ts'
import { parseFileBody, parsePartBody, splitPartRequest } from '#crypto/file-bodies.ts'
import { readFileHead } from '#crypto/file-head.ts'
import { parseHeader, readOrigin } from '#crypto/header.ts'
import { readEnvelope, readTransmission } from '#crypto/intake.ts'
import { parseInviteFragment } from '#crypto/invite.ts'
import { parseDropBody, parseKeepBody } from '#crypto/kept-record.ts'
import { parseChange } from '#crypto/members.ts'
import { openMessage, parseOuter, readHeads } from '#crypto/message.ts'
import { readNever } from '#crypto/never.ts'
import { parseNeverBody, parseOpening, parseReportBody } from '#crypto/opening.ts'
import { readParty, readStream } from '#crypto/party.ts'
import { EVENT_FIELDS, REPORT_FIELDS, TEXT_FIELDS, parsePayload } from '#crypto/payload.ts'
import { parseEnvelope, parseMessages, parseReceipt } from '#crypto/receipt.ts'
import { parseRecord } from '#crypto/record.ts'
import { parseNameBody } from '#crypto/name-letter.ts'
import { parseCaseBody, parseSettingsBody } from '#crypto/recorded-bodies.ts'
import { readRootFile } from '#crypto/root-access.ts'
import { parseRootSignIn } from '#crypto/root-sign-in.ts'
import { parseRoster, parseRosterFile } from '#crypto/roster.ts'
import { parseRotateBody } from '#crypto/rotate-body.ts'
import { caseIdFromBytes, hashOf, instanceIdFrom, symmetricKey } from '#crypto/types.ts'
import { parseUnlockHead } from '#crypto/unlock.ts'
import { parseBoxes, parseRecovery, parseUnlock } from '#crypto/wire-boxes.ts'
import { parseFrame, parseTransmission } from '#crypto/wire.ts'
import { list } from '#test/vectors/fields.ts'
import type { Fields } from '#test/vectors/fields.ts'
import { readVectors, structuresOnDisk } from '#test/vectors/written.ts'

type Read = (bytes: Uint8Array) => unknown
const instance = instanceIdFrom(new Uint8Array(16))
const caseId = caseIdFromBytes(new Uint8Array(32))
const inside = (read: (from: Reader) => unknown): Read => (bytes) => { const from = reader(bytes); read(from); from.end() }

export const READERS: Readonly<Record<string, Read>> = {
  parseHeader, parseOuter, parseOpening, parseReportBody, parseNeverBody, parseRoster, parseRosterFile, parseDeskCard, parseMemberCard,
  readReporterCard, parseChange, parseFrame, parseTransmission, parseWriteBody, parseCardBody, parseFoundBody, parseInviteBody, parseAdmitBody,
  parseUnlockBody, parseUnlock, parseBoxes, parseRecovery, parseEnvelope, parseMessages, parseReceipt, parseRecord, parseUnlockHead,
  parseAudit, parseAuditEntry, parseCopyBody, parseDrillBody, parseRotateBody, parseRootSignIn, parseCaseBody, parseSettingsBody, splitPartRequest,
  parseActs, parseKeepBody, parseDropBody, parseAskBody, parseDecideBody, parseDecision, parsePage, parseNameBody, parseAssents, parseProposerAssent,
  parseReporterCard: (bytes) => parseReporterCard(instance, caseId, bytes),
  parseFileBody: (bytes) => [parseFileBody(bytes, 'reporter'), parseFileBody(bytes, 'member')],
  parsePartBody: (bytes) => [parsePartBody(bytes, 'reporter'), parsePartBody(bytes, 'member')],
  parsePayload: (bytes) => [REPORT_FIELDS, TEXT_FIELDS, EVENT_FIELDS].map((table) => parsePayload(table, bytes)),
  parseInviteFragment: (bytes) => parseInviteFragment(base64FromBytes(bytes)),
  readCopy: (bytes) => readCopy(instance, bytes),
  readEnvelope: (bytes) => readEnvelope(instance, bytes),
  readTransmission: (bytes) => readTransmission(instance, caseId, bytes),
  readFileHead: (bytes) => readFileHead(bytes, 65_536),
  readRootFile: (bytes) => readRootFile(instance, bytes),
  splitWraps: (bytes) => splitWraps(bytes, 2),
  readHeads: inside((from) => readHeads(from, 2)),
  readNever: inside(readNever),
  readOrigin: inside(readOrigin),
  readParty: inside(readParty),
  readStream: inside(readStream),
  openMessage: (bytes) => openMessage(hashOf('ctx', new Uint8Array(32)), symmetricKey('epoch', new Uint8Array(32)), bytes.slice(0, 30), bytes.slice(30)),
}

/** Names of exported functions of crypto/ that read bytes, from the text of its files. */
export function exportedReaders(files: (path: string) => string): string[] {
  const paths = globSync(join(import.meta.dirname, '../../crypto/*.ts'))
  const named = paths.flatMap((path) => [...files(path).matchAll(/^export (?:async )?function ((?:parse|read|split)[A-Z]\w*)(?:<[^>]*>)?\(([^)]*)/gm)])
  return named.filter(([, , takes]) => /Uint8Array|Reader\b/.test(takes ?? '')).map(([, name]) => name ?? '')
}

/** Structures of the vectors, changed in a few places, cut, or grown: close enough to right to come far into a reader. */
export function brokenBytes(): fc.Arbitrary<Uint8Array> {
  const seeds = structuresOnDisk().flatMap((name) => list(JSON.parse(readVectors(name)), 'cases').flatMap(byteStrings))
  const place = fc.double({ min: 0, max: 1, noNaN: true })
  const change = fc.record({ way: fc.nat(4), at: place, value: fc.nat(255), more: fc.uint8Array({ maxLength: 64, size: 'max' }) })
  const damaged = fc.tuple(fc.constantFrom(...seeds), fc.array(change, { minLength: 1, maxLength: 3 }))
    .map(([whole, changes]) => changes.reduce((bytes, { way, at, value, more }) => broken(bytes, way, Math.floor(at * bytes.length), value, more), whole))
  return fc.oneof({ weight: 5, arbitrary: damaged }, { weight: 1, arbitrary: fc.uint8Array({ maxLength: 400, size: 'max' }) })
}

function broken(bytes: Uint8Array, way: number, at: number, value: number, more: Uint8Array): Uint8Array {
  if (way === 0) return bytes.slice(0, at)
  if (way === 1) return Uint8Array.from([...bytes.subarray(0, at), ...more, ...bytes.subarray(at)])
  const changed = bytes.slice()
  changed.fill(way === 2 ? value : way === 3 ? 0xff : 0, at, way === 2 ? at + 1 : at + 4)
  return changed
}

function byteStrings(of: Fields): Uint8Array[] {
  return Object.values(of).flatMap((value) => (typeof value === 'string' && /^([0-9a-f]{2}){16,}$/.test(value) && value.length < 60_000 ? [new Uint8Array(Buffer.from(value, 'hex'))] : []))
}
