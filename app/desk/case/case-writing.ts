// What goes out beside the sealed words of a case, and how the file will look once they have arrived.

import type { DeskWrite, NewColumns } from '#crypto/worker/messages.ts'
import type { DeskCaseView, DirectoryView, SummaryFields, TimelineEntry } from '#crypto/worker/views.ts'
import type { CaseFile } from '#db/model/case-file.ts'
import type { Person } from '#db/model/decisions.ts'
import { dropBody, workBody, type WorkInput } from '#db/model/work-records.ts'
import { codeOfCase, resultEvent } from '../register/outcome-of.ts'
import type { WorkToWrite } from './case-context.tsx'

/** Everybody whose signature counts in this case: the members of the desks that read it, the own one at least. */
export function peopleOf(view: DeskCaseView, directory: DirectoryView): Person[] {
  if (view.people.length > 0) return [...view.people]
  const desk = directory.desks.find(({ deskId }) => deskId === view.deskId)
  const roles = directory.roster?.teams.find(({ id }) => id === view.deskId)?.roles ?? []
  return (desk?.members ?? []).filter(({ removed }) => !removed).map(({ memberId, name, role }) => ({ memberId, name, role, deskId: view.deskId, desk: desk?.label ?? '', roles }))
}

/** The columns of a write as the server can take them: what changes no state leaves its column alone, even one that nobody signed. The signed event tells the believed state. */
export function columnsToSend(next: NewColumns | null, believed: string, stored: string): NewColumns | null {
  return next === null || next.state !== believed ? next : { ...next, state: stored }
}

/** What the inbox, the board and the register show of the casework; a case that nobody has weighed keeps the priority of its notes. */
export function caseworkSummary(file: CaseFile, { priority: noted, timeline }: Pick<DeskCaseView, 'priority' | 'timeline'>): SummaryFields {
  const code = codeOfCase(file)
  const priority = file.severity?.p ?? noted
  const running = file.clocks.filter((clock) => clock.stoppedDay === null).map((clock) => [clock.clockId, { rule: clock.rule, startDay: clock.startDay }])
  const { finding, reason, remedies } = resultEvent(timeline)?.fields ?? {}
  return {
    ...(priority === null ? {} : { priority: String(priority) }),
    ...(file.severity === null ? {} : { severity: String(file.severity.s) }),
    ...(code === '' ? {} : { code }),
    ...(running.length === 0 ? {} : { clocks: JSON.stringify(Object.fromEntries(running)) }),
    ...(finding === undefined ? {} : { finding }),
    ...(reason === undefined ? {} : { reason }),
    ...(remedies === undefined ? {} : { remedies }),
  }
}

/** The timeline as it will stand once these writes have arrived; only casework and events are told ahead, as of `today`. */
export function withWrites(view: DeskCaseView, writes: readonly DeskWrite[], me: string, today: number): TimelineEntry[] {
  const day = view.timeline.reduce((latest, entry) => Math.max(latest, entry.day), today)
  const ahead = writes.flatMap((write, n): TimelineEntry[] => {
    const said = { key: `ahead ${n}`, digest: '', n, epoch: 0, day, lang: write.lang, urgent: false, mark: 'none', files: [] } as const
    if (write.type === 'work') return [{ ...said, stream: 'room', author: { kind: 'member', id: me, label: '', deskId: view.deskId }, type: 'work', work: write.fields }]
    if (write.type === 'event') return [{ ...said, stream: 'talk', author: { kind: 'desk', id: view.deskId, label: '' }, type: 'event', fields: write.fields }]
    return []
  })
  return [...view.timeline, ...ahead]
}

/** A thing of the file as one of the writes of a request; throws RangeError that names the field which breaks its schema. */
export function workWrite(work: WorkToWrite, lang: string): DeskWrite {
  const { kind, object } = work
  // Forms hold any value; the schema of the kind decides whether it is one of its own.
  const body = 'dropped' in work ? dropBody(kind, work.dropped) : workBody(kind, work.content as WorkInput<typeof kind>)
  const listed = 'dropped' in work || work.files === undefined || work.files.length === 0 ? {} : { files: work.files }
  return { type: 'work', fields: { kind, object, body }, lang, ...listed }
}
