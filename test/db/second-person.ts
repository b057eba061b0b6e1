// What a colleague proposed, in rows only, and the act by which somebody else approves it.
import type { Database } from '#db/connect.server.ts'
import { bytesOf, memberIdFrom, type CaseId, type MemberId } from '#db/model/ids.ts'
import type { CaseAct } from '#db/steps/case-acts.server.ts'
import { bytes, today, type Desk } from './organisation.ts'

/** An open proposal of this member, or of a colleague of the desk; the digest of its sealed message. */
export async function openProposal(db: Database, desk: Desk, caseId: CaseId, by: MemberId = memberIdFrom(bytes(16))): Promise<Uint8Array> {
  const digest = bytes(32)
  await db.tables.insertInto('proposals').values({
    instance_id: bytesOf(desk.scope.instance), case_id: bytesOf(caseId), digest, member_id: bytesOf(by), day: today,
    state: 'open', decided_by: null, decided_day: null,
  }).execute()
  return digest
}

/** The act that approves a colleague's proposal; the write needs a word in the room beside it. */
export async function approvalIn(db: Database, desk: Desk, caseId: CaseId): Promise<CaseAct> {
  return { kind: 'decide', digest: await openProposal(db, desk, caseId), verdict: 'approve' }
}
