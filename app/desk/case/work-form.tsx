import { useEffect, useId, useRef, useState, type ReactNode } from 'react'
import { useWords } from '#app/ui/desk-words.tsx'
import { Action, Field, FieldLook } from '#app/ui/field.tsx'

export type FormValue = string | boolean | readonly string[]
export type FormValues = Readonly<Record<string, FormValue>>

/** One field of a form. `needed` is what to say while it is empty; `options` belong to `choice` and `many`. Days are the text of a date field. */
export type FieldRow = {
  name: string
  kind: 'line' | 'area' | 'day' | 'choice' | 'many' | 'tick'
  label: string
  hint?: string
  options?: readonly (readonly [value: string, label: string])[]
  needed?: string
  /** Begins a sheet of its own under these words; a form in which one row does stands in sheets, with its end beside them. */
  head?: string
  /** Asked only where these values ask for it. */
  when?: (values: FormValues) => boolean
}

type WorkFormProps = {
  /** Under this name the form remembers what was typed, for as long as this document lives. */
  keep: string
  rows: readonly FieldRow[]
  start: FormValues
  save: string
  busy: boolean
  /** True once it has arrived; then the form closes. False keeps everything that was typed. */
  onSave: (values: FormValues) => Promise<boolean>
  onLeave: () => void
  children?: (values: FormValues, change: (part: FormValues) => void) => ReactNode
}

const typed = new Map<string, FormValues>()

/** Whether somebody has begun this form and not sent it. */
export function isBegun(keep: string): boolean {
  return typed.has(keep)
}

/** A form made of a table of fields. Nothing is lost by a refusal, a colleague who was faster, or a look at another part of the case. */
export function WorkForm({ keep, rows, start, save, busy, onSave, onLeave, children }: WorkFormProps) {
  const { t } = useWords()
  const form = useRef<HTMLFormElement>(null)
  const [values, setValues] = useState<FormValues>(() => typed.get(keep) ?? start)
  const [presses, setPresses] = useState(0)
  const asked = rows.filter((row) => row.when?.(values) !== false)
  const open = asked.filter((row) => row.needed !== undefined && isEmpty(values[row.name]))

  useEffect(() => {
    if (presses > 0) form.current?.querySelector<HTMLElement>('[aria-invalid], [data-look] input')?.focus()
  }, [presses])

  function change(part: FormValues): void {
    setValues((before) => {
      const next = { ...before, ...part }
      typed.set(keep, next)
      return next
    })
  }

  async function send(): Promise<void> {
    if (busy) return
    if (open.length > 0) return setPresses(presses + 1)
    if (!(await onSave(values))) return
    typed.delete(keep)
    onLeave()
  }

  const sheets = sheetsOf(asked)
  const drawn = (row: FieldRow) => (
    <Row key={row.name} row={row} value={values[row.name]} look={presses > 0 && open.includes(row) ? row.needed : undefined} onChange={(value) => change({ [row.name]: value })} />
  )
  const end = (
    <>
      {children?.(values, change)}
      <div className="row">
        <Action kind="on" submit notYet={busy}>
          {save}
        </Action>
        <Action onPress={() => { typed.delete(keep); onLeave() }}>{t('desk.step.leave')}</Action>
        <span className="soft" role="status">
          {busy ? t('desk.write.sending') : ''}
        </span>
      </div>
    </>
  )
  return (
    <form ref={form} className={sheets === null ? 'stack work-form' : 'work-sheets'} noValidate data-form={keep.split(' ')[0]} onSubmit={(event) => { event.preventDefault(); void send() }}>
      {sheets === null ? asked.map(drawn) : (
        <div className="stack">
          {sheets.map((rows) => (
            <section key={rows[0]?.name} className="sheet work-sheet">
              <h2>{rows[0]?.head}</h2>
              {rows.map(drawn)}
            </section>
          ))}
        </div>
      )}
      {sheets === null ? end : <div className="sheet stack work-end">{end}</div>}
    </form>
  )
}

function sheetsOf(rows: readonly FieldRow[]): FieldRow[][] | null {
  if (rows.every((row) => row.head === undefined)) return null
  return rows.reduce<FieldRow[][]>((sheets, row) => {
    if (row.head !== undefined) sheets.push([])
    sheets.at(-1)?.push(row)
    return sheets
  }, [])
}

type RowProps = { row: FieldRow; value: FormValue | undefined; look: string | undefined; onChange: (value: FormValue) => void }

function Row({ row, value, look, onChange }: RowProps) {
  const { t } = useWords()
  const text = typeof value === 'string' ? value : ''
  if (row.kind === 'tick') return <TickRow row={row} value={value} look={look} onChange={onChange} />
  if (row.kind === 'many') return <ManyRow row={row} value={value} look={look} onChange={onChange} />
  return (
    <Field label={row.label} {...(row.hint === undefined ? {} : { hint: row.hint })} look={look}>
      {(ids) => {
        if (row.kind === 'area') return <textarea {...ids} rows={3} dir="auto" autoComplete="off" spellCheck={false} translate="no" value={text} onChange={(event) => onChange(event.target.value)} />
        if (row.kind === 'day') return <input {...ids} type="date" value={text} onChange={(event) => onChange(event.target.value)} />
        if (row.kind === 'line') return <input {...ids} dir="auto" autoComplete="off" spellCheck={false} translate="no" value={text} onChange={(event) => onChange(event.target.value)} />
        return (
          <select {...ids} value={text} onChange={(event) => onChange(event.target.value)}>
            {row.needed === undefined ? null : <option value="">{t('desk.step.choose')}</option>}
            {(row.options ?? []).map(([one, words]) => (
              <option key={one} value={one}>
                {words}
              </option>
            ))}
          </select>
        )
      }}
    </Field>
  )
}

function TickRow({ row, value, look, onChange }: RowProps) {
  const id = useId()
  const described = [row.hint === undefined ? '' : `${id}-hint`, look === undefined ? '' : `${id}-look`].filter(Boolean).join(' ')
  return (
    <div className="tick-row">
      <FieldLook id={`${id}-look`}>{look}</FieldLook>
      <label className="tick">
        <input type="checkbox" checked={value === true} onChange={(event) => onChange(event.target.checked)} aria-describedby={described === '' ? undefined : described} aria-invalid={look === undefined ? undefined : true} />
        {row.label}
      </label>
      {row.hint === undefined ? null : (
        <p className="soft" id={`${id}-hint`}>
          {row.hint}
        </p>
      )}
    </div>
  )
}

function ManyRow({ row, value, look, onChange }: RowProps) {
  const chosen = Array.isArray(value) ? (value as readonly string[]) : []
  return (
    <fieldset data-look={look === undefined ? undefined : ''}>
      <legend>{row.label}</legend>
      {row.hint === undefined ? null : <p className="soft">{row.hint}</p>}
      <FieldLook>{look}</FieldLook>
      <div className="ticks">
        {(row.options ?? []).map(([one, words]) => (
          <label key={one} className="tick">
            <input type="checkbox" checked={chosen.includes(one)} onChange={(event) => onChange(event.target.checked ? [...chosen, one] : chosen.filter((other) => other !== one))} />
            {words}
          </label>
        ))}
      </div>
    </fieldset>
  )
}

function isEmpty(value: FormValue | undefined): boolean {
  return value === undefined || value === false || (typeof value === 'string' ? value.trim() === '' : Array.isArray(value) && value.length === 0)
}
