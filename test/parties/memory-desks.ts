// Desks and their members at the server in memory: founding, joining, admitting.
import {
  base64FromBytes, buildMemberList, bytesFromHex, deskIdFrom, extendMemberList, hexFromBytes, inviteIdFrom, memberCardHash,
  memberRequestId, parseAdmitBody, parseCardBody, parseChange, parseDeskCard, parseFoundBody, parseMemberCard,
} from '#crypto/server.ts'
import type { Frame } from '#crypto/server.ts'
import { keepRecovery } from './memory-keys.ts'
import { split } from './memory-rows.ts'
import type { MemoryServer } from './memory-server.ts'

export function foundedDesk(server: MemoryServer, frame: Frame): unknown {
  const body = parseFoundBody(frame.body)
  const deskId = parseDeskCard(body.deskCard).deskId
  const desk = server.desks.get(deskId)
  if (!desk || desk.founded || desk.inviteId !== body.inviteId) throw new Error('invite')
  const card = parseMemberCard(body.memberCard)
  Object.assign(desk, { founded: body, changes: [body.change], cards: [body.memberCard], boxes: body.boxes.map((box) => ({ memberId: card.memberId, box })) })
  keepRecovery(desk, 1, body.recovery)
  server.members.set(hexFromBytes(memberRequestId(card.memberId)), { card, cardBytes: body.memberCard, name: body.name, unlock: body.unlock })
  return {}
}

export function newCard(server: MemoryServer, frame: Frame): unknown {
  const body = parseCardBody(frame.body)
  const invite = server.invites.get(body.inviteId)
  const desk = invite && server.desks.get(invite.deskId)
  if (!invite || !desk) throw new Error('invite')
  server.invites.delete(body.inviteId)
  const card = parseMemberCard(body.memberCard)
  server.members.set(hexFromBytes(memberRequestId(card.memberId)), { card, cardBytes: body.memberCard, name: body.name, unlock: body.unlock })
  desk.pending.push({ inviteId: inviteIdFrom(bytesFromHex(body.inviteId)), role: invite.role, card: base64FromBytes(body.memberCard), tag: base64FromBytes(body.tag), name: body.name })
  return {}
}

export function admitted(server: MemoryServer, frame: Frame): unknown {
  const body = parseAdmitBody(frame.body)
  const desk = server.desks.get(body.deskId)
  if (!desk) throw new Error('desk')
  const deskId = deskIdFrom(bytesFromHex(body.deskId))
  const cards = [...server.members.values()].map((held) => held.card)
  const list = buildMemberList(server.instance, deskId, desk.changes.map(split), cards, [])
  const named = hexFromBytes(parseChange(split(body.change).change).cardHash)
  const member = [...server.members.values()].find((held) => hexFromBytes(memberCardHash(held.card)) === named)
  if (!member) throw new Error('card')
  extendMemberList(server.instance, list, split(body.change), member.card, [])
  desk.changes.push(body.change)
  desk.cards.push(member.cardBytes)
  desk.boxes.push(...body.boxes.map((box) => ({ memberId: member.card.memberId, box })))
  desk.pending = []
  return {}
}
