// Vectors of decisions from outside a case: page, answer, the letters around them, what carries them.
import { approvalPayload } from '#crypto/casework.ts'
import { askBodyBytes, decideBodyBytes, pageHash, pagePayload, signDecision, signPage } from '#crypto/decision.ts'
import { sealLetter } from '#crypto/desk-letter.ts'
import { bytesFromHex, utf8 } from '#crypto/bytes.ts'
import { reasonAbout } from '#crypto/outside.ts'
import { decapsulate, randomBytes } from '#crypto/sodium.ts'
import { hex } from './written.ts'
import type { Case } from './written.ts'
import { DAY } from './scene.ts'
import type { Desk, Scene } from './scene.ts'

export function decisionCases({ instance, legal, external, reporter }: Scene): Case[] {
  const pageId = hex(randomBytes(16))
  const digest = hex(randomBytes(32))
  const audit = randomBytes(60)
  const asks = legal.founder.keys
  const answers = external.founder.keys
  const words = { kind: 'decline', body: '{"reason":"OUT_OF_SCOPE","text":"外部の窓口へ"}', severity: 'S2 P3' }
  const payload = pagePayload(words)
  const shown = pageHash(payload)
  const page = signPage(asks.sig.sk, {
    instance, pageId, fromDesk: legal.id, memberId: asks.card.memberId, toDesk: external.id, digest, day: DAY, payload })
  const pageLetter = sealLetter(external.card, { kind: 'page', about: bytesFromHex(pageId) }, page)
  const text = 'ဟုတ်ကဲ့'
  const reason = sealLetter(legal.card, { kind: 'reason', about: reasonAbout(digest, answers.card.memberId) }, utf8(text))
  const given = { instance, memberId: answers.card.memberId, deskId: external.id, digest, shown, day: DAY }
  const back = signDecision(answers.sig.sk, { ...given, verdict: 'back', reason })
  const plain = signDecision(answers.sig.sk, { ...given, verdict: 'approve', reason: new Uint8Array() })
  const named = { instance, page_id: pageId, digest, day: DAY }
  const read = { kind: words.kind, page_body: words.body, severity: words.severity, payload: hex(payload), page_hash: shown }
  return [
    {
      name: 'a page', of: 'page', ...named, ...read, from_desk: legal.id, member_id: asks.card.memberId, to_desk: external.id, public: hex(asks.sig.pk), bytes: hex(page),
      ...letterOf(external, pageLetter), letter_kind: 'page', about: pageId, inside: hex(page), desk_id: external.id,
    },
    {
      name: 'sent back with a reason', of: 'answer', ...named, ...read, member_id: given.memberId, desk_id: external.id, verdict: 'back', reason: hex(reason), public: hex(answers.sig.pk), bytes: hex(back),
      ...letterOf(legal, reason), letter_kind: 'reason', about: hex(reasonAbout(digest, given.memberId)), inside: hex(utf8(text)),
    },
    { name: 'approved without a word', of: 'answer', ...named, ...read, member_id: given.memberId, desk_id: external.id, verdict: 'approve', reason: '', public: hex(answers.sig.pk), letter: '', bytes: hex(plain) },
    {
      name: 'asking', of: 'ask', ...named, case_id: reporter.caseId, desk_id: legal.id, to_desk: external.id, letter: hex(pageLetter), audit: hex(audit),
      bytes: hex(askBodyBytes({ caseId: reporter.caseId, deskId: legal.id, toDesk: external.id, pageId, digest, page: pageLetter, audit })),
    },
    { name: 'deciding', of: 'decide', ...named, desk_id: external.id, answer: hex(plain), audit: hex(audit), bytes: hex(decideBodyBytes({ pageId, deskId: external.id, answerBytes: plain, audit })) },
    { name: 'carried into the room', of: 'carried', digest, verdict: 'approve', ...read, outside: hex(plain), bytes: hex(approvalPayload({ proposal: digest, verdict: 'approve', outside: hex(plain), page: hex(payload) })) },
  ]
}

// The secret of the encapsulation goes along: not every program has an X-Wing of its own.
export function letterOf(desk: Desk, letter: Uint8Array) {
  const { sk, pk } = desk.keys.kem
  return { reader_id: desk.id, desk_epoch: desk.card.epoch, desk_seed: hex(sk), desk_public: hex(pk), shared_secret: hex(decapsulate(sk, letter.slice(4, 1124))), letter: hex(letter) }
}
