// The outcome of a case in codes and days, out of its signed entries. Pure.

import type { TimelineEntry } from '#crypto/worker/views.ts'
import type { CaseFile } from '#db/model/case-file.ts'
import { after } from '#db/model/clock-plan.ts'
import { clockRuleRows } from '#db/model/clock-rules.ts'
import { dayFrom } from '#db/model/ids.ts'
import type { OutcomeRecord } from './outcome-record.ts'

/** What the newest result or refusal says; null before there is one. `mark` as in the summary of the case. `receivedDay` is the day on which the case came. */
export function outcomeOf(mark: string, receivedDay: number, timeline: readonly TimelineEntry[], file: Pick<CaseFile, 'allegations' | 'findings' | 'severity' | 'legal' | 'inquiry'>): OutcomeRecord | null {
  const event = resultEvent(timeline)
  if (event === null) return null
  const { state = '', finding = '', reason = '', remedies = '' } = event.fields
  const found = file.findings.map((one) => one.finding)
  return {
    mark, receivedDay, day: event.day, state,
    code: codeOfCase(file),
    severity: file.severity?.s ?? 0,
    priority: file.severity?.p ?? 0,
    findings: found.length > 0 ? found : finding === '' ? [] : [finding],
    reason,
    remedies: remedies.split(',').filter((code) => code !== ''),
    language: timeline.find((entry) => entry.type === 'report')?.lang ?? '',
    // The clock of the record begins with it (LK-KEEP).
    keepUntilDay: file.legal?.profiles.includes('LK') === true ? after(dayFrom(event.day), clockRuleRows['LK-KEEP'].length) : null,
  }
}

/** The code under which the case is counted: of its first allegation; a question about a business deal has one of its own without any. Empty where nobody has said. */
export function codeOfCase({ allegations, inquiry }: Pick<CaseFile, 'allegations' | 'inquiry'>): string {
  const primary = allegations.find((allegation) => allegation.primary) ?? allegations[0]
  return primary?.code ?? (inquiry?.track === 'transaction' ? 'XX-03' : '')
}

/** The newest event that told a result or a refusal; later letters in the same state repeat the state and say nothing of the result. */
export function resultEvent(timeline: readonly TimelineEntry[]): (TimelineEntry & { type: 'event' }) | null {
  const told = timeline.flatMap((entry) => (entry.type === 'event' && ['OUTCOME_GIVEN', 'DECLINED'].includes(entry.fields.state ?? '') ? [entry] : []))
  return told.findLast(({ fields: { finding = '', reason = '' } }) => finding !== '' || reason !== '') ?? told.at(-1) ?? null
}
