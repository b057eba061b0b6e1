// What a step of the table still needs, asked of the file of the case: the guards that no server can check. The page shows
// the gaps as a list of what to do; a step is offered to be sent only without any.
import { openReferral } from './referral.ts'
import type { TimelineEntry } from '#crypto/worker/views.ts'
import type { CaseFile } from './case-file.ts'
import type { DeskRule, ServerRule, Transition } from './case-state.ts'
import { reasonsForTwo, reasonsNotInvestigated, triesBeforeTooLittle, type ReasonNotInvestigated } from './closing-codes.ts'
import { isGrave, isIndependent, type Person } from './decisions.ts'
import { keptBecause, type KeptInClear } from './kept-case.ts'
import { answerTo, punishmentSinceClosing, unansweredQuestions } from './result-answer.ts'
import type { MemberRole } from './roles.ts'

/** What stands in the form of the step. `ticked`: rules that a person answered by a tick, with the reason in `why`. `assignee`: who leads the case afterwards. */
export interface StepAnswers {
  readonly text: string
  readonly sentences: string
  readonly reason: string
  readonly places: string
  readonly why: string
  readonly ticked: readonly string[]
  readonly assignee: string | null
}

export interface AboutStep {
  readonly file: CaseFile
  readonly timeline: readonly TimelineEntry[]
  readonly me: string
  readonly role: MemberRole
  readonly today: number
  readonly people: readonly Person[]
  readonly answers: StepAnswers
  /** What the server knows of holds and watches; what is signed counts beside it. */
  readonly clear: KeptInClear
}

/** Guards that a page can answer: its own, and those of the server that are signed in the case as well. */
export type AskedRule = DeskRule | Extract<ServerRule, 'no-hold' | 'watch-over'>

/** Every way in which a guard can stand open; words `gap.<rule>.<missing>`. */
export const gapsOf = {
  'conflict-declared': ['undeclared', 'has-interest'],
  'triage-complete': ['allegation', 'primary', 'severity', 'detriment', 'legal', 'contact'],
  'severity-known': ['severity'],
  'grave-needs-independent': ['second'],
  'reason': ['reason', 'places'],
  'reason-holds': ['too-early', 'two-people'],
  'result-and-what-was-done': ['words'],
  'gift-entered': ['gift'],
  'plain-reasons': ['words'],
  'consent-or-duty': ['referral'],
  'redacted-copy': ['copy'],
  'plan-and-team': ['plan', 'allegations', 'team', 'undeclared', 'has-interest'],
  'findings-and-evidence': ['not-investigator', 'allegation', 'finding', 'evidence'],
  'reviewed-by-another': ['investigator', 'review'],
  'remedy-named': ['remedy'],
  'reporter-consulted': ['consultation', 'why'],
  'company-contact': ['not-allowed'],
  'actions-verified': ['unverified'],
  'other-people': ['worked-before'],
  'reporter-disagrees': ['silent', 'too-late'],
  'reporter-agrees-or-time-is-over': ['time-runs', 'disagrees'],
  'new-facts': ['facts'],
  'lead-or-punishment': ['not-a-lead'],
  'fresh-people': ['worked-before', 'assignee'],
  'no-hold': ['held'],
  'watch-over': ['watched'],
} as const satisfies Record<AskedRule, readonly string[]>

/** One thing that is missing. `objects`: the allegations, members or actions it is about. `until`: the last day of the reporter's time, where that is the gap. */
export interface Gap {
  readonly rule: AskedRule
  readonly missing: string
  readonly objects: readonly string[]
  readonly until: number | null
}

/** Everything that this step still needs, in the order of the row's guards; empty where it is free. */
export function openGuards(row: Pick<Transition, 'from' | 'verb' | 'guards'>, about: AboutStep): Gap[] {
  return row.guards.flatMap(({ rule }) => (isAsked(rule) ? asked[rule](about, row) : []))
}

/** What the first browser of a desk sends by itself, because the reporter's own signed words ask for it; null where they ask for nothing. Closing is
 *  never among it: it takes something away, so a person does it (D-022). */
export function automaticStep(
  file: Pick<CaseFile, 'told'>, timeline: readonly TimelineEntry[], today: number,
): { readonly verb: 'appeal'; readonly to: 'APPEAL'; readonly key: string } | { readonly verb: 'reopen'; readonly to: 'TRIAGE'; readonly key: string; readonly code: string } | null {
  const told = file.told?.state
  if (told === 'CLOSED') {
    const punished = punishmentSinceClosing(timeline)
    return punished === null ? null : { verb: 'reopen', to: 'TRIAGE', ...punished }
  }
  if (told !== 'OUTCOME_GIVEN' && told !== 'DECLINED') return null
  const said = answerTo(told, timeline, today)
  return said.verdict === 'disagrees' && said.key !== null && (said.day ?? today) <= said.until ? { verb: 'appeal', to: 'APPEAL', key: said.key } : null
}

type Answer = (about: AboutStep, row: Pick<Transition, 'from' | 'verb'>) => Gap[]
type Missing<Rule extends AskedRule> = (typeof gapsOf)[Rule][number]

const asked: { readonly [Rule in AskedRule]: Answer } = {
  'conflict-declared': ({ file, me }) => {
    const own = file.conflicts.find(({ entry }) => entry.memberId === me)
    return own === undefined ? gap('conflict-declared', 'undeclared') : own.has ? gap('conflict-declared', 'has-interest') : []
  },
  'triage-complete': ({ file }) => {
    const missing: [Missing<'triage-complete'>, boolean][] = [
      ['allegation', file.allegations.length === 0],
      ['primary', file.allegations.length > 0 && file.allegations.filter(({ primary }) => primary).length !== 1],
      ['severity', file.severity === null], ['detriment', file.detriment === null], ['legal', file.legal === null], ['contact', file.contact.entry === null],
    ]
    return missing.flatMap(([what, isMissing]) => (isMissing ? gap('triage-complete', what) : []))
  },
  'severity-known': ({ file }) => (file.severity === null ? gap('severity-known', 'severity') : []),
  'grave-needs-independent': ({ file, me, people }) => {
    if (!isGrave(file.severity?.s ?? null)) return []
    // An approval that is believed came from such a desk; else whoever sends the step gives it now.
    const agreed = file.decisions.some(({ proposal, state, used }) => proposal.kind === 'decline' && state === 'approved' && !used)
    const iAm = people.some(({ memberId, roles }) => memberId === me && isIndependent(roles))
    return agreed || iAm ? [] : gap('grave-needs-independent', 'second')
  },
  'reason': ({ answers: { reason, places } }) => [
    ...(reasonsNotInvestigated.some((code) => code === reason) ? [] : gap('reason', 'reason')),
    ...(places.trim() === '' ? gap('reason', 'places') : []),
  ],
  'reason-holds': (about, { verb }) => reasonGaps(about, verb === 'decline'),
  'result-and-what-was-done': ({ answers: { text, sentences } }) => (text.trim() === '' && sentences === '' ? gap('result-and-what-was-done', 'words') : []),
  // The answer goes into the register of gifts, so there has to be a line for it.
  'gift-entered': ({ file: { inquiry } }) => (inquiry?.track === 'gift' && inquiry.gift === null ? gap('gift-entered', 'gift') : []),
  'plain-reasons': ({ answers: { text } }) => (text.trim() === '' ? gap('plain-reasons', 'words') : []),
  'consent-or-duty': ({ file }) => (openReferral(file.referrals) === undefined ? gap('consent-or-duty', 'referral') : []),
  'redacted-copy': ({ file }) => (openReferral(file.referrals)?.copyId == null ? gap('redacted-copy', 'copy') : []),
  'plan-and-team': ({ file }) => planGaps(file),
  'findings-and-evidence': ({ file, me }) => findingGaps(file, me),
  'reviewed-by-another': ({ file, me }) => {
    return [...(file.investigators.includes(me) ? gap('reviewed-by-another', 'investigator') : []), ...(file.reviewHolds ? [] : gap('reviewed-by-another', 'review'))]
  },
  'remedy-named': ({ file }) => (file.remedies.length === 0 && file.findings.some(({ finding }) => finding === 'SUB' || finding === 'PART') ? gap('remedy-named', 'remedy') : []),
  'reporter-consulted': ({ file }) => {
    if (file.consultation === null) return gap('reporter-consulted', 'consultation')
    return file.consultation.consulted || file.consultation.text.trim() !== '' ? [] : gap('reporter-consulted', 'why')
  },
  'company-contact': ({ file }) => {
    const speaking = file.remedies.filter(({ company }) => company).map(({ entry }) => entry.object)
    return speaking.length === 0 || file.contact.mayContact ? [] : gap('company-contact', 'not-allowed', speaking)
  },
  'actions-verified': ({ file }) => {
    const waiting = file.remedies.filter(({ grade, doneDay, verified }) => (grade === 'C1' || grade === 'C2') && (doneDay === null || verified === 'no'))
    return waiting.length === 0 ? [] : gap('actions-verified', 'unverified', waiting.map(({ entry }) => entry.object))
  },
  'other-people': ({ file, me }) => (file.workedBefore.includes(me) ? gap('other-people', 'worked-before') : []),
  'reporter-disagrees': ({ timeline, today, answers: { why } }, { from }) => {
    const said = answerTo(from, timeline, today)
    if (said.wrote && why.trim() !== '') return []
    if (said.verdict !== 'disagrees' && said.verdict !== 'partly') return gap('reporter-disagrees', 'silent')
    return (said.day ?? today) <= said.until ? [] : gap('reporter-disagrees', 'too-late', [], said.until)
  },
  'reporter-agrees-or-time-is-over': ({ timeline, today, answers: { ticked, why } }, { from }) => {
    const said = answerTo(from, timeline, today)
    const rule = 'reporter-agrees-or-time-is-over'
    if (said.verdict === 'agrees') return []
    if (said.verdict === 'disagrees' && (said.day ?? today) <= said.until) return gap(rule, 'disagrees', [], said.until)
    return today > said.until || (ticked.includes(rule) && why.trim() !== '') ? [] : gap(rule, 'time-runs', [], said.until)
  },
  'new-facts': ({ timeline, answers: { why } }) => (punishmentSinceClosing(timeline) !== null || why.trim() !== '' ? [] : gap('new-facts', 'facts')),
  'lead-or-punishment': ({ timeline, role }) => (role === 'lead' || punishmentSinceClosing(timeline) !== null ? [] : gap('lead-or-punishment', 'not-a-lead')),
  'fresh-people': ({ file, timeline, me, answers: { ticked, assignee } }, { from }) => {
    if (from !== 'CLOSED') return file.anew === 'punishment' && file.workedBefore.includes(me) ? gap('fresh-people', 'worked-before') : []
    const punished = punishmentSinceClosing(timeline) !== null || ticked.includes('fresh-people')
    return punished && assignee !== null && file.workers.includes(assignee) ? gap('fresh-people', 'assignee', [assignee]) : []
  },
  'no-hold': ({ file, clear, today }) => (keptBecause(file, clear, today)?.why === 'held' ? gap('no-hold', 'held') : []),
  'watch-over': ({ file, clear, today }) => {
    const kept = keptBecause(file, clear, today)
    return kept?.why === 'watched' ? gap('watch-over', 'watched', [], kept.until) : []
  },
}

function isAsked(rule: DeskRule | ServerRule): rule is AskedRule {
  return Object.hasOwn(asked, rule)
}

function gap<Rule extends AskedRule>(rule: Rule, missing: Missing<Rule>, objects: readonly string[] = [], until: number | null = null): Gap[] {
  return [{ rule, missing, objects, until }]
}

// Too little to go on is a reason only after so many questions in so many days; that it is no report at all takes two people,
// and where nobody else has looked yet that way is to decline it.
function reasonGaps({ file, timeline, today, answers: { reason } }: AboutStep, forTwo: boolean): Gap[] {
  const given = new Set<ReasonNotInvestigated>([...reasonsNotInvestigated.filter((code) => code === reason), ...file.findings.flatMap((finding) => finding.reason ?? [])])
  const asked = unansweredQuestions(timeline)
  const enough = asked.length >= triesBeforeTooLittle.questions && today - (asked[0] ?? today) >= triesBeforeTooLittle.days
  const alone = !forTwo && !file.reviewHolds && reasonsForTwo.some((code) => given.has(code))
  return [
    ...(given.has('TOO_LITTLE_AND_NO_REPLY') && !enough ? gap('reason-holds', 'too-early') : []),
    ...(alone ? gap('reason-holds', 'two-people') : []),
  ]
}

function planGaps({ plan, allegations, conflicts }: CaseFile): Gap[] {
  if (plan === null) return gap('plan-and-team', 'plan')
  const left = allegations.filter(({ entry }) => !plan.allegations.includes(entry.object)).map(({ entry }) => entry.object)
  const own = (member: string) => conflicts.find(({ entry }) => entry.memberId === member)
  const undeclared = plan.team.filter((member) => own(member) === undefined)
  const biased = plan.team.filter((member) => own(member)?.has === true)
  return [
    ...(left.length > 0 || plan.allegations.length === 0 ? gap('plan-and-team', 'allegations', left) : []),
    ...(plan.team.length === 0 ? gap('plan-and-team', 'team') : []),
    ...(undeclared.length > 0 ? gap('plan-and-team', 'undeclared', undeclared) : []),
    ...(biased.length > 0 ? gap('plan-and-team', 'has-interest', biased) : []),
  ]
}

function findingGaps({ plan, allegations, findings, evidence }: CaseFile, me: string): Gap[] {
  const open = allegations.filter(({ entry }) => !findings.some(({ allegation }) => allegation === entry.object)).map(({ entry }) => entry.object)
  const onEvidence = findings.some(({ finding }) => finding === 'SUB' || finding === 'PART' || finding === 'NOT')
  return [
    ...(plan?.team.includes(me) === true ? [] : gap('findings-and-evidence', 'not-investigator')),
    ...(allegations.length === 0 ? gap('findings-and-evidence', 'allegation') : []),
    ...(open.length > 0 ? gap('findings-and-evidence', 'finding', open) : []),
    ...(onEvidence && evidence.length === 0 ? gap('findings-and-evidence', 'evidence') : []),
  ]
}
