import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { PGlite } from '@electric-sql/pglite'
import { join } from 'node:path'
import { Client } from 'pg'
import { expect, test, vi } from 'vitest'
import { openKillable } from '#test/world/chromium.ts'
import { startCluster } from '#test/world/cluster.ts'
import { note, openFirstCase, reply, unlock } from '#test/world/desk-steps.ts'
import { foundOn } from '#test/world/organisation.ts'
import { freePort, startPortal } from '#test/world/portal.ts'
import { openProxy } from '#test/world/proxy.ts'
import { answer, answerQuestions, comeBack, writeReport } from '#test/world/reporter-steps.ts'
import { makePlaces, sightings } from './places.ts'

// Several portals and browsers, one after the other.
vi.setConfig({ testTimeout: 300_000 })

// One word for each field, half of it in a script that survives no careless conversion.
const WORDS = {
  text: 'ညဘက်တံခါး-zq4text-ပိတ်ထား',
  place: 'စက်ရုံ-zq4place-ရန်ကုန်',
  employer: 'အလုပ်ရှင်-zq4employer-ကုမ္ပဏီ',
  part: 'အပိုင်း-zq4part-ဒုတိယ',
  answer: 'အဖြေ-zq4answer-နောက်တစ်ခု',
  unsentAnswer: 'မပို့ရသေး-zq4unsentanswer-စာ',
  unsentReport: 'ရေးနေဆဲ-zq4unsentreport-စာ',
  reply: 'zq4reply-ご返事いたします',
  note: 'zq4note-社内のみ',
  name: 'ခင်ခင်-zq4name-ဦး',
  reach: 'ဖုန်း-zq4reach-ညနေ',
} as const

// Long enough for a browser to write its session down; test/world found the planted form after six seconds.
const SESSION_IS_WRITTEN = 8_000

test.each(['embedded', 'PostgreSQL'] as const)('%s: what people type is in no request, database, log, temporary folder or profile', async (engine) => {
  await using cluster = engine === 'PostgreSQL' ? await startCluster() : null
  await using places = await makePlaces()
  await using line = await openProxy()
  line.target = await freePort()
  const portal = await startPortal({
    dataDir: places.dataDir,
    port: line.target,
    env: { ORIGIN: line.origin, TMPDIR: places.temporary },
    ...(cluster === null ? {} : { databaseUrl: cluster.url }),
  })
  const organisation = await foundOn(portal)
  const lead = organisation.teams[0]?.lead
  if (lead === undefined) throw new Error('a desk without a lead')

  const phone = await openKillable(places.reporterProfile, places.temporary)
  const page = await phone.context.newPage()
  const digits = await writeReport(page, `${line.origin}/my/write`, {
    words: { text: WORDS.text, place: WORDS.place, employer: WORDS.employer, part: WORDS.part },
    chosen: { tiles: ['else'], nearest: ['business'], danger: ['no'] },
  })
  expect(digits).toHaveLength(42)

  const office = await openKillable(places.deskProfile, places.temporary)
  const desk = await office.context.newPage()
  await unlock(desk, line.origin, lead)
  await openFirstCase(desk)
  await desk.getByText(WORDS.text).first().waitFor()
  await reply(desk, WORDS.reply)
  await note(desk, WORDS.note)

  await comeBack(page, `${line.origin}/my/read`, digits)
  await page.getByText(WORDS.reply).waitFor()
  await answer(page, WORDS.answer)
  await page.locator('#own-name summary').click()
  await page.locator('#f-name').fill(WORDS.name)
  await page.locator('#f-reach').fill(WORDS.reach)
  await page.locator('input[name="nameTeams"]').first().check()
  await page.locator('[data-do="name-give"]').click()
  await page.locator('#named li').waitFor()
  await desk.reload()
  await desk.locator('[data-name] button').click()
  await desk.getByText(WORDS.name).waitFor({ timeout: 30_000 })
  await page.locator('#f-reply').fill(WORDS.unsentAnswer)
  const second = await phone.context.newPage()
  await answerQuestions(second, `${line.origin}/my/write`, { words: { text: WORDS.unsentReport } })
  await new Promise((done) => setTimeout(done, SESSION_IS_WRITTEN))
  await phone.kill()
  await office.kill()
  await portal.kill()

  const secrets = [...Object.values(WORDS), ...spellings(digits, 6), ...spellings(lead.phrase.replaceAll(' ', ''), 4), ...spellings(lead.codeLines.join(''), 6)]
  expect(await sightings({ places, line, portals: [portal], cluster }, secrets)).toEqual([])
})

test('a leak through each channel is found by the same search', async () => {
  await using cluster = await startCluster()
  await using places = await makePlaces()
  await using line = await openProxy()
  line.target = await freePort()
  const leak = (channel: string): string => `zq5${channel}-တံခါးပိတ်`
  const portal = await startPortal({
    dataDir: places.dataDir,
    port: line.target,
    // The log: a line that the program itself writes to its console.
    env: { ORIGIN: line.origin, NODE_OPTIONS: '--import data:text/javascript,console.log(process.env.PLANTED)', PLANTED: leak('log') },
  })
  await portal.line(/zq5log/)
  await portal.kill()

  const careless = createServer((asked, gives) => {
    gives.setHeader('Content-Type', asked.url === '/kept' ? 'text/plain; charset=utf-8' : 'text/html; charset=utf-8')
    if (asked.url === '/kept') gives.setHeader('Cache-Control', 'max-age=9999')
    gives.end(asked.url === '/kept' ? leak('cache').repeat(20) : '<textarea></textarea>')
  })
  await new Promise<void>((done) => void careless.listen(0, '127.0.0.1', done))
  line.target = (careless.address() as AddressInfo).port
  const phone = await openKillable(places.reporterProfile, places.temporary)
  const page = await phone.context.newPage()
  await page.goto(line.origin)
  await page.locator('textarea').fill(leak('form'))
  await page.evaluate(keepEverywhere, { database: leak('database'), store: leak('store'), local: leak('local'), sent: leak('sent') })
  await (await phone.context.newPage()).goto(`${line.origin}/kept`)
  await new Promise((done) => setTimeout(done, SESSION_IS_WRITTEN))
  await phone.kill()
  careless.closeAllConnections()
  careless.close()

  // Write-ahead logs: a row that was written and taken away again stands in no table any more.
  const client = new Client({ connectionString: cluster.url })
  await client.connect()
  await client.query('create table planted (t text)')
  await client.query('insert into planted values ($1)', [leak('wal')])
  await client.query('truncate planted')
  await client.query('insert into planted values ($1)', [Buffer.from(leak('dump')).toString('base64')])
  await client.end()
  const embedded = await PGlite.create(join(places.dataDir, 'planted'))
  await embedded.query('create table planted (t text)')
  await embedded.query('insert into planted values ($1)', [leak('embedded')])
  await embedded.close()

  const channels = ['log', 'form', 'database', 'store', 'local', 'cache', 'sent', 'wal', 'dump', 'embedded']
  const found = await sightings({ places, line, portals: [portal], cluster }, channels.map(leak))
  for (const channel of channels) expect(found.filter((one) => one.word === leak(channel)), channel).not.toEqual([])
  expect(found.some((one) => one.where === 'application log')).toBe(true)
  expect(found.some((one) => one.where === 'dump of the database')).toBe(true)
  expect(found.some((one) => one.where.startsWith('body of POST') && one.word === leak('sent'))).toBe(true)
  expect(found.some((one) => /Sessions/.test(one.where) && one.word === leak('form'))).toBe(true)
  expect(found.some((one) => /pg_wal/.test(one.where) && one.word === leak('wal'))).toBe(true)
})

// A number as people group it, and in one piece.
function spellings(digits: string, group: number): string[] {
  const parts = digits.match(new RegExp(`.{1,${group}}`, 'g')) ?? []
  return ['', ' ', '\n', '-', ','].map((between) => parts.join(between))
}

async function keepEverywhere(words: { database: string; store: string; local: string; sent: string }): Promise<void> {
  await new Promise<void>((done) => {
    const opening = indexedDB.open('kept')
    opening.onupgradeneeded = () => void opening.result.createObjectStore('words')
    opening.onsuccess = () => {
      const writing = opening.result.transaction('words', 'readwrite')
      writing.objectStore('words').put(words.database, 'word')
      writing.oncomplete = () => done()
    }
  })
  await (await caches.open('kept')).put('/word', new Response(words.store))
  localStorage.setItem('word', words.local)
  await fetch('/take', { method: 'POST', body: JSON.stringify({ words: words.sent }) })
}
