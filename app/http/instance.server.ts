// The organisation of this portal, as the server knows it; asked of the database seldom, because every request needs it.

import { createHash } from 'node:crypto'
import { CryptoError, parseRosterFile, type Roster } from '#crypto/server.ts'
import { hexFrom } from '#db/bytes.server.ts'
import type { Database } from '#db/connect.server.ts'
import type { InstanceId } from '#db/model/ids.ts'
import { textsFromRows, type OperatorTexts } from '#db/model/operator-texts.ts'
import { allOperatorTexts } from '#db/queries/operator-texts.server.ts'
import { instanceFor } from '#db/queries/instance-for.server.ts'
import { latestRoster } from '#db/queries/rosters.server.ts'

export interface Instance {
  readonly instanceId: InstanceId
  readonly organisation: string
  readonly operator: 'buyer' | 'neutral'
  readonly timeZone: string
  readonly practice: boolean
  /** True once a roster is published. */
  readonly live: boolean
  /** Hash of the root key, 64 hex digits; null until the root was made. */
  readonly rootFp: string | null
  /** Number of the newest roster; null before the first. */
  readonly rosterSeq: number | null
  /** Hash of the newest roster, 64 hex digits; null before the first. */
  readonly rosterHash: string | null
  /** The server key that the newest roster names for receipts, as hex digits; null before the first, and where the stored one does not hold: browsers refuse that, and nothing is signed under it. */
  readonly receiptPk: string | null
  readonly texts: OperatorTexts
  /** Labels of the teams in the newest roster, in its order. */
  readonly teams: readonly string[]
  /** Changes whenever anything above or the operator's texts change: pages that depend on them are kept under it. */
  readonly version: string
}

export interface Instances {
  /** The organisation, or null before set-up; at most `freshMs` old. */
  current(): Promise<Instance | null>
  /** Makes the next `current` ask the database: called after every change of it in this process. */
  changed(): void
}

const freshMs = 5_000

/** Knows the organisation that `host` serves. Another process on the same database is heard after five seconds. */
export function instancesOf(db: Database, host: () => string): Instances {
  let known: Promise<Instance | null> | null = null
  let askedAt = 0
  return {
    current() {
      const now = performance.now()
      if (known === null || now - askedAt > freshMs) {
        askedAt = now
        const asked = read(db, host())
        known = asked
        // A database that is away now may be back at the next request.
        asked.catch(() => {
          if (known === asked) known = null
        })
      }
      return known
    },
    changed() {
      known = null
    },
  }
}

async function read(db: Database, host: string): Promise<Instance | null> {
  const row = await instanceFor(db, host)
  if (row === null) return null
  const [roster, texts] = await Promise.all([latestRoster(db, row.instance), allOperatorTexts(db, row.instance)])
  const signed = roster === null ? null : heldRoster(roster.file)
  const facts = {
    instanceId: row.instance,
    organisation: row.label,
    operator: row.kind === 'operator' ? ('neutral' as const) : ('buyer' as const),
    timeZone: row.zone,
    practice: row.practice,
    live: roster !== null,
    rootFp: row.rootFp === null ? null : hexFrom(row.rootFp),
    rosterSeq: roster?.seq ?? null,
    rosterHash: roster?.hash ?? null,
    texts: textsFromRows(texts),
    receiptPk: signed === null ? null : hexFrom(signed.receiptPk),
    teams: signed === null ? [] : signed.desks.map(({ label }) => label),
  }
  const version = createHash('sha256').update(JSON.stringify(facts)).digest('hex').slice(0, 16)
  return { ...facts, version }
}

// A row that somebody changed is for browsers to refuse, in words: the server, which needs it for names of teams, goes on without.
function heldRoster(file: Uint8Array): Roster | null {
  try {
    return parseRosterFile(file).roster
  } catch (error) {
    if (error instanceof CryptoError) return null
    throw error
  }
}
