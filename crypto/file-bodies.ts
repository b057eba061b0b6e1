/**
 * Requests that carry or ask for one part of a file (§12.3, §13.3). For both ends of the line.
 * The frame of `part` signs the digest of the part, which stands behind it: so the bytes are hashed once, not twice.
 */
import { hexFromBytes, reader, writer } from './bytes.ts'
import type { Reader, Writer } from './bytes.ts'
import { refuse } from './error.ts'
import { PART } from './file-plan.ts'
import { readStream, streamBytes } from './party.ts'
import type { Stream } from './party.ts'
import { hashInPieces } from './sodium.ts'
import { SIZE, hashOf } from './types.ts'
import type { Hash } from './types.ts'

/** A case as a member names it: the desk in whose name they ask. */
export interface MemberCase {
  readonly caseId: string
  readonly deskId: string
}
export interface PartBody {
  /** null from a reporter, whose frame names the case. */
  readonly member: MemberCase | null
  readonly stream: Stream
  readonly epoch: number
  readonly fileId: Uint8Array
  readonly index: number
  readonly parts: number
  readonly digest: Hash<'part'>
}
export interface FileBody {
  readonly member: MemberCase | null
  readonly stream: Stream
  readonly fileId: Uint8Array
  readonly index: number
  /** The entry in the record, from a member for part 0; empty otherwise. */
  readonly audit: Uint8Array
}

/** What the sender signs for a part, and what the digest of the whole file is made of (§13.2). */
export function partDigest(part: Uint8Array): Hash<'part'> {
  const digest = partDigestOf(part.length)
  digest.add(part)
  return digest.end()
}

/** The same of a part of `length` bytes while it is being made. */
export function partDigestOf(length: number): ReturnType<typeof hashInPieces<'part'>> {
  return hashInPieces('part', 'part', length)
}

/** Takes a request of `part` apart, which is L(frame) ‖ part; `broken` for a part that is empty or longer than 1,048,576 bytes; its digest is not looked at (§12.3). */
export function splitPartRequest(bytes: Uint8Array): { frame: Uint8Array; part: Uint8Array } {
  const from = reader(bytes)
  const frame = from.field(4096)
  const part = from.rest()
  return part.length > 0 && part.length <= PART ? { frame, part } : refuse('broken', 'size of a part')
}

/** Body of `part` (§12.3). */
export function partBodyBytes(body: PartBody): Uint8Array {
  return memberCase(writer(), body.member).raw(streamBytes(body.stream)).u32(body.epoch).raw(body.fileId)
    .u32(body.index).u32(body.parts).raw(body.digest).done()
}

/** Reads a body of `part` from a reporter or a member; any fault is `broken`, an unknown stream `newer-version` (§12.3). */
export function parsePartBody(bytes: Uint8Array, party: 'reporter' | 'member'): PartBody {
  const from = reader(bytes)
  const member = takeMemberCase(from, party)
  const stream = readStream(from)
  const epoch = from.u32()
  const fileId = from.take(SIZE.id)
  const index = from.u32()
  const parts = from.u32()
  const digest = hashOf('part', from.take(SIZE.hash))
  from.end()
  return index < parts ? { member, stream, epoch, fileId, index, parts, digest } : refuse('broken', 'number of a part')
}

/** Body of `file` (§12.3). */
export function fileBodyBytes(body: FileBody): Uint8Array {
  const out = memberCase(writer(), body.member).raw(streamBytes(body.stream)).raw(body.fileId).u32(body.index)
  return body.member === null ? out.done() : out.field(body.audit).done()
}

/** Reads a body of `file` from a reporter or outside reader, or from a member; faults as above (§12.3). */
export function parseFileBody(bytes: Uint8Array, party: 'reporter' | 'member'): FileBody {
  const from = reader(bytes)
  const member = takeMemberCase(from, party)
  const stream = readStream(from)
  const fileId = from.take(SIZE.id)
  const index = from.u32()
  const audit = member === null ? new Uint8Array(0) : from.field()
  from.end()
  return { member, stream, fileId, index, audit }
}

function memberCase(out: Writer, member: MemberCase | null): Writer {
  return member === null ? out : out.hex(member.caseId).hex(member.deskId)
}

function takeMemberCase(from: Reader, party: 'reporter' | 'member'): MemberCase | null {
  return party === 'reporter' ? null : { caseId: hexFromBytes(from.take(SIZE.hash)), deskId: hexFromBytes(from.take(SIZE.id)) }
}
