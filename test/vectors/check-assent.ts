// What the library makes of the vectors of two names under words for the reporter. Runs in Node and, bundled, in a page.
import { assentWords, boundTo, encodeAssents, parseAssents } from '#crypto/assent.ts'
import { bytesFromHex, concat, hexFromBytes } from '#crypto/bytes.ts'
import { encodeMemberCard } from '#crypto/card.ts'
import { fieldsFrom } from '#crypto/fields.ts'
import { verify } from '#crypto/sodium.ts'
import { caseIdFromBytes, publicKey } from '#crypto/types.ts'
import type { EventFields } from '#crypto/worker/views.ts'
import { bytes, list, same, text } from './fields.ts'
import type { Fields } from './fields.ts'

export function assent(v: Fields): void {
  const words = assentWords(fieldsFrom<EventFields>('event', bytes(v, 'event')))
  same(words, bytes(v, 'words'), 'words')
  same(boundTo(caseIdFromBytes(bytes(v, 'case_id')), bytes(v, 'salt')), text(v, 'bound'), 'bound')
  if (text(v, 'of') === 'assents') carried(v)
  else if (!verify(publicKey('member-sig', bytes(v, 'public')), bytes(v, 'sig'), 'assent', bytes(v, 'instance'), bytes(v, 'bound'), words)) throw new Error('signature of an assent')
}

function carried(v: Fields): void {
  const made = bytes(v, 'bytes')
  const read = parseAssents(made)
  const names = ['first', 'second'] as const
  read.signed.forEach(({ deskId, memberId, sig }, at) => {
    const name = names[at] ?? 'first'
    same([deskId, memberId, hexFromBytes(sig)].join(), [text(v, `${name}_desk`), text(v, `${name}_member`), text(v, `${name}_sig`)].join(), name)
  })
  same(read.lists.length, list(v, 'lists').length, 'lists')
  for (const wanted of list(v, 'lists')) {
    const held = read.lists.find(({ deskId }) => deskId === text(wanted, 'desk_id'))
    same(concat(...(held?.changes ?? [])), bytesFromHex(text(wanted, 'changes')), 'changes')
    same(concat(...(held?.cards ?? []).map(encodeMemberCard)), bytesFromHex(text(wanted, 'cards')), 'cards')
  }
  same(encodeAssents(read) ?? '', made, 'bytes')
}
