// What the library makes of the vectors of members' bodies, padding and proof of work. Runs in Node and, bundled, in a page.
import {
  admitBodyBytes, cardBodyBytes, foundBodyBytes, inviteBodyBytes, parseAdmitBody, parseCardBody, parseFoundBody, parseInviteBody,
  parseUnlockBody, parseWriteBody, unlockBodyBytes, writeBodyBytes,
} from '#crypto/bodies.ts'
import type { CardBody } from '#crypto/bodies.ts'
import { hexFromBytes } from '#crypto/bytes.ts'
import { padRecord, padToBucket, unpadBucket, unpadRecord } from '#crypto/pad.ts'
import { workHolds } from '#crypto/request.ts'
import { frameBytes, parseFrame, transmissionBytes } from '#crypto/wire.ts'
import type { WireBox, WireUnlock } from '#crypto/wire-boxes.ts'
import { bytes, list, number, same, text } from './fields.ts'
import type { Fields } from './fields.ts'

export function padding(v: Fields): void {
  const [plain, padded, size] = [bytes(v, 'plain'), bytes(v, 'bytes'), number(v, 'size')]
  same(v['record'] === true ? padRecord(plain) : padToBucket(plain, size), padded, 'padded')
  same(v['record'] === true ? unpadRecord(padded) : unpadBucket(padded, size), plain, 'plain')
}

export function work(v: Fields): void {
  const holds = (counter: number) => workHolds(bytes(v, 'challenge'), number(v, 'difficulty'), bytes(v, 'bytes'), counter)
  if (!holds(number(v, 'counter'))) throw new Error('work does not hold')
  for (let counter = 0; counter < number(v, 'counter'); counter += 1) if (holds(counter)) throw new Error('an earlier counter holds')
}

export function frame(v: Fields): void {
  const read = parseFrame(bytes(v, 'bytes'))
  same(frameBytes(read), bytes(v, 'bytes'), 'frame')
  same(read.party === 'reporter' ? 1 : 3, number(v, 'party'), 'party')
  told(v, { id: read.id, challenge: read.challenge, action: read.action, sig: read.sig, content: read.body })
}

export function memberBody(v: Fields): void {
  const body = bytes(v, 'bytes')
  const kind = text(v, 'name')
  if (kind === 'write') {
    const read = parseWriteBody(body)
    same(writeBodyBytes(read), body, 'write')
    told(v, { case_id: read.caseId, desk_id: read.deskId, record: read.summary })
    same(JSON.stringify(read.columns), JSON.stringify(v['columns']), 'columns')
    same(read.transmissions.map((one) => hexFromBytes(transmissionBytes(one))).join(), String(v['transmissions']), 'transmissions')
  } else if (kind === 'found') {
    const read = parseFoundBody(body)
    same(foundBodyBytes(read), body, 'found')
    told(v, { change: read.change, desk_card: read.deskCard, card_sig: read.cardSig })
    told(v, { recovery_pk: read.recovery?.pk ?? '', recovery_label: read.recovery?.label ?? '', recovery_box: read.recovery?.box ?? '' })
    newcomer(v, read)
    boxes(v, read.boxes)
  } else if (kind === 'card') {
    const read = parseCardBody(body)
    same(cardBodyBytes(read), body, 'card')
    newcomer(v, read)
  } else if (kind === 'invite') {
    const read = parseInviteBody(body)
    same(inviteBodyBytes(read), body, 'invite')
    told(v, { desk_id: read.deskId, invite_id: read.inviteId })
    same(read.role === 'handler' ? 1 : 2, number(v, 'role'), 'role')
  } else if (kind === 'admit') {
    const read = parseAdmitBody(body)
    same(admitBodyBytes(read), body, 'admit')
    told(v, { desk_id: read.deskId, change: read.change })
    boxes(v, read.boxes)
  } else {
    const read = parseUnlockBody(body)
    same(unlockBodyBytes(read), body, 'boxes')
    ways(v, read.unlock)
  }
}

function told(v: Fields, read: Readonly<Record<string, Uint8Array | string>>): void {
  for (const [name, value] of Object.entries(read)) same(value, text(v, name), name)
}

function newcomer(v: Fields, read: CardBody): void {
  told(v, { invite_id: read.inviteId, tag: read.tag, member_card: read.memberCard, people: read.name, mail: read.email })
  ways(v, read.unlock)
}

function ways(v: Fields, read: readonly WireUnlock[]): void {
  const wanted = list(v, 'unlock').map((one) => `${text(one, 'uhead')}/${text(one, 'box')}`)
  same(read.map((one) => `${hexFromBytes(one.head)}/${hexFromBytes(one.box)}`).join(), wanted.join(), 'ways to unlock')
}

function boxes(v: Fields, read: readonly WireBox[]): void {
  const wanted = list(v, 'boxes').map((one) => `${number(one, 'desk_epoch')}/${number(one, 'which')}/${text(one, 'box')}`)
  same(read.map((one) => `${one.deskEpoch}/${one.which}/${hexFromBytes(one.box)}`).join(), wanted.join(), 'boxes')
}
