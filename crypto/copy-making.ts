/**
 * A copy of chosen words for somebody outside (§14): a new message by the desk under a new key, found with a code of
 * its own. Nothing of the case goes along but the text that a person wrote for it.
 */
import { bytesFromHex, concat } from './bytes.ts'
import { encodeReporterCard, reporterKeys } from './card.ts'
import { codeLines, makeCode } from './code.ts'
import type { CopyBody } from './copy-body.ts'
import type { OpenedDeskCase } from './desk-case.ts'
import { notesTransmission } from './desk-writing.ts'
import { placeKey } from './entries.ts'
import { makeEpoch } from './epoch.ts'
import { refuse } from './error.ts'
import { deskRecipient, outsideRecipient } from './header.ts'
import { sealMessage } from './message.ts'
import type { Inner } from './message.ts'
import { NEVER_NOBODY } from './never.ts'
import { encodeOpening } from './opening.ts'
import { COPY, deskParty } from './party.ts'
import { COPY_FIELDS, PROVENANCE_FIELDS, encodePayload } from './payload.ts'
import { encodeEnvelope } from './receipt.ts'
import { deskIn } from './roster.ts'
import { readsOn } from './sending.ts'
import { writerRule } from './writer-rule.ts'
import type { CaseId, Code, Day } from './types.ts'

/** What a member chose to give out; `sources` are keys of entries of its talk. */
export interface CopyInput {
  readonly text: string
  readonly purpose: string
  readonly untilDay: Day
  readonly sources: readonly string[]
  readonly lang: string
}

/** A `copy` but for its entry in the record, and the code that opens it. */
export interface CopyParts {
  readonly body: Omit<CopyBody, 'audit'>
  readonly copyId: CaseId
  readonly lines: readonly string[]
}

/**
 * Makes a copy under a fresh code, or the given one. Throws `expired`, `excluded` where this desk reads the case no
 * longer, `ghost` without its signing key, `usage` for no words, a day gone by, or a source that is no word of talk (§14).
 */
export function sealCopy(opened: OpenedDeskCase, input: CopyInput, today: Day, code: Code = makeCode()): CopyParts {
  if (opened.expired) refuse('expired', 'roster past its last day')
  const { directory, access, book, caseId } = opened
  const { instance } = directory.member
  const me = deskParty(access.deskId)
  if (!readsOn(opened.talk, writerRule(opened.talk, book), me)) refuse('excluded', 'own desk reads no longer')
  if (input.text.trim() === '' || input.untilDay <= today) refuse('usage', 'copy without words or without a day to come')
  const signing = access.signing ?? refuse('ghost', 'signing key of the desk is missing')
  const issuer = deskIn(book.newest.roster, access.deskId) ?? refuse('ghost', 'desk that the roster does not know')
  const keys = reporterKeys(instance, code)
  const epoch = makeEpoch({
    instance, caseId: keys.caseId, stream: COPY, epoch: 0, prevCtx: null, anchor: null, opener: me, origin: 'browser',
    rootFp: book.newest.rootFp, rosterSeq: book.newest.roster.seq, rosterHash: book.newest.hash,
  }, [
    { recipient: outsideRecipient(keys.card), pk: keys.card.kpk },
    { recipient: deskRecipient(issuer.card), pk: issuer.card.kemPk },
  ], null)
  const inner: Omit<Inner, 'type' | 'prev' | 'payload'> = {
    origin: 'browser', lang: input.lang, seen: [], rosterSeq: book.newest.roster.seq, claimedDay: today, files: [],
  }
  const open = sealMessage(epoch.ctx, epoch.key, signing.keys.sk, { author: me, n: 0, urgent: false }, {
    ...inner, type: 'open', prev: null, payload: encodeOpening({ frozen: [], reason: 'first', never: NEVER_NOBODY }),
  })
  const { text, purpose, untilDay } = input
  const words = sealMessage(epoch.ctx, epoch.key, signing.keys.sk, { author: me, n: 1, urgent: false }, {
    ...inner, type: 'reply', prev: open.digest, payload: encodePayload(COPY_FIELDS, { text, purpose, untilDay, team: issuer.label }),
  })
  const envelope = encodeEnvelope({
    header: epoch.headerBytes, card: encodeReporterCard(keys.card), wraps: epoch.wraps, back: epoch.back, messages: [open, words],
  })
  const provenance = encodePayload(PROVENANCE_FIELDS, {
    copy: bytesFromHex(keys.caseId), purpose, untilDay, sources: concat(...input.sources.map((key) => digestOf(opened, key))),
  })
  const notes = notesTransmission(opened, [{ type: 'provenance', payload: provenance, lang: input.lang, urgent: false }], today)
  return { body: { caseId, deskId: access.deskId, untilDay, envelope, notes }, copyId: keys.caseId, lines: codeLines(code) }
}

function digestOf(opened: OpenedDeskCase, key: string): Uint8Array {
  // Of talk alone: a member's note in the room and one in the notes can have the same key, and neither is given out.
  return opened.talk.entries.find((entry) => placeKey(entry.author, entry.n) === key)?.digest ?? refuse('usage', 'source that talk does not hold')
}
