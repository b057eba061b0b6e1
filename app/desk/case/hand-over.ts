// Handing a case over: to whom that is possible, and what goes out with it in one write. Pure.
import type { DeskWrite } from '#crypto/worker/messages.ts'
import type { CaseFile } from '#db/model/case-file.ts'
import { theCase } from '#db/model/work-records.ts'
import type { CaseRoom, WorkToWrite } from './case-context.tsx'

/** `member`: a colleague of the own team. `team`: one that reads the case already; whoever of them takes it is theirs to say. `ask`: one that two people must let in first. */
export type Receiver = { kind: 'member' | 'team' | 'ask'; id: string; name: string }

type About = Pick<CaseRoom, 'me' | 'view' | 'desk'> & { file: Pick<CaseFile, 'conflicts' | 'workedBefore' | 'assignee'> }

/** Whom a member can hand this case to. Whoever declared an interest, or worked on it before it was to be judged by others, is not among them; `asks` where somebody could agree to one more team. */
export function receiversOf({ me, view, desk, file }: About, asks: boolean): Receiver[] {
  const barred = new Set([...file.conflicts.filter(({ has }) => has).map(({ entry }) => entry.object), ...file.workedBefore])
  const members = (desk?.members ?? []).filter((member) => !member.removed && member.memberId !== me && !barred.has(member.memberId))
  const readers = view.room.canWrite ? view.readers.filter(({ id }) => id !== view.deskId) : []
  return [
    ...members.map(({ memberId, name }): Receiver => ({ kind: 'member', id: memberId, name })),
    ...readers.map(({ id, label }): Receiver => ({ kind: 'team', id, name: label })),
    ...(asks ? view.addable.map(({ id, label }): Receiver => ({ kind: 'ask', id, name: label })) : []),
  ]
}

/** The value of a choice, and back. */
export function receiverKey({ kind, id }: Pick<Receiver, 'kind' | 'id'>): string {
  return `${kind} ${id}`
}

/** Open tasks that this member was to do. */
export function ownTasks(file: Pick<CaseFile, 'tasks'>, me: string): CaseFile['tasks'] {
  return file.tasks.filter((task) => task.owner === me && task.state !== 'done')
}

/** Who has it from now on, with the tasks that go along, and the words for whoever takes over: in the team's notes for a colleague, between the teams for another team. */
export function handOverWrites(receiver: Receiver, text: string, tasks: CaseFile['tasks'], lang: string): { records: WorkToWrite[]; words: DeskWrite; assignee: string | null } {
  const assignee = receiver.kind === 'member' ? receiver.id : null
  const moved = tasks.map(({ entry, ...task }): WorkToWrite => ({ kind: 'task', object: entry.object, content: { ...task, owner: assignee } }))
  return {
    records: [{ kind: 'assign', object: theCase, content: { member: assignee } }, ...moved],
    words: { type: receiver.kind === 'member' ? 'note' : 'room', fields: { text }, lang },
    assignee,
  }
}
