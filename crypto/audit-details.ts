/**
 * Details of an entry in the record (§15.2), sealed under the notes of the desk: who reads the notes reads them, the
 * reporter and other desks do not. For the devices of members.
 */
import { auditEntryBytes, detailsHashOf } from './audit.ts'
import type { AuditEntry } from './audit.ts'
import { T } from './bytes.ts'
import { CryptoError, refuse } from './error.ts'
import { padRecord, unpadRecord } from './pad.ts'
import { Hk, open, seal } from './sodium.ts'
import type { Ctx, SymmetricKey } from './types.ts'

/** An epoch of a desk's notes whose key is held. */
export interface NotesKey {
  readonly ctx: Ctx
  readonly key: SymmetricKey<'epoch'>
}

/** The entry with its details: `payload` (§11.1) sealed for exactly this entry (§15.2). */
export function sealAuditDetails(notes: NotesKey, entry: AuditEntry, payload: Uint8Array): { entry: AuditEntry; details: Uint8Array } {
  const details = seal(detailsKey(notes), detailsAd(entry), padRecord(payload))
  return { entry: { ...entry, detailsHash: detailsHashOf(details) }, details }
}

/** The payload of details under one of these keys; throws `broken` where none of them opens it (§15.2). */
export function openAuditDetails(held: readonly NotesKey[], entry: AuditEntry, details: Uint8Array): Uint8Array {
  for (const notes of held) {
    try {
      return unpadRecord(open(detailsKey(notes), detailsAd(entry), details))
    } catch (error) {
      // Sealed under another epoch of the notes: the entry does not say which.
      if (!(error instanceof CryptoError) || error.code !== 'broken') throw error
    }
  }
  return refuse('broken', 'details do not open')
}

function detailsKey(notes: NotesKey): Uint8Array {
  return Hk(notes.key, 'audit-details', notes.ctx)
}

function detailsAd(entry: AuditEntry): Uint8Array {
  return T('audit-ad', auditEntryBytes({ ...entry, detailsHash: detailsHashOf(new Uint8Array(0)) }))
}
