import type { DeskCaseView } from '#crypto/worker/views.ts'
import type { Translate } from '#app/ui/desk-words.tsx'
import { caseNumberOf } from '../inbox/rows.ts'

/** The first words make the title; a whole report would push everything else off the page. Without words, the number. */
export function titleOfCase({ summary, caseId }: Pick<DeskCaseView, 'summary' | 'caseId'>, t: Translate): string {
  const letters = Array.from((summary.words ?? '').replace(/\s+/g, ' ').trim())
  if (letters.length === 0) return t('desk.case.title', { number: caseNumberOf({ caseId }) })
  return letters.length <= 60 ? letters.join('') : `${letters.slice(0, 60).join('')}…`
}
