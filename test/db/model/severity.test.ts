import { expect, test } from 'vitest'
import type { Severity } from '#db/model/categories.ts'
import { indicators, indicatorsOf } from '#db/model/indicators.ts'
import { categories } from '#db/model/categories.ts'
import { isDowngrade, raises, weigh, type SeverityInputs } from '#db/model/severity.ts'

const nothing = { raises: [], dangerNow: false, indicators: [], childAtWork: false, armedGroupMineral: false } as const
const four = (scale: Severity, scope: Severity, irremediability: Severity, likelihood: Severity, more: Partial<SeverityInputs> = {}): SeverityInputs =>
  ({ scale, scope, irremediability, likelihood, ...nothing, ...more })

const vectors: readonly (readonly [string, SeverityInputs, number, number])[] = [
  ['locked fire exit, 300 workers, no fire', four(4, 4, 4, 2), 4, 1],
  ['passports of 12 people kept', four(3, 2, 2, 4), 3, 2],
  ['passports of 12 trainees kept', four(3, 2, 2, 4, { raises: ['trainee'] }), 3, 1],
  ['gift card of 5,000 yen to a buyer', four(1, 1, 1, 4), 1, 4],
  ['unpaid overtime, 80 workers, two years', four(2, 3, 1, 4), 3, 2],
  ['seal test figures falsified, parts sold', four(4, 4, 4, 2), 4, 1],
  ['rape by a supervisor', four(4, 1, 4, 4), 4, 1],
  ['one insult, no repeat', four(1, 1, 1, 4), 1, 4],
  ['supplier says that price talks were refused', four(2, 1, 1, 4), 2, 3],
  ['child of 13 in a second-tier workshop', four(3, 1, 3, 4, { childAtWork: true }), 3, 1],
]

for (const [name, inputs, s, p] of vectors) {
  test(`${name}: S${s}, P${p}`, () => expect(weigh(inputs)).toMatchObject({ s, p }))
}

const all = [1, 2, 3, 4] as const
const everyInput = all.flatMap((a) => all.flatMap((b) => all.flatMap((c) => all.map((d) => four(a, b, c, d)))))

test('every combination of the four inputs is as the formula says', () => {
  for (const inputs of everyInput) {
    let s: number = Math.max(inputs.scale, inputs.irremediability)
    if (inputs.scope >= 3) s = Math.min(4, s + 1)
    if (inputs.scope === 4) s = Math.max(s, 3)
    const p = s === 1 ? 4 : inputs.likelihood >= 2 ? 5 - s : Math.min(4, 6 - s)
    expect(weigh(inputs), JSON.stringify(inputs)).toMatchObject({ s, p })
  }
})

test('each reason raises by one step, several of them by no more, and never above the first', () => {
  for (const inputs of everyInput) {
    const { s, p } = weigh(inputs)
    for (const raise of raises) expect(weigh({ ...inputs, raises: [raise] })).toMatchObject({ s, p: Math.max(1, p - 1) })
    expect(weigh({ ...inputs, raises: [...raises] })).toMatchObject({ s, p: Math.max(1, p - 1) })
    expect(weigh({ ...inputs, dangerNow: true })).toMatchObject({ s, p: 1 })
  }
})

test('two signs of forced labour, a child at work or an armed group hold severity and priority up; one sign does not', () => {
  for (const inputs of everyInput) {
    const { s, p } = weigh(inputs)
    expect(weigh({ ...inputs, indicators: ['deception'] })).toMatchObject({ s, p })
    expect(weigh({ ...inputs, indicators: ['deception', 'deception'] })).toMatchObject({ s, p })
    const floored = { s: Math.max(3, s), p: Math.min(2, weigh({ ...inputs, indicators: ['deception', 'papers-kept'] }).p) }
    for (const more of [{ indicators: ['deception', 'papers-kept'] }, { armedGroupMineral: true }] as const) {
      expect(weigh({ ...inputs, ...more })).toMatchObject(floored)
      expect(weigh({ ...inputs, ...more, raises: ['evidence'] }).p).toBe(1)
    }
    expect(weigh({ ...inputs, childAtWork: true })).toMatchObject({ s: Math.max(3, s), p: 1 })
  }
})

test('what spoke is told in order, with what stood after it', () => {
  expect(weigh(four(1, 4, 1, 1, { indicators: ['isolation', 'threats'], raises: ['retaliation', 'pregnant'], dangerNow: true })).why).toEqual([
    { rule: 'worst-of-two', s: 1, p: null },
    { rule: 'many-people', s: 2, p: null },
    { rule: 'over-hundred', s: 3, p: null },
    { rule: 'likelihood', s: 3, p: 3 },
    { rule: 'floor-priority', s: 3, p: 2 },
    { rule: 'raise-retaliation', s: 3, p: 1 },
  ])
  expect(weigh(four(1, 1, 1, 1, { armedGroupMineral: true, dangerNow: true })).why.map(({ rule }) => rule)).toEqual([
    'worst-of-two', 'floor-armed-group', 'likelihood', 'floor-priority', 'danger-now',
  ])
  for (const inputs of everyInput) {
    const { s, p, why } = weigh(inputs)
    expect(why.at(-1)).toMatchObject({ s, p })
  }
})

test('a milder score in either number is a downgrade', () => {
  expect(isDowngrade({ s: 3, p: 2 }, { s: 2, p: 2 })).toBe(true)
  expect(isDowngrade({ s: 3, p: 2 }, { s: 4, p: 3 })).toBe(true)
  expect(isDowngrade({ s: 3, p: 2 }, { s: 3, p: 2 })).toBe(false)
  expect(isDowngrade({ s: 3, p: 2 }, { s: 4, p: 1 })).toBe(false)
})

test('eleven signs of forced labour, and codes that offer some of them first', () => {
  expect(new Set(indicators).size).toBe(11)
  expect(indicatorsOf('FL-02')).toEqual(['papers-kept'])
  expect(indicatorsOf('GE-01')).toEqual([])
  const offered = categories.flatMap(({ code }) => indicatorsOf(code))
  expect(new Set(offered)).toEqual(new Set(indicators))
})
