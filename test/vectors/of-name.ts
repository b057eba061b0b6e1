// Vectors of a name for one team: the letter with what lies in it, its place at rest, and the request.
import { bytesFromHex } from '#crypto/bytes.ts'
import { openLetter } from '#crypto/desk-letter.ts'
import { payloadFrom } from '#crypto/fields.ts'
import { nameBodyBytes, nameHead, sealName } from '#crypto/name-letter.ts'
import type { NameWords } from '#crypto/worker/views.ts'
import { letterOf } from './of-decision.ts'
import { hex } from './written.ts'
import type { Case } from './written.ts'
import { DAY } from './scene.ts'
import type { Scene } from './scene.ts'

export function nameCases({ instance, legal, external, reporter }: Scene): Case[] {
  const given: NameWords = { name: 'ခင်ခင်', reach: 'LINE: khin', purpose: 'inside' }
  const letters = [legal, external].map((desk) => {
    const letter = sealName(reporter, desk.card, given, DAY)
    const about = bytesFromHex(reporter.caseId)
    const inside = openLetter(instance, desk.id, () => desk.keys.kem, { kind: 'name', about }, letter) ?? new Uint8Array()
    return {
      name: `for ${desk === legal ? 'one team' : 'another'}`, of: 'name', instance, case_id: reporter.caseId, desk_id: desk.id, day: DAY, given_name: given.name, reach: given.reach, purpose: given.purpose, payload: hex(payloadFrom('name', given)),
      public: hex(reporter.card.spk), ...letterOf(desk, letter), letter_kind: 'name', about: hex(about), inside: hex(inside), bytes: hex(inside), head: hex(nameHead(reporter.caseId, desk.id)),
    }
  })
  const rows = [{ deskId: legal.id, letter: bytesFromHex(letters[0]?.letter ?? '') }, { deskId: external.id, letter: null }]
  return [
    ...letters,
    { name: 'given to one team, taken back from another', of: 'request', given_to: legal.id, taken_from: external.id, letter: letters[0]?.letter ?? '', bytes: hex(nameBodyBytes(rows)) },
  ]
}
