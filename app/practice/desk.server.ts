// A member of a practice team at work: opens a case, answers, moves it on, all sealed and signed with the member's own keys.
import type { Day } from '#db/model/ids.ts'
import type { DeskWrite } from '#crypto/worker/messages.ts'
import type { DeskCaseView, TextFields } from '#crypto/worker/views.ts'
import { afterMessage, afterStep, eventWrite, promisedDay, stepsOf, type After, type CaseFacts, type Step } from '#db/model/desk-steps.ts'
import { phraseFor, phraseList } from '#db/model/phrases.ts'
import { reasonsNotInvestigated } from '#db/model/closing-codes.ts'
import { caseStateFrom } from '#db/model/case-state.ts'
import { atTheKeys } from './door.server.ts'
import { signIn, type Person, type Team } from './founding.server.ts'
import { readCase, sendRecorded } from './record.server.ts'
import type { Reporter } from './reporter.server.ts'
import type { DeskTurn } from './story.ts'
import { agreed, work } from './two-people.server.ts'

export type Opened = { readonly view: DeskCaseView; readonly facts: CaseFacts }

/** Opens the reporter's case in the browser of this member. Refused where the desk is no recipient. */
export async function openAs(person: Person, caseId: string, day: Day): Promise<Opened> {
  await signIn(person, day)
  const answer = await readCase(person, day, caseId)
  const view = await person.keys.openCase({ answer, today: day, now: atTheKeys })
  const told = Number(view.told?.sinceDay ?? '')
  return { view, facts: { columns: answer.columns, receivedDay: view.day, sinceDay: told > 0 ? told : null, today: day } }
}

/** Does one turn of a story as the team does it; what only a lead may do is done by the lead, and nobody declines alone. */
export async function actAsDesk(team: Team, reporter: Reporter, turn: DeskTurn, day: Day): Promise<void> {
  if (turn.act === 'decline') return declineByTwo(team, reporter, turn, day)
  const person = leadOnly.has(turn.act) || turn.language === 'ja' ? team.lead : team.handler
  const { view, facts } = await openAs(person, reporter.caseId, day)
  const planned = turn.act === 'note' ? null : planFor(turn, facts, day)
  const assigns = turn.act === 'begin-triage' && planned !== null
  const columns = planned === null ? null : { ...planned.columns, ...(assigns ? { assignee: person.memberId } : {}) }
  const step = planned === null ? undefined : stepOf(turn, facts)
  const writes = [
    ...wordsOf(turn, planned, reporter.story.language),
    ...(planned === null ? [] : [eventWrite({ ...planned.event, ...turn.result }, reporter.story.language)]),
    ...(step === undefined ? [] : recordsOf(step, facts, turn, person)),
    ...(assigns ? [assignment(person)] : []),
  ]
  const summary = {
    ...view.summary,
    ...(columns === null ? {} : { state: columns.state }),
    ...(turn.priority === undefined ? {} : { priority: String(turn.priority) }),
  }
  await sendRecorded(person, day, (at) => person.keys.sealWrites({ caseId: reporter.caseId, writes, addTeam: null, columns, summary, ...at }))
}

const leadOnly: ReadonlySet<DeskTurn['act']> = new Set(['give-outcome', 'close', 'reopen'])

async function declineByTwo(team: Team, reporter: Reporter, turn: DeskTurn, day: Day): Promise<void> {
  const lang = turn.language ?? reporter.story.language
  const reason = reasonsNotInvestigated.find((code) => code === turn.result?.reason) ?? 'OUT_OF_SCOPE'
  const planned = ({ facts }: Opened) => planFor(turn, facts, day)
  const event = { reason, ...(turn.text === undefined ? {} : { text: turn.text }), ...(turn.sentences === undefined ? {} : { sentences: phraseList(turn.sentences.map((id) => ({ id, day: null }))) }) }
  await agreed({
    caseId: reporter.caseId, kind: 'decline', proposer: team.handler, approver: team.lead, lang, day,
    body: (opened) => ({ reason, places: '', text: turn.why ?? 'Not a matter for this portal.', endDay: planned(opened).columns.endDay ?? day, event }),
  }, (opened) => {
    const after = planned(opened)
    return {
      columns: after.columns,
      writes: [eventWrite({ ...after.event, ...event }, lang), work('step', { verb: 'decline', from: 'TRIAGE', to: 'DECLINED', text: '', agreed: false, newFacts: '' }, 'en')],
    }
  })
}

function planFor(turn: DeskTurn, facts: CaseFacts, day: Day): After {
  if (turn.act === 'reply') return afterMessage(facts, null)
  if (turn.act === 'ask') return afterMessage(facts, day + (turn.answerWithin ?? 14))
  const step = stepOf(turn, facts)
  const promised = step === undefined ? null : promisedDay(step, facts)
  if (step === undefined || promised === null) throw new Error(`practice: no step ${turn.act} from ${facts.columns.state}`)
  return afterStep(step, promised, facts)
}

function stepOf(turn: DeskTurn, facts: CaseFacts): Step | undefined {
  return stepsOf(facts.columns, 'lead').find(({ verb }) => verb === turn.act)
}

// Who took the step, and what their own word about it was, as the desk's page records it.
function recordsOf({ verb, to }: Step, { columns }: CaseFacts, turn: DeskTurn, person: Person): DeskWrite[] {
  const from = caseStateFrom(columns.state)
  if (from === null) throw new Error(`practice: no state ${columns.state}`)
  const why = turn.why ?? ''
  const step = work('step', { verb, from, to, text: verb === 'reopen' ? '' : why, agreed: verb === 'close' && why !== '', newFacts: verb === 'reopen' ? why : '' }, 'en')
  return verb === 'begin-triage' ? [step, work('conflict', { has: false, text: '' }, 'en', person.memberId)] : [step]
}

function wordsOf(turn: DeskTurn, planned: After | null, theirs: string): DeskWrite[] {
  const lang = turn.language ?? theirs
  if (turn.act === 'note') {
    const note: DeskWrite = { type: 'note', fields: { text: turn.text ?? '' }, lang }
    return turn.priority === undefined ? [note] : [{ type: 'triage', fields: { priority: String(turn.priority) }, lang }, note]
  }
  const nextDay = planned?.columns.nextDay ?? null
  const uses = (turn.sentences ?? []).map((id) => ({ id, day: phraseFor(id)?.day === true ? nextDay : null }))
  const fields: TextFields = {
    ...(turn.text === undefined ? {} : { text: turn.text }),
    ...(uses.length === 0 ? {} : { sentences: phraseList(uses) }),
  }
  if (Object.keys(fields).length === 0) return []
  return [{ type: turn.act === 'ask' ? 'ask' : 'reply', fields, lang }]
}

function assignment(person: Person): DeskWrite {
  return { type: 'assign', fields: { member: person.memberId }, lang: 'en' }
}
