// Proposals that wait for a second person in the cases of this member: sealed from the server, the words of each case opened in the worker.
import type { DayNumber, Hex, InboxRow } from '#crypto/answers.ts'
import { withSession } from '../enter.client.ts'
import type { OpenedRow } from '../inbox/rows.ts'
import { getJson } from '../requests.client.ts'
import type { DeskWorker } from '../worker.client.ts'

type ProposalsAnswer = { proposals: { digest: Hex; memberId: Hex; day: DayNumber; row: InboxRow }[] }
export type OpenProposal = { digest: Hex; memberId: Hex; day: DayNumber } & OpenedRow

/** Every open proposal of the member's cases, the oldest first. */
export async function loadOpenProposals(worker: DeskWorker): Promise<OpenProposal[]> {
  const { proposals } = await withSession(worker, () => getJson<ProposalsAnswer>('/desk/api/proposals'))
  const summaries = await worker.call('openSummaries', { rows: proposals.map(({ row }) => row), now: Date.now() })
  return proposals.map((one, at) => ({ ...one, summary: summaries[at] ?? null }))
}

/** How many of them this member did not propose. */
export async function countOpenProposals(worker: DeskWorker, me: Hex): Promise<number> {
  const { proposals } = await withSession(worker, () => getJson<ProposalsAnswer>('/desk/api/proposals'))
  return proposals.filter(({ memberId }) => memberId !== me).length
}
