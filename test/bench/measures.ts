// Every figure of the bench: its key, what it has to reach, and how many digits of it mean something. The keys are fixed, because
// figures of different days are put side by side.

export interface Measure {
  readonly target: string
  readonly digits: number
}

export const MEASURES = {
  formBytes: { target: 'at most 25,600', digits: 0 },
  formRequests: { target: 'at most 4', digits: 0 },
  formMs: { target: 'at most 1,500', digits: 0 },
  sentBytes: { target: 'at most 184,320', digits: 0 },
  sealMs: { target: 'Send pressed to request leaving, 4x CPU', digits: 0 },
  reportsPerSecond: { target: '', digits: 0 },
  pgbenchPerSecond: { target: '', digits: 0 },
  reportRatio: { target: 'at least 0.25', digits: 2 },
  inboxMs: { target: 'page of 50 with 100,000 cases', digits: 1 },
  inboxGrowth: { target: 'at most 1.5', digits: 2 },
  firstRowMs: { target: 'at most 1,000: first line opened', digits: 0 },
  listMs: { target: 'at most 200: 5,000 lines, another order', digits: 0 },
  listWholeMs: { target: '5,000 lines fetched, opened, shown', digits: 0 },
  indexMs: { target: 'at most 10,000: 50,000 summaries, in the room', digits: 0 },
  indexStillMs: { target: 'the longest that the page stood still meanwhile', digits: 0 },
  searchMs: { target: 'at most 50: the slowest question', digits: 0 },
  textMs: { target: 'at most 10,000: whole text of 5,000 cases opened, indexed, sealed', digits: 0 },
  keptMs: { target: 'at most 10,000: kept text of 5,000 cases, in the room', digits: 0 },
  readMs: { target: 'one case read for searching, through the portal', digits: 1 },
  rssRestMB: { target: '', digits: 0 },
  rssLoadMB: { target: '', digits: 0 },
} as const satisfies Readonly<Record<string, Measure>>

export type Figures = Readonly<Record<keyof typeof MEASURES, number>>

// One object on one line. Throws where a figure is missing or no number: half a result would look like a good one.
export function asJson(figures: Figures): string {
  return JSON.stringify(Object.fromEntries(rows(figures).map(({ key, value, digits }) => [key, Number(value.toFixed(digits))])))
}

export function asTable(figures: Figures): string {
  return rows(figures)
    .map(({ key, value, target, digits }) => `${key.padEnd(18)} ${value.toLocaleString('en', { maximumFractionDigits: digits }).padStart(10)}   ${target}`)
    .join('\n')
}

function rows(figures: Figures) {
  return Object.entries(MEASURES).map(([key, measure]) => {
    const value = new Map(Object.entries(figures)).get(key)
    if (value === undefined || !Number.isFinite(value)) throw new Error(`${key} was not measured`)
    return { key, value, ...measure }
  })
}
