// The file of an opened case as this desk may believe it, with everybody whose word counts in it.

import type { DeskCaseView, DirectoryView } from '#crypto/worker/views.ts'
import { caseFileOf, type CaseFile } from '#db/model/case-file.ts'
import type { DeskOfRoster } from '#db/model/decisions.ts'
import type { OpenedCase } from './case.client.ts'
import { peopleOf } from './case-writing.ts'

/** The file of a case as this desk may believe it. */
export function fileOf({ view, columns, clear }: Pick<OpenedCase, 'view' | 'columns' | 'clear'>, directory: DirectoryView): CaseFile {
  const about = { people: peopleOf(view, directory), teams: teamsOf(view, directory), deskId: view.deskId }
  return caseFileOf(view.timeline, { ...about, columns: { state: columns.state, assignee: columns.assignee }, held: clear.held })
}

/** Every team of the newest roster, and readers that it lists no more: what somebody decided stands, whether or not their team may join now. */
export function teamsOf({ readers, addable }: Pick<DeskCaseView, 'readers' | 'addable'>, { roster }: Pick<DirectoryView, 'roster'>): DeskOfRoster[] {
  const teams = roster?.teams ?? addable
  return [...teams, ...readers.filter(({ id }) => !teams.some((team) => team.id === id))]
}
