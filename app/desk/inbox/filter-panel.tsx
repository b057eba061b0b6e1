import { useId, useState } from 'react'
import { Action, Field } from '#app/ui/field.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { languageName } from '../case/answers.ts'
import { columnNames, sortNames, type ColumnName, type Filters, type InboxView } from './filters.ts'
import type { OpenedRow } from './rows.ts'
import type { SavedView } from './saved-views.client.ts'

type FilterPanelProps = {
  view: InboxView
  rows: readonly OpenedRow[]
  saved: SavedView | null
  busy: boolean
  onChange: (view: InboxView) => void
  onSave: (name: string, over: SavedView | null) => void
  onDrop: (view: SavedView) => void
}

/** What to show, how, and under which name to find it again. Nothing here goes into the address: a filter can tell of a case. */
export function FilterPanel({ view, rows, saved, busy, onChange, onSave, onDrop }: FilterPanelProps) {
  const { t, language } = useWords()
  const [name, setName] = useState(saved?.name ?? '')
  const { filters } = view
  const filter = (part: Partial<Filters>) => onChange({ ...view, filters: { ...filters, ...part } })
  const present = (of: (opened: OpenedRow) => string, chosen: readonly string[]) => [...new Set([...rows.map(of), ...chosen])].filter((one) => one !== '').toSorted()
  const codes = present(({ summary }) => summary?.code ?? '', filters.codes)
  const families = [...new Set(codes.map((code) => code.slice(0, 2)))]
  const languages = present(({ summary }) => summary?.lang ?? '', filters.languages)
  const toggle = <Value,>(list: readonly Value[], value: Value): Value[] => (list.includes(value) ? list.filter((one) => one !== value) : [...list, value])
  return (
    <section className="sheet stack filters" aria-label={t('desk.filter.title')}>
      <div className="pair">
        <Ticks title={t('desk.head.priority')} rows={[1, 2, 3, 4, 0].map((value) => ({ key: String(value), label: value === 0 ? t('desk.triage.none') : `P${value}`, on: filters.priorities.includes(value), flip: () => filter({ priorities: toggle(filters.priorities, value) }) }))} />
        <Ticks
          title={t('desk.filter.who')}
          rows={(['late', 'mine', 'nobody'] as const).map((one) => ({ key: one, label: t(`desk.filter.${one}`), on: filters[one], flip: () => filter({ [one]: !filters[one] }) }))}
        />
        {languages.length === 0 ? null : <Ticks title={t('desk.head.language')} rows={languages.map((tag) => ({ key: tag, label: languageName(tag, language), on: filters.languages.includes(tag), flip: () => filter({ languages: toggle(filters.languages, tag) }) }))} />}
        {families.length === 0 ? null : <Ticks title={t('desk.head.code')} rows={families.map((family) => ({ key: family, label: `${family} ${t(`family.${family}`)}`, on: filters.codes.includes(family), flip: () => filter({ codes: toggle(filters.codes, family) }) }))} />}
        <Ticks title={t('desk.filter.columns')} rows={columnNames.map((column) => ({ key: column, label: t(`desk.head.${column}`), on: view.columns.includes(column), flip: () => onChange({ ...view, columns: ordered(toggle(view.columns, column)) }) }))} />
        <Field label={t('desk.filter.sort')}>
          {(ids) => (
            <select {...ids} value={view.sort} onChange={(event) => onChange({ ...view, sort: sortNames.find((one) => one === event.target.value) ?? 'turn' })}>
              {sortNames.map((sort) => <option key={sort} value={sort}>{t(`desk.filter.sort.${sort}`)}</option>)}
            </select>
          )}
        </Field>
      </div>
      <form
        className="row"
        onSubmit={(event) => {
          event.preventDefault()
          if (name.trim() !== '' && !busy) onSave(name.trim(), saved?.name === name.trim() ? saved : null)
        }}
      >
        <label className="row">
          <span className="label">{t('desk.filter.name')}</span>
          <input className="search" value={name} maxLength={60} autoComplete="off" spellCheck={false} onChange={(event) => setName(event.target.value)} />
        </label>
        <Action kind="own" submit notYet={name.trim() === '' || busy}>
          {t(saved !== null && saved.name === name.trim() ? 'desk.filter.saveOver' : 'desk.filter.save')}
        </Action>
        {saved === null ? null : <Action notYet={busy} onPress={() => onDrop(saved)}>{t('desk.filter.drop')}</Action>}
        <span className="soft">{t('desk.filter.sealed')}</span>
      </form>
    </section>
  )
}

type TickRow = { key: string; label: string; on: boolean; flip: () => void }

function Ticks({ title, rows }: { title: string; rows: readonly TickRow[] }) {
  const id = useId()
  return (
    <div role="group" aria-labelledby={id}>
      <p className="label" id={id}>{title}</p>
      <div className="chips">
        {rows.map((row) => (
          <button key={row.key} type="button" className="chip" aria-pressed={row.on} onClick={row.flip}>
            {row.label}
          </button>
        ))}
      </div>
    </div>
  )
}

function ordered(columns: readonly ColumnName[]): ColumnName[] {
  return columnNames.filter((one) => columns.includes(one))
}
