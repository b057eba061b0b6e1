import { useId } from 'react'

type ChoicesProps = { title: string; name: string; chosen: string; onChoose: (value: string) => void; options: readonly { value: string; label: string; hint: string }[] }

/** One of few, each with what follows from it. */
export function Choices({ title, name, chosen, onChoose, options }: ChoicesProps) {
  const id = useId()
  return (
    <fieldset>
      <legend>{title}</legend>
      {options.map((option) => (
        <label key={option.value} className="tick">
          <input type="radio" name={name} value={option.value} checked={chosen === option.value} onChange={() => onChoose(option.value)} aria-labelledby={`${id}-${option.value}-name`} aria-describedby={`${id}-${option.value}`} autoComplete="off" />
          <span>
            <span id={`${id}-${option.value}-name`}>{option.label}</span>
            <span className="soft paper-hint" id={`${id}-${option.value}`}>{option.hint}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
