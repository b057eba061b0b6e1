// The lists behind a room come over the server: one that is missing, forked, cut or of another desk opens nothing.
import { expect, test } from 'vitest'
import type { CaseForDesk, ListRows } from '#crypto/answers.ts'
import { base64FromBytes } from '#crypto/base64.ts'
import { bytesFromHex, concat } from '#crypto/bytes.ts'
import { encodeMemberCard, memberKeys } from '#crypto/card.ts'
import { nextChange, signChange } from '#crypto/members.ts'
import { randomBytes, randomKey } from '#crypto/sodium.ts'
import { deskIdFrom, memberIdFrom } from '#crypto/types.ts'
import { codeOfAsync } from '#test/crypto/refusal.ts'
import { openAtDesk, organisation, report, writeAtDesk } from './people.ts'

const org = await organisation()
const { server, legal, external } = org
const { caseId } = await report(org, { text: 'one' }, [legal.deskId, external.deskId])
await openAtDesk(server, external, caseId)
await writeAtDesk(server, external, caseId, [{ type: 'room', fields: { text: 'between us' }, lang: 'en' }])
await openAtDesk(server, legal, caseId)
const honest = server.forDesk(caseId, legal.deskId)
const [list] = honest.lists
if (!list) throw new Error('no list')

async function opened(change: Partial<CaseForDesk>): Promise<string> {
  return codeOfAsync(async () => await legal.party.openCase({ answer: { ...honest, ...change }, today: server.today, now: 0 }))
}

function listed(change: Partial<ListRows>): Promise<string> {
  return opened({ lists: [{ ...list, ...change } as ListRows] })
}

test('the honest lists open it, and the name stands with the team that the roster calls so', async () => {
  const view = await legal.party.openCase({ answer: honest, today: server.today, now: 0 })
  expect(view.timeline.at(-1)).toMatchObject({ stream: 'room', author: { label: 'Ombud One', team: 'External desk' }, fields: { text: 'between us' } })
  expect(view.warnings).toEqual([])
})

test('a list that is missing, empty, cut, changed, without its cards or of another desk is refused', async () => {
  expect(await opened({ lists: [] })).toBe('ghost')
  expect(await listed({ changes: [] })).toBe('ghost')
  expect(await listed({ memberCards: [] })).toBe('members')
  const [first = ''] = list.changes
  expect(await listed({ changes: [first, first] })).toBe('members')
  expect(await listed({ changes: [first.slice(0, -6) + (first.at(-6) === 'A' ? 'B' : 'A') + first.slice(-5)] })).toBe('members')
  expect(await listed({ deskId: 'ab'.repeat(16) })).toBe('members')
  const own = server.directory(legal.memberId).desks[0]
  expect(await listed({ changes: own?.changes ?? [], memberCards: own?.memberCards ?? [] })).toBe('members')
})

test('a list of a desk that does not read along gives its name to nobody\'s words', async () => {
  // The server founds a desk that no roster knows, with somebody on its list who is called like the author of the note.
  const memberId = memberIdFrom(bytesFromHex(external.memberId))
  const { card, sig } = memberKeys(memberId, randomKey('member'))
  const deskId = deskIdFrom(randomBytes(16))
  const added = signChange(sig.sk, nextChange(server.instance, deskId, null, { op: 'add', role: 'lead', card, by: memberId }))
  const planted: ListRows = {
    deskId, changes: [base64FromBytes(concat(added.change, added.sig))], memberCards: [base64FromBytes(encodeMemberCard(card))], names: [],
  }
  const view = await legal.party.openCase({ answer: { ...honest, lists: [planted, list] }, today: server.today, now: 0 })
  expect(view.timeline.at(-1)).toMatchObject({ author: { id: memberId, team: 'External desk' } })
})

test('a list of the own desk that comes along is not what counts', async () => {
  const own = { ...list, deskId: legal.deskId, changes: ['AAAA'], memberCards: [] }
  expect(await opened({ lists: [own, list] })).toBe('nothing refused')
})

test('a room that is kept back, or handed over under another name, is none or refused', async () => {
  expect(await opened({ room: null })).toBe('nothing refused')
  expect(await opened({ room: honest.room && { ...honest.room, stream: `04${'0'.repeat(32)}` } })).toBe('broken')
  expect(await opened({ room: honest.talk })).toBe('broken')
  expect(await opened({ talk: honest.room ?? honest.talk })).toBe('broken')
  expect(await opened({ room: honest.room && { ...honest.room, epochs: [] } })).toBe('nothing refused')
})
