// A case at the legal desk with three people: its lead, another lead and a handler, who write into the room one after another.
import { expect } from 'vitest'
import type { Database } from '#db/connect.server.ts'
import { openCase } from '#db/commands/open-case.server.ts'
import { writeAsDesk, type DeskWrite, type Written } from '#db/commands/write-as-desk.server.ts'
import type { CaseState } from '#db/model/case-state.ts'
import { bytesOf, type CaseId, type MemberId } from '#db/model/ids.ts'
import type { MemberScope, ReporterScope } from '#db/scope.ts'
import type { CaseAct } from '#db/steps/case-acts.server.ts'
import type { NewEpoch, NewMessage, Transmission } from '#db/steps/transmission.server.ts'
import { colleagueOf } from './desk-life.ts'
import { message, minatoWorks, newEpoch, newReport, party, talkOf, today, type Organisation } from './organisation.ts'
import { recorded } from './record.ts'

export interface Casework {
  readonly db: Database
  readonly minato: Organisation
  readonly reporter: ReporterScope
  readonly caseId: CaseId
  readonly lead: MemberScope
  readonly otherLead: MemberScope
  readonly handler: MemberScope
  readonly talkCtx: Uint8Array
}

/** In this state, with an open room that the lead's first word opened. */
export async function caseworkOn(db: Database, state: CaseState = 'TRIAGE'): Promise<Casework> {
  const minato = await minatoWorks(db)
  const { legal } = minato
  const otherLead = await colleagueOf(db, legal, 'Second Lead', 'lead')
  const handler = await colleagueOf(db, legal, 'Handler')
  const { scope, report } = newReport(minato, [legal])
  expect(await openCase(db, scope, report)).toMatchObject({ ok: true })
  await db.tables.updateTable('cases').set({ state }).where('case_id', '=', bytesOf(scope.caseId)).execute()
  const work = { db, minato, reporter: scope, caseId: scope.caseId, lead: legal.scope, otherLead: otherLead.scope, handler: handler.scope, talkCtx: report.opens.ctx }
  const opens = { ...newEpoch(0, [legal], minato.roster, { reporter: false }), anchor: work.talkCtx }
  expect(await write(work, legal.scope, { transmissions: [roomOf([message(memberOf(legal.lead), 0)], opens)] })).toMatchObject({ ok: true })
  return work
}

export const memberOf = (member: MemberId): Uint8Array => party(3, member)

export function roomOf(messages: readonly NewMessage[], opens: NewEpoch | null = null): Transmission {
  return { stream: party(2, null), epoch: opens?.epoch ?? 0, opens, messages, files: [] }
}

/** The next word of the member in the room, so many at once. */
export async function wordsOf(work: Casework, scope: MemberScope, count = 1): Promise<Transmission> {
  const n = await nextNumber(work, party(2, null), memberOf(scope.memberId))
  return roomOf(Array.from({ length: count }, (_, i) => message(memberOf(scope.memberId), n + i)))
}

/** The next word to the reporter. */
export async function replyOf(work: Casework): Promise<Transmission> {
  const desk = party(2, work.minato.legal.deskId)
  return talkOf(0, [message(desk, await nextNumber(work, party(1, null), desk))])
}

/** A write of this member at the legal desk; columns only where `change` has them. */
export function write(work: Casework, scope: MemberScope, change: Partial<Omit<DeskWrite, 'entry'>>): Promise<Written> {
  const given = { today, caseId: work.caseId, deskId: work.minato.legal.deskId, columns: null, summary: null, transmissions: [], acts: [], ...change }
  return recorded(work.db, writeAsDesk, scope, given, work.caseId)
}

/** Acts beside one word for each in the room. */
export async function act(work: Casework, scope: MemberScope, acts: readonly CaseAct[], change: Partial<Omit<DeskWrite, 'entry'>> = {}): Promise<Written> {
  return write(work, scope, { acts, ...change, transmissions: [...(change.transmissions ?? []), await wordsOf(work, scope, Math.max(acts.length, 1))] })
}

export async function versionOf({ db, caseId }: Casework): Promise<number> {
  return (await db.tables.selectFrom('cases').select('version').where('case_id', '=', bytesOf(caseId)).executeTakeFirstOrThrow()).version
}

async function nextNumber({ db, caseId }: Casework, stream: Uint8Array, author: Uint8Array): Promise<number> {
  const row = await db.tables
    .selectFrom('messages')
    .select((eb) => eb.fn.max('n').as('n'))
    .where('case_id', '=', bytesOf(caseId))
    .where('stream', '=', stream)
    .where('author', '=', author)
    .executeTakeFirst()
  return row?.n === null || row?.n === undefined ? 0 : Number(row.n) + 1
}
