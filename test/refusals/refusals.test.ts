// Every address and verb of app/routes.ts with every wrong visitor. Each row first succeeds as the rightful visitor with the same bytes;
// an address that nobody listed fails.
import { afterAll, beforeAll, expect, test } from 'vitest'
import routes from '#app/routes.ts'
import { openWorld, type World } from './people.ts'
import { caseworkRows } from './rows-casework.ts'
import { calendarRows } from './rows-calendar.ts'
import { absenceRows } from './rows-absence.ts'
import { deskRows } from './rows-desk.ts'
import { fileRows } from './rows-files.ts'
import { keyRows } from './rows-keys.ts'
import { at } from './rows.ts'

const rows = [...absenceRows, ...calendarRows, ...deskRows, ...caseworkRows, ...fileRows, ...keyRows]

let world: World

beforeAll(async () => {
  world = await openWorld()
})

afterAll(async () => {
  await world?.[Symbol.asyncDispose]()
})

/** Addresses that anybody may open, with one that works. */
const open: Readonly<Record<string, string>> = {
  '': '/',
  ':language': '/my',
  ':language/write': '/my/write',
  ':language/read': '/my/read',
  ':language/help': '/my/help',
  ':language/verify': '/my/verify',
  ':language/copy': '/my/copy',
  ':language/plain': '/my/plain',
  ':language/plain/read': '/my/plain/read',
  leave: '/leave',
  desk: '/desk',
  'desk/set-up': '/desk/set-up',
  'desk/found': '/desk/found',
  'desk/join': '/desk/join',
  'desk/roster': '/desk/roster',
  'desk/recovery': '/desk/recovery',
  'api/challenge': '/api/challenge',
  'api/roster': '/api/roster',
  'api/roster/:hash': '/api/roster/$roster',
}
/** Pages that want a session: everybody else is led to the way in. */
const staff: Readonly<Record<string, string>> = {
  'desk/inbox': '/desk/inbox',
  'desk/decisions': '/desk/decisions',
  'desk/due': '/desk/due',
  'desk/statistics': '/desk/statistics',
  'desk/register': '/desk/register',
  'desk/search': '/desk/search',
  'desk/intake': '/desk/intake',
  'desk/snippets': '/desk/snippets',
  'desk/calendar': '/desk/calendar',
  'desk/absences': '/desk/absences',
  'desk/case/:caseId/print': '/desk/case/$case/print',
  'desk/case/:caseId': '/desk/case/$case',
  'desk/members': '/desk/members',
  'desk/settings': '/desk/settings',
  'desk/drill': '/desk/drill',
  'desk/ways-in': '/desk/ways-in',
}
/** Pages that take what a browser without scripts posts. */
const formPages = [':language/plain', ':language/plain/read']
/** Addresses with tests of their own below. */
const own = ['desk/api/set-up', 'desk/api/founding', 'desk/api/roster', 'desk/api/unlock', 'desk/api/signout']

function addresses(entries: typeof routes): string[] {
  return entries.flatMap((entry) => [...(entry.file.endsWith('layout.tsx') ? [] : [entry.path ?? '']), ...addresses(entry.children ?? [])])
}

const filled = (path: string) => path.replace('$case', world.reporter.caseId).replace('$roster', rosterHash)
let rosterHash = ''

test('every address is in one of the tables', () => {
  const known = new Set([...Object.keys(open), ...Object.keys(staff), ...own, ...rows.map(({ route }) => route)])
  expect(addresses(routes).filter((path) => !known.has(path))).toEqual([])
  expect([...known].filter((path) => !addresses(routes).includes(path))).toEqual([])
})

for (const row of rows) {
  test(`${row.verb} /${row.route}`, async () => {
    const good = await row.rightful(world)
    expect([good.status, row.route]).toEqual([200, row.route])
    for (const [who, status, ask] of row.wrong) {
      const answer = await ask(world)
      const body = await answer.text()
      expect([who, answer.status, answer.headers.getSetCookie()]).toEqual([who, status, []])
      // One closed word and nothing else: no refusal says more than another.
      expect(JSON.parse(body)).toEqual({ reason: expect.stringMatching(/^[a-z-]+$/) })
    }
    expect((await row.rightful(world)).status, 'again').toBe(200)
  })
}

test('a wrong key and an unknown name get the same bytes', async () => {
  const fetchRow = rows.find(({ route }) => route === 'api/fetch')
  const answers = await Promise.all((fetchRow?.wrong ?? []).filter(([, status]) => status === 401).map(([, , ask]) => ask(world)))
  const signatures = (await Promise.all(answers.map((answer) => answer.text()))).filter((text) => !text.includes('challenge'))
  expect(new Set(signatures)).toEqual(new Set(['{"reason":"signature"}']))
})

test('open addresses are open to nobody in particular', async () => {
  rosterHash = ((await (await at(world, '/api/roster')).json()) as { hash: string }).hash
  for (const path of Object.values(open)) {
    const answer = await at(world, filled(path))
    expect([path, [200, 302].includes(answer.status), answer.headers.getSetCookie()]).toEqual([path, true, []])
  }
})

test('pages that take a form take nothing else: no foreign page, no file, no JSON, nothing too big, no guessed visit', async () => {
  const form = { 'Content-Type': 'application/x-www-form-urlencoded' }
  for (const path of formPages.map((page) => open[page] ?? '')) {
    const asked = async (body: string, headers: Record<string, string>) => (await at(world, path, { method: 'POST', body, headers })).status
    expect(await asked('text=x', { ...form, Origin: 'https://elsewhere.example' })).toBe(403)
    expect(await asked('text=x', { ...form, 'Sec-Fetch-Site': 'cross-site' })).toBe(403)
    expect(await asked('{}', { 'Content-Type': 'application/json' })).toBe(400)
    expect(await asked('--a\r\nContent-Disposition: form-data; name="text"; filename="x"\r\n\r\nx\r\n--a--\r\n', { 'Content-Type': 'multipart/form-data; boundary=a' })).toBe(400)
    expect(await asked(`text=${'x'.repeat(900 * 1024)}`, form)).toBe(413)
    expect(await asked('', form)).toBe(200)
  }
  const guessed = await (await at(world, '/my/plain/read', { method: 'POST', body: `visit=${'A'.repeat(90)}&does=reply&text=x`, headers: form })).text()
  expect(guessed).toContain('name="line"')
  expect(guessed).not.toContain('id="letters"')
})

test('staff pages lead everybody without a session to the way in, and their data too', async () => {
  for (const path of Object.values(staff)) {
    for (const address of [filled(path), `${filled(path)}.data`]) {
      expect([address, (await at(world, address, { headers: { Cookie: world.signers.lead.cookie } })).status]).toEqual([address, 200])
      for (const cookie of ['', `__Secure-todoke-desk=${'A'.repeat(43)}`, world.signers.removed.cookie]) {
        const answer = await at(world, address, { headers: cookie === '' ? {} : { Cookie: cookie } })
        const text = await answer.text()
        expect([address, [302, 202].includes(answer.status)]).toEqual([address, true])
        expect(text.length).toBeLessThan(400)
      }
    }
  }
})

test('every other verb is refused everywhere', async () => {
  const posts = new Set(rows.filter(({ verb }) => verb === 'POST').map(({ route }) => route).concat('desk/api/set-up', 'desk/api/roster', 'desk/api/unlock', 'desk/api/signout', ...formPages))
  const gets = new Set(rows.filter(({ verb }) => verb === 'GET').map(({ route }) => route).concat('desk/api/set-up', 'desk/api/founding', ...Object.keys(open), ...Object.keys(staff)))
  for (const route of addresses(routes)) {
    const path = filled(open[route] ?? staff[route] ?? `/${route}`)
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS', ...(posts.has(route) ? [] : ['POST']), ...(gets.has(route) ? [] : ['GET'])]) {
      expect([method, path, (await at(world, path, { method })).status]).toEqual([method, path, 405])
    }
  }
})
