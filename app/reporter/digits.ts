/** The digits of a text as 0 to 9, whatever script they are written in; everything else (spaces, dashes, direction marks) is passed over. */
export function digitsOf(text: string): string {
  return [...text.matchAll(/\p{Nd}/gu)].map(([digit]) => valueOf(digit)).join('')
}

// Unicode keeps the ten digits of a script side by side, so the value is the distance to the first of its run. Where runs of
// ten touch each other (styled Latin digits), the distance counts modulo ten.
function valueOf(digit: string): number {
  const code = digit.codePointAt(0) ?? 0
  let first = code
  while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first -= 1
  return (code - first) % 10
}
