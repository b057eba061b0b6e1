import type { ReactNode } from 'react'
import { Icon } from '#app/ui/icon.tsx'
import { PleaseLook } from '#app/ui/please-look.tsx'
import { useWords } from '#app/ui/words.tsx'

/** One question: back, heading, hint, reason, answers, buttons. All stand in the document; the script shows one at a time. */
export function Screen({ id, heading, hint, why, children, buttons }: { id: string; heading: ReactNode; hint?: ReactNode; why?: ReactNode; children: ReactNode; buttons: ReactNode }) {
  return (
    <section id={`s-${id}`} data-screen={id} hidden>
      <BackButton />
      <PleaseLook id={`look-${id}`} />
      <h1 id={`h-${id}`} tabIndex={-1}>
        {heading}
      </h1>
      {hint === undefined ? null : <p className="hint">{hint}</p>}
      {why === undefined ? null : <p className="why">{why}</p>}
      {children}
      <div className="buttons">{buttons}</div>
    </section>
  )
}

export function BackButton() {
  return (
    <button type="button" className="back" data-do="back">
      <Icon name="back" />
      {useWords()('common.back')}
    </button>
  )
}

export function Button({ does, text, on, wide }: { does: string; text: string; on?: true; wide?: true }) {
  return (
    <button type="button" className="button" data-do={does} data-on={on ? '' : undefined} data-wide={wide ? '' : undefined}>
      {text}
    </button>
  )
}

/** The way on, leaving out in the same size, and sending now in a row of its own. */
export function QuestionButtons() {
  const words = useWords()
  return (
    <>
      <Button does="on" text={words('common.continue')} on />
      <Button does="skip" text={words('common.skip')} />
      <Button does="check" text={words('common.sendNow')} wide />
    </>
  )
}

/** A field of one line. Nothing of it may reach a spelling service, a translator, or the form store of the browser. */
export function Line({ id, label }: { id: string; label: ReactNode }) {
  return (
    <>
      <label className="label" htmlFor={`f-${id}`}>
        {label}
      </label>
      <input id={`f-${id}`} name={id} autoComplete="off" spellCheck={false} autoCapitalize="none" translate="no" dir="auto" />
    </>
  )
}
