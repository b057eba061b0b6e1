import { useWords } from './desk-words.tsx'

export type TurnName = 'late' | 'ours' | 'reporter' | 'others' | 'nobody'

/** Shape, word, then colour; after the word stands what is due. */
export function Turn({ turn, due }: { turn: TurnName; due?: string }) {
  const { t } = useWords()
  return (
    <span>
      <span className="turn" data-turn={turn}>
        {t(`desk.turn.${turn}`)}
      </span>{' '}
      {due === undefined ? null : <span className="soft">{due}</span>}
    </span>
  )
}

export function Priority({ value }: { value: number | null }) {
  const { t } = useWords()
  if (value === null) return <span className="soft">–</span>
  return (
    <span className="priority" data-priority={value}>
      <span className="unseen">{t('desk.priority')} </span>P{value}
    </span>
  )
}

/** A date with its distance; the words say "late", the colour only follows. */
export function NextDate({ day }: { day: number | null }) {
  const { t, days, today } = useWords()
  if (day === null) return <span className="soft">{t('desk.date.none')}</span>
  const late = day < today
  return (
    <time dateTime={days.machine(day)} className={late ? 'late' : undefined}>
      <b>{days.short(day)}</b> <span className={late ? undefined : 'soft'}>{late ? t('desk.date.late', { days: days.count(today - day) }) : days.distance(day)}</span>
    </time>
  )
}
