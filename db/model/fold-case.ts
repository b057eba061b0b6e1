// Smaller questions to the signed entries of a case: who leads it, who worked on it before, who was added by one person alone,
// and where the server tells something else.
import type { TimelineEntry } from '#crypto/worker/views.ts'
import type { AboutCase } from './case-file.ts'
import type { CaseState } from './case-state.ts'
import type { Decision } from './decisions.ts'
import type { Doubt } from './doubts.ts'
import type { Turning } from './fold-states.ts'
import { latestOf, type WorkRow } from './fold-work.ts'
import type { StepVerb } from './roles.ts'
import type { WorkKind } from './work-records.ts'

/** The member whom the newest signed assignment names; null for nobody. Cases from before casework have it in the notes. */
export function assigneeOf(timeline: readonly TimelineEntry[], rows: readonly WorkRow[]): string | null {
  const assigned = latestOf(rows, 'assign').at(-1)
  if (assigned !== undefined) return assigned.member
  const noted = timeline.findLast((entry) => entry.type === 'assign')
  return noted?.type === 'assign' && noted.fields.member !== undefined && noted.fields.member !== '' ? noted.fields.member : null
}

/** True while the newest question of a desk has no word of the reporter behind it. */
export function waitsForReporter(timeline: readonly TimelineEntry[]): boolean {
  const asked = timeline.findLastIndex((entry) => entry.type === 'ask')
  return asked !== -1 && !timeline.slice(asked + 1).some(({ author, stream }) => stream === 'talk' && author.kind === 'reporter')
}

/** Teams that a desk let in without a second person, or otherwise than was agreed. Before a wall nobody can look: only what came after the first epoch that this desk reads is asked. */
export function addedAlone(timeline: readonly TimelineEntry[], decisions: readonly Decision[], own: string): { used: string[]; doubts: Doubt[] } {
  const used: string[] = []
  const doubts: Doubt[] = []
  const first = Math.min(...timeline.filter(({ stream }) => stream === 'talk').map(({ epoch }) => epoch))
  for (const entry of timeline) {
    if (entry.type !== 'open' || entry.author.kind !== 'desk' || entry.epoch <= first) continue
    for (const desk of entry.open.added) {
      if (desk === own) continue
      const agreed = decisions.filter(({ digest, state, proposal }) => state === 'approved' && proposal.kind === 'add-desk' && proposal.body.deskId === desk && !used.includes(digest))
      const fits = agreed.find(({ proposal }) => proposal.kind === 'add-desk' && (proposal.body.history || !entry.open.withHistory))
      if (fits === undefined) doubts.push({ kind: 'add-desk', why: agreed.length > 0 ? 'other-than-approved' : 'no-approval', key: entry.key, text: desk })
      else used.push(fits.digest)
    }
  }
  return { used, doubts }
}

/** Work on the matter itself: whoever did one of these is no fresh eye. */
const ownWork: readonly WorkKind[] = ['plan', 'finding', 'review', 'interview', 'remedy', 'consultation']
const ownSteps: readonly StepVerb[] = ['accept', 'decline', 'refer', 'investigate', 'submit-findings', 'plan-remedy', 'begin-remedy', 'give-outcome', 'take-up']

/** The place in the room up to which everything belongs to the time before the case began to be judged anew; -1 where it is not. Where no record marks
 *  it, the whole of that day counts as before. */
export function placeOfTurning(room: readonly TimelineEntry[], rows: readonly WorkRow[], turning: Turning | null): number {
  if (turning === null) return -1
  const marks = rows.filter(({ work, entry }) => work.kind === 'step' && work.dropped === null && ['appeal', 'reopen'].includes(work.value.verb) && entry.day >= turning.day)
  return marks.at(-1)?.entry.place ?? room.findLastIndex(({ day }) => day <= turning.day)
}

/** Everybody who worked on the matter up to that place in the room, in order. */
export function workersUntil(place: number, room: readonly TimelineEntry[], rows: readonly WorkRow[]): string[] {
  const people = rows.filter(({ entry }) => entry.place <= place).flatMap(({ work, entry }): string[] => {
    if (work.dropped !== null) return []
    if (work.kind === 'plan') return [entry.memberId, ...work.value.team]
    if (work.kind === 'assign') return work.value.member === null ? [] : [work.value.member]
    if (work.kind === 'step') return ownSteps.includes(work.value.verb) ? [entry.memberId] : []
    return ownWork.includes(work.kind) ? [entry.memberId] : []
  })
  const decided = room.slice(0, place + 1).flatMap((entry) => {
    if (entry.type === 'proposal') return [entry.author.id]
    if (entry.type !== 'approval' || entry.approval.outside === 'unproven') return []
    return [entry.approval.outside?.memberId ?? entry.author.id]
  })
  return [...new Set([...people, ...decided])].sort()
}

interface SignedFacts {
  /** The newest state that was told; null where no event can be read. */
  readonly state: CaseState | null
  readonly assignee: string | null
  readonly held: boolean
}

/** Where the server's columns differ from what was signed. A desk behind a wall cannot compare what was signed before it came. An assignment falls when
 *  its member leaves, so nobody in the column is no doubt where that person is on no list. */
export function serverDoubts({ columns, held, people }: AboutCase, signed: SignedFacts, behindWall: boolean): Doubt[] {
  const doubts: Doubt[] = []
  const tell = (kind: Doubt['kind'], text: string) => doubts.push({ kind, why: 'server-differs', key: null, text })
  const unseen = (nothing: boolean) => behindWall && nothing
  if (columns !== null && columns.state !== (signed.state ?? 'RECEIVED') && !unseen(signed.state === null)) tell('state', columns.state)
  const left = columns?.assignee === null && !people.some(({ memberId }) => memberId === signed.assignee)
  if (columns !== null && columns.assignee !== signed.assignee && !left && !unseen(signed.assignee === null)) tell('assignee', columns.assignee ?? '')
  if (held !== null && held !== signed.held && !unseen(!signed.held)) tell('held', String(held))
  return doubts
}

/** True where the conversation that this desk can read does not begin with the report: it came in without the history. */
export function isBehindWall(timeline: readonly TimelineEntry[]): boolean {
  const first = timeline.find(({ stream }) => stream === 'talk')
  return first !== undefined && first.epoch > 0
}
