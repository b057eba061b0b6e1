// npm run mutation [-- file …]: changes crypto/ in every small way, one file after the other, and asks whether a test notices.
// Nothing of crypto/ is left out. What was found is kept under test-results/mutation, so that a second run asks about changes only.
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { Stryker } from '@stryker-mutator/core'
import { ofFile, readReport, scoreOf, survivorsOf, table, withoutSurvivors } from './report.ts'
import type { FileReport } from './report.ts'
import { testsFor } from './rooms.ts'

const FOLDER = 'test-results/mutation'
const LEAST = 85
// What these files do once in a process is asked about in a new process each time.
const ONCE = /crypto\/(sodium|release)\.ts$/

const asked = process.argv.slice(2)
const files = asked.length > 0 ? asked : globSync('crypto/**/*.ts').sort()
const concurrency = Number(process.env['MUTATION_RUNNERS'] ?? '1')

mkdirSync(FOLDER, { recursive: true })
process.env['MUTATION_HASHES'] = resolve(`${FOLDER}/argon2.json`)
for (const room of new Set(files.map(roomOf))) await mutate(files.filter((file) => roomOf(file) === room))

const reports = globSync('crypto/**/*.ts').sort().flatMap((file) => heldReport(file))
writeFileSync(`${FOLDER}/survivors.txt`, reports.flatMap(survivorsOf).join('\n'))
process.stdout.write(`${table(reports)}\n`)
if (asked.length === 0 && scoreOf(reports) < LEAST) process.exitCode = 1

/** Files that are shown to the same tests are changed in one run, so that these tests are looked at once. */
async function mutate(group: readonly string[]): Promise<void> {
  const first = group[0] ?? ''
  const name = nameOf(first) + (group.length > 1 ? `-and-${group.length - 1}` : '')
  const began = performance.now()
  const before = `${FOLDER}/${name}.incremental.json`
  const report = `${FOLDER}/${name}.run.json`
  if (existsSync(before)) writeFileSync(before, withoutSurvivors(readFileSync(before, 'utf8')))
  // Chosen by the configuration of the tests and not by Stryker's own option: with that one, what stands at the top of a file is never changed.
  process.env['MUTATION_TESTS'] = testsFor(first).join(' ')
  await new Stryker({
    mutate: [...group],
    testRunner: runnerFor(first),
    plugins: ['@stryker-mutator/vitest-runner', './test/mutation/runner.ts'],
    maxTestRunnerReuse: 200,
    vitest: { configFile: 'test/mutation/vitest-config.ts', related: false },
    coverageAnalysis: 'perTest',
    incremental: true,
    incrementalFile: before,
    tempDirName: `${FOLDER}/sandbox-${name}`,
    jsonReporter: { fileName: report },
    reporters: ['json'],
    ignorePatterns: ['app', 'db', 'locales', 'public', 'build', 'data', 'test-results', '.ci', '.container'],
    cleanTempDir: 'always',
    disableTypeChecks: false,
    allowEmpty: true,
    concurrency,
    timeoutMS: 5_000,
    timeoutFactor: 3,
  }).runMutationTest()
  if (existsSync(report)) for (const file of group) writeFileSync(reportPath(file), ofFile(file, readFileSync(report, 'utf8')))
  const seconds = Math.round((performance.now() - began) / 1000)
  process.stdout.write(`${table(group.flatMap(heldReport))} ${seconds} s\n`)
}

function roomOf(file: string): string {
  return `${runnerFor(file)} ${testsFor(file).join(' ')}`
}

function runnerFor(file: string): string {
  return ONCE.test(file) ? 'vitest' : 'in-process'
}

function heldReport(file: string): FileReport[] {
  return existsSync(reportPath(file)) ? readReport(file, readFileSync(reportPath(file), 'utf8')) : []
}

function reportPath(file: string): string {
  return `${FOLDER}/${nameOf(file)}.json`
}

function nameOf(file: string): string {
  return file.replace(/\.ts$/, '').replaceAll('/', '-')
}
