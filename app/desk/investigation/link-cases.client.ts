// Links between cases, written into both: one signed record in each, as if somebody had gone to the other case and written it there.

import type { Hex } from '#crypto/answers.ts'
import type { DeskCaseView } from '#crypto/worker/views.ts'
import { workBody, type WorkInput } from '#db/model/work-records.ts'
import { newObject } from '../case/case-context.tsx'
import { openAndWrite, type At, type BulkResult, type Change } from '../inbox/bulk.client.ts'
import type { OpenedRow } from '../inbox/rows.ts'
import { refusalWord } from '../requests.client.ts'
import { mirrorLink } from './mirror.ts'

type Relation = WorkInput<'link'>['relation']

/** Writes the link into the other case as well; false where it stands there already, or must not. */
export function linkBack(at: At, view: Pick<DeskCaseView, 'caseId' | 'summary'>, link: { caseId: Hex; relation: Relation }, lang: string): Promise<boolean> {
  return openAndWrite(at, link.caseId, (opened, file) => {
    const value = mirrorLink(view, link.relation, { view: opened.view, file })
    return value === null ? null : linkChange(value, lang)
  })
}

/** What a refusal means for the link that was to stand there: it does not. Anything else is thrown on. */
export function notThere(error: unknown): false {
  if (refusalWord(error) === 'unexpected') throw error
  return false
}

/** Links every case with the first that arrived, as one matter, in both; a case that a team of the other one must not know of is not named there. */
export async function linkAll(at: At, rows: readonly OpenedRow[], lang: string, onStep: (step: BulkResult) => void): Promise<BulkResult> {
  const [first, ...others] = [...new Map(rows.map((opened) => [opened.row.caseId, opened])).values()].toSorted((a, b) => a.row.day - b.row.day || (a.row.caseId < b.row.caseId ? -1 : 1))
  let result: BulkResult = { done: 0, left: 0 }
  for (const other of first === undefined ? [] : others) {
    const done = first !== undefined && (await linkPair(at, first, other, lang))
    result = done ? { ...result, done: result.done + 1 } : { ...result, left: result.left + 1 }
    onStep(result)
  }
  return result
}

// A side that must not know of the other gets no word; whoever reads the other still learns of it.
async function linkPair(at: At, first: OpenedRow, other: OpenedRow, lang: string): Promise<boolean> {
  try {
    const there = await linkBack(at, { caseId: first.row.caseId, summary: first.summary ?? {} }, { caseId: other.row.caseId, relation: 'same-matter' }, lang)
    const here = await linkBack(at, { caseId: other.row.caseId, summary: other.summary ?? {} }, { caseId: first.row.caseId, relation: 'same-matter' }, lang)
    return there || here
  } catch (error) {
    // Without network or keys none of the others would do better.
    if (['offline', 'locked', 'worker-failed', 'expired', 'signed-out'].includes(refusalWord(error))) throw error
    return false
  }
}

function linkChange(value: WorkInput<'link'>, lang: string): Change {
  return { writes: [{ type: 'work', fields: { kind: 'link', object: newObject(), body: workBody('link', value) }, lang }], columns: null }
}
