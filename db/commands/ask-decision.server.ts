// Whoever proposed something asks a desk that does not read the case: it gets one sealed page, never the case.
import { sameBytes } from '../bytes.server.ts'
import type { Database } from '../connect.server.ts'
import { bytesOf, type CaseId, type Day, type DeskId } from '../model/ids.ts'
import { sealed } from '../model/sealed.ts'
import { roleAt, type MemberScope } from '../scope.ts'
import { inTransaction, type Refusal, type Tx } from '../transaction.server.ts'
import { isListed, lockCase, notifyDesks } from '../steps/case-columns.server.ts'
import { recordEvent } from '../steps/event.server.ts'
import { recordEntry, type NewEntry } from '../steps/record-entry.server.ts'

export interface Asking {
  readonly today: Day
  readonly caseId: CaseId
  readonly deskId: DeskId
  readonly toDesk: DeskId
  /** 16 bytes. */
  readonly pageId: Uint8Array
  /** 32 bytes: of the proposal. */
  readonly digest: Uint8Array
  /** Sealed for the keys of the desk that is asked. */
  readonly page: Uint8Array
  readonly entry: NewEntry
}

type Reason = 'not-yours' | 'gone' | 'not-allowed' | 'unknown-desk' | 'conflict' | 'record'
export type Asked = { readonly ok: true } | Refusal<Reason>

/** Stores the page and tells the desk that something waits; the same page with the same entry again changes nothing. `not-allowed`: the proposal is
 *  somebody else's, or the desk reads the case itself. `unknown-desk`: in no roster. `conflict`: no open proposal of this case, or asked already. */
export async function askDecision(db: Database, scope: MemberScope, input: Asking): Promise<Asked> {
  const { caseId, today, digest } = input
  const place = { instance: scope.instance, caseId, today }
  const own = { instance_id: bytesOf(scope.instance), case_id: bytesOf(caseId) }
  return inTransaction<Asked, Reason>(db, 'conflict', async (tx, refuse) => {
    if (roleAt(scope, input.deskId) === null) return refuse('not-yours')
    const row = await lockCase(tx, place)
    if (row === undefined || !(await isListed(tx, place, input.deskId))) return refuse('gone')
    if (await isRepeated(tx, scope, input)) {
      await recordEntry(tx, refuse, scope, input.entry, { today, caseId, standing: 'again' })
      return { ok: true }
    }
    const proposal = await tx.selectFrom('proposals').select(['member_id', 'state']).where((eb) => eb.and({ ...own, digest })).executeTakeFirst()
    if (proposal === undefined || proposal.state !== 'open') return refuse('conflict')
    if (!sameBytes(proposal.member_id, bytesOf(scope.memberId)) || (await isListed(tx, place, input.toDesk))) refuse('not-allowed')
    if (!(await isInRoster(tx, scope, input.toDesk))) refuse('unknown-desk')
    await tx
      .insertInto('decision_pages')
      .values({
        ...own, digest, page_id: input.pageId, desk_id: bytesOf(input.deskId), to_desk: bytesOf(input.toDesk), member_id: bytesOf(scope.memberId), day: today,
        page: sealed('page', input.page), answer: null, verdict: null, answered_by: null, answered_day: null,
      })
      .execute()
    await notifyDesks(tx, place, [input.toDesk], 'new-message')
    await recordEvent(tx, scope.instance, { kind: 'decision-asked', day: today, case: { id: caseId, version: null }, deskId: input.deskId, memberId: scope.memberId })
    await recordEntry(tx, refuse, scope, input.entry, { today, caseId, standing: 'new' })
    return { ok: true }
  })
}

async function isRepeated(tx: Tx, scope: MemberScope, { pageId, page }: Asking): Promise<boolean> {
  const stored = await tx
    .selectFrom('decision_pages')
    .select('page')
    .where('instance_id', '=', bytesOf(scope.instance))
    .where('page_id', '=', pageId)
    .executeTakeFirst()
  return stored !== undefined && sameBytes(stored.page, page)
}

async function isInRoster(tx: Tx, scope: MemberScope, desk: DeskId): Promise<boolean> {
  const row = await tx
    .selectFrom('desks')
    .select('in_roster')
    .where('instance_id', '=', bytesOf(scope.instance))
    .where('desk_id', '=', bytesOf(desk))
    .executeTakeFirst()
  return row?.in_roster === true
}
