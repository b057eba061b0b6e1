import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { debianPrograms, startCluster } from '#test/world/cluster.ts'

interface Results {
  success: boolean
  numPassedTests: number
  testResults: { assertionResults: { status: string; fullName: string; failureMessages: string[] }[] }[]
}

// The oldest version that we support is not the one of the npm registry: the same suite, on the server of the distribution.
test('the database suite holds on PostgreSQL 15', async () => {
  await using cluster = await startCluster(debianPrograms(15))
  const folder = mkdtempSync(join(tmpdir(), 'wide-'))
  const file = join(folder, 'results.json')
  try {
    execFileSync('node_modules/.bin/vitest', ['run', '--project', 'database', '--reporter=json', `--outputFile=${file}`], {
      cwd: join(import.meta.dirname, '../..'),
      env: { ...process.env, TODOKE_TEST_DATABASE_URL: cluster.url },
      stdio: 'pipe',
    })
  } catch (error) {
    // A failing suite ends with a status of its own; what failed stands in its results.
    if (!(error instanceof Error && 'status' in error)) throw error
  }
  const results: Results = JSON.parse(readFileSync(file, 'utf8'))
  rmSync(folder, { recursive: true })
  const failed = results.testResults.flatMap((one) => one.assertionResults).filter((one) => one.status === 'failed')
  expect(failed.map((one) => `${one.fullName}: ${one.failureMessages[0] ?? ''}`)).toEqual([])
  expect(results.success).toBe(true)
  expect(results.numPassedTests).toBeGreaterThan(10)
})
