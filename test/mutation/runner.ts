// Stryker's test runner for crypto/: asks the tests of a room inside one process, without starting a program for each mutant.
// Tests and the worlds they build are read anew for each mutant. What is evaluated when a file of crypto/ is loaded is changed
// in a process of its own: Stryker starts one, because this runner says that it cannot load a file again.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { PluginKind, declareFactoryPlugin, tokens } from '@stryker-mutator/api/plugin'
import type { MutantCoverage } from '@stryker-mutator/api/core'
import { DryRunStatus, TestStatus, determineHitLimitReached, toMutantRunResult } from '@stryker-mutator/api/test-runner'
import type { DryRunResult, MutantRunOptions, MutantRunResult, TestResult, TestRunner } from '@stryker-mutator/api/test-runner'
import { bundlesOf } from './bundle.ts'
import type { Bundle } from './bundle.ts'
import { beginChance, replaceChance } from './chance.ts'
import { takeRegistered } from './registry.ts'
import type { Held } from './registry.ts'

interface Instrumented { activeMutant?: string | undefined; currentTestId?: string | undefined; hitCount?: number; hitLimit?: number | undefined; mutantCoverage?: MutantCoverage }
/** A single test of a bundle, or a whole file (`only` null). */
interface Question { readonly bundle: Bundle; readonly only: string | null; readonly price: number }
/** What the first run found: how long each test takes, and which tests pass by which mutant. */
interface Known { readonly took: Readonly<Record<string, number>>; readonly passing: Readonly<Record<string, readonly string[]>> }

// Where instrumented code looks for the mutant that is on, and counts what it passes.
const SPACE = '__stryker__'
const KNOWN = 'bundled-tests/known.json'
const MEMO = new URL('./argon2-memo.ts', import.meta.url).href
const SETTING_UP = '(setting up)'
// A mutant that no test has noticed after so many milliseconds counts as not noticed, though a dear test might have.
const PATIENCE = 15_000
const JOURNEYS = /^test\/parties\//

class InProcessRunner implements TestRunner {
  readonly space: Instrumented
  bundles: Bundle[] = []
  round = 0
  astray: unknown[] = []
  known: Known | null = null

  constructor(space: Instrumented) {
    this.space = space
    replaceChance()
    registerHooks({ resolve: (specifier, context, next) => (
      specifier === 'hash-wasm' && context.parentURL !== MEMO ? { url: MEMO, shortCircuit: true } : next(specifier, context)) })
    process.on('unhandledRejection', (reason) => this.astray.push(reason))
  }

  capabilities() {
    return { reloadEnvironment: false }
  }

  async init(): Promise<void> {
    this.bundles = await bundlesOf((process.env['MUTATION_TESTS'] ?? '').split(' '), new URL('./registry.ts', import.meta.url).href)
  }

  async dryRun(): Promise<DryRunResult> {
    this.space.activeMutant = undefined
    const results: TestResult[] = []
    // Once for what loading alone runs through, which no test can be named for; once for each test.
    for (const path of new Set(this.bundles.flatMap(({ outside }) => outside))) await import(path)
    const again: TestResult[] = []
    for (const bundle of this.bundles) {
      results.push(...(await this.ask(bundle)))
      // How dear a journey is shows the second time only, when its passwords have been hashed.
      if (JOURNEYS.test(bundle.file)) again.push(...(await this.ask(bundle)))
    }
    const failed = results.find((result) => result.status === TestStatus.Failed)
    const mutantCoverage = this.space.mutantCoverage ?? { static: {}, perTest: {} }
    if (!failed) writeFileSync(KNOWN, JSON.stringify(knownFrom([...results, ...again], mutantCoverage)))
    return { status: DryRunStatus.Complete, tests: results, mutantCoverage }
  }

  async mutantRun({ activeMutant, testFilter, hitLimit }: MutantRunOptions): Promise<MutantRunResult> {
    this.space.activeMutant = activeMutant.id
    this.space.hitCount = 0
    this.space.hitLimit = hitLimit
    const tests = await this.askInOrder(activeMutant.id, testFilter)
    this.space.activeMutant = undefined
    return toMutantRunResult(determineHitLimitReached(this.space.hitCount, hitLimit) ?? { status: DryRunStatus.Complete, tests })
  }

  /** The tests that pass by the mutant, cheapest first, whatever file they stand in; for a mutant of loading all others after them. */
  private async askInOrder(mutant: string, testFilter: readonly string[] | undefined): Promise<TestResult[]> {
    const known = this.known ?? knownBefore()
    this.known = known
    const results: TestResult[] = []
    const open = new Map<string, readonly Held[]>()
    const until = performance.now() + PATIENCE
    for (const { bundle, only } of this.questions(known, new Set(known.passing[mutant] ?? testFilter ?? []), testFilter === undefined)) {
      if (!open.has(bundle.file)) {
        const { result, tests } = await this.setUp(bundle)
        results.push(result)
        open.set(bundle.file, tests)
      }
      for (const held of open.get(bundle.file) ?? []) {
        if (results.at(-1)?.status === TestStatus.Failed) return results
        if (only === null || only === `${bundle.file}#${held.name}`) results.push(await this.askOne(bundle.file, held))
      }
      if (results.at(-1)?.status === TestStatus.Failed || performance.now() > until) return results
    }
    return results
  }

  /** What to ask: single tests, or a whole file (`only` null) where its tests lean on each other or on what was set up with the mutant on. */
  private questions(known: Known, passing: ReadonlySet<string>, loading: boolean): Question[] {
    return this.bundles.flatMap((bundle, at): Question[] => {
      const all = Object.keys(known.took).filter((id) => id.startsWith(`${bundle.file}#`))
      const own = all.filter((id) => passing.has(id))
      const price = (ids: readonly string[]) => ids.reduce((sum, id) => sum + (known.took[id] ?? 0), 0)
      if (own.length === 0) return loading ? [{ bundle, only: null, price: 1e9 + at }] : []
      const whole = JOURNEYS.test(bundle.file) || own.includes(`${bundle.file}#${SETTING_UP}`)
      return whole ? [{ bundle, only: null, price: price(all) }] : own.map((only) => ({ bundle, only, price: price([only]) }))
    }).sort((a, b) => a.price - b.price)
  }

  private async setUp({ file, path }: Bundle): Promise<{ result: TestResult; tests: readonly Held[] }> {
    this.round += 1
    let tests: readonly Held[] = []
    const result = await this.askOne(file, { name: SETTING_UP, act: async () => {
      takeRegistered()
      beginChance(file)
      await import(`${path}?${this.round}`)
      const registered = takeRegistered()
      tests = registered.tests
      for (const { act } of registered.before) await act()
    } })
    return { result, tests }
  }

  /** Every test of a file, read anew. */
  private async ask(bundle: Bundle): Promise<TestResult[]> {
    const { result, tests } = await this.setUp(bundle)
    const results = [result]
    for (const held of tests) results.push(await this.askOne(bundle.file, held))
    return results
  }

  private async askOne(file: string, { name, act }: Held): Promise<TestResult> {
    const id = `${file}#${name}`
    const began = performance.now()
    this.astray = []
    this.space.currentTestId = id
    const failure = await Promise.resolve().then(act).then(() => this.astray[0], (reason: unknown) => reason ?? new Error('a test failed without a reason'))
    this.space.currentTestId = undefined
    const result = { id, name: id, fileName: file, timeSpentMs: performance.now() - began }
    return failure === undefined ? { ...result, status: TestStatus.Success } : { ...result, status: TestStatus.Failed, failureMessage: String(failure) }
  }
}

function knownBefore(): Known {
  return existsSync(KNOWN) ? JSON.parse(readFileSync(KNOWN, 'utf8')) : { took: {}, passing: {} }
}

function knownFrom(results: readonly TestResult[], coverage: MutantCoverage): Known {
  const passing: Record<string, string[]> = {}
  for (const [id, mutants] of Object.entries(coverage.perTest)) for (const mutant of Object.keys(mutants)) (passing[mutant] ??= []).push(id)
  return { took: Object.fromEntries(results.map(({ id, timeSpentMs }) => [id, timeSpentMs])), passing }
}

function makeRunner(): TestRunner {
  const space: Instrumented = Reflect.get(globalThis, SPACE) ?? {}
  Reflect.set(globalThis, SPACE, space)
  return new InProcessRunner(space)
}
makeRunner.inject = tokens()

export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, 'in-process', makeRunner)]
