import { useCallback, useEffect, useState } from 'react'
import { refusalWord } from '#app/desk/requests.client.ts'
import { refusalSentence } from '#app/desk/sentences.ts'
import { deskWorker } from '#app/desk/worker.client.ts'
import { RingIcon, TickIcon } from '#app/ui/desk-icons.tsx'
import { Look } from '#app/ui/look.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { CompareStep } from './compare-step.tsx'
import { FoundersStep } from './founders-step.tsx'
import { OpenStep } from './open-step.tsx'
import { OrganisationStep } from './organisation-step.tsx'
import { blockersOf, openStep, setUpSteps, type Blocker, type SetUpStep } from './progress.ts'
import { RootStep } from './root-step.tsx'
import { openSetUp, type SetUpAnswer } from './set-up.client.ts'
import { TeamsStep } from './teams-step.tsx'

/** Steps, the task, and what still stands in the way, side by side. */
export function SetUp({ worker: address }: { worker: string }) {
  const { t } = useWords()
  const [answer, setAnswer] = useState<SetUpAnswer | null>(null)
  const [links, setLinks] = useState<Readonly<Record<string, string>>>({})
  const [compared, setCompared] = useState<readonly string[]>([])
  const [refused, setRefused] = useState<string | null>(null)

  const attempt = useCallback(async (task: () => Promise<SetUpAnswer>): Promise<boolean> => {
    try {
      setAnswer(await task())
      setRefused(null)
      return true
    } catch (error) {
      setRefused(refusalWord(error))
      return false
    }
  }, [])

  // The secret leaves the address bar at once: it works one time, and history keeps addresses.
  useEffect(() => {
    const secret = window.location.hash.slice(1)
    if (secret !== '') window.history.replaceState(window.history.state, '', window.location.pathname + window.location.search)
    void attempt(() => openSetUp(secret))
  }, [attempt])

  const complaint = refused === null ? null : (
    <Look title={t('desk.refused.title')} live>
      <p>{answer === null ? t('admin.setUp.noLink') : refusalSentence(t, refused)}</p>
    </Look>
  )
  if (answer === null) return complaint === null ? <p role="status">{t('desk.opening')}</p> : <div className="narrow stack"><h1>{t('admin.setUp.title')}</h1>{complaint}</div>
  const step = openStep(answer)
  const worker = deskWorker(address)
  const task = { worker, answer, attempt }
  return (
    <div className="set-up">
      <Steps current={step} />
      <div className="stack" data-step={step ?? 'open'}>
        {complaint}
        {step === 'organisation' ? <OrganisationStep {...task} /> : null}
        {step === 'root' ? <RootStep {...task} /> : null}
        {step === 'teams' ? <TeamsStep {...task} links={links} onLinks={setLinks} /> : null}
        {step === 'founders' ? <FoundersStep {...task} links={links} onLinks={setLinks} /> : null}
        {step === 'compare' ? <CompareStep {...task} compared={compared} onCompared={setCompared} /> : null}
        {step === null ? <OpenStep /> : null}
      </div>
      <Blockers blockers={blockersOf(answer, step === null ? (answer.status?.desks ?? []).map((desk) => desk.deskId) : compared)} />
    </div>
  )
}

export type SetUpTask = { worker: ReturnType<typeof deskWorker>; answer: SetUpAnswer; attempt: (task: () => Promise<SetUpAnswer>) => Promise<boolean> }

function Steps({ current }: { current: SetUpStep | null }) {
  const { t } = useWords()
  const at = current === null ? setUpSteps.length : setUpSteps.indexOf(current)
  return (
    <nav className="steps sheet" aria-label={t('admin.setUp.steps')}>
      <ol>
        {setUpSteps.map((step, index) => (
          <li key={step} aria-current={index === at ? 'step' : undefined} data-done={index < at || undefined}>
            <span className="mark" aria-hidden="true">
              {index < at ? <TickIcon /> : index + 1}
            </span>
            <span className="step-name">
              {t(`admin.step.${step}`)}
              {index < at ? <span className="unseen"> {t('admin.step.done')}</span> : null}
            </span>
          </li>
        ))}
      </ol>
    </nav>
  )
}

function Blockers({ blockers }: { blockers: readonly Blocker[] }) {
  const { t } = useWords()
  return (
    <section className="sheet blockers" aria-labelledby="blockers">
      <h2 id="blockers">{t('admin.blockers.title')}</h2>
      <ul>
        {blockers.map(({ key, done }) => (
          <li key={key} data-done={done || undefined}>
            {done ? <TickIcon /> : <RingIcon />}
            <span>
              {t(`admin.blocker.${key}`)} <span className="unseen">{t(done ? 'admin.blocker.done' : 'admin.blocker.open')}</span>
              {key === 'independent' ? <span className="soft"> {t('admin.blocker.independent.why')}</span> : null}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
