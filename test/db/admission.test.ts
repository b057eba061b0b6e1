import { expect } from 'vitest'
import { admitMember } from '#db/commands/admit-member.server.ts'
import { inviteMember } from '#db/commands/invite-member.server.ts'
import { joinAsMember } from '#db/commands/join-as-member.server.ts'
import { inviteIdFrom, memberIdFrom } from '#db/model/ids.ts'
import { memberListOf } from '#db/queries/member-list.server.ts'
import { scopeOfMember } from '#db/scope.ts'
import { onEachEngine } from '#test/world/database.ts'
import { bytes, minatoWorks, newChange, newDesk, today } from './organisation.ts'
import { recorded } from './record.ts'

onEachEngine('a line of the list is brought by the member who signed it', async (db) => {
  const { instance, legal } = await minatoWorks(db)
  const inviteId = inviteIdFrom(bytes(16))
  expect(await recorded(db, inviteMember, legal.scope, { today, deskId: legal.deskId, inviteId, role: 'handler' })).toEqual({ ok: true })
  const newcomer = { ...newDesk(legal.deskId, inviteId, { name: 'Bo', email: null }), today }
  expect(await joinAsMember(db, instance, newcomer)).toEqual({ ok: true })
  const row = await db.tables.selectFrom('member_changes').select('hash').where('change', '=', (await memberListOf(db, instance, legal.deskId)).changes[0]?.change ?? bytes(1)).executeTakeFirstOrThrow()
  const change = newChange({ n: 1, prev: row.hash, cardHash: newcomer.cardHash, byMember: legal.lead, role: 1 })
  const admission = { today, deskId: legal.deskId, change, boxes: newcomer.boxes }
  const colleague = scopeOfMember(instance, memberIdFrom(bytes(16)), [{ deskId: legal.deskId, role: 'lead' }])
  expect(await recorded(db, admitMember, colleague, admission)).toEqual({ ok: false, reason: 'conflict' })
  expect(await recorded(db, admitMember, legal.scope, admission)).toEqual({ ok: true })
})
