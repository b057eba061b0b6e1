import { useWords } from './desk-words.tsx'
import { Action } from './field.tsx'

type FormFootProps = {
  /** Words of the button that sends the form, and of the one that leaves it. */
  go: string
  leave: string
  busy: boolean
  /** What stands there while nothing is on its way. */
  said?: string
  onLeave: () => void
}

/** How a form on a decision sheet ends: send it, leave it, and what becomes of it. */
export function FormFoot({ go, leave, busy, said = '', onLeave }: FormFootProps) {
  const { t } = useWords()
  return (
    <>
      <Action kind="on" submit notYet={busy}>
        {go}
      </Action>
      <Action onPress={onLeave}>{leave}</Action>
      <span className="soft" role="status">
        {busy ? t('desk.write.sending') : said}
      </span>
    </>
  )
}
