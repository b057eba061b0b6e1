import { expect } from 'vitest'
import { openCase } from '#db/commands/open-case.server.ts'
import { postAsReporter } from '#db/commands/post-as-reporter.server.ts'
import { writeAsDesk } from '#db/commands/write-as-desk.server.ts'
import { rosterHashFrom } from '#db/model/ids.ts'
import { caseForReporter } from '#db/queries/case-for-reporter.server.ts'
import { onEachEngine } from '#test/world/database.ts'
import { bytes, message, minatoWorks, newEpoch, newReport, party, reporterParty, talkOf, today } from './organisation.ts'
import { recorded } from './record.ts'

onEachEngine('an epoch that was followed takes nothing more, although no key has moved', async (db) => {
  const minato = await minatoWorks(db)
  const { legal, external, roster } = minato
  const { scope, report } = newReport(minato, [legal, external])
  expect((await openCase(db, scope, report)).ok).toBe(true)
  const post = (transmission: ReturnType<typeof talkOf>) => postAsReporter(db, scope, { today, transmission })
  const heads = [{ author: reporterParty, n: 0 }]
  const strange = newEpoch(1, [legal, external], { seq: roster.seq, hash: rosterHashFrom(bytes(32)) }, { heads })
  expect(await post(talkOf(1, [message(reporterParty, 1)], strange))).toEqual({ ok: false, reason: 'stale' })
  expect(await post(talkOf(1, [message(reporterParty, 1)], newEpoch(1, [legal, external], roster, { heads })))).toEqual({ ok: true, day: today })
  expect(await post(talkOf(0, [message(reporterParty, 2)]))).toEqual({ ok: false, reason: 'stale' })
  expect(await post(talkOf(2, [message(reporterParty, 2)]))).toEqual({ ok: false, reason: 'stale' })
  expect((await caseForReporter(db, scope))?.talk.messages.map((row) => row.epoch)).toEqual([0, 1])
})

onEachEngine('a desk does not open an epoch that leaves it out, and speak in it', async (db) => {
  const minato = await minatoWorks(db)
  const { legal, external, roster } = minato
  const { scope, report } = newReport(minato, [legal, external])
  expect((await openCase(db, scope, report)).ok).toBe(true)
  const write = (desks: (typeof legal)[]) => recorded(db, writeAsDesk, legal.scope, {
    today, caseId: scope.caseId, deskId: legal.deskId, columns: null, summary: null, acts: [],
    transmissions: [talkOf(1, [message(party(2, legal.deskId), 0)], newEpoch(1, desks, roster, { heads: [{ author: reporterParty, n: 0 }] }))],
  }, scope.caseId)
  expect(await write([external])).toEqual({ ok: false, reason: 'not-allowed' })
  expect((await caseForReporter(db, scope))?.talk.epochs).toHaveLength(1)
  expect(await write([legal, external])).toMatchObject({ ok: true })
})
