import { useState, type ReactNode } from 'react'
import type { CaseAct } from '#crypto/worker/messages.ts'
import type { SignedBy } from '#db/model/fold-work.ts'
import type { WorkKind } from '#db/model/work-records.ts'
import { Action } from '#app/ui/field.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { useCase, type WorkToWrite } from './case-context.tsx'
import { Sheet } from './sheet.tsx'
import { isBegun, WorkForm, type FieldRow, type FormValues } from './work-form.tsx'

type SingleProps = {
  kind: WorkKind
  object: string
  title: string
  lead?: string
  thing: { readonly entry: SignedBy } | null
  /** Words of the button while there is none yet. */
  add: string
  rows: readonly FieldRow[] | ((values: FormValues) => readonly FieldRow[])
  start: FormValues
  content: (values: FormValues) => unknown
  beside?: (values: FormValues) => { records: readonly WorkToWrite[]; acts: CaseAct[] }
  mayChange?: boolean
  /** How it reads while its form is closed. */
  children?: ReactNode
}

/** A thing of which a case has one: as it stands, with who signed it, or the form that signs the next version. */
export function Single({ kind, object, title, lead, thing, add, rows, start, content, beside, mayChange = true, children }: SingleProps) {
  const { t, days } = useWords()
  const { view, busy, saveWork } = useCase()
  const keep = `${kind} ${view.caseId}`
  const [open, setOpen] = useState(isBegun(keep))
  return (
    <Sheet title={title} {...(lead === undefined ? {} : { lead })}>
      {open ? (
        <WorkForm
          keep={keep}
          rows={rows}
          start={start}
          save={t('desk.work.save')}
          busy={busy}
          onLeave={() => setOpen(false)}
          onSave={(values) => {
            const also = beside?.(values) ?? { records: [], acts: [] }
            return saveWork([{ kind, object, content: content(values) }, ...also.records], also.acts)
          }}
        />
      ) : (
        <>
          {children}
          <div className="row">
            {mayChange ? (
              <Action size="small" onPress={() => setOpen(true)}>
                {thing === null ? add : t('desk.work.change')}
              </Action>
            ) : null}
            {thing === null ? null : <span className="soft">{t('desk.work.signed', { name: thing.entry.name, date: days.short(thing.entry.day) })}</span>}
          </div>
        </>
      )}
    </Sheet>
  )
}
