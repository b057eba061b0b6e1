import { createPortal } from 'react-dom'
import { useWords } from '#app/ui/desk-words.tsx'
import { Action, Field } from '#app/ui/field.tsx'
import { Look } from '#app/ui/look.tsx'
import { Ticket } from '#app/ui/ticket.tsx'
import type { MadeCopy } from './copy-part.client.ts'

type CopyHandOverProps = { copy: MadeCopy; onClose: () => void }

/** The one moment in which the code is there: on paper it goes one way, the address another. */
export function CopyHandOver({ copy, onClose }: CopyHandOverProps) {
  const { t, days, language } = useWords()
  return (
    <div className="stack" data-copy-code>
      <Look title={t('desk.copy.done')} live>
        <p>{t('desk.copy.once')}</p>
      </Look>
      <Ticket lines={copy.lines} />
      <Field label={t('desk.copy.address')} hint={t('desk.copy.ways')}>
        {(ids) => <input {...ids} readOnly value={`${window.location.origin}/${language}/copy`} onFocus={(event) => event.target.select()} />}
      </Field>
      <p>{t('desk.copy.ends', { date: days.long(copy.untilDay) })}</p>
      <div className="row">
        <Action kind="own" onPress={() => window.print()}>
          {t('desk.copy.print')}
        </Action>
        <Action onPress={onClose}>{t('desk.copy.close')}</Action>
      </div>
      {createPortal(
        <div className="sheet-print">
          <h1>{t('desk.copy.sheet')}</h1>
          <Ticket lines={copy.lines} />
          <p>{t('desk.copy.ends', { date: days.long(copy.untilDay) })}</p>
        </div>,
        document.body,
      )}
    </div>
  )
}
