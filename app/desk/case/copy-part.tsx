import { useState } from 'react'
import type { DeskCaseView } from '#crypto/worker/views.ts'
import { useWords } from '#app/ui/desk-words.tsx'
import { Action } from '#app/ui/field.tsx'
import { CopyForm } from './copy-form.tsx'
import { CopyHandOver } from './copy-hand-over.tsx'
import type { MadeCopy } from './copy-part.client.ts'

type CopyPartProps = { view: DeskCaseView; onMade: () => Promise<void> }

/** Chosen words for somebody outside: what was given out so far, and a new copy. The code of a new one is on the page once. */
export function CopyPart({ view, onMade }: CopyPartProps) {
  const { t, days } = useWords()
  const [open, setOpen] = useState(false)
  const [made, setMade] = useState<MadeCopy | null>(null)

  async function keep(copy: MadeCopy): Promise<void> {
    setMade(copy)
    setOpen(false)
    await onMade()
  }

  return (
    <section className="sheet" data-copies>
      <h2>{t('desk.copy.title')}</h2>
      <p className="soft">{t('desk.copy.lead')}</p>
      {view.copies.length === 0 ? null : (
        <ul className="case-list">
          {view.copies.map((copy) => (
            <li key={copy.copyId} data-over={copy.over || undefined}>
              <span className="case-words">
                <bdi>{copy.purpose === '' ? t('desk.copy.nameless') : copy.purpose}</bdi>
              </span>
              <span className="soft">{t(copy.over ? 'desk.copy.over' : 'desk.copy.until', { made: days.short(copy.day), date: days.short(copy.untilDay) })}</span>
            </li>
          ))}
        </ul>
      )}
      {made === null ? null : <CopyHandOver copy={made} onClose={() => setMade(null)} />}
      {open ? (
        <CopyForm view={view} onMade={(copy) => void keep(copy)} onLeave={() => setOpen(false)} />
      ) : made === null ? (
        <div className="row">
          <Action size="small" onPress={() => setOpen(true)}>
            {t('desk.copy.open')}
          </Action>
        </div>
      ) : null}
    </section>
  )
}
