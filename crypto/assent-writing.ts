/**
 * Where the names under words for the reporter come from (§5.7): a proposer signs with the proposal, the second person
 * with the approval that sends the event. For desk-writing.ts.
 */
import { assentWords, boundTo, encodeAssents, parseProposerAssent, proposerAssent, signAssent } from './assent.ts'
import type { Assent, CarriedList } from './assent.ts'
import { bytesFromBase64 } from './base64.ts'
import { bytesFromHex, hexFromBytes } from './bytes.ts'
import { parseMemberCard } from './card.ts'
import { parseDecision } from './decision.ts'
import type { OpenedDeskCase } from './desk-case.ts'
import { deskIdFrom, memberIdFrom } from './types.ts'
import type { DeskWrite } from './worker/messages.ts'

type Written<Type extends DeskWrite['type']> = Extract<DeskWrite, { type: Type }>

/** The field `assent` of a proposal, fresh each time; nothing where it tells the reporter nothing (§5.7). */
export function assentField({ directory, caseId }: OpenedDeskCase, { reads }: Written<'proposal'>): { assent?: string } {
  const { instance, keys } = directory.member
  return reads === undefined ? {} : { assent: hexFromBytes(proposerAssent(keys.sig.sk, instance, caseId, assentWords(reads))) }
}

/** The field `assents` of an event that goes out with the approval of a proposal; nothing where that asked for none, or one of the two signed nothing (§5.7). */
export function assentsField(opened: OpenedDeskCase, event: Written<'event'>, writes: readonly DeskWrite[]): { assents?: string } {
  const approvals = writes.flatMap((write) => (write.type === 'approval' && write.fields.verdict === 'approve' ? [write.fields] : []))
  for (const { proposal, outside } of approvals) {
    const found = opened.shown.timeline.find((entry) => entry.type === 'proposal' && entry.digest === proposal)
    if (found?.type !== 'proposal' || found.proposal.assent === undefined) continue
    const { salt, sig } = parseProposerAssent(bytesFromHex(found.proposal.assent))
    const first: Assent = { deskId: deskIdFrom(bytesFromHex(found.author.deskId ?? opened.access.deskId)), memberId: memberIdFrom(bytesFromHex(found.author.id)), sig }
    const second = outside === undefined ? ownAssent(opened, event, salt) : outsideAssent(outside)
    const lists = second === null ? null : listsOf(opened, [first, second])
    const bytes = second === null || lists === null ? null : encodeAssents({ salt, signed: [first, second], lists })
    if (bytes !== null) return { assents: hexFromBytes(bytes) }
  }
  return {}
}

function ownAssent({ directory, access, caseId }: OpenedDeskCase, { fields }: Written<'event'>, salt: Uint8Array): Assent {
  const { instance, keys } = directory.member
  return { deskId: access.deskId, memberId: keys.card.memberId, sig: signAssent(keys.sig.sk, instance, boundTo(caseId, salt), assentWords(fields)) }
}

function outsideAssent(answer: string): Assent | null {
  const { deskId, memberId, assent } = parseDecision(bytesFromHex(answer))
  return assent === null ? null : { deskId, memberId, sig: assent }
}

// null where a list is not at hand: then the reporter is told that two names are missing.
function listsOf({ directory, listRows }: OpenedDeskCase, signed: readonly Assent[]): CarriedList[] | null {
  const rows = [...directory.rows.desks, ...listRows]
  const desks = [...new Set(signed.map(({ deskId }) => deskId))]
  const lists = desks.flatMap((deskId): CarriedList[] => {
    const held = rows.find((row) => row.deskId === deskId)
    return held === undefined ? [] : [{ deskId, changes: held.changes.map(bytesFromBase64), cards: held.memberCards.map((card) => parseMemberCard(bytesFromBase64(card))) }]
  })
  return lists.length === desks.length ? lists : null
}
