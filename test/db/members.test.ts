import { expect, test } from 'vitest'
import { admitMember } from '#db/commands/admit-member.server.ts'
import { endSession } from '#db/commands/end-session.server.ts'
import { foundDesk } from '#db/commands/found-desk.server.ts'
import { inviteMember } from '#db/commands/invite-member.server.ts'
import { inviteDays, joinAsMember } from '#db/commands/join-as-member.server.ts'
import { openSession } from '#db/commands/open-session.server.ts'
import { planDesk } from '#db/commands/plan-desk.server.ts'
import { publishRoster } from '#db/commands/publish-roster.server.ts'
import { replaceUnlockBoxes } from '#db/commands/replace-unlock-boxes.server.ts'
import { saveOperatorTexts } from '#db/commands/save-operator-texts.server.ts'
import { setRoot } from '#db/commands/set-root.server.ts'
import { setUpInstance } from '#db/commands/set-up-instance.server.ts'
import { bytesOf, dayFrom, deskIdFrom, instanceIdFrom, instantFrom, inviteIdFrom } from '#db/model/ids.ts'
import { directoryForMember, inviteBy } from '#db/queries/directory.server.ts'
import { foundingStatus } from '#db/queries/founding-status.server.ts'
import { instanceFor } from '#db/queries/instance-for.server.ts'
import { allOperatorTexts, operatorTexts } from '#db/queries/operator-texts.server.ts'
import { latestRoster, rosterByHash, rostersFrom } from '#db/queries/rosters.server.ts'
import { unlockBoxesFor } from '#db/queries/unlock-boxes.server.ts'
import { memberByIdHash, memberScope, sessionBy } from '#db/queries/who.server.ts'
import { scopeOfMember, scopeOfRoot, scopeOfSetUp } from '#db/scope.ts'
import { emptyPglite, onEachEngine } from '#test/world/database.ts'
import { bytes, minatoWorks, newChange, newDesk, rosterOf, today, twoWays } from './organisation.ts'
import { entryFor, recorded } from './record.ts'

onEachEngine('set-up goes step by step and opens only with an independent desk that somebody can unlock', async (db) => {
  const instance = instanceIdFrom(bytes(16))
  const host = `${instance}.example`
  const base = { today, instanceId: instance, host, kind: 'buyer' as const, label: 'Sakura', zone: 'Asia/Tokyo', practice: false, rootFp: null, desks: [] }
  expect(await setUpInstance(db, base)).toEqual({ ok: true })
  expect(await setUpInstance(db, base)).toEqual({ ok: false, reason: 'exists' })
  const scope = scopeOfSetUp(instance)
  const rootFp = bytes(32)
  expect(await setRoot(db, scope, { today, rootFp })).toEqual({ ok: true })
  const plan = { today, deskId: deskIdFrom(bytes(16)), inviteId: inviteIdFrom(bytes(16)), roles: ['LEGAL'] as const, independent: false, label: 'Legal' }
  expect(await planDesk(db, scope, plan)).toEqual({ ok: true })
  const renewed = { ...plan, inviteId: inviteIdFrom(bytes(16)) }
  expect(await planDesk(db, scope, renewed)).toEqual({ ok: true })
  const first = newDesk(plan.deskId, plan.inviteId, { name: 'Aiko', email: null })
  expect(await foundDesk(db, instance, first)).toEqual({ ok: false, reason: 'gone' })
  const good = { ...first, inviteId: renewed.inviteId }
  expect(await foundDesk(db, instance, { ...good, unlock: twoWays().slice(0, 1) })).toEqual({ ok: false, reason: 'too-few-ways' })
  expect(await foundDesk(db, instance, good)).toEqual({ ok: true })
  expect(await foundDesk(db, instance, good)).toEqual({ ok: true })
  expect(await foundDesk(db, instance, { ...newDesk(plan.deskId, renewed.inviteId, { name: 'Mallory', email: null }) })).toEqual({ ok: false, reason: 'gone' })
  expect(await planDesk(db, scope, renewed)).toEqual({ ok: false, reason: 'conflict' })
  expect(await setRoot(db, scope, { today, rootFp: bytes(32) })).toEqual({ ok: false, reason: 'conflict' })
  const status = await foundingStatus(db, instance)
  expect(status.desks[0]?.founded).toMatchObject({ memberName: 'Aiko', deskCard: first.deskCard.bytes, tag: first.tag })
  const desk = {
    ...plan, epoch: 1, cardHash: first.deskCard.hash, lead: first.memberId,
    scope: scopeOfMember(instance, first.memberId, [{ deskId: plan.deskId, role: 'lead' as const }]),
  }
  const roster = { ...rosterOf([desk], null), rootFp }
  expect(await publishRoster(db, scope, roster)).toEqual({ ok: false, reason: 'no-independent-desk' })
  expect((await instanceFor(db, host))?.liveDay).toBeNull()
  expect(await publishRoster(db, scope, { ...rosterOf([{ ...desk, independent: true, cardHash: bytes(32) }], null), rootFp })).toEqual({ ok: false, reason: 'unknown-desk' })
  expect(await publishRoster(db, scope, rosterOf([{ ...desk, independent: true }], null))).toEqual({ ok: false, reason: 'wrong-root' })
  expect(await publishRoster(db, scope, { ...roster, practice: true })).toEqual({ ok: false, reason: 'practice' })
  expect(await publishRoster(db, scope, { ...rosterOf([{ ...desk, independent: true }], null), rootFp })).toEqual({ ok: true })
  expect(await instanceFor(db, host)).toMatchObject({ instance, liveDay: today, rootFp })
  expect(await planDesk(db, scope, { ...plan, deskId: deskIdFrom(bytes(16)) })).toEqual({ ok: false, reason: 'conflict' })
})

onEachEngine('a desk whose member lost both ways in is not ready', async (db) => {
  const minato = await minatoWorks(db)
  await db.tables.deleteFrom('unlock_boxes').where('member_id', '=', bytesOf(minato.external.lead)).execute()
  expect(await publishRoster(db, scopeOfRoot(minato.instance), rosterOf([minato.legal, minato.external], minato.roster))).toEqual({ ok: false, reason: 'not-ready' })
})

onEachEngine('rosters form one chain and stay readable by hash', async (db) => {
  const minato = await minatoWorks(db)
  const { legal, external, roster } = minato
  const next = rosterOf([legal, external], roster)
  expect(await publishRoster(db, scopeOfRoot(minato.instance), { ...next, prevHash: null })).toEqual({ ok: false, reason: 'conflict' })
  expect(await publishRoster(db, scopeOfRoot(minato.instance), { ...next, seq: 1 })).toEqual({ ok: false, reason: 'conflict' })
  expect(await publishRoster(db, scopeOfRoot(minato.instance), next)).toEqual({ ok: true })
  expect(await publishRoster(db, scopeOfRoot(minato.instance), next)).toEqual({ ok: true })
  expect(await latestRoster(db, minato.instance)).toEqual({ seq: 2, hash: next.hash, file: next.file })
  expect(await rosterByHash(db, minato.instance, roster.hash)).toEqual(roster.file)
  expect(await rostersFrom(db, minato.instance, 1)).toEqual([roster.file, next.file])
})

onEachEngine('a colleague joins by a link that works once, waits, and is let in by a member of the desk', async (db) => {
  const minato = await minatoWorks(db)
  const { legal, external } = minato
  const inviteId = inviteIdFrom(bytes(16))
  const invite = { today, deskId: legal.deskId, inviteId, role: 'handler' as const }
  expect(await recorded(db, inviteMember, external.scope, invite)).toEqual({ ok: false, reason: 'not-yours' })
  const handler = scopeOfMember(minato.instance, legal.lead, [{ deskId: legal.deskId, role: 'handler' }])
  expect(await recorded(db, inviteMember, handler, invite)).toEqual({ ok: false, reason: 'wrong-role' })
  const asked = { ...invite, entry: await entryFor(db, legal.scope) }
  expect(await inviteMember(db, legal.scope, asked)).toEqual({ ok: true })
  expect(await inviteMember(db, legal.scope, asked)).toEqual({ ok: true })
  expect(await recorded(db, inviteMember, legal.scope, { ...invite, role: 'lead' })).toEqual({ ok: false, reason: 'exists' })
  expect(await inviteBy(db, minato.instance, inviteId)).toMatchObject({ kind: 'join', deskLabel: 'Legal', role: 'handler', used: false })
  const newcomer = { ...newDesk(legal.deskId, inviteId, { name: '  Ｂｏ   Aung ', email: 'bo@minato.example' }), today }
  expect(await joinAsMember(db, minato.instance, { ...newcomer, today: dayFrom(today + inviteDays + 1) })).toEqual({ ok: false, reason: 'gone' })
  expect(await joinAsMember(db, minato.instance, { ...newcomer, name: 'LEAD of legal' })).toEqual({ ok: false, reason: 'taken' })
  expect(await joinAsMember(db, minato.instance, newcomer)).toEqual({ ok: true })
  expect(await joinAsMember(db, minato.instance, newcomer)).toEqual({ ok: true })
  expect(await joinAsMember(db, minato.instance, newDesk(legal.deskId, inviteId, { name: 'Second', email: null }))).toEqual({ ok: false, reason: 'gone' })
  // Until then the card signs nothing and has no desk.
  expect(await memberByIdHash(db, minato.instance, newcomer.idHash)).toBeNull()
  expect(await memberScope(db, minato.instance, newcomer.memberId)).toBeNull()
  const before = await directoryForMember(db, legal.scope)
  expect(before.desks[0]?.pending).toEqual([{ inviteId, role: 'handler', card: newcomer.card, tag: newcomer.tag, name: 'Ｂｏ   Aung' }])
  const list = await db.tables.selectFrom('member_changes').select('hash').where('change', '=', before.desks[0]?.list.changes[0]?.change ?? bytes(1)).executeTakeFirstOrThrow()
  const change = newChange({ n: 1, prev: list.hash, cardHash: newcomer.cardHash, byMember: legal.lead, role: 1 })
  const admission = { today, deskId: legal.deskId, change, boxes: newcomer.boxes }
  expect(await recorded(db, admitMember, external.scope, admission)).toEqual({ ok: false, reason: 'not-yours' })
  expect(await recorded(db, admitMember, legal.scope, { ...admission, change: { ...change, cardHash: bytes(32) } })).toEqual({ ok: false, reason: 'gone' })
  expect(await recorded(db, admitMember, legal.scope, { ...admission, change: { ...change, role: 2 } })).toEqual({ ok: false, reason: 'conflict' })
  expect(await recorded(db, admitMember, legal.scope, { ...admission, change: { ...change, prev: bytes(32) } })).toEqual({ ok: false, reason: 'conflict' })
  expect(await recorded(db, admitMember, legal.scope, { ...admission, change: { ...change, n: 2 } })).toEqual({ ok: false, reason: 'conflict' })
  const signed = { ...admission, entry: await entryFor(db, legal.scope) }
  expect(await admitMember(db, legal.scope, signed)).toEqual({ ok: true })
  expect(await admitMember(db, legal.scope, signed)).toEqual({ ok: true })
  expect(await memberByIdHash(db, minato.instance, newcomer.idHash)).toEqual({ memberId: newcomer.memberId, card: newcomer.card })
  const scope = await memberScope(db, minato.instance, newcomer.memberId)
  expect(scope?.desks).toEqual([{ deskId: legal.deskId, role: 'handler' }])
  if (scope === null) return
  const own = await directoryForMember(db, scope)
  expect(own.desks[0]).toMatchObject({ pending: [], boxes: [{ deskEpoch: 1, which: 1 }, { deskEpoch: 1, which: 2 }] })
  expect(own.desks[0]?.list.names.map(({ name }) => name)).toEqual(['Ｂｏ   Aung', 'Lead of Legal'])
  const promotion = { ...newChange({ n: 2, prev: change.hash, cardHash: newcomer.cardHash, byMember: legal.lead, role: 2 }), op: 4 }
  expect(await recorded(db, admitMember, scope, { ...admission, change: { ...promotion, byMember: newcomer.memberId } })).toEqual({ ok: false, reason: 'wrong-role' })
  expect(await recorded(db, admitMember, legal.scope, { ...admission, change: { ...promotion, cardHash: bytes(32) } })).toEqual({ ok: false, reason: 'gone' })
  expect(await recorded(db, admitMember, legal.scope, { ...admission, change: promotion, boxes: [] })).toEqual({ ok: true })
  expect((await memberScope(db, minato.instance, newcomer.memberId))?.desks[0]?.role).toBe('lead')
  const lead = scopeOfMember(minato.instance, newcomer.memberId, [{ deskId: legal.deskId, role: 'lead' }])
  const demotion = (n: number, cardHash: Uint8Array, prev: Uint8Array) => ({ ...newChange({ n, prev, cardHash, byMember: newcomer.memberId, role: 1 }), op: 4 })
  const first = await db.tables.selectFrom('member_cards').select('card_hash').where('member_id', '=', bytesOf(legal.lead)).executeTakeFirstOrThrow()
  const gone = demotion(3, first.card_hash, promotion.hash)
  expect(await recorded(db, admitMember, lead, { ...admission, change: gone, boxes: [] })).toEqual({ ok: true })
  // The last lead stays one.
  expect(await recorded(db, admitMember, lead, { ...admission, change: demotion(4, newcomer.cardHash, gone.hash), boxes: [] })).toEqual({ ok: false, reason: 'conflict' })
})

onEachEngine('the ways in belong to one name, whatever its width and case, and are replaced together', async (db) => {
  const minato = await minatoWorks(db)
  const before = await unlockBoxesFor(db, minato.instance, ' lead OF  legal ')
  expect(before.map((box) => box.kind)).toEqual([1, 3])
  expect(await unlockBoxesFor(db, minato.instance, 'nobody')).toEqual([])
  const ways = twoWays()
  expect(await recorded(db, replaceUnlockBoxes, minato.legal.scope, { today, unlock: ways.slice(1) })).toEqual({ ok: false, reason: 'too-few-ways' })
  expect(await unlockBoxesFor(db, minato.instance, 'Lead of Legal')).toEqual(before)
  expect(await recorded(db, replaceUnlockBoxes, minato.legal.scope, { today, unlock: ways })).toEqual({ ok: true })
  expect(await unlockBoxesFor(db, minato.instance, 'Lead of Legal')).toEqual(ways)
})

onEachEngine('a session ends by hand, by time, and is found by its hash only', async (db) => {
  const minato = await minatoWorks(db)
  const tokenHash = bytes(32)
  const now = instantFrom(1_795_000_000_000)
  const expiresAt = instantFrom(now + 1000)
  await openSession(db, minato.instance, { today, now, expiresAt, tokenHash, holder: { kind: 'member', memberId: minato.legal.lead } })
  expect(await sessionBy(db, tokenHash, now)).toEqual({ instance: minato.instance, holder: { kind: 'member', memberId: minato.legal.lead } })
  expect(await sessionBy(db, bytes(32), now)).toBeNull()
  expect(await sessionBy(db, tokenHash, expiresAt)).toBeNull()
  await endSession(db, { tokenHash, today })
  await endSession(db, { tokenHash, today })
  expect(await sessionBy(db, tokenHash, now)).toBeNull()
})

onEachEngine('texts of the operator are saved per language by a lead, and an emptied one disappears', async (db) => {
  const minato = await minatoWorks(db)
  const { legal } = minato
  const handler = scopeOfMember(minato.instance, legal.lead, [{ deskId: legal.deskId, role: 'handler' }])
  const texts = [{ language: 'en', key: 'readers', value: 'Two lawyers.' }, { language: 'ja', key: 'readers', value: '弁護士二名。' }]
  expect(await recorded(db, saveOperatorTexts, handler, { today, texts })).toEqual({ ok: false, reason: 'wrong-role' })
  expect(await recorded(db, saveOperatorTexts, legal.scope, { today, texts })).toEqual({ ok: true })
  expect(await operatorTexts(db, minato.instance, 'ja')).toEqual({ readers: '弁護士二名。' })
  await recorded(db, saveOperatorTexts, legal.scope, { today, texts: [{ language: 'en', key: 'readers', value: ' ' }] })
  expect(await allOperatorTexts(db, minato.instance)).toEqual([texts[1]])
})

test('while there is one organisation any host name leads to it; from the second on only its own', async () => {
  const db = await emptyPglite()
  expect(await instanceFor(db, 'localhost')).toBeNull()
  const first = await minatoWorks(db)
  expect((await instanceFor(db, 'localhost'))?.instance).toBe(first.instance)
  const second = await minatoWorks(db)
  expect(await instanceFor(db, 'localhost')).toBeNull()
  for (const { instance } of [first, second]) expect((await instanceFor(db, `${instance}.example`))?.instance).toBe(instance)
  await db.close()
})

onEachEngine('of many people with one link in the same moment one gets in, and of many with one name one gets it', async (db) => {
  const minato = await minatoWorks(db)
  const { legal } = minato
  const [shared, ...own] = Array.from({ length: 6 }, () => inviteIdFrom(bytes(16)))
  if (shared === undefined) throw new Error('an invitation')
  for (const inviteId of [shared, ...own]) await recorded(db, inviteMember, legal.scope, { today, deskId: legal.deskId, inviteId, role: 'handler' })
  const join = (inviteId: typeof shared, name: string) => joinAsMember(db, minato.instance, newDesk(legal.deskId, inviteId, { name, email: null }))
  const byLink = await Promise.all(Array.from({ length: 8 }, (_, i) => join(shared, `Person ${i}`)))
  expect(byLink.filter((answer) => answer.ok)).toHaveLength(1)
  expect(byLink.filter((answer) => !answer.ok && answer.reason === 'gone')).toHaveLength(7)
  const byName = await Promise.all(own.map((inviteId) => join(inviteId, 'Tanaka')))
  expect(byName.filter((answer) => answer.ok)).toHaveLength(1)
  expect(byName.filter((answer) => !answer.ok && answer.reason === 'taken')).toHaveLength(4)
})
