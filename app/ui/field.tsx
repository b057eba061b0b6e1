import { useId, type ReactNode } from 'react'
import { WarningIcon } from './desk-icons.tsx'

export type FieldIds = { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true }

type FieldProps = { label: string; hint?: string; look?: string | undefined; children: (ids: FieldIds) => ReactNode }

/** A label, one hint, what to look at again after pressing the button, and the control. */
export function Field({ label, hint, look, children }: FieldProps) {
  const id = useId()
  const described = [hint === undefined ? '' : `${id}-hint`, look === undefined ? '' : `${id}-look`].filter((part) => part !== '').join(' ')
  const ids: FieldIds = { id, ...(described === '' ? {} : { 'aria-describedby': described }), ...(look === undefined ? {} : { 'aria-invalid': true }) }
  return (
    <div className="field" data-look={look === undefined ? undefined : ''}>
      <label htmlFor={id}>{label}</label>
      {hint === undefined ? null : (
        <p className="soft" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <FieldLook id={`${id}-look`}>{look}</FieldLook>
      {children(ids)}
    </div>
  )
}

/** What to look at again, above a control; nothing where there is nothing. */
export function FieldLook({ id, children }: { id?: string; children: string | undefined }) {
  if (children === undefined) return null
  return (
    <p className="field-look" id={id}>
      <WarningIcon />
      {children}
    </p>
  )
}

type ActionProps = {
  children: ReactNode
  onPress?: () => void
  kind?: 'on' | 'own' | 'plain' | 'link'
  /** Words that say what is still open; the button stays focusable and does nothing. */
  notYet?: boolean
  size?: 'small'
  submit?: boolean
  pressed?: boolean
  /** The id of what the button belongs to, where its own words stand beside many things. */
  about?: string
}

export function Action({ children, onPress, kind = 'plain', notYet = false, size, submit = false, pressed, about }: ActionProps) {
  return (
    <button
      className="button"
      type={submit ? 'submit' : 'button'}
      data-kind={kind}
      data-size={size}
      aria-disabled={notYet || undefined}
      aria-pressed={pressed}
      aria-describedby={about}
      onClick={(event) => {
        if (notYet) event.preventDefault()
        else onPress?.()
      }}
    >
      {children}
    </button>
  )
}
