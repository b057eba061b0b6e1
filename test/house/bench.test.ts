import { expect, test } from 'vitest'
import { CRYPTO_MEASURES, cryptoJson, cryptoTable } from '#test/bench/crypto-measures.ts'
import { MEASURES, asJson, asTable } from '#test/bench/measures.ts'

// What others read out of `npm run bench -- --json`: written out once more, so that no key goes or comes unnoticed.
const KEYS = [
  'formBytes', 'formRequests', 'formMs', 'sentBytes', 'sealMs', 'reportsPerSecond', 'pgbenchPerSecond', 'reportRatio',
  'inboxMs', 'inboxGrowth', 'firstRowMs', 'listMs', 'listWholeMs', 'indexMs', 'indexStillMs', 'searchMs', 'textMs', 'keptMs', 'readMs', 'rssRestMB', 'rssLoadMB',
]
const figures = {
  formBytes: 1, formRequests: 2, formMs: 3, sentBytes: 4, sealMs: 5, reportsPerSecond: 6.4, pgbenchPerSecond: 7, reportRatio: 0.256,
  inboxMs: 9.04, inboxGrowth: 1.104,
  firstRowMs: 13, listMs: 14, listWholeMs: 15, indexMs: 16, indexStillMs: 19, searchMs: 17, textMs: 18, keptMs: 20, readMs: 21.04, rssRestMB: 11, rssLoadMB: 12,
}

test('the bench tells exactly its twenty-one figures, in one object of numbers', () => {
  expect(Object.keys(MEASURES)).toEqual(KEYS)
  const told: Record<string, unknown> = JSON.parse(asJson(figures))
  expect(Object.keys(told)).toEqual(KEYS)
  expect(told).toMatchObject({ formBytes: 1, reportsPerSecond: 6, reportRatio: 0.26, inboxMs: 9, inboxGrowth: 1.1 })
  expect(asTable(figures).split('\n').map((line) => line.split(' ')[0])).toEqual(KEYS)
})

test('half a result is no result', () => {
  for (const wrong of [Number.NaN, Infinity]) expect(() => asJson({ ...figures, sealMs: wrong })).toThrow('sealMs was not measured')
})

// And out of `npm run bench:crypto -- --json`.
const CRYPTO_KEYS = [
  'submissionMs1', 'submissionMs8', 'submissionMsNoWasm', 'streamMBs', 'streamBareMBs', 'streamRatio', 'streamNativeMBs', 'wasmBytes', 'fallbackBytes',
]
const cryptoFigures = {
  submissionMs1: 41.26, submissionMs8: 2, submissionMsNoWasm: 3, streamMBs: 4, streamBareMBs: 5, streamRatio: 0.666, streamNativeMBs: 7, wasmBytes: 8, fallbackBytes: 9,
}

test('the bench of the protocol tells exactly its nine figures', () => {
  expect(Object.keys(CRYPTO_MEASURES)).toEqual(CRYPTO_KEYS)
  const told: Record<string, unknown> = JSON.parse(cryptoJson(cryptoFigures))
  expect(Object.keys(told)).toEqual(CRYPTO_KEYS)
  expect(told).toMatchObject({ submissionMs1: 41.3, streamRatio: 0.67, fallbackBytes: 9 })
  expect(cryptoTable(cryptoFigures).split('\n').map((line) => line.split(' ')[0])).toEqual(CRYPTO_KEYS)
  expect(() => cryptoJson({ ...cryptoFigures, streamRatio: Number.NaN })).toThrow('streamRatio was not measured')
})
