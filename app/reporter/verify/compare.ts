// The number on the page against the number that somebody typed from elsewhere: pure, so that every case is tested without a page.
import { digitsOf } from '../digits.ts'

export const groupLength = 5

export type Comparison = { result: 'same' } | { result: 'count'; digits: number } | { result: 'different'; group: number }

/**
 * Compares digit by digit, whatever script and spaces were typed. `group` counts from 1 and names the first one that differs; while
 * digits are missing nothing is said to be the same.
 */
export function compareNumbers(shown: string, typed: string): Comparison {
  const [ours, theirs] = [digitsOf(shown), digitsOf(typed)]
  if (theirs.length !== ours.length) return { result: 'count', digits: theirs.length }
  const at = [...ours].findIndex((digit, place) => digit !== theirs[place])
  return at < 0 ? { result: 'same' } : { result: 'different', group: Math.floor(at / groupLength) + 1 }
}

/** Twelve groups of five, as a list. */
export function groupsOf(fingerprint: string): string[] {
  return fingerprint.split(' ')
}
