/**
 * Padmé: the length that a file is padded to (§13.1). It grows by at most an eighth and leaves few distinct lengths.
 */
import { refuse } from './error.ts'

/** Every file looks at least this long. */
export const SMALLEST_FILE = 65_536

/** The padded length of `length` bytes, never below 65,536; throws `usage` beyond 2^53 − 1 (§13.1). */
export function padmeLength(length: number): number {
  if (!Number.isSafeInteger(length) || length < 0) refuse('usage', 'length of a file')
  const least = Math.max(length, SMALLEST_FILE)
  // Bits of the exponent, and of the exponent's own length: only the leading bits of the length stay.
  const exponent = exponentOf(least)
  const step = 2 ** (exponent - (exponentOf(exponent) + 1))
  const padded = Math.ceil(least / step) * step
  return Number.isSafeInteger(padded) ? padded : refuse('usage', 'length of a file')
}

// floor(log2(value)) without the rounding of logarithms.
function exponentOf(value: number): number {
  let exponent = 0
  for (let power = 2; power <= value; power *= 2) exponent += 1
  return exponent
}
