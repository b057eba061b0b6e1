// The review of whether the procedure works (LkSG § 8(5)): once a year and on cause, for the organisation and not for a case. Pure.

import type { DayNumber } from '#crypto/answers.ts'
import { after } from '#db/model/clock-plan.ts'
import { clockRuleRows } from '#db/model/clock-rules.ts'
import { dayFrom } from '#db/model/ids.ts'
import { numberIn, objectIn, textIn } from '../kept-json.ts'

const causes = ['yearly', 'cause'] as const
/** One review that was signed. `text`: what was looked at, what was found, what changes. */
export type Review = { day: DayNumber; cause: (typeof causes)[number]; by: string; text: string }

/** The review in an entry of the register; null for any other entry, and for one that cannot be read. */
export function reviewFrom(content: string): Review | null {
  const read = objectIn(content)
  const day = read === null ? null : numberIn(read, 'day')
  const cause = causes.find((one) => read !== null && one === read['cause'])
  if (read === null || read['type'] !== 'review' || day === null || day < 0 || !Number.isInteger(day) || cause === undefined) return null
  return { day, cause, by: textIn(read, 'by'), text: textIn(read, 'text') }
}

/** The content that `reviewFrom` reads again. */
export function reviewContent(review: Review): string {
  return JSON.stringify({ type: 'review', ...review })
}

/** The day by which the next one is due: a year after the last of any cause; null before the first, with which the clock begins. */
export function nextReviewDay(reviews: readonly Review[]): DayNumber | null {
  if (reviews.length === 0) return null
  return after(dayFrom(Math.max(...reviews.map(({ day }) => day))), clockRuleRows['LK-REV'].length)
}
