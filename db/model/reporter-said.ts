// What a reporter's ready answers mean for the case. For both sides: her page shows it, the desk's browser acts on it.
import type { TimelineEntry } from '#crypto/worker/views.ts'
import { phrasesIn } from './phrases.ts'

/** Her answer to a result, a plan or a refusal (5.5); silence is `null` wherever this type is used with it. */
export type ReporterVerdict = 'agrees' | 'partly' | 'disagrees'

/** Codes of the domain under which a message is about punishment for writing (RE). */
export type PunishmentCode = 'RE-01' | 'RE-02'

/** What this entry says about the last result, or null. Several answers at once: the one that keeps the matter open counts. */
export function verdictOf(entry: TimelineEntry): ReporterVerdict | null {
  const said = saidIn(entry)
  return said.includes('S30') ? 'disagrees' : said.includes('S31') ? 'partly' : said.includes('S29') ? 'agrees' : null
}

/** The code of punishment that this entry names by a ready answer or by the questions of the first message; null otherwise. Free words are a handler's to read. */
export function punishmentIn(entry: TimelineEntry): PunishmentCode | null {
  const said = saidIn(entry)
  if (said.includes('S33')) return 'RE-02'
  if (said.includes('S32')) return 'RE-01'
  if (entry.type !== 'report') return null
  if (entry.fields.nearest === 'search') return 'RE-02'
  return entry.fields.nearest === 'punished' || (entry.fields.tiles ?? '').split(',').includes('punished') ? 'RE-01' : null
}

/** True where she says that she is not safe, or that she was punished or is looked for since. */
export function isUnsafe(entry: TimelineEntry): boolean {
  return saidIn(entry).includes('S26') || (entry.type !== 'report' && punishmentIn(entry) !== null)
}

/** What she last answered by a ready sentence after being asked whether the company may be spoken to (S07); null where she answered in words of her own, or not. */
export function contactAnswer(timeline: readonly TimelineEntry[]): 'yes' | 'ask' | 'no' | null {
  const asked = timeline.findLastIndex((entry) => entry.author.kind === 'desk' && (entry.type === 'reply' || entry.type === 'ask') && sentencesOf(entry.fields.sentences).includes('S07'))
  const said = timeline.slice(asked + 1).map(saidIn).findLast((sentences) => sentences.some((id) => ['S18', 'S19', 'S24', 'S28'].includes(id)))
  if (asked === -1 || said === undefined) return timeline.some((entry) => saidIn(entry).includes('S24')) ? 'no' : null
  return said.includes('S19') || said.includes('S24') ? 'no' : said.includes('S28') ? 'ask' : 'yes'
}

function saidIn(entry: TimelineEntry): string[] {
  if (entry.author.kind !== 'reporter' || (entry.type !== 'text' && entry.type !== 'answer')) return []
  return sentencesOf(entry.fields.sentences)
}

function sentencesOf(field: string | undefined): string[] {
  return (phrasesIn(field ?? '') ?? []).map(({ id }) => id)
}
