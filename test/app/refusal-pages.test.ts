// What people read where something went wrong: on a practice portal it carries the mark as every page does, and a reporter can leave from it.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { withReadings } from '#app/http/readings.server.ts'
import { textsFor } from '#app/http/texts.server.ts'
import { languages } from '#locales/index.ts'
import { startPortal, type Portal } from '#test/world/portal.ts'

let portal: Portal

beforeAll(async () => {
  portal = await startPortal({ practice: true })
})

afterAll(async () => {
  await portal[Symbol.asyncDispose]()
})

async function page(path: string, method = 'GET', headers: Record<string, string> = {}) {
  const answer = await fetch(`${portal.origin}${path}`, { method, headers })
  return { status: answer.status, policy: answer.headers.get('content-security-policy'), html: await answer.text() }
}

function refused(language: string, key: string) {
  const { t, dir } = textsFor(language)
  return {
    root: `<html lang="${language}" dir="${dir}">`,
    heading: withReadings(`<h1>${t(key)}</h1>`),
    exit: `href="/leave">${withReadings(t('common.exit'))}`,
    mark: withReadings(`<aside class="mark">${t('notice.practice')}</aside>`),
    way: `<a href="/${language}">`,
  }
}

test.for(languages())('%s: whatever is refused speaks the language of its address, with exit, mark, sheet and a way back', async (language) => {
  const asked = [
    [`/${language}/nothing`, 'GET', 404],
    [`/${language}/write/nothing`, 'GET', 404],
    [`/${language}/write`, 'POST', 405],
    [`/${language}`, 'DELETE', 405],
  ] as const
  for (const [path, method, status] of asked) {
    const got = await page(path, method)
    expect([path, got.status]).toEqual([path, status])
    for (const piece of Object.values(refused(language, 'error.page'))) expect(got.html, `${method} ${path}`).toContain(piece)
    expect(got.html).toMatch(/<link rel="stylesheet" href="\/assets\/reporter-[^"]+\.css">/)
    expect(got.html).toMatch(/<script type="module" src="\/assets\/exit-[^"]+\.js" integrity="sha384-/)
    expect(got.policy).toContain("script-src 'self'; ")
  }
})

test('an address that names no language asks the browser', async () => {
  const got = await page('/nothing', 'GET', { 'Accept-Language': 'ur' })
  for (const piece of Object.values(refused('ur', 'error.page'))) expect(got.html).toContain(piece)
})

test('an address that cannot be read at all', async () => {
  const got = await page(`/${'a'.repeat(3000)}`, 'GET', { 'Accept-Language': 'my' })
  expect(got.status).toBe(400)
  for (const piece of Object.values(refused('my', 'error.request'))) expect(got.html).toContain(piece)
})

test('staff read a language of the desk, the mark, and no exit', async () => {
  for (const language of ['en', 'ja']) {
    const { t } = textsFor(language)
    const got = await page(`/desk/nothing?lng=${language}`)
    expect(got.status).toBe(404)
    expect(got.html).toContain(`<html lang="${language}" dir="ltr">`)
    expect(got.html).toContain(`<h1>${t('error.page')}</h1>`)
    expect(got.html).toContain(`<p class="practice">${t('desk.practice')}</p>`)
    expect(got.html).toMatch(/<link rel="stylesheet" href="\/assets\/desk-[^"]+\.css">/)
    expect(got.html).not.toContain('/leave')
  }
})

test('every page of a practice portal carries the mark', async () => {
  for (const language of languages()) {
    for (const room of ['', '/write', '/read', '/help']) expect((await page(`/${language}${room}`)).html, `${language}${room}`).toContain(refused(language, 'error.page').mark)
  }
  for (const path of ['/desk', '/desk/found', '/desk/join']) expect((await page(`${path}?lng=en`)).html, path).toContain(textsFor('en').t('desk.practice'))
})

test('a script that asks a wrong address reads a reason, no page', async () => {
  const got = await page('/api/nothing')
  expect([got.status, JSON.parse(got.html)]).toEqual([404, { reason: 'missing' }])
})
