/**
 * The reporter's calls about files (§13, §12.5): into her own case, and out of it again.
 */
import { bytesFromBase64 } from '../base64.ts'
import { refuse } from '../error.ts'
import { fileBodyBytes } from '../file-bodies.ts'
import { TALK } from '../party.ts'
import { reporterFrame } from '../reporter.ts'
import { sealReporterOpening } from '../reporter-case.ts'
import type { OpenedCase } from '../reporter-case.ts'
import { dayFrom } from '../types.ts'
import { writerRule } from '../writer-rule.ts'
import type { ReporterFileCalls } from './calls-files.ts'
import { WorkerError } from './client.ts'
import { beginFile, endFile, holdParts, lastPart, listedFile, openParts, partBodyOf, sealPart } from './file-work.ts'
import type { FileWorks } from './file-work.ts'
import type { Handlers } from './serve.ts'

/** What these calls share with the rest of the reporter's worker. */
export interface ReporterFiles {
  opened: OpenedCase | null
  post: Uint8Array | null
  files: FileWorks
}

/** The files' rows of the reporter's table (§12.5). */
export function reporterFileDevice(session: ReporterFiles): Handlers<ReporterFileCalls> {
  return {
    beginFile: (input) => {
      const { view, book, expired } = openedIn(session)
      if (expired) refuse('expired', 'roster past its last day')
      if (writerRule(view, book).kind !== 'write') return { result: 'open-first' }
      return beginFile(session.files, TALK, view, input)
    },
    filePart: async (input) => {
      const { work, last, pieces } = await sealPart(session.files, input.fileId, input.index)
      const { instance, keys } = openedIn(session)
      return { frame: reporterFrame(instance, keys, 'part', bytesFromBase64(input.challenge), partBodyOf(work, last, null)), pieces }
    },
    signPart: (input) => {
      const { work, last } = lastPart(session.files, input.fileId, input.index)
      const { instance, keys } = openedIn(session)
      return { frame: reporterFrame(instance, keys, 'part', bytesFromBase64(input.challenge), partBodyOf(work, last, null)) }
    },
    endFile: (input) => {
      endFile(session.files, input.fileId)
      return {}
    },
    dropFile: (input) => {
      session.files.delete(input.fileId)
      return {}
    },
    sealOpening: (input) => {
      session.post = sealReporterOpening(openedIn(session), dayFrom(input.today))
      return { bytes: session.post.length }
    },
    signFile: (input) => {
      const { instance, keys } = openedIn(session)
      const { stream, ref } = listedFile(views(session), input)
      const body = fileBodyBytes({ member: null, stream, fileId: ref.fileId, index: input.index, audit: new Uint8Array(0) })
      return { frame: reporterFrame(instance, keys, 'file', bytesFromBase64(input.challenge), body) }
    },
    checkFile: async (input) => {
      await holdParts(listedFile(views(session), input), input.parts)
      return {}
    },
    openFile: (input) => openParts(listedFile(views(session), input), input.parts),
  }
}

function views(session: ReporterFiles) {
  return [{ stream: TALK, view: openedIn(session).view }]
}

function openedIn(session: ReporterFiles): OpenedCase {
  if (session.opened === null) throw new WorkerError('unprepared')
  return session.opened
}
