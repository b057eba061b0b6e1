import { useState } from 'react'
import type { Decision } from '#db/model/decisions.ts'
import { useWords } from '#app/ui/desk-words.tsx'
import { Action } from '#app/ui/field.tsx'
import { useCase } from '../case/case-context.tsx'
import { decidedOf, reasonOf, whyOf } from './decision-words.ts'
import { DecisionSheet } from './decision-sheet.tsx'
import { ExportForm } from './export-form.tsx'
import { HoldForm } from './hold-form.tsx'
import { OutsidePart } from './outside-part.tsx'

/** What nobody decides alone: open sheets first, then what may be proposed, then what was decided and by whom. */
export function DecisionsPart() {
  const { t } = useWords()
  const { file, outside } = useCase()
  const [form, setForm] = useState<'hold' | 'export' | null>(null)
  const open = file.decisions.filter(({ state }) => state === 'open')
  const past = file.decisions.filter(({ state }) => state !== 'open').toReversed()
  const leave = () => setForm(null)
  return (
    <section className="stack decisions" aria-labelledby="decisions">
      <h2 id="decisions">{t('desk.decision.part')}</h2>
      {open.length === 0 ? <p className="soft">{t('desk.decision.none')}</p> : null}
      {open.map((decision) => (
        <div key={decision.digest} className="stack">
          <DecisionSheet decision={decision} />
          <OutsidePart decision={decision} />
        </div>
      ))}
      {outside ? null : form === 'hold' ? (
        <HoldForm on={file.hold === null} onLeave={leave} />
      ) : form === 'export' ? (
        <ExportForm onLeave={leave} />
      ) : (
        <div className="row" data-proposals>
          <Action onPress={() => setForm('hold')}>{t(file.hold === null ? 'desk.hold.open' : 'desk.hold.lift')}</Action>
          <Action onPress={() => setForm('export')}>{t('desk.export.open')}</Action>
        </div>
      )}
      {past.length === 0 ? null : <Past decisions={past} />}
    </section>
  )
}

function Past({ decisions }: { decisions: readonly Decision[] }) {
  const { t, days } = useWords()
  const { names } = useCase()
  return (
    <>
      <h2>{t('desk.decision.past')}</h2>
      <ul className="past-decisions">
        {decisions.map((decision) => (
          <li key={decision.digest} data-state={decision.state}>
            <p>
              <strong>{decidedOf(decision, { t, days, deskLabel: names.deskLabel })}</strong>
            </p>
            <p className="entry-words" dir="auto">
              {[reasonOf(decision, t), whyOf(decision)].filter(Boolean).join('\n')}
            </p>
            <p>{t(`desk.decision.past.${decision.state}`, { name: decision.second?.name ?? '–', date: days.short(decision.second?.day ?? decision.by.day) })}</p>
            <p className="soft">{t('desk.decision.past.by', { name: decision.by.name, date: days.short(decision.by.day) })}</p>
            {(decision.second?.text ?? '') === '' ? null : (
              <p className="entry-words" dir="auto">
                {decision.second?.text}
              </p>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}
