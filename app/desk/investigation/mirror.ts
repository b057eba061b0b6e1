// A link stands in both cases, so that whoever works on the other one sees it too. Only the fact crosses; the words stay where they were written. Pure.
import type { DeskCaseView } from '#crypto/worker/views.ts'
import type { CaseFile } from '#db/model/case-file.ts'
import { mayBeNamed } from '#db/model/kept-out.ts'
import type { WorkInput } from '#db/model/work-records.ts'

type Relation = WorkInput<'link'>['relation']

/** The same fact told from the other case. */
export function mirrored(relation: Relation): Relation {
  return relation === 'follows' ? 'precedes' : relation === 'precedes' ? 'follows' : relation
}

/** The link to write into the other case; null where it stands there already, nothing can be written there, or a team of it must not learn of the first one. */
export function mirrorLink(
  { caseId, summary }: Pick<DeskCaseView, 'caseId' | 'summary'>, relation: Relation, other: { view: Pick<DeskCaseView, 'canWrite' | 'readers'>; file: Pick<CaseFile, 'links'> },
): WorkInput<'link'> | null {
  const known = other.file.links.some((link) => link.caseId === caseId)
  return known || !other.view.canWrite || !mayBeNamed(summary, other.view.readers) ? null : { caseId, relation: mirrored(relation), text: '' }
}
