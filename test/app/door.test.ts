// The server's front door, on a real portal: whatever is thrown at it gets a 4xx and the process lives.
import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { securityText } from '#app/http/security-text.server.ts'
import { startPortal, type Portal } from '#test/world/portal.ts'

let portal: Portal

beforeAll(async () => {
  portal = await startPortal({ env: { SECURITY_CONTACT: 'mailto:security@todoke.example' } })
})

afterAll(async () => {
  await portal[Symbol.asyncDispose]()
})

async function lives(): Promise<void> {
  const answer = await fetch(`${portal.origin}/healthz`)
  expect([answer.status, await answer.text()]).toEqual([200, 'ok\n'])
}

// Sends bytes as they are and gives the first line of what comes back, empty if the connection just ends.
function raw(text: string, options: { readonly end?: boolean } = {}): Promise<string> {
  return new Promise((resolve) => {
    let answer = ''
    const socket = connect(portal.port, '127.0.0.1', () => {
      socket.write(text)
      if (options.end === true) setTimeout(() => socket.destroy(), 100)
    })
    socket.on('data', (part) => void (answer += part.toString()))
    socket.on('close', () => resolve(answer.split('\r\n')[0] ?? ''))
    socket.on('error', () => resolve(answer.split('\r\n')[0] ?? ''))
  })
}

test('healthz answers without a database', lives)

test('whoever finds a weakness is told where to write, for a month from today', async () => {
  const answer = await fetch(`${portal.origin}/.well-known/security.txt`)
  expect([answer.status, answer.headers.get('content-type'), answer.headers.getSetCookie()]).toEqual([200, 'text/plain; charset=utf-8', []])
  const told = Object.fromEntries((await answer.text()).trim().split('\n').map((line) => line.split(/: (.*)/, 2)))
  expect(told).toEqual({
    Contact: 'mailto:security@todoke.example',
    Expires: expect.stringMatching(/T00:00:00\.000Z$/),
    Canonical: `${portal.origin}/.well-known/security.txt`,
  })
  const days = (Date.parse(told['Expires'] ?? '') - Date.now()) / 86_400_000
  expect([days > 28, days < 31]).toEqual([true, true])
  expect(securityText(null, portal.origin, 0)).toBeUndefined()
})

test.for([
  ['no HTTP at all', 'hello\r\n\r\n', 400],
  ['a header that is none', 'GET / HTTP/1.1\r\nHost: x\r\nbad header\r\n\r\n', 400],
  ['two lengths', 'POST /api/submit HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx', 400],
  ['length and chunks', 'POST /api/submit HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n', 400],
  ['broken chunks', 'POST /api/submit HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n', 400],
  ['too many headers', `GET / HTTP/1.1\r\nHost: x\r\nA: ${'a'.repeat(20_000)}\r\n\r\n`, 431],
  ['another host in the address', 'GET http://evil.example/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 400],
  ['two slashes', 'GET //evil.example/my HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 400],
  ['a backslash for the second slash', 'GET /\\evil.example/my HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 400],
  ['an address without end', `GET /${'a'.repeat(3000)} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`, 400],
  ['an address that is no text', 'GET /%ff%fe HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 404],
  ['a verb nobody knows here', 'DELETE /my HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 405],
  ['climbing out of the folder', 'GET /assets/../../package.json HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 404],
  ['climbing out, hidden', 'GET /assets/%2e%2e%2f%2e%2e%2fpackage.json HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 404],
] as const)('%s gets a 4xx', async ([, text, status]) => {
  expect(await raw(text)).toContain(` ${status} `)
  await lives()
})

test('bodies that are announced and held back fill the room for all: then a reporter is asked to come back, and room comes free again', async () => {
  const sockets = Array.from({ length: 60 }, () => connect(portal.port, '127.0.0.1'))
  for (const socket of sockets) {
    socket.on('error', () => undefined)
    socket.write('POST /desk/api/write HTTP/1.1\r\nHost: x\r\nContent-Length: 2097152\r\n\r\nfirst bytes')
  }
  const knock = () => fetch(`${portal.origin}/api/submit`, { method: 'POST', headers: { Origin: portal.origin }, body: new Uint8Array(500_000) })
  await expect.poll(async () => (await knock()).status).toBe(503)
  const refused = await knock()
  expect([await refused.json(), refused.headers.get('retry-after')]).toEqual([{ reason: 'busy' }, '5'])
  for (const socket of sockets) socket.destroy()
  await expect.poll(async () => (await knock()).status).not.toBe(503)
  await lives()
})

test('a body that stops in the middle ends its own connection and nothing else', async () => {
  for (const path of ['/api/submit', '/desk/api/write']) {
    expect(await raw(`POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n\r\nonly this`, { end: true })).toBe('')
  }
  await lives()
})

test('a body that is too big gets 413, announced or not', async () => {
  const big = new Uint8Array(1024 * 1024)
  const known = await fetch(`${portal.origin}/api/submit`, { method: 'POST', body: big })
  expect([known.status, await known.json()]).toEqual([413, { reason: 'too-big' }])
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      for (let part = 0; part < 16; part++) controller.enqueue(big.subarray(0, 65536))
      controller.close()
    },
  })
  const unknown = await fetch(`${portal.origin}/api/submit`, { method: 'POST', body: stream, duplex: 'half' } as RequestInit)
  expect(unknown.status).toBe(413)
  await lives()
})

test('a page of another origin may not post, whatever it calls itself', async () => {
  const from = (headers: Record<string, string>) => fetch(`${portal.origin}/desk/api/signout`, { method: 'POST', headers })
  expect((await from({ Origin: 'https://evil.example' })).status).toBe(403)
  expect((await from({ Origin: 'null' })).status).toBe(403)
  expect((await from({ Origin: 'https://evil.example', 'X-Forwarded-Host': 'evil.example', Host: 'evil.example' })).status).toBe(403)
  expect((await from({ Origin: portal.origin })).status).toBe(200)
})

test('pages take no forms, and a refused page speaks the language of its address', async () => {
  const answer = await fetch(`${portal.origin}/ur`, { method: 'POST', body: 'text=hello' })
  expect(answer.status).toBe(405)
  const html = await answer.text()
  expect(html).toContain('<html lang="ur" dir="rtl"')
  expect(html).not.toContain('class="mark"')
})

test('nothing of a request reaches the log', async () => {
  await fetch(`${portal.origin}/my/secret-word-in-a-path?secret-word=1`, { headers: { 'User-Agent': 'secret-word', 'X-Forwarded-For': '203.0.113.7' } })
  await raw('GET /secret-word HTTP/1.1\r\nbad header\r\n\r\n')
  expect(portal.lines.join('\n')).not.toMatch(/secret-word|203\.0\.113\.7|127\.0\.0\.1:/)
})
