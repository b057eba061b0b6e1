// The register: one line per case, codes and days only. Pure; from clear columns, sealed summaries, clocks that were met, and outcomes that were kept.

import { caseNumber, parseCaseId } from '#db/model/ids.ts'
import type { DayNumber, Hex } from '#crypto/answers.ts'
import { answered } from '../statistics/measures.ts'
import type { DueClock } from '../due/lanes.ts'
import type { OpenedRow } from '../inbox/rows.ts'
import type { OutcomeRecord } from './outcome-record.ts'

/** Days null where nothing happened yet; `inTime` null where no clock says; codes empty where nobody has set them. */
export type RegisterLine = {
  /** Null where the case is gone: what stays of it does not say which it was. */
  caseId: Hex | null
  key: string
  number: string
  receivedDay: DayNumber
  state: string
  code: string
  severity: string
  priority: string
  language: string
  answeredDay: DayNumber | null
  answeredInTime: boolean | null
  outcomeDay: DayNumber | null
  outcomeInTime: boolean | null
  findings: readonly string[]
  reason: string
  remedies: readonly string[]
  /** The last day on which the outcome is kept by law; null where no law says so. */
  keepUntilDay: DayNumber | null
}

/** Newest case last, as in a bound register. A case that was destroyed, or that this desk has left, stands here by its outcome (state GONE). */
export function registerLines(rows: readonly OpenedRow[], clocks: readonly DueClock[], outcomes: readonly OutcomeRecord[]): RegisterLine[] {
  const first = new Map(answered('G-ACK', clocks, rows).map((one) => [one.caseId, one]))
  const last = new Map(answered('G-OUT', clocks, rows).map((one) => [one.caseId, one]))
  const kept = new Map(outcomes.map((one) => [one.mark, one]))
  const lines = new Map<Hex, RegisterLine>()
  const standing = new Set(rows.map(({ summary }) => summary?.mark ?? ''))
  for (const { row, summary } of rows) {
    const { caseId } = row
    const [ack, out, outcome] = [first.get(caseId), last.get(caseId), kept.get(summary?.mark ?? '')]
    lines.set(caseId, {
      caseId, key: caseId, number: numberOf(caseId), receivedDay: row.day, state: row.state,
      code: summary?.code ?? outcome?.code ?? '', severity: summary?.severity ?? '', priority: summary?.priority ?? '', language: summary?.lang ?? outcome?.language ?? '',
      answeredDay: ack?.stoppedDay ?? null, answeredInTime: ack === undefined ? null : ack.stoppedDay <= ack.dueDay,
      outcomeDay: outcome?.day ?? out?.stoppedDay ?? null, outcomeInTime: out === undefined ? null : out.stoppedDay <= out.dueDay,
      findings: outcome?.findings ?? listOf(summary?.finding), reason: outcome?.reason ?? summary?.reason ?? '', remedies: outcome?.remedies ?? listOf(summary?.remedies),
      keepUntilDay: outcome?.keepUntilDay ?? null,
    })
  }
  for (const outcome of outcomes) {
    if (standing.has(outcome.mark)) continue
    const { mark, receivedDay, code, language, findings, reason, remedies, keepUntilDay } = outcome
    lines.set(mark, {
      caseId: null, key: mark, number: '–', receivedDay, state: 'GONE', code, language, findings, reason, remedies, keepUntilDay, severity: digit(outcome.severity), priority: digit(outcome.priority),
      answeredDay: null, answeredInTime: null, outcomeDay: outcome.day, outcomeInTime: null,
    })
  }
  return [...lines.values()].toSorted((a, b) => a.receivedDay - b.receivedDay || (a.number + a.key < b.number + b.key ? -1 : 1))
}

function listOf(codes: string | undefined): string[] {
  return (codes ?? '').split(',').filter((code) => code !== '')
}

function numberOf(caseId: Hex): string {
  const id = parseCaseId(caseId)
  return id === null ? '–' : caseNumber(id)
}

function digit(value: number): string {
  return value === 0 ? '' : String(value)
}
