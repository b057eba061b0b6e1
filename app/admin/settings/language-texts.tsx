import { Action, Field } from '#app/ui/field.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import type { HelpNumber, TextsOfLanguage } from '#db/model/operator-texts.ts'

type LanguageTextsProps = { language: string; dir: 'ltr' | 'rtl'; texts: TextsOfLanguage; onTexts: (texts: TextsOfLanguage) => void }

const plain = ['readers', 'privacy', 'places'] as const

/** The operator's texts in one language, and the numbers that people in danger see. */
export function LanguageTexts({ language, dir, texts, onTexts }: LanguageTextsProps) {
  const { t } = useWords()
  const { numbers } = texts
  const change = (place: number, part: Partial<HelpNumber>) => onTexts({ ...texts, numbers: numbers.map((one, at) => (at === place ? { ...one, ...part } : one)) })
  return (
    <div className="sheet stack">
      {plain.map((key) => (
        <Field key={key} label={t(`admin.text.${key}`)} hint={t(`admin.text.${key}.hint`)}>
          {(ids) => <textarea {...ids} lang={language} dir={dir} maxLength={4000} value={texts[key]} onChange={(event) => onTexts({ ...texts, [key]: event.target.value })} />}
        </Field>
      ))}
      <fieldset className="stack">
        <legend>{t('admin.text.numbers')}</legend>
        <p className="soft">{t('admin.text.numbers.hint')}</p>
        {numbers.map((one, place) => (
          <div key={place} className="pair">
            <Field label={t('admin.number.country')} hint={t('admin.number.country.hint')}>
              {(ids) => <input {...ids} maxLength={2} autoCapitalize="characters" value={one.country} onChange={(event) => change(place, { country: event.target.value.toUpperCase() })} />}
            </Field>
            <Field label={t('admin.number.label')}>
              {(ids) => <input {...ids} lang={language} dir={dir} maxLength={200} value={one.label} onChange={(event) => change(place, { label: event.target.value })} />}
            </Field>
            <Field label={t('admin.number.number')}>
              {(ids) => <input {...ids} type="tel" dir="ltr" maxLength={40} value={one.number} onChange={(event) => change(place, { number: event.target.value })} />}
            </Field>
            <Action size="small" onPress={() => onTexts({ ...texts, numbers: numbers.filter((_, at) => at !== place) })}>
              {t('admin.number.remove', { n: place + 1 })}
            </Action>
          </div>
        ))}
        <Action onPress={() => onTexts({ ...texts, numbers: [...numbers, { country: '', label: '', number: '' }] })}>{t('admin.number.add')}</Action>
      </fieldset>
    </div>
  )
}
