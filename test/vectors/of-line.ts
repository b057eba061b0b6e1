// Vectors of what travels: lists of teams that may not read, and the parts of a request.
import { encodeNever } from '#crypto/never.ts'
import { partyBytes, streamBytes } from '#crypto/party.ts'
import { splitWraps } from '#crypto/epoch.ts'
import { transmissionBytes } from '#crypto/wire.ts'
import type { Transmission } from '#crypto/wire.ts'
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
