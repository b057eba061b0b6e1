// What the library makes of the vectors of later keys. Runs in Node and, bundled, in a page.
import { hexFromBytes } from '#crypto/bytes.ts'
import { parseMemberCard } from '#crypto/card.ts'
import { openDeskBox } from '#crypto/desk-box.ts'
import { deskCardSigHolds, nextSigHolds, parseDeskCard } from '#crypto/desk-card.ts'
import { drillBodyBytes, parseDrillBody } from '#crypto/drill-body.ts'
import { drillObject } from '#crypto/drill-object.ts'
import { recoveryProof, recoveryProofHolds } from '#crypto/recovery-sign-in.ts'
import { parseRootSignIn, rootSignInHolds } from '#crypto/root-sign-in.ts'
import { parseRotateBody, rotateBodyBytes } from '#crypto/rotate-body.ts'
import { decapsulate, kemKeys } from '#crypto/sodium.ts'
import { deskIdFrom, instanceIdFrom, memberIdFrom, publicKey, sealedAs } from '#crypto/types.ts'
import { openByPasskey, passkeySalt } from '#crypto/unlock.ts'
import { bytes, list, number, same, text } from './fields.ts'
import type { Fields } from './fields.ts'

export function rotation(v: Fields): void {
  const body = bytes(v, 'bytes')
  if (!('desk_card' in v)) {
    const drill = parseDrillBody(body)
    same(drillBodyBytes(drill), body, 'drill')
    same(drill.deskId, text(v, 'desk_id'), 'desk')
    return same(drill.audit, bytes(v, 'audit'), 'entry')
  }
  const read = parseRotateBody(body)
  same(rotateBodyBytes(read), body, 'rotate')
  same(read.deskId, text(v, 'desk_id'), 'desk')
  same(read.changes.map(hexFromBytes).join(), String(v['changes']), 'changes')
  same(read.deskCard, bytes(v, 'desk_card'), 'card')
  same(read.audit, bytes(v, 'audit'), 'entry')
  same(read.recovery?.label ?? '', text(v, 'recovery_label'), 'second reader')
  same(read.recovery?.box ?? new Uint8Array(0), bytes(v, 'recovery_box'), 'box of the second reader')
  const card = parseDeskCard(read.deskCard)
  if (!deskCardSigHolds(publicKey('member-sig', bytes(v, 'member_public')), card, read.cardSig)) throw new Error('signature of a member')
  if (!nextSigHolds(publicKey('desk-sig', bytes(v, 'sig_pk_before')), card, read.nextSig)) throw new Error('signature of the keys before')
  const member = parseMemberCard(bytes(v, 'member_card'))
  for (const [index, box] of list(v, 'boxes').entries()) {
    const own = read.boxes[index]
    same(own?.box ?? '', bytes(box, 'box'), 'box')
    same(own?.memberId ?? '', text(box, 'member_id'), 'whose box')
    same(own?.which ?? 0, number(box, 'which'), 'which seed')
    if (own?.memberId !== member.memberId) continue
    openDeskBox(card, own.which === 1 ? 'kem' : 'sig', member, kemKeys('member-kem', bytes(v, 'member_kem_seed')), own.box)
  }
}

export function passkey(v: Fields): void {
  const box = { head: bytes(v, 'uhead'), box: sealedAs('unlock', bytes(v, 'box')) }
  const { secret, rootFp } = openByPasskey(box, bytes(v, 'credential_id'), bytes(v, 'prf_output'))
  same(secret, bytes(v, 'member_secret'), 'secret')
  same(rootFp, bytes(v, 'root_fp'), 'root')
  same(passkeySalt(instanceIdFrom(bytes(v, 'instance')), memberIdFrom(bytes(v, 'member_id'))), bytes(v, 'prf_salt'), 'salt')
}

export function rootSignIn(v: Fields): void {
  const { challenge, sig } = parseRootSignIn(bytes(v, 'bytes'))
  same(challenge, bytes(v, 'challenge'), 'challenge')
  if (!rootSignInHolds(publicKey('root', bytes(v, 'root_pk')), instanceIdFrom(bytes(v, 'instance')), challenge, sig)) throw new Error('signature of the root')
}

export function recovery(v: Fields): void {
  const deskId = deskIdFrom(bytes(v, 'desk_id'))
  if ('object' in v) {
    const cards = String(v['desk_cards']).split(',').map((card) => parseDeskCard(bytes({ card }, 'card')))
    return same(drillObject(deskId, cards), bytes(v, 'object'), 'object of a drill')
  }
  const instance = instanceIdFrom(bytes(v, 'instance'))
  const keys = kemKeys('recovery-kem', bytes(v, 'kem_seed'))
  same(keys.pk, bytes(v, 'public'), 'key')
  same(decapsulate(keys.sk, bytes(v, 'ct')), bytes(v, 'shared_secret'), 'shared secret')
  const proof = recoveryProof(keys, instance, deskId, bytes(v, 'ct'))
  same(proof, bytes(v, 'proof'), 'proof')
  if (!recoveryProofHolds(bytes(v, 'server_key'), instance, deskId, bytes(v, 'token'), proof, 600 * number(v, 'slot'))) throw new Error('token')
}
