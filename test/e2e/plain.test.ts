// Writing and coming back in w3m, a browser without scripts, against a real portal: sent, sent again after a cut, read, answered.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { actAsDesk, openAs } from '#app/practice/desk.server.ts'
import { reporterDevice } from '#crypto/worker/reporter-device.ts'
import type { CaseView } from '#crypto/worker/views.ts'
import type { InboxRow } from '#crypto/answers.ts'
import { comeBackWith } from '#test/world/coming-back.ts'
import { foundOn, type Organisation } from '#test/world/organisation.ts'
import { startPortal, type Portal } from '#test/world/portal.ts'
import { openProxy, type Proxy } from '#test/world/proxy.ts'
import { needlesFor, sightingsBelow } from '#test/world/scanner.ts'
import { openTextBrowser } from './plain/text-browser.ts'

let line: Proxy
let portal: Portal
let organisation: Organisation

beforeAll(async () => {
  line = await openProxy()
  portal = await startPortal({ env: { ORIGIN: line.origin, EXIT_URL: 'http://localhost/' } })
  line.target = portal.port
  organisation = await foundOn(portal)
})

afterAll(async () => {
  await portal?.[Symbol.asyncDispose]()
  await line?.[Symbol.asyncDispose]()
})

const words = 'They keep our passports in the office.'
const later = 'Twenty people live in the house.'
const news = 'Thank you. How many of you are there?'

// The seven lines of the ticket, as a person copies them.
function codeOn(page: string): string {
  return [...page.matchAll(/^\s*(?:\d\. )?\d (\d{3}) (\d{3})\s*$/gm)].map(([, a, b]) => `${a}${b}`).join('')
}

async function cases(): Promise<number> {
  const lead = lead0()
  const inbox = await lead.visitor.get<{ rows: InboxRow[]; counts: { open: number } }>('/desk/api/inbox?view=open', organisation.door.today)
  return inbox.counts.open
}

function lead0() {
  const [team] = organisation.teams
  if (team === undefined) throw new Error('the organisation has no team')
  return team.lead
}

async function deskAnswers(digits: string): Promise<void> {
  const [team] = organisation.teams
  if (team === undefined) throw new Error('the organisation has no team')
  const keys = reporterDevice()
  const read = await keys.openCode({ text: digits, instanceId: organisation.instanceId })
  if (read.result !== 'ok') throw new Error('the code does not read')
  const story = { name: 'plain', language: 'en', daysAgo: 0, tiles: [], answers: {}, turns: [] } as const
  const reporter = { story, caseId: read.caseId, digits, lines: [], keys, visitor: team.lead.visitor }
  for (const turn of [{ act: 'acknowledge', sentences: ['S01'] }, { act: 'ask', text: news, language: 'en' }] as const) {
    await actAsDesk(team, reporter, { ...turn, by: 'legal', after: 0 }, organisation.door.today)
  }
}

function own(view: CaseView): readonly (readonly [string, string, string])[] {
  return view.timeline.flatMap((entry) => (entry.type === 'report' || entry.type === 'text' || entry.type === 'answer' ? [[entry.type, entry.mark, entry.fields.text ?? ''] as const] : []))
}

test('written, sent again after a cut, read and answered, each message with its origin', async () => {
  let digits = ''
  {
    await using browser = await openTextBrowser(`${line.origin}/en`)
    await browser.until(/For a moment our computer can read it/)
    await browser.to('Write a message')
    await browser.press()
    const form = await browser.until(/What happened\?/)
    // What it costs stands before the first field, and the code before anything was sent.
    expect(form.indexOf('Our computer locks it')).toBeLessThan(form.search(/\[ \]/))
    digits = codeOn(form)
    expect(digits).toMatch(/^\d{42}$/)
    await browser.to('Cannot leave the job', -1)
    await browser.press()
    await browser.to('Since when', 1)
    await browser.write(words)
    await browser.until(/\[They keep our/)

    // The portal takes it, and its answer is lost on the way.
    let lost = 0
    line.swallow = ({ method, path }) => method === 'POST' && path === '/en/plain' && (lost += 1) === 1
    await browser.to('Better if other people', 1)
    await browser.press()
    for (let tries = 0; lost === 0 && tries < 40; tries += 1) await new Promise((done) => setTimeout(done, 50))
    expect(lost).toBe(1)
    // Nothing came: the page is empty, or still the form.
    if (!/What happened\?/.test(await browser.page())) await browser.back()
    await browser.until(/What happened\?/)
    await browser.to('Better if other people', 1)
    await browser.press()
    const sent = await browser.until(/We have your message/)
    expect(codeOn(sent)).toBe(digits)
    expect(sent).toContain('It arrived on')
  }
  expect(line.asked.filter(({ method, path }) => method === 'POST' && path === '/en/plain').map(({ body }) => body.toString()).every((body, _, all) => body === all[0])).toBe(true)
  await openAs(lead0(), await caseIdOf(digits), organisation.door.today)
  expect(await cases()).toBe(1)
  await deskAnswers(digits)

  await using browser = await openTextBrowser(`${line.origin}/en`)
  await browser.to('I have a code')
  await browser.press()
  await browser.until(/Whoever runs our computer could keep it/)
  await browser.to('You can use the numbers', 1)
  for (let place = 0; place < 7; place += 1) {
    await browser.type(digits.slice(6 * place, 6 * place + 6))
    await browser.to('You can use the numbers', place + 2)
  }
  await browser.to('You can use the numbers', 8)
  await browser.press()
  const talk = await browser.until(/Your messages/)
  expect(talk).toContain(words)
  expect(talk).toContain('Our computer locked this message, not your phone.')
  expect(talk.replace(/\s+/g, ' ')).toContain(news)
  await browser.to('Your answer', 1)
  await browser.write(later)
  await browser.to('Your answer', 3)
  await browser.press()
  const answered = await browser.until(/Sent on/)
  expect(answered).toContain(later)

  const view = await comeBackWith(organisation, digits)
  expect(own(view)).toEqual([['report', 'server', words], ['answer', 'server', later]])
  expect(view.warnings).toEqual([])
  // Nothing of what was typed is in an address.
  for (const { path } of line.asked.filter((one) => one.path.startsWith('/en'))) expect(path).toMatch(/^\/en(\/plain(\/read)?)?$/)
})

async function caseIdOf(digits: string): Promise<string> {
  const read = await reporterDevice().openCode({ text: digits, instanceId: organisation.instanceId })
  if (read.result !== 'ok') throw new Error('the code does not read')
  return read.caseId
}

/** A form as a browser without scripts posts it. */
async function posted(path: string, fields: readonly (readonly [string, string])[]): Promise<string> {
  const answer = await fetch(`${line.origin}${path}`, { method: 'POST', body: new URLSearchParams(fields.map(([name, value]) => [name, value])) })
  expect([path, answer.status, answer.headers.get('cache-control')]).toEqual([path, 200, 'no-store'])
  return answer.text()
}

const hidden = (html: string, name: string) => new RegExp(`name="${name}"[^>]*value="([^"]+)"`).exec(html)?.[1] ?? ''

test('the same form twice at once is one case; other words under its code come back with a new code', async () => {
  const code = hidden(await (await fetch(`${line.origin}/en/plain`)).text(), 'code')
  const before = await cases()
  const fields = [['tiles', 'pay'], ['text', 'No pay since May.'], ['code', code]] as const
  for (const html of await Promise.all([posted('/en/plain', fields), posted('/en/plain', fields), posted('/en/plain', fields)])) expect(html).toContain('id="h-sent"')
  expect(await cases()).toBe(before + 1)
  const other = await posted('/en/plain', [['tiles', 'pay'], ['text', 'Something else.'], ['code', code]])
  expect(other).not.toContain('id="h-sent"')
  expect(other).toContain('>Something else.</textarea>')
  expect(hidden(other, 'code')).toMatch(/^\d{42}$/)
  expect(hidden(other, 'code')).not.toBe(code)
  expect(await cases()).toBe(before + 1)
})

test('an answer that is posted again, or after its visit is over, is said once', async () => {
  const code = hidden(await (await fetch(`${line.origin}/en/plain`)).text(), 'code')
  await posted('/en/plain', [['text', words], ['code', code]])
  const talk = await posted('/en/plain/read', [['line', code]])
  const said = [['turn', hidden(talk, 'turn')], ['text', later], ['does', 'reply']] as const
  for (let times = 0; times < 2; times += 1) expect(await posted('/en/plain/read', [['visit', hidden(talk, 'visit')], ...said])).toContain('id="posting"')
  const asked = await posted('/en/plain/read', [['visit', 'B'.repeat(100)], ...said])
  expect([hidden(asked, 'text'), hidden(asked, 'turn'), hidden(asked, 'does')]).toEqual([later, hidden(talk, 'turn'), 'reply'])
  expect(await posted('/en/plain/read', [...said, ['line', code]])).toContain('id="posting"')
  expect(own(await comeBackWith(organisation, code))).toEqual([['report', 'server', words], ['text', 'server', later]])
  expect(await posted('/en/plain/read', [['line', `${code.slice(0, 41)}${(Number(code[41]) + 1) % 10}`]])).toContain('role="alert"')
})

test('nothing of the words and of the code lies in a file of the portal or on its console', async () => {
  const code = hidden(await (await fetch(`${line.origin}/en/plain`)).text(), 'code')
  const secret = 'Umbrellas are kept in the seventh cupboard'
  await posted('/en/plain', [['text', secret], ['code', code]])
  const talk = await posted('/en/plain/read', [['line', code]])
  await posted('/en/plain/read', [['visit', hidden(talk, 'visit')], ['turn', hidden(talk, 'turn')], ['text', `${secret} still`], ['does', 'reply']])
  expect(await sightingsBelow(portal.dataDir, needlesFor(['seventh cupboard', code]))).toEqual([])
  expect(portal.lines.join('\n')).not.toMatch(/cupboard|\d{42}/)
})
