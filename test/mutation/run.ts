// npm run mutation [-- file …]: changes crypto/ in every small way, one file after the other, and asks whether a test notices.
// Nothing of crypto/ is left out. What was found is kept under test-results/mutation, so that a second run asks about changes only.
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { Stryker } from '@stryker-mutator/core'
import { readReport, scoreOf, survivorsOf, table, withoutSurvivors } from './report.ts'
import type { FileReport } from './report.ts'
import { testsFor } from './rooms.ts'

const FOLDER = 'test-results/mutation'
const LEAST = 85

const asked = process.argv.slice(2)
const files = asked.length > 0 ? asked : globSync('crypto/**/*.ts').sort()
const concurrency = Number(process.env['MUTATION_RUNNERS'] ?? '1')

mkdirSync(FOLDER, { recursive: true })
for (const file of files) await mutate(file)

const reports = globSync('crypto/**/*.ts').sort().flatMap((file) => heldReport(file))
writeFileSync(`${FOLDER}/survivors.txt`, reports.flatMap(survivorsOf).join('\n'))
process.stdout.write(`${table(reports)}\n`)
if (asked.length === 0 && scoreOf(reports) < LEAST) process.exitCode = 1

async function mutate(file: string): Promise<void> {
  const name = file.replace(/\.ts$/, '').replaceAll('/', '-')
  const began = performance.now()
  const before = `${FOLDER}/${name}.incremental.json`
  if (existsSync(before)) writeFileSync(before, withoutSurvivors(readFileSync(before, 'utf8')))
  // Chosen by the configuration of the tests and not by Stryker's own option: with that one, what stands at the top of a file is never changed.
  process.env['MUTATION_TESTS'] = testsFor(file).join(' ')
  await new Stryker({
    mutate: [file],
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner'],
    vitest: { configFile: 'test/mutation/vitest-config.ts', related: false },
    coverageAnalysis: 'perTest',
    incremental: true,
    incrementalFile: before,
    tempDirName: `${FOLDER}/sandbox-${name}`,
    jsonReporter: { fileName: reportPath(file) },
    reporters: ['json'],
    ignorePatterns: ['app', 'db', 'locales', 'public', 'build', 'data', 'test-results', '.ci', '.container'],
    cleanTempDir: 'always',
    disableTypeChecks: false,
    allowEmpty: true,
    concurrency,
    timeoutMS: 4_000,
  }).runMutationTest()
  const seconds = Math.round((performance.now() - began) / 1000)
  process.stdout.write(`${table(heldReport(file))} ${seconds} s\n`)
}

function heldReport(file: string): FileReport[] {
  return existsSync(reportPath(file)) ? readReport(file, readFileSync(reportPath(file), 'utf8')) : []
}

function reportPath(file: string): string {
  return `${FOLDER}/${file.replace(/\.ts$/, '').replaceAll('/', '-')}.json`
}
