import { createContext, useContext } from 'react'
import type { CaseAct, DeskWrite, NewColumns, NewTeam } from '#crypto/worker/messages.ts'
import type { DeskCaseView, DirectoryView, SummaryFields } from '#crypto/worker/views.ts'
import type { CaseFile } from '#db/model/case-file.ts'
import type { CaseClock } from '#db/model/case-clocks.ts'
import type { Person } from '#db/model/decisions.ts'
import type { CaseFacts } from '#db/model/desk-steps.ts'
import type { WorkKind } from '#db/model/work-records.ts'
import type { OpenedCase } from './case.client.ts'
import type { ReporterReads } from './composer.tsx'
import type { EntryNames } from './entry.tsx'

/** A thing of the case file to write down, held against its schema before anything is sealed; `files` were sent and are listed by it; `dropped`: why it is taken out again. */
export type WorkToWrite = { kind: WorkKind; object: string; content: unknown; files?: string[] } | { kind: WorkKind; object: string; dropped: string }

export type CaseToSend = { writes: DeskWrite[]; acts?: CaseAct[]; columns?: NewColumns | null; summary?: SummaryFields; addTeam?: NewTeam | null }

export type CaseRoom = {
  opened: OpenedCase
  view: DeskCaseView
  /** What the signed entries make of the case; the database is asked for nothing here. */
  file: CaseFile
  /** Its columns carry the believed state and the believed assignee. */
  facts: CaseFacts
  clocks: readonly CaseClock[]
  people: readonly Person[]
  me: string
  desk: DirectoryView['desks'][number] | undefined
  names: EntryNames
  org: string
  reporter: ReporterReads
  today: number
  busy: boolean
  /** The team has left or was taken out: nothing is offered that every browser would refuse. */
  outside: boolean
  refused: string | null
  said: string
  /** Where a key or an address asks the writer to begin; `times` grows with each press. */
  focus: { mode: 'reply' | 'note'; times: number } | null
  /** The way back to the inbox, in the language that was asked for. */
  inbox: string
  /** The case is destroyed: nothing of it may stay on the page. */
  onShred(): void
  /** True once all of it has arrived; false where it was refused: the page says why, and the form keeps what was typed. */
  send(change: CaseToSend): Promise<boolean>
  saveWork(records: readonly WorkToWrite[], acts?: CaseAct[], more?: DeskWrite[]): Promise<boolean>
  reload(): Promise<void>
}

const CaseContext = createContext<CaseRoom | null>(null)

export const CaseProvider = CaseContext.Provider

/** The open case; only below the page of a case. */
export function useCase(): CaseRoom {
  const room = useContext(CaseContext)
  if (room === null) throw new Error('useCase needs an open case above it')
  return room
}

/** The id of a new thing in a case file. */
export function newObject(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
