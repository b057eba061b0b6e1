// What `vitest` is to a test inside a mutation run: the same assertions, and tests kept as functions, so that one process can ask them again and again.
import { ASYMMETRIC_MATCHERS_OBJECT, JestAsymmetricMatchers, JestChaiExpect, JestExtend, chai } from '@vitest/expect'

type Act = (...values: readonly unknown[]) => unknown
export interface Held { readonly name: string; readonly act: () => unknown }

let tests: Held[] = []
let before: Held[] = []

/** The tests and the preparations that were registered since the last call, in their order. */
export function takeRegistered(): { tests: readonly Held[]; before: readonly Held[] } {
  const taken = { tests, before }
  tests = []
  before = []
  return taken
}

function register(name: string, act: Act): void {
  tests.push({ name, act: () => act() })
}

function each(cases: readonly unknown[]): (name: string, act: Act) => void {
  return (name, act) => {
    cases.forEach((one, index) => tests.push({ name: `${name} (${index + 1})`, act: () => (Array.isArray(one) ? act(...one) : act(one)) }))
  }
}

export const test = Object.assign(register, { each })

export function beforeAll(act: Act): void {
  before.push({ name: 'before all', act: () => act() })
}

chai.use(JestExtend)
chai.use(JestChaiExpect)
chai.use(JestAsymmetricMatchers)
const asymmetric: object = Reflect.get(globalThis, ASYMMETRIC_MATCHERS_OBJECT)
const asserting = (value: unknown, message?: string) => chai.expect(value, message)
export const expect = Object.assign(asserting, chai.expect, asymmetric)
