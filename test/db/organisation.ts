// An invented buyer with two desks, in rows only: the database never opens anything, so the bytes are random and of the right length.
import { randomBytes } from 'node:crypto'
import { expect } from 'vitest'
import type { Database } from '#db/connect.server.ts'
import { foundDesk, type NewDesk } from '#db/commands/found-desk.server.ts'
import type { NewCase } from '#db/commands/open-case.server.ts'
import { publishRoster, type NewRoster } from '#db/commands/publish-roster.server.ts'
import { setUpInstance } from '#db/commands/set-up-instance.server.ts'
import {
  bytesOf, caseIdFrom, dayFrom, deskIdFrom, instanceIdFrom, inviteIdFrom, memberIdFrom, rosterHashFrom,
  type DeskId, type InstanceId, type MemberId, type RosterHash,
} from '#db/model/ids.ts'
import { roleBits, type DeskRole } from '#db/model/roles.ts'
import { scopeOfMember, scopeOfReporter, scopeOfSetUp, type MemberScope, type ReporterScope } from '#db/scope.ts'
import type { NewChange } from '#db/steps/member-list.server.ts'
import type { NewUnlock } from '#db/steps/new-member.server.ts'
import type { NewEpoch, NewMessage, NewWrap, Transmission } from '#db/steps/transmission.server.ts'

export const today = dayFrom(20777)

export interface Desk {
  readonly deskId: DeskId
  readonly roles: readonly DeskRole[]
  readonly independent: boolean
  readonly label: string
  readonly epoch: number
  readonly cardHash: Uint8Array
  readonly lead: MemberId
  readonly scope: MemberScope
}

export interface Organisation {
  readonly instance: InstanceId
  readonly legal: Desk
  readonly external: Desk
  readonly roster: NewRoster
}

export function bytes(length: number, first?: number): Uint8Array {
  const made = new Uint8Array(randomBytes(length))
  if (first !== undefined) made[0] = first
  return made
}

/** A live organisation: "Minato Works" with a legal and an external desk, one lead each, mail addresses on both. */
export async function minatoWorks(db: Database): Promise<Organisation> {
  const instance = instanceIdFrom(bytes(16))
  const plans = [
    { deskId: deskIdFrom(bytes(16)), inviteId: inviteIdFrom(bytes(16)), roles: ['LEGAL', 'HRR'] as const, independent: false, label: 'Legal' },
    { deskId: deskIdFrom(bytes(16)), inviteId: inviteIdFrom(bytes(16)), roles: ['EXT'] as const, independent: true, label: 'Outside lawyers' },
  ]
  const made = await setUpInstance(db, {
    today, instanceId: instance, host: `${instance}.example`, kind: 'buyer', label: 'Minato Works', zone: 'Asia/Tokyo', practice: false, rootFp: null, desks: plans,
  })
  expect(made).toEqual({ ok: true })
  const desks: Desk[] = []
  for (const plan of plans) {
    const first = newDesk(plan.deskId, plan.inviteId, { name: `Lead of ${plan.label}`, email: `${plan.deskId}@minato.example` })
    expect(await foundDesk(db, instance, first)).toEqual({ ok: true })
    const scope = scopeOfMember(instance, first.memberId, [{ deskId: plan.deskId, role: 'lead' }])
    desks.push({ ...plan, epoch: first.deskCard.epoch, cardHash: first.deskCard.hash, lead: first.memberId, scope })
  }
  const [legal, external] = desks
  if (legal === undefined || external === undefined) throw new Error('two desks')
  const roster = rosterOf([legal, external], null)
  expect(await publishRoster(db, scopeOfSetUp(instance), roster)).toEqual({ ok: true })
  return { instance, legal, external, roster }
}

export function newDesk(
  deskId: DeskId, inviteId: NewDesk['inviteId'], person: { name: string; email: string | null; unlock?: readonly NewUnlock[]; epoch?: number },
): NewDesk {
  const memberId = memberIdFrom(bytes(16))
  const cardHash = bytes(32)
  return {
    today, inviteId, tag: bytes(32), memberId, name: person.name, email: person.email,
    card: new Uint8Array([...bytesOf(memberId), ...bytes(1280)]), cardHash, idHash: bytes(32),
    change: newChange({ n: 0, cardHash, byMember: memberId, role: 2 }),
    deskCard: { deskId, epoch: person.epoch ?? 1, bytes: bytes(1348), hash: bytes(32), signature: bytes(64) },
    boxes: [{ deskEpoch: 1, which: 1, box: bytes(1192) }, { deskEpoch: 1, which: 2, box: bytes(1192) }],
    recovery: null,
    unlock: person.unlock ?? twoWays(),
  }
}

export function newChange(given: { n: number; cardHash: Uint8Array; byMember: MemberId; role: 1 | 2; prev?: Uint8Array }): NewChange {
  return { op: 1, prev: new Uint8Array(32), bytes: bytes(118), signature: bytes(64), hash: bytes(32), ...given }
}

export function twoWays(): NewUnlock[] {
  return [{ kind: 1, head: bytes(58, 1), box: bytes(104) }, { kind: 3, head: bytes(34, 1), box: bytes(104) }]
}

export function rosterOf(desks: readonly Desk[], before: NewRoster | null): NewRoster {
  const file = bytes(600)
  file[4] = 1
  return {
    today, seq: (before?.seq ?? 0) + 1, hash: rosterHashFrom(bytes(32)), prevHash: before?.hash ?? null, issuedDay: today, notAfterDay: dayFrom(today + 400),
    rootFp: before?.rootFp ?? bytes(32), formerRootFp: null, practice: false, file,
    desks: desks.map((desk) => ({
      deskId: desk.deskId, epoch: desk.epoch, cardHash: desk.cardHash, roles: roleBits(desk.roles), independent: desk.independent, label: desk.label, recoveryLabel: '',
    })),
  }
}

export const reporterParty = party(1, null)

export function party(kind: 1 | 2 | 3 | 4, id: DeskId | MemberId | null): Uint8Array {
  return new Uint8Array([kind, ...(id === null ? new Uint8Array(16) : bytesOf(id))])
}

export function message(author: Uint8Array, n: number, options: { urgent?: boolean; size?: number } = {}): NewMessage {
  const outer = new Uint8Array(30)
  outer.set(author)
  const view = new DataView(outer.buffer)
  view.setBigUint64(17, BigInt(n))
  view.setUint32(25, options.size ?? 4096)
  view.setUint8(29, options.urgent === true ? 1 : 0)
  return { author, n, urgent: options.urgent ?? false, outer, body: bytes((options.size ?? 4096) + 40) }
}

export function newEpoch(epoch: number, desks: readonly Desk[], roster: { seq: number; hash: RosterHash }, options: { reporter?: boolean; heads?: NewEpoch['heads'] } = {}): NewEpoch {
  const wrap = (who: Uint8Array, deskEpoch: number): NewWrap => ({ party: who, deskEpoch, sealed: bytes(1232) })
  const wraps = desks.map((desk) => wrap(party(2, desk.deskId), desk.epoch))
  if (options.reporter !== false) wraps.unshift(wrap(reporterParty, 0))
  return {
    epoch, header: bytes(259 + 53 * wraps.length, 1), ctx: bytes(32), anchor: new Uint8Array(32), back: epoch === 0 ? null : bytes(112), wraps,
    rosterSeq: roster.seq, rosterHash: roster.hash, heads: options.heads ?? [],
  }
}

/** A report to these desks that the server has never seen, and the scope of whoever signed it. */
export function newReport(organisation: Organisation, desks: readonly Desk[], options: { urgent?: boolean } = {}): { scope: ReporterScope; report: NewCase } {
  const scope = scopeOfReporter(organisation.instance, caseIdFrom(bytes(32)))
  const urgent = options.urgent ?? false
  const report = {
    today, card: bytes(1280), tombstone: bytes(32), envelopeHash: bytes(32), receipt: bytes(76),
    opens: newEpoch(0, desks, organisation.roster), messages: [message(reporterParty, 0, { urgent })], urgent,
  }
  return { scope, report }
}

export const talk = party(1, null)

export function talkOf(epoch: number, messages: readonly NewMessage[], opens: NewEpoch | null = null): Transmission {
  return { stream: talk, epoch, opens, messages, files: [] }
}

export function notesOf(desk: Desk, epoch: number, messages: readonly NewMessage[], opens: NewEpoch | null = null): Transmission {
  return { stream: party(3, desk.deskId), epoch, opens, messages, files: [] }
}
