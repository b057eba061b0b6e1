/**
 * The one door of the protocol for clients: everything PROTOCOL.md names, nothing else.
 * Unlocking is imported from unlock.ts itself: it brings Argon2id, which a reporter's bundle must not carry.
 */
export { CryptoError, type CryptoCode } from './error.ts'
export * from './types.ts'
export { ready } from './sodium.ts'
export { base64FromBytes, bytesFromBase64 } from './base64.ts'
export { bytesFromHex, hexFromBytes } from './bytes.ts'
export { CODE_BITS, CODE_DIGITS, CODE_LINES, codeLines, digitsOf, makeCode, readCode, type ReadCode } from './code.ts'
export * from './card.ts'
export * from './party.ts'
export * from './never.ts'
export {
  ctxOf, deskRecipient, encodeHeader, parseHeader, recipientBytes, reporterRecipient,
  type Header, type Origin, type Recipient } from './header.ts'
export { commitTo, makeBack, makeEpoch, makeWrap, openBack, openWrap, splitWraps, type Epoch, type WrapTo } from './epoch.ts'
export {
  TYPES, authorHolds, openMessage, parseOuter, sealMessage,
  type FileRef, type Head, type Inner, type MessageType, type Outer, type SealedMessage } from './message.ts'
export * from './opening.ts'
export type { Entry, MessageRow } from './entries.ts'
export type { Cut, Place } from './chains.ts'
export { nextPlace, readStream, type EpochRow, type EpochView, type StreamReader, type StreamRows, type StreamView } from './stream.ts'
export { underOldRoster, underOlderKey, writerRule, type LostDesk, type WriterRule } from './writer-rule.ts'
export * from './desk-card.ts'
export * from './roster.ts'
export {
  AGEING_FROM_DAYS, VALID_FOR_DAYS, acceptNewest, continuity, openBook, rosterNamed, standingOf,
  type RosterBook, type RosterFloor, type RosterStanding } from './roster-book.ts'
export * from './members.ts'
export * from './desk-box.ts'
export * from './invite.ts'
export { PHRASE_BITS, makePhrase } from './phrase.ts'
export * from './receipt.ts'
export * from './shred.ts'
export * from './request.ts'
export * from './payload.ts'
export * from './record.ts'
