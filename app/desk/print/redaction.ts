// What a printed case file leaves out, and the log of it. Pure.

import type { TimelineEntry } from '#crypto/worker/views.ts'
import type { CaseFile } from '#db/model/case-file.ts'
import type { Decision } from '#db/model/decisions.ts'

/** One thing that stands in the file by its fingerprint only. `letters`: how long it is. */
export type LeftOut = { place: number; day: number; digest: string; kind: string; by: string; letters: number }

// Work records that tell of the reporter, or of people who were spoken to.
const telling = new Set(['intake', 'interview', 'contact', 'detriment', 'withdrawal', 'watch', 'protective'])

/** True where a redacted file never shows the words: the reporter's own, the team's own notes, and records that could tell who she is. */
export function isAlwaysLeftOut(entry: TimelineEntry): boolean {
  if (entry.author.kind === 'reporter' || entry.type === 'report') return true
  if (entry.stream === 'notes') return entry.type !== 'assign' && entry.type !== 'triage'
  return entry.type === 'work' && telling.has(entry.work.kind)
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
