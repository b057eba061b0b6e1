// What the library makes of the vectors of decisions from outside. Runs in Node and, bundled, in a page.
import {
  askBodyBytes, decideBodyBytes, decisionHolds, pageHash, pageHolds, pagePayload, pageWordsIn, parseAskBody, parseDecideBody, parseDecision, parsePage,
} from '#crypto/decision.ts'
import { openLetter } from '#crypto/desk-letter.ts'
import { hexFromBytes } from '#crypto/bytes.ts'
import { APPROVAL_FIELDS, encodePayload, parsePayload } from '#crypto/payload.ts'
import { kemKeys } from '#crypto/sodium.ts'
import { deskIdFrom, instanceIdFrom, publicKey } from '#crypto/types.ts'
import { bytes, number, same, text } from './fields.ts'
import type { Fields } from './fields.ts'

export function decision(v: Fields): void {
  const made = bytes(v, 'bytes')
  const of = text(v, 'of')
  if (of === 'page') page(v, made)
  else if (of === 'answer') answer(v, made)
  else if (of === 'carried') carried(v, made)
  else if (of === 'ask') {
    const read = parseAskBody(made)
    told(v, { case_id: read.caseId, desk_id: read.deskId, to_desk: read.toDesk, page_id: read.pageId, digest: read.digest, letter: hexFromBytes(read.page), audit: hexFromBytes(read.audit) })
    same(askBodyBytes(read), made, 'bytes')
  } else {
    const read = parseDecideBody(made)
    told(v, { page_id: read.pageId, desk_id: read.deskId, answer: hexFromBytes(read.answerBytes), audit: hexFromBytes(read.audit) })
    same(decideBodyBytes(read), made, 'bytes')
  }
}

function page(v: Fields, made: Uint8Array): void {
  const read = parsePage(made)
  const { instance, pageId, fromDesk, memberId, toDesk, digest, day, payload } = read.page
  told(v, { instance, page_id: pageId, from_desk: fromDesk, member_id: memberId, to_desk: toDesk, digest, payload: hexFromBytes(payload), page_hash: pageHash(payload), ...wordsOf(payload) })
  same(pagePayload({ kind: text(v, 'kind'), body: text(v, 'page_body'), severity: text(v, 'severity') }), payload, 'payload of a page')
  same(day, number(v, 'day'), 'day')
  if (!pageHolds(publicKey('member-sig', bytes(v, 'public')), read)) throw new Error('signature of a page')
  letter(v)
}

function answer(v: Fields, made: Uint8Array): void {
  const read = parseDecision(made)
  told(v, { instance: read.instance, member_id: read.memberId, desk_id: read.deskId, digest: read.digest, page_hash: read.shown, verdict: read.verdict, reason: hexFromBytes(read.reason) })
  same(pageHash(bytes(v, 'payload')), read.shown, 'page of an answer')
  same(read.day, number(v, 'day'), 'day')
  if (!decisionHolds(publicKey('member-sig', bytes(v, 'public')), read)) throw new Error('signature of an answer')
  if (text(v, 'letter') !== '') letter(v)
}

function carried(v: Fields, made: Uint8Array): void {
  const { values } = parsePayload(APPROVAL_FIELDS, made)
  const { outside = new Uint8Array(), page: shown = new Uint8Array() } = values
  told(v, { digest: hexFromBytes(values.proposal ?? new Uint8Array()), verdict: values.verdict ?? '', outside: hexFromBytes(outside), payload: hexFromBytes(shown), ...wordsOf(shown) })
  same(parseDecision(outside).shown, pageHash(shown), 'page that was signed')
  same(encodePayload(APPROVAL_FIELDS, values), made, 'bytes')
}

function wordsOf(payload: Uint8Array) {
  const { kind, body, severity } = pageWordsIn(payload)
  return { kind, page_body: body, severity }
}

export function letter(v: Fields): void {
  const keys = kemKeys('desk-kem', bytes(v, 'desk_seed'))
  const kind = (['page', 'reason', 'name'] as const).find((one) => one === text(v, 'letter_kind')) ?? 'page'
  const keysFor = (epoch: number) => (epoch === number(v, 'desk_epoch') ? keys : null)
  const words = openLetter(instanceIdFrom(bytes(v, 'instance')), deskIdFrom(bytes(v, 'reader_id')), keysFor, { kind, about: bytes(v, 'about') }, bytes(v, 'letter'))
  same(words ?? '', bytes(v, 'inside'), 'words of a letter')
}

function told(v: Fields, read: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(read)) same(value, text(v, name), name)
}
