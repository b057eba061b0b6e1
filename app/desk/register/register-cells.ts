// The columns of the two registers as a file has them: codes, days as 2026-11-20, no sentence of anybody. Pure.

import type { DayNumber } from '#crypto/answers.ts'
import type { GiftRow } from './gift-rows.ts'
import type { RegisterLine } from './register-lines.ts'

type Cells = (string | number | null)[]

export const caseHeads = ['year', 'number', 'received', 'state', 'code', 'severity', 'priority', 'language', 'answered', 'answeredInTime', 'outcome', 'outcomeInTime', 'findings', 'reason', 'remedies', 'keepUntil'] as const

/** One line of the case register. */
export function caseCells(line: RegisterLine, year: string, machine: (day: DayNumber) => string): Cells {
  const day = (value: DayNumber | null) => (value === null ? null : machine(value))
  const yes = (value: boolean | null) => (value === null ? null : value ? 1 : 0)
  return [
    year, line.number, machine(line.receivedDay), line.state, line.code, line.severity === '' ? null : Number(line.severity), line.priority === '' ? null : Number(line.priority), line.language,
    day(line.answeredDay), yes(line.answeredInTime), day(line.outcomeDay), yes(line.outcomeInTime), line.findings.join(' '), line.reason, line.remedies.join(' '), day(line.keepUntilDay),
  ]
}

export const giftHeads = ['day', 'direction', 'from', 'to', 'what', 'value', 'currency', 'answer', 'number', 'text'] as const

/** One line of the register of gifts, as the desk wrote it. */
export function giftCells(gift: GiftRow, machine: (day: DayNumber) => string): Cells {
  return [machine(gift.day), gift.direction, gift.from, gift.to, gift.what, gift.value, gift.currency, gift.answer, gift.number, gift.text]
}
