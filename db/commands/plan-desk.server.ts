// A desk that waits for its first member. Planning it again with another invitation takes the old link's power away.
import type { Database } from '../connect.server.ts'
import { bytesOf, type Day } from '../model/ids.ts'
import { roleBits } from '../model/roles.ts'
import type { RootScope, SetUpScope } from '../scope.ts'
import { inTransaction, type Refusal } from '../transaction.server.ts'
import { recordEvent } from '../steps/event.server.ts'
import type { PlannedDesk } from '../steps/planned-desk.server.ts'

/** In set-up until the portal is live, afterwards by the root. `conflict`: it is the other one's turn, the desk is founded already, or the
 *  invitation belongs to another desk. The same plan again answers `ok`. */
export async function planDesk(
  db: Database, scope: SetUpScope | RootScope, input: PlannedDesk & { readonly today: Day },
): Promise<{ readonly ok: true } | Refusal<'conflict'>> {
  const key = { instance_id: bytesOf(scope.instance), desk_id: bytesOf(input.deskId) }
  const plan = { invite_id: bytesOf(input.inviteId), roles: roleBits(input.roles), independent: input.independent, label: input.label, founded_day: null }
  return inTransaction<{ ok: true }, 'conflict'>(db, 'conflict', async (tx, refuse) => {
    const instance = await tx.selectFrom('instances').select('live_day').where('instance_id', '=', key.instance_id).forUpdate().executeTakeFirst()
    if (instance === undefined || (instance.live_day === null) !== (scope.kind === 'set-up')) refuse('conflict')
    const listed = await tx.selectFrom('desks').select('desk_id').where((eb) => eb.and(key)).executeTakeFirst()
    if (listed !== undefined) refuse('conflict')
    const planned = await tx.selectFrom('foundings').select('founded_day').where((eb) => eb.and(key)).executeTakeFirst()
    if (planned !== undefined && planned.founded_day !== null) refuse('conflict')
    await tx.insertInto('foundings').values({ ...key, ...plan }).onConflict((oc) => oc.columns(['instance_id', 'desk_id']).doUpdateSet(plan)).execute()
    await recordEvent(tx, scope.instance, { kind: 'desk-planned', day: input.today, deskId: input.deskId })
    return { ok: true }
  })
}
