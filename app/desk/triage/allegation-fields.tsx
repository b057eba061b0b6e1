import { facets as facetValues, facetsFor, manyValued, type FacetName } from '#db/model/facets.ts'
import { Action, Field } from '#app/ui/field.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { CodeField } from './code-field.tsx'
import type { AllegationDraft } from './triage-draft.ts'

type AllegationFieldsProps = {
  allegation: AllegationDraft
  n: number
  alone: boolean
  look: string | undefined
  onChange: (changed: AllegationDraft) => void
  onRemove: () => void
}

/** One thing that the report says happened: its code, the facets that belong to it, and the handler's own words. */
export function AllegationFields({ allegation, n, alone, look, onChange, onRemove }: AllegationFieldsProps) {
  const { t } = useWords()
  const { code, text, primary } = allegation
  const change = (part: Partial<AllegationDraft>) => onChange({ ...allegation, ...part })
  return (
    <fieldset className="stack work-form" data-allegation>
      <legend className="unseen">{t('desk.sort.allegation', { n })}</legend>
      <div className="thing-head">
        <div className="thing-what">
          <strong>{t('desk.sort.allegation', { n })}</strong>
          {primary ? <span className="soft">{t('desk.sort.primary')}</span> : null}
        </div>
        {alone ? null : (
          <Action size="small" onPress={onRemove}>
            {t('desk.sort.remove')}
          </Action>
        )}
      </div>
      <CodeField value={code} look={look} onChoose={(chosen) => change({ code: chosen })} />
      <Field label={t('desk.sort.words')} hint={t('desk.sort.words.hint')}>
        {(ids) => <textarea {...ids} rows={2} dir="auto" maxLength={20_000} autoComplete="off" spellCheck={false} translate="no" value={text} onChange={(event) => change({ text: event.target.value })} />}
      </Field>
      {code === '' ? null : <div className="pair">{facetsFor(code).filter((name) => !manyValued.includes(name)).map((name) => <OneFacet key={name} name={name} allegation={allegation} onChange={change} />)}</div>}
      {code === '' ? null : facetsFor(code).filter((name) => manyValued.includes(name)).map((name) => <ManyFacet key={name} name={name} allegation={allegation} onChange={change} />)}
      {alone ? null : (
        <label className="tick">
          <input type="radio" name="primary" checked={primary} onChange={() => change({ primary: true })} />
          {t('desk.sort.makePrimary')}
        </label>
      )}
    </fieldset>
  )
}

type FacetProps = { name: FacetName; allegation: AllegationDraft; onChange: (part: Partial<AllegationDraft>) => void }

function OneFacet({ name, allegation, onChange }: FacetProps) {
  const { t } = useWords()
  const value = allegation.facets[name]
  return (
    <Field label={t(`facet.${name}`)}>
      {(ids) => (
        <select {...ids} value={typeof value === 'string' ? value : ''} onChange={(event) => onChange({ facets: { ...allegation.facets, [name]: event.target.value === '' ? null : event.target.value } })}>
          <option value="">{t('desk.sort.notSaid')}</option>
          {facetValues[name].map((one) => (
            <option key={one} value={one}>
              {t(`facet.${name}.${one}`)}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

function ManyFacet({ name, allegation, onChange }: FacetProps) {
  const { t } = useWords()
  const value = allegation.facets[name]
  const chosen: readonly string[] = Array.isArray(value) ? value : []
  return (
    <fieldset>
      <legend>{t(`facet.${name}`)}</legend>
      <div className="ticks">
        {facetValues[name].map((one) => (
          <label key={one} className="tick">
            <input
              type="checkbox"
              checked={chosen.includes(one)}
              onChange={(event) => onChange({ facets: { ...allegation.facets, [name]: event.target.checked ? [...chosen, one] : chosen.filter((other) => other !== one) } })}
            />
            {t(`facet.${name}.${one}`)}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
