// What a mutation run found, counted for each file: killed by a test, or survived.
export interface FileReport {
  readonly file: string
  readonly source: string
  readonly mutants: readonly Mutant[]
}
interface Mutant {
  readonly status: string
  readonly mutatorName: string
  readonly replacement?: string
  readonly location: { readonly start: Point; readonly end: Point }
}
interface Point { readonly line: number; readonly column: number }
interface Report { readonly files: Readonly<Record<string, { readonly source: string; readonly mutants: readonly Mutant[] }>> }

/** The part of a report that speaks of one file. */
export function readReport(file: string, json: string): FileReport[] {
  const report: Report = JSON.parse(json)
  const held = report.files[file]
  return held ? [{ file, source: held.source, mutants: held.mutants }] : []
}

/** A report of many files cut down to one. A file in which nothing can be changed has no mutants. */
export function ofFile(file: string, json: string): string {
  const report: Report = JSON.parse(json)
  return JSON.stringify({ ...report, files: { [file]: report.files[file] ?? { source: '', mutants: [] } } })
}

/** An earlier report without what survived, so that it is asked about again: a new test may notice it, though it covers no line of a table. */
export function withoutSurvivors(json: string): string {
  const report: Report = JSON.parse(json)
  const files = Object.entries(report.files).map(([file, held]) => [file, { ...held, mutants: held.mutants.filter((mutant) => !survived(mutant)) }])
  return JSON.stringify({ ...report, files: Object.fromEntries(files) })
}

/** Per cent of the mutants that some test noticed; a run into the time limit is a notice. 100 where nothing can be changed. */
export function scoreOf(reports: readonly FileReport[]): number {
  const [noticed, all] = countsOf(reports)
  return all === 0 ? 100 : (100 * noticed) / all
}

/** One line for each file, and one for all. */
export function table(reports: readonly FileReport[]): string {
  const line = (name: string, of: readonly FileReport[]) => {
    const [noticed, all] = countsOf(of)
    return `${scoreOf(of).toFixed(1).padStart(6)} % ${String(noticed).padStart(5)} of ${String(all).padEnd(5)} ${name}`
  }
  const lines = reports.map((one) => line(one.file, [one]))
  return [...lines, ...(reports.length > 1 ? [line('all', reports)] : [])].join('\n')
}

/** Every change that no test noticed, with its place and what stood there. */
export function survivorsOf(report: FileReport): string[] {
  const lines = report.source.split('\n')
  return report.mutants.filter(survived).map((mutant) => {
    const { start, end } = mutant.location
    const was = start.line === end.line ? (lines[start.line - 1] ?? '').slice(start.column - 1, end.column - 1) : `${(lines[start.line - 1] ?? '').slice(start.column - 1)} …`
    return `${report.file}:${start.line}:${start.column} ${mutant.status} ${mutant.mutatorName}: ${was} => ${(mutant.replacement ?? '').replaceAll('\n', ' ')}`
  })
}

function survived(mutant: Mutant): boolean {
  return mutant.status === 'Survived' || mutant.status === 'NoCoverage'
}

function countsOf(reports: readonly FileReport[]): [noticed: number, all: number] {
  const mutants = reports.flatMap((report) => report.mutants)
  const noticed = mutants.filter(({ status }) => status === 'Killed' || status === 'Timeout').length
  return [noticed, noticed + mutants.filter(survived).length]
}
