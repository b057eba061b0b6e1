// THE rows of clocks: our own promises and those of laws. A row says from which event how long, what stops it, and where it comes from.
// Laws are compared with their text by people: `verifiedOn` is null where nobody has, and counsel reviews every row of a law.
import { clocks } from './deadlines.ts'
import type { LegalProfile } from './legal-profiles.ts'

export const ruleIds = [
  'EU-ACK', 'EU-FB', 'DE-FB', 'DE-DEL', 'LK-REV', 'LK-KEEP', 'JP-INV', 'JP-COR', 'JP-WATCH', 'CS-REASON',
  'G-ACK', 'G-TRI', 'G-UPD', 'G-OUT', 'G-SAFE-30', 'G-SAFE-90', 'G-SAFE-180', 'G-SAFE-365', 'P1-SEE', 'P1-ACT', 'OWN',
] as const
export type RuleId = (typeof ruleIds)[number]

export type ClockStart =
  | 'receipt' | 'acknowledgement' | 'last-update' | 'urgent' | 'remedy-decision' | 'outcome' | 'closing' | 'last-review' | 'outcome-record' | 'by-hand'
export type ClockStop =
  | 'acknowledgement' | 'decision' | 'update' | 'outcome' | 'feedback' | 'first-opening' | 'protective-step' | 'investigation-notice'
  | 'corrective-notice' | 'reasoned-outcome' | 'safety-answer' | 'destruction-or-hold' | 'review-signed' | 'runs-out' | 'by-hand'

export interface Length {
  readonly n: number
  readonly unit: 'days' | 'months' | 'years'
}

export interface ClockRuleRow {
  readonly rule: RuleId
  readonly profile: LegalProfile | 'generic'
  /** `case`: runs beside a case. `organisation`, `record`: once for the organisation, or on an outcome record that outlives its case. */
  readonly scope: 'case' | 'organisation' | 'record'
  readonly start: ClockStart
  /** Added in this order, because months and days do not commute. */
  readonly length: readonly Length[]
  /** Counted from receipt where nobody acknowledged in time; null where that makes no difference. */
  readonly withoutAck: readonly Length[] | null
  readonly stop: ClockStop
  readonly mayPause: boolean
  readonly effectiveFrom: string
  readonly source: string
  readonly verifiedOn: string | null
}

const ownPromise = { profile: 'generic', scope: 'case', withoutAck: null, effectiveFrom: '2026-11-20', source: 'own promise', verifiedOn: '2026-11-20' } as const
const law = { scope: 'case', withoutAck: null, mayPause: false } as const
const days = (n: number): Length => ({ n, unit: 'days' })
const months = (n: number): Length => ({ n, unit: 'months' })
const years = (n: number): Length => ({ n, unit: 'years' })
const ofOwn = (rule: keyof typeof clocks): readonly Length[] => [days(clocks[rule].lengthDays)]
const safety = { ...ownPromise, start: 'outcome', stop: 'safety-answer', mayPause: false } as const

export const clockRuleRows: Readonly<Record<RuleId, ClockRuleRow>> = {
  'EU-ACK': { ...law, rule: 'EU-ACK', profile: 'EU', start: 'receipt', length: [days(7)], stop: 'acknowledgement', effectiveFrom: '2021-12-17', source: 'Directive (EU) 2019/1937, art. 9(1)(b)', verifiedOn: '2026-11-20' },
  'EU-FB': { ...law, rule: 'EU-FB', profile: 'EU', start: 'acknowledgement', length: [months(3)], withoutAck: [days(7), months(3)], stop: 'feedback', effectiveFrom: '2021-12-17', source: 'Directive (EU) 2019/1937, art. 9(1)(f)', verifiedOn: null },
  'DE-FB': { ...law, rule: 'DE-FB', profile: 'DE', start: 'acknowledgement', length: [months(3)], withoutAck: [months(3), days(7)], stop: 'feedback', effectiveFrom: '2023-07-02', source: 'HinSchG § 17(2)', verifiedOn: null },
  'DE-DEL': { ...law, rule: 'DE-DEL', profile: 'DE', start: 'closing', length: [years(3)], stop: 'destruction-or-hold', effectiveFrom: '2023-07-02', source: 'HinSchG § 11(5)', verifiedOn: '2026-11-20' },
  'LK-REV': { ...law, rule: 'LK-REV', profile: 'LK', scope: 'organisation', start: 'last-review', length: [years(1)], stop: 'review-signed', effectiveFrom: '2023-01-01', source: 'LkSG § 8(5)', verifiedOn: null },
  'LK-KEEP': { ...law, rule: 'LK-KEEP', profile: 'LK', scope: 'record', start: 'outcome-record', length: [years(7)], stop: 'runs-out', effectiveFrom: '2023-01-01', source: 'LkSG § 10(1)', verifiedOn: '2026-11-20' },
  'JP-INV': { ...law, rule: 'JP-INV', profile: 'JP', start: 'receipt', length: [days(20)], stop: 'investigation-notice', effectiveFrom: '2022-06-01', source: 'Whistleblower Protection Act (Japan), art. 3', verifiedOn: null },
  'JP-COR': { ...law, rule: 'JP-COR', profile: 'JP', start: 'remedy-decision', length: [days(14)], stop: 'corrective-notice', effectiveFrom: '2022-06-01', source: 'Cabinet Office notice 118 of 2021 (without delay; the 14 days are our own)', verifiedOn: null },
  'JP-WATCH': { ...law, rule: 'JP-WATCH', profile: 'JP', start: 'receipt', length: [years(1)], stop: 'runs-out', effectiveFrom: '2026-12-01', source: 'Whistleblower Protection Act (Japan), as amended 2025', verifiedOn: '2026-11-20' },
  'CS-REASON': { ...law, rule: 'CS-REASON', profile: 'CS', start: 'remedy-decision', length: [days(0)], stop: 'reasoned-outcome', effectiveFrom: '2029-07-26', source: 'Directive (EU) 2024/1760, art. 14', verifiedOn: null },
  'G-ACK': { ...ownPromise, rule: 'G-ACK', start: 'receipt', length: ofOwn('G-ACK'), stop: 'acknowledgement', mayPause: false },
  'G-TRI': { ...ownPromise, rule: 'G-TRI', start: 'receipt', length: ofOwn('G-TRI'), stop: 'decision', mayPause: true },
  'G-UPD': { ...ownPromise, rule: 'G-UPD', start: 'last-update', length: ofOwn('G-UPD'), stop: 'update', mayPause: false },
  'G-OUT': { ...ownPromise, rule: 'G-OUT', start: 'receipt', length: ofOwn('G-OUT'), stop: 'outcome', mayPause: true },
  'G-SAFE-30': { ...safety, rule: 'G-SAFE-30', length: [days(30)] },
  'G-SAFE-90': { ...safety, rule: 'G-SAFE-90', length: [days(90)] },
  'G-SAFE-180': { ...safety, rule: 'G-SAFE-180', length: [days(180)] },
  'G-SAFE-365': { ...safety, rule: 'G-SAFE-365', length: [days(365)] },
  'P1-SEE': { ...ownPromise, rule: 'P1-SEE', start: 'urgent', length: ofOwn('P1-SEE'), stop: 'first-opening', mayPause: false },
  'P1-ACT': { ...ownPromise, rule: 'P1-ACT', start: 'urgent', length: ofOwn('P1-ACT'), stop: 'protective-step', mayPause: false },
  // A day that the team set for itself; its length is whatever somebody chose.
  OWN: { ...ownPromise, rule: 'OWN', start: 'by-hand', length: [], stop: 'by-hand', mayPause: false },
}

/** The rules that a law brings to a case; the German law brings the seven days of the directive with it. */
export function rulesOfProfile(profile: LegalProfile): RuleId[] {
  const brought: readonly RuleId[] = profile === 'DE' ? ['EU-ACK'] : []
  return ruleIds.filter((rule) => clockRuleRows[rule].scope === 'case' && (clockRuleRows[rule].profile === profile || brought.includes(rule)))
}

/** The row of that name, or null where this version has none. */
export function clockRuleFrom(text: string): RuleId | null {
  return ruleIds.find((rule) => rule === text) ?? null
}
