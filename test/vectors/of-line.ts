// Vectors of what travels: lists of teams that may not read, and the parts of a request.
import { encodeNever } from '#crypto/never.ts'
import { partyBytes, streamBytes } from '#crypto/party.ts'
import { splitWraps } from '#crypto/epoch.ts'
import { transmissionBytes } from '#crypto/wire.ts'
import type { Transmission } from '#crypto/wire.ts'
import { EVENT_FIELDS, REPORT_FIELDS, encodePayload } from '#crypto/payload.ts'
import { makeChallenge, requesterId, signRequest } from '#crypto/request.ts'
import type { Requester } from '#crypto/request.ts'
import { randomBytes } from '#crypto/sodium.ts'
import type { Epoch } from '#crypto/epoch.ts'
import type { SealedMessage } from '#crypto/message.ts'
import { hex } from './written.ts'
import type { Case } from './written.ts'
import type { Talk } from './of-case.ts'
import type { Scene } from './scene.ts'

export function neverCases({ legal, external }: Scene): Case[] {
  const lists = [
    { name: 'nobody', roles: 0, desks: [] },
    { name: 'a role', roles: 512, desks: [] },
    { name: 'two desks and two roles', roles: 3, desks: [legal.id, external.id].sort() },
  ]
  return lists.map((one) => ({ ...one, bytes: hex(encodeNever(one)) }))
}

export function transmissionCases(talk: Talk): Case[] {
  const reporterHead = [{ author: partyBytes({ kind: 'reporter' }), n: 1 }]
  return [
    transmissionCase('a text into a running epoch', talk.zero, null, [talk.text]),
    transmissionCase('a reply that opens an epoch', talk.one, reporterHead, [talk.open, talk.reply]),
    transmissionCase('the first note', talk.notes, [], [talk.note]),
  ]
}

export function payloadCases(): Case[] {
  const text = 'ညဘက် တံခါးပိတ်ထားတယ် · رات کو دروازہ بند'
  const report = encodePayload(REPORT_FIELDS, { tiles: ['T01', 'T09'], text, danger: 'yes' })
  const event = encodePayload(EVENT_FIELDS, { state: 'CLOSED', sinceDay: 20_777, text: 'e\u0301' })
  return [
    { name: 'a report', version: 1, fields: [utf8Field(1, 'T01,T09'), utf8Field(2, text), utf8Field(3, 'yes')], bytes: hex(report) },
    { name: 'an event, text in normal form', version: 1, fields: [utf8Field(1, 'CLOSED'), { id: 2, value: '00005129' }, utf8Field(8, '\u00e9')], bytes: hex(event) },
  ]
}

export function requestCases({ instance, reporter, legal }: Scene): Case[] {
  const secret = randomBytes(32)
  const { memberId, keys } = legal.founder
  const asking = [
    { name: 'a reporter fetches', who: { kind: 'reporter', caseId: reporter.caseId } as Requester, keys: reporter.auth, action: 'fetch' as const, body: new Uint8Array() },
    { name: 'a member writes', who: { kind: 'member', memberId } as Requester, keys: keys.auth, action: 'write' as const, body: new Uint8Array([1, 2, 3]) },
  ]
  return asking.map(({ name, who, keys: { pk, sk }, action, body }) => {
    const challenge = makeChallenge(secret, instance, 1_795_000_000)
    return {
      name,
      instance,
      server_secret: hex(secret),
      slot: Math.floor(1_795_000_000 / 600),
      unix_seconds: 1_795_000_000,
      rnd: hex(challenge.slice(4, 20)),
      challenge: hex(challenge),
      party: who.kind === 'reporter' ? 1 : 3,
      id: hex(requesterId(who)),
      member_id: who.kind === 'member' ? who.memberId : '',
      action,
      body: hex(body),
      public: hex(pk),
      signature: hex(signRequest(sk, instance, who, challenge, action, body)),
    }
  })
}

function utf8Field(id: number, value: string): { id: number; value: string } {
  return { id, value: hex(new TextEncoder().encode(value)) }
}

function transmissionCase(name: string, epoch: Epoch, heads: { author: Uint8Array; n: number }[] | null, messages: readonly SealedMessage[]): Case {
  const { header, headerBytes, wraps, back } = epoch
  const opens = heads === null ? null : { header: headerBytes, wraps: splitWraps(wraps, header.recipients.length), back, heads }
  const sent: Transmission = { stream: streamBytes(header.stream), epoch: header.epoch, opens, messages: messages.map(({ outer, body }) => ({ outer, body })) }
  return {
    name,
    stream: hex(sent.stream),
    epoch: sent.epoch,
    header: heads === null ? '' : hex(headerBytes),
    wraps: heads === null ? '' : hex(wraps),
    back: heads === null ? '' : hex(back),
    heads: (heads ?? []).map((head) => ({ author: hex(head.author), n: head.n })),
    messages: messages.map((one) => ({ outer: hex(one.outer), body: hex(one.body) })),
    bytes: hex(transmissionBytes(sent)),
  }
}
