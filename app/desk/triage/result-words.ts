// The outcome of weighing in one line, and the rules that made it.

import { weigh, type SeverityInputs, type Weighed } from '#db/model/severity.ts'
import type { Translate } from '#app/ui/desk-words.tsx'

/** "S3, P2, raised to P1: trainees". */
export function resultLine(weighed: Pick<Weighed, 's' | 'p' | 'why'>, t: Translate): string {
  const base = weighed.why.find(({ rule }) => rule === 'likelihood')?.p ?? weighed.p
  const start = `S${weighed.s}, P${base}`
  if (base === weighed.p) return start
  const rules = weighed.why.filter(({ rule, p }) => p !== null && rule !== 'likelihood').map(({ rule }) => t(`why.${rule}`))
  return t('desk.sort.result.raised', { start, p: weighed.p, why: rules.join(' · ') })
}

/** Every rule that spoke, in the order of use, with what stood after it. */
export function resultSteps({ why }: Pick<Weighed, 'why'>, t: Translate): string[] {
  return why.map(({ rule, s, p }) => t('desk.sort.why', { rule: t(`why.${rule}`), result: p === null ? `S${s}` : `S${s}, P${p}` }))
}

/** The same for inputs as they stand in a form. */
export function resultOf(inputs: SeverityInputs, t: Translate): string {
  return resultLine(weigh(inputs), t)
}
