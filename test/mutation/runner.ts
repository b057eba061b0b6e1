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
/** What the first run found: how long each test takes, and which tests pass by which mutant. */
interface Known { readonly took: Readonly<Record<string, number>>; readonly passing: Readonly<Record<string, readonly string[]>> }

// Where instrumented code looks for the mutant that is on, and counts what it passes.
const SPACE = '__stryker__'
const KNOWN = 'bundled-tests/known.json'
const MEMO = new URL('./argon2-memo.ts', import.meta.url).href
const SETTING_UP = '(setting up)'
const JOURNEYS = /^test\/parties\//

class InProcessRunner implements TestRunner {
  readonly space: Instrumented
  bundles: Bundle[] = []
  round = 0
  astray: unknown[] = []

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
      results.push(...(await this.ask(bundle, null, false)))
      // How dear a journey is shows the second time only, when its passwords have been hashed.
      if (JOURNEYS.test(bundle.file)) again.push(...(await this.ask(bundle, null, false)))
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

  /** Files with tests that pass by the mutant, cheapest first; for a mutant of loading all others after them. */
  private async askInOrder(mutant: string, testFilter: readonly string[] | undefined): Promise<TestResult[]> {
    const known: Known = existsSync(KNOWN) ? JSON.parse(readFileSync(KNOWN, 'utf8')) : { took: {}, passing: {} }
    const passing = new Set(known.passing[mutant] ?? testFilter ?? [])
    const within = ({ file }: Bundle) => [...passing].filter((id) => id.startsWith(`${file}#`))
    const price = (bundle: Bundle) => [`${bundle.file}#${SETTING_UP}`, ...within(bundle)].reduce((sum, id) => sum + (known.took[id] ?? 0), 0)
    const near = this.bundles.filter((bundle) => within(bundle).length > 0).sort((a, b) => price(a) - price(b))
    const others = testFilter === undefined ? this.bundles.filter((bundle) => !near.includes(bundle)) : []
    const results: TestResult[] = []
    for (const bundle of [...near, ...others]) {
      // What passes by the mutant while it sets up may have made a world that any of its tests notices; journeys lean on their earlier steps.
      const whole = others.includes(bundle) || passing.has(`${bundle.file}#${SETTING_UP}`) || JOURNEYS.test(bundle.file)
      results.push(...(await this.ask(bundle, whole ? null : passing, true)))
      if (results.at(-1)?.status === TestStatus.Failed) break
    }
    return results
  }

  /** The tests of a file, read anew: all, or those named. `stop` at the first that fails. */
  private async ask({ file, path }: Bundle, only: ReadonlySet<string> | null, stop: boolean): Promise<TestResult[]> {
    this.round += 1
    const registered: { tests: readonly Held[]; before: readonly Held[] } = { tests: [], before: [] }
    const results = [await this.askOne(file, { name: SETTING_UP, act: async () => {
      takeRegistered()
      beginChance(file)
      await import(`${path}?${this.round}`)
      Object.assign(registered, takeRegistered())
      for (const { act } of registered.before) await act()
    } })]
    for (const held of registered.tests) {
      if (stop && results.at(-1)?.status === TestStatus.Failed) break
      if (!only || only.has(`${file}#${held.name}`)) results.push(await this.askOne(file, held))
    }
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
