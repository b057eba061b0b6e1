// Vectors of desks: rosters, lists of members, members' own keys, and the printed codes of root and recovery.
import { encodeMemberCard, fingerprint, memberCardHash, memberRequestId, recoveryHash } from '#crypto/card.ts'
import { deskCardHash, encodeDeskCard } from '#crypto/desk-card.ts'
import { changeHash, parseChange } from '#crypto/members.ts'
import type { SignedRoster } from '#crypto/roster.ts'
import { kdf } from '#crypto/sodium.ts'
import { hex } from './written.ts'
import type { Case } from './written.ts'
import { symbolsOf } from './scene.ts'
import type { Desk, Person, Scene } from './scene.ts'

export function rosterCases(scene: Scene): Case[] {
  return [
    rosterCase('first', scene, scene.first, [scene.legal, scene.external]),
    rosterCase('second, one desk with newer keys', scene, scene.second, [scene.renewed, scene.external]),
  ]
}

export function memberChangeCases(scene: Scene): Case[] {
  return [scene.legal, scene.external].map((desk) => {
    const cards = [desk.founder, desk.colleague].map((one) => one.keys.card)
    return {
      name: desk.label,
      instance: scene.instance,
      desk_id: desk.id,
      root_pk: hex(scene.root.sig.pk),
      changes: desk.changes.map((signed, index) => {
        const change = parseChange(signed.change)
        const card = cards[index]
        if (card === undefined) throw new Error('a change without its card')
        return {
          op: { add: 1, remove: 2, restart: 3, role: 4 }[change.op],
          role: { handler: 1, lead: 2 }[change.role],
          by: change.by ?? '0'.repeat(32),
          member_card: hex(encodeMemberCard(card)),
          change: hex(signed.change),
          signature: hex(signed.sig),
        }
      }),
      members_hash: hex(changeHash(desk.changes.at(-1)?.change ?? new Uint8Array())),
      members: [desk.founder.memberId, desk.colleague.memberId].sort(),
    }
  })
}

export function memberKeyCases(scene: Scene): Case[] {
  return [scene.legal.founder, scene.external.colleague].map((one, index) => memberKeyCase(`member ${index + 1}`, one))
}

export function printedSeedCases(scene: Scene): Case[] {
  return [
    { name: 'root', what: 'root', instance: scene.instance, symbols: symbolsOf(scene.rootCode), public: hex(scene.root.sig.pk) },
    {
      name: 'recovery',
      what: 'recovery',
      instance: scene.instance,
      symbols: symbolsOf(scene.recoveryCode),
      seed: hex(scene.recovery.sk),
      public: hex(scene.recovery.pk),
      recovery_hash: hex(recoveryHash(scene.recovery.pk)),
    },
  ]
}

function memberKeyCase(name: string, { secret, memberId, keys }: Person): Case {
  return {
    name,
    secret: hex(secret),
    member_id: memberId,
    member_card: hex(encodeMemberCard(keys.card)),
    kem_seed: hex(kdf(secret, 3, 'GPMEMBR1')),
    invite_key: hex(keys.inviteKey),
    id32: hex(memberRequestId(memberId)),
    fingerprint: fingerprint(memberCardHash(keys.card)).join(' '),
  }
}

function rosterCase(name: string, scene: Scene, signed: SignedRoster, desks: readonly Desk[]): Case {
  const { roster } = signed
  return {
    name,
    instance: scene.instance,
    seq: roster.seq,
    prev: roster.prevHash ?? '0'.repeat(64),
    issued_day: roster.issuedDay,
    not_after_day: roster.notAfterDay,
    min_version: roster.minVersion,
    flags: roster.practice ? 1 : 0,
    root_pk: hex(roster.rootPk),
    receipt_pk: hex(roster.receiptPk),
    desks: [...desks].sort((a, b) => (a.id < b.id ? -1 : 1)).map((desk) => ({
      desk_id: desk.id,
      epoch: desk.card.epoch,
      kem_pk: hex(desk.card.kemPk),
      sig_pk: hex(desk.card.sigPk),
      sig_pk_before: desk.before === null ? '' : hex(desk.before),
      members_hash: hex(desk.card.membersHash),
      recovery_hash: desk.card.recoveryHash === null ? '0'.repeat(64) : hex(desk.card.recoveryHash),
      card: hex(encodeDeskCard(desk.card)),
      card_sig: hex(desk.cardSig),
      member_public: hex(desk.founder.keys.card.sigPk),
      fingerprint: fingerprint(deskCardHash(desk.card)).join(' '),
      roles: desk.roles,
      flags: desk.independent ? 1 : 0,
      next_sig: desk.nextSig === null ? '0'.repeat(128) : hex(desk.nextSig),
      label: desk.label,
      recovery_label: desk.card.recoveryHash === null ? '' : 'Notary, 公証人',
    })),
    roster: hex(signed.bytes),
    roster_hash: signed.hash,
    root_fp: hex(signed.rootFp),
    root_fingerprint: fingerprint(signed.rootFp).join(' '),
    root_sig: hex(signed.file.slice(8 + signed.bytes.length, 8 + signed.bytes.length + 64)),
    old_root_sig: '',
    file: hex(signed.file),
  }
}
