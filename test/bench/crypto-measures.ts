// Every figure of `npm run bench:crypto`: its key, what it has to reach, and how many digits of it mean something. The keys are fixed.
import type { Measure } from './measures.ts'

export const CRYPTO_MEASURES = {
  submissionMs1: { target: 'at most 60: a whole report in Node, one team', digits: 1 },
  submissionMs8: { target: 'at most 60: the same, eight teams', digits: 1 },
  submissionMsNoWasm: { target: 'one team, neither WebAssembly nor a compiler', digits: 0 },
  streamMBs: { target: 'our file path in Chromium, 100 MB', digits: 0 },
  streamBareMBs: { target: 'secretstream alone, same browser, same run', digits: 0 },
  streamRatio: { target: 'at least 0.6', digits: 2 },
  streamNativeMBs: { target: 'libsodium in C through python3-nacl', digits: 0 },
  wasmBytes: { target: 'at most 143,360: reporter’s worker, brotli', digits: 0 },
  fallbackBytes: { target: 'at most 271,360: the same without WebAssembly', digits: 0 },
} as const satisfies Readonly<Record<string, Measure>>

export type CryptoFigures = Readonly<Record<keyof typeof CRYPTO_MEASURES, number>>

/** One object on one line; throws where a figure is missing or no number, because half a result would look like a good one. */
export function cryptoJson(figures: CryptoFigures): string {
  return JSON.stringify(Object.fromEntries(rows(figures).map(({ key, value, digits }) => [key, Number(value.toFixed(digits))])))
}

export function cryptoTable(figures: CryptoFigures): string {
  return rows(figures)
    .map(({ key, value, target, digits }) => `${key.padEnd(18)} ${value.toLocaleString('en', { maximumFractionDigits: digits }).padStart(10)}   ${target}`)
    .join('\n')
}

function rows(figures: CryptoFigures) {
  return Object.entries(CRYPTO_MEASURES).map(([key, measure]) => {
    const value = new Map(Object.entries(figures)).get(key)
    if (value === undefined || !Number.isFinite(value)) throw new Error(`${key} was not measured`)
    return { key, value, ...measure }
  })
}
