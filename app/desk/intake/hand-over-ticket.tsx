import { createPortal } from 'react-dom'
import { Action } from '#app/ui/field.tsx'
import { Ticket } from '#app/ui/ticket.tsx'
import { useWords } from '#app/ui/desk-words.tsx'

/** The code on the screen to be read aloud, and as a slip that says where it is used and nothing about what. */
export function HandOverTicket({ lines, works }: { lines: readonly string[]; works: boolean }) {
  const { t, language } = useWords()
  const slip = (
    <div className="sheet-print">
      <Ticket lines={lines} />
      <p>{`${window.location.origin}/${language}/read`}</p>
    </div>
  )
  return (
    <>
      <Ticket lines={lines} />
      {works ? (
        <div className="row">
          <Action kind="own" onPress={() => window.print()}>{t('desk.intake.print')}</Action>
          <span className="soft">{t('desk.intake.print.hint')}</span>
        </div>
      ) : null}
      {works ? createPortal(slip, document.body) : null}
    </>
  )
}
