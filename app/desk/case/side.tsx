import { useState, type ReactNode } from 'react'
import type { CaseColumns } from '#crypto/answers.ts'
import type { DeskCaseView, DirectoryView, Never, Team } from '#crypto/worker/views.ts'
import { CaseReaders } from '#app/ui/case-readers.tsx'
import { Action, Field } from '#app/ui/field.tsx'
import { Priority } from '#app/ui/turn.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { dueKey, stateKey, turnOf } from '../inbox/rows.ts'
import type { ReporterReads } from './composer.tsx'
import { stepChosen, type StepDraft } from './draft.ts'
import { StateForm, type StepResult } from './state-form.tsx'
import { TeamsPart, type TeamChange } from './teams-part.tsx'
import { openGuard } from '#db/model/desk-guards.ts'
import type { CaseFacts, Step } from '#db/model/desk-steps.ts'

export type SideActs = {
  /** True once it is sent. */
  teams: (change: TeamChange) => Promise<boolean>
  step: (step: Step, result: StepResult) => void
  draft: (change: (before: StepDraft) => StepDraft) => void
  assign: (member: string) => void
  triage: (priority: number, text: string) => void
}

type SideProps = {
  view: DeskCaseView
  facts: CaseFacts
  draft: StepDraft
  steps: readonly Step[]
  desk: DirectoryView['desks'][number] | undefined
  teams: readonly Team[]
  org: string
  reporter: ReporterReads
  busy: boolean
  /** The team has left or was taken out: the column only tells. */
  outside: boolean
  acts: SideActs
  number: string
}

/** The side column, in the order in which a handler asks: until when, what the reporter reads, who can open it, how grave, the rest. */
export function Side({ view, facts, draft, steps, desk, teams, org, reporter, busy, outside, acts, number }: SideProps) {
  const { t, days } = useWords()
  const { columns } = facts
  const never = view.timeline.findLast((entry) => entry.type === 'report' || entry.type === 'never')?.never
  return (
    <aside className="side" aria-label={t('desk.side.title')}>
      <NextDateBlock columns={columns} />
      <StateBlock timeline={view.timeline} draft={draft} steps={steps} facts={facts} org={org} reporter={reporter} busy={busy} acts={acts} />
      <Block title={t('desk.side.readers')}>
        <CaseReaders
          can={view.readers.map((team) => ({
            id: team.id,
            label: team.label,
            note: [team.recoveryLabel === '' ? '' : t('desk.readers.recovery', { name: team.recoveryLabel }), team.addedBy === null ? '' : t('desk.readers.since', { date: days.short(team.sinceDay) })].filter(Boolean).join(' · ') || undefined,
          }))}
          cannot={teams.filter((team) => !view.readers.some((reader) => reader.id === team.id)).map((team) => ({ id: team.id, label: team.label, note: t(isExcluded(team, never) ? 'desk.readers.never' : 'desk.readers.out') }))}
        />
        <TeamsPart view={view} busy={busy} onChange={acts.teams} />
      </Block>
      {outside ? null : <TriageBlock priority={view.priority} busy={busy} onTriage={acts.triage} />}
      <Block title={t('desk.side.facts')}>
        <dl className="facts">
          <dt>{t('desk.fact.number')}</dt>
          <dd className="digits">{number}</dd>
          <dt>{t('desk.fact.arrived')}</dt>
          <dd>{days.long(view.day)}</dd>
          <dt>{t('desk.fact.with')}</dt>
          <dd>
            {outside ? '–' : <Assign columns={columns} desk={desk} busy={busy} onAssign={acts.assign} />}
          </dd>
        </dl>
      </Block>
    </aside>
  )
}

function isExcluded(team: Team, never: Never | undefined): boolean {
  return never !== undefined && (never.desks.includes(team.id) || team.roles.some((role) => never.roles.includes(role)))
}

function Block({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="sheet">
      <h2>{title}</h2>
      {children}
    </section>
  )
}

function NextDateBlock({ columns }: { columns: CaseColumns }) {
  const { t, days, today } = useWords()
  const turn = turnOf(columns, today)
  const day = columns.nextDay
  return (
    <section className="sheet next-date" data-late={turn === 'late' || undefined}>
      <h2>{t('desk.side.next')}</h2>
      {day === null ? <strong>{t('desk.date.none')}</strong> : <strong>{turn === 'late' ? t('desk.date.lateLong', { date: days.short(day), days: days.count(today - day) }) : t('desk.date.long', { date: days.short(day), distance: days.distance(day) })}</strong>}
      <p>{t(turn === 'ours' || turn === 'late' ? `desk.next.${columns.state}` : dueKey(columns).replace('.due.', '.next.'))}</p>
      {columns.endDay === null ? null : <p className="soft">{t('desk.side.end', { date: days.long(columns.endDay) })}</p>}
    </section>
  )
}

type StateBlockProps = Pick<SideProps, 'draft' | 'steps' | 'facts' | 'org' | 'reporter' | 'busy' | 'acts'> & { timeline: DeskCaseView['timeline'] }

function StateBlock({ timeline, draft, steps, facts, org, reporter, busy, acts }: StateBlockProps) {
  const { t } = useWords()
  const { columns, today } = facts
  const step = draft.shown ? steps.find((one) => one.verb === draft.verb) : undefined
  return (
    <Block title={t('desk.side.state')}>
      <p>
        <strong>{t(stateKey(columns))}</strong>
      </p>
      {step === undefined ? (
        <div className="row">
          {steps.map((one, index) => (
            <Action key={one.verb} kind={index === 0 ? 'own' : 'plain'} onPress={() => acts.draft((before) => stepChosen(before, one.verb))}>
              {t(`desk.step.${one.verb}`)}
            </Action>
          ))}
          {steps.length === 0 ? <p className="soft">{t('desk.step.none')}</p> : null}
        </div>
      ) : (
        <StateForm
          key={step.verb}
          step={step}
          guard={openGuard(columns, step, { timeline, today })}
          facts={facts}
          org={org}
          reporter={reporter}
          busy={busy}
          draft={draft}
          onDraft={(part) => acts.draft((before) => ({ ...before, ...part }))}
          onDo={(result) => acts.step(step, result)}
          onLeave={() => acts.draft((before) => ({ ...before, shown: false }))}
        />
      )}
    </Block>
  )
}

function TriageBlock({ priority, busy, onTriage }: { priority: number | null; busy: boolean; onTriage: SideActs['triage'] }) {
  const { t } = useWords()
  const [open, setOpen] = useState(false)
  const [level, setLevel] = useState(priority ?? 3)
  const [text, setText] = useState('')
  return (
    <Block title={t('desk.side.triage')}>
      <p className="row">
        <Priority value={priority} />
        <span>{t(priority === null ? 'desk.triage.none' : `desk.triage.${priority}`)}</span>
      </p>
      {open ? (
        <form className="stack" onSubmit={(event) => { event.preventDefault(); if (!busy) { onTriage(level, text.trim()); setOpen(false); setText('') } }}>
          <fieldset>
            <legend>{t('desk.triage.level')}</legend>
            {[1, 2, 3, 4].map((value) => (
              <label key={value} className="tick">
                <input type="radio" name="priority" checked={level === value} onChange={() => setLevel(value)} />
                <span>
                  P{value} <span className="soft">{t(`desk.triage.${value}`)}</span>
                </span>
              </label>
            ))}
          </fieldset>
          <Field label={t('desk.triage.why')} hint={t('desk.note.hidden')}>
            {(ids) => <textarea {...ids} autoComplete="off" spellCheck={false} translate="no" value={text} onChange={(event) => setText(event.target.value)} />}
          </Field>
          <div className="row">
            <Action kind="on" submit notYet={busy}>
              {t('desk.triage.save')}
            </Action>
            <Action onPress={() => setOpen(false)}>{t('desk.step.leave')}</Action>
          </div>
        </form>
      ) : (
        <Action size="small" onPress={() => { setLevel(priority ?? 3); setOpen(true) }}>
          {t('desk.triage.change')}
        </Action>
      )}
    </Block>
  )
}

type AssignProps = { columns: CaseColumns; desk: DirectoryView['desks'][number] | undefined; busy: boolean; onAssign: (member: string) => void }

function Assign({ columns, desk, busy, onAssign }: AssignProps) {
  const { t } = useWords()
  const members = (desk?.members ?? []).filter((member) => !member.removed)
  return (
    <select className="chip" aria-label={t('desk.fact.with')} value={columns.assignee ?? ''} disabled={busy} onChange={(event) => onAssign(event.target.value)}>
      <option value="">{t('desk.with.nobody')}</option>
      {members.map((member) => (
        <option key={member.memberId} value={member.memberId}>
          {member.me ? t('desk.with.me', { name: member.name }) : member.name}
        </option>
      ))}
    </select>
  )
}
