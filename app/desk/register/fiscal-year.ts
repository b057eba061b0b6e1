// Years as an organisation counts them. Pure.

import type { DayNumber } from '#crypto/answers.ts'

export const yearNamings = ['start', 'end', 'both'] as const
/** Named after the year in which it begins (April 2026 to March 2027 is 2026), ends (2027), or both (2026/27). */
export type YearNaming = (typeof yearNamings)[number]

/** `month` 1 to 12: the month whose first day begins the year. */
export type FiscalYears = { month: number; naming: YearNaming }

/** April, named after its first year: what companies in Japan mean by 年度. */
export const usualYears: FiscalYears = { month: 4, naming: 'start' }

const dayMs = 86_400_000

/** The calendar year in which the fiscal year of this day began. */
export function fiscalYearOf(day: DayNumber, { month }: FiscalYears): number {
  const date = new Date(day * dayMs)
  return date.getUTCFullYear() - (date.getUTCMonth() + 1 < month ? 1 : 0)
}

/** First and last day of the fiscal year that began in this calendar year. */
export function fiscalYearDays(began: number, { month }: FiscalYears): { from: DayNumber; to: DayNumber } {
  return { from: Date.UTC(began, month - 1, 1) / dayMs, to: Date.UTC(began + 1, month - 1, 1) / dayMs - 1 }
}

/** What people call it. A year that begins in January is one calendar year under every naming. */
export function fiscalYearName(began: number, { month, naming }: FiscalYears): string {
  if (month === 1 || naming === 'start') return String(began)
  return naming === 'end' ? String(began + 1) : `${began}/${String((began + 1) % 100).padStart(2, '0')}`
}
