// What the library makes of the vectors of files. Runs in Node and, bundled, in a page.
import { hexFromBytes } from '#crypto/bytes.ts'
import { fileBodyBytes, parseFileBody, parsePartBody, partBodyBytes, partDigest } from '#crypto/file-bodies.ts'
import { fileHeadBytes, paddedLengthOf } from '#crypto/file-head.ts'
import { checkFile, openFile } from '#crypto/file-open.ts'
import { planOf } from '#crypto/file-plan.ts'
import { fileDigest } from '#crypto/file-seal.ts'
import { padmeLength } from '#crypto/padme.ts'
import { streamBytes } from '#crypto/party.ts'
import { hashOf, symmetricKey } from '#crypto/types.ts'
import { parseTransmission, transmissionBytes } from '#crypto/wire.ts'
import { bytes, list, number, same, text } from './fields.ts'
import type { Fields } from './fields.ts'

export function file(v: Fields): void {
  const ref = { fileId: bytes(v, 'file_id'), paddedLength: number(v, 'padded_len'), digest: bytes(v, 'file_digest') }
  const ctx = hashOf('ctx', bytes(v, 'ctx'))
  const part = bytes(v, 'bytes')
  same(planOf(ref.paddedLength).parts, number(v, 'parts'), 'parts')
  const check = checkFile(ctx, ref)
  check.take(part)
  check.end()
  const opening = openFile(symmetricKey('epoch', bytes(v, 'key')), ctx, ref)
  same(opening.next(part), bytes(v, 'content'), 'content')
  const head = opening.end()
  same(head.name, text(v, 'called'), 'name')
  same(head.mime, text(v, 'mime'), 'kind')
  same(paddedLengthOf(head), ref.paddedLength, 'padded length')
}

export function filePlan(v: Fields): void {
  if (v['padme'] === true) {
    same(padmeLength(number(v, 'length')), number(v, 'padded'), 'padded')
    same(number(v, 'padded').toString(16).padStart(16, '0'), text(v, 'bytes'), 'padded, as bytes')
  } else if (text(v, 'part') !== '') same(partDigest(bytes(v, 'part')), bytes(v, 'bytes'), 'digest of a part')
  else if (v['size'] !== undefined) same(fileHeadBytes({ size: number(v, 'size'), name: text(v, 'called'), mime: text(v, 'mime') }), bytes(v, 'bytes'), 'head')
  else same(fileDigest(hashOf('ctx', bytes(v, 'ctx')), bytes(v, 'file_id'), texts(v, 'part_digests').map((one) => hashOf('part', one))), bytes(v, 'bytes'), 'digest')
}

export function fileBody(v: Fields): void {
  const body = bytes(v, 'bytes')
  const party = text(v, 'case_id') === '' ? 'reporter' : 'member'
  if (v['of'] === 'transmission') {
    const read = parseTransmission(body)
    same(transmissionBytes(read), body, 'transmission')
    const wanted = list(v, 'files').map((one) => `${text(one, 'file_id')}/${number(one, 'parts')}`)
    same((read.files ?? []).map((one) => `${hexFromBytes(one.fileId)}/${one.parts}`).join(), wanted.join(), 'files')
    return
  }
  const read = v['of'] === 'part' ? parsePartBody(body, party) : parseFileBody(body, party)
  same(read.member?.caseId ?? '', text(v, 'case_id'), 'case')
  same(read.member?.deskId ?? '', text(v, 'desk_id'), 'desk')
  same(streamBytes(read.stream), bytes(v, 'stream'), 'stream')
  same(read.fileId, bytes(v, 'file_id'), 'file id')
  same(read.index, number(v, 'index'), 'index')
  if ('digest' in read) {
    same(partBodyBytes(read), body, 'part')
    same([read.epoch, read.parts, hexFromBytes(read.digest)].join(), [number(v, 'epoch'), number(v, 'parts'), text(v, 'digest')].join(), 'epoch, parts, digest')
  } else {
    same(fileBodyBytes(read), body, 'file')
    same(read.audit, bytes(v, 'audit'), 'entry')
  }
}

function texts(v: Fields, name: string): Uint8Array[] {
  const value = v[name]
  if (!Array.isArray(value)) throw new Error(`${name} is no list`)
  return value.map((one: unknown) => bytes({ one }, 'one'))
}
