import { expect } from 'vitest'
import { foundDesk } from '#db/commands/found-desk.server.ts'
import { planDesk } from '#db/commands/plan-desk.server.ts'
import { publishRoster } from '#db/commands/publish-roster.server.ts'
import { setUpInstance } from '#db/commands/set-up-instance.server.ts'
import { deskIdFrom, instanceIdFrom, inviteIdFrom, memberIdFrom } from '#db/model/ids.ts'
import { memberScope } from '#db/queries/who.server.ts'
import { scopeOfMember, scopeOfSetUp } from '#db/scope.ts'
import { onEachEngine } from '#test/world/database.ts'
import { bytes, newDesk, rosterOf, today } from './organisation.ts'

onEachEngine('a founding link that was left over opens nothing once the portal is live', async (db) => {
  const instance = instanceIdFrom(bytes(16))
  const scope = scopeOfSetUp(instance)
  const base = { today, instanceId: instance, host: `${instance}.example`, kind: 'buyer' as const, label: 'Sakura', zone: 'Asia/Tokyo', practice: false, rootFp: null, desks: [] }
  expect(await setUpInstance(db, base)).toEqual({ ok: true })
  const plan = (label: string) => ({ today, deskId: deskIdFrom(bytes(16)), inviteId: inviteIdFrom(bytes(16)), roles: ['EXT'] as const, independent: true, label })
  const [used, left] = [plan('External'), plan('Left over')]
  for (const one of [used, left]) expect(await planDesk(db, scope, one)).toEqual({ ok: true })
  const first = newDesk(used.deskId, used.inviteId, { name: 'Aiko', email: null })
  expect(await foundDesk(db, instance, first)).toEqual({ ok: true })
  const lead = scopeOfMember(instance, first.memberId, [{ deskId: used.deskId, role: 'lead' }])
  const roster = rosterOf([{ ...used, epoch: 1, cardHash: first.deskCard.hash, lead: first.memberId, scope: lead }], null)
  expect(await publishRoster(db, scope, roster)).toEqual({ ok: true })
  const finder = newDesk(left.deskId, left.inviteId, { name: 'Mallory', email: null })
  expect(await foundDesk(db, instance, finder)).toEqual({ ok: false, reason: 'gone' })
  expect(await memberScope(db, instance, finder.memberId)).toBeNull()
  // The answer that was lost is still given again.
  expect(await foundDesk(db, instance, first)).toEqual({ ok: true })
})

onEachEngine('a founding whose first line names somebody else, or is no admission, is refused', async (db) => {
  const instance = instanceIdFrom(bytes(16))
  const deskId = deskIdFrom(bytes(16))
  const inviteId = inviteIdFrom(bytes(16))
  const desk = { deskId, inviteId, roles: ['LEGAL'] as const, independent: false, label: 'Legal' }
  const base = { today, instanceId: instance, host: `${instance}.example`, kind: 'buyer' as const, label: 'Sakura', zone: 'Asia/Tokyo', practice: false, rootFp: null }
  expect(await setUpInstance(db, { ...base, desks: [desk] })).toEqual({ ok: true })
  const honest = newDesk(deskId, inviteId, { name: 'Aiko', email: null })
  for (const change of [{ ...honest.change, cardHash: bytes(32) }, { ...honest.change, byMember: memberIdFrom(bytes(16)) }, { ...honest.change, op: 4 }]) {
    expect(await foundDesk(db, instance, { ...honest, change })).toEqual({ ok: false, reason: 'conflict' })
  }
  expect(await foundDesk(db, instance, honest)).toEqual({ ok: true })
})
