/**
 * What the staff worker remembers between calls, and for how long (§12.5). Time is passed in by the page; a page that
 * lies about it only cheats its own user.
 */
import type { OpenedDeskCase } from '../desk-case.ts'
import type { KnownRoster, OpenedDirectory } from '../directory.ts'
import type { Member, WaysIn } from '../member.ts'
import { NOTHING_RECORDED } from '../own-record.ts'
import type { KnownRecord } from '../own-record.ts'
import type { Action } from '../request.ts'
import { searchIndex } from '../search-index.ts'
import type { SearchIndex } from '../search-index.ts'
import type { CheckedNext, LastSigned } from '../next-roster.ts'
import type { OpenedRecovery, RecoveryHolder } from '../recovery-holder.ts'
import type { CheckedFounding, RootHolder } from '../root-holder.ts'
import { wipe } from '../sodium.ts'
import { dayFrom } from '../types.ts'
import type { CaseId, Day } from '../types.ts'
import { WorkerError } from './client.ts'
import type { PageView } from './calls-decisions.ts'
import type { FileWorks } from './file-work.ts'
import type { Prepared } from './messages.ts'

const MINUTE_MS = 60_000
export const IDLE_MS = 10 * MINUTE_MS
/** While new codes are being written down or printed, before anything can bring the keys back. */
export const IDLE_FRESH_MS = 60 * MINUTE_MS
const JOBS_KEPT = 64

export interface DeskSession {
  member: Member | null
  /** Ways in of a member made here, until they are sent. */
  ways: WaysIn | null
  fresh: boolean
  lastUse: number
  directory: OpenedDirectory | null
  /** Files being sealed, by their id, and the case of each. */
  files: FileWorks
  fileCases: Map<string, CaseId>
  /** Names of cases in the record, as they were first told; survive locking. */
  subjects: Map<CaseId, string>
  /** Length of the own chain and newest checkpoint; survive locking. */
  record: KnownRecord
  /** Survives locking: a roster once seen is never forgotten by this worker. */
  known: KnownRoster
  cases: Map<string, OpenedDeskCase>
  jobs: Map<string, { action: Action; body: Uint8Array }>
  jobCount: number
  root: RootHolder | null
  founding: CheckedFounding | null
  /** What the root file said was signed last; null where the root was opened by its code. */
  lastSigned: LastSigned | null
  next: CheckedNext | null
  /** Drawn to take over from `root`. */
  successor: RootHolder | null
  recovery: { readonly holder: RecoveryHolder; opened: OpenedRecovery | null } | null
  /** Words of the member's cases, and by which mark each summary among them was known; gone when it locks. */
  index: SearchIndex
  summaries: Map<string, string>
  /** Pages that were opened here and can be answered, by their id. */
  pages: Map<string, PageView>
  /** Highest version of each kept record that was opened here; survives locking. */
  versions: Map<string, number>
}

/** A session without any secret. */
export function newSession(): DeskSession {
  return {
    member: null, ways: null, fresh: false, lastUse: 0, directory: null, known: { seq: 0, hash: null, heads: new Map() },
    cases: new Map(), jobs: new Map(), jobCount: 0, root: null, founding: null, lastSigned: null, next: null, successor: null, recovery: null,
    subjects: new Map(), record: NOTHING_RECORDED, files: new Map(), fileCases: new Map(),
    index: searchIndex(), summaries: new Map(), pages: new Map(), versions: new Map(),
  }
}

/** Forgets every secret; wipes what lies in buffers of its own. */
export function lock(session: DeskSession): void {
  forgetMember(session)
  for (const root of [session.root, session.successor]) if (root !== null) wipe(root.code, root.keys.sig.sk, root.keys.inviteKey)
  if (session.recovery !== null) {
    wipe(session.recovery.holder.keys.sk)
    for (const { kemSeed, kem, recordKey } of session.recovery.opened?.access.seeds.values() ?? []) wipe(kemSeed, kem.sk, recordKey)
  }
  Object.assign(session, { root: null, founding: null, lastSigned: null, next: null, successor: null, recovery: null })
}

/** A root that has just been opened or has just signed, with what it signed last; what was checked for another is forgotten. */
export function openedRoot(session: DeskSession, root: RootHolder, last: LastSigned | null, now: number): void {
  Object.assign(session, { root, founding: null, lastSigned: last, next: null, successor: null, lastUse: now })
}

/** Forgets the member with all that was opened or prepared in their name: another one must not sign it. */
export function forgetMember(session: DeskSession): void {
  if (session.member !== null) {
    const { secret, keys } = session.member
    wipe(secret, keys.auth.sk, keys.sig.sk, keys.kem.sk, keys.inviteKey, keys.recordKey)
  }
  for (const desk of session.directory?.desks ?? []) {
    if (desk.signing !== null) wipe(desk.signing.seed, desk.signing.keys.sk)
    for (const seeds of desk.seeds.values()) wipe(seeds.kemSeed, seeds.kem.sk, seeds.recordKey)
    wipe(...[desk.pending?.kemSeed, desk.pending?.sigSeed].flatMap((seed) => (seed ? [seed] : [])))
  }
  for (const { talk, room, notes } of session.cases.values()) {
    for (const { key } of [talk, room, notes].flatMap((view) => view?.epochs ?? [])) if (key !== null) wipe(key)
  }
  Object.assign(session, {
    member: null, ways: null, fresh: false, directory: null, cases: new Map(), jobs: new Map(), files: new Map(), fileCases: new Map(),
    index: searchIndex(), summaries: new Map(), pages: new Map(),
  })
}

/** Locks when nobody has used the session for too long; true while it holds any secret. */
export function holdsSecrets(session: DeskSession, now: number): boolean {
  const limit = session.fresh ? IDLE_FRESH_MS : IDLE_MS
  if (now - session.lastUse > limit && holdsAny(session)) lock(session)
  return holdsAny(session)
}

function holdsAny({ member, root, recovery }: DeskSession): boolean {
  return member !== null || root !== null || recovery !== null
}

/** The device's own day of a moment in ms, in no zone: the two days of slack that a roster gets cover every zone. */
export function dayAt(now: number): Day {
  return dayFrom(Math.floor(now / 86_400_000))
}

/** Counts as use; a session that has gone idle is locked instead. */
export function touch(session: DeskSession, now: number): void {
  if (holdsSecrets(session, now)) session.lastUse = Math.max(session.lastUse, now)
}

/** The unlocked member; throws `locked`. */
export function memberOf(session: DeskSession, now: number): Member {
  touch(session, now)
  if (session.member === null) throw new WorkerError('locked')
  return session.member
}

/** The open root; throws `locked`. */
export function rootOf(session: DeskSession, now: number): RootHolder {
  touch(session, now)
  if (session.root === null) throw new WorkerError('locked')
  return session.root
}

/** The recovery holder whose code was typed; throws `locked`. */
export function recoveryOf(session: DeskSession, now: number): NonNullable<DeskSession['recovery']> {
  touch(session, now)
  if (session.recovery === null) throw new WorkerError('locked')
  return session.recovery
}

/** The checked directory; throws `locked` or `unprepared`. */
export function directoryOf(session: DeskSession, now: number): OpenedDirectory {
  memberOf(session, now)
  return due(session.directory)
}

/** Keeps a body to be signed as often as sending it takes. */
export function prepare<Name extends Prepared['action']>(session: DeskSession, action: Name, body: Uint8Array): { job: string; action: Name } {
  session.jobCount += 1
  const job = `${action}-${session.jobCount}`
  session.jobs.set(job, { action, body })
  const [oldest] = session.jobs.keys()
  if (session.jobs.size > JOBS_KEPT && oldest !== undefined) session.jobs.delete(oldest)
  return { job, action }
}

/** A value that an earlier call must have made; throws `unprepared`. */
export function due<Value>(value: Value | null | undefined): Value {
  if (value === null || value === undefined) throw new WorkerError('unprepared')
  return value
}
