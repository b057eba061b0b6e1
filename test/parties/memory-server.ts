// A server without network or database: takes signed frames through the server's door, keeps rows in memory, hands
// out the JSON of the real one. Its rows are open, so that a test can plant what a hostile server would.
import type {
  CaseColumns, CaseForDesk, CaseForReporter, Directory, FoundingStatus, PendingCard, StreamRows, UnlockAnswer,
} from '#crypto/answers.ts'
import {
  base64FromBytes, bytesFromHex, buildMemberList, challengeHolds, extendMemberList, frameHolds, hexFromBytes, inviteIdFrom, makeChallenge,
  makeReceipt, memberCardHash, memberRequestId, parseAdmitBody, parseCardBody, parseChange, parseFoundBody, parseFrame, parseInviteBody, parseMemberCard,
  parseRosterFile, parseUnlockBody, parseWriteBody, partyKey, readEnvelope, readTransmission, receiptKeys, senderInBody, transmissionFacts,
  dayFrom, instanceIdFrom, parseDeskCard, deskIdFrom,
} from '#crypto/server.ts'
import type {
  CaseId, EnvelopeFacts, FoundBody, Frame, InstanceId, KnownSender, MemberCard, SignedRoster, TransmissionFacts, WireBox, WireUnlock,
} from '#crypto/server.ts'
import { randomBytes } from '#crypto/sodium.ts'

export interface EpochStored { header: Uint8Array; wraps: Map<string, Uint8Array>; back: Uint8Array }
export interface MessageStored { epoch: number; author: string; n: number; outer: Uint8Array; body: Uint8Array; day: number }
export interface StreamStored { epochs: EpochStored[]; messages: MessageStored[] }
export interface CaseStored {
  envelope: EnvelopeFacts; day: number; receipt: Uint8Array; streams: Map<string, StreamStored>; columns: CaseColumns; summary: Uint8Array | null
}
interface MemberStored { card: MemberCard; cardBytes: Uint8Array; name: string; unlock: readonly WireUnlock[] }
interface DeskStored {
  inviteId: string; label: string; roles: string[]; independent: boolean; founded: FoundBody | null
  changes: Uint8Array[]; cards: Uint8Array[]; boxes: { memberId: string; box: WireBox }[]; pending: PendingCard[]
}

export class MemoryServer {
  readonly instance: InstanceId = instanceIdFrom(randomBytes(16))
  readonly receipts = receiptKeys(randomBytes(32))
  readonly key = randomBytes(32)
  today = 20_000
  rosters: SignedRoster[] = []
  desks = new Map<string, DeskStored>()
  members = new Map<string, MemberStored>()
  invites = new Map<string, { deskId: string; role: 'handler' | 'lead' }>()
  cases = new Map<string, CaseStored>()

  challenge(): string {
    return base64FromBytes(makeChallenge(this.key, this.instance, 1_000_000))
  }

  publish(file: Uint8Array): void {
    this.rosters.push(parseRosterFile(file))
  }

  founding(): FoundingStatus {
    return {
      instanceId: this.instance, practice: false, receiptPk: base64FromBytes(this.receipts.pk), rosterHash: null, live: false,
      desks: [...this.desks].map(([deskId, desk]) => ({
        deskId, inviteId: desk.inviteId, label: desk.label, roles: desk.roles, independent: desk.independent,
        founded: desk.founded && {
          memberName: desk.founded.name, memberCard: base64FromBytes(desk.founded.memberCard), tag: base64FromBytes(desk.founded.tag),
          change: base64FromBytes(desk.founded.change), deskCard: base64FromBytes(desk.founded.deskCard), cardSig: base64FromBytes(desk.founded.cardSig),
          recovery: desk.founded.recovery && { pk: base64FromBytes(desk.founded.recovery.pk), label: desk.founded.recovery.label },
        },
      })),
    }
  }

  // What POST of a frame answers; throws where the real server would refuse.
  post(bytes: Uint8Array): unknown {
    const frame = parseFrame(bytes)
    if (!challengeHolds(this.key, this.instance, 1_000_000, frame.challenge)) throw new Error('challenge')
    if (!frameHolds(this.instance, frame, this.sender(frame))) throw new Error('signature')
    switch (frame.action) {
      case 'submit': return this.submit(frame)
      case 'fetch': return this.forReporter(hexFromBytes(frame.id))
      case 'post': return this.take(hexFromBytes(frame.id), readTransmission(this.instance, hexFromBytes(frame.id) as CaseId, frame.body))
      case 'signin': return {}
      case 'found': return this.found(frame)
      case 'card': return this.card(frame)
      case 'invite': { const body = parseInviteBody(frame.body); this.invites.set(body.inviteId, body); return {} }
      case 'admit': return this.admit(frame)
      case 'boxes': { const held = this.members.get(hexFromBytes(frame.id)); if (held) held.unlock = parseUnlockBody(frame.body); return {} }
      case 'write': return this.write(frame)
      case 'settings': return {}
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
        pending: desk.pending,
      })),
    }
  }

  forDesk(caseId: string, deskId: string): CaseForDesk {
    const held = this.caseRow(caseId)
    const notes = held.streams.get(`03${deskId}`)
    return {
      caseId, deskId, card: base64FromBytes(held.envelope.cardBytes), day: held.day, urgent: false, columns: held.columns,
      talk: this.rows(held, TALK, `02${deskId}`), notes: notes ? this.rows(held, `03${deskId}`, `02${deskId}`) : null,
      summary: held.summary && base64FromBytes(held.summary),
    }
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
    const { epochs, messages } = held.streams.get(stream) ?? { epochs: [], messages: [] }
    return {
      stream,
      epochs: epochs.map((row) => ({ header: base64FromBytes(row.header), wrap: base64FromBytes(row.wraps.get(reader) ?? new Uint8Array(0)), back: base64FromBytes(row.back) })),
      messages: messages.map((row) => ({ epoch: row.epoch, outer: base64FromBytes(row.outer), body: base64FromBytes(row.body), day: row.day })),
    }
  }

  private sender(frame: Frame): KnownSender | null {
    if (frame.action === 'submit' || frame.action === 'found' || frame.action === 'card') return senderInBody(this.instance, frame)
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
      envelope, day: this.today, receipt, streams: new Map([[TALK, stream]]), summary: null,
      columns: { version: 1, state: 'RECEIVED', turn: 'desk', nextDay: null, endDay: null, assignee: null },
    })
    stream.messages.push(...envelope.messages.map((message) => ({
      epoch: 0, author: partyKey(message.author), n: message.n, outer: message.outer, body: message.body, day: this.today })))
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
    stream.messages.push(...sent.messages.map((message) => ({
      epoch: sent.epochNumber, author: partyKey(message.author), n: message.n, outer: message.outer, body: message.body, day: this.today })))
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

  private found(frame: Frame): unknown {
    const body = parseFoundBody(frame.body)
    const deskId = parseDeskCard(body.deskCard).deskId
    const desk = this.desks.get(deskId)
    if (!desk || desk.founded || desk.inviteId !== body.inviteId) throw new Error('invite')
    const card = parseMemberCard(body.memberCard)
    Object.assign(desk, { founded: body, changes: [body.change], cards: [body.memberCard], boxes: body.boxes.map((box) => ({ memberId: card.memberId, box })) })
    this.members.set(hexFromBytes(memberRequestId(card.memberId)), { card, cardBytes: body.memberCard, name: body.name, unlock: body.unlock })
    return {}
  }

  private card(frame: Frame): unknown {
    const body = parseCardBody(frame.body)
    const invite = this.invites.get(body.inviteId)
    const desk = invite && this.desks.get(invite.deskId)
    if (!invite || !desk) throw new Error('invite')
    this.invites.delete(body.inviteId)
    const card = parseMemberCard(body.memberCard)
    this.members.set(hexFromBytes(memberRequestId(card.memberId)), { card, cardBytes: body.memberCard, name: body.name, unlock: body.unlock })
    desk.pending.push({ inviteId: inviteIdFrom(bytesFromHex(body.inviteId)), role: invite.role, card: base64FromBytes(body.memberCard), tag: base64FromBytes(body.tag), name: body.name })
    return {}
  }

  private admit(frame: Frame): unknown {
    const body = parseAdmitBody(frame.body)
    const desk = this.desks.get(body.deskId)
    if (!desk) throw new Error('desk')
    const deskId = deskIdFrom(bytesFromHex(body.deskId))
    const cards = [...this.members.values()].map((held) => held.card)
    const list = buildMemberList(this.instance, deskId, desk.changes.map(split), cards, [])
    const named = hexFromBytes(parseChange(split(body.change).change).cardHash)
    const member = [...this.members.values()].find((held) => hexFromBytes(memberCardHash(held.card)) === named)
    if (!member) throw new Error('card')
    extendMemberList(this.instance, list, split(body.change), member.card, [])
    desk.changes.push(body.change)
    desk.cards.push(member.cardBytes)
    desk.boxes.push(...body.boxes.map((box) => ({ memberId: member.card.memberId, box })))
    desk.pending = []
    return {}
  }
}

const TALK = `01${'0'.repeat(32)}`
const REPORTER17 = `01${'0'.repeat(32)}`

function epochStored(epoch: EnvelopeFacts['epoch']): EpochStored {
  return { header: epoch.headerBytes, wraps: new Map(epoch.wraps.map(({ party17, wrap }) => [hexFromBytes(party17), wrap])), back: epoch.back }
}

function split(signed: Uint8Array) {
  return { change: signed.slice(0, 118), sig: signed.slice(118) }
}
