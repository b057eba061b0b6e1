// How bad it is, and how soon somebody must act. Scores are computed from what a handler entered and never stored,
// and every rule that spoke is named, because the desk must be able to explain the order in which it works.
import type { Severity } from './categories.ts'
import { indicatorsThatFloor, type Indicator } from './indicators.ts'

/** 1 is the most urgent. */
export type Priority = 1 | 2 | 3 | 4

/** What raises the priority by one step, however many of them are true. */
export const raises = ['retaliation', 'evidence', 'child', 'trainee', 'pregnant', 'undocumented'] as const
export type Raise = (typeof raises)[number]

export interface SeverityInputs {
  /** 4 death, grave injury, loss of liberty, rape; 3 serious lasting harm or loss of a basic need; 2 real but moderate; 1 slight. */
  readonly scale: Severity
  /** 4 over 100 people or a community; 3 from 20 to 100; 2 from 3 to 19; 1 one or two. */
  readonly scope: Severity
  /** 4 cannot be undone; 3 only in part; 2 with effort; 1 easily. */
  readonly irremediability: Severity
  /** 4 happened or happening; 3 likely; 2 possible; 1 remote. */
  readonly likelihood: Severity
  readonly raises: readonly Raise[]
  readonly dangerNow: boolean
  readonly indicators: readonly Indicator[]
  readonly childAtWork: boolean
  readonly armedGroupMineral: boolean
}

export const whyRules = [
  'worst-of-two', 'many-people', 'over-hundred', 'floor-indicators', 'floor-child', 'floor-armed-group', 'likelihood',
  'floor-priority', ...raises.map((raise) => `raise-${raise}` as const), 'danger-now',
] as const
export type WhyRule = (typeof whyRules)[number]

/** One rule that spoke, with what stood after it; `p` is null while only the severity is being found. */
export interface Why {
  readonly rule: WhyRule
  readonly s: Severity
  readonly p: Priority | null
}

export interface Weighed {
  readonly s: Severity
  readonly p: Priority
  /** In the order of use; never empty. */
  readonly why: readonly Why[]
}

/** Severity 1 to 4 and priority 1 to 4. The floors come before the raising, so that a floor is never where raising ends. */
export function weigh(inputs: SeverityInputs): Weighed {
  const why: Why[] = []
  const s = severityOf(inputs, why)
  let p = priorityOf(s, inputs.likelihood)
  why.push({ rule: 'likelihood', s, p })
  if (floorsOf(inputs).length > 0 && p > 2) {
    p = 2
    why.push({ rule: 'floor-priority', s, p })
  }
  const raised = raises.find((raise) => inputs.raises.includes(raise) || (raise === 'child' && inputs.childAtWork))
  if (raised !== undefined && p > 1) {
    p = stepUp(p)
    why.push({ rule: `raise-${raised}`, s, p })
  }
  if (inputs.dangerNow && p > 1) {
    p = 1
    why.push({ rule: 'danger-now', s, p })
  }
  return { s, p, why }
}

/** True where the second score is milder in either number: such a change needs two people. */
export function isDowngrade(before: Pick<Weighed, 's' | 'p'>, after: Pick<Weighed, 's' | 'p'>): boolean {
  return after.s < before.s || after.p > before.p
}

function severityOf(inputs: SeverityInputs, why: Why[]): Severity {
  const { scale, scope, irremediability } = inputs
  // UNGP practice: not all three need be high for harm to be severe, hence the worst and never an average.
  let s: Severity = scale > irremediability ? scale : irremediability
  const speak = (rule: WhyRule, value: Severity) => {
    if (value === s) return
    s = value
    why.push({ rule, s, p: null })
  }
  why.push({ rule: 'worst-of-two', s, p: null })
  if (scope >= 3) speak('many-people', s === 1 ? 2 : s === 2 ? 3 : 4)
  if (scope === 4 && s < 3) speak('over-hundred', 3)
  for (const floor of floorsOf(inputs)) if (s < 3) speak(floor, 3)
  return s
}

function floorsOf({ indicators, childAtWork, armedGroupMineral }: SeverityInputs): WhyRule[] {
  const floors: [WhyRule, boolean][] = [
    ['floor-indicators', new Set(indicators).size >= indicatorsThatFloor], ['floor-child', childAtWork], ['floor-armed-group', armedGroupMineral],
  ]
  return floors.filter(([, holds]) => holds).map(([rule]) => rule)
}

function priorityOf(s: Severity, likelihood: Severity): Priority {
  const possible = likelihood >= 2
  switch (s) {
    case 4: return possible ? 1 : 2
    case 3: return possible ? 2 : 3
    case 2: return possible ? 3 : 4
    case 1: return 4
  }
}

function stepUp(p: Priority): Priority {
  return p === 4 ? 3 : p === 3 ? 2 : 1
}
