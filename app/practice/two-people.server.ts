// What nobody at a practice team does alone: one member proposes, another one agrees, each with keys of their own.
import { randomBytes } from 'node:crypto'
import type { CaseAct, DeskWrite, NewColumns, NewTeam } from '#crypto/worker/messages.ts'
import type { Day } from '#db/model/ids.ts'
import { proposalWrite } from '#db/model/desk-steps.ts'
import type { DecisionKind, ProposalInput } from '#db/model/proposals.ts'
import { workBody, type WorkInput, type WorkKind } from '#db/model/work-records.ts'
import { openAs, type Opened } from './desk.server.ts'
import type { Person } from './founding.server.ts'
import { sendRecorded } from './record.server.ts'

export type Agreed<Kind extends DecisionKind> = {
  readonly caseId: string
  readonly kind: Kind
  readonly body: (opened: Opened) => ProposalInput<Kind>
  readonly proposer: Person
  readonly approver: Person
  readonly lang: string
  readonly day: Day
}

/** What goes out with the approval. */
export type WithIt = { readonly writes?: DeskWrite[]; readonly acts?: CaseAct[]; readonly addTeam?: NewTeam | null; readonly columns?: NewColumns | null }

/** Proposes as one person and approves as the other; `effect` is what the approval does. */
export async function agreed<Kind extends DecisionKind>(about: Agreed<Kind>, effect: (opened: Opened) => WithIt): Promise<void> {
  const { approver, caseId, lang, day } = about
  const digest = await propose(about)
  const opened = await openAs(approver, caseId, day)
  const { writes = [], acts = [], addTeam = null, columns = null } = effect(opened)
  const approval: DeskWrite = { type: 'approval', fields: { proposal: digest, verdict: 'approve' }, lang }
  const summary = { ...opened.view.summary, ...(columns === null ? {} : { state: columns.state }) }
  await sendRecorded(approver, day, (at) => approver.keys.sealWrites({
    caseId, writes: [approval, ...writes], acts: [{ kind: 'decide', proposal: digest, verdict: 'approve' }, ...acts], addTeam, columns, summary, ...at }))
}

/** Puts something before a second person; hands back the digest that an answer has to name. */
export async function propose<Kind extends DecisionKind>({ caseId, kind, body, proposer, lang, day }: Agreed<Kind>): Promise<string> {
  const opened = await openAs(proposer, caseId, day)
  const writes: DeskWrite[] = [proposalWrite(kind, body(opened), lang)]
  const made = await sendRecorded(proposer, day, (at) => proposer.keys.sealWrites({ caseId, writes, acts: [{ kind: 'propose' }], addTeam: null, columns: null, summary: opened.view.summary, ...at }))
  const [digest] = made.proposals
  if (digest === undefined) throw new Error('practice: a proposal without a digest')
  return digest
}

/** One record of casework as a write. */
export function work<Kind extends WorkKind>(kind: Kind, content: WorkInput<Kind>, lang: string, object = randomBytes(16).toString('hex')): DeskWrite {
  return { type: 'work', fields: { kind, object, body: workBody(kind, content) }, lang }
}
