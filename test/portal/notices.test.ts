// Notices to staff through a real mail server on loopback: danger at once, the rest at its hours, nothing in them, none lost.
import { randomBytes } from 'node:crypto'
import { expect } from 'vitest'
import { noticesFor, type Moment } from '#app/jobs/notices.server.ts'
import { jobSteps } from '#app/jobs/run.server.ts'
import { smtpDelivery } from '#app/jobs/smtp.server.ts'
import type { Database } from '#db/connect.server.ts'
import type { NoticeKind } from '#db/model/events.ts'
import { bytesOf, dayFrom, instanceIdFrom, instantFrom, memberIdFrom, type InstanceId, type MemberId } from '#db/model/ids.ts'
import { partsInRows } from '#db/part-rows.server.ts'
import { partStore } from '#db/part-store.server.ts'
import { onEachEngine } from '#test/world/database.ts'
import { mailServer } from '#test/world/mail-server.ts'

interface Team {
  readonly instance: InstanceId
  readonly member: MemberId
  readonly email: string
}

async function teamWithMail(db: Database): Promise<Team> {
  const instance = instanceIdFrom(new Uint8Array(randomBytes(16)))
  const member = memberIdFrom(new Uint8Array(randomBytes(16)))
  const email = `${member.slice(0, 8)}@todoke.example`
  const instance_id = bytesOf(instance)
  await db.tables.insertInto('instances').values({ instance_id, kind: 'buyer', label: 'Asagiri', zone: 'Asia/Yangon', practice: false, root_fp: null, set_up_day: dayFrom(20_000), live_day: null }).execute()
  await db.tables.insertInto('members').values({ instance_id, member_id: bytesOf(member), name: email, name_key: email, email, email_key: email, joined_day: dayFrom(20_000) }).execute()
  return { instance, member, email }
}

async function putNotice(db: Database, { instance, member }: Team, kind: NoticeKind): Promise<void> {
  const mail_id = new Uint8Array(randomBytes(16))
  await db.tables.insertInto('outbox').values({ instance_id: bytesOf(instance), mail_id, member_id: bytesOf(member), kind, send_day: dayFrom(20_000), leased_by: null }).execute()
}

function waiting(db: Database, { instance }: Team): Promise<unknown[]> {
  return db.tables.selectFrom('outbox').select('mail_id').where('instance_id', '=', bytesOf(instance)).execute()
}

let clock = Date.UTC(2026, 10, 20)
const moment = (hour: number, minute: number): Moment => ({ now: instantFrom((clock += 1000)), today: dayFrom(20_777), hour, minute })
const runner = () => new Uint8Array(randomBytes(16))
const origin = 'https://todoke.example'

onEachEngine('danger leaves at once, the rest waits for its hour and leaves once', async (db) => {
  await using server = await mailServer()
  const team = await teamWithMail(db)
  const notices = noticesFor(db, runner(), [9, 17], origin, smtpDelivery(server.url, 'Todoke <todoke@todoke.example>'))
  await putNotice(db, team, 'new-message')
  await putNotice(db, team, 'danger')
  expect(await notices.send(moment(8, 59))).toEqual({ sent: 1, failed: 0 })
  expect(server.mails.map(({ to }) => to)).toEqual([team.email])
  expect(server.mails[0]?.text).toContain('Somebody may be in danger.')
  expect(await notices.send(moment(9, 0))).toEqual({ sent: 1, failed: 0 })
  // What comes in a minute later waits for the next hour: a mail at 9:01 would tell when the report was written.
  await putNotice(db, team, 'new-message')
  expect(await notices.send(moment(9, 1))).toEqual({ sent: 0, failed: 0 })
  expect(await notices.send(moment(17, 6))).toEqual({ sent: 0, failed: 0 })
  expect(await waiting(db, team)).toHaveLength(1)
  expect(await notices.send({ ...moment(17, 0), today: dayFrom(20_778) })).toEqual({ sent: 1, failed: 0 })
  expect(await waiting(db, team)).toHaveLength(0)
})

onEachEngine('a mail says that something waits and where, and nothing else', async (db) => {
  await using server = await mailServer()
  const team = await teamWithMail(db)
  const notices = noticesFor(db, runner(), [9], origin, smtpDelivery(server.url, 'Todoke <todoke@todoke.example>'))
  for (const kind of ['new-message', 'date-near', 'danger'] as const) await putNotice(db, team, kind)
  await notices.send(moment(9, 0))
  expect(server.mails).toHaveLength(3)
  for (const { text } of server.mails) {
    expect(text).toMatch(/^Message-ID: <[0-9a-f]{32}@todoke\.example>\r$/m)
    expect(text).toContain('https://todoke.example/desk')
    expect(text).not.toContain(team.instance)
    expect(text).not.toMatch(/T-[0-9A-Z]{4}-[0-9A-Z]{4}/)
    expect(text).not.toContain('Asagiri')
  }
})

onEachEngine('what the mail server refuses is kept, tried again under the same Message-ID, and given back', async (db) => {
  await using server = await mailServer()
  const team = await teamWithMail(db)
  const notices = noticesFor(db, runner(), [9], origin, smtpDelivery(server.url, 'Todoke <todoke@todoke.example>'))
  await putNotice(db, team, 'new-message')
  await putNotice(db, team, 'danger')
  server.refuses = true
  expect(await notices.send(moment(9, 0))).toEqual({ sent: 0, failed: 2 })
  expect(await notices.send(moment(9, 20))).toEqual({ sent: 0, failed: 2 })
  server.refuses = false
  expect(await notices.send(moment(9, 30))).toEqual({ sent: 2, failed: 0 })
  expect(await waiting(db, team)).toHaveLength(0)

  await putNotice(db, team, 'new-message')
  server.refuses = true
  const second = noticesFor(db, runner(), [9], origin, smtpDelivery(server.url, 'Todoke <todoke@todoke.example>'))
  expect(await second.send(moment(9, 2))).toEqual({ sent: 0, failed: 1 })
  await second.release()
  server.refuses = false
  const third = noticesFor(db, runner(), [9], origin, smtpDelivery(server.url, 'Todoke <todoke@todoke.example>'))
  expect(await third.send(moment(9, 3))).toEqual({ sent: 1, failed: 0 })
})

onEachEngine('two runners at once send each notice once; one that dies loses none', async (db) => {
  await using server = await mailServer()
  const team = await teamWithMail(db)
  const deliver = smtpDelivery(server.url, 'Todoke <todoke@todoke.example>')
  const teams = [team, ...(await Promise.all(Array.from({ length: 5 }, () => teamWithMail(db))))]
  for (const one of teams) await putNotice(db, one, 'danger')
  const [first, second] = [noticesFor(db, runner(), [9], origin, deliver), noticesFor(db, runner(), [9], origin, deliver)]
  const outcomes = await Promise.all([first.send(moment(3, 0)), second.send(moment(3, 0))])
  expect(outcomes.reduce((sum, { sent }) => sum + sent, 0)).toBe(6)
  expect(new Set(server.mails.map(({ to }) => to)).size).toBe(6)

  await putNotice(db, team, 'danger')
  const ids: string[] = []
  const dying = noticesFor(db, runner(), [9], origin, async ({ messageId }) => {
    ids.push(messageId)
    throw new Error('the process is killed here')
  })
  await dying.send(moment(3, 1))
  clock += 10 * 60_000
  const heir = noticesFor(db, runner(), [9], origin, async ({ messageId }) => void ids.push(messageId))
  expect(await heir.send(moment(3, 20))).toEqual({ sent: 1, failed: 0 })
  expect(new Set(ids).size).toBe(1)
})

onEachEngine('the job runner does all of it on the clock of the organisation, and says only how many', async (db) => {
  await using server = await mailServer()
  const team = await teamWithMail(db)
  await putNotice(db, team, 'new-message')
  const said: unknown[] = []
  const { step, release } = jobSteps({
    db,
    instance: async () => ({ instanceId: team.instance }),
    deliver: smtpDelivery(server.url, 'Todoke <todoke@todoke.example>'),
    mailHours: [9],
    headSigner: async () => null,
    parts: partStore('rows', { rows: partsInRows(), folder: partsInRows() }),
    origin,
    today: () => dayFrom(20_777),
    time: (nowMs) => ({ hour: 9, minute: nowMs % 60 }),
    log: (event, fields) => said.push([event, fields]),
  })
  clock += 60_000
  await step(clock - (clock % 60))
  await release()
  expect(server.mails.map(({ to }) => to)).toEqual([team.email])
  expect(said).toEqual([['notices sent', { job: 'mail', count: 1 }]])
})
