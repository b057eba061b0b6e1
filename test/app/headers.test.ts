// What every answer of a live portal says about itself, address by address, on the build.
import { afterAll, beforeAll, expect, test } from 'vitest'
import routes from '#app/routes.ts'
import { signIn } from '#app/practice/founding.server.ts'
import { foundOn, type Organisation } from '#test/world/organisation.ts'
import { startPortal, type Portal } from '#test/world/portal.ts'

let portal: Portal
let organisation: Organisation

beforeAll(async () => {
  portal = await startPortal()
  organisation = await foundOn(portal)
})

afterAll(async () => {
  await portal?.[Symbol.asyncDispose]()
})

const everywhere = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-frame-options': 'DENY',
}
const nobody = 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=(), browsing-topics=()'
// Passkeys are for the pages of staff alone.
const permissions = (policy: string) => {
  const passkeys = policy === 'desk' ? '(self)' : '()'
  return `${nobody}, publickey-credentials-get=${passkeys}, publickey-credentials-create=${passkeys}`
}
const page = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
const sealing = `${page}; worker-src 'self'; connect-src 'self'`
const policies = {
  page,
  sealing,
  reading: sealing.replace("img-src 'self'", "img-src 'self' blob:"),
  desk: "default-src 'none'; style-src 'self'; script-src 'self' 'nonce-N'; img-src 'self' data: blob:; media-src blob:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; worker-src 'self'; connect-src 'self'",
  none: "default-src 'none'; frame-ancestors 'none'",
}

/** Address: path to ask, status, policy, and what differs from `no-store`. */
const table: Readonly<Record<string, readonly [path: string, status: number, policy: keyof typeof policies, cache?: string]>> = {
  '': ['/', 302, 'none'],
  ':language': ['/my', 200, 'page'],
  ':language/write': ['/ur/write', 200, 'reading'],
  ':language/read': ['/ja/read', 200, 'reading'],
  ':language/help': ['/en/help', 200, 'page'],
  ':language/verify': ['/my/verify', 200, 'sealing'],
  ':language/copy': ['/ur/copy', 200, 'reading'],
  ':language/plain': ['/my/plain', 200, 'page'],
  ':language/plain/read': ['/ur/plain/read', 200, 'page'],
  leave: ['/leave', 302, 'none'],
  'api/challenge': ['/api/challenge', 200, 'none'],
  'api/roster': ['/api/roster', 200, 'none'],
  'api/roster/:hash': ['/api/roster/$roster', 200, 'none', 'public, max-age=31536000, immutable'],
  'api/submit': ['/api/submit', 405, 'none'],
  'api/fetch': ['/api/fetch', 405, 'none'],
  'api/post': ['/api/post', 405, 'none'],
  'api/name': ['/api/name', 405, 'none'],
  'api/part': ['/api/part', 405, 'none'],
  'api/file': ['/api/file', 405, 'none'],
  'calendar/:token': [`/calendar/${'A'.repeat(43)}.ics`, 404, 'none'],
  desk: ['/desk', 200, 'desk'],
  // A live portal has no set-up any more.
  'desk/set-up': ['/desk/set-up', 302, 'none'],
  'desk/found': ['/desk/found', 200, 'desk'],
  'desk/join': ['/desk/join', 200, 'desk'],
  'desk/roster': ['/desk/roster', 200, 'desk'],
  'desk/recovery': ['/desk/recovery', 200, 'desk'],
  'desk/drill': ['/desk/drill', 200, 'desk'],
  'desk/ways-in': ['/desk/ways-in', 200, 'desk'],
  'desk/inbox': ['/desk/inbox', 200, 'desk'],
  'desk/due': ['/desk/due', 200, 'desk'],
  'desk/statistics': ['/desk/statistics', 200, 'desk'],
  'desk/register': ['/desk/register', 200, 'desk'],
  'desk/search': ['/desk/search', 200, 'desk'],
  'desk/intake': ['/desk/intake', 200, 'desk'],
  'desk/snippets': ['/desk/snippets', 200, 'desk'],
  'desk/calendar': ['/desk/calendar', 200, 'desk'],
  'desk/absences': ['/desk/absences', 200, 'desk'],
  'desk/decisions': ['/desk/decisions', 200, 'desk'],
  'desk/case/:caseId/print': [`/desk/case/${'0'.repeat(64)}/print`, 200, 'desk'],
  'desk/case/:caseId': [`/desk/case/${'0'.repeat(64)}`, 200, 'desk'],
  'desk/members': ['/desk/members', 200, 'desk'],
  'desk/settings': ['/desk/settings', 200, 'desk'],
  'desk/api/set-up': ['/desk/api/set-up', 401, 'none'],
  'desk/api/founding': ['/desk/api/founding', 404, 'none'],
  'desk/api/roster': ['/desk/api/roster', 405, 'none'],
  'desk/api/found': ['/desk/api/found', 405, 'none'],
  'desk/api/card': ['/desk/api/card', 405, 'none'],
  'desk/api/unlock': ['/desk/api/unlock', 405, 'none'],
  'desk/api/signin': ['/desk/api/signin', 405, 'none'],
  'desk/api/signout': ['/desk/api/signout', 405, 'none'],
  'desk/api/directory': ['/desk/api/directory', 200, 'none'],
  'desk/api/inbox': ['/desk/api/inbox', 200, 'none'],
  'desk/api/case': ['/desk/api/case', 405, 'none'],
  'desk/api/write': ['/desk/api/write', 405, 'none'],
  'desk/api/invite': ['/desk/api/invite', 405, 'none'],
  'desk/api/admit': ['/desk/api/admit', 405, 'none'],
  'desk/api/boxes': ['/desk/api/boxes', 405, 'none'],
  'desk/api/settings': ['/desk/api/settings', 200, 'none'],
  // Sessions of their own: that of a member counts for nothing there.
  'desk/api/root': ['/desk/api/root', 405, 'none'],
  'desk/api/roster-draft': ['/desk/api/roster-draft', 401, 'none'],
  'desk/api/desk-plan': ['/desk/api/desk-plan', 405, 'none'],
  'desk/api/recovery': ['/desk/api/recovery', 404, 'none'],
  'desk/api/recovery/directory': ['/desk/api/recovery/directory', 401, 'none'],
  'desk/api/recovery/inbox': ['/desk/api/recovery/inbox', 401, 'none'],
  'desk/api/recovery/case': ['/desk/api/recovery/case', 401, 'none'],
  'desk/api/recovery-boxes': ['/desk/api/recovery-boxes', 404, 'none'],
  'desk/api/rekey': ['/desk/api/rekey', 404, 'none'],
  'desk/api/rotate': ['/desk/api/rotate', 405, 'none'],
  'desk/api/drill': ['/desk/api/drill', 405, 'none'],
  'desk/api/part': ['/desk/api/part', 405, 'none'],
  'desk/api/file': ['/desk/api/file', 405, 'none'],
  'desk/api/copy': ['/desk/api/copy', 405, 'none'],
  'desk/api/shred': ['/desk/api/shred', 405, 'none'],
  'desk/api/due': ['/desk/api/due', 200, 'none'],
  'desk/api/proposals': ['/desk/api/proposals', 200, 'none'],
  'desk/api/records': ['/desk/api/records', 400, 'none'],
  'desk/api/decisions': ['/desk/api/decisions', 400, 'none'],
  'desk/api/presence': ['/desk/api/presence', 400, 'none'],
  'desk/api/name': ['/desk/api/name', 405, 'none'],
  'desk/api/keep': ['/desk/api/keep', 405, 'none'],
  'desk/api/drop': ['/desk/api/drop', 405, 'none'],
  'desk/api/ask': ['/desk/api/ask', 405, 'none'],
  'desk/api/decide': ['/desk/api/decide', 405, 'none'],
  'desk/api/calendar': ['/desk/api/calendar', 200, 'none'],
  'desk/api/absences': ['/desk/api/absences', 200, 'none'],
  'desk/api/audit-place': ['/desk/api/audit-place', 200, 'none'],
  'desk/api/audit': ['/desk/api/audit', 404, 'none'],
}

function addresses(entries: typeof routes): string[] {
  return entries.flatMap((entry) => [...(entry.file.endsWith('layout.tsx') ? [] : [entry.path ?? '']), ...addresses(entry.children ?? [])])
}

async function ask(path: string, cookie = ''): Promise<Response> {
  return fetch(`${portal.origin}${path}`, { redirect: 'manual', headers: { ...(cookie === '' ? {} : { Cookie: cookie }), 'Accept-Encoding': 'br' } })
}

test('every address has its line', () => {
  expect(addresses(routes).sort()).toEqual(Object.keys(table).sort())
})

test('the headers of every address', async () => {
  const { hash } = (await (await ask('/api/roster')).json()) as { hash: string }
  const cookie = await staffCookie()
  for (const [address, [path, status, policy, cache]] of Object.entries(table)) {
    const staff = address.startsWith('desk/')
    const answer = await ask(path.replace('$roster', hash), staff ? cookie : '')
    const headers = Object.fromEntries(answer.headers)
    const said = headers['content-security-policy']?.replace(/'nonce-[A-Za-z0-9+/]{22}=='/, "'nonce-N'")
    expect([address, answer.status, said]).toEqual([address, status, policies[policy]])
    expect([address, headers['cache-control']]).toEqual([address, cache ?? 'no-store'])
    expect([address, headers['permissions-policy']]).toEqual([address, permissions(policy)])
    expect(headers).toMatchObject({ ...everywhere, ...(address === 'leave' ? { 'referrer-policy': 'no-referrer' } : {}) })
    expect([address, answer.headers.getSetCookie()]).toEqual([address, []])
    expect(headers).not.toHaveProperty('x-powered-by')
    expect(headers).not.toHaveProperty('server')
  }
})

test('leaving clears what the browser kept', async () => {
  const answer = await ask('/leave')
  expect(answer.headers.get('clear-site-data')).toBe('"cache", "storage"')
  expect(answer.headers.get('location')).toBe('https://www.wikipedia.org/')
})

test('workers and other files live under policies of their own and for a year', async () => {
  const html = await (await ask('/my/write')).text()
  const [, workers = ''] = /data-worker="([^"]+)"/.exec(html) ?? []
  const [script] = /\/assets\/write-[^"]+\.js/.exec(html) ?? []
  expect(workers.split(' ').map((address) => address.replace(/-[\w-]{8}\.js$/, ''))).toEqual(['/assets/reporter-worker', '/assets/reporter-worker-plain', '/assets/probe-worker'])
  for (const worker of workers.split(' ')) {
    const answer = await ask(worker)
    expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'; script-src 'wasm-unsafe-eval'")
    expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(answer.headers.get('content-encoding')).toBe('br')
  }
  const scriptAnswer = await ask(script ?? '')
  expect(scriptAnswer.headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'")
  expect(scriptAnswer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  expect(html).toMatch(new RegExp(`${script}" integrity="sha384-`))
})

test('a page tells in its headers what it needs, so that a slow line carries it at once', async () => {
  const answer = await ask('/my/write')
  expect(answer.headers.get('link')).toMatch(/^<\/assets\/reporter-[^>]+\.css>; rel=preload; as=style, <\/assets\/write-[^>]+\.js>; rel=modulepreload; integrity=sha384-[A-Za-z0-9+/]{64}$/)
})

test('reporter pages are the same bytes for everybody, name nobody else, and run no inline script', async () => {
  for (const path of ['/my', '/ur/write', '/ja/read', '/en/help']) {
    const pages = await Promise.all([ask(path), ask(path, `x=${'y'.repeat(20)}`), ask(path)])
    const [first, second, third] = await Promise.all(pages.map((answer) => answer.text()))
    expect(second).toBe(first)
    expect(third).toBe(first)
    // React's stream leaves NUL bytes where a letter of several bytes meets the end of its buffer.
    expect(first).not.toMatch(/[\0\uFFFD]/)
    expect(first).not.toMatch(/<script(?![^>]* src="\/assets\/)/)
    expect(first).not.toMatch(/ (style|on\w+)="/)
    expect((first ?? '').match(/(src|href)="https?:/g)).toBeNull()
  }
})

async function staffCookie(): Promise<string> {
  const lead = organisation.teams[0]?.lead
  if (lead === undefined) throw new Error('no team')
  let cookie = ''
  const door = { ...organisation.door, ask: async (request: Request) => {
    const answer = await fetch(request)
    cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? cookie
    return answer
  } }
  const { visitorAt } = await import('#app/practice/door.server.ts')
  await signIn({ keys: lead.keys, visitor: visitorAt(door) }, organisation.door.today)
  return cookie
}
