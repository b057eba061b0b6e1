// What the library makes of the vectors of what the server keeps. Runs in Node and, bundled, in a page.
import { hexFromBytes } from '#crypto/bytes.ts'
import { parseMemberCard } from '#crypto/card.ts'
import { openDeskBox, openRecoveryBox } from '#crypto/desk-box.ts'
import type { DeskCard } from '#crypto/desk-card.ts'
import { parseHeader, recipientBytes } from '#crypto/header.ts'
import { inviteSecret, inviteTagHolds, parseInviteFragment } from '#crypto/invite.ts'
import { deskParty } from '#crypto/party.ts'
import { encodeEnvelope, envelopeHash, insistReceipt, parseEnvelope } from '#crypto/receipt.ts'
import { deskRecordKey, openSummary, parseRecord } from '#crypto/record.ts'
import { openFromShred, openRecordFromShred, tombstone } from '#crypto/shred.ts'
import { ctxOf } from '#crypto/header.ts'
import {
  caseIdFromBytes, codeFromSymbols, deskIdFrom, hashOf, instanceIdFrom, inviteIdFrom, publicKey, sealedAs, secretKey, symmetricKey,
} from '#crypto/types.ts'
import { openByCode, openByPhrase } from '#crypto/unlock.ts'
import { bytes, list, number, same, text } from './fields.ts'
import type { Fields } from './fields.ts'

export function deskBox(v: Fields): void {
  const card: DeskCard = {
    instance: instanceIdFrom(bytes(v, 'instance')),
    deskId: deskIdFrom(bytes(v, 'desk_id')),
    epoch: number(v, 'desk_epoch'),
    kemPk: publicKey('desk-kem', bytes(v, 'kem_pk')),
    sigPk: publicKey('desk-sig', bytes(v, 'sig_pk')),
    membersHash: hashOf('member-change', bytes(v, 'members_hash')),
    recoveryHash: text(v, 'recovery_hash') === '' ? null : hashOf('recovery-card', bytes(v, 'recovery_hash')),
  }
  const seed = v['recovery'] === true
    ? openRecoveryBox(card, { pk: publicKey('recovery-kem', bytes(v, 'public')), sk: secretKey('recovery-kem', bytes(v, 'kem_seed')) }, bytes(v, 'box'))
    : openDeskBox(
        card,
        number(v, 'which') === 1 ? 'kem' : 'sig',
        parseMemberCard(bytes(v, 'member_card')),
        { pk: publicKey('member-kem', bytes(v, 'public')), sk: secretKey('member-kem', bytes(v, 'kem_seed')) },
        bytes(v, 'box'),
      )
  same(seed, bytes(v, 'seed'), 'seed')
}

export function invite(v: Fields): void {
  const key = inviteSecret(symmetricKey('invite-root', bytes(v, 'invite_key')), inviteIdFrom(bytes(v, 'invite_id')))
  same(key, bytes(v, 'k'), 'secret of the link')
  const read = parseInviteFragment(text(v, 'fragment'))
  same(read.key, key, 'secret in the fragment')
  same(read.rootFp, bytes(v, 'root_fp'), 'root in the fragment')
  const [instance, desk] = [instanceIdFrom(bytes(v, 'instance')), deskIdFrom(bytes(v, 'desk_id'))]
  if (!inviteTagHolds(key, instance, desk, parseMemberCard(bytes(v, 'member_card')), bytes(v, 'tag'))) throw new Error('tag does not hold')
}

export async function unlock(v: Fields): Promise<void> {
  const box = { head: bytes(v, 'uhead'), box: sealedAs('unlock', bytes(v, 'box')) }
  const opened = number(v, 'kind') === 1 ? await openByPhrase(box, text(v, 'phrase')) : openByCode(box, codeFromSymbols(bytes(v, 'symbols')))
  same(opened.secret, bytes(v, 'member_secret'), 'secret of the member')
  same(opened.rootFp, bytes(v, 'root_fp'), 'root')
}

export function receipt(v: Fields): void {
  const envelope = bytes(v, 'envelope')
  same(encodeEnvelope(parseEnvelope(envelope)), envelope, 'envelope')
  same(list({ messages: parseEnvelope(envelope).messages }, 'messages').length, (v['messages'] as unknown[]).length, 'messages')
  same(envelopeHash(envelope), bytes(v, 'envelope_hash'), 'hash of the envelope')
  const subject = {
    instance: instanceIdFrom(bytes(v, 'instance')),
    caseId: caseIdFromBytes(bytes(v, 'case_id')),
    ctx0: ctxOf(bytes(v, 'header')),
    envelopeHash: envelopeHash(envelope),
  }
  same(insistReceipt(publicKey('receipt', bytes(v, 'receipt_pk')), subject, bytes(v, 'receipt')).day, number(v, 'day'), 'day')
}

export function shred(v: Fields): void {
  const place = text(v, 'recipient') === '' ? 'back' : parseHeader(bytes(v, 'header')).recipients.find((one) => hexFromBytes(recipientBytes(one)) === text(v, 'recipient'))
  if (place === undefined) throw new Error('recipient is not in the header')
  const inside = openFromShred(symmetricKey('shred', bytes(v, 'case_key')), hashOf('ctx', bytes(v, 'ctx')), place, bytes(v, 'stored'))
  same(inside, bytes(v, 'inside'), 'what was sealed')
  same(tombstone(caseIdFromBytes(bytes(v, 'case_id'))), bytes(v, 'tombstone'), 'tombstone')
}

export function record(v: Fields): void {
  const key = deskRecordKey(secretKey('desk-kem', bytes(v, 'desk_seed')))
  same(key, bytes(v, 'record_key'), 'record key')
  const stored = bytes(v, 'body')
  const whole = text(v, 'case_key') === '' ? stored : openRecordFromShred(symmetricKey('shred', bytes(v, 'case_key')), bytes(v, 'head'), stored)
  const read = parseRecord(whole)
  same(read.headBytes, bytes(v, 'head'), 'head')
  const owner = deskParty(deskIdFrom(bytes(v, 'owner').slice(1)))
  same(openSummary(key, owner, caseIdFromBytes(bytes(v, 'case_id')), read).words ?? '', text(v, 'words'), 'words')
}
