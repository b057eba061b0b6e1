// What somebody is writing to a reporter or into the file: in the memory of this document, and sealed for the same person on another machine.

import type { ClockAct } from '#db/model/clock-plan.ts'
import { phraseList, type PhraseUse } from '#db/model/phrases.ts'
import { stepVerbs, type StepVerb } from '#db/model/roles.ts'

/** A step that somebody has begun; `shown` is false while it is put aside. No `date` means the one that the step promises by itself. */
export type StepDraft = {
  verb: StepVerb | null
  shown: boolean
  date: string | null
  finding: string
  reason: string
  done: readonly string[]
  text: string
  /** The office that can do more, or is told. */
  body: string
  places: string
  basis: string
  copyId: string
  /** Rules of the step that were answered by a tick. */
  ticked: readonly string[]
  why: string
}

export const emptyStep: StepDraft = { verb: null, shown: false, date: null, finding: '', reason: '', done: [], text: '', body: '', places: '', basis: '', copyId: '', ticked: [], why: '' }

/** The draft with this step in front. What was written stays for another step; what was chosen or ticked meant only the step before. */
export function stepChosen(before: StepDraft, verb: StepVerb): StepDraft {
  return before.verb === verb ? { ...before, shown: true } : { ...emptyStep, verb, shown: true, text: before.text, why: before.why }
}

export type Mode = 'reply' | 'room' | 'note'

/** `room` is for the teams of the case, `note` for the own one. `tells`: what the message is to a clock that waits for it; chosen anew each time. */
export type Draft = { mode: Mode; text: string; room: string; note: string; uses: readonly PhraseUse[]; askUntil: string | null; language: string | null; tells: readonly ClockAct[]; step: StepDraft }

export const emptyDraft: Draft = { mode: 'reply', text: '', room: '', note: '', uses: [], askUntil: null, language: null, tells: [], step: emptyStep }

const kept = new Map<string, Draft>()
const listeners = new Set<() => void>()

export function draftOf(caseId: string): Draft {
  return kept.get(caseId) ?? emptyDraft
}

export function keepDraft(caseId: string, draft: Draft): void {
  kept.set(caseId, draft)
  for (const told of listeners) told()
}

/** For a store of React: told after every change of any draft. */
export function onDrafts(told: () => void): () => void {
  listeners.add(told)
  return () => listeners.delete(told)
}

/** The draft as it is kept sealed; null where there is nothing to keep. */
export function draftContent(draft: Draft): string | null {
  const { text, room, note, uses, step } = draft
  const nothing = [text, room, note, step.text, step.why, step.body, step.places].every((words) => words.trim() === '') && uses.length === 0
  return nothing ? null : JSON.stringify(draft)
}

/** The draft behind a kept content; what this version does not know is left out, and nonsense is an empty draft. */
export function draftFrom(content: string): Draft {
  const read = objectIn(content)
  const step = objectFrom(read['step'])
  const modes: readonly Mode[] = ['reply', 'room', 'note']
  return {
    ...emptyDraft,
    ...textsIn(read, ['text', 'room', 'note']),
    mode: modes.find((mode) => mode === read['mode']) ?? 'reply',
    uses: listIn(read['uses']).flatMap((use) => useFrom(objectFrom(use))),
    askUntil: textOrNull(read['askUntil']),
    language: textOrNull(read['language']),
    step: {
      ...emptyStep,
      ...textsIn(step, ['finding', 'reason', 'text', 'body', 'places', 'basis', 'copyId', 'why']),
      verb: stepVerbs.find((verb) => verb === step['verb']) ?? null,
      shown: step['shown'] === true,
      date: textOrNull(step['date']),
      done: listIn(step['done']).filter((one) => typeof one === 'string'),
    },
  }
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
  return state === 'CLOSED' ? ['S34', 'S10', 'S16'] : ['S10', 'S15', 'S16']
}

function objectIn(content: string): Record<string, unknown> {
  try {
    return objectFrom(JSON.parse(content))
  } catch (error) {
    if (error instanceof SyntaxError) return {}
    throw error
  }
}

function objectFrom(read: unknown): Record<string, unknown> {
  return typeof read === 'object' && read !== null ? (read as Record<string, unknown>) : {}
}

function listIn(read: unknown): unknown[] {
  return Array.isArray(read) ? read : []
}

function textOrNull(read: unknown): string | null {
  return typeof read === 'string' ? read : null
}

function textsIn<Name extends string>(read: Record<string, unknown>, names: readonly Name[]): { [name in Name]?: string } {
  return Object.fromEntries(names.flatMap((name) => (typeof read[name] === 'string' ? [[name, read[name]]] : []))) as { [name in Name]?: string }
}

function useFrom({ id, day }: Record<string, unknown>): PhraseUse[] {
  return typeof id === 'string' ? [{ id, day: typeof day === 'number' ? day : null }] : []
}
