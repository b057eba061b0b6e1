// The rows of the server in memory, and how they leave it as JSON.
import type { CopyForReader, FoundingDesk, PendingCard, StreamRows } from '#crypto/answers.ts'
import { base64FromBytes, hexFromBytes, partyKey } from '#crypto/server.ts'
import type { CopyFacts, EnvelopeFacts, FoundBody, MessageFacts, RotateBody, WireBox } from '#crypto/server.ts'

export interface EpochStored { header: Uint8Array; wraps: Map<string, Uint8Array>; back: Uint8Array }
export interface MessageStored { epoch: number; author: string; n: number; outer: Uint8Array; body: Uint8Array; day: number }
export interface StreamStored { epochs: EpochStored[]; messages: MessageStored[] }

export interface DeskStored {
  inviteId: string; label: string; roles: string[]; independent: boolean; founded: FoundBody | null
  changes: Uint8Array[]; cards: Uint8Array[]; boxes: { memberId: string; box: WireBox }[]; pending: PendingCard[]
  /** Keys that wait for the root; boxes and recovery boxes of every epoch; the second reader of the newest signed card. */
  waiting?: RotateBody | null
  recoveryBoxes?: { deskEpoch: number; box: Uint8Array }[]
  recovery?: { pk: Uint8Array; label: string } | null
}

export function epochStored(epoch: EnvelopeFacts['epoch']): EpochStored {
  return { header: epoch.headerBytes, wraps: new Map(epoch.wraps.map(({ party17, wrap }) => [hexFromBytes(party17), wrap])), back: epoch.back }
}

export function rowsOf(held: StreamStored | undefined, stream: string, reader: string): StreamRows {
  const { epochs, messages } = held ?? { epochs: [], messages: [] }
  return {
    stream,
    epochs: epochs.map((row) => ({ header: base64FromBytes(row.header), wrap: base64FromBytes(row.wraps.get(reader) ?? new Uint8Array(0)), back: base64FromBytes(row.back) })),
    messages: messages.map((row) => ({ epoch: row.epoch, outer: base64FromBytes(row.outer), body: base64FromBytes(row.body), day: row.day })),
  }
}

export function stored(message: MessageFacts, epoch: number, day: number): MessageStored {
  return { epoch, author: partyKey(message.author), n: message.n, outer: message.outer, body: message.body, day }
}

export function split(signed: Uint8Array) {
  return { change: signed.slice(0, 118), sig: signed.slice(118) }
}

export function foundingRow(deskId: string, { inviteId, label, roles, independent, founded }: DeskStored): FoundingDesk {
  return {
    deskId, inviteId, label, roles, independent,
    founded: founded && {
      memberName: founded.name, memberCard: base64FromBytes(founded.memberCard), tag: base64FromBytes(founded.tag),
      change: base64FromBytes(founded.change), deskCard: base64FromBytes(founded.deskCard), cardSig: base64FromBytes(founded.cardSig),
      recovery: founded.recovery && { pk: base64FromBytes(founded.recovery.pk), label: founded.recovery.label },
    },
  }
}

export function copyRow(facts: CopyFacts, day: number): Omit<CopyForReader, 'rosters'> {
  const stream: StreamStored = { epochs: [epochStored(facts.epoch)], messages: facts.messages.map((message) => stored(message, 0, day)) }
  const name = `04${'0'.repeat(32)}`
  return { copyId: facts.copyId, card: base64FromBytes(facts.cardBytes), day, untilDay: facts.untilDay, copy: rowsOf(stream, name, name) }
}
