// What became of every proposal. The server counts verdicts too, but it may lie: an approval is believed only where the
// signed entries of the room bear it out.
import type { ApprovalFacts, TimelineEntry } from '#crypto/worker/views.ts'
import { refusedAs, type Decider, type Decision, type DeskOfRoster, type Refused, type Standing } from './decisions.ts'
import type { Doubt, DoubtReason } from './doubts.ts'
import { parseProposal, type DecisionKind } from './proposals.ts'
import type { NotUnderstood } from './fold-work.ts'
import type { DeskRole, MemberRole } from './roles.ts'

/** What was true at a place in the room. */
export type StandingAt = (place: number) => Standing

/** A decision with the place of its verdict among the entries of the room; null while it is open. */
export type PlacedDecision = Decision & { readonly decidedAt: number | null }

/** Every proposal of these kinds, oldest first, with the first verdict that counts; each approval that does not count is a doubt. */
export function decisionsOf(
  room: readonly TimelineEntry[], isOfKind: (kind: DecisionKind) => boolean, standing: StandingAt, teams: readonly DeskOfRoster[],
): { decisions: PlacedDecision[]; doubts: Doubt[]; notUnderstood: NotUnderstood[] } {
  const decisions = new Map<string, PlacedDecision>()
  const notUnderstood: NotUnderstood[] = []
  for (const entry of room) {
    if (entry.type !== 'proposal') continue
    const proposal = parseProposal(entry.proposal.kind, entry.proposal.body)
    if (proposal === null) notUnderstood.push({ key: entry.key, kind: entry.proposal.kind })
    else if (isOfKind(proposal.kind)) {
      const by = { memberId: entry.author.id, name: entry.author.label, desk: entry.author.team ?? '', day: entry.day }
      decisions.set(entry.digest, { digest: entry.digest, key: entry.key, proposal, by, state: 'open', second: null, used: false, decidedAt: null })
    }
  }
  const doubts: Doubt[] = []
  room.forEach((entry, place) => {
    if (entry.type !== 'approval') return
    const decision = decisions.get(entry.approval.proposal)
    if (decision === undefined) return
    const wrong = faultOf(decision, entry, standing(place), teams)
    if (wrong === null) decisions.set(decision.digest, { ...decision, state: stateAfter[entry.approval.verdict], second: deciderOf(entry, entry.approval), decidedAt: place })
    else doubts.push({ kind: 'approval', why: wrong, key: entry.key, text: decision.proposal.kind })
  })
  return { decisions: [...decisions.values()], doubts, notUnderstood }
}

/** Approvals that name no proposal of this room: planted, or meant for another case. A desk behind a wall may miss the proposal, so it does not ask. */
export function strayApprovals(room: readonly TimelineEntry[]): Doubt[] {
  if ((room[0]?.epoch ?? 0) > 0) return []
  const proposed = new Set(room.flatMap((entry) => (entry.type === 'proposal' ? [entry.digest] : [])))
  return room.flatMap((entry): Doubt[] => (entry.type === 'approval' && !proposed.has(entry.approval.proposal)
    ? [{ kind: 'approval', why: 'no-such-proposal', key: entry.key, text: entry.approval.proposal }] : []))
}

const stateAfter = { approve: 'approved', back: 'back', aside: 'aside' } as const satisfies Record<ApprovalFacts['verdict'], Decision['state']>

/** What is said about an approval by somebody who may not give it. */
export const doubtOf: Readonly<Record<Refused, DoubtReason>> = {
  'proposer': 'self-approved',
  'conflict': 'approver-conflicted',
  'not-a-lead': 'approver-not-lead',
  'worked-before': 'approver-worked-before',
  'not-independent': 'approver-not-independent',
  'unknown-person': 'no-such-proposal',
  'nobody-else': 'no-such-proposal',
}

function faultOf(decision: Decision, entry: TimelineEntry & { type: 'approval' }, standing: Standing, teams: readonly DeskOfRoster[]): DoubtReason | null {
  if (decision.state !== 'open') return 'decided-already'
  const { verdict, outside } = entry.approval
  // What is carried in and does not hold is nobody's word, not even the carrier's.
  if (outside === 'unproven') return 'outside-unproven'
  if (verdict === 'aside') return null
  const person = outside === null ? memberOf(entry, teams) : { memberId: outside.memberId, role: outside.role, roles: rolesOf(outside.deskId, teams) }
  if (verdict === 'back') return person.memberId === decision.by.memberId ? 'self-approved' : null
  const refused = refusedAs(person, decision.proposal.kind, decision.by.memberId, standing)
  return refused === null ? null : doubtOf[refused]
}

function memberOf({ author }: TimelineEntry, teams: readonly DeskOfRoster[]): { memberId: string; role: MemberRole | null; roles: readonly DeskRole[] } {
  return { memberId: author.id, role: author.role ?? null, roles: author.deskId === undefined ? [] : rolesOf(author.deskId, teams) }
}

function rolesOf(desk: string, teams: readonly DeskOfRoster[]): readonly DeskRole[] {
  return teams.find(({ id }) => id === desk)?.roles ?? []
}

function deciderOf({ author, day }: TimelineEntry, { outside, text }: ApprovalFacts): Decider {
  return outside === null || outside === 'unproven'
    ? { memberId: author.id, name: author.label, desk: author.team ?? '', day, text, outside: false }
    : { memberId: outside.memberId, name: outside.name, desk: outside.label, day: outside.day, text, outside: true }
}
