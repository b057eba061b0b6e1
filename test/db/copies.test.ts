import { expect } from 'vitest'
import type { Database } from '#db/connect.server.ts'
import { endCopies } from '#db/commands/end-copies.server.ts'
import { copyDays, makeCopy, type NewCopy } from '#db/commands/make-copy.server.ts'
import { openCase } from '#db/commands/open-case.server.ts'
import { bytesOf, caseIdFrom, dayFrom, type CaseId } from '#db/model/ids.ts'
import { caseForDesk } from '#db/queries/case-for-desk.server.ts'
import { copyForReader } from '#db/queries/copy-for-reader.server.ts'
import { readerOfCopy } from '#db/queries/who.server.ts'
import { scopeOfJob, scopeOfMember, scopeOfOutside } from '#db/scope.ts'
import type { NewEpoch } from '#db/steps/transmission.server.ts'
import { onEachEngine } from '#test/world/database.ts'
import { bytes, message, minatoWorks, newEpoch, newReport, notesOf, party, today, type Desk, type Organisation } from './organisation.ts'
import { entryFor, recorded } from './record.ts'

type Unsigned = Omit<NewCopy, 'entry'>

async function reported(db: Database): Promise<{ minato: Organisation; caseId: CaseId }> {
  const minato = await minatoWorks(db)
  const { scope, report } = newReport(minato, [minato.legal])
  expect(await openCase(db, scope, report)).toMatchObject({ ok: true })
  return { minato, caseId: scope.caseId }
}

function copyEpoch(minato: Organisation, desk: Desk): NewEpoch {
  const epoch = newEpoch(0, [desk], minato.roster, { reporter: false })
  return { ...epoch, header: bytes(259 + 2 * 53, 1), wraps: [...epoch.wraps, { party: party(4, null), deskEpoch: 0, sealed: bytes(1232) }] }
}

/** A copy with the first (or next) note of the desk about it. */
function newCopy(minato: Organisation, caseId: CaseId, desk: Desk, note: number, change: Partial<Unsigned> = {}): Unsigned {
  const opens = note === 0 ? newEpoch(0, [desk], minato.roster, { reporter: false }) : null
  const author = party(2, desk.deskId)
  return {
    today, caseId, deskId: desk.deskId, untilDay: dayFrom(today + 14), copyId: caseIdFrom(bytes(32)), card: bytes(1280), opens: copyEpoch(minato, desk),
    messages: [message(author, 0), message(author, 1)], provenance: notesOf(desk, 0, [message(party(3, desk.lead), note)], opens), ...change,
  }
}

onEachEngine('a copy is handed to its reader until its last day, and then its keys and words are gone', async (db) => {
  const { minato, caseId } = await reported(db)
  const { legal } = minato
  const copy = newCopy(minato, caseId, legal, 0)
  expect(await recorded(db, makeCopy, legal.scope, copy, caseId)).toEqual({ ok: true })
  const scope = scopeOfOutside(minato.instance, copy.copyId)
  expect(await readerOfCopy(db, minato.instance, copy.copyId, copy.untilDay)).toEqual({ card: copy.card, caseId })
  const read = await copyForReader(db, scope)
  expect(read).toMatchObject({ card: copy.card, day: today, untilDay: copy.untilDay })
  expect(read?.copy.messages.map((row) => row.outer)).toEqual(copy.messages.map((one) => one.outer))
  expect(read?.copy.epochs[0]?.wrap?.sealed).toEqual(copy.opens.wraps[1]?.sealed)
  const seen = await caseForDesk(db, legal.scope, { caseId, deskId: legal.deskId })
  expect(seen?.copies).toEqual([{ copyId: copy.copyId, day: today, untilDay: copy.untilDay }])
  expect(seen?.notes?.messages).toHaveLength(1)
  const job = scopeOfJob(minato.instance)
  expect(await endCopies(db, job, { today: copy.untilDay })).toEqual({ ended: 0 })
  expect(await readerOfCopy(db, minato.instance, copy.copyId, dayFrom(copy.untilDay + 1))).toBeNull()
  expect(await endCopies(db, job, { today: dayFrom(copy.untilDay + 1) })).toEqual({ ended: 1 })
  expect(await copyForReader(db, scope)).toBeNull()
  const rows = await db.tables.selectFrom('copy_messages').select('n').where('instance_id', '=', bytesOf(minato.instance)).execute()
  expect(rows).toEqual([])
  const events = await db.tables.selectFrom('events').select('kind').where('case_id', '=', bytesOf(caseId)).orderBy('kind').execute()
  expect(events.map((row) => row.kind)).toEqual(['case-opened', 'copies-ended', 'copy-made'])
})

onEachEngine('the same copy again is one copy; another for the same reader is refused', async (db) => {
  const { minato, caseId } = await reported(db)
  const { legal } = minato
  const copy = { ...newCopy(minato, caseId, legal, 0), entry: await entryFor(db, legal.scope, caseId) }
  expect(await makeCopy(db, legal.scope, copy)).toEqual({ ok: true })
  expect(await makeCopy(db, legal.scope, copy)).toEqual({ ok: true })
  expect(await recorded(db, makeCopy, legal.scope, newCopy(minato, caseId, legal, 1, { copyId: copy.copyId }), caseId)).toEqual({ ok: false, reason: 'exists' })
  expect(await recorded(db, makeCopy, legal.scope, copy, caseId)).toEqual({ ok: false, reason: 'record' })
  expect((await caseForDesk(db, legal.scope, { caseId, deskId: legal.deskId }))?.notes?.messages).toHaveLength(1)
})

onEachEngine('who may not, what is too long, too late or for too many is refused and leaves nothing', async (db) => {
  const { minato, caseId } = await reported(db)
  const { legal, external } = minato
  const handler = scopeOfMember(minato.instance, legal.lead, [{ deskId: legal.deskId, role: 'handler' }])
  const asked = (change: Partial<Unsigned>, scope = legal.scope) => recorded(db, makeCopy, scope, newCopy(minato, caseId, legal, 0, change), caseId)
  expect(await asked({}, handler)).toEqual({ ok: false, reason: 'wrong-role' })
  expect(await asked({}, external.scope)).toEqual({ ok: false, reason: 'not-yours' })
  expect(await asked({ deskId: external.deskId }, external.scope)).toEqual({ ok: false, reason: 'gone' })
  expect(await asked({ untilDay: today })).toEqual({ ok: false, reason: 'not-allowed' })
  expect(await asked({ untilDay: dayFrom(today + copyDays + 1) })).toEqual({ ok: false, reason: 'not-allowed' })
  const opens = copyEpoch(minato, legal)
  expect(await asked({ opens: { ...opens, wraps: opens.wraps.slice(1) } })).toEqual({ ok: false, reason: 'not-allowed' })
  expect(await asked({ opens: { ...opens, wraps: [...opens.wraps, { party: party(1, null), deskEpoch: 0, sealed: bytes(1232) }] } })).toEqual({ ok: false, reason: 'not-allowed' })
  expect(await asked({ opens: { ...opens, wraps: opens.wraps.map((wrap) => ({ ...wrap, deskEpoch: wrap.deskEpoch + 1 })) } })).toEqual({ ok: false, reason: 'stale' })
  expect(await asked({ messages: [message(party(2, external.deskId), 0)] })).toEqual({ ok: false, reason: 'not-allowed' })
  const foreign = notesOf(external, 0, [message(party(3, legal.lead), 0)], newEpoch(0, [external], minato.roster, { reporter: false }))
  expect(await asked({ provenance: foreign })).toEqual({ ok: false, reason: 'not-allowed' })
  expect(await db.tables.selectFrom('copies').select('copy_id').where('instance_id', '=', bytesOf(minato.instance)).execute()).toEqual([])
  expect(await db.tables.selectFrom('audit_entries').select('s').where('instance_id', '=', bytesOf(minato.instance)).execute()).toEqual([])
  for (let note = 0; note < 25; note++) expect(await recorded(db, makeCopy, legal.scope, newCopy(minato, caseId, legal, note), caseId)).toEqual({ ok: true })
  expect(await recorded(db, makeCopy, legal.scope, newCopy(minato, caseId, legal, 25), caseId)).toEqual({ ok: false, reason: 'too-many' })
})
