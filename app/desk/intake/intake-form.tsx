import { useNavigate } from '@remix-run/react'
import { useRef, useState } from 'react'
import { Look } from '#app/ui/look.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { languageName } from '../case/answers.ts'
import { WorkForm, type FormValues } from '../case/work-form.tsx'
import { useDesk } from '../desk-session.tsx'
import { useAddress } from '../room-page.tsx'
import { openInIntake, reportFrom, routeOf } from './intake-report.ts'
import { emptyIntake, intakeRows } from './intake-rows.ts'
import { WhoReads } from './who-reads.tsx'

type IntakeFormProps = { busy: boolean; onSeal: (values: FormValues) => Promise<boolean> }

/** What the person said, in the order of the web form, and all the time who will be able to read it. */
export function IntakeForm({ busy, onSeal }: IntakeFormProps) {
  const { t, language, spoken } = useWords()
  const { directory, organisation } = useDesk()
  const navigate = useNavigate()
  const address = useAddress()
  const sealed = useRef(false)
  const [open, setOpen] = useState<readonly string[]>([])
  const teams = directory.roster?.teams ?? []
  const own = directory.desks.filter((desk) => desk.canRead).map(({ deskId }) => deskId)
  const languages = spoken.map((tag) => [tag, languageName(tag, language)] as const)

  async function seal(values: FormValues): Promise<boolean> {
    const missing = openInIntake(values, routeOf(reportFrom(values), teams).recipients)
    setOpen(missing)
    sealed.current = missing.length === 0 && (await onSeal(values))
    return sealed.current
  }

  return (
    <section data-intake>
      <WorkForm
        keep="intake"
        rows={intakeRows({ t, org: organisation, teams, languages })}
        start={emptyIntake(language)}
        save={t('desk.intake.seal')}
        busy={busy}
        onSave={seal}
        onLeave={() => { if (!sealed.current) navigate(address('/desk/inbox')) }}
      >
        {(values) => (
          <>
            <WhoReads teams={teams} route={routeOf(reportFrom(values), teams)} own={own} />
            {open.length === 0 ? null : (
              <Look title={t('desk.intake.open.title')} live>
                {open.map((one) => <p key={one}>{t(`desk.intake.open.${one}`)}</p>)}
              </Look>
            )}
          </>
        )}
      </WorkForm>
    </section>
  )
}
