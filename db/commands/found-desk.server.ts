// The first member of a new desk makes its keys; the root signs the card later.
import { sameBytes } from '../bytes.server.ts'
import type { Database } from '../connect.server.ts'
import { bytesOf, type Day, type DeskId, type InstanceId, type InviteId } from '../model/ids.ts'
import { inTransaction, type Refusal } from '../transaction.server.ts'
import { recordEvent } from '../steps/event.server.ts'
import { appendChange, changeOps, storeBoxes, type NewBox, type NewChange } from '../steps/member-list.server.ts'
import { storePerson, type NewPerson } from '../steps/new-member.server.ts'

export interface NewDeskCard {
  readonly deskId: DeskId
  readonly epoch: number
  /** 1348 bytes. */
  readonly bytes: Uint8Array
  readonly hash: Uint8Array
  readonly signature: Uint8Array
}

export interface NewDesk extends NewPerson {
  readonly today: Day
  readonly inviteId: InviteId
  /** 32 bytes: the newcomer's proof towards whoever made the invitation. */
  readonly tag: Uint8Array
  readonly change: NewChange
  readonly deskCard: NewDeskCard
  readonly boxes: readonly NewBox[]
  readonly recovery: { readonly pk: Uint8Array; readonly label: string; readonly box: Uint8Array } | null
}

type Reason = 'gone' | 'taken' | 'too-few-ways' | 'conflict'

/** Works once for each founding invitation; the same card again answers `ok`. `gone`: no such invitation, somebody else used it, or it was left
 *  over when set-up ended. Until the root signs a roster with the desk, its members change nothing but their own list. */
export async function foundDesk(db: Database, instance: InstanceId, input: NewDesk): Promise<{ readonly ok: true } | Refusal<Reason>> {
  const { deskCard: card, today } = input
  const key = { instance_id: bytesOf(instance), desk_id: bytesOf(card.deskId) }
  return inTransaction<{ ok: true }, Reason>(db, 'taken', async (tx, refuse) => {
    const planned = await tx
      .selectFrom('foundings')
      .select('founded_day')
      .where((eb) => eb.and(key))
      .where('invite_id', '=', bytesOf(input.inviteId))
      .forUpdate()
      .executeTakeFirst()
    if (planned === undefined) return refuse('gone')
    if (planned.founded_day !== null) {
      const stored = await tx.selectFrom('desk_cards').select('card').where((eb) => eb.and(key)).where('card_hash', '=', card.hash).executeTakeFirst()
      return stored !== undefined && sameBytes(stored.card, card.bytes) ? { ok: true } : refuse('gone')
    }
    const own = sameBytes(input.change.cardHash, input.cardHash) && input.change.byMember === input.memberId
    if (!own || input.change.op !== changeOps.add) refuse('conflict')
    await storePerson(tx, refuse, instance, input, today)
    await appendChange(tx, refuse, instance, card.deskId, input.change, input.memberId)
    await tx
      .insertInto('desk_cards')
      .values({
        ...key, epoch: card.epoch, card: card.bytes, card_hash: card.hash, card_sig: card.signature,
        recovery_pk: input.recovery?.pk ?? null, recovery_label: input.recovery?.label ?? '',
      })
      .execute()
    await storeBoxes(tx, instance, card.deskId, input.memberId, input.boxes)
    if (input.recovery !== null) {
      await storeBoxes(tx, instance, card.deskId, null, [{ deskEpoch: card.epoch, which: 1, box: input.recovery.box }])
    }
    await tx.updateTable('foundings').set({ founded_day: today }).where((eb) => eb.and(key)).execute()
    await tx
      .insertInto('invites')
      .values({
        ...key, invite_id: bytesOf(input.inviteId), role: input.change.role === 2 ? 'lead' : 'handler', made_by: null, made_day: today,
        tag: input.tag, member_id: bytesOf(input.memberId), admitted_day: today,
      })
      .execute()
    await recordEvent(tx, instance, { kind: 'desk-founded', day: today, deskId: card.deskId, memberId: input.memberId })
    return { ok: true }
  })
}
