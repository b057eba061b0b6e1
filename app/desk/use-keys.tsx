import { useEffect, useRef } from 'react'
import { Action } from '#app/ui/field.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { footRows, keyTable, readKey, type KeyAction, type KeyPlace } from './keys.ts'

export type KeyHandlers = { [action in KeyAction]?: () => void }

/** Single keys, never while somebody types, composes (Japanese input), or holds a modifier. A page hears a key before the rooms around it do. */
export function useKeys(where: KeyPlace, handlers: KeyHandlers): void {
  const current = useRef(handlers)
  current.current = handlers
  useEffect(() => {
    let before = ''
    function pressed(event: KeyboardEvent): void {
      if (event.defaultPrevented || event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      const read = readKey(before, event.key, where)
      before = read !== null && 'begun' in read ? read.begun : ''
      if (read === null || !('action' in read)) return
      const handler = current.current[read.action]
      if (handler === undefined) return
      event.preventDefault()
      handler()
    }
    // On the way down, because the listener of the rooms can be the older one.
    const first = where !== 'room'
    addEventListener('keydown', pressed, first)
    return () => removeEventListener('keydown', pressed, first)
  }, [where])
}

export function KeysFoot({ where, onHelp }: { where: KeyPlace; onHelp: () => void }) {
  const { t } = useWords()
  return (
    <div className="keys">
      {footRows(where).map((row) => (
        <span key={row.action}>
          <Keys keys={row.keys} /> {t(`desk.key.${row.action}`)}
        </span>
      ))}
      <Action size="small" onPress={onHelp}>
        <kbd>?</kbd> {t('desk.key.help')}
      </Action>
      <span>{t('desk.foot')}</span>
    </div>
  )
}

/** The same table as a list, in a dialog that Escape closes. */
export function KeysHelp({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useWords()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    if (open && dialog.current?.open === false) dialog.current.showModal()
    if (!open) dialog.current?.close()
  }, [open])
  return (
    <dialog ref={dialog} onClose={onClose} aria-labelledby="keys-title">
      <h2 id="keys-title">{t('desk.keys.title')}</h2>
      <dl className="facts">
        {keyTable.map((row) => (
          <div key={row.action} className="fact">
            <dt>
              <Keys keys={row.keys} />
            </dt>
            <dd>{t(`desk.key.${row.action}`)}</dd>
          </div>
        ))}
      </dl>
      <Action kind="on" onPress={onClose}>
        {t('desk.keys.close')}
      </Action>
    </dialog>
  )
}

function Keys({ keys }: { keys: readonly string[] }) {
  return (
    <>
      {keys.map((key) => (
        <kbd key={key}>{key}</kbd>
      ))}
    </>
  )
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
}
