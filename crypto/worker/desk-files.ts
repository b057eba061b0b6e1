/**
 * The calls of members about files (§13, §12.5): into a stream of an open case, and out of it again.
 */
import { bytesFromBase64 } from '../base64.ts'
import { writeBodyBytes } from '../bodies.ts'
import { concat } from '../bytes.ts'
import type { OpenedDeskCase } from '../desk-case.ts'
import { sealNotesOpening, sealRenewal } from '../desk-writing.ts'
import { refuse } from '../error.ts'
import { fileBodyBytes } from '../file-bodies.ts'
import type { MemberCase } from '../file-bodies.ts'
import { memberFrame } from '../member.ts'
import { ROOM, TALK, deskParty, notesOf } from '../party.ts'
import type { Stream } from '../party.ts'
import { readsOn } from '../sending.ts'
import type { StreamView } from '../stream.ts'
import { SIZE, dayFrom } from '../types.ts'
import { roomRule, writerRule } from '../writer-rule.ts'
import type { DeskFileCalls } from './calls-files.ts'
import { WorkerError } from './client.ts'
import { auditField } from './desk-record.ts'
import { due, memberOf, prepare } from './desk-session.ts'
import type { DeskSession } from './desk-session.ts'
import { beginFile, endFile, holdParts, lastPart, listedFile, openParts, partBodyOf, sealPart } from './file-work.ts'
import type { Handlers } from './serve.ts'

/** The files' rows of the staff worker's table (§12.5). */
export function fileDevice(session: DeskSession): Handlers<DeskFileCalls> {
  return {
    beginFile: (input) => {
      const opened = openedIn(session, input)
      const stands = standing(opened, input.stream)
      if (stands === null) return { result: 'open-first' }
      const begun = beginFile(session.files, stands.stream, stands.view, input)
      if (begun.result === 'ok') session.fileCases.set(begun.fileId, opened.caseId)
      return begun
    },
    filePart: async (input) => {
      const member = memberOf(session, input.now)
      const { work, last, pieces } = await sealPart(session.files, input.fileId, input.index)
      // Locked by another tab while the file was being read: its keys may already be zeros.
      if (session.member !== member) throw new WorkerError('locked')
      const body = partBodyOf(work, last, caseOf(session, input.fileId))
      return { frame: memberFrame(member, 'part', bytesFromBase64(input.challenge), body), pieces }
    },
    signPart: (input) => {
      const member = memberOf(session, input.now)
      const { work, last } = lastPart(session.files, input.fileId, input.index)
      return { frame: memberFrame(member, 'part', bytesFromBase64(input.challenge), partBodyOf(work, last, caseOf(session, input.fileId))) }
    },
    endFile: (input) => {
      memberOf(session, input.now)
      endFile(session.files, input.fileId)
      return {}
    },
    dropFile: (input) => {
      memberOf(session, input.now)
      session.files.delete(input.fileId)
      session.fileCases.delete(input.fileId)
      return {}
    },
    sealOpening: (input) => {
      const opened = openedIn(session, input)
      const today = dayFrom(input.today)
      const parts = input.stream === 'notes' && opened.notes === null ? sealNotesOpening(opened, today) : sealRenewal(opened, today)
      const { body, object, action } = parts ?? refuse('usage', 'nothing to open')
      const audit = auditField(session, input, { action, caseId: opened.caseId, object, details: null })
      return prepare(session, 'write', writeBodyBytes({ ...body, audit }))
    },
    fetchFile: (input) => {
      const opened = openedIn(session, input)
      const { stream, ref } = listedFile(viewsOf(opened), input)
      if ((input.index === 0) !== (input.place !== null)) refuse('usage', 'the first part leaves an entry, and only it')
      const object = concat(ref.fileId, new Uint8Array(SIZE.id))
      const audit = input.place === null ? new Uint8Array(0)
        : auditField(session, { ...input, place: input.place }, { action: 'file', caseId: opened.caseId, object, details: null })
      return prepare(session, 'file', fileBodyBytes({
        member: { caseId: opened.caseId, deskId: opened.access.deskId }, stream, fileId: ref.fileId, index: input.index, audit,
      }))
    },
    checkFile: async (input) => {
      await holdParts(listedFile(viewsOf(openedIn(session, input)), input), input.parts)
      return {}
    },
    openFile: (input) => openParts(listedFile(viewsOf(openedIn(session, input)), input), input.parts),
  }
}

function caseOf(session: DeskSession, fileId: string): MemberCase {
  const { caseId, access } = due(session.cases.get(due(session.fileCases.get(fileId))))
  return { caseId, deskId: access.deskId }
}

function openedIn(session: DeskSession, input: { caseId: string; now: number }): OpenedDeskCase {
  memberOf(session, input.now)
  return due(session.cases.get(input.caseId))
}

// null: the writer rule asks for another epoch first, or the stream does not stand yet.
function standing(opened: OpenedDeskCase, name: 'talk' | 'notes' | 'room'): { stream: Stream; view: StreamView } | null {
  const { talk, room, notes, book, access, expired } = opened
  if (expired) refuse('expired', 'roster past its last day')
  const rule = writerRule(talk, book)
  if (!readsOn(talk, rule, deskParty(access.deskId))) refuse('excluded', 'own desk reads no longer')
  if (rule.kind !== 'write') return null
  if (name === 'talk') return { stream: TALK, view: talk }
  if (name === 'notes') return notes !== null && writerRule(notes, book).kind === 'write' ? { stream: notesOf(access.deskId), view: notes } : null
  return room !== null && roomRule(room, book, talk.newest.desks).kind === 'write' ? { stream: ROOM, view: room } : null
}

function viewsOf({ talk, room, notes, access }: OpenedDeskCase) {
  return [
    { stream: TALK, view: talk },
    ...(room === null ? [] : [{ stream: ROOM, view: room }]),
    ...(notes === null ? [] : [{ stream: notesOf(access.deskId), view: notes }]),
  ]
}
