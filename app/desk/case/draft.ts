// What somebody is writing to a reporter or into the file. Kept in the memory of this document only: locking loads the page anew and wipes it.

import { phraseList, type PhraseUse } from '#db/model/phrases.ts'
import type { Verb } from '#db/model/roles.ts'

/** A step that somebody has begun; `shown` is false while it is put aside. No `date` means the one that the step promises by itself. */
export type StepDraft = {
  verb: Verb | null
  shown: boolean
  date: string | null
  finding: string
  reason: string
  done: readonly string[]
  text: string
  ticked: boolean
  why: string
}

export const emptyStep: StepDraft = { verb: null, shown: false, date: null, finding: '', reason: '', done: [], text: '', ticked: false, why: '' }

/** The draft with this step in front. What was written stays for another step; what was chosen or ticked meant only the step before. */
export function stepChosen(before: StepDraft, verb: Verb): StepDraft {
  return before.verb === verb ? { ...before, shown: true } : { ...emptyStep, verb, shown: true, text: before.text, why: before.why }
}

export type Mode = 'reply' | 'room' | 'note'

/** `room` is for the teams of the case, `note` for the own one. */
export type Draft = { mode: Mode; text: string; room: string; note: string; uses: readonly PhraseUse[]; askUntil: string | null; language: string | null; step: StepDraft }

export const emptyDraft: Draft = { mode: 'reply', text: '', room: '', note: '', uses: [], askUntil: null, language: null, step: emptyStep }

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
