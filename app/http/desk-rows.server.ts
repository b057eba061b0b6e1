// Parts of answers about a desk that several addresses give: its signed list with cards and names, and who holds its recovery key.

import type { B64, NamedMember, RecoveryHolder } from '#crypto/answers.ts'
import type { RecoveryKey } from '#db/queries/desk-cards.server.ts'
import type { MemberListRows } from '#db/queries/member-list.server.ts'
import { base64From } from './base64.server.ts'

/** The list names everybody who was ever on it, and a browser checks all of it: so cards and names of former members go along. */
export function listedRows({ changes, cards, names }: MemberListRows): { changes: B64[]; memberCards: B64[]; names: NamedMember[] } {
  return {
    changes: changes.map(({ change, signature }) => base64From(Buffer.concat([change, signature]))),
    memberCards: cards.map(base64From),
    names: names.map(({ memberId, name }) => ({ memberId, name })),
  }
}

/** The public key and the words for its holder, null where the desk has none. */
export function recoveryHolder(recovery: RecoveryKey | null): RecoveryHolder | null {
  return recovery === null ? null : { pk: base64From(recovery.pk), label: recovery.label }
}
