import { useState } from 'react'
import { dayFrom } from '#db/model/ids.ts'
import { machineDay, dayFromMachine } from '#app/ui/days.ts'
import { Action } from '#app/ui/field.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { clocksOfAct, clockWork } from '../case/case-clock-acts.ts'
import { newObject, useCase } from '../case/case-context.tsx'
import { isBegun, WorkForm } from '../case/work-form.tsx'
import { Sheet } from '../case/sheet.tsx'

/** Steps that protect people before anything else is decided. */
export function ProtectivePart() {
  const { t, days, today } = useWords()
  const room = useCase()
  const { view, file, busy, saveWork } = room
  const keep = `protective ${view.caseId}`
  const [open, setOpen] = useState(isBegun(keep))
  return (
    <Sheet title={t('desk.protect.title')} lead={t('desk.protect.lead')}>
      <ul className="things">
        {file.protective.map((step) => (
          <li key={step.entry.object}>
            <div className="thing-head">
              <div className="thing-what">
                <strong>{days.long(step.day)}</strong>
                <span className="soft">{step.over ? t('desk.protect.ended') : step.entry.name}</span>
              </div>
              {step.over ? null : (
                <Action size="small" notYet={busy} onPress={() => void saveWork([{ kind: 'protective', object: step.entry.object, content: { day: step.day, text: step.text, over: true } }])}>
                  {t('desk.protect.end')}
                </Action>
              )}
            </div>
            <p className="thing-words">{step.text}</p>
          </li>
        ))}
      </ul>
      {open ? (
        <WorkForm
          keep={keep}
          rows={[
            { name: 'date', kind: 'day', label: t('desk.protect.day'), needed: t('desk.work.day.open') },
            { name: 'text', kind: 'area', label: t('desk.protect.what'), hint: t('desk.note.hidden'), needed: t('desk.work.text.open') },
          ]}
          start={{ date: machineDay(today), text: '' }}
          save={t('desk.protect.save')}
          busy={busy}
          onLeave={() => setOpen(false)}
          onSave={(values) => {
            const day = dayFrom(dayFromMachine(String(values['date'])) ?? today)
            const clocks = clockWork(clocksOfAct(room, 'protective-step', { protectiveDay: day }))
            return saveWork([{ kind: 'protective', object: newObject(), content: { day, text: String(values['text']).trim(), over: false } }, ...clocks.records], clocks.acts)
          }}
        />
      ) : (
        <div className="row">
          <Action size="small" onPress={() => setOpen(true)}>
            {t('desk.protect.add')}
          </Action>
        </div>
      )}
    </Sheet>
  )
}
