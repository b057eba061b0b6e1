// How the desk counts its years: one entry of its register. Pure.

import { numberIn, objectIn } from '../kept-json.ts'
import { usualYears, yearNamings, type FiscalYears } from './fiscal-year.ts'

/** The setting in the content of a register entry; null for any other entry. */
export function yearsFrom(content: string): FiscalYears | null {
  const read = objectIn(content)
  if (read === null || read['type'] !== 'years') return null
  const month = numberIn(read, 'month') ?? usualYears.month
  return { month: month >= 1 && month <= 12 ? month : usualYears.month, naming: yearNamings.find((one) => one === read['naming']) ?? usualYears.naming }
}

/** The content that `yearsFrom` reads again. */
export function yearsContent(years: FiscalYears): string {
  return JSON.stringify({ type: 'years', ...years })
}
