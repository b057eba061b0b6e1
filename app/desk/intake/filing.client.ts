// A report that a member wrote down, filed as the person's own: sealed by the reporter's worker, sent without a cookie, under a code of its own.

import { startReporterWorker, WorkerError } from '#crypto/worker/client.ts'
import type { CaseForReporter, ChallengeAnswer, PostAnswer, RosterPointer, SubmitAnswer } from '#crypto/answers.ts'
import type { CodeLines, DirectoryView, ReportFields } from '#crypto/worker/views.ts'
import { theCase, workBody, type WorkInput } from '#db/model/work-records.ts'
import { openCase, writeCase } from '../case/case.client.ts'
import { deviceDay } from '../device-day.client.ts'
import { Refusal } from '../requests.client.ts'
import type { DeskWorker } from '../worker.client.ts'
import { routeOf, type NameGiven } from './intake-report.ts'

/** Where the reporter's worker lies, and the portal that it seals for. */
export type Place = { worker: string; instanceId: string; rootFp: string }

/** A sealed report with its code. `send` may be asked again: the same bytes arrive once. */
export type Filing = { lines: CodeLines; caseId: string; send(): Promise<void>; giveName(given: NameGiven): Promise<void>; forget(): void }

/** Draws the code and seals; nothing has left yet. Throws `stale` where the list of teams is another one than the desk's keys were checked against. */
export async function sealFiling(place: Place, directory: DirectoryView, fields: ReportFields, lang: string): Promise<Filing> {
  const worker = startReporterWorker(place.worker)
  const forget = () => worker.end()
  let digits = ''
  try {
    const roster = await loadInto()
    // The desk's own list hangs on the root that this browser pinned; the server's word for the root is not enough here.
    if (roster.hash !== directory.roster?.hash) throw new Refusal('stale', 0)
    const { recipients, never, urgent } = routeOf(fields, roster.teams)
    const { lines, digits: drawn } = await worker.call('makeCode', {})
    digits = drawn
    const { caseId } = await worker.call('sealReport', {
      recipients: [...recipients], never: { roles: [...never.roles], desks: [...never.desks] }, fields, lang, urgent, today: deviceDay(),
    })
    return { lines, caseId, forget, send, giveName }
  } catch (error) {
    forget()
    throw error
  }

  async function loadInto() {
    const { hash } = await ask<RosterPointer>('/api/roster')
    const rosterFile = new Uint8Array(await (await reach(`/api/roster/${hash}`)).arrayBuffer())
    return worker.call('load', { rosterFile, instanceId: place.instanceId, rootFp: place.rootFp, today: deviceDay() })
  }

  // As the person would from their own page: with the code, in a request of its own.
  async function giveName({ words, teams }: NameGiven): Promise<void> {
    await worker.call('openCode', { text: digits, instanceId: place.instanceId })
    const { frame: asks } = await worker.call('signFetch', { challenge: await fresh() })
    await worker.call('openCase', { answer: await ask<CaseForReporter>('/api/fetch', asks), rootFp: place.rootFp, today: deviceDay() })
    await worker.call('sealNames', { teams, words, today: deviceDay() })
    const { frame } = await worker.call('signNames', { challenge: await fresh() })
    await ask<PostAnswer>('/api/name', frame)
  }

  async function send(): Promise<void> {
    const { frame } = await worker.call('signSubmit', { challenge: await fresh() })
    const answer = await ask<SubmitAnswer>('/api/submit', frame)
    try {
      await worker.call('readReceipt', answer)
    } catch (error) {
      if (!(error instanceof WorkerError) || error.code !== 'roster') throw error
      // A list was published while the report was on its way.
      await loadInto()
      await worker.call('readReceipt', answer)
    }
  }
}

/** Writes down how the case came, as its first work record; a later one takes its place. Only a team that reads the case can. */
export async function markSource(worker: DeskWorker, caseId: string, intake: WorkInput<'intake'>, inquiry: WorkInput<'inquiry'> | null, lang: string): Promise<void> {
  const opened = await openCase(worker, caseId)
  const records = [{ kind: 'intake', object: theCase, body: workBody('intake', intake) }, ...(inquiry === null ? [] : [{ kind: 'inquiry', object: theCase, body: workBody('inquiry', inquiry) }])]
  const { columns, view } = opened
  await writeCase(worker, opened, { writes: records.map((fields) => ({ type: 'work', fields, lang })), columns: null, summary: { ...view.summary, state: columns.state } })
}

async function fresh(): Promise<string> {
  return (await ask<ChallengeAnswer>('/api/challenge')).challenge
}

async function ask<Answer>(path: string, frame?: Uint8Array): Promise<Answer> {
  return (await (await reach(path, frame)).json()) as Answer
}

// Without the cookie of the desk: what the server stores of a report never stands beside a member's session.
async function reach(path: string, frame?: Uint8Array): Promise<Response> {
  const body = frame === undefined ? {} : { method: 'POST', headers: { 'Content-Type': 'application/octet-stream' }, body: new Blob([frame as BlobPart]) }
  try {
    const response = await fetch(path, { credentials: 'omit', cache: 'no-store', redirect: 'error', ...body })
    if (!response.ok) throw new Refusal(response.status === 429 || response.status >= 500 ? 'offline' : await reasonOf(response), response.status)
    return response
  } catch (error) {
    if (error instanceof TypeError) throw new Refusal('offline', 0)
    throw error
  }
}

async function reasonOf(response: Response): Promise<string> {
  try {
    const read: unknown = await response.json()
    return typeof read === 'object' && read !== null && 'reason' in read ? String(read.reason) : 'unexpected'
  } catch (error) {
    if (error instanceof SyntaxError) return 'unexpected'
    throw error
  }
}
