// Parts of files on their way in and out: what both sides of the portal share.
import type { AppLoadContext } from '@remix-run/node'
import { padmeLength, partDigest, planOf, streamBytes, type PartBody } from '#crypto/server.ts'
import { sameBytes } from '#db/bytes.server.ts'
import { storePart, type PartSender } from '#db/commands/store-part.server.ts'
import type { CaseId } from '#db/model/ids.ts'
import { filePart, type PartReader } from '#db/queries/file-part.server.ts'
import { refusal } from './refusals.server.ts'

const megabyte = 1_000_000
/** Name and kind of the file travel inside it. */
const namesAtMost = 2048

/** Parts of the largest file that an operator allows, in whole megabytes of content. */
export function partsPerFile(megabytes: number): number {
  return planOf(padmeLength(megabytes * megabyte + namesAtMost)).parts
}

/** Keeps a part whose frame was verified, if it is the one that was signed. */
export async function storedPart(context: AppLoadContext, sender: PartSender, caseId: CaseId, body: PartBody, part: Uint8Array): Promise<Response> {
  if (!sameBytes(partDigest(part), body.digest)) return refusal('broken')
  const { stream, epoch, fileId, index, parts, digest } = body
  const limits = { filesPerCase: context.config.filesPerCase, partsPerFile: partsPerFile(context.config.fileMegabytes) }
  const stored = await storePart(context.db, context.parts, sender, {
    today: context.today(), caseId, stream: streamBytes(stream), epoch, fileId, index, parts, digest, body: part,
  }, limits)
  if (stored.ok) return Response.json({})
  return refusal(stored.reason === 'gone' && 'deskId' in sender ? 'missing' : stored.reason)
}

/** One part as its reader asked for it: the sealed bytes alone. */
export async function partAnswer(context: AppLoadContext, reader: PartReader, asked: Parameters<typeof filePart>[3]): Promise<Response> {
  const part = await filePart(context.db, context.parts, reader, asked)
  if (part === null) return refusal('missing')
  return new Response(new Uint8Array(part), { headers: { 'Content-Type': 'application/octet-stream' } })
}
