/**
 * The reporter's calls as plain functions over one session's memory (§12.5): what the worker serves and what a
 * program in Node can drive. Nothing outlives `forget`.
 */
import { bytesFromBase64 } from '../base64.ts'
import { bytesFromHex } from '../bytes.ts'
import { fingerprint, reporterKeys } from '../card.ts'
import type { ReporterKeys } from '../card.ts'
import { codeLines, makeCode, readCode } from '../code.ts'
import { payloadFrom } from '../fields.ts'
import { encodeNever } from '../never.ts'
import { checkRoster, loadRoster, neverFrom, readReceipt, reporterFrame, sealReport } from '../reporter.ts'
import type { Loaded, SealedReport } from '../reporter.ts'
import { openReporterCase, sealReporterPost } from '../reporter-case.ts'
import { sealNames, takeNamesBack } from '../reporter-names.ts'
import type { Draft } from '../sending.ts'
import { rosterViewOf } from '../teams.ts'
import { dayFrom, hashOf, instanceIdFrom } from '../types.ts'
import type { Code, InstanceId } from '../types.ts'
import { WorkerError } from './client.ts'
import { copyDevice } from './copy-device.ts'
import type { CopySession } from './copy-device.ts'
import { filesToList } from './file-work.ts'
import type { ReporterCalls } from './messages.ts'
import { reporterFileDevice } from './reporter-files.ts'
import type { ReporterFiles } from './reporter-files.ts'
import type { Handlers } from './serve.ts'

interface Session extends ReporterFiles {
  loaded: Loaded | null
  code: Code | null
  report: SealedReport | null
  reader: { instance: InstanceId; keys: ReporterKeys } | null
  /** Body of a `name`, until another case is opened. */
  names: Uint8Array | null
}

/** A fresh session of one reporter; `await ready()` of sodium.ts before the first call (§12.5). */
export function reporterDevice(): Handlers<ReporterCalls> {
  const session: Session = { loaded: null, code: null, report: null, reader: null, names: null, opened: null, post: null, files: new Map() }
  const copy: CopySession = { reader: null }
  return {
    ...copyDevice(copy),
    ...reporterFileDevice(session),
    load: (input) => {
      session.loaded = loadRoster(input.rosterFile, instanceFrom(input.instanceId),
        hashOf('root-fp', bytesFromHex(input.rootFp)), dayFrom(input.today))
      return rosterViewOf(session.loaded.standing)
    },
    checkRoster: (input) => {
      const standing = checkRoster(input.rosterFile, instanceFrom(input.instanceId), hashOf('root-fp', bytesFromHex(input.rootFp)), dayFrom(input.today))
      return { roster: rosterViewOf(standing), rootFingerprint: fingerprint(standing.roster.rootFp).join(' ') }
    },
    makeCode: () => {
      session.code ??= makeCode()
      const lines = codeLines(session.code)
      return { lines, digits: lines.join('') }
    },
    sealReport: (input) => {
      // Once only: a second sealing under the same code would be another envelope for the same case.
      session.report ??= sealReport(due(session.loaded), due(session.code), { ...input, today: dayFrom(input.today) })
      return { caseId: session.report.caseId, bytes: session.report.envelope.length }
    },
    signSubmit: (input) => {
      const { instance, keys, envelope } = due(session.report)
      return { frame: reporterFrame(instance, keys, 'submit', bytesFromBase64(input.challenge), envelope) }
    },
    readReceipt: (input) => ({ day: readReceipt(due(session.report), bytesFromBase64(input.receipt), session.loaded) }),
    openCode: (input) => {
      const read = readCode(input.text)
      if (read.kind === 'line') return { result: 'line', line: read.line }
      if (read.kind === 'length') return { result: 'length', digits: read.digits }
      if (read.kind === 'wrong') return { result: 'wrong' }
      const instance = instanceFrom(input.instanceId)
      session.reader = { instance, keys: reporterKeys(instance, read.code) }
      Object.assign(session, { opened: null, post: null, names: null, files: new Map() })
      return { result: 'ok', caseId: session.reader.keys.caseId }
    },
    signFetch: (input) => {
      const { instance, keys } = due(session.reader)
      return { frame: reporterFrame(instance, keys, 'fetch', bytesFromBase64(input.challenge), new Uint8Array(0)) }
    },
    openCase: (input) => {
      const { instance, keys } = due(session.reader)
      session.post = null
      session.opened = openReporterCase(instance, keys, input.answer, hashOf('root-fp', bytesFromHex(input.rootFp)), dayFrom(input.today))
      return session.opened.shown
    },
    sealPost: (input) => {
      const never = input.type === 'never' ? input.never : null
      session.post = sealReporterPost(due(session.opened), draftOf(session, input), never, { ids: input.teams ?? [], history: input.history !== false }, dayFrom(input.today))
      return { bytes: session.post.length }
    },
    signPost: (input) => {
      const { instance, keys } = due(session.opened)
      return { frame: reporterFrame(instance, keys, 'post', bytesFromBase64(input.challenge), due(session.post)) }
    },
    sealNames: (input) => {
      const opened = due(session.opened)
      session.names = input.words === null ? takeNamesBack(input.teams) : sealNames(opened, input.teams, input.words, dayFrom(input.today))
      return { bytes: session.names.length }
    },
    signNames: (input) => {
      const { instance, keys } = due(session.opened)
      return { frame: reporterFrame(instance, keys, 'name', bytesFromBase64(input.challenge), due(session.names)) }
    },
    forget: () => {
      copy.reader = null
      Object.assign(session, { loaded: null, code: null, report: null, reader: null, names: null, opened: null, post: null, files: new Map() })
      return {}
    },
  }
}

function draftOf(session: Session, input: ReporterCalls['sealPost']['input']): Draft {
  const payload = input.type === 'never' ? encodeNever(neverFrom(input.never)) : payloadFrom('text', input.fields)
  const files = input.type === 'never' || input.files === undefined ? [] : filesToList(session.files, input.files)
  return { type: input.type, payload, lang: input.lang, urgent: input.urgent, ...(files.length === 0 ? {} : { files }) }
}

function instanceFrom(id: string): InstanceId {
  return instanceIdFrom(bytesFromHex(id))
}

function due<Value>(value: Value | null): Value {
  if (value === null) throw new WorkerError('unprepared')
  return value
}
