// Vectors of keys that change hands later: new keys of a desk, passkeys, the root's sign-in, the recovery holder.
import { drillBodyBytes } from '#crypto/drill-body.ts'
import { drillObject } from '#crypto/drill-object.ts'
import { encodeMemberCard } from '#crypto/card.ts'
import { encodeDeskCard } from '#crypto/desk-card.ts'
import type { DeskAccess } from '#crypto/directory.ts'
import { buildMemberList } from '#crypto/members.ts'
import { recoveryOffer, recoveryProof } from '#crypto/recovery-sign-in.ts'
import { makeRootSignIn } from '#crypto/root-sign-in.ts'
import { parseRotateBody, rotateBodyBytes } from '#crypto/rotate-body.ts'
import type { RotateBody } from '#crypto/rotate-body.ts'
import { rotateDesk } from '#crypto/rotation.ts'
import { decapsulate, randomBytes } from '#crypto/sodium.ts'
import { passkeySalt, sealByPasskey } from '#crypto/unlock.ts'
import { hex } from './written.ts'
import type { Case } from './written.ts'
import type { Scene } from './scene.ts'

const SLOT = 3_000_000

export function rotationCases(scene: Scene): Case[] {
  const { instance, root, legal } = scene
  const { founder, colleague, changes, card, seeds, keys } = legal
  const member = { instance, keys: founder.keys, secret: founder.secret, rootFp: root.fp }
  const cards = [founder.keys.card, colleague.keys.card]
  const access: DeskAccess = {
    deskId: legal.id, list: buildMemberList(instance, legal.id, changes, cards, []), cards, names: new Map(), seeds: new Map(),
    signing: { card, seed: seeds.sig, keys: keys.sig }, pending: null, recovery: null,
  }
  const plain = rotateDesk(member, access, [], 'drop', null)
  const removal = rotateDesk(member, access, [colleague.memberId], { label: 'Notary, 公証人' }, null)
  const entry = randomBytes(9)
  const written = [
    { name: 'new keys alone', body: { ...plain.body, audit: new Uint8Array(0) } },
    { name: 'a member removed, a new second reader', body: { ...removal.body, audit: entry } },
  ].map(({ name, body }) => rotationCase(name, scene, body))
  return [...written, { name: 'a drill', desk_id: legal.id, audit: hex(entry), bytes: hex(drillBodyBytes({ deskId: legal.id, audit: entry })) }]
}

function rotationCase(name: string, { legal }: Scene, made: RotateBody): Case {
  const bytes = rotateBodyBytes(made)
  const body = parseRotateBody(bytes)
  return {
    name,
    desk_id: body.deskId,
    changes: body.changes.map(hex),
    desk_card: hex(body.deskCard),
    card_sig: hex(body.cardSig),
    member_public: hex(legal.founder.keys.card.sigPk),
    next_sig: hex(body.nextSig),
    sig_pk_before: hex(legal.card.sigPk),
    boxes: body.boxes.map((one) => ({ member_id: one.memberId, desk_epoch: one.deskEpoch, which: one.which, box: hex(one.box) })),
    member_card: hex(encodeMemberCard(legal.founder.keys.card)),
    member_kem_seed: hex(legal.founder.keys.kem.sk),
    recovery_pk: body.recovery === null ? '' : hex(body.recovery.pk),
    recovery_label: body.recovery?.label ?? '',
    recovery_box: body.recovery === null ? '' : hex(body.recovery.box),
    audit: hex(body.audit),
    bytes: hex(bytes),
  }
}

export function passkeyCases({ instance, root, legal }: Scene): Case[] {
  const { memberId, secret } = legal.founder
  const [credential, output] = [randomBytes(48), randomBytes(32)]
  const { head, box } = sealByPasskey({ instance, memberId, secret, rootFp: root.fp }, credential, output)
  return [{
    name: 'by passkey',
    instance,
    member_id: memberId,
    kind: 2,
    prf_salt: hex(passkeySalt(instance, memberId)),
    credential_id: hex(credential),
    prf_output: hex(output),
    uhead: hex(head),
    box: hex(box),
    member_secret: hex(secret),
    root_fp: hex(root.fp),
  }]
}

export function rootSignInCases({ instance, root }: Scene): Case[] {
  const challenge = randomBytes(52)
  const bytes = makeRootSignIn(root.sig.sk, instance, challenge)
  return [{ name: 'root sign-in', instance, root_pk: hex(root.sig.pk), challenge: hex(challenge), bytes: hex(bytes) }]
}

export function recoveryCases({ instance, external, recovery, legal, renewed }: Scene): Case[] {
  const serverKey = randomBytes(32)
  const { ct, token } = recoveryOffer(serverKey, instance, external.id, recovery.pk, SLOT * 600)
  return [
    {
      name: 'an offer and its answer',
      instance,
      desk_id: external.id,
      public: hex(recovery.pk),
      kem_seed: hex(recovery.sk),
      ct: hex(ct),
      shared_secret: hex(decapsulate(recovery.sk, ct)),
      server_key: hex(serverKey),
      slot: SLOT,
      token: hex(token),
      proof: hex(recoveryProof(recovery, instance, external.id, ct)),
    },
    {
      name: 'the object of a drill',
      desk_id: legal.id,
      desk_cards: [legal.card, renewed.card].map((card) => hex(encodeDeskCard(card))),
      object: hex(drillObject(legal.id, [legal.card, renewed.card])),
    },
  ]
}
