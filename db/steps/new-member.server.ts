// The step that founding and joining share: a person, their card, and at least two ways back in.
import type { Day, InstanceId, MemberId } from '../model/ids.ts'
import { bytesOf } from '../model/ids.ts'
import { nameKey } from '../model/names.ts'
import { sealed } from '../model/sealed.ts'
import type { Refuse, Tx } from '../transaction.server.ts'

export interface NewUnlock {
  /** 1 phrase, 2 passkey, 3 printed code. */
  readonly kind: 1 | 2 | 3
  readonly head: Uint8Array
  /** 104 bytes. */
  readonly box: Uint8Array
}

export interface NewPerson {
  readonly memberId: MemberId
  readonly name: string
  readonly email: string | null
  /** 1296 bytes; its first 16 are the member id. */
  readonly card: Uint8Array
  readonly cardHash: Uint8Array
  /** H("member-id", member_id), 32 bytes: what signed requests name the member by. */
  readonly idHash: Uint8Array
  readonly unlock: readonly NewUnlock[]
}

/** Stores the person. Refuses `taken` where name or address belongs to somebody else, so that one person cannot hold two desks
 *  under one name, and `too-few-ways` without two different ways to unlock. */
export async function storePerson(
  tx: Tx, refuse: Refuse<'taken' | 'too-few-ways'>, instance: InstanceId, person: NewPerson, today: Day,
): Promise<void> {
  if (new Set(person.unlock.map((way) => way.kind)).size < 2) refuse('too-few-ways')
  const instance_id = bytesOf(instance)
  const member_id = bytesOf(person.memberId)
  const name_key = nameKey(person.name)
  const email_key = person.email === null ? null : nameKey(person.email)
  const other = await tx
    .selectFrom('members')
    .select('member_id')
    .where('instance_id', '=', instance_id)
    .where((eb) => eb.or([eb('name_key', '=', name_key), eb('member_id', '=', member_id), ...(email_key === null ? [] : [eb('email_key', '=', email_key)])]))
    .executeTakeFirst()
  if (other !== undefined || name_key === '') refuse('taken')
  await tx
    .insertInto('members')
    .values({ instance_id, member_id, name: person.name.trim(), name_key, email: person.email?.trim() ?? null, email_key, joined_day: today })
    .execute()
  await tx.insertInto('member_cards').values({ instance_id, member_id, card: person.card, card_hash: person.cardHash, id_hash: person.idHash }).execute()
  await storeUnlock(tx, instance, person.memberId, person.unlock)
}

/** Adds these ways in; one kind twice is refused by the database. */
export async function storeUnlock(tx: Tx, instance: InstanceId, member: MemberId, ways: readonly NewUnlock[]): Promise<void> {
  const own = { instance_id: bytesOf(instance), member_id: bytesOf(member) }
  await tx.insertInto('unlock_boxes').values(ways.map((way) => ({ ...own, kind: way.kind, head: way.head, box: sealed('unlock', way.box) }))).execute()
}
