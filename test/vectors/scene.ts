// The people and desks of the vectors: the same names and secrets in every file, all from fixed seeds.
import { memberCardHash, makeMember, memberKeys, recoveryHash, recoveryKeys, reporterKeys, rootKeys } from '#crypto/card.ts'
import { makeCode } from '#crypto/code.ts'
import { deskKeys, signDeskCard, signNext } from '#crypto/desk-card.ts'
import type { DeskCard } from '#crypto/desk-card.ts'
import { changeHash, encodeChange, nextChange, signChange } from '#crypto/members.ts'
import type { MemberChange } from '#crypto/members.ts'
import { rolesFrom, signRoster } from '#crypto/roster.ts'
import type { RoleName, Roster } from '#crypto/roster.ts'
import { randomBytes, signKeys } from '#crypto/sodium.ts'
import { dayFrom, deskIdFrom, instanceIdFrom } from '#crypto/types.ts'
import type { Code, Hash } from '#crypto/types.ts'

export type Scene = ReturnType<typeof makeScene>
export type Person = ReturnType<typeof person>
export type Desk = ReturnType<typeof desk>

export const DAY = dayFrom(20_777)

export function makeScene() {
  const instance = instanceIdFrom(randomBytes(16))
  const code = makeCode()
  const rootCode = makeCode()
  const recoveryCode = makeCode()
  const root = rootKeys(instance, rootCode)
  const receipt = signKeys('receipt', randomBytes(32))
  const recovery = recoveryKeys(instance, recoveryCode)
  const legal = desk(instance, 'Legal desk', ['LEGAL', 'HRR'], null)
  const external = desk(instance, 'Ombuds office, 外部', ['EXT'], recoveryHash(recovery.pk))
  const first = roster({ seq: 1, prev: null, desks: [legal, external] })
  // The legal desk takes new keys once, so that there is a second epoch to open.
  const renewed = renew(legal)
  const second = roster({ seq: 2, prev: first.hash, desks: [renewed, external] })
  return { instance, code, rootCode, recoveryCode, root, receipt, recovery, legal, external, renewed, first, second, reporter: reporterKeys(instance, code) }

  function roster(of: { seq: number; prev: Roster['prevHash']; desks: readonly Desk[] }) {
    return signRoster(
      {
        instance,
        seq: of.seq,
        prevHash: of.prev,
        issuedDay: DAY,
        notAfterDay: dayFrom(DAY + 400),
        minVersion: 1,
        practice: true,
        rootPk: root.sig.pk,
        receiptPk: receipt.pk,
        desks: of.desks.map((one) => ({
          card: one.card,
          roles: one.roles,
          independent: one.independent,
          nextSig: one.nextSig,
          label: one.label,
          recoveryLabel: one.card.recoveryHash === null ? '' : 'Notary, 公証人',
        })),
      },
      root.sig.sk,
    )
  }
}

export function person() {
  const { secret, memberId } = makeMember()
  return { secret, memberId, keys: memberKeys(memberId, secret) }
}

function desk(instance: DeskCard['instance'], label: string, roles: readonly RoleName[], recovery: Hash<'recovery-card'> | null) {
  const id = deskIdFrom(randomBytes(16))
  const founder = person()
  const colleague = person()
  const founding = nextChange(instance, id, null, { op: 'add', role: 'lead', card: founder.keys.card, by: founder.memberId })
  const admission: MemberChange = {
    ...founding,
    n: 1,
    prev: changeHash(encodeChange(founding)),
    role: 'handler',
    cardHash: memberCardHash(colleague.keys.card),
    by: founder.memberId,
  }
  const seeds = { kem: randomBytes(32), sig: randomBytes(32) }
  const keys = deskKeys(seeds)
  const changes = [founding, admission].map((change) => signChange(founder.keys.sig.sk, change))
  const card: DeskCard = {
    instance,
    deskId: id,
    epoch: 1,
    kemPk: keys.kem.pk,
    sigPk: keys.sig.pk,
    membersHash: changeHash(changes[1]?.change ?? new Uint8Array()),
    recoveryHash: recovery,
  }
  const cardSig = signDeskCard(founder.keys.sig.sk, card)
  const nextSig: Uint8Array | null = null as Uint8Array | null
  return { id, label, roles: rolesFrom(roles), independent: roles.includes('EXT'), founder, colleague, changes, seeds, keys, card, cardSig, nextSig, before: null as DeskCard['sigPk'] | null }
}

function renew(old: Desk): Desk {
  const seeds = { kem: randomBytes(32), sig: randomBytes(32) }
  const keys = deskKeys(seeds)
  const card: DeskCard = { ...old.card, epoch: old.card.epoch + 1, kemPk: keys.kem.pk, sigPk: keys.sig.pk }
  return {
    ...old,
    seeds,
    keys,
    card,
    cardSig: signDeskCard(old.founder.keys.sig.sk, card),
    nextSig: signNext(old.keys.sig.sk, card),
    before: old.card.sigPk,
  }
}

export function symbolsOf(code: Code): string {
  return Buffer.from(code).toString('hex')
}
