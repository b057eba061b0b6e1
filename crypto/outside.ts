/**
 * What a reader of a room makes of a decision that came from outside the case (§5.6): whose it is, or that nobody can say.
 */
import { bytesFromHex, hexFromBytes } from './bytes.ts'
import { decisionHolds, pageHash, pageWordsIn, parseDecision } from './decision.ts'
import { CryptoError } from './error.ts'
import { authorCard, roleSince } from './members.ts'
import type { MemberList } from './members.ts'
import { APPROVAL_FIELDS, parsePayload } from './payload.ts'
import type { Names } from './present.ts'
import { deskIn } from './roster.ts'
import type { Roster } from './roster.ts'
import type { StreamView } from './stream.ts'
import type { DeskId, InstanceId } from './types.ts'
import type { ApprovalFacts, OutsideDecider, PageWords, TimelineEntry, Verdict } from './worker/views.ts'

/** What a decision is held against: the approval that carries it, and what is believed of desks. */
export interface Carried {
  readonly proposal: string
  readonly verdict: Verdict
  readonly instance: InstanceId
  readonly under: Roster
  readonly lists: ReadonlyMap<DeskId, MemberList>
  readonly names: Names
}

/** Who decided, and the page that they signed with it. */
export type Decided = { readonly outside: OutsideDecider; readonly shown: PageWords }

/**
 * What a room believes of an answer that was carried in with a page: the person of `deciderOf`, where exactly this page is
 * what they signed. null where it is another page, none, or holds anything beside its words (§5.6).
 */
export function decidedOn(bytes: Uint8Array, page: Uint8Array | undefined, carried: Carried): Decided | null {
  try {
    const outside = deciderOf(bytes, carried)
    if (page === undefined || outside === 'unproven' || parseDecision(bytes).shown !== pageHash(page)) return null
    return { outside, shown: pageWordsIn(page) }
  } catch (error) {
    if (error instanceof CryptoError) return null
    throw error
  }
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
    const { outside, page } = entry.type === 'approval' ? parsePayload(APPROVAL_FIELDS, entry.payload).values : {}
    const under = room.epochs[entry.epoch]?.roster.roster
    return outside === undefined || under === undefined ? [] : [[hexFromBytes(entry.digest), { bytes: outside, page, under }] as const]
  }))
  return timeline.map((entry) => {
    const held = entry.type === 'approval' ? carried.get(entry.digest) : undefined
    if (entry.type !== 'approval' || held === undefined) return entry
    const { proposal, verdict } = entry.approval
    const decided = decidedOn(held.bytes, held.page, { proposal, verdict, under: held.under, ...about })
    const approval: ApprovalFacts = { ...entry.approval, ...(decided ?? { outside: 'unproven', shown: null }) }
    return { ...entry, approval }
  })
}

/** What letters about the answer of one person to one proposal are bound to (§5.6). */
export function reasonAbout(digest: string, memberId: string): Uint8Array {
  return bytesFromHex(`${digest}${memberId}`)
}
