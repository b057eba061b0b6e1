// What `found` and `card` bring along: a person, a card, ways to unlock. Checked here as far as a server can,
// because a member whose boxes name somebody else would lock themselves out.

import { memberCardHash, memberRequestId, parseMemberCard, parseUnlockHead, type CardBody, type WireUnlock } from '#crypto/server.ts'
import type { NewPerson, NewUnlock } from '#db/steps/new-member.server.ts'
import { memberIdFrom, type InstanceId, type MemberId } from '#db/model/ids.ts'
import { Refused } from './answering.server.ts'
import { refusal } from './refusals.server.ts'

/** The person behind a card, as the database takes them; refuses `broken` for a name of control signs or an address that is none. */
export function personFrom(instance: InstanceId, body: CardBody): NewPerson {
  const card = parseMemberCard(body.memberCard)
  const memberId = memberIdFrom(body.memberCard.slice(0, 16))
  const email = body.email.trim()
  if (!/^[^\p{Cc}\p{Cs}]{1,80}$/u.test(body.name.trim())) throw new Refused(refusal('broken'))
  if (email !== '' && !/^[^\s@<>"',;:\\]{1,64}@[^\s@<>"',;:\\]{1,189}$/.test(email)) throw new Refused(refusal('broken'))
  return {
    memberId,
    idHash: memberRequestId(memberId),
    name: body.name,
    email: email === '' ? null : email,
    card: body.memberCard,
    cardHash: memberCardHash(card),
    unlock: unlockFrom(instance, memberId, body.unlock),
  }
}

/** Ways to unlock with their kinds; refuses `broken` unless each names this instance and this member, and none but passkeys comes twice. */
export function unlockFrom(instance: InstanceId, memberId: MemberId, ways: readonly WireUnlock[]): NewUnlock[] {
  const taken = ways.map(({ head, box }): NewUnlock => {
    const read = parseUnlockHead(head)
    if (read.instance !== instance || read.memberId !== memberId) throw new Refused(refusal('broken'))
    return { kind: kinds[read.way.kind], head, box }
  })
  const words = taken.filter(({ kind }) => kind !== kinds.passkey)
  if (new Set(words.map(({ kind }) => kind)).size < words.length) throw new Refused(refusal('broken'))
  return taken
}

const kinds = { phrase: 1, passkey: 2, code: 3 } as const
