import { Link, useSearchParams } from '@remix-run/react'
import { useWords } from '#app/ui/desk-words.tsx'
import { useCase } from './case-context.tsx'

const partNames = ['talk', 'triage', 'inquiry', 'remedy', 'decisions'] as const
export type PartName = (typeof partNames)[number]

/** The part that an address asks for; the conversation where it asks for none that exists. */
export function partFrom(text: string | null): PartName {
  return partNames.find((name) => name === text) ?? 'talk'
}

/** The parts of a case as links, so that going back works and each can be kept open in its own tab. */
export function CaseParts({ shown }: { shown: PartName }) {
  const { t } = useWords()
  const { file } = useCase()
  const link = usePartLink()
  const open: Partial<Record<PartName, number>> = {
    inquiry: file.tasks.filter((task) => task.state !== 'done').length,
    decisions: file.decisions.filter((decision) => decision.state === 'open').length,
  }
  return (
    <nav className="parts" aria-label={t('desk.part.title')}>
      {partNames.map((name) => (
        <Link key={name} to={link(name)} aria-current={name === shown ? 'page' : undefined} preventScrollReset>
          {t(`desk.part.${name}`)}
          {(open[name] ?? 0) > 0 ? <span className="soft">{t('desk.part.open', { n: open[name] ?? 0 })}</span> : null}
        </Link>
      ))}
    </nav>
  )
}

/** The address of a part of this case, in the language that was asked for. */
export function usePartLink(): (name: PartName) => string {
  const [params] = useSearchParams()
  return (name) => {
    const next = new URLSearchParams(params)
    next.delete('part')
    if (name !== 'talk') next.set('part', name)
    const query = next.toString()
    return query === '' ? '.' : `?${query}`
  }
}
