/**
 * The server's door into this folder (§12.4): what checks requests, reads outer shapes, signs receipts and keeps
 * the shred layer. Nothing that seals or opens a message passes through it, so server code cannot read a case.
 */
import { ascii, hexFromBytes, sameBytes } from './bytes.ts'
import { parseCardBody, parseFoundBody } from './bodies.ts'
import { caseIdFrom, memberRequestId, parseMemberCard } from './card.ts'
import type { MemberCard, ReporterCard } from './card.ts'
import { refuse } from './error.ts'
import { readEnvelope } from './intake.ts'
import { requestHolds } from './request.ts'
import { H, signKeys } from './sodium.ts'
import { caseIdFromBytes } from './types.ts'
import type { CaseId, InstanceId, KeyPair, PublicKey } from './types.ts'
import type { Frame } from './wire.ts'

export { CryptoError } from './error.ts'
export type { CryptoCode } from './error.ts'
export { primitivesInUse } from './primitives.ts'
export { ready } from './sodium.ts'
export { base64FromBytes, bytesFromBase64 } from './base64.ts'
export { bytesFromHex, hexFromBytes } from './bytes.ts'
export * from './types.ts'
export { memberCardHash, memberRequestId, parseMemberCard, readReporterCard, recoveryHash, rootFp } from './card.ts'
export type { MemberCard, ReporterCard } from './card.ts'
export { makeChallenge, challengeHolds } from './request.ts'
export { ACTIONS } from './request.ts'
export type { Action } from './request.ts'
export { parseFrame, parseTransmission } from './wire.ts'
export type { Frame, Transmission, WireFile, WireHead } from './wire.ts'
export {
  parseAdmitBody, parseCardBody, parseFoundBody, parseInviteBody, parseUnlockBody, parseWriteBody,
} from './bodies.ts'
export type { WrittenAct } from './acts.ts'
export type { AdmitBody, CardBody, ColumnChange, FoundBody, InviteBody, UnlockBody, WriteBody } from './bodies.ts'
export { parseCaseBody, parseSettingsBody } from './recorded-bodies.ts'
export type { CaseBody, SettingsBody } from './recorded-bodies.ts'
export { parseFileBody, parsePartBody, partDigest, splitPartRequest } from './file-bodies.ts'
export type { FileBody, MemberCase, PartBody } from './file-bodies.ts'
export { PART, partLength, planOf } from './file-plan.ts'
export { padmeLength } from './padme.ts'
export {
  AUDIT_ACTIONS, auditEntryHash, auditFieldBytes, auditFieldFrom, auditGenesis, auditHead, auditSigHolds, parseAudit, signCheckpoint,
} from './audit.ts'
export type { AuditAction, AuditEntry, AuditField, Checkpoint } from './audit.ts'
export type { WireBox, WireRecovery, WireUnlock } from './wire-boxes.ts'
export { parseCopyBody, readCopy } from './copy-body.ts'
export type { CopyBody, CopyFacts } from './copy-body.ts'
export { readEnvelope, readTransmission, recipientNamed, transmissionFacts } from './intake.ts'
export type { EnvelopeFacts, EpochFacts, MessageFacts, TransmissionFacts } from './intake.ts'
export { ctxOf, parseHeader } from './header.ts'
export type { Header, Recipient } from './header.ts'
export { partyBytes, partyKey, streamBytes } from './party.ts'
export type { Party, Stream } from './party.ts'
export { makeReceipt, parseReceipt } from './receipt.ts'
export type { ReceiptSubject } from './receipt.ts'
export {
  makeShredKey, openFromShred, openRecordFromShred, sealForShred, sealRecordForShred, tombstone,
} from './shred.ts'
export { RECORD_KINDS, parseRecord } from './record.ts'
export type { RecordHead, RecordKind, SealedRecord } from './record.ts'
export { nameHead, parseNameBody } from './name-letter.ts'
export type { NameRow } from './name-letter.ts'
export { decisionHolds, parseAskBody, parseDecideBody, parseDecision } from './decision.ts'
export type { AskBody, DecideBody, SignedDecision } from './decision.ts'
export { indexId, leavesEntry, parseDropBody, parseKeepBody } from './kept-record.ts'
export type { DropBody, KeepBody, KeptKind } from './kept-record.ts'
export { drillObjects } from './drill-object.ts'
export { deskIn, namesSuccessor, parseRosterFile, roleNames, rosterHash } from './roster.ts'
export type { Roster, RosterDesk, SignedRoster } from './roster.ts'
export { deskCardHash, deskCardSigHolds, nextSigHolds, parseDeskCard } from './desk-card.ts'
export type { DeskCard } from './desk-card.ts'
export { buildMemberList, changeHash, currentMembers, extendMemberList, parseChange } from './members.ts'
export type { MemberChange, MemberList, MemberRole, SignedChange } from './members.ts'
export { fakeUnlock, parseUnlockHead } from './unlock.ts'
export { parseDrillBody } from './drill-body.ts'
export { parseRotateBody } from './rotate-body.ts'
export type { MemberBox, RotateBody } from './rotate-body.ts'
export { parseRootSignIn, rootSignInHolds } from './root-sign-in.ts'
export { recoveryOffer, recoveryProofHolds } from './recovery-sign-in.ts'

/** Whom a server knows under the id of a frame: the stored card, and the member's id where it is one. */
export type KnownSender =
  | { readonly kind: 'reporter'; readonly card: ReporterCard }
  | { readonly kind: 'member'; readonly card: MemberCard }
  | { readonly kind: 'outside'; readonly card: ReporterCard }

/**
 * Whether the frame is signed by its sender. `known` null stands for an id that the server does not hold: the same
 * work is done against a fixed key and the answer is false, so that nobody learns which ids exist (§9.2).
 */
export function frameHolds(instance: InstanceId, frame: Frame, known: KnownSender | null): boolean {
  const { challenge, action, body, sig } = frame
  if (known === null || known.kind !== frame.party) {
    requestHolds(dummyKey(), instance, { kind: 'reporter', caseId: caseIdFromBytes(frame.id) }, challenge, action, body, sig)
    return false
  }
  if (known.kind !== 'member') {
    const id = caseIdFrom(instance, known.card)
    const who = known.kind === 'reporter' ? { kind: known.kind, caseId: id } as const : { kind: known.kind, copyId: id } as const
    return hexFromBytes(frame.id) === id && requestHolds(known.card.apk, instance, who, challenge, action, body, sig)
  }
  const { memberId, authPk } = known.card
  return sameBytes(frame.id, memberRequestId(memberId)) &&
    requestHolds(authPk, instance, { kind: 'member', memberId }, challenge, action, body, sig)
}

/**
 * The sender whose card rides in the body itself: `submit`, `found` and `card`. Throws `broken` where the body holds
 * no readable card, `usage` for an action whose sender must be known already (§9.2).
 */
export function senderInBody(instance: InstanceId, frame: Frame): KnownSender {
  if (frame.action === 'submit') return { kind: 'reporter', card: readEnvelope(instance, frame.body).card }
  if (frame.action === 'found') return { kind: 'member', card: parseMemberCard(parseFoundBody(frame.body).memberCard) }
  if (frame.action === 'card') return { kind: 'member', card: parseMemberCard(parseCardBody(frame.body).memberCard) }
  return refuse('usage', 'sender is not in the body')
}

/** The case that a reporter's frame names. */
export function caseOfFrame(frame: Frame): CaseId {
  return frame.party === 'reporter' ? caseIdFromBytes(frame.id) : refuse('broken', 'not a reporter\'s frame')
}

/** The copy that an outside reader's frame names. */
export function copyOfFrame(frame: Frame): CaseId {
  return frame.party === 'outside' ? caseIdFromBytes(frame.id) : refuse('broken', 'not an outside reader\'s frame')
}

/** The server's receipt key from its seed of 32 bytes (§9.4); derived once for each seed that a process holds. */
export function receiptKeys(seed: Uint8Array): KeyPair<'receipt'> {
  const known = receiptKeysOf.get(seed)
  if (known !== undefined) return known
  const keys = signKeys('receipt', seed)
  receiptKeysOf.set(seed, keys)
  return keys
}

const receiptKeysOf = new WeakMap<Uint8Array, KeyPair<'receipt'>>()

function dummyKey(): PublicKey<'reporter-auth'> {
  return signKeys('reporter-auth', H('dummy', 'dummy-key', ascii('nobody'))).pk
}
