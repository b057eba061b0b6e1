// What stays of a case when its file is gone: codes and days, no words of anybody. Pure.

import type { DayNumber } from '#crypto/answers.ts'
import { numberIn, objectIn, textIn, textsIn } from '../kept-json.ts'

/** `mark` stands for the case as its sealed summary has it, and for nothing once the case is destroyed (D-030); `day` is the day of the newest outcome; `severity` and `priority` 0 where nobody had decided; `findings` one code per allegation. */
export type OutcomeRecord = {
  mark: string
  receivedDay: DayNumber
  day: DayNumber
  state: string
  code: string
  severity: number
  priority: number
  findings: readonly string[]
  reason: string
  remedies: readonly string[]
  language: string
  /** The last day on which the law wants it kept; null where none of the case's laws says so. */
  keepUntilDay: DayNumber | null
}

/** The outcome in a sealed record; null where it cannot be read. */
export function outcomeFrom(content: string): OutcomeRecord | null {
  const read = objectIn(content)
  if (read === null) return null
  const [receivedDay, day] = [numberIn(read, 'receivedDay'), numberIn(read, 'day')]
  const mark = textIn(read, 'mark')
  if (receivedDay === null || day === null || !/^[0-9a-f]{32}$/.test(mark)) return null
  return {
    mark, receivedDay, day, state: textIn(read, 'state'), code: textIn(read, 'code'), severity: numberIn(read, 'severity') ?? 0, priority: numberIn(read, 'priority') ?? 0,
    findings: textsIn(read, 'findings'), reason: textIn(read, 'reason'), remedies: textsIn(read, 'remedies'), language: textIn(read, 'language'),
    keepUntilDay: numberIn(read, 'keepUntilDay'),
  }
}

/** The content that `outcomeFrom` reads again. */
export function outcomeContent(record: OutcomeRecord): string {
  return JSON.stringify(record)
}
