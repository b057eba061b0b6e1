// A table as a file that other programs read (RFC 4180). Pure.

const lineEnd = '\r\n'
// Spreadsheets run a cell that begins like this as a formula, whoever wrote it.
const formulaStart = /^[=+\-@\t\r＝＋－＠]/
// Without it spreadsheets in Japan read the file in an older encoding.
const byteOrderMark = '\uFEFF'

/** One cell: quoted where a comma, a quote or a line end stands in it; text that a spreadsheet would run gets an apostrophe in front. */
export function csvCell(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const safe = formulaStart.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** The whole file with its heads in the first line; every line ends with CRLF. */
export function csvFile(heads: readonly string[], lines: readonly (readonly (string | number | null)[])[]): string {
  return byteOrderMark + [heads, ...lines].map((cells) => cells.map(csvCell).join(',') + lineEnd).join('')
}
