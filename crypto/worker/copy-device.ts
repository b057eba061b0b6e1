/**
 * The calls of somebody who reads a copy (§12.5, §14): part of the reporter's worker, over a memory of its own.
 */
import { bytesFromBase64 } from '../base64.ts'
import { bytesFromHex } from '../bytes.ts'
import { reporterKeys } from '../card.ts'
import type { ReporterKeys } from '../card.ts'
import { readCode } from '../code.ts'
import { openCopy } from '../copy-reader.ts'
import { signRequest } from '../request.ts'
import { dayFrom, hashOf, instanceIdFrom } from '../types.ts'
import type { InstanceId } from '../types.ts'
import { frameBytes } from '../wire.ts'
import type { CopyCalls } from './calls-cases.ts'
import { WorkerError } from './client.ts'
import type { Handlers } from './serve.ts'

/** What a reader of a copy has typed; gone with `forget` of the worker. */
export interface CopySession {
  reader: { readonly instance: InstanceId; readonly keys: ReporterKeys } | null
}

/** The three calls over one session (§12.5). */
export function copyDevice(session: CopySession): Handlers<CopyCalls> {
  return {
    openCopyCode: (input) => {
      const read = readCode(input.text)
      if (read.kind === 'line') return { result: 'line', line: read.line }
      if (read.kind === 'length') return { result: 'length', digits: read.digits }
      if (read.kind === 'wrong') return { result: 'wrong' }
      const instance = instanceIdFrom(bytesFromHex(input.instanceId))
      session.reader = { instance, keys: reporterKeys(instance, read.code) }
      return { result: 'ok', copyId: session.reader.keys.caseId }
    },
    signCopyFetch: (input) => {
      const { instance, keys } = readerIn(session)
      const challenge = bytesFromBase64(input.challenge)
      const body = new Uint8Array(0)
      const sig = signRequest(keys.auth.sk, instance, { kind: 'outside', copyId: keys.caseId }, challenge, 'fetch', body)
      return { frame: frameBytes({ party: 'outside', id: bytesFromHex(keys.caseId), challenge, action: 'fetch', sig, body }) }
    },
    openCopy: (input) => {
      const { instance, keys } = readerIn(session)
      return openCopy(instance, keys, input.answer, hashOf('root-fp', bytesFromHex(input.rootFp)), dayFrom(input.today))
    },
  }
}

function readerIn(session: CopySession): NonNullable<CopySession['reader']> {
  if (session.reader === null) throw new WorkerError('unprepared')
  return session.reader
}
