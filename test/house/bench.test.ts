import { expect, test } from 'vitest'
import { MEASURES, asJson, asTable } from '#test/bench/measures.ts'

// What others read out of `npm run bench -- --json`: written out once more, so that no key goes or comes unnoticed.
const KEYS = [
  'formBytes', 'formRequests', 'formMs', 'sentBytes', 'sealMs', 'reportsPerSecond', 'pgbenchPerSecond', 'reportRatio',
  'inboxMs', 'inboxGrowth', 'rssRestMB', 'rssLoadMB',
]
const figures = {
  formBytes: 1, formRequests: 2, formMs: 3, sentBytes: 4, sealMs: 5, reportsPerSecond: 6.4, pgbenchPerSecond: 7, reportRatio: 0.256,
  inboxMs: 9.04, inboxGrowth: 1.104, rssRestMB: 11, rssLoadMB: 12,
}

test('the bench tells exactly the twelve figures, in one object of numbers', () => {
  expect(Object.keys(MEASURES)).toEqual(KEYS)
  const told: Record<string, unknown> = JSON.parse(asJson(figures))
  expect(Object.keys(told)).toEqual(KEYS)
  expect(told).toMatchObject({ formBytes: 1, reportsPerSecond: 6, reportRatio: 0.26, inboxMs: 9, inboxGrowth: 1.1 })
  expect(asTable(figures).split('\n').map((line) => line.split(' ')[0])).toEqual(KEYS)
})

test('half a result is no result', () => {
  for (const wrong of [Number.NaN, Infinity]) expect(() => asJson({ ...figures, sealMs: wrong })).toThrow('sealMs was not measured')
})
