/**
 * Ordered lists as an index needs them (§11.4): merged, cut to what stands in both, searched, and the best few of many.
 */

/** Two lists in rising order as one. */
export function merged(a: readonly string[], b: readonly string[]): string[] {
  const out: string[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    const [left, right] = [a[i], b[j]]
    if (left !== undefined && (right === undefined || left < right)) {
      out.push(left)
      i += 1
    } else if (right !== undefined) {
      out.push(right)
      j += 1
    }
  }
  return out
}

/** What stands in both of two rising lists. */
export function inBoth(a: readonly number[], b: readonly number[]): number[] {
  const out: number[] = []
  let [i, j] = [0, 0]
  while (i < a.length && j < b.length) {
    const [left = 0, right = 0] = [a[i], b[j]]
    if (left === right) out.push(left)
    if (left <= right) i += 1
    if (right <= left) j += 1
  }
  return out
}

/** The place of the first entry of a rising list that is not below `start`. */
export function lowest(sorted: readonly string[], start: string): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? '') < start) low = middle + 1
    else high = middle
  }
  return low
}

/** The first `limit` of many by falling score, ties by rising name, without putting all of them in order. */
export function bestFew(all: readonly number[], limit: number, scoreOf: (one: number) => number, nameOf: (one: number) => string): number[] {
  const kept: number[] = []
  for (const one of all) {
    const last = kept.at(-1)
    if (kept.length >= limit && (last === undefined || comesBefore(last, one))) continue
    const at = kept.findIndex((other) => comesBefore(one, other))
    kept.splice(at < 0 ? kept.length : at, 0, one)
    if (kept.length > limit) kept.pop()
  }
  return kept

  function comesBefore(a: number, b: number): boolean {
    const difference = scoreOf(a) - scoreOf(b)
    return difference > 0 || (difference === 0 && nameOf(a) < nameOf(b))
  }
}
