// A server without network or database: takes signed frames through the server's door, keeps rows in memory, hands
// out the JSON of the real one. Its rows are open, so that a test can plant what a hostile server would.
import type {
  AuditPlace, CaseColumns, CaseForDesk, CaseForReporter, CopyForReader, Directory, FoundingStatus, StreamRows, UnlockAnswer,
} from '#crypto/answers.ts'
import {
  base64FromBytes, challengeHolds, frameHolds, hexFromBytes, makeChallenge, makeReceipt, parseFrame, parseInviteBody, parseRosterFile,
  parseRotateBody, parseUnlockBody, parseWriteBody, partyKey, readCopy, readEnvelope, readTransmission, receiptKeys, senderInBody,
  transmissionFacts, dayFrom, instanceIdFrom,
} from '#crypto/server.ts'
import type {
  CaseId, CopyFacts, EnvelopeFacts, Frame, InstanceId, KnownSender, MemberCard, SignedRoster, TransmissionFacts, WireUnlock,
} from '#crypto/server.ts'
import { randomBytes } from '#crypto/sodium.ts'
import { listRows, recoveryRow, settle, takeRotation, waitingRow } from './memory-keys.ts'
import { admitted, foundedDesk, newCard } from './memory-desks.ts'
import { copyRow, epochStored, foundingRow, rowsOf, stored } from './memory-rows.ts'
import type { DeskStored, StreamStored } from './memory-rows.ts'

export type { StreamStored }

export interface CaseStored {
  envelope: EnvelopeFacts; auditRef: string; day: number; receipt: Uint8Array; streams: Map<string, StreamStored>; columns: CaseColumns; summary: Uint8Array | null
}
interface MemberStored { card: MemberCard; cardBytes: Uint8Array; name: string; unlock: readonly WireUnlock[] }
export class MemoryServer {
  readonly instance: InstanceId = instanceIdFrom(randomBytes(16))
  receipts = receiptKeys(randomBytes(32))
  readonly key = randomBytes(32)
  today = 20_000
  rosters: SignedRoster[] = []
  desks = new Map<string, DeskStored>()
  members = new Map<string, MemberStored>()
  invites = new Map<string, { deskId: string; role: 'handler' | 'lead' }>()
  cases = new Map<string, CaseStored>()
  copies = new Map<string, { facts: CopyFacts; day: number }>()

  challenge(): string {
    return base64FromBytes(makeChallenge(this.key, this.instance, 1_000_000))
  }

  publish(file: Uint8Array): void {
    const signed = parseRosterFile(file)
    this.rosters.push(signed)
    settle(this, signed)
  }

  founding(): FoundingStatus {
    return {
      instanceId: this.instance, practice: false, receiptPk: base64FromBytes(this.receipts.pk), rosterHash: null, live: false,
      desks: [...this.desks].map(([deskId, desk]) => foundingRow(deskId, desk)),
    }
  }

  // What POST of a frame answers; throws where the real server would refuse.
  post(bytes: Uint8Array): unknown {
    const frame = parseFrame(bytes)
    if (!challengeHolds(this.key, this.instance, 1_000_000, frame.challenge)) throw new Error('challenge')
    if (!frameHolds(this.instance, frame, this.sender(frame))) throw new Error('signature')
    switch (frame.action) {
      case 'submit': return this.submit(frame)
      case 'fetch': return frame.party === 'outside' ? this.forOutside(hexFromBytes(frame.id)) : this.forReporter(hexFromBytes(frame.id))
      case 'post': return this.take(hexFromBytes(frame.id), readTransmission(this.instance, hexFromBytes(frame.id) as CaseId, frame.body))
      case 'found': return foundedDesk(this, frame)
      case 'card': return newCard(this, frame)
      case 'invite': { const body = parseInviteBody(frame.body); this.invites.set(body.inviteId, body); return {} }
      case 'admit': return admitted(this, frame)
      case 'boxes': { const held = this.members.get(hexFromBytes(frame.id)); if (held) held.unlock = parseUnlockBody(frame.body).unlock; return {} }
      case 'write': return this.write(frame)
      case 'copy': return this.copy(frame)
      case 'rotate': return takeRotation(this, parseRotateBody(frame.body))
      default: return {}
    }
  }

  unlockBoxes(name: string): UnlockAnswer {
    const member = [...this.members.values()].find((held) => held.name === name)
    return { instanceId: this.instance, boxes: (member?.unlock ?? []).map(({ head, box }) => ({ head: base64FromBytes(head), box: base64FromBytes(box) })) }
  }

  directory(memberId: string): Directory {
    const member = [...this.members.values()].find((held) => held.card.memberId === memberId)
    if (!member) throw new Error('nobody')
    const mine = [...this.desks].filter(([, desk]) => desk.boxes.some((row) => row.memberId === memberId))
    return {
      instanceId: this.instance, memberId, name: member.name, today: this.today, rosters: this.rosters.map((signed) => base64FromBytes(signed.file)),
      desks: mine.map(([deskId, desk]) => ({
        deskId, changes: desk.changes.map(base64FromBytes), memberCards: desk.cards.map(base64FromBytes),
        names: [...this.members.values()].map((held) => ({ memberId: held.card.memberId, name: held.name })),
        boxes: desk.boxes.filter((row) => row.memberId === memberId).map(({ box }) => ({ deskEpoch: box.deskEpoch, which: box.which, box: base64FromBytes(box.box) })),
        pending: desk.pending, pendingRotation: waitingRow(desk), recovery: recoveryRow(desk),
      })),
    }
  }

  forDesk(caseId: string, deskId: string): CaseForDesk {
    const held = this.caseRow(caseId)
    const notes = held.streams.get(`03${deskId}`)
    return {
      clocks: [], held: false, watchUntil: null, proposals: [], decisions: [],
      caseId, deskId, card: base64FromBytes(held.envelope.cardBytes), day: held.day, urgent: false, columns: held.columns,
      talk: this.rows(held, TALK, `02${deskId}`), notes: notes ? this.rows(held, `03${deskId}`, `02${deskId}`) : null,
      room: held.streams.has(ROOM) ? this.rows(held, ROOM, `02${deskId}`) : null,
      lists: held.streams.has(ROOM) ? [...this.desks.keys()].filter((id) => id !== deskId).map((id) => listRows(this, id)) : [],
      copies: [...this.copies.values()].filter(({ facts }) => facts.caseId === caseId && facts.deskId === deskId)
        .map(({ facts, day }) => ({ copyId: facts.copyId, day, untilDay: facts.untilDay })),
      summary: held.summary && base64FromBytes(held.summary),
    }
  }

  // It keeps no record: everybody is always about to sign their first entry.
  auditPlace(): AuditPlace {
    return { n: 0, prev: '0'.repeat(64), checkpoint: null }
  }

  forOutside(copyId: string): CopyForReader {
    const held = this.copies.get(copyId)
    if (!held) throw new Error('no copy')
    return { ...copyRow(held.facts, held.day), rosters: this.rosters.map((signed) => base64FromBytes(signed.file)) }
  }

  forReporter(caseId: string): CaseForReporter {
    const held = this.caseRow(caseId)
    return {
      caseId, card: base64FromBytes(held.envelope.cardBytes), day: held.day, envelopeHash: base64FromBytes(held.envelope.envelopeHash),
      receipt: base64FromBytes(held.receipt), talk: this.rows(held, TALK, REPORTER17), rosters: this.rosters.map((signed) => base64FromBytes(signed.file)),
    }
  }

  caseRow(caseId: string): CaseStored {
    const held = this.cases.get(caseId)
    if (!held) throw new Error('no case')
    return held
  }

  private rows(held: CaseStored, stream: string, reader: string): StreamRows {
    return rowsOf(held.streams.get(stream), stream, reader)
  }

  private copy(frame: Frame): unknown {
    const facts = readCopy(this.instance, frame.body)
    this.take(facts.caseId, facts.notes)
    this.copies.set(facts.copyId, { facts, day: this.today })
    return {}
  }

  private sender(frame: Frame): KnownSender | null {
    if (frame.action === 'submit' || frame.action === 'found' || frame.action === 'card') return senderInBody(this.instance, frame)
    if (frame.party === 'outside') {
      const copy = this.copies.get(hexFromBytes(frame.id))
      return copy ? { kind: 'outside', card: copy.facts.card } : null
    }
    if (frame.party === 'reporter') {
      const held = this.cases.get(hexFromBytes(frame.id))
      return held ? { kind: 'reporter', card: held.envelope.card } : null
    }
    const member = this.members.get(hexFromBytes(frame.id))
    return member ? { kind: 'member', card: member.card } : null
  }

  private submit(frame: Frame): unknown {
    const envelope = readEnvelope(this.instance, frame.body)
    const held = this.cases.get(envelope.caseId)
    if (held) return { receipt: base64FromBytes(held.receipt) }
    const seq = this.rosters.at(-1)?.roster.seq ?? 0
    const receipt = makeReceipt(this.receipts.sk, {
      instance: this.instance, caseId: envelope.caseId, ctx0: envelope.epoch.ctx, envelopeHash: envelope.envelopeHash }, dayFrom(this.today), seq)
    const stream: StreamStored = { epochs: [epochStored(envelope.epoch)], messages: [] }
    this.cases.set(envelope.caseId, {
      envelope, auditRef: hexFromBytes(randomBytes(16)), day: this.today, receipt, streams: new Map([[TALK, stream]]), summary: null,
      columns: { version: 1, state: 'RECEIVED', turn: 'desk', nextDay: null, endDay: null, assignee: null },
    })
    stream.messages.push(...envelope.messages.map((message) => stored(message, 0, this.today)))
    return { receipt: base64FromBytes(receipt) }
  }

  private take(caseId: string, sent: TransmissionFacts): unknown {
    const held = this.caseRow(caseId)
    const key = hexFromBytes(sent.stream17)
    const stream = held.streams.get(key) ?? { epochs: [], messages: [] }
    const newest = stream.epochs.length - 1
    if (sent.epochNumber !== (sent.opens ? newest + 1 : newest)) throw new Error('stale')
    for (const head of sent.opens?.heads ?? []) {
      const last = stream.messages.filter((row) => row.author === hexFromBytes(head.author)).at(-1)
      if (last?.n !== head.n) throw new Error('stale')
    }
    for (const message of sent.messages) {
      if (stream.messages.some((row) => row.author === partyKey(message.author) && row.n === message.n)) throw new Error('taken')
    }
    if (sent.opens) stream.epochs.push(epochStored(sent.opens))
    stream.messages.push(...sent.messages.map((message) => stored(message, sent.epochNumber, this.today)))
    held.streams.set(key, stream)
    return { day: this.today }
  }

  private write(frame: Frame): unknown {
    const body = parseWriteBody(frame.body)
    for (const sent of body.transmissions) this.take(body.caseId, transmissionFacts(this.instance, body.caseId as CaseId, sent))
    const held = this.caseRow(body.caseId)
    if (body.summary.length > 0) held.summary = body.summary
    if (body.columns) held.columns = { ...body.columns, version: body.columns.version + 1 }
    return {}
  }
}

const TALK = `01${'0'.repeat(32)}`
const ROOM = `02${'0'.repeat(32)}`
const REPORTER17 = `01${'0'.repeat(32)}`
