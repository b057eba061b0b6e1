// A desk gets new keys, perhaps because somebody is taken off its list. They wait until the root has signed a roster with them; who was taken
// off loses everything at once.
import { sameBytes } from '../bytes.server.ts'
import type { Database } from '../connect.server.ts'
import { bytesOf, memberIdFrom, type Day, type DeskId, type MemberId } from '../model/ids.ts'
import { mayDo } from '../model/roles.ts'
import { roleAt, type MemberScope } from '../scope.ts'
import { inTransaction, type Refusal, type Refuse, type Tx } from '../transaction.server.ts'
import { recordEvent } from '../steps/event.server.ts'
import { appendChange, changeOps, storeBoxes, type NewBox, type NewChange } from '../steps/member-list.server.ts'
import { recordEntry, type NewEntry } from '../steps/record-entry.server.ts'
import { takeOff } from '../steps/take-off.server.ts'
import { lockDesk, putWaiting, waitingCard } from '../steps/waiting-card.server.ts'

export interface MemberBox extends NewBox {
  readonly memberId: MemberId
}

/** What the card says and carries; that it follows the signed one is already verified. */
export interface NextCard {
  readonly epoch: number
  /** 1348 bytes. */
  readonly bytes: Uint8Array
  readonly hash: Uint8Array
  readonly signature: Uint8Array
  readonly nextSignature: Uint8Array
  /** The head of the member list that the card names. */
  readonly membersHash: Uint8Array
}

export interface Rotation {
  readonly today: Day
  readonly deskId: DeskId
  /** Removals, in order; none for new keys alone. */
  readonly changes: readonly NewChange[]
  readonly card: NextCard
  readonly boxes: readonly MemberBox[]
  readonly recovery: { readonly pk: Uint8Array; readonly label: string; readonly box: Uint8Array } | null
  readonly entry: NewEntry
}

type Reason = 'not-yours' | 'wrong-role' | 'conflict' | 'stale' | 'record'

/** Only a lead. `stale`: the card does not come one epoch after the newest roster's. `conflict`: the list has moved on, is not the one that the
 *  card names, or not everybody on it gets both seeds. Takes the place of keys that wait already; the same card again answers `ok`. */
export async function rotateDesk(db: Database, scope: MemberScope, input: Rotation): Promise<{ readonly ok: true } | Refusal<Reason>> {
  const { deskId, card, today } = input
  return inTransaction<{ ok: true }, Reason>(db, 'conflict', async (tx, refuse) => {
    const own = roleAt(scope, deskId)
    if (own === null) return refuse('not-yours')
    if (!mayDo(own, 'rotate')) return refuse('wrong-role')
    const signed = await lockDesk(tx, scope.instance, deskId)
    if (await isKnown(tx, scope, input)) {
      await recordEntry(tx, refuse, scope, input.entry, { today, caseId: null, standing: 'again' })
      return { ok: true }
    }
    if (signed === undefined || card.epoch !== signed.epoch + 1) refuse('stale')
    for (const change of input.changes) await remove(tx, refuse, scope, input, change)
    await insistOnWholeList(tx, refuse, scope, input)
    await putWaiting(tx, scope.instance, deskId, {
      epoch: card.epoch, card: card.bytes, card_hash: card.hash, card_sig: card.signature, next_sig: card.nextSignature,
      recovery_pk: input.recovery?.pk ?? null, recovery_label: input.recovery?.label ?? '',
    })
    for (const box of input.boxes) await storeBoxes(tx, scope.instance, deskId, box.memberId, [box])
    if (input.recovery !== null) await storeBoxes(tx, scope.instance, deskId, null, [{ deskEpoch: card.epoch, which: 1, box: input.recovery.box }])
    await recordEvent(tx, scope.instance, { kind: 'desk-rotated', day: today, deskId, memberId: scope.memberId })
    await recordEntry(tx, refuse, scope, input.entry, { today, caseId: null, standing: 'new' })
    return { ok: true }
  })
}

/** A retry: the card waits, or the root has signed it since. */
async function isKnown(tx: Tx, scope: MemberScope, { deskId, card }: Rotation): Promise<boolean> {
  const waiting = await waitingCard(tx, scope.instance, deskId)
  if (waiting !== undefined && sameBytes(waiting.card_hash, card.hash)) return true
  const signed = await tx
    .selectFrom('desk_cards')
    .select('epoch')
    .where('instance_id', '=', bytesOf(scope.instance))
    .where('desk_id', '=', bytesOf(deskId))
    .where('card_hash', '=', card.hash)
    .executeTakeFirst()
  return signed !== undefined
}

async function remove(tx: Tx, refuse: Refuse<'conflict'>, scope: MemberScope, { deskId, today }: Rotation, change: NewChange): Promise<void> {
  const row = await tx
    .selectFrom('desk_members as d')
    .innerJoin('member_cards as c', (join) => join.onRef('c.instance_id', '=', 'd.instance_id').onRef('c.member_id', '=', 'd.member_id'))
    .select('d.member_id')
    .where('d.instance_id', '=', bytesOf(scope.instance))
    .where('d.desk_id', '=', bytesOf(deskId))
    .where('c.card_hash', '=', change.cardHash)
    .executeTakeFirst()
  const member = row === undefined ? null : memberIdFrom(row.member_id)
  // Whoever makes the new keys knows them, and so stays.
  if (member === null || member === scope.memberId || change.op !== changeOps.remove || change.byMember !== scope.memberId) return refuse('conflict')
  await appendChange(tx, refuse, scope.instance, deskId, change, member)
  await takeOff(tx, scope.instance, deskId, member)
  await recordEvent(tx, scope.instance, { kind: 'member-removed', day: today, deskId, memberId: member })
}

async function insistOnWholeList(tx: Tx, refuse: Refuse<'conflict'>, scope: MemberScope, { deskId, card, boxes }: Rotation): Promise<void> {
  const key = { instance_id: bytesOf(scope.instance), desk_id: bytesOf(deskId) }
  const last = await tx.selectFrom('member_changes').select('hash').where((eb) => eb.and(key)).orderBy('n', 'desc').limit(1).executeTakeFirst()
  if (last === undefined || !sameBytes(last.hash, card.membersHash)) refuse('conflict')
  const members = await tx.selectFrom('desk_members').select('member_id').where((eb) => eb.and(key)).execute()
  const due = members.flatMap((row) => [1, 2].map((which) => `${memberIdFrom(row.member_id)} ${card.epoch} ${which}`)).sort()
  const brought = boxes.map(({ memberId, deskEpoch, which }) => `${memberId} ${deskEpoch} ${which}`).sort()
  if (due.join() !== brought.join()) refuse('conflict')
}
