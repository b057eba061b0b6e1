import type { Severity } from '#db/model/categories.ts'
import { indicators, indicatorsOf } from '#db/model/indicators.ts'
import { raises, weigh } from '#db/model/severity.ts'
import { Field, FieldLook } from '#app/ui/field.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { weights } from './meters.tsx'
import { resultLine, resultSteps } from './result-words.ts'
import { inputsFrom, type WeightDraft } from './triage-draft.ts'

type SeverityFieldsProps = { draft: WeightDraft; codes: readonly string[]; look: boolean; onChange: (draft: WeightDraft) => void }

/** How grave, how many, how lasting, how likely; the result is told while it is being weighed, with every rule that made it. */
export function SeverityFields({ draft, codes, look, onChange }: SeverityFieldsProps) {
  const { t } = useWords()
  const change = (part: Partial<WeightDraft>) => onChange({ ...draft, ...part })
  const near = new Set<string>(codes.flatMap(indicatorsOf))
  const offered = [...indicators.filter((one) => near.has(one)), ...indicators.filter((one) => !near.has(one))]
  return (
    <>
      <div className="weights">
        {weights.map((weight) => (
          <fieldset key={weight} data-look={look && draft[weight] === null ? '' : undefined}>
            <legend>{t(`desk.sort.${weight}`)}</legend>
            <FieldLook>{look && draft[weight] === null ? t('desk.step.choose') : undefined}</FieldLook>
            {([4, 3, 2, 1] as const satisfies readonly Severity[]).map((value) => (
              <label key={value} className="tick">
                <input type="radio" name={`weight-${weight}`} checked={draft[weight] === value} onChange={() => change({ [weight]: value })} />
                <span>
                  {value} <span className="soft">{t(`desk.sort.${weight}.${value}`)}</span>
                </span>
              </label>
            ))}
          </fieldset>
        ))}
      </div>
      <fieldset>
        <legend>{t('desk.sort.raises')}</legend>
        <div className="ticks">
          {raises.map((raise) => (
            <Tick key={raise} label={t(`raise.${raise}`)} on={draft.raises.includes(raise)} onTick={(on) => change({ raises: on ? [...draft.raises, raise] : draft.raises.filter((one) => one !== raise) })} />
          ))}
          <Tick label={t('desk.sort.dangerNow')} on={draft.dangerNow} onTick={(dangerNow) => change({ dangerNow })} />
          <Tick label={t('desk.sort.childAtWork')} on={draft.childAtWork} onTick={(childAtWork) => change({ childAtWork })} />
          <Tick label={t('desk.sort.armedGroup')} on={draft.armedGroupMineral} onTick={(armedGroupMineral) => change({ armedGroupMineral })} />
        </div>
      </fieldset>
      <fieldset>
        <legend>{t('desk.sort.indicators')}</legend>
        <p className="soft">{t('desk.sort.indicators.hint')}</p>
        <div className="ticks">
          {offered.map((one) => (
            <Tick key={one} label={t(`indicator.${one}`)} on={draft.indicators.includes(one)} onTick={(on) => change({ indicators: on ? [...draft.indicators, one] : draft.indicators.filter((other) => other !== one) })} />
          ))}
        </div>
      </fieldset>
      <Field label={t('desk.sort.because')} hint={t('desk.note.hidden')}>
        {(ids) => <textarea {...ids} rows={2} dir="auto" maxLength={20_000} autoComplete="off" spellCheck={false} translate="no" value={draft.text} onChange={(event) => change({ text: event.target.value })} />}
      </Field>
      <Result draft={draft} />
    </>
  )
}

function Result({ draft }: { draft: WeightDraft }) {
  const { t } = useWords()
  const inputs = inputsFrom(draft)
  const weighed = inputs === null ? null : weigh(inputs)
  return (
    <div className="result" role="status" data-result={weighed === null ? undefined : `S${weighed.s} P${weighed.p}`}>
      <strong>{weighed === null ? t('desk.sort.result.open') : resultLine(weighed, t)}</strong>
      {weighed === null ? null : (
        <ul className="points soft">
          {resultSteps(weighed, t).map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ul>
      )}
    </div>
  )
}

function Tick({ label, on, onTick }: { label: string; on: boolean; onTick: (on: boolean) => void }) {
  return (
    <label className="tick">
      <input type="checkbox" checked={on} onChange={(event) => onTick(event.target.checked)} />
      {label}
    </label>
  )
}
