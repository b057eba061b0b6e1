/**
 * What a member's device writes into a case (§6.5, §11, §12.3): answers signed by the desk in talk, notes signed by
 * the member in the desk's own stream, a new summary, all in one request.
 */
import { writeBodyBytes } from './bodies.ts'
import type { ColumnChange } from './bodies.ts'
import type { DeskAccess, DeskSeeds } from './directory.ts'
import type { OpenedDeskCase } from './desk-case.ts'
import { refuse } from './error.ts'
import { payloadFrom, valuesFrom } from './fields.ts'
import { TALK, deskParty, memberParty, notesOf } from './party.ts'
import { sealSummary } from './record.ts'
import type { Draft } from './sending.ts'
import { transmissionOf } from './sending.ts'
import type { Day } from './types.ts'
import type { Transmission } from './wire.ts'
import type { DeskWrite } from './worker/messages.ts'
import type { SummaryFields } from './worker/views.ts'

const IN_TALK: readonly DeskWrite['type'][] = ['reply', 'ask', 'event']

/**
 * The body of `write` for all of it: at most one transmission each for talk and notes. The first note opens the
 * desk's notes, anchored to this talk. Throws `expired`, `excluded` where the desk may not write on, `ghost` without
 * its signing key, `usage` where there is nothing to write (§6.5).
 */
export function sealDeskWrites(
  opened: OpenedDeskCase, writes: readonly DeskWrite[], columns: ColumnChange | null, summary: SummaryFields | null, today: Day): Uint8Array {
  if (opened.expired) refuse('expired', 'roster past its last day')
  if (writes.length === 0 && summary === null && columns === null) refuse('usage', 'nothing to write')
  const talk = writes.filter((write) => IN_TALK.includes(write.type))
  const notes = writes.filter((write) => !IN_TALK.includes(write.type))
  const transmissions: Transmission[] = [
    ...(talk.length > 0 ? [talkOf(opened, talk.map(draftOf), today)] : []),
    ...(notes.length > 0 ? [notesFor(opened, notes.map(draftOf), today)] : []),
  ]
  return writeBodyBytes({
    caseId: opened.caseId, deskId: opened.access.deskId, columns,
    summary: summary === null ? new Uint8Array(0) : summaryRecord(opened, summary),
    transmissions,
  })
}

function talkOf(opened: OpenedDeskCase, drafts: readonly Draft[], today: Day): Transmission {
  const { access } = opened
  const signing = access.signing ?? refuse('ghost', 'signing key of the desk is missing')
  return transmissionOf({
    ...placeOf(opened, today), stream: TALK, view: opened.talk, anchor: null, author: deskParty(access.deskId), sk: signing.keys.sk,
  }, drafts)
}

function notesFor(opened: OpenedDeskCase, drafts: readonly Draft[], today: Day): Transmission {
  const { keys } = opened.directory.member
  return transmissionOf({
    ...placeOf(opened, today), stream: notesOf(opened.access.deskId), view: opened.notes, anchor: opened.talk.epochs[0]?.ctx ?? null,
    author: memberParty(keys.card.memberId), sk: keys.sig.sk,
  }, drafts)
}

function placeOf(opened: OpenedDeskCase, today: Day) {
  const { directory, caseId, card, book } = opened
  return { instance: directory.member.instance, caseId, card, book, today }
}

function draftOf(write: DeskWrite): Draft {
  const table = write.type === 'reply' || write.type === 'ask' ? 'text' : write.type
  return { type: write.type, payload: payloadFrom(table, write.fields), lang: write.lang, urgent: false }
}

function summaryRecord(opened: OpenedDeskCase, summary: SummaryFields): Uint8Array {
  const { access, caseId } = opened
  const newest = newestSeeds(access)
  return sealSummary(newest.recordKey, newest.card.epoch, deskParty(access.deskId), caseId, opened.summaryVersion + 1, valuesFrom('summary', summary))
}

function newestSeeds(access: DeskAccess): DeskSeeds {
  const all = [...access.seeds.values()].sort((a, b) => b.card.epoch - a.card.epoch)
  return all[0] ?? refuse('ghost', 'reading key of the desk is missing')
}
