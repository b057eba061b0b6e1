import { Fragment } from 'react'
import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'
import type { IconName } from './icon.tsx'

export interface Option {
  readonly value: string
  readonly text: ReactNode
  /** What is asked further once this is chosen, right below it. */
  readonly below?: ReactNode
}

/** Answers of which one or several may be chosen. Named by the heading with the id `by`. */
export function Choices({ name, by, several = false, chosen, options }: { name: string; by: string; several?: boolean; chosen?: string; options: readonly Option[] }) {
  return (
    <div role={several ? 'group' : 'radiogroup'} aria-labelledby={by}>
      {options.map(({ value, text, below }) => (
        <Fragment key={value}>
          <Choice name={name} value={value} several={several} chosen={value === chosen}>
            {text}
          </Choice>
          {below}
        </Fragment>
      ))}
    </div>
  )
}

export function Choice({ name, value, several, chosen = false, children }: { name: string; value: string; several: boolean; chosen?: boolean; children: ReactNode }) {
  return (
    <label className="choice">
      <input type={several ? 'checkbox' : 'radio'} name={name} value={value} defaultChecked={chosen || undefined} autoComplete="off" />
      <span>{children}</span>
    </label>
  )
}

/** Picture, label and box in one line, the signs below: the signs do the work for people who do not know the word. */
export function Tile({ icon, value, label, signs }: { icon: IconName; value: string; label: string; signs: string }) {
  return (
    <label className="choice tile">
      <input type="checkbox" name="tiles" value={value} autoComplete="off" />
      <span>
        <Icon name={icon} />
        <b>{label}</b>
        <small>{signs}</small>
      </span>
    </label>
  )
}
