// A desk gives chosen words of a case to a reader outside, under keys of their own and until a day.
import { partyOf, sameBytes } from '../bytes.server.ts'
import type { Database } from '../connect.server.ts'
import { addDays } from '../model/deadlines.ts'
import { bytesOf, type CaseId, type Day, type DeskId } from '../model/ids.ts'
import { mayDo } from '../model/roles.ts'
import { sealed } from '../model/sealed.ts'
import { roleAt, type MemberScope } from '../scope.ts'
import { inTransaction, type Refusal, type Refuse, type Tx } from '../transaction.server.ts'
import { isListed, lockCase, updateCase } from '../steps/case-columns.server.ts'
import { recordEvent } from '../steps/event.server.ts'
import { recordEntry, type NewEntry } from '../steps/record-entry.server.ts'
import { acceptTransmission, type NewEpoch, type NewMessage, type Transmission } from '../steps/transmission.server.ts'

export interface NewCopy {
  readonly today: Day
  /** The case that the words come from. */
  readonly caseId: CaseId
  readonly deskId: DeskId
  /** Last day on which it is handed out. */
  readonly untilDay: Day
  /** Hash of the reader's card. */
  readonly copyId: CaseId
  /** Of the outside reader, 1280 bytes. */
  readonly card: Uint8Array
  /** Epoch 0; its two wraps sealed under the shred key of the case. */
  readonly opens: NewEpoch
  readonly messages: readonly NewMessage[]
  /** Where the copy came from, in the notes of the desk. */
  readonly provenance: Transmission
  readonly entry: NewEntry
}

/** Longest life of a copy. */
export const copyDays = 366
const copiesPerCase = 25

type Reason = 'not-yours' | 'gone' | 'wrong-role' | 'not-allowed' | 'too-many' | 'stale' | 'conflict' | 'exists' | 'files' | 'record'
export type CopyMade = { readonly ok: true } | Refusal<Reason>

/** Copy, note and signed entry together, or nothing; the same again changes nothing. Only leads. `exists`: the reader's card has a copy already. */
export async function makeCopy(db: Database, scope: MemberScope, input: NewCopy): Promise<CopyMade> {
  const place = { instance: scope.instance, caseId: input.caseId, today: input.today }
  const key = { instance_id: bytesOf(scope.instance), copy_id: bytesOf(input.copyId) }
  const desk = partyOf('desk', bytesOf(input.deskId))
  return inTransaction<{ ok: true }, Reason>(db, 'conflict', async (tx, refuse) => {
    const role = roleAt(scope, input.deskId)
    if (role === null) return refuse('not-yours')
    const row = await lockCase(tx, place)
    if (row === undefined || !(await isListed(tx, place, input.deskId))) refuse('gone')
    if (!mayDo(role, 'make-copy')) refuse('wrong-role')
    const about = { today: input.today, caseId: input.caseId }
    const stored = await tx.selectFrom('copies').select(['case_id', 'header']).where((eb) => eb.and(key)).executeTakeFirst()
    if (stored !== undefined) {
      if (!sameBytes(stored.header, input.opens.header) || !sameBytes(stored.case_id, bytesOf(input.caseId))) refuse('exists')
      await recordEntry(tx, refuse, scope, input.entry, { ...about, standing: 'again' })
      return { ok: true }
    }
    if (input.untilDay <= input.today || input.untilDay > addDays(input.today, copyDays)) refuse('not-allowed')
    await insistOnRoom(tx, refuse, place)
    await storeCopy(tx, refuse, scope, input, desk)
    await storeProvenance(tx, refuse, scope, input, desk)
    const version = await updateCase(tx, place, {})
    await recordEvent(tx, scope.instance, {
      kind: 'copy-made', day: input.today, case: { id: input.caseId, version }, deskId: input.deskId, memberId: scope.memberId,
    })
    await recordEntry(tx, refuse, scope, input.entry, { ...about, standing: 'new' })
    return { ok: true }
  })
}

async function insistOnRoom(tx: Tx, refuse: Refuse<Reason>, { instance, caseId }: { instance: MemberScope['instance']; caseId: CaseId }): Promise<void> {
  const { n } = await tx
    .selectFrom('copies')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('instance_id', '=', bytesOf(instance))
    .where('case_id', '=', bytesOf(caseId))
    .executeTakeFirstOrThrow()
  if (Number(n) >= copiesPerCase) refuse('too-many')
}

async function storeCopy(tx: Tx, refuse: Refuse<Reason>, scope: MemberScope, input: NewCopy, desk: Uint8Array): Promise<void> {
  const key = { instance_id: bytesOf(scope.instance), copy_id: bytesOf(input.copyId) }
  const { opens } = input
  const [outside, own] = [partyOf('outside', null), desk].map((party) => opens.wraps.find((wrap) => sameBytes(wrap.party, party)))
  if (outside === undefined || own === undefined || opens.wraps.length !== 2 || opens.back !== null || opens.epoch !== 0) return refuse('not-allowed')
  if (input.messages.length === 0 || !input.messages.every((message, i) => sameBytes(message.author, desk) && message.n === i)) refuse('not-allowed')
  const current = await tx
    .selectFrom('desks as d')
    .innerJoin('rosters as r', (join) => join.onRef('r.instance_id', '=', 'd.instance_id').on('r.seq', '=', opens.rosterSeq).on('r.roster_hash', '=', bytesOf(opens.rosterHash)))
    .select('d.epoch')
    .where('d.instance_id', '=', key.instance_id)
    .where('d.desk_id', '=', bytesOf(input.deskId))
    .where('d.in_roster', '=', true)
    .executeTakeFirst()
  if (current === undefined || current.epoch !== own.deskEpoch) refuse('stale')
  await tx
    .insertInto('copies')
    .values({
      ...key, case_id: bytesOf(input.caseId), desk_id: bytesOf(input.deskId), card: input.card, header: opens.header, ctx: opens.ctx,
      desk_epoch: own.deskEpoch, outside_wrap: sealed('wrap', outside.sealed), desk_wrap: sealed('wrap', own.sealed), day: input.today, until_day: input.untilDay,
    })
    .execute()
  await tx
    .insertInto('copy_messages')
    .values(input.messages.map(({ n, outer, body }) => ({ ...key, n, outer_part: outer, body: sealed('message', body), day: input.today })))
    .execute()
}

async function storeProvenance(tx: Tx, refuse: Refuse<Reason>, scope: MemberScope, input: NewCopy, desk: Uint8Array): Promise<void> {
  const place = { instance: scope.instance, caseId: input.caseId, today: input.today }
  const author = partyOf('member', bytesOf(scope.memberId))
  const { stream, messages } = input.provenance
  if (!sameBytes(stream, partyOf('member', bytesOf(input.deskId))) || !messages.every((message) => sameBytes(message.author, author))) refuse('not-allowed')
  const desks = await acceptTransmission(tx, refuse, place, input.provenance, desk)
  if (!desks.includes(input.deskId)) refuse('not-allowed')
}
