import { useState } from 'react'
import { Action, Field } from '#app/ui/field.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { RootAgain, useRootOpen } from './root-again.tsx'
import { firstTeams } from './progress.ts'
import { planTeam, type SetUpAnswer } from './set-up.client.ts'
import type { SetUpTask } from './set-up.tsx'

type TeamsStepProps = SetUpTask & { links: Readonly<Record<string, string>>; onLinks: (links: Readonly<Record<string, string>>) => void }

/** Two teams: one that works on messages, one that the organisation cannot lean on. */
export function TeamsStep({ worker, answer, attempt, links, onLinks }: TeamsStepProps) {
  const { t } = useWords()
  const root = useRootOpen(worker)
  const [labels, setLabels] = useState<readonly string[]>(() => firstTeams.map((team) => t(`admin.team.${team.name}.label`)))
  const [holders, setHolders] = useState<readonly string[]>(firstTeams.map(() => ''))
  const [look, setLook] = useState(false)

  async function makeLinks(): Promise<SetUpAnswer> {
    let last = answer
    const made: Record<string, string> = { ...links }
    for (const [index, team] of firstTeams.entries()) {
      const known = last.status?.desks.find((desk) => desk.independent === team.independent)
      const plan = { label: (labels[index] ?? '').trim(), roles: team.roles, independent: team.independent, recovery: (holders[index] ?? '').trim() }
      const planned = await planTeam(worker, plan, known?.deskId ?? null)
      made[planned.deskId] = planned.link
      last = planned.answer
    }
    onLinks(made)
    return last
  }

  if (root.open === false) return <RootAgain worker={worker} answer={answer} onOpen={root.recheck} />
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (labels.some((label) => label.trim() === '')) setLook(true)
        else void attempt(makeLinks)
      }}
    >
      <h1>{t('admin.teams.title')}</h1>
      <p className="lead">{t('admin.teams.lead')}</p>
      {firstTeams.map((team, index) => (
        <section key={team.name} className="sheet stack">
          <h2>{t(`admin.team.${team.name}`)}</h2>
          <p>{t(`admin.team.${team.name}.text`)}</p>
          <div className="pair">
            <Field label={t('admin.team.label')} hint={t('admin.team.label.hint')} look={look && (labels[index] ?? '').trim() === '' ? t('admin.team.label.empty') : undefined}>
              {(ids) => <input {...ids} value={labels[index] ?? ''} maxLength={80} autoComplete="off" onChange={(event) => setLabels(labels.map((label, at) => (at === index ? event.target.value : label)))} />}
            </Field>
            <Field label={t('admin.team.recovery')} hint={t('admin.team.recovery.hint')}>
              {(ids) => <input {...ids} value={holders[index] ?? ''} maxLength={80} autoComplete="off" onChange={(event) => setHolders(holders.map((holder, at) => (at === index ? event.target.value : holder)))} />}
            </Field>
          </div>
          <p className="soft">{t('admin.team.roles', { roles: team.roles.map((role) => t(`admin.role.${role}`)).join(', ') })}</p>
        </section>
      ))}
      <p>{t('admin.teams.onePerson')}</p>
      <div className="row">
        <Action kind="on" submit>
          {t('admin.teams.go')}
        </Action>
      </div>
    </form>
  )
}
