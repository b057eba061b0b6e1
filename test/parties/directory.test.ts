// The directory that a server hands to a member: a list without the signed head, without the member, with another card, without rosters.
import { expect, test } from 'vitest'
import type { DeskRows, Directory } from '#crypto/answers.ts'
import { base64FromBytes, bytesFromBase64 } from '#crypto/base64.ts'
import { bytesFromHex, concat } from '#crypto/bytes.ts'
import { encodeMemberCard, makeMember, memberKeys, parseMemberCard } from '#crypto/card.ts'
import type { MemberKeys } from '#crypto/card.ts'
import { openDirectory } from '#crypto/directory.ts'
import { unlock } from '#crypto/member.ts'
import { buildMemberList, nextChange, signChange } from '#crypto/members.ts'
import type { ChangeOp, MemberRole } from '#crypto/members.ts'
import { randomKey } from '#crypto/sodium.ts'
import { dayFrom, deskIdFrom } from '#crypto/types.ts'
import { codeOf } from '#test/crypto/refusal.ts'
import { organisation } from './people.ts'

const { server, legal } = await organisation()
const honest = server.directory(legal.memberId)
const opened = await unlock(server.unlockBoxes(legal.name), { kind: 'code', text: legal.codeLines.join(' ') })
if (opened.result !== 'ok') throw new Error('did not open')
const me = opened.member
const deskId = deskIdFrom(bytesFromHex(legal.deskId))
const nothing = { seq: 0, hash: null, heads: new Map() }
const at = (rows: Directory, known: Parameters<typeof openDirectory>[2] = nothing) => codeOf(() => openDirectory(me, rows, known, dayFrom(0)))

// A list of the desk in rows: each line signed by somebody, about somebody.
function listed(lines: readonly [op: ChangeOp, role: MemberRole, who: MemberKeys, by: MemberKeys][], before: Pick<DeskRows, 'changes' | 'memberCards'> = { changes: [], memberCards: [] }): Pick<DeskRows, 'changes' | 'memberCards'> {
  let { changes, memberCards } = before
  for (const [op, role, who, by] of lines) {
    const split = changes.map((line) => ({ change: bytesFromBase64(line).slice(0, 118), sig: bytesFromBase64(line).slice(118) }))
    const list = split.length === 0 ? null : buildMemberList(me.instance, deskId, split, memberCards.map((card) => parseMemberCard(bytesFromBase64(card))), [])
    const signed = signChange(by.sig.sk, nextChange(me.instance, deskId, list, { op, role, card: who.card, by: by.card.memberId }))
    changes = [...changes, base64FromBytes(concat(signed.change, signed.sig))]
    memberCards = [...memberCards, base64FromBytes(encodeMemberCard(who.card))]
  }
  return { changes, memberCards }
}

function stranger(): MemberKeys {
  const { memberId, secret } = makeMember()
  return memberKeys(memberId, secret)
}

const withList = (list: Pick<DeskRows, 'changes' | 'memberCards'>, more: Partial<Directory> = {}): Directory => (
  { ...honest, ...more, desks: honest.desks.map((desk) => ({ ...desk, ...list })) })

test('the honest one opens', () => {
  expect(at(honest)).toBe('nothing refused')
})

test('a list forked before the head that the root signed is refused, though its signatures hold and I stand on it', () => {
  const ghost = stranger()
  expect(at(withList(listed([['add', 'lead', ghost, ghost], ['add', 'lead', me.keys, ghost]])))).toBe('ghost')
})

test('a list that ended my membership gives me no desk', () => {
  const own = honest.desks[0]
  if (!own) throw new Error('no desk')
  const second = stranger()
  const after = listed([['add', 'lead', second, me.keys], ['remove', 'lead', me.keys, second]], own)
  expect(at(withList(listed([['add', 'lead', second, me.keys]], own)))).toBe('nothing refused')
  expect(at(withList(after))).toBe('ghost')
})

test('another card under my id is refused, also before a root has signed anything', () => {
  const double = memberKeys(me.keys.card.memberId, randomKey('member'))
  expect(at(withList(listed([['add', 'lead', double, double]]), { rosters: [] }))).toBe('ghost')
  expect(at(withList(listed([['add', 'lead', me.keys, me.keys]]), { rosters: [] }))).toBe('nothing refused')
})

test('rosters that were there before do not vanish', () => {
  expect(at({ ...honest, rosters: [] }, { seq: 1, hash: null, heads: new Map() })).toBe('rollback')
})
