import { actsOfMessage, type ClockAct } from '#db/model/clock-plan.ts'
import { dayFrom } from '#db/model/ids.ts'
import { useWords } from '#app/ui/desk-words.tsx'
import { useCase } from './case-context.tsx'

type MessageTellsProps = { told: readonly ClockAct[]; onTold: (told: ClockAct[]) => void }

/** What the message is beside its words, where a running clock waits for just that: somebody says it, because no machine can read it out of a text. */
export function MessageTells({ told, onTold }: MessageTellsProps) {
  const { t, days } = useWords()
  const { clocks, today } = useCase()
  const offered = actsOfMessage(clocks, dayFrom(today))
  if (offered.length === 0) return null
  return (
    <fieldset className="ticks" data-tells>
      <legend>{t('tells.title')}</legend>
      {offered.map(({ act, clocks: waiting }) => (
        <div key={act}>
          <label className="tick">
            <input type="checkbox" checked={told.includes(act)} onChange={(event) => onTold(event.target.checked ? [...told, act] : told.filter((one) => one !== act))} />
            {t(`tells.${act}`)}
          </label>
          <p className="soft">{waiting.map(({ rule, dueDay }) => t('tells.keeps', { clock: t(`clock.${rule}`), date: days.long(dueDay) })).join(' · ')}</p>
        </div>
      ))}
    </fieldset>
  )
}
