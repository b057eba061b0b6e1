// What the library makes of the vectors of a case. Runs in Node and, bundled, in a page.
import { hexFromBytes } from '#crypto/bytes.ts'
import { encodeReporterCard, reporterKeys } from '#crypto/card.ts'
import { codeLines, readCode } from '#crypto/code.ts'
import { openBack, openWrap } from '#crypto/epoch.ts'
import { ctxOf, encodeHeader, parseHeader, recipientBytes } from '#crypto/header.ts'
import { authorHolds, encodeInner, openMessage } from '#crypto/message.ts'
import { decapsulate } from '#crypto/sodium.ts'
import { codeFromSymbols, hashOf, instanceIdFrom, publicKey, secretKey, symmetricKey } from '#crypto/types.ts'
import { bytes, list, number, same, text } from './fields.ts'
import type { Fields } from './fields.ts'

export function code(v: Fields): void {
  const read = readCode(text(v, 'digits'))
  if (read.kind !== 'ok') throw new Error('a right code is not read')
  same(read.code, bytes(v, 'symbols'), 'symbols')
  same(codeLines(read.code).join(''), text(v, 'digits'), 'lines')
  for (const wrong of list(v, 'wrong')) {
    const found = readCode(text(wrong, 'digits'))
    if (found.kind !== 'line' || found.line !== number(wrong, 'line')) throw new Error(`wrong line not located in ${text(wrong, 'digits')}`)
  }
}

export function reporter(v: Fields): void {
  const keys = reporterKeys(instanceIdFrom(bytes(v, 'instance')), codeFromSymbols(bytes(v, 'symbols')))
  same(encodeReporterCard(keys.card), bytes(v, 'card'), 'card')
  same(keys.kem.sk, bytes(v, 'kem_seed'), 'seed of the encapsulation key')
  same(keys.caseId, text(v, 'case_id'), 'case id')
}

export function header(v: Fields): void {
  const read = parseHeader(bytes(v, 'header'))
  same(encodeHeader(read), bytes(v, 'header'), 'header')
  same(ctxOf(bytes(v, 'header')), bytes(v, 'ctx'), 'ctx')
  same(read.epoch, number(v, 'epoch'), 'epoch')
  same(read.rosterSeq, number(v, 'roster_seq'), 'roster')
}

export function wrap(v: Fields): void {
  const [head, ctx] = [parseHeader(bytes(v, 'header')), hashOf('ctx', bytes(v, 'ctx'))]
  const recipient = head.recipients.find((one) => text(v, 'recipient') === hexFromBytes(recipientBytes(one)))
  if (recipient === undefined) throw new Error('recipient is not in the header')
  const role = recipient.party.kind === 'reporter' ? 'reporter-kem' : 'desk-kem'
  const keys = { pk: publicKey(role, bytes(v, 'public')), sk: secretKey(role, bytes(v, 'kem_seed')) }
  same(decapsulate(keys.sk, bytes(v, 'wrap').slice(0, 1120)), bytes(v, 'shared_secret'), 'shared secret')
  const key = openWrap(head, ctx, recipient, keys, bytes(v, 'wrap'))
  same(key, bytes(v, 'key'), 'key')
  if (text(v, 'back') !== '') same(openBack(ctx, key, bytes(v, 'back'), parseHeader(bytes(v, 'header_before'))), bytes(v, 'key_before'), 'key before')
}

export function message(v: Fields): void {
  const ctx = hashOf('ctx', bytes(v, 'ctx'))
  const opened = openMessage(ctx, symmetricKey('epoch', bytes(v, 'key')), bytes(v, 'outer'), bytes(v, 'body'))
  const role = { reporter: 'reporter-sig', desk: 'desk-sig', member: 'member-sig', outside: 'reporter-sig' } as const
  if (!authorHolds(ctx, opened, publicKey(role[opened.outer.author.kind], bytes(v, 'author_public')))) throw new Error('signature does not hold')
  same(opened.digest, bytes(v, 'digest'), 'digest')
  same(opened.inner.payload, bytes(v, 'payload'), 'payload')
  same(encodeInner(opened.inner), opened.signed.inner, 'inner')
}
