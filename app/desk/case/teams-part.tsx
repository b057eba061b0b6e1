import { useState, type FormEvent, type ReactNode } from 'react'
import type { Team } from '#crypto/worker/views.ts'
import { Decision } from '#app/ui/decision.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { Action, Field, FieldLook } from '#app/ui/field.tsx'
import { FormFoot } from '#app/ui/form-foot.tsx'
import { NobodyElse } from '../decision/nobody-else.tsx'
import { usePropose, useSecondPerson } from '../decision/propose.ts'
import { useCase } from './case-context.tsx'

/** Who else may come in, and the way out. Adding a team takes two people: here it is proposed, a lead decides. */
export function TeamsPart() {
  const { t } = useWords()
  const { view } = useCase()
  const [open, setOpen] = useState<'add' | 'leave' | null>(null)
  if (!view.canWrite) return null
  const alone = view.readers.filter((reader) => reader.id !== view.deskId).length === 0
  const close = () => setOpen(null)
  if (open === 'add') return <AddForm teams={view.addable} onLeave={close} />
  if (open === 'leave') return <LeaveForm onLeave={close} />
  return (
    <>
      <div className="row" data-teams>
        {view.addable.length === 0 ? null : (
          <Action size="small" onPress={() => setOpen('add')}>
            {t('desk.teams.add')}
          </Action>
        )}
        {alone ? null : (
          <Action size="small" onPress={() => setOpen('leave')}>
            {t('desk.teams.leave')}
          </Action>
        )}
      </div>
      {view.addable.length === 0 ? <p className="soft">{t(alone ? 'desk.teams.nobody.alone' : 'desk.teams.nobody')}</p> : null}
    </>
  )
}

function AddForm({ teams, onLeave }: { teams: readonly Team[]; onLeave: () => void }) {
  const { t } = useWords()
  const { busy } = useCase()
  const propose = usePropose()
  const second = useSecondPerson('add-desk')
  const [deskId, setDeskId] = useState('')
  const [history, setHistory] = useState<boolean | null>(null)
  const [why, setWhy] = useState('')
  const [pressed, setPressed] = useState(false)
  const label = teams.find((team) => team.id === deskId)?.label ?? ''
  const ready = label !== '' && history !== null && why.trim() !== ''
  if (second.why !== null) return <NobodyElse kind="add-desk" why={second.why} onLeave={onLeave} />

  async function send(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (busy) return
    if (!ready || history === null) return setPressed(true)
    if (await propose('add-desk', { deskId, history, why: why.trim() })) onLeave()
  }

  return (
    <TeamForm name="add" title={t('desk.teams.add.title')} consequence={t('desk.teams.add.consequence')} go={label === '' ? t('desk.teams.propose') : t('desk.teams.proposeFor', { team: label })} onSubmit={(event) => void send(event)} onLeave={onLeave}>
      <TeamChoice teams={teams} value={deskId} onChoose={setDeskId} look={pressed && deskId === '' ? t('desk.teams.open.team') : undefined} />
      <fieldset data-look={pressed && history === null ? '' : undefined}>
        <legend>{t('desk.teams.history')}</legend>
        <FieldLook>{pressed && history === null ? t('desk.teams.open.history') : undefined}</FieldLook>
        {([true, false] as const).map((all) => (
          <label key={String(all)} className="tick">
            <input type="radio" name="history" checked={history === all} onChange={() => setHistory(all)} />
            <span>
              {t(all ? 'desk.teams.history.all' : 'desk.teams.history.new')} <span className="soft">{t(all ? 'desk.teams.history.all.hint' : 'desk.teams.history.new.hint')}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <Field label={t('desk.decision.why')} hint={t('desk.teams.why.hint')} look={pressed && why.trim() === '' ? t('desk.decision.why.open') : undefined}>
        {(ids) => <textarea {...ids} rows={3} dir="auto" spellCheck={false} autoComplete="off" translate="no" value={why} onChange={(event) => setWhy(event.target.value)} />}
      </Field>
      <p className="soft">{t('desk.decision.who', { names: second.names })}</p>
    </TeamForm>
  )
}

function LeaveForm({ onLeave }: { onLeave: () => void }) {
  const { t, language } = useWords()
  const { busy, send } = useCase()
  const [text, setText] = useState('')

  async function go(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (!busy && (await send({ writes: [{ type: 'leave', fields: text.trim() === '' ? {} : { text: text.trim() }, lang: language }] }))) onLeave()
  }

  return (
    <TeamForm name="leave" title={t('desk.teams.leave.title')} consequence={t('desk.teams.leave.consequence')} go={t('desk.teams.leave.go')} onSubmit={(event) => void go(event)} onLeave={onLeave}>
      <Field label={t('desk.teams.goodbye')} hint={t('desk.teams.goodbye.hint')}>
        {(ids) => <textarea {...ids} rows={3} dir="auto" spellCheck={false} autoComplete="off" translate="no" value={text} onChange={(event) => setText(event.target.value)} />}
      </Field>
    </TeamForm>
  )
}

type TeamFormProps = { name: string; title: string; consequence: string; go: string; onSubmit: (event: FormEvent) => void; onLeave: () => void; children: ReactNode }

function TeamForm({ name, title, consequence, go, onSubmit, onLeave, children }: TeamFormProps) {
  const { t } = useWords()
  const { busy } = useCase()
  return (
    <form noValidate onSubmit={onSubmit} data-teams-form={name}>
      <Decision
        title={title}
        consequence={consequence}
        level={3}
        foot={<FormFoot go={go} leave={t('desk.teams.cancel')} busy={busy} onLeave={onLeave} />}
      >
        {children}
      </Decision>
    </form>
  )
}

function TeamChoice({ teams, value, onChoose, look }: { teams: readonly Team[]; value: string; onChoose: (id: string) => void; look: string | undefined }) {
  const { t } = useWords()
  return (
    <fieldset data-look={look === undefined ? undefined : ''}>
      <legend>{t('desk.teams.which')}</legend>
      <FieldLook>{look}</FieldLook>
      {teams.map((team) => (
        <label key={team.id} className="tick">
          <input type="radio" name="team" checked={value === team.id} onChange={() => onChoose(team.id)} />
          <span>
            <bdi>{team.label}</bdi> <span className="soft">{team.recoveryLabel === '' ? '' : t('desk.readers.recovery', { name: team.recoveryLabel })}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
