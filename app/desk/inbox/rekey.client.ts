// After a team has new keys its open cases are changed to them, one by one: opened, renewed, written back, each with its entry.

import type { RekeyRow } from '#crypto/answers.ts'
import { withSession } from '../enter.client.ts'
import { fetchCase, today, withPlace } from '../record.client.ts'
import { getJson, refusalWord } from '../requests.client.ts'
import type { DeskWorker } from '../worker.client.ts'

type RekeyAnswer = { cases: RekeyRow[]; next: string | null }

/** Cases of this desk that still stand under older keys, or under a team that left. */
export async function oldKeyCases(worker: DeskWorker, deskId: string): Promise<RekeyRow[]> {
  const cases: RekeyRow[] = []
  for (let after: string | null = ''; after !== null;) {
    const page: RekeyAnswer = await withSession(worker, () => getJson<RekeyAnswer>(`/desk/api/rekey?desk=${encodeURIComponent(deskId)}${after === '' ? '' : `&after=${encodeURIComponent(after ?? '')}`}`))
    cases.push(...page.cases)
    after = page.next
  }
  return cases
}

/** Changes them one after the other; `onDone` after each, with how many could not be changed so far. */
export async function rekeyCases(worker: DeskWorker, rows: readonly RekeyRow[], onDone: (done: number, left: number) => void): Promise<void> {
  let left = 0
  for (const [at, row] of rows.entries()) {
    try {
      await rekeyCase(worker, row.caseId)
    } catch (error) {
      const reason = refusalWord(error)
      // Without network or keys none of the others would do better.
      if (['offline', 'locked', 'worker-failed', 'expired'].includes(reason)) throw error
      left += 1
    }
    onDone(at + 1 - left, left)
  }
}

async function rekeyCase(worker: DeskWorker, caseId: string): Promise<void> {
  await worker.call('openCase', { answer: await fetchCase(worker, caseId, 'rekey'), ...today() })
  await withPlace(worker, async (place) => {
    const due = await worker.call('prepareRekey', { caseId, place, ...today() })
    return due.result === 'due' ? due : null
  })
}
