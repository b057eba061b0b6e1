// What the library makes of the vectors of desks and members. Runs in Node and, bundled, in a page.
import { encodeMemberCard, fingerprint, memberCardHash, memberKeys, memberRequestId, parseMemberCard, recoveryHash, recoveryKeys, rootKeys } from '#crypto/card.ts'
import { deskCardHash, deskCardSigHolds, encodeDeskCard, nextSigHolds, parseDeskCard } from '#crypto/desk-card.ts'
import { buildMemberList, currentMembers } from '#crypto/members.ts'
import { encodeRoster, parseRosterFile } from '#crypto/roster.ts'
import { codeFromSymbols, deskIdFrom, instanceIdFrom, memberIdFrom, publicKey, symmetricKey } from '#crypto/types.ts'
import { bytes, list, same, text } from './fields.ts'
import type { Fields } from './fields.ts'

export function roster(v: Fields): void {
  const read = parseRosterFile(bytes(v, 'file'))
  same(encodeRoster(read.roster), bytes(v, 'roster'), 'roster')
  same(read.hash, text(v, 'roster_hash'), 'roster hash')
  same(read.rootFp, bytes(v, 'root_fp'), 'root fingerprint')
  same(fingerprint(read.rootFp).join(' '), text(v, 'root_fingerprint'), 'fingerprint for people')
  for (const [index, desk] of list(v, 'desks').entries()) {
    const card = parseDeskCard(bytes(desk, 'card'))
    same(encodeDeskCard(card), bytes(desk, 'card'), 'desk card')
    same(fingerprint(deskCardHash(card)).join(' '), text(desk, 'fingerprint'), 'fingerprint of a desk')
    if (!deskCardSigHolds(publicKey('member-sig', bytes(desk, 'member_public')), card, bytes(desk, 'card_sig'))) throw new Error('signature of a member')
    same(read.roster.desks[index]?.label ?? '', text(desk, 'label'), 'label')
    if (text(desk, 'sig_pk_before') !== '' && !nextSigHolds(publicKey('desk-sig', bytes(desk, 'sig_pk_before')), card, bytes(desk, 'next_sig'))) {
      throw new Error('signature of the keys before')
    }
  }
}

export function memberChange(v: Fields): void {
  const changes = list(v, 'changes')
  const built = buildMemberList(
    instanceIdFrom(bytes(v, 'instance')),
    deskIdFrom(bytes(v, 'desk_id')),
    changes.map((one) => ({ change: bytes(one, 'change'), sig: bytes(one, 'signature') })),
    changes.map((one) => parseMemberCard(bytes(one, 'member_card'))),
    [publicKey('root', bytes(v, 'root_pk'))],
  )
  same(built.heads.at(-1) ?? '', bytes(v, 'members_hash'), 'hash of the list')
  same(currentMembers(built).map((one) => one.card.memberId).sort().join(), String(v['members']), 'members')
}

export function member(v: Fields): void {
  const id = memberIdFrom(bytes(v, 'member_id'))
  const keys = memberKeys(id, symmetricKey('member', bytes(v, 'secret')))
  same(encodeMemberCard(keys.card), bytes(v, 'member_card'), 'member card')
  same(keys.kem.sk, bytes(v, 'kem_seed'), 'seed of the encapsulation key')
  same(keys.inviteKey, bytes(v, 'invite_key'), 'invitation key')
  same(memberRequestId(id), bytes(v, 'id32'), 'id in a request')
  same(fingerprint(memberCardHash(keys.card)).join(' '), text(v, 'fingerprint'), 'fingerprint')
}

export function printedSeed(v: Fields): void {
  const instance = instanceIdFrom(bytes(v, 'instance'))
  const code = codeFromSymbols(bytes(v, 'symbols'))
  if (text(v, 'what') === 'root') return same(rootKeys(instance, code).sig.pk, bytes(v, 'public'), 'root key')
  const recovery = recoveryKeys(instance, code)
  same(recovery.pk, bytes(v, 'public'), 'recovery key')
  same(recovery.sk, bytes(v, 'seed'), 'recovery seed')
  same(recoveryHash(recovery.pk), bytes(v, 'recovery_hash'), 'hash of the recovery key')
}
