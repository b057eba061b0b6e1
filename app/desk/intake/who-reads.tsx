import type { Team } from '#crypto/worker/views.ts'
import type { Route } from '#db/model/routing.ts'
import { Look } from '#app/ui/look.tsx'
import { useWords } from '#app/ui/desk-words.tsx'

type WhoReadsProps = { teams: readonly Team[]; route: Route<string>; own: readonly string[] }

/** Which teams will be able to open the report and which never, before anything is sealed. */
export function WhoReads({ teams, route, own }: WhoReadsProps) {
  const { t } = useWords()
  const labels = (wanted: (desk: Route<string>['desks'][number]) => boolean) => route.desks.filter(wanted).map(({ id }) => teams.find((team) => team.id === id)?.label ?? '').join(' · ')
  const reads = labels((desk) => desk.reads)
  const never = labels((desk) => desk.excluded)
  return (
    <div role="status" className="stack" data-who-reads>
      <dl className="facts">
        <dt>{t('desk.intake.reads')}</dt>
        <dd>{reads === '' ? '–' : reads}</dd>
        <dt>{t('desk.intake.never')}</dt>
        <dd>{never === '' ? '–' : never}</dd>
      </dl>
      {reads === '' ? <Look title={t('desk.intake.open.nobody')}>{null}</Look> : null}
      {reads !== '' && !route.recipients.some((id) => own.includes(id)) ? (
        <Look title={t('desk.intake.notYours.title')}>
          <p>{t('desk.intake.notYours')}</p>
        </Look>
      ) : null}
    </div>
  )
}
