// The root's signed list of desks takes effect. The first one opens the portal to reporters.
import type { Kysely } from 'kysely'
import { sameBytes } from '../bytes.server.ts'
import type { Database } from '../connect.server.ts'
import { bytesOf, type Day, type DeskId, type InstanceId, type RosterHash } from '../model/ids.ts'
import type { Tables } from '../schema.ts'
import type { MemberScope, SetUpScope } from '../scope.ts'
import { inTransaction, type Refusal, type Tx } from '../transaction.server.ts'
import { recordEvent } from '../steps/event.server.ts'

export interface RosterDesk {
  readonly deskId: DeskId
  readonly epoch: number
  readonly cardHash: Uint8Array
  /** 16 bits (PROTOCOL, roster). */
  readonly roles: number
  readonly independent: boolean
  readonly label: string
  readonly recoveryLabel: string
}

/** A roster file whose root signature was verified, taken apart. */
export interface NewRoster {
  readonly today: Day
  readonly seq: number
  readonly hash: RosterHash
  /** `null` for the first. */
  readonly prevHash: RosterHash | null
  readonly issuedDay: Day
  readonly notAfterDay: Day
  readonly rootFp: Uint8Array
  readonly practice: boolean
  readonly file: Uint8Array
  readonly desks: readonly RosterDesk[]
}

type Reason = 'conflict' | 'wrong-root' | 'practice' | 'unknown-desk' | 'not-ready' | 'no-independent-desk'

/** Refuses `conflict` off the chain, `unknown-desk` for a card that nobody made here, `not-ready` for a desk without a member who can get in,
 *  `no-independent-desk` where nobody outside the organisation's own line could read. The same roster again answers `ok`. */
export async function publishRoster(
  db: Database, scope: SetUpScope | MemberScope, input: NewRoster,
): Promise<{ readonly ok: true } | Refusal<Reason>> {
  const instance_id = bytesOf(scope.instance)
  return inTransaction<{ ok: true }, Reason>(db, 'conflict', async (tx, refuse) => {
    const instance = await tx.selectFrom('instances').select(['root_fp', 'practice', 'live_day']).where('instance_id', '=', instance_id).forUpdate().executeTakeFirst()
    if (instance === undefined) return refuse('conflict')
    const last = await tx.selectFrom('rosters').select(['seq', 'roster_hash']).where('instance_id', '=', instance_id).orderBy('seq', 'desc').limit(1).executeTakeFirst()
    if (last !== undefined && sameBytes(last.roster_hash, bytesOf(input.hash))) return { ok: true }
    if (instance.root_fp !== null && !sameBytes(instance.root_fp, input.rootFp)) refuse('wrong-root')
    if (instance.practice !== input.practice) refuse('practice')
    if (!follows(last, input)) refuse('conflict')
    for (const desk of input.desks) {
      const state = await readiness(tx, scope.instance, desk)
      if (state !== 'ready') refuse(state)
    }
    if (!input.desks.some((desk) => desk.independent)) refuse('no-independent-desk')
    await store(tx, scope.instance, input)
    await tx
      .updateTable('instances')
      .set({ root_fp: input.rootFp, live_day: instance.live_day ?? input.today })
      .where('instance_id', '=', instance_id)
      .execute()
    await recordEvent(tx, scope.instance, {
      kind: 'roster-published', day: input.today, ...(scope.kind === 'member' ? { memberId: scope.memberId } : {}),
    })
    return { ok: true }
  })
}

function follows(last: { seq: number; roster_hash: Uint8Array } | undefined, next: NewRoster): boolean {
  if (last === undefined) return next.seq >= 1 && next.prevHash === null
  return next.seq > last.seq && next.prevHash !== null && sameBytes(bytesOf(next.prevHash), last.roster_hash)
}

/** A desk is ready when its card was made here and somebody on its list has two ways to unlock. */
async function readiness(tx: Kysely<Tables>, instance: InstanceId, desk: RosterDesk): Promise<'ready' | 'unknown-desk' | 'not-ready'> {
  const key = { instance_id: bytesOf(instance), desk_id: bytesOf(desk.deskId) }
  const card = await tx.selectFrom('desk_cards').select('epoch').where((eb) => eb.and(key)).where('card_hash', '=', desk.cardHash).executeTakeFirst()
  if (card === undefined || card.epoch !== desk.epoch) return 'unknown-desk'
  const holder = await tx
    .selectFrom('desk_members as d')
    .innerJoin('unlock_boxes as u', (join) => join.onRef('u.instance_id', '=', 'd.instance_id').onRef('u.member_id', '=', 'd.member_id'))
    .select('d.member_id')
    .where('d.instance_id', '=', key.instance_id)
    .where('d.desk_id', '=', key.desk_id)
    .groupBy('d.member_id')
    .having((eb) => eb.fn.countAll(), '>=', 2)
    .limit(1)
    .executeTakeFirst()
  return holder === undefined ? 'not-ready' : 'ready'
}

async function store(tx: Tx, instance: InstanceId, input: NewRoster): Promise<void> {
  const instance_id = bytesOf(instance)
  await tx
    .insertInto('rosters')
    .values({
      instance_id, seq: input.seq, roster_hash: bytesOf(input.hash), root_fp: input.rootFp,
      issued_day: input.issuedDay, not_after_day: input.notAfterDay, file: input.file,
    })
    .execute()
  await tx.updateTable('desks').set({ in_roster: false }).where('instance_id', '=', instance_id).execute()
  for (const desk of input.desks) {
    const entry = {
      epoch: desk.epoch, card_hash: desk.cardHash, roles: desk.roles, independent: desk.independent,
      label: desk.label, recovery_label: desk.recoveryLabel, in_roster: true,
    }
    await tx
      .insertInto('desks')
      .values({ instance_id, desk_id: bytesOf(desk.deskId), ...entry })
      .onConflict((oc) => oc.columns(['instance_id', 'desk_id']).doUpdateSet(entry))
      .execute()
  }
}
