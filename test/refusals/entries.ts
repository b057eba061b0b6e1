// Entries of the record, made byte by byte, so that wrong visitors can bring right ones and right visitors wrong ones.
import type { AuditPlace, CasePlace } from '#crypto/answers.ts'
import { AUDIT_ACTIONS, auditEntryBytes, auditFieldBytes, detailsHashOf, parseAudit, signAuditEntry, type AuditAction, type AuditEntry } from '#crypto/audit.ts'
import { bytesFromHex } from '#crypto/bytes.ts'
import { dayFrom, hashOf } from '#crypto/types.ts'
import type { Signer, World } from './people.ts'

export interface Spoken {
  readonly action: AuditAction
  readonly object: Uint8Array
  /** The case that the entry is about. */
  readonly caseId: string | null
}

const nobody: AuditPlace = { n: 0, prev: '0'.repeat(64), checkpoint: null }

/** The next entry of this member about this act, with `change` in it; somebody without a session says what a first entry would. */
export async function entryBy(world: World, signer: Signer, { action, object, caseId }: Spoken, change: Partial<AuditEntry> = {}): Promise<Uint8Array> {
  if (signer.who.kind !== 'member' || signer.sig === null) throw new Error('only members sign entries')
  const place = await placeOf(world, signer, caseId)
  const entry: AuditEntry = {
    instance: world.instance, memberId: signer.who.memberId, n: place.n, prev: hashOf('audit-entry', bytesFromHex(place.prev)), day: dayFrom(world.today),
    action: AUDIT_ACTIONS[action], subject: place.auditRef, object, rosterSeq: 1, seenSeq: 0, seenHead: hashOf('audit-head', new Uint8Array(32)),
    detailsHash: detailsHashOf(new Uint8Array(0)), ...change,
  }
  const entryBytes = auditEntryBytes(entry)
  return auditFieldBytes({ entryBytes, sig: signAuditEntry(signer.sig, entryBytes), details: new Uint8Array(0) })
}

/** What the entry at the end of a body says, to say it again for somebody else. */
export function spokenIn(audit: Uint8Array, caseId: string | null): Spoken {
  const { action, object } = parseAudit(audit).entry
  const [name] = (Object.keys(AUDIT_ACTIONS) as AuditAction[]).filter((one) => AUDIT_ACTIONS[one] === action)
  if (name === undefined) throw new Error('an action without a name')
  return { action: name, object, caseId }
}

/** The body with another entry at its end. */
export function withEntry(body: Uint8Array, audit: Uint8Array, other: Uint8Array): Uint8Array {
  const front = body.slice(0, body.length - audit.length - 4)
  const length = new Uint8Array(4)
  new DataView(length.buffer).setUint32(0, other.length)
  return new Uint8Array([...front, ...length, ...other])
}

async function placeOf(world: World, signer: Signer, caseId: string | null): Promise<AuditPlace & { auditRef: string | null }> {
  const answer = await fetch(`${world.portal.origin}/desk/api/audit-place${caseId === null ? '' : `?case=${caseId}`}`, { headers: { Cookie: signer.cookie } })
  if (!answer.ok) return { ...nobody, auditRef: caseId === null ? null : '11'.repeat(16) }
  const place = (await answer.json()) as AuditPlace & Partial<CasePlace>
  return { ...place, auditRef: caseId === null ? null : (place.case?.auditRef ?? '11'.repeat(16)) }
}
