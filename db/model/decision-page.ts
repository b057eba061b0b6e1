// The one page that a second person at another desk reads instead of the case, and whether it said what was proposed. They
// sign the page, so that who proposes cannot show them something milder than stands in the room.
import type { PageWords, ProposalFacts } from '#crypto/worker/views.ts'
import type { Weighed } from './severity.ts'

/** How a case is weighed, as a page says it: the same in every language; '' where nobody has weighed it. */
export function weighedWords(severity: Pick<Weighed, 's' | 'p'> | null): string {
  return severity === null ? '' : `S${severity.s} P${severity.p}`
}

/** What the page about a proposal says of the weight. One to weigh lighter says both weights itself, and they are held against the records. */
export function severityOnPage(kind: string, severity: Pick<Weighed, 's' | 'p'> | null): string {
  return kind === 'downgrade' ? '' : weighedWords(severity)
}

/** The severity that a page names; null where nobody has weighed the case, and on a page to weigh it lighter. */
export function severityIn(words: string): number | null {
  const score = /^S([1-4]) P[1-4]$/.exec(words)?.[1]
  return score === undefined ? null : Number(score)
}

/** True where a page said what the proposal says, word for word, and how the case was weighed when the answer was carried in. `severity` null: this desk cannot see it. */
export function saysTheSame(page: PageWords, proposal: ProposalFacts, severity: string | null): boolean {
  return page.kind === proposal.kind && page.body === proposal.body && (severity === null || page.severity === severity)
}
