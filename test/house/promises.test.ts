import { expect, test } from 'vitest'
import { house } from './source.ts'

const page = house().find((file) => file.path === 'crypto/THREATS.md')?.text ?? ''
const tests = new Set(house().map((file) => file.path.split('/').at(-1) ?? '').filter((name) => name.endsWith('.test.ts')))

test('every promise that is said to hold names a test, and every test that the page names is there', () => {
  const promises = page.split('\n').filter((line) => /^- \[[x ]\] \*\*P\d+\*\*/.test(line))
  const names = promises.map((line) => /P\d+/.exec(line)?.[0] ?? '')
  expect(names).toEqual(expect.arrayContaining(Array.from({ length: 10 }, (_, i) => `P${i + 1}`)))
  expect(new Set(names).size).toBe(names.length)
  const held = promises.filter((line) => line.startsWith('- [x]'))
  expect(held.filter((line) => !/`[a-z-]+\.test\.ts`/.test(line)).map((line) => line.slice(0, 40))).toEqual([])
  const named = [...page.matchAll(/`([a-z-]+\.test\.ts)`/g)].map(([, name]) => name ?? '')
  expect(named.length).toBeGreaterThan(20)
  expect(named.filter((name) => !tests.has(name))).toEqual([])
})

test('a promise without a test says when it will have one', () => {
  const open = page.split('\n').filter((line) => /^- \[ \] \*\*P\d+\*\*/.test(line))
  for (const line of open) expect(line).toMatch(/Comes with/)
})
