import type { Severity } from '#db/model/categories.ts'
import type { SeverityInputs } from '#db/model/severity.ts'
import { useWords } from '#app/ui/desk-words.tsx'

export const weights = ['scale', 'scope', 'irremediability', 'likelihood'] as const
export type Weight = (typeof weights)[number]

/** One of the four inputs as boxes and as words: never the boxes alone. */
export function Meter({ weight, value }: { weight: Weight; value: Severity }) {
  const { t } = useWords()
  return (
    <div>
      <dt>{t(`desk.sort.${weight}.short`)}</dt>
      <dd>
        <span className="meter" data-value={value} aria-hidden="true">
          <span />
          <span />
          <span />
          <span />
        </span>
        <span>{t(`desk.sort.${weight}.${value}.short`)}</span>
      </dd>
    </div>
  )
}

/** How grave it was found to be, and what that makes. */
export function Meters({ inputs, result }: { inputs: SeverityInputs; result: string }) {
  const { t } = useWords()
  return (
    <dl className="meters">
      {weights.map((weight) => (
        <Meter key={weight} weight={weight} value={inputs[weight]} />
      ))}
      <div>
        <dt>{t('desk.sort.result')}</dt>
        <dd>
          <span className="whole">{result}</span>
        </dd>
      </div>
    </dl>
  )
}
