// Vectors of what the server keeps: boxes of desk seeds, invitations, ways to unlock, receipts, the shred layer, records.
import { makeDeskBox, makeRecoveryBox } from '#crypto/desk-box.ts'
import { encodeMemberCard } from '#crypto/card.ts'
import { inviteFragment, inviteTag, makeInvite } from '#crypto/invite.ts'
import { recipientBytes } from '#crypto/header.ts'
import { splitWraps } from '#crypto/epoch.ts'
import { deskParty, partyBytes } from '#crypto/party.ts'
import { makePhrase } from '#crypto/phrase.ts'
import { encodeEnvelope, envelopeHash, makeReceipt } from '#crypto/receipt.ts'
import { deskRecordKey, parseRecord, sealSummary } from '#crypto/record.ts'
import { makeShredKey, sealForShred, sealRecordForShred, tombstone } from '#crypto/shred.ts'
import { decapsulate } from '#crypto/sodium.ts'
import { sealByCode, sealByPhrase } from '#crypto/unlock.ts'
import { hex } from './written.ts'
import type { Case } from './written.ts'
import { DAY, symbolsOf } from './scene.ts'
import type { Scene } from './scene.ts'
import type { Talk } from './of-case.ts'

export function deskBoxCases({ instance, legal, external, recovery }: Scene): Case[] {
  const { colleague } = legal
  const toMember = (['kem', 'sig'] as const).map((which) => {
    const box = makeDeskBox(legal.card, which, legal.seeds[which], colleague.keys.card)
    return { name: `${which} seed to a member`, of: legal, which, box, keys: colleague.keys.kem, card: hex(encodeMemberCard(colleague.keys.card)) }
  })
  const toRecovery = {
    name: 'kem seed to a recovery holder',
    of: external,
    which: 'kem' as const,
    box: makeRecoveryBox(external.card, external.seeds.kem, recovery.pk),
    keys: recovery,
    card: '',
  }
  return [...toMember, toRecovery].map(({ name, of, which, box, keys, card }) => ({
    name,
    instance,
    desk_id: of.id,
    desk_epoch: of.card.epoch,
    which: which === 'kem' ? 1 : 2,
    desk_public: hex(which === 'kem' ? of.card.kemPk : of.card.sigPk),
    recovery_hash: of.card.recoveryHash === null ? '' : hex(of.card.recoveryHash),
    members_hash: hex(of.card.membersHash),
    kem_pk: hex(of.card.kemPk),
    sig_pk: hex(of.card.sigPk),
    recovery: card === '',
    member_card: card,
    public: hex(keys.pk),
    kem_seed: hex(keys.sk),
    shared_secret: hex(decapsulate(keys.sk, box.slice(0, 1120))),
    box: hex(box),
    seed: hex(of.seeds[which]),
  }))
}

export function inviteCases({ instance, root, legal }: Scene): Case[] {
  return [
    { name: 'by a member', key: legal.founder.keys.inviteKey, card: legal.colleague.keys.card },
    { name: 'by the root', key: root.inviteKey, card: legal.founder.keys.card },
  ].map(({ name, key, card }) => {
    const made = makeInvite(key, root.fp)
    return {
      name,
      instance,
      desk_id: legal.id,
      invite_key: hex(key),
      invite_id: made.inviteId,
      k: hex(made.key),
      root_fp: hex(root.fp),
      fragment: inviteFragment(made),
      member_card: hex(encodeMemberCard(card)),
      tag: hex(inviteTag(made.key, instance, legal.id, card)),
    }
  })
}

export async function unlockCases({ instance, root, legal, code }: Scene): Promise<Case[]> {
  const { memberId, secret } = legal.founder
  const member = { instance, memberId, secret, rootFp: root.fp }
  const phrase = makePhrase()
  const inside = { instance, member_id: memberId, member_secret: hex(secret), root_fp: hex(root.fp) }
  const byPhrase = await sealByPhrase(member, phrase, { memoryKiB: 65_536, passes: 3 })
  const byCode = sealByCode(member, code)
  return [
    {
      name: 'by phrase',
      ...inside,
      kind: 1,
      phrase,
      mem_kib: 65_536,
      t: 3,
      salt: hex(byPhrase.head.slice(-16)),
      uhead: hex(byPhrase.head),
      box: hex(byPhrase.box),
    },
    { name: 'by printed code', ...inside, kind: 3, symbols: symbolsOf(code), uhead: hex(byCode.head), box: hex(byCode.box) },
  ]
}

export function receiptCases({ instance, reporter, receipt }: Scene, talk: Talk): Case[] {
  const { headerBytes, wraps, back, ctx } = talk.zero
  const card = new Uint8Array([...reporter.card.apk, ...reporter.card.spk, ...reporter.card.kpk])
  const messages = [talk.report].map(({ outer, body }) => ({ outer, body }))
  const envelope = encodeEnvelope({ header: headerBytes, card, wraps, back, messages })
  const hash = envelopeHash(envelope)
  return [
    {
      name: 'a report',
      instance,
      case_id: reporter.caseId,
      header: hex(headerBytes),
      card: hex(card),
      wraps: hex(wraps),
      back: hex(back),
      messages: messages.map((one) => hex(new Uint8Array([...one.outer, ...one.body]))),
      envelope: hex(envelope),
      envelope_hash: hex(hash),
      day: DAY,
      roster_seq: 1,
      receipt_pk: hex(receipt.pk),
      receipt: hex(makeReceipt(receipt.sk, { instance, caseId: reporter.caseId, ctx0: ctx, envelopeHash: hash }, DAY, 1)),
    },
  ]
}

export function shredCases({ reporter }: Scene, talk: Talk): Case[] {
  const key = makeShredKey()
  const { header, ctx, wraps, back } = talk.one
  const [first] = header.recipients
  const [wrap] = splitWraps(wraps, header.recipients.length)
  if (first === undefined || wrap === undefined) throw new Error('an epoch without readers')
  const same = { header: hex(talk.one.headerBytes), ctx: hex(ctx), case_key: hex(key), case_id: reporter.caseId, tombstone: hex(tombstone(reporter.caseId)) }
  return [
    { name: 'a wrap', ...same, recipient: hex(recipientBytes(first)), inside: hex(wrap), stored: hex(sealForShred(key, ctx, first, wrap)) },
    { name: 'a back link', ...same, recipient: '', inside: hex(back), stored: hex(sealForShred(key, ctx, 'back', back)) },
  ]
}

export function recordCases({ legal, reporter }: Scene): Case[] {
  const key = deskRecordKey(legal.keys.kem.sk)
  const owner = deskParty(legal.id)
  const summary = { lang: 'my', tiles: ['T01', 'T02'], words: 'ညဘက် တံခါးပိတ်ထားတယ်', priority: 1 }
  const record = sealSummary(key, legal.card.epoch, owner, reporter.caseId, 3, summary)
  const { head, headBytes, body } = parseRecord(record)
  const shred = makeShredKey()
  return [
    { name: 'a summary', case_key: '', body: hex(record) },
    { name: 'a summary in the shred layer', case_key: hex(shred), body: hex(sealRecordForShred(shred, headBytes, record)) },
  ].map((one) => ({
    ...one,
    kind: 1,
    owner: hex(partyBytes(owner)),
    case_id: reporter.caseId,
    id: hex(head.id),
    version: head.version,
    head: hex(headBytes),
    key_epoch: legal.card.epoch,
    desk_seed: hex(legal.keys.kem.sk),
    record_key: hex(key),
    sealed_length: body.length,
    words: summary.words,
  }))
}
