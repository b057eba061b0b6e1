// How far set-up has come: which desks have made their keys, and what the root is about to sign.
import type { ReadingDatabase } from '../connect.server.ts'
import { bytesOf, deskIdFrom, inviteIdFrom, memberIdFrom, rosterHashFrom, type DeskId, type InstanceId, type InviteId, type MemberId, type RosterHash } from '../model/ids.ts'
import { rolesFrom, type DeskRole } from '../model/roles.ts'

export interface FoundingDesk {
  readonly deskId: DeskId
  readonly inviteId: InviteId
  readonly label: string
  readonly roles: readonly DeskRole[]
  readonly independent: boolean
  /** `null` until the first member has made the keys. */
  readonly founded: {
    readonly memberId: MemberId
    readonly memberName: string
    readonly memberCard: Uint8Array
    readonly tag: Uint8Array
    readonly change: Uint8Array
    readonly changeSig: Uint8Array
    readonly deskCard: Uint8Array
    readonly cardSig: Uint8Array
    readonly recovery: { readonly pk: Uint8Array; readonly label: string } | null
  } | null
}

export interface FoundingRow {
  readonly practice: boolean
  readonly live: boolean
  /** Of the newest roster, `null` before the first. */
  readonly rosterHash: RosterHash | null
  readonly desks: readonly FoundingDesk[]
}

/** Desks in the order of their ids. */
export async function foundingStatus(db: ReadingDatabase, instance: InstanceId): Promise<FoundingRow> {
  const instance_id = bytesOf(instance)
  const row = await db.reading.selectFrom('instances').select(['practice', 'live_day']).where('instance_id', '=', instance_id).executeTakeFirstOrThrow()
  const roster = await db.reading.selectFrom('rosters').select('roster_hash').where('instance_id', '=', instance_id).orderBy('seq', 'desc').limit(1).executeTakeFirst()
  const desks = await db.reading
    .selectFrom('foundings as f')
    .leftJoin('invites as i', (join) => join.onRef('i.instance_id', '=', 'f.instance_id').onRef('i.invite_id', '=', 'f.invite_id'))
    .leftJoin('members as m', (join) => join.onRef('m.instance_id', '=', 'i.instance_id').onRef('m.member_id', '=', 'i.member_id'))
    .leftJoin('member_cards as c', (join) => join.onRef('c.instance_id', '=', 'i.instance_id').onRef('c.member_id', '=', 'i.member_id'))
    .leftJoin('member_changes as h', (join) => join.onRef('h.instance_id', '=', 'f.instance_id').onRef('h.desk_id', '=', 'f.desk_id').on('h.n', '=', 0))
    .leftJoin('desk_cards as k', (join) => join.onRef('k.instance_id', '=', 'f.instance_id').onRef('k.desk_id', '=', 'f.desk_id'))
    .select(['f.desk_id', 'f.invite_id', 'f.label', 'f.roles', 'f.independent', 'i.tag', 'm.member_id', 'm.name', 'c.card as member_card'])
    .select(['h.change', 'h.signature', 'k.card as desk_card', 'k.card_sig', 'k.recovery_pk', 'k.recovery_label'])
    .where('f.instance_id', '=', instance_id)
    .orderBy('f.desk_id')
    .execute()
  return {
    practice: row.practice,
    live: row.live_day !== null,
    rosterHash: roster === undefined ? null : rosterHashFrom(roster.roster_hash),
    desks: desks.map((desk) => ({
      deskId: deskIdFrom(desk.desk_id), inviteId: inviteIdFrom(desk.invite_id), label: desk.label, roles: rolesFrom(desk.roles),
      independent: desk.independent, founded: foundedFrom(desk),
    })),
  }
}

type Nullable<Row> = { [key in keyof Row]: Row[key] | null }

function foundedFrom(row: Nullable<{
  member_id: Uint8Array; name: string; member_card: Uint8Array; tag: Uint8Array; change: Uint8Array; signature: Uint8Array
  desk_card: Uint8Array; card_sig: Uint8Array; recovery_pk: Uint8Array; recovery_label: string
}>): FoundingDesk['founded'] {
  if (row.member_id === null || row.name === null || row.member_card === null || row.tag === null || row.change === null) return null
  if (row.signature === null || row.desk_card === null || row.card_sig === null) return null
  return {
    memberId: memberIdFrom(row.member_id), memberName: row.name, memberCard: row.member_card, tag: row.tag, change: row.change,
    changeSig: row.signature, deskCard: row.desk_card, cardSig: row.card_sig,
    recovery: row.recovery_pk === null ? null : { pk: row.recovery_pk, label: row.recovery_label ?? '' },
  }
}
