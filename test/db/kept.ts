// Sealed records of a desk and its members, in rows only.
import type { Keeping } from '#db/commands/keep-record.server.ts'
import { sameBytes } from '#db/bytes.server.ts'
import type { CaseId } from '#db/model/ids.ts'
import type { MemberScope } from '#db/scope.ts'
import type { Casework } from './casework.ts'
import { bytes, party, today } from './organisation.ts'
import { entryFor } from './record.ts'

export interface Kind {
  readonly kind: number
  readonly owner: 'desk' | 'own' | MemberScope
  readonly recordId?: Uint8Array
  readonly version?: number
  readonly keyEpoch?: number
  readonly caseId?: CaseId | null
  readonly size?: number
  /** Whether a signed line goes along; by default for what is not the member's own. */
  readonly recorded?: boolean
}

/** What the member's device would send to keep such a record at the legal desk, under a fresh id unless one is given. */
export async function keepingOf(work: Casework, scope: MemberScope, given: Kind): Promise<Keeping> {
  const { legal } = work.minato
  const owner = given.owner === 'desk' ? party(2, legal.deskId) : party(3, given.owner === 'own' ? scope.memberId : given.owner.memberId)
  const { kind, recordId = bytes(16), version = 1, keyEpoch = 1, caseId = null, recorded = given.owner !== 'own' && given.kind !== 8 } = given
  const head = new Uint8Array(38)
  head.set([kind, ...owner, ...recordId])
  new DataView(head.buffer).setUint32(34, version)
  const body = bytes(given.size ?? 1106)
  return {
    today, deskId: legal.deskId, caseId, head, kind, owner, recordId, version, keyEpoch, body,
    isSame: (stored) => sameBytes(stored, body),
    entry: recorded ? await entryFor(work.db, scope, null, { action: 12 }) : null,
  }
}
