// Vectors of a case: its code, its keys, two epochs of talk, one of notes, and messages in them.
import { writer } from '#crypto/bytes.ts'
import { encodeReporterCard } from '#crypto/card.ts'
import { codeLines } from '#crypto/code.ts'
import { commitTo, makeEpoch, splitWraps } from '#crypto/epoch.ts'
import type { Epoch, WrapTo } from '#crypto/epoch.ts'
import { deskRecipient, recipientBytes, reporterRecipient } from '#crypto/header.ts'
import type { Header } from '#crypto/header.ts'
import { sealMessage } from '#crypto/message.ts'
import type { Inner, SealedMessage } from '#crypto/message.ts'
import { encodeOpening, encodeReportBody } from '#crypto/opening.ts'
import { REPORTER, TALK, deskParty, memberParty, notesOf, partyBytes, streamBytes } from '#crypto/party.ts'
import type { Party } from '#crypto/party.ts'
import { decapsulate } from '#crypto/sodium.ts'
import type { KeyPair, PublicKey, SecretKey, SymmetricKey } from '#crypto/types.ts'
import { hex } from './written.ts'
import type { Case } from './written.ts'
import { DAY, symbolsOf } from './scene.ts'
import type { Scene } from './scene.ts'

export type Talk = ReturnType<typeof makeTalk>

export function codeCases(scene: Scene): Case[] {
  return [scene.code, scene.rootCode, scene.recoveryCode].map((code, index) => {
    const digits = codeLines(code).join('')
    const wrong = [...Array(21).keys()].map((at) => {
      const symbol = (Number(digits.slice(2 * at, 2 * at + 2)) + 1 + at) % 100
      return { digits: digits.slice(0, 2 * at) + String(symbol).padStart(2, '0') + digits.slice(2 * at + 2), line: Math.floor(at / 3) + 1 }
    })
    return { name: `code ${index + 1}`, symbols: symbolsOf(code), digits, lines: codeLines(code), wrong }
  })
}

export function reporterKeyCases({ instance, code, reporter }: Scene): Case[] {
  return [
    {
      name: 'a reporter',
      instance,
      symbols: symbolsOf(code),
      apk: hex(reporter.card.apk),
      spk: hex(reporter.card.spk),
      kem_seed: hex(reporter.kem.sk),
      kpk: hex(reporter.card.kpk),
      card: hex(encodeReporterCard(reporter.card)),
      case_id: reporter.caseId,
    },
  ]
}

export function neverBytes(scene: Scene) {
  return { roles: 4, desks: [scene.external.id] }
}

// Two epochs of talk: the report and a text; then the desk opens the next one because its keys are newer, and replies.
export function makeTalk(scene: Scene) {
  const { reporter, legal, renewed, first, second, root, instance } = scene
  const base = { instance, caseId: reporter.caseId, stream: TALK, origin: 'browser' as const, rootFp: root.fp, anchor: null }
  const toReporter: WrapTo = { recipient: reporterRecipient(reporter.card), pk: reporter.card.kpk }
  const zero = makeEpoch(
    { ...base, epoch: 0, prevCtx: null, opener: REPORTER, rosterSeq: 1, rosterHash: first.hash },
    [toReporter, { recipient: deskRecipient(legal.card), pk: legal.card.kemPk }],
    null,
  )
  const never = neverBytes(scene)
  const report = message(zero, REPORTER, reporter.sig, {
    n: 0,
    type: 'report',
    lang: 'my',
    payload: encodeReportBody({ never, formVersion: 1, answers: writer().u16(1).u16(2).field(new TextEncoder().encode('ညဘက် တံခါးပိတ်ထားတယ်')).done() }),
    urgent: true,
  })
  const text = message(zero, REPORTER, reporter.sig, { n: 1, type: 'text', lang: 'my', prev: report, payload: new Uint8Array([0, 1]) })
  const desk = deskParty(legal.id)
  const one = makeEpoch(
    { ...base, epoch: 1, prevCtx: zero.ctx, opener: desk, rosterSeq: 2, rosterHash: second.hash },
    [toReporter, { recipient: deskRecipient(renewed.card), pk: renewed.card.kemPk }],
    zero.key,
  )
  const frozen = [{ author: REPORTER, n: 1, digest: text.digest }]
  const open = message(one, desk, renewed.keys.sig, { n: 0, type: 'open', lang: 'en', seen: frozen, payload: encodeOpening({ frozen, reason: 'newer-keys', never }) })
  const reply = message(one, desk, renewed.keys.sig, { n: 1, type: 'reply', lang: 'en', prev: open, seen: frozen, payload: new Uint8Array(5000).fill(7) })
  const notes = makeEpoch(
    { ...base, stream: notesOf(legal.id), anchor: zero.ctx, epoch: 0, prevCtx: null, opener: memberParty(legal.founder.memberId), rosterSeq: 2, rosterHash: second.hash },
    [{ recipient: deskRecipient(renewed.card), pk: renewed.card.kemPk }],
    null,
  )
  const note = message(notes, memberParty(legal.founder.memberId), legal.founder.keys.sig, {
    n: 0,
    type: 'open',
    lang: 'ja',
    payload: encodeOpening({ frozen: [], reason: 'first', never: { roles: 0, desks: [] } }),
  })
  return { zero, one, notes, report, text, open, reply, note }
}

export function headerCases(talk: Talk): Case[] {
  return (['zero', 'one', 'notes'] as const).map((name) => {
    const { header, headerBytes, ctx, key } = talk[name]
    return {
      name,
      instance: header.instance,
      case_id: header.caseId,
      stream: hex(streamBytes(header.stream)),
      epoch: header.epoch,
      prev_ctx: hex(header.prevCtx ?? new Uint8Array(32)),
      anchor: hex(header.anchor ?? new Uint8Array(32)),
      opener: hex(partyBytes(header.opener)),
      origin: 1,
      has_back: header.hasBack ? 1 : 0,
      root_fp: hex(header.rootFp),
      roster_seq: header.rosterSeq,
      roster_hash: header.rosterHash,
      key: hex(key),
      commit: hex(commitTo(key)),
      recipients: header.recipients.map((one) => ({ party: hex(partyBytes(one.party)), desk_epoch: one.deskEpoch, card_hash: hex(one.cardHash) })),
      header: hex(headerBytes),
      ctx: hex(ctx),
    }
  })
}

export function wrapCases(scene: Scene, talk: Talk): Case[] {
  const readers = (epoch: Epoch): KeyPair<'reporter-kem' | 'desk-kem'>[] =>
    epoch.header.recipients.map((one) => (one.party.kind === 'reporter' ? scene.reporter.kem : one.deskEpoch === 1 ? scene.legal.keys.kem : scene.renewed.keys.kem))
  return ([['zero', talk.zero, null], ['one', talk.one, talk.zero], ['notes', talk.notes, null]] as const).flatMap(([name, epoch, before]) =>
    splitWraps(epoch.wraps, epoch.header.recipients.length).map((wrap, index) => {
      const reader = readers(epoch)[index] ?? scene.reporter.kem
      return {
        name: `${name}, recipient ${index}`,
        header: hex(epoch.headerBytes),
        ctx: hex(epoch.ctx),
        recipient: hex(recipientOf(epoch.header, index)),
        public: hex(reader.pk),
        kem_seed: hex(reader.sk),
        shared_secret: hex(decapsulate(reader.sk, wrap.slice(0, 1120))),
        wrap: hex(wrap),
        key: hex(epoch.key),
        back: hex(epoch.back),
        key_before: before === null ? '' : hex(before.key),
        header_before: before === null ? '' : hex(before.headerBytes),
      }
    }),
  )
}

export function messageCases(talk: Talk): Case[] {
  return [
    messageCase('report', talk.report, talk.zero),
    messageCase('text', talk.text, talk.zero),
    messageCase('open', talk.open, talk.one),
    messageCase('reply in the second bucket', talk.reply, talk.one),
    messageCase('first note', talk.note, talk.notes),
  ]
}

type Written = SealedMessage & { author: Party; n: number; urgent: boolean; inner: Inner; pk: PublicKey<'reporter-sig' | 'desk-sig' | 'member-sig'> }

function message(
  epoch: { ctx: Epoch['ctx']; key: SymmetricKey<'epoch'>; header: Header },
  author: Party,
  keys: { pk: PublicKey<'reporter-sig' | 'desk-sig' | 'member-sig'>; sk: SecretKey<'reporter-sig' | 'desk-sig' | 'member-sig'> },
  what: { n: number; type: Inner['type']; lang: string; payload: Uint8Array; prev?: SealedMessage; seen?: Inner['seen']; urgent?: boolean },
): Written {
  const name = { author, n: what.n, urgent: what.urgent ?? false }
  const inner: Inner = {
    type: what.type,
    origin: 'browser',
    lang: what.lang,
    prev: what.prev?.digest ?? null,
    seen: what.seen ?? [],
    rosterSeq: epoch.header.rosterSeq,
    claimedDay: DAY,
    files: [],
    payload: what.payload,
  }
  return { ...sealMessage(epoch.ctx, epoch.key, keys.sk, name, inner), ...name, inner, pk: keys.pk }
}

function messageCase(name: string, one: Written, epoch: Epoch): Case {
  const types = { report: 1, text: 2, reply: 16, open: 48 } as const
  const type = one.inner.type
  if (!(type === 'report' || type === 'text' || type === 'reply' || type === 'open')) throw new Error('no number for this type')
  return {
    name,
    ctx: hex(epoch.ctx),
    key: hex(epoch.key),
    author: hex(partyBytes(one.author)),
    author_public: hex(one.pk),
    n: one.n,
    urgent: one.urgent ? 1 : 0,
    outer: hex(one.outer),
    body: hex(one.body),
    type: types[type],
    origin: 1,
    lang: one.inner.lang,
    prev: hex(one.inner.prev ?? new Uint8Array(32)),
    seen: one.inner.seen.map((head) => ({ author: hex(partyBytes(head.author)), n: head.n, digest: hex(head.digest) })),
    roster_seq: one.inner.rosterSeq,
    claimed_day: one.inner.claimedDay,
    payload: hex(one.inner.payload),
    digest: hex(one.digest),
  }
}

function recipientOf(header: Header, index: number): Uint8Array {
  const recipient = header.recipients[index]
  if (recipient === undefined) throw new Error('no such recipient')
  return recipientBytes(recipient)
}
