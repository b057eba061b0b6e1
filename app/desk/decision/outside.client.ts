// Decisions of people at teams that do not read the case: one page goes out, one signed answer comes back. Nothing of the case travels.

import type { DayNumber, DecisionPages, DecisionRow, Hex } from '#crypto/answers.ts'
import type { OutsideDecider, PageWords, Verdict } from '#crypto/worker/views.ts'
import { eventUnder, parseProposal } from '#db/model/proposals.ts'
import { withSession } from '../enter.client.ts'
import { today, withPlace } from '../record.client.ts'
import { getJson } from '../requests.client.ts'
import type { DeskWorker } from '../worker.client.ts'

/** A page that lies before one of the member's teams. */
export type AskedPage = PageWords & { deskId: Hex; pageId: Hex; day: DayNumber; answered: boolean; by: { memberId: Hex; name: string; label: string } }
/** An answer that came back and holds; `page` null where they were shown something else than the proposal and the weight of now. */
export type HomeAnswer = { row: DecisionRow; verdict: Verdict; text: string; outside: Hex; page: Hex | null; by: OutsideDecider }

/** Puts the own proposal before a team that does not read the case; `day`: what the page says. */
export async function askDesk(worker: DeskWorker, asked: { caseId: Hex; digest: Hex; toDesk: Hex; severity: string; day: DayNumber }): Promise<void> {
  await withPlace(worker, (place) => worker.call('sealAsk', { ...asked, place, ...today() }))
}

/** Pages before these teams, newest first within each; what does not open or was signed by nobody on a checked list is left out. */
export async function loadAskedPages(worker: DeskWorker, deskIds: readonly Hex[]): Promise<AskedPage[]> {
  const pages: AskedPage[] = []
  for (const deskId of deskIds) {
    const answer = await withSession(worker, () => getJson<DecisionPages>(`/desk/api/decisions?desk=${deskId}`))
    if (answer.pages.length === 0) continue
    const opened = await worker.call('openPages', { deskId, answer, now: Date.now() })
    pages.push(...opened.flatMap((page) => (page === null ? [] : [{ ...page, deskId }])))
  }
  return pages
}

/** Signs the own answer to a page and sends it to whoever asked; `day`: what the answer says. */
export async function answerPage(worker: DeskWorker, { deskId, pageId, kind, body }: Pick<AskedPage, 'deskId' | 'pageId' | 'kind' | 'body'>, said: { verdict: 'approve' | 'back'; text: string; day: DayNumber }): Promise<void> {
  const reads = eventUnder(parseProposal(kind, body))
  await withPlace(worker, (place) => worker.call('sealDecision', { deskId, pageId, ...said, ...(reads === undefined ? {} : { reads }), place, ...today() }))
}

/** The answers to pages about one proposal of the open case, each held against the list of its team and what it should have been shown. */
export async function answersHome(worker: DeskWorker, caseId: Hex, rows: readonly DecisionRow[], severity: string): Promise<HomeAnswer[]> {
  const home: HomeAnswer[] = []
  for (const row of rows) {
    const opened = row.answer === null ? null : await worker.call('openDecision', { caseId, row, severity, now: Date.now() })
    if (opened !== null) home.push({ row, ...opened })
  }
  return home
}
