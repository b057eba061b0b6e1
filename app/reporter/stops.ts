// What a person reads when the protocol refuses: one sentence for each code, because each has another cause and another consequence.
import type { WorkerCode } from '#crypto/worker/client.ts'

/** `write`: nothing has left the phone yet, and it is the list of teams that does not hold. `read`: something that came back does not. */
export type StopPlace = 'write' | 'read'

const everywhere = {
  'bad-key': 'stop.badKey',
  roster: 'stop.roster',
  ghost: 'stop.ghost',
  receipt: 'stop.receipt',
  expired: 'expired.date',
  'not-ready': 'error.seal',
  'worker-failed': 'error.seal',
  // Calls of the page in a wrong order or with wrong values, and refusals that only staff can meet.
  parameters: 'error.again',
  locked: 'error.again',
  unprepared: 'error.again',
  unreadable: 'error.again',
} as const

const stops: Readonly<Record<StopPlace, Readonly<Record<WorkerCode, string>>>> = {
  write: {
    ...everywhere,
    broken: 'stop.list',
    'newer-version': 'stop.newerList',
    'pinned-root': 'stop.rootList',
    excluded: 'stop.excludedOwn',
    usage: 'error.long',
    // Of a conversation only: a first visit has nothing that could have gone back or been taken away.
    rollback: 'stop.list',
    dropped: 'stop.list',
    epoch: 'stop.list',
    members: 'stop.list',
  },
  read: {
    ...everywhere,
    broken: 'stop.broken',
    'newer-version': 'stop.newer',
    'pinned-root': 'stop.root',
    excluded: 'stop.excluded',
    usage: 'error.again',
    rollback: 'stop.rollback',
    dropped: 'stop.dropped',
    epoch: 'stop.epoch',
    members: 'stop.members',
  },
}

export function stopKey(place: StopPlace, code: WorkerCode): string {
  return stops[place][code]
}

/** Whether this takes the whole screen; anything else is said beside what the person was doing. */
export function takesScreen(place: StopPlace, code: WorkerCode): boolean {
  return !stopKey(place, code).startsWith('error.') && code !== 'receipt'
}

/** The keys of all sentences that can stand on the page of a place. */
export function stopKeys(place: StopPlace): readonly string[] {
  return [...new Set(Object.values(stops[place]))]
}
