// The seven fields of the code as pure functions over what stands in them.
import { digitsOf } from '../digits.ts'

export const lineCount = 7
export const lineLength = 6

/** What the fields hold after something was typed or pasted into one of them: more than a line runs on into the next ones. */
export function spread(lines: readonly string[], place: number): string[] {
  const digits = digitsOf(lines[place] ?? '')
  if (digits.length <= lineLength) return [...lines]
  return lines.map((line, at) => {
    const from = (at - place) * lineLength
    if (from < 0 || from >= digits.length) return line
    return shownLine(digits.slice(from, from + lineLength))
  })
}

/** A whole line with a gap in the middle, as it stands on the ticket; anything else as it is. */
export function shownLine(line: string): string {
  const digits = digitsOf(line)
  return digits.length === lineLength ? `${digits.slice(0, 3)} ${digits.slice(3)}` : line
}

export function isWhole(line: string): boolean {
  return digitsOf(line).length === lineLength
}

export function countOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + digitsOf(line).length, 0)
}

/** The lines as one code. */
export function codeOf(lines: readonly string[]): string {
  return lines.map(digitsOf).join('')
}
