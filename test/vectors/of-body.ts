// Vectors of the bodies that members send, and of what stands around every text: padding and proof of work.
import { admitBodyBytes, cardBodyBytes, foundBodyBytes, inviteBodyBytes, unlockBodyBytes, writeBodyBytes } from '#crypto/bodies.ts'
import type { CardBody, ColumnChange } from '#crypto/bodies.ts'
import { bytesFromHex } from '#crypto/bytes.ts'
import { encodeMemberCard } from '#crypto/card.ts'
import { encodeDeskCard, signDeskCard } from '#crypto/desk-card.ts'
import { makeDeskBox, makeRecoveryBox } from '#crypto/desk-box.ts'
import { inviteTag, makeInvite } from '#crypto/invite.ts'
import { bucketFor, padRecord, padToBucket } from '#crypto/pad.ts'
import { streamBytes } from '#crypto/party.ts'
import { UNRECORDED } from '#crypto/recorded-bodies.ts'
import { workHolds } from '#crypto/request.ts'
import { randomBytes } from '#crypto/sodium.ts'
import { sealByCode } from '#crypto/unlock.ts'
import { frameBytes, parseTransmission, transmissionBytes } from '#crypto/wire.ts'
import { hex } from './written.ts'
import type { Case } from './written.ts'
import type { Talk } from './of-case.ts'
import { DAY } from './scene.ts'
import type { Scene } from './scene.ts'

export function paddingCases(): Case[] {
  const message = (name: string, plain: Uint8Array): Case => {
    const bucket = bucketFor(plain.length)
    return { name, record: false, size: bucket, plain: hex(plain), bytes: hex(padToBucket(plain, bucket)) }
  }
  const record = (name: string, plain: Uint8Array): Case => ({ name, record: true, size: 1024, plain: hex(plain), bytes: hex(padRecord(plain)) })
  return [
    message('an empty message', new Uint8Array()),
    message('a message that ends like padding', new Uint8Array([1, 0x80, 0])),
    message('the longest of the first bucket', new Uint8Array(4095).fill(7)),
    message('one byte more', new Uint8Array(4096).fill(7)),
    record('a record', randomBytes(40)),
    record('a record that fills its block', randomBytes(1024)),
  ]
}

export function workCases(): Case[] {
  const [challenge, body] = [randomBytes(52), randomBytes(24)]
  return [8, 12].map((difficulty) => {
    let counter = 0
    while (!workHolds(challenge, difficulty, body, counter)) counter += 1
    return { name: `${difficulty} bits`, challenge: hex(challenge), difficulty, counter, bytes: hex(body) }
  })
}

export function frameCases({ reporter }: Scene): Case[] {
  const [challenge, sig] = [randomBytes(52), randomBytes(64)]
  const cases = [
    { name: 'of a reporter', party: 'reporter' as const, id: bytesFromHex(reporter.caseId), action: 'fetch' as const, body: new Uint8Array() },
    { name: 'of a member', party: 'member' as const, id: randomBytes(32), action: 'write' as const, body: randomBytes(7) },
  ]
  return cases.map(({ name, party, id, action, body }) => ({
    name, party: party === 'reporter' ? 1 : 3, id: hex(id), challenge: hex(challenge), action, sig: hex(sig), content: hex(body),
    bytes: hex(frameBytes({ party, id, challenge, action, sig, body })),
  }))
}

export function memberBodyCases({ instance, root, legal, external, recovery, code, reporter }: Scene, talk: Talk): Case[] {
  const { colleague, founder } = legal
  const invite = makeInvite(founder.keys.inviteKey, root.fp)
  const way = sealByCode({ instance, memberId: colleague.memberId, secret: colleague.secret, rootFp: root.fp }, code)
  const unlock = [{ head: way.head, box: way.box }]
  const boxes = (['kem', 'sig'] as const).map((which, index) => {
    const box = makeDeskBox(legal.card, which, legal.seeds[which], colleague.keys.card)
    return { deskEpoch: legal.card.epoch, which: index === 0 ? (1 as const) : (2 as const), box }
  })
  const card: CardBody = {
    inviteId: invite.inviteId, tag: inviteTag(invite.key, instance, legal.id, colleague.keys.card),
    memberCard: encodeMemberCard(colleague.keys.card), unlock, name: 'မေ', email: '',
  }
  const changeOf = (index: number): Uint8Array => {
    const signed = legal.changes[index]
    if (signed === undefined) throw new Error('a change that the scene lacks')
    return new Uint8Array([...signed.change, ...signed.sig])
  }
  const found = {
    ...card, change: changeOf(0), deskCard: encodeDeskCard(external.card), cardSig: signDeskCard(founder.keys.sig.sk, external.card), boxes,
    recovery: { pk: recovery.pk, label: 'Notary, 公証人', box: makeRecoveryBox(external.card, external.seeds.kem, recovery.pk) },
  }
  const columns: ColumnChange = { version: 2, state: 'ACKNOWLEDGED', turn: 'reporter', nextDay: DAY + 7, endDay: null, assignee: colleague.memberId }
  const transmission = transmissionBytes({
    stream: streamBytes(talk.zero.header.stream), epoch: 0, opens: null, messages: [{ outer: talk.text.outer, body: talk.text.body }],
  })
  const write = { caseId: reporter.caseId, deskId: legal.id, columns, summary: randomBytes(9), transmissions: [parseTransmission(transmission)], audit: UNRECORDED }
  const newcomer = {
    invite_id: card.inviteId, tag: hex(card.tag), member_card: hex(card.memberCard), people: card.name, mail: card.email,
    unlock: unlock.map((one) => ({ uhead: hex(one.head), box: hex(one.box) })),
  }
  const sealed = boxes.map((one) => ({ desk_epoch: one.deskEpoch, which: one.which, box: hex(one.box) }))
  return [
    { name: 'write', desk_id: legal.id, case_id: reporter.caseId, columns, record: hex(write.summary), transmissions: [hex(transmission)], bytes: hex(writeBodyBytes(write)) },
    {
      name: 'found', ...newcomer, change: hex(found.change), desk_card: hex(found.deskCard), card_sig: hex(found.cardSig), boxes: sealed,
      recovery_pk: hex(found.recovery.pk), recovery_label: found.recovery.label, recovery_box: hex(found.recovery.box), bytes: hex(foundBodyBytes(found)),
    },
    { name: 'card', ...newcomer, bytes: hex(cardBodyBytes(card)) },
    { name: 'invite', desk_id: legal.id, invite_id: card.inviteId, role: 1, bytes: hex(inviteBodyBytes({ deskId: legal.id, inviteId: card.inviteId, role: 'handler', audit: UNRECORDED })) },
    { name: 'admit', desk_id: legal.id, change: hex(changeOf(1)), boxes: sealed, bytes: hex(admitBodyBytes({ deskId: legal.id, change: changeOf(1), boxes, audit: UNRECORDED })) },
    { name: 'boxes', unlock: newcomer.unlock, bytes: hex(unlockBodyBytes({ unlock, audit: UNRECORDED })) },
  ]
}
