// Somebody of the desk that was asked answers a page. What they decide counts once a member of the case has carried it into the room.
import { sameBytes } from '../bytes.server.ts'
import type { Database } from '../connect.server.ts'
import { bytesOf, caseIdFrom, memberIdFrom, type Day, type DeskId } from '../model/ids.ts'
import { sealed } from '../model/sealed.ts'
import { roleAt, type MemberScope } from '../scope.ts'
import { inTransaction, type Refusal, type Tx } from '../transaction.server.ts'
import { lockCase } from '../steps/case-columns.server.ts'
import { recordEvent } from '../steps/event.server.ts'
import { recordEntry, type NewEntry } from '../steps/record-entry.server.ts'

export interface Answering {
  readonly today: Day
  /** 16 bytes. */
  readonly pageId: Uint8Array
  /** The desk that was asked. */
  readonly deskId: DeskId
  /** What the answer says of itself; its signature is already verified as the sender's. */
  readonly digest: Uint8Array
  readonly verdict: 'approve' | 'back'
  readonly day: Day
  readonly answer: Uint8Array
  readonly entry: NewEntry
}

type Reason = 'not-yours' | 'second-person' | 'not-allowed' | 'conflict' | 'record'
export type Answered = { readonly ok: true } | Refusal<Reason>

/** Stores the answer, once; the same one with the same entry again changes nothing. What is proposed is sealed, so who may decide it (a lead, for
 *  most) is held by browsers; but no handler's answer keeps a lead of that desk from giving theirs while the proposal is open. `second-person`: the page is about the sender's own proposal.
 *  `not-allowed`: the answer is about another proposal or of another day than yesterday to tomorrow. `conflict`: answered or decided already. */
export async function answerDecision(db: Database, scope: MemberScope, input: Answering): Promise<Answered> {
  const { today } = input
  const instance_id = bytesOf(scope.instance)
  const key = { instance_id, page_id: input.pageId, to_desk: bytesOf(input.deskId) }
  return inTransaction<Answered, Reason>(db, 'conflict', async (tx, refuse) => {
    const role = roleAt(scope, input.deskId)
    if (role === null) return refuse('not-yours')
    const about = await tx.selectFrom('decision_pages').select('case_id').where((eb) => eb.and(key)).executeTakeFirst()
    // The row of the case first, like everybody: it may be destroyed in this moment.
    if (about === undefined || (await lockCase(tx, { instance: scope.instance, caseId: caseIdFrom(about.case_id), today })) === undefined) return refuse('not-yours')
    const page = await tx.selectFrom('decision_pages').select(['case_id', 'digest', 'member_id', 'answer', 'answered_by']).where((eb) => eb.and(key)).executeTakeFirstOrThrow()
    if (page.answer !== null && sameBytes(page.answer, input.answer)) {
      await recordEntry(tx, refuse, scope, input.entry, { today, caseId: null, standing: 'again' })
      return { ok: true }
    }
    const proposal = await tx.selectFrom('proposals').select('state').where((eb) => eb.and({ instance_id, case_id: page.case_id, digest: page.digest })).executeTakeFirst()
    const taken = page.answer !== null && (role !== 'lead' || (await isLead(tx, scope, input.deskId, page.answered_by)))
    if (taken || proposal?.state !== 'open') refuse('conflict')
    if (sameBytes(page.member_id, bytesOf(scope.memberId))) refuse('second-person')
    if (!sameBytes(page.digest, input.digest) || Math.abs(input.day - today) > 1) refuse('not-allowed')
    await tx
      .updateTable('decision_pages')
      .set({ answer: sealed('answer', input.answer), verdict: input.verdict, answered_by: bytesOf(scope.memberId), answered_day: today })
      .where((eb) => eb.and(key))
      .execute()
    await recordEvent(tx, scope.instance, { kind: 'decision-answered', day: today, deskId: input.deskId, memberId: scope.memberId })
    await recordEntry(tx, refuse, scope, input.entry, { today, caseId: null, standing: 'new' })
    return { ok: true }
  })
}

async function isLead(tx: Tx, { instance }: MemberScope, desk: DeskId, member: Uint8Array | null): Promise<boolean> {
  if (member === null) return true
  const row = await tx
    .selectFrom('desk_members')
    .select('role')
    .where('instance_id', '=', bytesOf(instance))
    .where('desk_id', '=', bytesOf(desk))
    .where('member_id', '=', bytesOf(memberIdFrom(member)))
    .executeTakeFirst()
  return row?.role === 'lead'
}
