// Vectors of files, and of requests that carry or ask for one part.
import { concat } from '#crypto/bytes.ts'
import { fileBodyBytes, partBodyBytes, partDigest } from '#crypto/file-bodies.ts'
import { fileHeadBytes } from '#crypto/file-head.ts'
import { fileDigest, sealFile } from '#crypto/file-seal.ts'
import { padmeLength } from '#crypto/padme.ts'
import { streamBytes } from '#crypto/party.ts'
import { randomBytes } from '#crypto/sodium.ts'
import { hashOf } from '#crypto/types.ts'
import { transmissionBytes } from '#crypto/wire.ts'
import { hex } from './written.ts'
import type { Case } from './written.ts'
import type { Talk } from './of-case.ts'
import type { Scene } from './scene.ts'

export function fileCases({ zero }: Talk): Case[] {
  const files = [
    { name: 'an empty file', content: new Uint8Array(), called: 'ပုံ.jpg', mime: '' },
    { name: 'a file of two chunks', content: Uint8Array.from({ length: 65_530 }, (_, i) => (i * 7) % 251), called: 'contract.pdf', mime: 'application/pdf' },
  ]
  return files.map(({ name, content, called, mime }) => {
    const sealing = sealFile(zero.key, zero.ctx, { size: content.length, name: called, mime })
    const part = concat(...sealing.next(content).pieces)
    const ref = sealing.ref()
    return {
      name, key: hex(zero.key), ctx: hex(zero.ctx), file_id: hex(ref.fileId), called, mime, content: hex(content),
      padded_len: ref.paddedLength, parts: sealing.plan.parts, file_digest: hex(ref.digest), bytes: hex(part),
    }
  })
}

export function filePlanCases({ zero }: Talk): Case[] {
  const lengths = [0, 1, 65_536, 65_537, 70_000, 1_000_000, 1_048_576, 5_000_000, 104_857_600, 2 ** 32 + 1]
  const digests = [randomBytes(32), randomBytes(32), randomBytes(32)]
  const fileId = randomBytes(16)
  const digest = fileDigest(zero.ctx, fileId, digests.map((one) => hashOf('part', one)))
  const [one, other] = [randomBytes(40), randomBytes(1)]
  return [
    ...lengths.map((length) => ({ name: `${length} bytes padded`, padme: true, length, padded: padmeLength(length), bytes: padmeLength(length).toString(16).padStart(16, '0') })),
    { name: 'digest over three parts', padme: false, ctx: hex(zero.ctx), file_id: hex(fileId), part_digests: digests.map(hex), part: '', bytes: hex(digest) },
    ...[one, other].map((part) => ({ name: `digest of a part of ${part.length} bytes`, padme: false, ctx: '', file_id: '', part_digests: [], part: hex(part), bytes: hex(partDigest(part)) })),
    { name: 'real length, name and kind', padme: false, ctx: '', file_id: '', part_digests: [], part: '', size: 5, called: 'a b.png', mime: 'image/png', bytes: hex(fileHeadBytes({ size: 5, name: 'a b.png', mime: 'image/png' })) },
  ]
}

export function fileBodyCases({ legal, reporter }: Scene, talk: Talk): Case[] {
  const fileId = randomBytes(16)
  const digest = hashOf('part', randomBytes(32))
  const audit = randomBytes(275)
  const { stream } = talk.zero.header
  const member = { caseId: reporter.caseId, deskId: legal.id }
  const place = { stream: hex(streamBytes(stream)), file_id: hex(fileId) }
  const names = { case_id: member.caseId, desk_id: member.deskId }
  const none = { case_id: '', desk_id: '' }
  const part = { stream, epoch: 3, fileId, index: 1, parts: 4, digest }
  const listing = { stream: streamBytes(stream), epoch: 0, opens: null, messages: [{ outer: talk.text.outer, body: talk.text.body }] }
  return [
    { name: 'part of a reporter', of: 'part', ...none, ...place, epoch: 3, index: 1, parts: 4, digest: hex(digest), bytes: hex(partBodyBytes({ ...part, member: null })) },
    { name: 'part of a member', of: 'part', ...names, ...place, epoch: 3, index: 1, parts: 4, digest: hex(digest), bytes: hex(partBodyBytes({ ...part, member })) },
    { name: 'file for a reporter', of: 'file', ...none, ...place, index: 2, audit: '', bytes: hex(fileBodyBytes({ member: null, stream, fileId, index: 2, audit: new Uint8Array() })) },
    { name: 'first part for a member', of: 'file', ...names, ...place, index: 0, audit: hex(audit), bytes: hex(fileBodyBytes({ member, stream, fileId, index: 0, audit })) },
    { name: 'later part for a member', of: 'file', ...names, ...place, index: 1, audit: '', bytes: hex(fileBodyBytes({ member, stream, fileId, index: 1, audit: new Uint8Array() })) },
    {
      name: 'transmission that lists two files', of: 'transmission', ...none, ...place, files: [{ file_id: hex(fileId), parts: 7 }, { file_id: hex(concat(fileId.slice(1), fileId.slice(0, 1))), parts: 1 }],
      bytes: hex(transmissionBytes({ ...listing, files: [{ fileId, parts: 7 }, { fileId: concat(fileId.slice(1), fileId.slice(0, 1)), parts: 1 }] })),
    },
  ]
}
