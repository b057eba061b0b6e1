// The file of a case as this desk may believe it: everything is made from signed entries, in the browser. What the server
// or one person alone tells beyond them is a doubt, and is not believed.
import type { TimelineEntry } from '#crypto/worker/views.ts'
import type { Decision, DeskOfRoster, Person } from './decisions.ts'
import { weighedWords } from './decision-page.ts'
import type { Doubt } from './doubts.ts'
import { addedAlone, assigneeOf, isBehindWall, placeOfTurning, serverDoubts, waitsForReporter, workersUntil } from './fold-case.ts'
import { decisionsOf, strayApprovals, type PlacedDecision, type StandingThen } from './fold-decisions.ts'
import { statesOf, type StatePath } from './fold-states.ts'
import { conflictsOf, contactOf, severitiesOf, type ContactState, type WeighedSeverity } from './fold-triage.ts'
import { allOf, latestOf, newestOf, roomOf, workRows, type NotUnderstood, type Signed, type WorkRow } from './fold-work.ts'
import type { DecisionKind } from './proposals.ts'
import { caseStateFrom, type CaseFlag, type CaseState } from './states.ts'
import type { ToldEvent } from './told-state.ts'
import type { WorkBody, WorkKind } from './work-records.ts'

/** Kinds of which a case has many, as they stand now. */
const many = {
  allegations: 'allegation', clocks: 'clock', links: 'link', tasks: 'task', interviews: 'interview', evidence: 'evidence', findings: 'finding',
  remedies: 'remedy', watches: 'watch', protective: 'protective', referrals: 'referral',
} as const satisfies Record<string, WorkKind>
/** Kinds of which a case has one. */
const single = {
  detriment: 'detriment', legal: 'legal', plan: 'plan', review: 'review', consultation: 'consultation', rootCauses: 'rootCause', withdrawal: 'withdrawal',
  intake: 'intake', inquiry: 'inquiry',
} as const satisfies Record<string, WorkKind>

type Many = { readonly [Name in keyof typeof many]: readonly Signed<WorkBody<(typeof many)[Name]>>[] }
type Single = { readonly [Name in keyof typeof single]: Signed<WorkBody<(typeof single)[Name]>> | null }

export interface CaseFile extends Many, Single {
  /** Believed; RECEIVED before the first event. */
  readonly state: CaseState
  readonly sinceDay: number | null
  /** The newest event, believed or not; null before the first. */
  readonly told: ToldEvent | null
  readonly flags: readonly CaseFlag[]
  readonly severity: WeighedSeverity | null
  readonly contact: ContactState
  readonly conflicts: readonly Signed<WorkBody<'conflict'>>[]
  /** Members who looked into it, at any time: whoever leaves the plan has done so all the same. */
  readonly investigators: readonly string[]
  /** The newest review confirms exactly the findings that stand now, and nobody confirmed their own work. */
  readonly reviewHolds: boolean
  readonly steps: readonly Signed<WorkBody<'step'>>[]
  readonly decisions: readonly Decision[]
  readonly hold: { readonly reason: string; readonly reviewDay: number; readonly decision: Decision } | null
  readonly assignee: string | null
  /** Judged anew since an appeal, or since a reopening for punishment; null where it is neither. */
  readonly anew: 'appeal' | 'punishment' | null
  /** Members who worked on the case before that; empty where it is neither. */
  readonly workedBefore: readonly string[]
  /** Members who have worked on the case at all. */
  readonly workers: readonly string[]
  readonly notUnderstood: readonly NotUnderstood[]
  readonly doubts: readonly Doubt[]
}

export interface AboutCase {
  readonly deskId: string
  readonly people: readonly Person[]
  /** Every desk of the newest roster, also one that was kept out since: what its people decided before stands. */
  readonly teams: readonly DeskOfRoster[]
  /** What the server says; null where it was not asked. A difference is a doubt. */
  readonly columns: { readonly state: string; readonly assignee: string | null } | null
  readonly held: boolean | null
}

/** The file of a case from its checked timeline (each stream in its own order, as `DeskCaseView.timeline`). Pure; never throws on what the entries hold. */
export function caseFileOf(timeline: readonly TimelineEntry[], about: AboutCase): CaseFile {
  const room = roomOf(timeline)
  const { rows, notUnderstood } = workRows(room)
  const { conflicts, doubts: claimed } = conflictsOf(rows)
  const path = pathOf(timeline, room, rows, about)
  const { decisions, severities, states, workedBefore } = path
  const behindWall = isBehindWall(timeline)
  // Nothing signed can be compared there, so the server's word is all there is.
  const state = states.told === null && behindWall ? (caseStateFrom(about.columns?.state ?? '') ?? states.state) : states.state
  const contact = contactOf(timeline, rows, about.people)
  const added = addedAlone(timeline, decisions, about.deskId)
  const used = [...states.declined, ...severities.used, ...added.used]
  const told = decisions.map((one): Decision => shown(one, used))
  const holding = holdOf(decisions, told)
  const things = thingsIn(rows)
  const assignee = assigneeOf(timeline, rows)
  const investigators = investigatorsIn(rows)
  return {
    ...things,
    state, sinceDay: states.sinceDay, told: states.told,
    flags: flagsOf(timeline, state, things),
    severity: severities.path.at(-1) ?? null,
    contact: contact.contact,
    conflicts,
    investigators, reviewHolds: reviewHolds(things, investigators),
    steps: allOf(rows, 'step'),
    decisions: told,
    hold: holding,
    assignee,
    anew: states.turning?.kind ?? null,
    workedBefore,
    workers: workersUntil(room.length, room, rows),
    notUnderstood: [...notUnderstood, ...path.notUnderstood],
    doubts: [
      ...states.doubts, ...severities.doubts, ...path.doubts, ...claimed, ...contact.doubts, ...added.doubts, ...strayApprovals(room),
      ...serverDoubts(about, { state: states.told?.state ?? null, assignee, held: holding !== null }, behindWall),
    ],
  }
}

interface Path {
  readonly decisions: readonly PlacedDecision[]
  readonly severities: ReturnType<typeof severitiesOf>
  readonly states: StatePath
  readonly workedBefore: readonly string[]
  readonly notUnderstood: readonly NotUnderstood[]
  readonly doubts: readonly Doubt[]
}

// A refusal is judged by the severity of its moment, and that by the downgrades before it: hence downgrades first.
function pathOf(timeline: readonly TimelineEntry[], room: readonly TimelineEntry[], rows: readonly WorkRow[], about: AboutCase): Path {
  const forPunishment = (day: number) => allOf(rows, 'step').some((step) => step.verb === 'reopen' && step.agreed && step.entry.day === day)
  const turned = placeOfTurning(room, rows, statesOf(timeline, null, forPunishment).turning)
  const workedBefore = turned === -1 ? [] : workersUntil(turned, room, rows)
  const conflictedAt = (place: number) => conflictsOf(rows.filter(({ entry }) => entry.place < place)).conflicts.filter(({ has }) => has).map(({ entry }) => entry.memberId)
  const standing = (place: number, severity: number | null, weighed: string | null): StandingThen => ({ conflicted: conflictedAt(place), workedBefore: place > turned ? workedBefore : [], severity, weighed })
  const isDowngrade = (kind: DecisionKind) => kind === 'downgrade'
  const first = decisionsOf(room, isDowngrade, (place) => standing(place, null, ''), about.teams)
  const severities = severitiesOf(rows, first.decisions)
  const weighedAt = (place: number) => severities.path.findLast(({ entry }) => entry.place < place) ?? null
  const standingAt = (place: number) => {
    const severity = weighedAt(place)
    return standing(place, severity?.s ?? null, severity === null && isBehindWall(timeline) ? null : weighedWords(severity))
  }
  const rest = decisionsOf(room, (kind) => !isDowngrade(kind), standingAt, about.teams)
  const decisions = [...first.decisions, ...rest.decisions].sort((a, b) => placeOf(room, a) - placeOf(room, b))
  return {
    decisions, severities,
    states: statesOf(timeline, decisions.filter(({ proposal }) => proposal.kind === 'decline'), forPunishment),
    workedBefore,
    notUnderstood: first.notUnderstood,
    doubts: [...first.doubts, ...rest.doubts],
  }
}

function placeOf(room: readonly TimelineEntry[], { digest }: Decision): number {
  return room.findIndex((entry) => entry.digest === digest)
}

function shown({ decidedAt, ...decision }: PlacedDecision, used: readonly string[]): Decision {
  return { ...decision, used: used.includes(decision.digest) || (decision.proposal.kind === 'hold' && decidedAt !== null && decision.state === 'approved') }
}

function holdOf(placed: readonly PlacedDecision[], told: readonly Decision[]): CaseFile['hold'] {
  const approved = placed.filter(({ proposal, state }) => proposal.kind === 'hold' && state === 'approved')
  const last = approved.reduce<PlacedDecision | null>((latest, one) => ((one.decidedAt ?? 0) >= (latest?.decidedAt ?? 0) ? one : latest), null)
  const decision = told.find(({ digest }) => digest === last?.digest)
  return decision?.proposal.kind === 'hold' && decision.proposal.body.on ? { reason: decision.proposal.body.reason, reviewDay: decision.proposal.body.reviewDay, decision } : null
}

function thingsIn(rows: readonly WorkRow[]): Many & Single {
  return {
    allegations: latestOf(rows, many.allegations), clocks: latestOf(rows, many.clocks), links: latestOf(rows, many.links), tasks: latestOf(rows, many.tasks),
    interviews: latestOf(rows, many.interviews), evidence: latestOf(rows, many.evidence), findings: latestOf(rows, many.findings),
    remedies: latestOf(rows, many.remedies), watches: latestOf(rows, many.watches), protective: latestOf(rows, many.protective), referrals: latestOf(rows, many.referrals),
    detriment: newestOf(rows, single.detriment), legal: newestOf(rows, single.legal), plan: newestOf(rows, single.plan), review: newestOf(rows, single.review),
    consultation: newestOf(rows, single.consultation), rootCauses: newestOf(rows, single.rootCauses), withdrawal: newestOf(rows, single.withdrawal),
    intake: newestOf(rows, single.intake), inquiry: newestOf(rows, single.inquiry),
  }
}

function investigatorsIn(rows: readonly WorkRow[]): string[] {
  const authors = [...allOf(rows, 'finding'), ...allOf(rows, 'interview')].map(({ entry }) => entry.memberId)
  return [...new Set([...authors, ...allOf(rows, 'plan').flatMap(({ team }) => team)])]
}

function reviewHolds({ findings, review }: Many & Single, investigators: readonly string[]): boolean {
  if (review?.verdict !== 'confirmed' || findings.length === 0) return false
  const read = new Set(review.findings)
  return !investigators.includes(review.entry.memberId) && read.size === findings.length && findings.every(({ entry }) => read.has(entry.digest))
}

function flagsOf(timeline: readonly TimelineEntry[], state: CaseState, { protective, referrals }: Many): CaseFlag[] {
  const ended = state === 'CLOSED' || state === 'ARCHIVED'
  const flags: [CaseFlag, boolean][] = [
    ['WAITING_REPORTER', !ended && waitsForReporter(timeline)],
    ['PROTECTING', !ended && protective.some(({ over }) => !over)],
    ['REFERRED', !ended && state !== 'REFERRED' && referrals.some(({ answer }) => answer === null)],
  ]
  return flags.filter(([, holds]) => holds).map(([flag]) => flag)
}
