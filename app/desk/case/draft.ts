// What somebody is writing to a reporter or into the file. Kept in the memory of this document only: locking loads the page anew and wipes it.

import { phraseList, type PhraseUse } from '#db/model/phrases.ts'

export type Draft = { mode: 'reply' | 'note'; text: string; note: string; uses: readonly PhraseUse[]; askUntil: string | null; language: string | null }

export const emptyDraft: Draft = { mode: 'reply', text: '', note: '', uses: [], askUntil: null, language: null }

const kept = new Map<string, Draft>()

export function draftOf(caseId: string): Draft {
  return kept.get(caseId) ?? emptyDraft
}

export function keepDraft(caseId: string, draft: Draft): void {
  kept.set(caseId, draft)
}

/** The payload fields of a reply; a sentence with a day carries the day that the reader is promised. */
export function replyFields(draft: Draft, nextDay: number | null): { text?: string; sentences?: string } {
  const uses = draft.uses.map((use) => ({ id: use.id, day: use.day === null ? null : (nextDay ?? use.day) }))
  return {
    ...(draft.text.trim() === '' ? {} : { text: draft.text.trim() }),
    ...(uses.length === 0 ? {} : { sentences: phraseList(uses) }),
  }
}

/** The ready sentences that fit where the case stands; late comes first, because the reporter has noticed too. */
export function suggestedSentences(state: string, late: boolean): readonly string[] {
  if (late) return ['S17', 'S02', 'S10', 'S06']
  if (state === 'RECEIVED') return ['S01', 'S02', 'S10', 'S06', 'S03']
  if (state === 'ACKNOWLEDGED' || state === 'TRIAGE') return ['S02', 'S10', 'S06', 'S07', 'S08']
  return ['S10', 'S15', 'S16']
}
