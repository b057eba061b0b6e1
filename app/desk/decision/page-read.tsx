import type { Proposal } from '#db/model/proposals.ts'
import { useWords } from '#app/ui/desk-words.tsx'
import { useDesk } from '../desk-session.tsx'
import { pageLines, type PageLines } from './page-lines.ts'

/** The lines of a page in the language of this member. */
export function usePageLines(): (proposal: Proposal, severity: string) => PageLines {
  const { t, days, today } = useWords()
  const { directory } = useDesk()
  const teams = directory.roster?.teams ?? []
  return (proposal, severity) => pageLines(proposal, severity, { t, days, today, deskLabel: (id) => teams.find((team) => team.id === id)?.label ?? null })
}

/** A page as it is read: the same for whoever asks and for whoever answers. */
export function PageRead({ lines, level }: { lines: PageLines; level: 3 | 4 }) {
  const { t } = useWords()
  const Heading = level === 3 ? 'h3' : 'h4'
  return (
    <>
      {(['after', 'reason', 'tells', 'severity'] as const).map((name) =>
        lines[name] === '' ? null : (
          <div key={name}>
            <Heading>{t(`desk.asked.read.${name}`)}</Heading>
            <p className="entry-words" dir="auto">
              {lines[name]}
            </p>
          </div>
        ),
      )}
    </>
  )
}
