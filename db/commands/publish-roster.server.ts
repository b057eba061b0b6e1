// The root's signed list of desks takes effect. The first one opens the portal to reporters; a later one brings new keys of a desk into use,
// a new desk, another name or role, or leaves a desk out.
import { sameBytes } from '../bytes.server.ts'
import type { Database } from '../connect.server.ts'
import { bytesOf, type Day, type DeskId, type InstanceId, type RosterHash } from '../model/ids.ts'
import type { RootScope, SetUpScope } from '../scope.ts'
import { inTransaction, type Refusal, type Tx } from '../transaction.server.ts'
import { recordEvent } from '../steps/event.server.ts'
import { letCount, waitingCard } from '../steps/waiting-card.server.ts'

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
  /** The root before, where it signed this roster too and so named its successor; `null` otherwise. */
  readonly formerRootFp: Uint8Array | null
  readonly practice: boolean
  readonly file: Uint8Array
  readonly desks: readonly RosterDesk[]
}

type Reason = 'conflict' | 'wrong-root' | 'practice' | 'unknown-desk' | 'not-ready' | 'no-independent-desk'

/** Refuses `conflict` off the chain and where a desk would go back to older keys, `unknown-desk` for a card that nobody made here, `not-ready`
 *  for a desk without a member who can get in, `no-independent-desk` where nobody outside the organisation's own line could read,
 *  `wrong-root` for a root that the one before did not name. The same roster again answers `ok`. */
export async function publishRoster(
  db: Database, scope: SetUpScope | RootScope, input: NewRoster,
): Promise<{ readonly ok: true } | Refusal<Reason>> {
  const instance_id = bytesOf(scope.instance)
  return inTransaction<{ ok: true }, Reason>(db, 'conflict', async (tx, refuse) => {
    const instance = await tx.selectFrom('instances').select(['root_fp', 'practice', 'live_day']).where('instance_id', '=', instance_id).forNoKeyUpdate().executeTakeFirst()
    if (instance === undefined) return refuse('conflict')
    const last = await tx.selectFrom('rosters').select(['seq', 'roster_hash']).where('instance_id', '=', instance_id).orderBy('seq', 'desc').limit(1).executeTakeFirst()
    if (last !== undefined && sameBytes(last.roster_hash, bytesOf(input.hash))) return { ok: true }
    const pinned = instance.root_fp
    const fits = pinned === null || sameBytes(pinned, input.rootFp) || (input.formerRootFp !== null && sameBytes(pinned, input.formerRootFp))
    if (!fits) refuse('wrong-root')
    if (instance.practice !== input.practice) refuse('practice')
    if (!follows(last, input)) refuse('conflict')
    // Set-up ends with the first list: a link that nobody used by then opens nothing.
    if (instance.live_day === null) await tx.deleteFrom('foundings').where('instance_id', '=', instance_id).where('founded_day', 'is', null).execute()
    for (const desk of input.desks) {
      const state = await readiness(tx, scope.instance, desk)
      if (state !== 'ready') refuse(state)
    }
    if (!input.desks.some((desk) => desk.independent)) refuse('no-independent-desk')
    await store(tx, scope.instance, input)
    // Who holds the recovery key of a desk may be somebody else now, and so may who holds the root.
    const over = pinned === null || sameBytes(pinned, input.rootFp) ? (['recovery'] as const) : (['recovery', 'root'] as const)
    await tx.deleteFrom('sessions').where('instance_id', '=', instance_id).where('kind', 'in', over).execute()
    await tx
      .updateTable('instances')
      .set({ root_fp: input.rootFp, live_day: instance.live_day ?? input.today })
      .where('instance_id', '=', instance_id)
      .execute()
    await recordEvent(tx, scope.instance, { kind: 'roster-published', day: input.today })
    return { ok: true }
  })
}

function follows(last: { seq: number; roster_hash: Uint8Array } | undefined, next: NewRoster): boolean {
  if (last === undefined) return next.seq >= 1 && next.prevHash === null
  return next.seq > last.seq && next.prevHash !== null && sameBytes(bytesOf(next.prevHash), last.roster_hash)
}

/** A desk is ready when its card was made here and somebody on its list has two ways to unlock. New keys that wait begin to count. */
async function readiness(tx: Tx, instance: InstanceId, desk: RosterDesk): Promise<'ready' | 'unknown-desk' | 'not-ready' | 'conflict'> {
  const key = { instance_id: bytesOf(instance), desk_id: bytesOf(desk.deskId) }
  const before = await tx.selectFrom('desks').select(['epoch', 'card_hash']).where((eb) => eb.and(key)).forUpdate().executeTakeFirst()
  const waiting = await waitingCard(tx, instance, desk.deskId)
  if (waiting !== undefined && sameBytes(waiting.card_hash, desk.cardHash)) await letCount(tx, instance, desk.deskId, waiting)
  const card = await tx.selectFrom('desk_cards').select('epoch').where((eb) => eb.and(key)).where('card_hash', '=', desk.cardHash).executeTakeFirst()
  if (card === undefined || card.epoch !== desk.epoch) return 'unknown-desk'
  // Older keys are in the hands of whoever was taken off the list since.
  if (before !== undefined && (desk.epoch < before.epoch || (desk.epoch === before.epoch && !sameBytes(before.card_hash, desk.cardHash)))) return 'conflict'
  const holder = await tx
    .selectFrom('desk_members as d')
    .innerJoin('unlock_boxes as u', (join) => join.onRef('u.instance_id', '=', 'd.instance_id').onRef('u.member_id', '=', 'd.member_id'))
    .select('d.member_id')
    .where('d.instance_id', '=', key.instance_id)
    .where('d.desk_id', '=', key.desk_id)
    .groupBy('d.member_id')
    .having((eb) => eb.fn.count('u.kind').distinct(), '>=', 2)
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
  const kept = input.desks.map((desk) => bytesOf(desk.deskId))
  // New keys of a desk that is left out have nobody to follow any more.
  await tx.deleteFrom('pending_cards').where('instance_id', '=', instance_id).where('desk_id', 'not in', kept).execute()
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
