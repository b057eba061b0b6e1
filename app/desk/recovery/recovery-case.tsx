import type { DeskCaseView, Team } from '#crypto/worker/views.ts'
import { useWords } from '#app/ui/desk-words.tsx'
import { Action } from '#app/ui/field.tsx'
import { Arrived } from '../case/arrived.tsx'
import { Entry } from '../case/entry.tsx'
import { Warnings } from '../case/warnings.tsx'
import { caseNumberOf } from '../inbox/rows.ts'

type RecoveryCaseProps = { view: DeskCaseView; organisation: string; teams: readonly Team[]; onBack: () => void }

/** One case to be read: the timeline, without anything that writes. */
export function RecoveryCase({ view, organisation, teams, onBack }: RecoveryCaseProps) {
  const { t } = useWords()
  const names = { org: organisation, deskLabel: (id: string) => teams.find((team) => team.id === id)?.label ?? null, memberName: () => '', caseNumber: () => t('desk.link.other') }
  return (
    <>
      <div className="title">
        <h1>{t('desk.case.title', { number: caseNumberOf(view) })}</h1>
        <div className="title-end">
          <Action onPress={onBack}>{t('admin.recovery.room.back')}</Action>
        </div>
      </div>
      <div className="timeline">
        <Warnings warnings={view.warnings} />
        <Arrived view={view} names={names} />
        {view.timeline.map((entry) => (
          <Entry key={entry.stream + entry.key} entry={entry} fresh={false} names={names} timeline={view.timeline} />
        ))}
      </div>
    </>
  )
}
