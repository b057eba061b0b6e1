import { useState, type FormEvent, type ReactNode } from 'react'
import type { DeskCaseView, Team } from '#crypto/worker/views.ts'
import { Decision } from '#app/ui/decision.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { Action, Field, FieldLook } from '#app/ui/field.tsx'

/** What a team does with its place in a case. `text` is read by the reporter and by every team. */
export type TeamChange =
  | { kind: 'add'; deskId: string; history: boolean }
  | { kind: 'over'; deskId: string; text: string }
  | { kind: 'leave'; text: string }

type TeamsPartProps = { view: DeskCaseView; busy: boolean; onChange: (change: TeamChange) => Promise<boolean> }

/** Who else may come in, and the way out: a deliberate act each, in the words that the others will read. */
export function TeamsPart({ view, busy, onChange }: TeamsPartProps) {
  const { t } = useWords()
  const [open, setOpen] = useState<TeamChange['kind'] | null>(null)
  if (!view.canWrite) return null
  const alone = view.readers.filter((reader) => reader.id !== view.deskId).length === 0
  const change = async (what: TeamChange) => {
    if (await onChange(what)) setOpen(null)
  }
  const shared = { busy, onLeave: () => setOpen(null), onChange: (what: TeamChange) => void change(what) }
  if (open === 'add') return <AddForm teams={view.addable} {...shared} />
  if (open === 'over') return <OverForm teams={view.addable} {...shared} />
  if (open === 'leave') return <LeaveForm {...shared} />
  return (
    <>
      <div className="row" data-teams>
        {view.addable.length === 0 ? null : (
          <>
            <Action size="small" onPress={() => setOpen('add')}>
              {t('desk.teams.add')}
            </Action>
            <Action size="small" onPress={() => setOpen('over')}>
              {t('desk.teams.over')}
            </Action>
          </>
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

type FormProps = { busy: boolean; onLeave: () => void; onChange: (change: TeamChange) => void }

function AddForm({ teams, busy, onLeave, onChange }: FormProps & { teams: readonly Team[] }) {
  const { t } = useWords()
  const [deskId, setDeskId] = useState('')
  const [history, setHistory] = useState<boolean | null>(null)
  const [pressed, setPressed] = useState(false)
  const label = teams.find((team) => team.id === deskId)?.label ?? ''
  const ready = label !== '' && history !== null

  function send(event: FormEvent): void {
    event.preventDefault()
    if (busy) return
    if (ready) onChange({ kind: 'add', deskId, history })
    else setPressed(true)
  }

  return (
    <TeamForm name="add" title={t('desk.teams.add.title')} consequence={t('desk.teams.add.consequence')} go={label === '' ? t('desk.teams.add.go') : t('desk.teams.add.goTo', { team: label })} ready={ready} busy={busy} onSubmit={send} onLeave={onLeave}>
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
    </TeamForm>
  )
}

function OverForm({ teams, busy, onLeave, onChange }: FormProps & { teams: readonly Team[] }) {
  const { t } = useWords()
  const [deskId, setDeskId] = useState('')
  const [text, setText] = useState('')
  const [pressed, setPressed] = useState(false)
  const label = teams.find((team) => team.id === deskId)?.label ?? ''

  function send(event: FormEvent): void {
    event.preventDefault()
    if (busy) return
    if (label === '') setPressed(true)
    else onChange({ kind: 'over', deskId, text: text.trim() })
  }

  return (
    <TeamForm name="over" title={t('desk.teams.over.title')} consequence={t('desk.teams.over.consequence')} go={label === '' ? t('desk.teams.over.go') : t('desk.teams.over.goTo', { team: label })} ready={label !== ''} busy={busy} onSubmit={send} onLeave={onLeave}>
      <TeamChoice teams={teams} value={deskId} onChoose={setDeskId} look={pressed && deskId === '' ? t('desk.teams.open.team') : undefined} />
      <Goodbye text={text} onText={setText} />
    </TeamForm>
  )
}

function LeaveForm({ busy, onLeave, onChange }: FormProps) {
  const { t } = useWords()
  const [text, setText] = useState('')

  function send(event: FormEvent): void {
    event.preventDefault()
    if (!busy) onChange({ kind: 'leave', text: text.trim() })
  }

  return (
    <TeamForm name="leave" title={t('desk.teams.leave.title')} consequence={t('desk.teams.leave.consequence')} go={t('desk.teams.leave.go')} ready busy={busy} onSubmit={send} onLeave={onLeave}>
      <Goodbye text={text} onText={setText} />
    </TeamForm>
  )
}

type TeamFormProps = { name: string; title: string; consequence: string; go: string; ready: boolean; busy: boolean; onSubmit: (event: FormEvent) => void; onLeave: () => void; children: ReactNode }

function TeamForm({ name, title, consequence, go, ready, busy, onSubmit, onLeave, children }: TeamFormProps) {
  const { t } = useWords()
  return (
    <form noValidate onSubmit={onSubmit} data-teams-form={name}>
      <Decision
        title={title}
        consequence={consequence}
        level={3}
        foot={
          <>
            <Action kind="on" submit notYet={busy || !ready}>
              {go}
            </Action>
            <Action onPress={onLeave}>{t('desk.teams.cancel')}</Action>
            <span className="soft" role="status">
              {busy ? t('desk.write.sending') : ''}
            </span>
          </>
        }
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

function Goodbye({ text, onText }: { text: string; onText: (text: string) => void }) {
  const { t } = useWords()
  return (
    <Field label={t('desk.teams.goodbye')} hint={t('desk.teams.goodbye.hint')}>
      {(ids) => <textarea {...ids} rows={3} dir="auto" spellCheck={false} autoComplete="off" translate="no" value={text} onChange={(event) => onText(event.target.value)} />}
    </Field>
  )
}
