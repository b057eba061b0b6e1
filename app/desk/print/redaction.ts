// What a printed case file leaves out, and the log of it. Pure.

import type { TimelineEntry } from '#crypto/worker/views.ts'
import type { CaseFile } from '#db/model/case-file.ts'
import type { Decision } from '#db/model/decisions.ts'

/** One thing that stands in the file by its fingerprint only. `letters`: how long it is. */
export type LeftOut = { place: number; day: number; digest: string; kind: string; by: string; letters: number }

// Work records that tell of the reporter, of people who were spoken to, or, as a plan does, how the source stays covered.
const telling = new Set(['intake', 'interview', 'plan', 'contact', 'detriment', 'withdrawal', 'watch', 'protective', 'consultation'])

/** True where a redacted file never shows the words: the reporter's own, the team's own notes, and records that could tell who she is. */
export function isAlwaysLeftOut(entry: TimelineEntry): boolean {
  if (entry.author.kind === 'reporter' || entry.type === 'report') return true
  if (entry.stream === 'notes') return entry.type !== 'assign' && entry.type !== 'triage'
  return entry.type === 'work' && telling.has(entry.work.kind)
}

/** The file with `mark` for the words of whatever is left out: an entry that the chronology does not show stands in no other section either. */
export function fileOnPaper(file: CaseFile, timeline: readonly TimelineEntry[], isOut: (entry: TimelineEntry) => boolean, mark: string): CaseFile {
  const out = digestsOut(timeline, isOut)
  const verdicts = new Set(timeline.flatMap((entry) => (entry.type === 'approval' && isOut(entry) ? [entry.approval.proposal] : [])))
  const worded = <One extends { readonly text: string; readonly entry: { readonly digest: string } }>(one: One): One => (out.has(one.entry.digest) ? { ...one, text: mark } : one)
  const { hold, review, rootCauses } = file
  return {
    ...file,
    allegations: file.allegations.map(worded), findings: file.findings.map(worded), remedies: file.remedies.map(worded),
    review: review === null ? null : worded(review),
    rootCauses: rootCauses === null ? null : worded(rootCauses),
    hold: hold !== null && out.has(hold.decision.digest) ? { ...hold, reason: mark } : hold,
    decisions: file.decisions.map((decision) => ({ ...decision, second: decision.second !== null && verdicts.has(decision.digest) ? { ...decision.second, text: mark } : decision.second })),
  }
}

/** Digests of the entries that are left out; keys are told apart within one stream only. */
export function digestsOut(timeline: readonly TimelineEntry[], isOut: (entry: TimelineEntry) => boolean): ReadonlySet<string> {
  return new Set(timeline.filter(isOut).map(({ digest }) => digest))
}

/** The decision that lets a file out with its names, while it holds; null where there is none. */
export function exportDecision(file: Pick<CaseFile, 'decisions'>, today: number): Decision | null {
  return file.decisions.findLast(({ proposal, state }) => proposal.kind === 'export' && state === 'approved' && (proposal.body.untilDay === null || proposal.body.untilDay >= today)) ?? null
}

/** The log in the order of the chronology; `place` counts its entries from 1. */
export function redactionLog(timeline: readonly TimelineEntry[], isOut: (entry: TimelineEntry) => boolean): LeftOut[] {
  return timeline.flatMap((entry, at) => (isOut(entry)
    ? [{ place: at + 1, day: entry.day, digest: entry.digest, kind: entry.type === 'work' ? entry.work.kind : entry.type, by: entry.author.kind === 'reporter' ? '' : entry.author.label, letters: lettersIn(entry) }]
    : []))
}

/** Twelve digits of a fingerprint in groups of four: enough to find an entry again, and to see that it is the same. */
export function shortDigest(digest: string): string {
  return digest.slice(0, 12).replace(/(.{4})(?=.)/g, '$1 ')
}

function lettersIn(entry: TimelineEntry): number {
  const words = 'fields' in entry ? Object.values(entry.fields) : 'work' in entry ? [entry.work.body] : 'proposal' in entry ? [entry.proposal.body] : []
  return words.reduce((sum, text) => sum + Array.from(text ?? '').length, 0)
}
