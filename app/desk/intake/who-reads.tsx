import type { Team } from '#crypto/worker/views.ts'
import type { Route } from '#db/model/routing.ts'
import { CaseReaders } from '#app/ui/case-readers.tsx'
import { Look } from '#app/ui/look.tsx'
import { useWords } from '#app/ui/desk-words.tsx'

type WhoReadsProps = { teams: readonly Team[]; route: Route<string>; own: readonly string[] }

/** Which teams will be able to open the report and which never, before anything is sealed. */
export function WhoReads({ teams, route, own }: WhoReadsProps) {
  const { t } = useWords()
  const lines = (wanted: (desk: Route<string>['desks'][number]) => boolean) => route.desks.filter(wanted).map(({ id }) => ({ id, label: teams.find((team) => team.id === id)?.label ?? '' }))
  const can = lines((desk) => desk.reads)
  return (
    <div role="status" className="stack" data-who-reads>
      <h2>{t('desk.intake.reads')}</h2>
      {can.length === 0 ? <Look title={t('desk.intake.open.nobody')}>{null}</Look> : null}
      <CaseReaders can={can} cannot={lines((desk) => desk.excluded)} />
      {can.length === 0 || route.recipients.some((id) => own.includes(id)) ? null : (
        <Look title={t('desk.intake.notYours.title')}>
          <p>{t('desk.intake.notYours')}</p>
        </Look>
      )}
    </div>
  )
}
