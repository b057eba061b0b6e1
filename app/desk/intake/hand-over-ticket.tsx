import { createPortal } from 'react-dom'
import { Action } from '#app/ui/field.tsx'
import { Ticket } from '#app/ui/ticket.tsx'
import { useWords } from '#app/ui/desk-words.tsx'

type HandOverTicketProps = { lines: readonly string[]; works: boolean; language: string }

/** The code on the screen to be read aloud, and as a slip that says where it is used, in the person's language, and nothing about what. */
export function HandOverTicket({ lines, works, language }: HandOverTicketProps) {
  const { t } = useWords()
  const address = `${window.location.host}/${language}/read`
  return (
    <div className="stack">
      <Ticket lines={lines} />
      {works ? (
        <>
          <p className="link-out">{address}</p>
          <div className="row">
            <Action kind="own" onPress={() => window.print()}>{t('desk.intake.print')}</Action>
            <span className="soft">{t('desk.intake.print.hint')}</span>
          </div>
        </>
      ) : null}
      {works ? createPortal(
        <div className="sheet-print slip">
          <Ticket lines={lines} />
          <p>{address}</p>
        </div>,
        document.body,
      ) : null}
    </div>
  )
}
