// What an approved proposal does: everything in the one write that carries the approval, so that neither can stand without the other.
import type { CaseAct, DeskWrite, NewColumns, NewTeam } from '#crypto/worker/messages.ts'
import type { EventFields, OutsideDecider, TextFields, Verdict } from '#crypto/worker/views.ts'
import type { CaseFile } from '#db/model/case-file.ts'
import { refusedAs, standingIn, type Decision, type DeskOfRoster, type Refused } from '#db/model/decisions.ts'
import { afterMessage, afterStep, eventWrite, type After, type CaseFacts } from '#db/model/desk-steps.ts'
import type { ProposalBody } from '#db/model/proposals.ts'
import { theCase, workBody } from '#db/model/work-records.ts'
import { clocksOfAct, clockWork } from '../case/case-clock-acts.ts'
import { newObject, type CaseRoom } from '../case/case-context.tsx'
import { workWrite } from '../case/case-writing.ts'
import { lastDay } from './decision-words.ts'

/** Days that a question about identity waits for the reporter. */
export const questionDays = 14

export type Effect = { writes: DeskWrite[]; acts: CaseAct[]; columns: NewColumns | null; addTeam: NewTeam | null }

type About = { facts: CaseFacts; file: Pick<CaseFile, 'state'>; /** Language of the proposal, which is that of its free words. */ lang: string }

/** The words that the reporter will read because of it: an event, a message, or nothing. */
export function readsOf(decision: Decision, { facts }: Pick<About, 'facts'>): { event?: EventFields; message?: TextFields } {
  const { proposal } = decision
  if (proposal.kind === 'decline') return { event: refusalTold(proposal.body, facts).event }
  if (proposal.kind === 'identity-question') return { message: { text: proposal.body.text, sentences: proposal.body.sentences }, event: afterMessage(facts, facts.today + questionDays).event }
  return {}
}

/** The approval and its effect together. */
export function approval(decision: Decision, text: string, about: About): Effect {
  const effect = effectOf(decision, about)
  return {
    ...effect,
    writes: [verdictWrite(decision, 'approve', text, about.lang), ...effect.writes],
    acts: [{ kind: 'decide', proposal: decision.digest, verdict: 'approve' }, ...effect.acts],
  }
}

/** The same with what it does to the clocks of the case: a refusal with its reason keeps the promises of laws that wait for one, whoever agreed to it. */
export function approvalIn(room: CaseRoom, decision: Decision, text: string, lang: string): Effect {
  const effect = approval(decision, text, { facts: room.facts, file: room.file, lang })
  const clocks = clockWork(decision.proposal.kind === 'decline' ? clocksOfAct(room, 'declined') : [])
  return { ...effect, writes: [...effect.writes, ...clocks.records.map((record) => workWrite(record, lang))], acts: [...effect.acts, ...clocks.acts] }
}

/** An answer that changes nothing but the proposal. */
export function refusal(decision: Decision, verdict: 'back' | 'aside', text: string, lang: string): Effect {
  return { writes: [verdictWrite(decision, verdict, text, lang)], acts: [{ kind: 'decide', proposal: decision.digest, verdict }], columns: null, addTeam: null }
}

/** The same effect, decided by somebody outside the case whose signed answer rides along. */
export function carried(effect: Effect, outside: string): Effect {
  return { ...effect, writes: effect.writes.map((write) => (write.type === 'approval' ? { ...write, fields: { ...write.fields, outside } } : write)) }
}

/** Why an answer from outside would be believed by nobody if it were carried in now; null where it would be. What was weighed since it was given counts. */
export function refusedOutside(decision: Decision, { verdict, by }: { readonly verdict: Verdict; readonly by: OutsideDecider }, file: CaseFile, teams: readonly DeskOfRoster[]): Refused | null {
  const roles = teams.find(({ id }) => id === by.deskId)?.roles ?? []
  return verdict === 'approve' ? refusedAs({ memberId: by.memberId, role: by.role, roles }, decision.proposal.kind, decision.by.memberId, standingIn(file)) : null
}

function verdictWrite(decision: Decision, verdict: 'approve' | 'back' | 'aside', text: string, lang: string): DeskWrite {
  return { type: 'approval', fields: { proposal: decision.digest, verdict, ...(text === '' ? {} : { text }) }, lang }
}

function effectOf(decision: Decision, { facts, file, lang }: About): Effect {
  const nothing: Effect = { writes: [], acts: [], columns: null, addTeam: null }
  const { proposal } = decision
  switch (proposal.kind) {
    case 'decline': {
      const after = refusalTold(proposal.body, facts)
      const step: DeskWrite = { type: 'work', fields: { kind: 'step', object: newObject(), body: workBody('step', { verb: 'decline', from: file.state, to: 'DECLINED', text: '', agreed: false, newFacts: '' }) }, lang }
      return { ...nothing, writes: [eventWrite(after.event, lang), step], columns: after.columns }
    }
    case 'downgrade':
      return { ...nothing, writes: [{ type: 'work', fields: { kind: 'severity', object: theCase, body: workBody('severity', proposal.body.severity) }, lang }] }
    case 'add-desk':
      return { ...nothing, addTeam: { deskId: proposal.body.deskId, history: proposal.body.history } }
    case 'hold':
      return { ...nothing, acts: [{ kind: 'hold', on: proposal.body.on }] }
    case 'identity-question': {
      const after = afterMessage(facts, facts.today + questionDays)
      const { text, sentences } = proposal.body
      const fields = { ...(text === '' ? {} : { text }), ...(sentences === '' ? {} : { sentences }) }
      return { ...nothing, writes: [{ type: 'ask', fields, lang }, eventWrite(after.event, lang)], columns: after.columns }
    }
    case 'export':
      return nothing
  }
}

// The words that were proposed, with the days of today.
function refusalTold({ endDay, event }: ProposalBody<'decline'>, facts: CaseFacts): After {
  const after = afterStep({ verb: 'decline', to: 'DECLINED' }, lastDay(endDay, facts.today), facts)
  const words = Object.fromEntries(Object.entries(event).filter(([, value]) => value !== undefined))
  return { ...after, event: { ...after.event, ...words } }
}
