// Which teams must not learn of a case: its reporter kept them out. A link is read by every team of the case that it stands in.
import type { SummaryFields } from '#crypto/worker/views.ts'
import type { CaseFile } from './case-file.ts'
import type { DeskOfRoster } from './decisions.ts'
import type { Doubt } from './doubts.ts'

/** The teams among these that the reporter of a case kept out, by name or by what they do; null where no browser has written that down yet. */
export function keptOutOf(summary: Pick<SummaryFields, 'keptOut'> | null, teams: readonly DeskOfRoster[]): DeskOfRoster[] | null {
  if (summary?.keptOut === undefined) return null
  const barred = new Set(summary.keptOut.split(','))
  return teams.filter(({ id, roles }) => barred.has(id) || roles.some((role) => barred.has(role)))
}

/** True where a case may be named in one that these teams read: it is known whom its reporter kept out, and none of them is among these. */
export function mayBeNamed(summary: Pick<SummaryFields, 'keptOut'> | null, readers: readonly DeskOfRoster[]): boolean {
  return keptOutOf(summary, readers)?.length === 0
}

/** A doubt for each link to a case that a team of this one must not know of; `summaryOf` null for a case that this member's teams do not read. */
export function linkDoubts(
  links: CaseFile['links'], summaryOf: (caseId: string) => Pick<SummaryFields, 'keptOut'> | null, readers: readonly DeskOfRoster[],
): Doubt[] {
  return links.flatMap(({ caseId, entry }): Doubt[] => {
    const barred = keptOutOf(summaryOf(caseId), readers) ?? []
    return barred.length === 0 ? [] : [{ kind: 'link', why: 'kept-out', key: entry.key, text: barred.map(({ label }) => label).join(', ') }]
  })
}
