// Three processes on one PostgreSQL, a mail server, and a clock that the test moves: the mails that arrive are those that the table of clocks calls for.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'
import { openCase } from '#db/commands/open-case.server.ts'
import { connectPostgres, type Database } from '#db/connect.server.ts'
import { noticeDays } from '#db/model/case-clocks.ts'
import { bytesOf, dayFrom, deskIdFrom, memberIdFrom } from '#db/model/ids.ts'
import { colleagueOf } from '#test/db/desk-life.ts'
import { bytes, minatoWorks, newReport, today, type Organisation } from '#test/db/organisation.ts'
import { postgresUrlForPortal } from '#test/world/database.ts'
import { mailServer, type MailServer } from '#test/world/mail-server.ts'

interface Runner {
  readonly child: ChildProcess
  /** One turn at that day and hour; how many clocks it raised. */
  turn(now: number, day: number, hour: number): Promise<number>
}

async function runner(url: string, smtp: string, instance: string): Promise<Runner> {
  const child = spawn('node', [join(import.meta.dirname, 'notices-child.ts'), url, smtp, instance], { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  await lines.next()
  return {
    child,
    async turn(now, day, hour) {
      child.stdin.write(`${now} ${day} ${hour}\n`)
      const { value } = (await lines.next()) as { value: string | undefined }
      return Number(value ?? 0)
    },
  }
}

/** Twelve cases, one of danger, some with clocks that a desk set; three people at one desk and one at the other. */
async function liveHouse(db: Database): Promise<Organisation> {
  const minato = await minatoWorks(db)
  await colleagueOf(db, minato.legal, 'Second')
  await colleagueOf(db, minato.legal, 'Third')
  for (let n = 0; n < 12; n++) {
    const { scope, report } = newReport(minato, n % 3 === 0 ? [minato.legal, minato.external] : n % 3 === 1 ? [minato.legal] : [minato.external], { urgent: n === 0 })
    await openCase(db, scope, report)
    const [first, second, third, due] = noticeDays(today, dayFrom(today + 20 + 7 * n))
    if (first === undefined || second === undefined || third === undefined || due === undefined) throw new Error('four notices')
    await db.tables.insertInto('clocks').values({
      instance_id: bytesOf(minato.instance), case_id: bytesOf(scope.caseId), clock_id: bytes(16, 1), first_day: first, second_day: second, third_day: third, due_day: due, told_day: null, stopped_day: null,
    }).execute()
  }
  return minato
}

interface Told {
  readonly notices: readonly number[]
  readonly members: readonly string[]
  told: number
}

/** The running clocks as the table holds them, with who hears of each. */
async function tableOf(db: Database, { instance }: Organisation): Promise<Told[]> {
  const own = bytesOf(instance)
  const clocks = await db.tables.selectFrom('clocks').selectAll().where('instance_id', '=', own).where('stopped_day', 'is', null).orderBy('case_id').orderBy('clock_id').execute()
  const desks = await db.tables.selectFrom('case_desks').select(['case_id', 'desk_id']).where('instance_id', '=', own).execute()
  const members = await db.tables.selectFrom('desk_members').select(['desk_id', 'member_id']).where('instance_id', '=', own).execute()
  return clocks.map((clock) => {
    const reading = desks.filter(({ case_id }) => Buffer.from(case_id).equals(clock.case_id)).map(({ desk_id }) => deskIdFrom(desk_id))
    return {
      notices: [clock.first_day, clock.second_day, clock.third_day, clock.due_day].filter((day) => day !== null),
      members: members.filter(({ desk_id }) => reading.includes(deskIdFrom(desk_id))).map(({ member_id }) => memberIdFrom(member_id)),
      told: clock.told_day ?? -1,
    }
  })
}

/** What must happen on `day`: how many clocks are told, and to how many people, each of whom gets one mail. */
function expected(table: readonly Told[], day: number): { raised: number; mails: number } {
  const newly = table.filter((clock) => Math.max(-1, ...clock.notices.filter((notice) => notice <= day)) > clock.told)
  for (const clock of newly) clock.told = Math.max(...clock.notices.filter((notice) => notice <= day))
  return { raised: newly.length, mails: new Set(newly.flatMap(({ members }) => members)).size }
}

/** Ids of the mails about dates; one that came twice, because its sender was killed, counts once. */
function dateMails(server: MailServer): Set<string> {
  const about = server.mails.filter(({ text }) => text.includes('A date that your team'))
  return new Set(about.map(({ text }) => /^Message-ID: <([0-9a-f]+)@/im.exec(text)?.[1] ?? ''))
}

test('the mails that arrive are those that the table calls for, whatever the clock does and whoever dies', async () => {
  await using server = await mailServer()
  const url = await postgresUrlForPortal()
  const db = await connectPostgres(url)
  const minato = await liveHouse(db)
  const start = () => runner(url, server.url, minato.instance)
  const runners = await Promise.all([start(), start(), start()])
  let now = Date.UTC(2026, 10, 20)
  const at = async (day: number, hour: number): Promise<number> => {
    now += 5 * 60_000
    return (await Promise.all(runners.map((one) => one.turn(now, today + day, hour)))).reduce((sum, one) => sum + one, 0)
  }
  const table = await tableOf(db, minato)
  const days = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => from + n)
  // A day each; set back a week; far ahead by mistake; back again; and then on to the end.
  const walk = [...days(0, 12), ...days(5, 14), 40, ...days(15, 45), ...days(46, 120)]
  let [mails, raised] = [0, 0]
  for (const [turn, day] of walk.entries()) {
    const due = expected(table, today + day)
    if (turn === 30) {
      const [victim] = runners.splice(0, 1)
      void victim?.turn(now, today + day, 9)
      victim?.child.kill('SIGKILL')
      if (victim?.child.exitCode === null && victim.child.signalCode === null) await once(victim.child, 'close')
    }
    raised += await at(day, 9)
    // What the dead one held is free again.
    raised += await at(day, 17)
    mails += due.mails
    expect([day, dateMails(server).size]).toEqual([day, mails])
    if (turn === 30) runners.push(await start())
  }
  // Every notice of every clock once, but those that the far day took together.
  const all = table.reduce((sum, { notices }) => sum + notices.length, 0)
  const together = table.reduce((sum, { notices }) => sum + Math.max(0, notices.filter((day) => day > today + 14 && day <= today + 40).length - 1), 0)
  expect(raised).toBeGreaterThanOrEqual(all - together - table.length)
  expect(raised).toBeLessThanOrEqual(all - together)
  expect((await tableOf(db, minato)).map(({ told }) => told)).toEqual(table.map(({ notices }) => notices.at(-1)))
  for (const { text } of server.mails) expect(text).not.toMatch(/T-[0-9A-Z]{4}-[0-9A-Z]{4}|G-|EU-|JP-|Minato/)
  for (const { child } of runners) child.kill()
  await db.close()
}, 240_000)
