/**
 * What a reader of a room makes of a decision that came from outside the case (§5.6): whose it is, or that nobody can say.
 */
import { bytesFromHex, hexFromBytes } from './bytes.ts'
import { decisionHolds, parseDecision } from './decision.ts'
import { CryptoError } from './error.ts'
import { authorCard, roleSince } from './members.ts'
import type { MemberList } from './members.ts'
import { APPROVAL_FIELDS, parsePayload } from './payload.ts'
import type { Names } from './present.ts'
import { deskIn } from './roster.ts'
import type { Roster } from './roster.ts'
import type { StreamView } from './stream.ts'
import type { DeskId, InstanceId } from './types.ts'
import type { ApprovalFacts, OutsideDecider, TimelineEntry, Verdict } from './worker/views.ts'

/** What a decision is held against: the approval that carries it, and what is believed of desks. */
export interface Carried {
  readonly proposal: string
  readonly verdict: Verdict
  readonly instance: InstanceId
  readonly under: Roster
  readonly lists: ReadonlyMap<DeskId, MemberList>
  readonly names: Names
}

/**
 * The person who signed exactly this verdict on exactly this proposal, on the checked list of a desk in the roster under
 * which it was carried in. `unproven` for everything else: forged, of another proposal, verdict or instance, by somebody
 * who is on no list here (§5.6).
 */
export function deciderOf(bytes: Uint8Array, carried: Carried): OutsideDecider | 'unproven' {
  try {
    const answer = parseDecision(bytes)
    const list = carried.lists.get(answer.deskId)
    const desk = deskIn(carried.under, answer.deskId)
    if (answer.instance !== carried.instance || answer.digest !== carried.proposal || answer.verdict !== carried.verdict) return 'unproven'
    if (list === undefined || desk === null) return 'unproven'
    const card = authorCard(list, answer.memberId, desk.card.membersHash)
    const role = roleSince(list, answer.memberId, desk.card.membersHash)
    if (card === null || role === null || !decisionHolds(card.sigPk, answer)) return 'unproven'
    return { memberId: answer.memberId, name: carried.names.member(answer.memberId), deskId: answer.deskId, label: desk.label, role, day: answer.day }
  } catch (error) {
    // A carried answer that does not hold is told; it takes nobody's room away.
    if (error instanceof CryptoError) return 'unproven'
    throw error
  }
}

/** The timeline with every carried decision held against the lists; entries without one as they are. */
export function withDeciders(
  timeline: readonly TimelineEntry[], room: StreamView, about: Pick<Carried, 'instance' | 'lists' | 'names'>): TimelineEntry[] {
  const carried = new Map(room.entries.flatMap((entry) => {
    const { outside } = entry.type === 'approval' ? parsePayload(APPROVAL_FIELDS, entry.payload).values : {}
    const under = room.epochs[entry.epoch]?.roster.roster
    return outside === undefined || under === undefined ? [] : [[hexFromBytes(entry.digest), { bytes: outside, under }] as const]
  }))
  return timeline.map((entry) => {
    const held = entry.type === 'approval' ? carried.get(entry.digest) : undefined
    if (entry.type !== 'approval' || held === undefined) return entry
    const { proposal, verdict } = entry.approval
    const approval: ApprovalFacts = { ...entry.approval, outside: deciderOf(held.bytes, { proposal, verdict, under: held.under, ...about }) }
    return { ...entry, approval }
  })
}

/** What letters about the answer of one person to one proposal are bound to (§5.6). */
export function reasonAbout(digest: string, memberId: string): Uint8Array {
  return bytesFromHex(`${digest}${memberId}`)
}
