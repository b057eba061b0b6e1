// The acts of a write: what a server must know beside sealed words. Clocks as bare days, who proposed and who decided, holds and watches.
import { sameBytes } from '../bytes.server.ts'
import { bytesOf, type Day, type MemberId } from '../model/ids.ts'
import type { MemberRole } from '../model/roles.ts'
import type { Refuse, Tx } from '../transaction.server.ts'
import { clockDays, setClock, stopClock } from './clocks.server.ts'
import { room } from './file.server.ts'
import type { Place, Transmission } from './transmission.server.ts'

export type Verdict = 'approve' | 'back' | 'aside'
export type CaseAct =
  /** One to four rising days, the last one the day it is due. */
  | { readonly kind: 'clock-set'; readonly clockId: Uint8Array; readonly notices: readonly Day[] }
  | { readonly kind: 'clock-stop'; readonly clockId: Uint8Array }
  /** 32 bytes: of the sealed proposal that goes into the room with the same write. */
  | { readonly kind: 'propose'; readonly digest: Uint8Array }
  | { readonly kind: 'decide'; readonly digest: Uint8Array; readonly verdict: Verdict }
  | { readonly kind: 'hold'; readonly on: boolean }
  /** `null`: the watch is over. */
  | { readonly kind: 'watch'; readonly untilDay: Day | null }

export interface Acting {
  readonly memberId: MemberId
  /** Of the member at the desk. */
  readonly role: MemberRole
  readonly acts: readonly CaseAct[]
  readonly transmissions: readonly Transmission[]
  /** The last day of the watch as it stands; `null` where nobody is watched over. */
  readonly watchUntil: Day | null
}

export interface Acted {
  /** Proposals that this write approves. */
  readonly approvals: number
  /** Acts among these that take a second person. */
  readonly guarded: number
  /** Columns of the case that change. */
  readonly columns: { readonly held?: boolean; readonly watchUntil?: Day | null }
}

/** Does the acts in their order. A hold that is set or lifted takes a second person, and so does a watch that ends sooner than it would: both
 *  clear the way to destroying. `second-person`: a member decides what they proposed themselves. `conflict`: the proposal is known already, not
 *  of this case, or decided. `wrong-role`: only a lead holds a case or lets it go. `not-allowed`: notice days in disorder, a watch that ended
 *  before it began, or a proposal or decision without its sealed words in the room. */
export async function doActs(
  tx: Tx, refuse: Refuse<'second-person' | 'conflict' | 'wrong-role' | 'not-allowed'>, place: Place, acting: Acting,
): Promise<Acted> {
  const { acts, role } = acting
  let [approvals, guarded] = [0, 0]
  let columns: Acted['columns'] = {}
  const decisive = acts.filter(({ kind }) => kind === 'propose' || kind === 'decide').length
  if (decisive > wordsInRoom(acting)) refuse('not-allowed')
  for (const act of acts) {
    if (act.kind === 'clock-set') {
      await setClock(tx, place, act.clockId, clockDays(act.notices) ?? refuse('not-allowed'))
    } else if (act.kind === 'clock-stop') {
      await stopClock(tx, place, act.clockId)
    } else if (act.kind === 'propose') {
      await propose(tx, refuse, place, acting, act.digest)
    } else if (act.kind === 'decide') {
      await decide(tx, refuse, place, acting, act)
      if (act.verdict === 'approve') approvals += 1
    } else if (act.kind === 'hold') {
      if (role !== 'lead') refuse('wrong-role')
      guarded += 1
      columns = { ...columns, held: act.on }
    } else {
      if (act.untilDay !== null && act.untilDay < place.today) refuse('not-allowed')
      if (endsSooner(acting.watchUntil, act.untilDay, place.today)) guarded += 1
      columns = { ...columns, watchUntil: act.untilDay }
    }
  }
  return { approvals, guarded, columns }
}

function endsSooner(before: Day | null, after: Day | null, today: Day): boolean {
  return before !== null && before >= today && (after === null || after < before)
}

/** Messages in the room beside the one that opens an epoch; whose they are is checked where they are stored. */
function wordsInRoom({ transmissions }: Acting): number {
  return transmissions.filter(({ stream }) => sameBytes(stream, room)).reduce((sum, { opens, messages }) => sum + messages.length - (opens === null ? 0 : 1), 0)
}

async function propose(tx: Tx, refuse: Refuse<'conflict'>, place: Place, { memberId }: Acting, digest: Uint8Array): Promise<void> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('proposals')
    .values({ ...ownOf(place), digest, member_id: bytesOf(memberId), day: place.today, state: 'open', decided_by: null, decided_day: null })
    .onConflict((oc) => oc.doNothing())
    .executeTakeFirstOrThrow()
  if (numInsertedOrUpdatedRows !== 1n) refuse('conflict')
}

const stateAfter = { approve: 'approved', back: 'back', aside: 'aside' } as const

async function decide(
  tx: Tx, refuse: Refuse<'second-person' | 'conflict'>, place: Place, { memberId }: Acting, { digest, verdict }: Extract<CaseAct, { kind: 'decide' }>,
): Promise<void> {
  const key = { ...ownOf(place), digest }
  const proposal = await tx.selectFrom('proposals').select(['member_id', 'state']).where((eb) => eb.and(key)).forUpdate().executeTakeFirst()
  if (proposal === undefined || proposal.state !== 'open') return refuse('conflict')
  const own = sameBytes(proposal.member_id, bytesOf(memberId))
  // Whoever proposed may take it back; to agree with oneself takes the signed answer of another desk.
  if (own && verdict !== 'aside' && !(await isAnsweredOutside(tx, place, digest, verdict))) refuse('second-person')
  await tx
    .updateTable('proposals')
    .set({ state: stateAfter[verdict], decided_by: bytesOf(memberId), decided_day: place.today })
    .where((eb) => eb.and(key))
    .execute()
}

async function isAnsweredOutside(tx: Tx, place: Place, digest: Uint8Array, verdict: 'approve' | 'back'): Promise<boolean> {
  const page = await tx
    .selectFrom('decision_pages')
    .select('page_id')
    .where((eb) => eb.and({ ...ownOf(place), digest, verdict }))
    .executeTakeFirst()
  return page !== undefined
}

function ownOf(place: Place) {
  return { instance_id: bytesOf(place.instance), case_id: bytesOf(place.caseId) }
}
