import { useState } from 'react'
import { Action, Field } from '#app/ui/field.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { useDesk } from '../desk-session.tsx'
import { refusalWord } from '../requests.client.ts'
import { refusalSentence } from '../sentences.ts'
import { fiscalYearDays, fiscalYearName, fiscalYearOf, yearNamings, type FiscalYears } from './fiscal-year.ts'
import { keepYears, type EntryPlace } from './register.client.ts'

/** How the desk counts its years: the month that begins one, and which of its two calendar years names it. */
export function YearsForm({ years, place, onDone }: { years: FiscalYears; place: EntryPlace | null; onDone: () => void }) {
  const { t, days, today, language } = useWords()
  const { worker, directory } = useDesk()
  const [chosen, setChosen] = useState(years)
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const month = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { timeZone: 'UTC', month: 'long' })
  const began = fiscalYearOf(today, chosen)
  const { from, to } = fiscalYearDays(began, chosen)

  async function save(): Promise<void> {
    setBusy(true)
    try {
      await keepYears(worker, directory, chosen, place)
      onDone()
    } catch (error) {
      setRefused(refusalWord(error))
      setBusy(false)
    }
  }

  return (
    <form className="sheet stack" data-years onSubmit={(event) => { event.preventDefault(); if (!busy) void save() }}>
      <div className="pair">
        <Field label={t('desk.years.month')}>
          {(ids) => (
            <select {...ids} value={chosen.month} onChange={(event) => setChosen({ ...chosen, month: Number(event.target.value) })}>
              {Array.from({ length: 12 }, (_, at) => <option key={at} value={at + 1}>{month.format(Date.UTC(2026, at, 1))}</option>)}
            </select>
          )}
        </Field>
        <Field label={t('desk.years.naming')}>
          {(ids) => (
            <select {...ids} value={chosen.naming} onChange={(event) => setChosen({ ...chosen, naming: yearNamings.find((one) => one === event.target.value) ?? 'start' })}>
              {yearNamings.map((one) => <option key={one} value={one}>{t(`desk.years.naming.${one}`)}</option>)}
            </select>
          )}
        </Field>
      </div>
      <p>{t('desk.years.now', { year: fiscalYearName(began, chosen), from: days.long(from), to: days.long(to) })}</p>
      {refused === null ? null : <p role="alert">{refusalSentence(t, refused)}</p>}
      <div className="row"><Action kind="on" submit notYet={busy}>{t('desk.years.save')}</Action></div>
    </form>
  )
}
