// What the library makes of the vectors of rooms and copies. Runs in Node and, bundled, in a page.
import { hexFromBytes } from '#crypto/bytes.ts'
import { encodeReporterCard, outsideCardHash, reporterKeys } from '#crypto/card.ts'
import { copyBodyBytes, parseCopyBody, readCopy } from '#crypto/copy-body.ts'
import { openWrap } from '#crypto/epoch.ts'
import { ctxOf, encodeHeader, outsideRecipient, parseHeader, recipientBytes } from '#crypto/header.ts'
import { authorHolds, openMessage } from '#crypto/message.ts'
import { COPY_FIELDS, parsePayload } from '#crypto/payload.ts'
import { codeFromSymbols, instanceIdFrom, publicKey } from '#crypto/types.ts'
import { bytes, list, number, same, text } from './fields.ts'
import type { Fields } from './fields.ts'

export function room(v: Fields): void {
  const read = parseHeader(bytes(v, 'header'))
  same(encodeHeader(read), bytes(v, 'header'), 'header')
  same(ctxOf(bytes(v, 'header')), bytes(v, 'ctx'), 'ctx')
  same(read.stream.kind, 'room', 'stream')
  same(ctxOf(bytes(v, 'talk_header')), read.anchor ?? new Uint8Array(0), 'anchor')
  const recipients = list(v, 'recipients').map((one) => text(one, 'party') + number(one, 'desk_epoch').toString(16).padStart(8, '0') + text(one, 'card_hash'))
  same(read.recipients.map((one) => hexFromBytes(recipientBytes(one))).join(), recipients.join(), 'recipients')
}

export function copy(v: Fields): void {
  const instance = instanceIdFrom(bytes(v, 'instance'))
  const keys = reporterKeys(instance, codeFromSymbols(bytes(v, 'symbols')))
  same(keys.caseId, text(v, 'copy_id'), 'id of the copy')
  same(encodeReporterCard(keys.card), bytes(v, 'card'), 'card')
  same(outsideCardHash(keys.card), bytes(v, 'card_hash'), 'hash of the card')
  const header = parseHeader(bytes(v, 'header'))
  const ctx = ctxOf(bytes(v, 'header'))
  const key = openWrap(header, ctx, outsideRecipient(keys.card), keys.kem, bytes(v, 'wrap'))
  same(key, bytes(v, 'key'), 'key')
  const facts = readCopy(instance, bytes(v, 'bytes'))
  same(copyBodyBytes(parseCopyBody(bytes(v, 'bytes'))), bytes(v, 'bytes'), 'body')
  same(parseCopyBody(bytes(v, 'bytes')).envelope, bytes(v, 'envelope'), 'envelope')
  const opened = facts.messages.map((message) => openMessage(ctx, key, message.outer, message.body))
  const desk = publicKey('desk-sig', bytes(v, 'desk_public'))
  if (!opened.every((message) => authorHolds(ctx, message, desk))) throw new Error('signature does not hold')
  const payload = opened[1]?.inner.payload ?? new Uint8Array(0)
  same(payload, bytes(v, 'payload'), 'payload')
  same(parsePayload(COPY_FIELDS, payload).values.untilDay ?? 0, number(v, 'until_day'), 'last day')
  same([facts.caseId, facts.deskId, facts.copyId].join(), [text(v, 'case_id'), text(v, 'desk_id'), text(v, 'copy_id')].join(), 'names')
}
