import { expect, test } from 'vitest'
import { isForeign, ownOrigins } from '#app/http/origin.server.ts'
import { setUpLink } from '#app/http/set-up-link.server.ts'
import { cookieOf, cookieWith, cookieWithout, memberCookie, setUpCookie } from '#app/session/cookie.server.ts'

test('staff cookies are bound to /desk, encrypted connections and our own pages', () => {
  expect(cookieWith(memberCookie, 'x')).toBe('__Secure-todoke-desk=x; Path=/desk; Secure; HttpOnly; SameSite=Strict')
  expect(cookieWithout(setUpCookie)).toContain('Max-Age=0')
})

test('only a value of 32 bytes is read back', () => {
  const value = 'A'.repeat(43)
  const read = (header: string) => cookieOf(new Request('http://localhost', { headers: { cookie: header } }), memberCookie)
  expect(read(`other=1; ${memberCookie}=${value}`)).toBe(value)
  expect(read(`${memberCookie}=short`)).toBeNull()
  expect(read(`x${memberCookie}=${value}`)).toBeNull()
  expect(cookieOf(new Request('http://localhost'), memberCookie)).toBeNull()
})

test('the set-up link opens once, for its own secret', () => {
  const link = setUpLink(true)
  const secret = link.address('http://localhost:3000')?.split('#')[1] ?? ''
  expect(link.open('something else')).toBeNull()
  const cookie = link.open(secret)
  expect(link.holds(cookie)).toBe(true)
  expect(link.holds('something else')).toBe(false)
  expect(link.holds(null)).toBe(false)
  expect(link.open(secret)).toBeNull()
  expect(link.address('http://localhost:3000')).toBeNull()
})

test('a portal that is live has no set-up link, and going live ends the cookie', () => {
  expect(setUpLink(false).address('http://localhost')).toBeNull()
  const link = setUpLink(true)
  const cookie = link.open(link.address('http://x')?.split('#')[1] ?? '')
  link.close()
  expect(link.holds(cookie)).toBe(false)
})

test('posts of other pages are foreign; a trial portal has three names', () => {
  const trial = ownOrigins('http://localhost:3000', false)
  expect(isForeign('POST', { origin: 'http://127.0.0.1:3000' }, trial)).toBe(false)
  expect(isForeign('POST', { origin: 'http://localhost:3001' }, trial)).toBe(true)
  const real = ownOrigins('https://todoke.example', true)
  expect(isForeign('POST', { origin: 'https://todoke.example' }, real)).toBe(false)
  expect(isForeign('POST', { origin: 'null' }, real)).toBe(true)
  expect(isForeign('POST', { origin: 'https://todoke.example', 'sec-fetch-site': 'cross-site' }, real)).toBe(true)
  expect(isForeign('GET', { origin: 'https://evil.example' }, real)).toBe(false)
})
