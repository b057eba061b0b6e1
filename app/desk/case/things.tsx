import { useId, useState, type ReactNode } from 'react'
import type { CaseAct } from '#crypto/worker/messages.ts'
import type { SignedBy } from '#db/model/fold-work.ts'
import { droppable, type WorkKind } from '#db/model/work-records.ts'
import { Action } from '#app/ui/field.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { newObject, useCase, type WorkToWrite } from './case-context.tsx'
import { Sheet } from './sheet.tsx'
import { isBegun, WorkForm, type FieldRow, type FormValues } from './work-form.tsx'

type Thing = { readonly entry: SignedBy }
/** What goes out with a thing of the file, in the same write. */
export type Beside = { records: readonly WorkToWrite[]; acts: CaseAct[] }

type ThingsProps<One extends Thing> = {
  kind: WorkKind
  title: string
  lead?: string
  things: readonly One[]
  head: (thing: One) => ReactNode
  show?: (thing: One) => ReactNode
  /** What can be done with it at once, beside changing it. */
  quick?: (thing: One) => ReactNode
  rows: (thing: One | null) => readonly FieldRow[]
  start: (thing: One | null) => FormValues
  /** The content of the record; throws nothing, its schema is asked before sealing. */
  content: (values: FormValues, thing: One | null) => unknown
  beside?: (values: FormValues, thing: One | null) => Beside
  /** Files that were sent for it and that this version lists. */
  files?: (values: FormValues, thing: One | null) => string[]
  /** Once it has arrived. */
  after?: (values: FormValues, thing: One | null) => void
  /** Words of the button that begins a new one; without it there is none. */
  add?: string
  children?: ReactNode
  more?: (values: FormValues, change: (part: FormValues) => void) => ReactNode
  mayChange?: boolean
}

/** The things of one kind in a case file: what stands, who signed it, and a form that signs a newer version or a new one. */
export function Things<One extends Thing>(props: ThingsProps<One>) {
  const { t } = useWords()
  const { view } = useCase()
  const { kind, things } = props
  const id = useId()
  const keepOf = (object: string) => `${kind} ${view.caseId} ${object}`
  const [open, setOpen] = useState<string | null>(() => [...things.map(({ entry }) => entry.object), 'new'].find((object) => isBegun(keepOf(object))) ?? null)
  const form = (thing: One | null) => <ThingForm {...props} thing={thing} keep={keepOf(thing?.entry.object ?? 'new')} onLeave={() => setOpen(null)} />
  return (
    <Sheet title={props.title} {...(props.lead === undefined ? {} : { lead: props.lead })}>
      {props.children}
      {things.length === 0 ? null : (
        <ul className="things" data-things={kind}>
          {things.map((thing) => (
            <li key={thing.entry.object}>
              <div className="thing-head">
                <div className="thing-what" id={`${id}-${thing.entry.object}`}>
                  {props.head(thing)}
                  <span className="soft">{thing.entry.name}</span>
                </div>
                {open === null && props.mayChange !== false ? (
                  <div className="row">
                    {props.quick?.(thing)}
                    <Action size="small" about={`${id}-${thing.entry.object}`} onPress={() => setOpen(thing.entry.object)}>
                      {t('desk.work.change')}
                    </Action>
                  </div>
                ) : null}
              </div>
              {open === thing.entry.object ? form(thing) : props.show?.(thing)}
            </li>
          ))}
        </ul>
      )}
      {open === 'new' ? form(null) : null}
      {open === null && props.add !== undefined && props.mayChange !== false ? (
        <div className="row">
          <Action size="small" onPress={() => setOpen('new')}>
            {props.add}
          </Action>
        </div>
      ) : null}
    </Sheet>
  )
}

type ThingFormProps<One extends Thing> = ThingsProps<One> & { thing: One | null; keep: string; onLeave: () => void }

function ThingForm<One extends Thing>({ kind, thing, keep, onLeave, rows, start, content, beside, files, after, more }: ThingFormProps<One>) {
  const { t } = useWords()
  const { busy, saveWork } = useCase()
  const [taking, setTaking] = useState(isBegun(`drop ${keep}`))
  const object = thing?.entry.object ?? null
  if (taking && object !== null) {
    return (
      <WorkForm
        keep={`drop ${keep}`}
        rows={[{ name: 'why', kind: 'line', label: t('desk.work.takeOut.why'), hint: t('desk.work.takeOut.hint'), needed: t('desk.work.text.open') }]}
        start={{ why: '' }}
        save={t('desk.work.takeOut')}
        busy={busy}
        onLeave={() => { setTaking(false); onLeave() }}
        onSave={(values) => saveWork([{ kind, object, dropped: String(values['why']).trim() }])}
      />
    )
  }
  return (
    <WorkForm
      keep={keep}
      rows={rows(thing)}
      start={start(thing)}
      save={t('desk.work.save')}
      busy={busy}
      onLeave={onLeave}
      onSave={async (values) => {
        const also = beside?.(values, thing) ?? { records: [], acts: [] }
        const saved = await saveWork([{ kind, object: object ?? newObject(), content: content(values, thing), files: files?.(values, thing) ?? [] }, ...also.records], also.acts)
        if (saved) after?.(values, thing)
        return saved
      }}
    >
      {(values, change) => (
        <>
          {more?.(values, change)}
          {object !== null && droppable.includes(kind) ? (
            <div className="row">
              <Action size="small" onPress={() => setTaking(true)}>
                {t('desk.work.takeOut')} …
              </Action>
            </div>
          ) : null}
        </>
      )}
    </WorkForm>
  )
}
