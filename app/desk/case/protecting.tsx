import { afterMessage, eventWrite } from '#db/model/desk-steps.ts'
import { Action } from '#app/ui/field.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { useCase } from './case-context.tsx'

/** People are protected first: what the reporter reads of it, and the way to tell them where the last word did not. */
export function Protecting() {
  const { t, language } = useWords()
  const { file, facts, view, busy, send } = useCase()
  const told = (view.told?.flags ?? '').split(',').includes('PROTECTING')
  const now = file.flags.includes('PROTECTING')
  if (!told && !now) return null
  const after = afterMessage({ ...facts, flags: file.flags }, null)
  return (
    <div className="stack" data-protecting>
      <p>
        <strong>{t('state.PROTECTING.label')}</strong> <span className="soft">{t(told === now ? 'desk.protect.told' : now ? 'desk.protect.untold' : 'desk.protect.over')}</span>
      </p>
      {told === now || view.told === null ? null : (
        <div className="row">
          <Action size="small" notYet={busy} onPress={() => void send({ writes: [eventWrite(after.event, language)], columns: after.columns })}>
            {t(now ? 'desk.protect.tell' : 'desk.protect.tellOver')}
          </Action>
        </div>
      )}
    </div>
  )
}
