import { WarningIcon } from './desk-icons.tsx'
import { useWords } from './desk-words.tsx'

/** Somebody may be in danger. */
export function DangerTag() {
  const { t } = useWords()
  return (
    <span className="danger">
      <WarningIcon />
      {t('desk.danger')}
    </span>
  )
}

/** Not read yet by this team. */
export function NewTag() {
  const { t } = useWords()
  return <span className="new">{t('desk.new')}</span>
}
