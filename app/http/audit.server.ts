// The signed line that an act of a member brings along, as far as a server checks it: who signed, that it speaks of this act.
// Every reader of the record checks it again, and the chain that it stands in.

import { AUDIT_ACTIONS, auditEntryHash, auditGenesis, auditHead, auditSigHolds, bytesFromHex, hashOf, parseAudit, type AuditAction } from '#crypto/server.ts'
import { sameBytes } from '#db/bytes.server.ts'
import type { NewEntry } from '#db/steps/record-entry.server.ts'
import { Refused } from './answering.server.ts'
import type { MemberRequest } from './member-frame.server.ts'
import { refusal } from './refusals.server.ts'

export interface Act {
  /** What an entry about this act may be called. */
  readonly actions: readonly AuditAction[]
  /** What the entry may name, 32 bytes each; `any`: the act is refused for a reason of its own before its entry counts. */
  readonly object: Uint8Array | readonly Uint8Array[] | 'any'
}

/** The entry of a body as the database takes it; its place in the chain, its day and its case are checked there. Refuses `record` where it is
 *  missing, signed by somebody else or about something else, and throws `broken` for a wrong layout. */
export function checkedEntry({ scope, card }: MemberRequest, audit: Uint8Array, act: Act): NewEntry {
  if (audit.length === 0) throw new Refused(refusal('record'))
  const field = parseAudit(audit)
  const { entry, entryBytes, sig, details } = field
  const named = act.actions.some((action) => AUDIT_ACTIONS[action] === entry.action)
  const objects = act.object instanceof Uint8Array ? [act.object] : act.object
  const meant = objects === 'any' || objects.some((object) => sameBytes(entry.object, object))
  const own = entry.instance === scope.instance && entry.memberId === scope.memberId && auditSigHolds(card.sigPk, field)
  if (!named || !meant || !own) throw new Refused(refusal('record'))
  return {
    memberId: scope.memberId, n: entry.n, prev: entry.prev, day: entry.day, action: entry.action,
    subject: entry.subject === null ? new Uint8Array(16) : bytesFromHex(entry.subject),
    bytes: entryBytes, signature: sig, hash: auditEntryHash(field), details: details.length === 0 ? null : details,
    genesis: auditGenesis(scope.instance),
    headAfter: (before, s, day) => auditHead(hashOf('audit-head', before), s, day, field),
  }
}

/** The object of an act about which nothing more is said. */
export const noObject: Uint8Array = new Uint8Array(32)

/** An id of 16 bytes in the place of an object. */
export function objectOfId(id: string): Uint8Array {
  return objectOfBytes(bytesFromHex(id))
}

/** The same for an id that is bytes already. */
export function objectOfBytes(id: Uint8Array): Uint8Array {
  const object = new Uint8Array(32)
  object.set(id)
  return object
}
