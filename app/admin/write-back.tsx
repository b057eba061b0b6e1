import { useState } from 'react'
import { Field } from '#app/ui/field.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { digitsIn, twoOf } from './keep.client.ts'

export type WriteBackState = { places: readonly [number, number]; typed: readonly [string, string]; set: (which: 0 | 1, text: string) => void }

/** Which two lines are asked for, and what was typed for them. */
export function useWriteBack(count: number): WriteBackState {
  const [places] = useState<[number, number]>(() => twoOf(count))
  const [typed, setTyped] = useState<readonly [string, string]>(['', ''])
  return { places, typed, set: (which, text) => setTyped(([first, second]) => (which === 0 ? [text, second] : [first, text])) }
}

export function linesMatch(lines: readonly string[], { places, typed }: WriteBackState): boolean {
  return lines.length > 0 && places.every((place, which) => digitsIn(typed[which] ?? '') === digitsIn(lines[place] ?? ''))
}

type WriteBackProps = { title: string; label: string; lines: readonly string[]; state: WriteBackState }

/** Two lines, written back from what somebody holds in the hand. A line that differs is marked once it is whole. */
export function WriteBack({ title, label, lines, state }: WriteBackProps) {
  const { t } = useWords()
  return (
    <section className="sheet">
      <h2>{title}</h2>
      <div className="pair">
        {([0, 1] as const).map((which) => {
          const place = state.places[which]
          const typed = digitsIn(state.typed[which])
          const wanted = digitsIn(lines[place] ?? '')
          const differs = typed.length >= wanted.length && typed !== wanted
          return (
            <Field key={which} label={t(label, { n: place + 1 })} look={differs ? t('admin.back.differs', { n: place + 1 }) : undefined}>
              {(ids) => (
                <input {...ids} inputMode="numeric" autoComplete="off" spellCheck={false} translate="no" value={state.typed[which]} onChange={(event) => state.set(which, event.target.value)} />
              )}
            </Field>
          )
        })}
      </div>
    </section>
  )
}
