// Vectors of a room between two desks and of a copy for somebody outside.
import { bytesFromHex } from '#crypto/bytes.ts'
import { encodeReporterCard, outsideCardHash, reporterKeys } from '#crypto/card.ts'
import { codeLines, makeCode } from '#crypto/code.ts'
import { copyBodyBytes } from '#crypto/copy-body.ts'
import { commitTo, makeEpoch, splitWraps } from '#crypto/epoch.ts'
import { deskRecipient, outsideRecipient } from '#crypto/header.ts'
import { sealMessage } from '#crypto/message.ts'
import type { Inner } from '#crypto/message.ts'
import { encodeOpening } from '#crypto/opening.ts'
import { COPY, ROOM, deskParty, memberParty, notesOf, partyBytes, streamBytes } from '#crypto/party.ts'
import { COPY_FIELDS, PROVENANCE_FIELDS, encodePayload } from '#crypto/payload.ts'
import { encodeEnvelope } from '#crypto/receipt.ts'
import { decapsulate } from '#crypto/sodium.ts'
import type { Talk } from './of-case.ts'
import { DAY, symbolsOf } from './scene.ts'
import type { Scene } from './scene.ts'
import { hex } from './written.ts'
import type { Case } from './written.ts'

const NOBODY = { roles: 0, desks: [] } as const

export function roomCases(scene: Scene, talk: Talk): Case[] {
  const { instance, reporter, root, renewed, external, second, legal } = scene
  const toLegal = { recipient: deskRecipient(renewed.card), pk: renewed.card.kemPk }
  const toExternal = { recipient: deskRecipient(external.card), pk: external.card.kemPk }
  const base = { instance, caseId: reporter.caseId, stream: ROOM, origin: 'browser' as const, rootFp: root.fp, rosterSeq: 2, rosterHash: second.hash, anchor: talk.one.ctx }
  const opener = memberParty(legal.founder.memberId)
  const first = makeEpoch({ ...base, epoch: 0, prevCtx: null, opener }, [toLegal], null)
  const next = makeEpoch({ ...base, epoch: 1, prevCtx: first.ctx, opener }, [toExternal, toLegal], first.key)
  return [['first', first] as const, ['next, for two desks', next] as const].map(([name, { header, headerBytes, ctx, key }]) => ({
    name, stream: hex(streamBytes(header.stream)), epoch: header.epoch, anchor: hex(talk.one.ctx), talk_header: hex(talk.one.headerBytes),
    opener: hex(partyBytes(header.opener)), key: hex(key), commit: hex(commitTo(key)),
    recipients: header.recipients.map((one) => ({ party: hex(partyBytes(one.party)), desk_epoch: one.deskEpoch, card_hash: hex(one.cardHash) })),
    header: hex(headerBytes), ctx: hex(ctx),
  }))
}

export function copyCases(scene: Scene, talk: Talk): Case[] {
  const { instance, root, renewed, second, legal, reporter } = scene
  const code = makeCode()
  const outside = reporterKeys(instance, code)
  const desk = deskParty(legal.id)
  const epoch = makeEpoch(
    { instance, caseId: outside.caseId, stream: COPY, origin: 'browser', rootFp: root.fp, rosterSeq: 2, rosterHash: second.hash, anchor: null, epoch: 0, prevCtx: null, opener: desk },
    [{ recipient: outsideRecipient(outside.card), pk: outside.card.kpk }, { recipient: deskRecipient(renewed.card), pk: renewed.card.kemPk }],
    null,
  )
  const inner = (type: Inner['type'], prev: Inner['prev'], payload: Uint8Array): Inner => (
    { type, origin: 'browser', lang: 'en', prev, seen: [], rosterSeq: 2, claimedDay: DAY, files: [], payload })
  const open = sealMessage(epoch.ctx, epoch.key, renewed.keys.sig.sk, { author: desk, n: 0, urgent: false }, inner('open', null, encodeOpening({ frozen: [], reason: 'first', never: NOBODY })))
  const payload = encodePayload(COPY_FIELDS, { text: 'He keeps [name]’s passport. 部屋番号は消しました。', purpose: 'Labour inspection', untilDay: DAY + 30, team: 'Legal desk' })
  const reply = sealMessage(epoch.ctx, epoch.key, renewed.keys.sig.sk, { author: desk, n: 1, urgent: false }, inner('reply', open.digest, payload))
  const envelope = encodeEnvelope({ header: epoch.headerBytes, card: encodeReporterCard(outside.card), wraps: epoch.wraps, back: epoch.back, messages: [open, reply] })
  const provenance = encodePayload(PROVENANCE_FIELDS, { copy: bytesFromHex(outside.caseId), purpose: 'Labour inspection', untilDay: DAY + 30, sources: talk.report.digest })
  const author = memberParty(legal.founder.memberId)
  const note = sealMessage(talk.notes.ctx, talk.notes.key, legal.founder.keys.sig.sk, { author, n: 1, urgent: false }, inner('provenance', talk.note.digest, provenance))
  const at = epoch.header.recipients.findIndex((recipient) => recipient.party.kind === 'outside')
  const wrap = splitWraps(epoch.wraps, 2)[at] ?? new Uint8Array(0)
  return [{
    name: 'a copy', instance, symbols: symbolsOf(code), lines: codeLines(code), copy_id: outside.caseId, case_id: reporter.caseId, desk_id: legal.id, until_day: DAY + 30,
    card: hex(encodeReporterCard(outside.card)), card_hash: hex(outsideCardHash(outside.card)), kem_seed: hex(outside.kem.sk),
    shared_secret: hex(decapsulate(outside.kem.sk, wrap.slice(0, 1120))), header: hex(epoch.headerBytes), ctx: hex(epoch.ctx), wrap: hex(wrap), key: hex(epoch.key),
    desk_public: hex(renewed.keys.sig.pk), payload: hex(payload), provenance: hex(provenance), envelope: hex(envelope),
    bytes: hex(copyBodyBytes({
      caseId: reporter.caseId, deskId: legal.id, untilDay: DAY + 30, envelope,
      notes: { stream: streamBytes(notesOf(legal.id)), epoch: 0, opens: null, messages: [note] }, audit: new Uint8Array(0),
    })),
  }]
}
