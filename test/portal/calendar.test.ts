// Links to a calendar: what stands behind one, who may make and take one back, and what is left of it in the database.
import { randomBytes } from 'node:crypto'
import { expect } from 'vitest'
import { calendarBehind, hashOfSecret } from '#app/http/calendar.server.ts'
import { makeCalendarLink } from '#db/commands/make-calendar-link.server.ts'
import { openCase } from '#db/commands/open-case.server.ts'
import { revokeCalendarLink } from '#db/commands/revoke-calendar-link.server.ts'
import type { Database } from '#db/connect.server.ts'
import { bytesOf, caseNumber, dayFrom, type CaseId } from '#db/model/ids.ts'
import { calendarLinksOf } from '#db/queries/calendar.server.ts'
import type { MemberScope } from '#db/scope.ts'
import { colleagueOf, removed } from '#test/db/desk-life.ts'
import { minatoWorks, newReport, today, type Organisation } from '#test/db/organisation.ts'
import { onEachEngine } from '#test/world/database.ts'

async function linkOf(db: Database, scope: MemberScope): Promise<string> {
  const secret = randomBytes(32).toString('base64url')
  expect(await makeCalendarLink(db, scope, { today, tokenHash: hashOfSecret(secret) })).toEqual({ ok: true })
  return secret
}

const linkBytes = (linkId: string): Uint8Array => new Uint8Array(Buffer.from(linkId, 'hex'))
const read = (db: Database, { instance }: Organisation, secret: string) => calendarBehind(db, instance, secret, { origin: 'https://todoke.example:8443', today })

async function reportTo(db: Database, minato: Organisation, desk: 'legal' | 'external'): Promise<CaseId> {
  const { scope, report } = newReport(minato, [minato[desk]])
  expect(await openCase(db, scope, report)).toMatchObject({ ok: true })
  return scope.caseId
}

onEachEngine('a calendar holds the dates of one’s own desks as number, word and day, and nothing else of a case', async (db) => {
  const minato = await minatoWorks(db)
  const [own, other] = [await reportTo(db, minato, 'legal'), await reportTo(db, minato, 'external')]
  const secret = await linkOf(db, minato.legal.scope)
  const text = (await read(db, minato, secret)) ?? ''
  const summaries = [...text.matchAll(/^SUMMARY:(.*)\r$/gm)].map(([, words]) => words)
  expect(summaries).toEqual(Array.from({ length: 4 }, () => `${caseNumber(own)} 期限 / due`))
  expect(text).not.toContain(caseNumber(other))
  for (const word of [own, own.slice(0, 16), minato.instance, minato.legal.lead, 'G-ACK', 'RECEIVED', 'Minato', 'Lead']) expect(text).not.toContain(word)
  expect([...text.matchAll(/^DTSTART;VALUE=DATE:(\d+)/gm)].map(([, day]) => day)).toEqual(['20261123', '20261130', '20261220', '20270218'])
  expect(await read(db, minato, secret), 'the same bytes on one day').toBe(text)

  const where = db.tables.updateTable('clocks').where('instance_id', '=', bytesOf(minato.instance)).where('case_id', '=', bytesOf(own))
  await where.where('due_day', '=', dayFrom(today + 3)).set({ stopped_day: today }).execute()
  expect((await read(db, minato, secret))?.match(/BEGIN:VEVENT/g)).toHaveLength(3)
})

onEachEngine('only a hash of the link is kept; its holder takes it back, nobody else does, and it is gone at once', async (db) => {
  const minato = await minatoWorks(db)
  const secret = await linkOf(db, minato.legal.scope)
  const [link] = await calendarLinksOf(db, minato.legal.scope)
  if (link === undefined) throw new Error('no link')
  expect(link.madeDay).toBe(today)
  const rows = JSON.stringify(await db.tables.selectFrom('calendar_links').selectAll().where('instance_id', '=', bytesOf(minato.instance)).execute())
  expect(rows).not.toContain(JSON.stringify(Buffer.from(secret, 'base64url')).slice(0, 40))
  expect(await calendarLinksOf(db, minato.external.scope)).toEqual([])
  expect(await revokeCalendarLink(db, minato.external.scope, { today, linkId: linkBytes(link.linkId) })).toEqual({ ok: false, reason: 'gone' })
  expect(await read(db, minato, secret)).not.toBeNull()
  expect(await revokeCalendarLink(db, minato.legal.scope, { today, linkId: linkBytes(link.linkId) })).toEqual({ ok: true })
  expect(await read(db, minato, secret)).toBeNull()
  expect(await revokeCalendarLink(db, minato.legal.scope, { today, linkId: linkBytes(link.linkId) })).toEqual({ ok: false, reason: 'gone' })
})

onEachEngine('five links and no more, also when they are made at once; each shows the same days under ids of its own', async (db) => {
  const minato = await minatoWorks(db)
  await reportTo(db, minato, 'legal')
  const secrets = Array.from({ length: 8 }, () => randomBytes(32).toString('base64url'))
  const made = await Promise.all(secrets.map((secret) => makeCalendarLink(db, minato.legal.scope, { today, tokenHash: hashOfSecret(secret) })))
  expect(made.filter(({ ok }) => ok)).toHaveLength(5)
  expect(made.filter((one) => !one.ok && one.reason === 'too-many')).toHaveLength(3)
  const texts = await Promise.all(secrets.filter((_, at) => made[at]?.ok).map((secret) => read(db, minato, secret)))
  expect(new Set(texts).size).toBe(5)
  expect(new Set(texts.map((text) => text?.replace(/^UID:.*$/gm, ''))).size).toBe(1)
})

onEachEngine('whoever leaves a desk reads its dates no longer', async (db) => {
  const minato = await minatoWorks(db)
  await reportTo(db, minato, 'legal')
  const colleague = await colleagueOf(db, minato.legal, 'Leaves soon')
  const secret = await linkOf(db, colleague.scope)
  expect(await read(db, minato, secret)).toContain('BEGIN:VEVENT')
  await removed(db, minato.legal, colleague, [minato.legal.lead])
  expect(await read(db, minato, secret)).toBeNull()
})
