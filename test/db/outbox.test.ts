import { expect } from 'vitest'
import type { Database } from '#db/connect.server.ts'
import { claimOutbox, leaseMs } from '#db/commands/claim-outbox.server.ts'
import { openCase } from '#db/commands/open-case.server.ts'
import { raiseReminders } from '#db/commands/raise-reminders.server.ts'
import { settleOutbox } from '#db/commands/settle-outbox.server.ts'
import { noticeDays } from '#db/model/case-clocks.ts'
import { clockFrom } from '#db/model/deadlines.ts'
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

onEachEngine('reminders go out on the notice days that the model counts, once for each', async (db) => {
  await db.tables.deleteFrom('outbox').execute()
  const minato = await minatoWorks(db)
  const { scope, report } = newReport(minato, [minato.legal])
  await openCase(db, scope, report)
  const job = scopeOfJob(minato.instance)
  const rules = ['G-ACK', 'G-TRI', 'G-UPD', 'G-OUT'] as const
  const notices = rules.flatMap((rule) => noticeDays(today, clockFrom(rule, today).dueDay))
  for (let day = 0; day <= 95; day++) {
    const then = dayFrom(today + day)
    expect(await raiseReminders(db, job, { today: then })).toEqual({ raised: notices.filter((one) => one === then).length })
    expect(await raiseReminders(db, job, { today: then })).toEqual({ raised: 0 })
  }
  const mails = await db.tables.selectFrom('outbox').select('kind').where('instance_id', '=', bytesOf(minato.instance)).where('kind', '=', 'date-near').execute()
  expect(mails).toHaveLength(1)
})

onEachEngine('several notice days that were missed are one notice, and a clock that was set far ahead and back loses none and doubles none', async (db) => {
  const minato = await minatoWorks(db)
  const { scope, report } = newReport(minato, [minato.legal])
  await openCase(db, scope, report)
  const job = scopeOfJob(minato.instance)
  const raised = async (days: readonly number[]) => {
    const all: number[] = []
    for (const day of days) all.push((await raiseReminders(db, job, { today: dayFrom(today + day) })).raised)
    return all
  }
  // Of ten days: 5, 8, 9, 10; of three: 2, 3; of thirty: 15, 23, 27, 30; of ninety: 45, 68, 81, 90.
  expect(await raised([9])).toEqual([2])
  expect(await raised([2, 5, 8, 9])).toEqual([0, 0, 0, 0])
  expect(await raised([10, 9, 10, 11])).toEqual([1, 0, 0, 0])
  expect(await raised([70, 12, 15, 45, 68, 80, 81])).toEqual([2, 0, 0, 0, 0, 0, 1])
  expect(await raised([4000, 90])).toEqual([1, 0])
})
