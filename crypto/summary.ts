/**
 * What the inbox of a desk should say about a case (§11.2), taken from its opened timeline.
 */
import type { EventFields, SummaryFields, TimelineEntry } from './worker/views.ts'

const WORDS = 160

/** The newest state message of this desk, as the reporter's page reads it too; null before the first. */
export function toldBy(timeline: readonly TimelineEntry[], deskId: string): EventFields | null {
  const event = timeline.findLast((entry) => entry.type === 'event' && entry.author.id === deskId)
  return event?.type === 'event' ? event.fields : null
}

/** The summary that belongs to this timeline; texts that are not known are left out. */
export function summaryNow(timeline: readonly TimelineEntry[], deskId: string, priority: string | null): SummaryFields {
  const report = timeline.find((entry) => entry.type === 'report')
  const fields = report?.type === 'report' ? report.fields : {}
  const seen = timeline.filter((entry) => entry.author.kind === 'reporter').map((entry) => entry.n)
  return dense({
    lang: report?.lang,
    tiles: fields.tiles,
    words: [...(fields.text ?? '')].slice(0, WORDS).join(''),
    place: fields.place,
    danger: fields.danger,
    reporterSeen: String(Math.max(0, ...seen)),
    state: toldBy(timeline, deskId)?.state,
    priority: priority ?? undefined,
  })
}

function dense(fields: { [name in keyof SummaryFields]: string | undefined }): SummaryFields {
  return Object.fromEntries(Object.entries(fields).filter(([, text]) => text !== undefined && text !== ''))
}
