import type { Never, Team } from '#crypto/worker/views.ts'
import { CaseReaders } from '#app/ui/case-readers.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { useDesk } from '../desk-session.tsx'
import { CompanyBlock } from '../triage/company-block.tsx'
import { TriageBlock } from '../triage/triage-block.tsx'
import { Block } from './block.tsx'
import { useCase } from './case-context.tsx'
import { FactsBlock } from './facts-block.tsx'
import { NameBlock } from './name-block.tsx'
import { NextDateBlock } from './next-date.tsx'
import { StatePart } from './state-part.tsx'
import { TeamsPart } from './teams-part.tsx'

/** The side column, in the order in which a handler asks: until when, what the reporter reads, who can open it, who wrote it where this team was told, how grave, whether the company may know, the rest. */
export function Side() {
  const { t } = useWords()
  return (
    <aside className="side" aria-label={t('desk.side.title')}>
      <NextDateBlock />
      <StatePart />
      <Block title={t('desk.side.readers')}>
        <Readers />
        <TeamsPart />
      </Block>
      <NameBlock />
      <TriageBlock />
      <CompanyBlock />
      <FactsBlock />
    </aside>
  )
}

function Readers() {
  const { t, days } = useWords()
  const { directory } = useDesk()
  const { view } = useCase()
  const never = view.timeline.findLast((entry) => entry.type === 'report' || entry.type === 'never')?.never
  const teams = directory.roster?.teams ?? []
  return (
    <CaseReaders
      can={view.readers.map((team) => ({
        id: team.id,
        label: team.label,
        note: [team.recoveryLabel === '' ? '' : t('desk.readers.recovery', { name: team.recoveryLabel }), team.addedBy === null ? '' : t('desk.readers.since', { date: days.short(team.sinceDay) })].filter(Boolean).join(' · ') || undefined,
      }))}
      cannot={teams.filter((team) => !view.readers.some((reader) => reader.id === team.id)).map((team) => ({ id: team.id, label: team.label, note: t(isExcluded(team, never) ? 'desk.readers.never' : 'desk.readers.out') }))}
    />
  )
}

function isExcluded(team: Team, never: Never | undefined): boolean {
  return never !== undefined && (never.desks.includes(team.id) || team.roles.some((role) => never.roles.includes(role)))
}
