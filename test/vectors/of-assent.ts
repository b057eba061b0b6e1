// Vectors of two names under words for the reporter: what is signed, and what an event carries.
import { assentWords, boundTo, encodeAssents, signAssent } from '#crypto/assent.ts'
import { concat } from '#crypto/bytes.ts'
import { encodeMemberCard } from '#crypto/card.ts'
import { payloadFrom } from '#crypto/fields.ts'
import { randomBytes } from '#crypto/sodium.ts'
import { hex } from './written.ts'
import type { Case } from './written.ts'
import type { Desk, Scene } from './scene.ts'

export function assentCases({ instance, legal, external, reporter }: Scene): Case[] {
  const salt = randomBytes(32)
  const bound = boundTo(reporter.caseId, salt)
  const told = { state: 'DECLINED', sinceDay: '20780', endDay: '20810', reason: 'OUT_OF_SCOPE', text: 'ဒါကို မလုပ်ပေးနိုင်ပါ', places: '労働基準監督署' }
  const words = assentWords(told)
  const one = ({ id, founder }: Desk) => ({ deskId: id, memberId: founder.keys.card.memberId, sig: signAssent(founder.keys.sig.sk, instance, bound, words) })
  const [first, second] = [one(legal), one(external)]
  const lists = [legal, external].map(({ id, changes, founder, colleague }) => ({ deskId: id, changes: changes.map(({ change, sig }) => concat(change, sig)), cards: [founder.keys.card, colleague.keys.card] }))
  const bytes = encodeAssents({ salt, signed: [first, second], lists }) ?? new Uint8Array()
  const named = { instance, case_id: reporter.caseId, salt: hex(salt), bound, event: hex(payloadFrom('event', told)), words: hex(words) }
  const signer = ({ id, founder }: Desk, sig: Uint8Array) => ({ desk_id: id, member_id: founder.keys.card.memberId, public: hex(founder.keys.sig.pk), sig: hex(sig) })
  return [
    { name: 'who proposes', of: 'assent', ...named, ...signer(legal, first.sig), field: hex(concat(salt, first.sig)) },
    { name: 'who agrees', of: 'assent', ...named, ...signer(external, second.sig), field: '' },
    {
      name: 'what the event carries', of: 'assents', ...named, bytes: hex(bytes), first_desk: legal.id, second_desk: external.id, first_member: first.memberId, second_member: second.memberId,
      first_sig: hex(first.sig), second_sig: hex(second.sig), lists: lists.map(({ deskId, changes, cards }) => ({ desk_id: deskId, changes: hex(concat(...changes)), cards: hex(concat(...cards.map(encodeMemberCard))) })),
    },
  ]
}
