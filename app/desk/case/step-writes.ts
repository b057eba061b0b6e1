// What goes out with a step: the words for the reporter, the member's own signed record of it, and what it does to the clocks. Pure.
import type { CaseAct, DeskWrite, NewColumns } from '#crypto/worker/messages.ts'
import type { EventFields } from '#crypto/worker/views.ts'
import type { CaseFile } from '#db/model/case-file.ts'
import { actOfStep } from '#db/model/clock-plan.ts'
import { afterStep, eventWrite, type Step } from '#db/model/desk-steps.ts'
import { identityQuestions } from '#db/model/identity-guard.ts'
import { reasonsNotInvestigated } from '#db/model/closing-codes.ts'
import { isQuestion } from '#db/model/work-intake.ts'
import type { ProposalInput } from '#db/model/proposals.ts'
import { theCase } from '#db/model/work-records.ts'
import { clocksOfAct, clockWork } from './case-clock-acts.ts'
import { newObject, type CaseRoom, type WorkToWrite } from './case-context.tsx'
import { workWrite } from './case-writing.ts'
import type { StepDraft } from './draft.ts'

type Point = { allegation: string; text: string; finding: string }

/** One finding for each allegation, as they stand; empty where no allegation has one. */
export function pointsIn(file: Pick<CaseFile, 'allegations' | 'findings'>): Point[] {
  return file.allegations.flatMap(({ entry, text }) => {
    const found = file.findings.find(({ allegation }) => allegation === entry.object)
    return found === undefined ? [] : [{ allegation: entry.object, text: text.replace(/\s+/g, ' ').trim(), finding: found.finding }]
  })
}

/** Whether the step tells what was found and put right; a question is answered in words alone. */
export function isResult({ verb }: Pick<Step, 'verb'>, { inquiry }: Pick<CaseFile, 'inquiry'>): boolean {
  return verb === 'give-outcome' && !isQuestion(inquiry)
}

/** Whether the step has to say why. */
export function needsReason(step: Pick<Step, 'verb'>, { finding, done }: Pick<StepDraft, 'finding' | 'done'>, file: Pick<CaseFile, 'inquiry'>): boolean {
  return step.verb === 'decline' || (isResult(step, file) && (finding === 'NOT_INVESTIGATED' || done.includes('NONE')))
}

/** The keys of what the fields of the step still lack; its guards are asked apart. */
export function stepLacks(step: Step, draft: StepDraft, day: number | null, file: CaseFile, today: number): string[] {
  const outcome = isResult(step, file)
  const points = outcome ? pointsIn(file) : []
  const { text = '', places = '', body = '' } = stepTold(step, draft, file)
  return [
    outcome && points.length === 0 && draft.finding === '' ? 'desk.step.open.finding' : '',
    outcome && draft.done.length === 0 && draft.finding !== 'NOT_INVESTIGATED' ? 'desk.step.open.remedy' : '',
    needsReason(step, draft, file) && draft.reason === '' ? 'desk.step.open.reason' : '',
    (step.verb === 'refer' || (needsReason(step, draft, file) && draft.reason === 'REFERRED')) && draft.body.trim() === '' ? 'desk.step.open.body' : '',
    step.verb === 'refer' && draft.basis === '' ? 'desk.step.open.basis' : '',
    step.verb === 'refer' && draft.copyId === '' ? 'desk.step.open.copy' : '',
    step.verb === 'decline' && draft.places.trim() === '' ? 'desk.step.open.places' : '',
    step.verb === 'plan-remedy' && draft.text.trim() === '' ? 'desk.step.open.text' : '',
    // A question that may tell who wrote goes out as a message, where a second person stands before it.
    [text, places, body].some((words) => identityQuestions(words).length > 0) ? 'asks.inStep' : '',
    day === null || day <= today ? 'desk.step.open.day' : '',
  ].filter((key) => key !== '')
}

/** The words that the reporter will read because of it. */
export function stepTold(step: Step, draft: StepDraft, file: CaseFile): EventFields {
  const outcome = isResult(step, file)
  const points = outcome ? pointsIn(file) : []
  const finding = points.length > 0 ? together(points) : draft.finding
  const reason = needsReason(step, draft, file) ? draft.reason : ''
  return present({
    finding: outcome ? finding : '',
    findings: points.map((point) => point.finding).join(','),
    points: points.map(({ text }) => text).join('\n'),
    remedies: outcome ? draft.done.join(',') : '',
    reason,
    body: step.verb === 'refer' || reason === 'REFERRED' ? draft.body.trim() : '',
    basis: step.verb === 'refer' ? (draft.basis === 'duty' ? 'law' : 'consent') : '',
    places: step.verb === 'decline' ? draft.places.trim() : '',
    text: step.verb === 'acknowledge' ? '' : draft.text.trim(),
    // Whoever was asked nothing is told that the company knows.
    sentences: step.verb === 'begin-remedy' && file.contact.basis === 'override' ? 'S36' : '',
    flags: isForPunishment(step, draft) ? 'PROTECTING' : '',
  })
}

export type StepWrites = { writes: DeskWrite[]; acts: CaseAct[]; columns: NewColumns }

/** Everything of the step, for one write. `answered`: rules that the form answered by a tick or in words. */
export function stepWrites(room: CaseRoom, step: Step, draft: StepDraft, day: number, answered: readonly string[], lang: string): StepWrites {
  const { file, facts, me, today } = room
  const after = afterStep(step, day, facts)
  const punished = isForPunishment(step, draft)
  const act = actOfStep(file.state, step.to)
  const clocks = act === null ? { records: [], acts: [] } : clockWork(clocksOfAct(room, act))
  const records: WorkToWrite[] = [
    { kind: 'step', object: newObject(), content: { verb: step.verb, from: file.state, to: step.to, text: draft.why.trim(), agreed: step.verb === 'reopen' ? punished : draft.ticked.length > 0, newFacts: step.verb === 'reopen' ? draft.why.trim() : '' } },
    ...(answered.includes('conflict-declared') ? [{ kind: 'conflict' as const, object: me, content: { has: false, text: '' } }] : []),
    ...(answered.includes('reporter-consulted') ? [{ kind: 'consultation' as const, object: theCase, content: { consulted: draft.ticked.includes('reporter-consulted'), day: today, text: draft.why.trim() } }] : []),
    ...(step.verb === 'refer' ? [{ kind: 'referral' as const, object: newObject(), content: { body: draft.body.trim(), basis: draft.basis, copyId: draft.copyId, text: draft.why.trim(), answer: null } }] : []),
    // Whoever worked on it before is not the one who goes on with it.
    ...(punished ? [{ kind: 'assign' as const, object: theCase, content: { member: null } }] : []),
    ...clocks.records,
  ]
  return {
    writes: [eventWrite({ ...after.event, ...stepTold(step, draft, file) }, lang), ...records.map((record) => workWrite(record, lang))],
    acts: clocks.acts,
    columns: punished ? { ...after.columns, assignee: null } : after.columns,
  }
}

/** Taken up again because the reporter told, in words of their own, that somebody was punished for writing. */
function isForPunishment({ verb }: Step, { ticked }: StepDraft): boolean {
  return verb === 'reopen' && ticked.includes('fresh-people')
}

/** The refusal as it is put before a second person; null while its fields are not whole. */
export function refusalProposed(draft: StepDraft, day: number): ProposalInput<'decline'> | null {
  const reason = reasonsNotInvestigated.find((code) => code === draft.reason)
  if (reason === undefined) return null
  const event = present({ reason, text: draft.text.trim(), places: draft.places.trim(), body: reason === 'REFERRED' ? draft.body.trim() : '' })
  return { reason, places: draft.places.trim(), text: draft.why.trim(), endDay: day, event }
}

// Of several findings the strongest that holds for all; where they differ, a part of it happened.
function together(points: readonly Point[]): string {
  const found = new Set(points.map(({ finding }) => finding))
  if (found.size === 1) return points[0]?.finding ?? ''
  return found.has('SUB') || found.has('PART') ? 'PART' : found.has('INCONCLUSIVE') ? 'INCONCLUSIVE' : 'NOT'
}

function present<Fields extends { [name: string]: string }>(fields: Fields): { [Name in keyof Fields]?: string } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== '')) as { [Name in keyof Fields]?: string }
}
