import { expect } from 'vitest'
import type { Database } from '#db/connect.server.ts'
import { claimOutbox, leaseMs } from '#db/commands/claim-outbox.server.ts'
import { openCase } from '#db/commands/open-case.server.ts'
import { raiseReminders } from '#db/commands/raise-reminders.server.ts'
import { settleOutbox } from '#db/commands/settle-outbox.server.ts'
import { clockFrom, markReached } from '#db/model/deadlines.ts'
import { bytesOf, dayFrom, instantFrom, type Instant } from '#db/model/ids.ts'
import { noticeKinds } from '#db/model/events.ts'
import { recipientsOfNotice } from '#db/queries/recipients-of-notice.server.ts'
import { scopeOfJob } from '#db/scope.ts'
import { onEachEngine } from '#test/world/database.ts'
import { bytes, minatoWorks, newReport, today, type Organisation } from './organisation.ts'

const noon = instantFrom(1_795_000_000_000)

async function waitingMails(db: Database, count: number): Promise<Organisation> {
  await db.tables.deleteFrom('outbox').execute()
  const minato = await minatoWorks(db)
  const rows = Array.from({ length: count }, () => ({
    instance_id: bytesOf(minato.instance), mail_id: bytes(16), member_id: bytesOf(minato.legal.lead), kind: 'new-message' as const, send_day: today, leased_by: null,
  }))
  // Different members: mails of one kind for one member would become one.
  await db.tables.insertInto('outbox').values(rows.map((row) => ({ ...row, member_id: bytes(16) as typeof row.member_id }))).execute()
  return minato
}

const claim = (db: Database, runner: Uint8Array, now: Instant = noon, limit = 7) => claimOutbox(db, { runner, now, today, kinds: noticeKinds, limit })

onEachEngine('two runners at once send every notice once', async (db) => {
  await waitingMails(db, 60)
  const sent: string[] = []
  const run = async (): Promise<void> => {
    const runner = bytes(16)
    for (let mails = await claim(db, runner); mails.length > 0; mails = await claim(db, runner)) {
      for (const mail of mails) {
        sent.push(mail.mailId)
        await settleOutbox(db, mail, { runner, sent: true })
      }
    }
  }
  await Promise.all([run(), run()])
  expect(sent).toHaveLength(60)
  expect(new Set(sent).size).toBe(60)
})

onEachEngine('the mails of a runner that died go to another under the same id, those of a living one stay', async (db) => {
  await waitingMails(db, 1)
  const [mail] = await claim(db, bytes(16))
  const other = bytes(16)
  expect(await claim(db, other, instantFrom(noon + leaseMs - 1))).toEqual([])
  expect(await claim(db, other, instantFrom(noon + leaseMs + 1))).toEqual([mail])
})

onEachEngine('a mail that could not be sent waits again, and one whose lease is lost is left alone', async (db) => {
  await waitingMails(db, 1)
  const runner = bytes(16)
  const [mail] = await claim(db, runner)
  if (mail === undefined) throw new Error('a mail')
  await settleOutbox(db, mail, { runner: bytes(16), sent: true })
  await settleOutbox(db, mail, { runner, sent: false })
  expect(await claim(db, bytes(16))).toEqual([mail])
})

onEachEngine('several notices of one kind for one member become one mail; danger goes apart', async (db) => {
  await db.tables.deleteFrom('outbox').execute()
  const minato = await minatoWorks(db)
  const runner = bytes(16)
  for (const urgent of [false, true]) {
    const { scope, report } = newReport(minato, [minato.legal], { urgent })
    await openCase(db, scope, report)
  }
  const [leased] = await claimOutbox(db, { runner, now: noon, today, kinds: ['new-message'], limit: 10 })
  // A report that comes while the mail is on its way gets a notice of its own.
  const { scope, report } = newReport(minato, [minato.legal])
  await openCase(db, scope, report)
  const rest = await claimOutbox(db, { runner: bytes(16), now: noon, today, kinds: noticeKinds, limit: 10 })
  expect(rest.map((mail) => mail.kind).sort()).toEqual(['danger', 'new-message'])
  expect(rest.map((mail) => mail.mailId)).not.toContain(leased?.mailId)
  expect(await claimOutbox(db, { runner, now: noon, today, kinds: ['new-message'], limit: 10 })).toEqual([leased])
  expect(await recipientsOfNotice(db, minato.instance, [minato.legal.lead])).toEqual([
    { memberId: minato.legal.lead, name: 'Lead of Legal', email: `${minato.legal.deskId}@minato.example` },
  ])
})

onEachEngine('reminders go out at the same marks that the model counts, once for each', async (db) => {
  await db.tables.deleteFrom('outbox').execute()
  const minato = await minatoWorks(db)
  const { scope, report } = newReport(minato, [minato.legal])
  await openCase(db, scope, report)
  const job = scopeOfJob(minato.instance)
  const rules = ['G-ACK', 'G-TRI', 'G-UPD', 'G-OUT'] as const
  const told = new Map<string, number>(rules.map((rule) => [rule, 0]))
  for (let day = 0; day <= 95; day++) {
    const then = dayFrom(today + day)
    const marks = rules.map((rule) => [rule, markReached(clockFrom(rule, today), then)] as const)
    const due = marks.filter(([rule, mark]) => mark > (told.get(rule) ?? 0))
    expect(await raiseReminders(db, job, { today: then })).toEqual({ raised: due.length })
    expect(await raiseReminders(db, job, { today: then })).toEqual({ raised: 0 })
    for (const [rule, mark] of due) told.set(rule, mark)
  }
  const mails = await db.tables.selectFrom('outbox').select('kind').where('instance_id', '=', bytesOf(minato.instance)).where('kind', '=', 'date-near').execute()
  expect(mails).toHaveLength(1)
})
