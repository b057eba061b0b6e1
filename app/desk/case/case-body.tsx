import { Link } from '@remix-run/react'
import { Fragment, useEffect, useState } from 'react'
import type { DeskWrite, NewColumns, NewTeam } from '#crypto/worker/messages.ts'
import { ArrowStartIcon, WarningIcon } from '#app/ui/desk-icons.tsx'
import { Look } from '#app/ui/look.tsx'
import { Priority, Turn } from '#app/ui/turn.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { dayFromMachine } from '#app/ui/days.ts'
import { useDesk } from '../desk-session.tsx'
import { caseNumberOf, turnOf } from '../inbox/rows.ts'
import { refusalWord } from '../requests.client.ts'
import { refusalSentence } from '../sentences.ts'
import { Arrived } from './arrived.tsx'
import { writeCase, type OpenedCase } from './case.client.ts'
import { Composer, type ReporterReads } from './composer.tsx'
import { CopyPart } from './copy-part.tsx'
import { draftOf, emptyDraft, emptyStep, keepDraft, replyFields, suggestedSentences, type Draft } from './draft.ts'
import { Entry, Line } from './entry.tsx'
import { RecordPart } from './record-part.tsx'
import { reporterWords } from './reporter-words.client.ts'
import { ShredPart } from './shred-part.tsx'
import { Side } from './side.tsx'
import type { StepResult } from './state-form.tsx'
import type { TeamChange } from './teams-part.tsx'
import { afterMessage, afterStep, eventWrite, stepsOf, withAssignee, type CaseFacts, type Step } from '#db/model/desk-steps.ts'
import { Warnings } from './warnings.tsx'

type CaseBodyProps = { opened: OpenedCase; reload: () => Promise<void>; onShred: () => void; settling: boolean; inbox: string; focus: { mode: 'reply' | 'note'; times: number } | null }

/** The open case: timeline and composer at the start, side column at the end. */
export function CaseBody({ opened, reload, onShred, settling, inbox, focus }: CaseBodyProps) {
  const { t, language } = useWords()
  const { worker, directory, today, organisation } = useDesk()
  const { view, columns, seenBefore } = opened
  const [draft, setDraft] = useState<Draft>(() => draftOf(view.caseId))
  const [sending, setSending] = useState(false)
  const busy = sending || settling
  const [refused, setRefused] = useState<string | null>(null)
  const [said, setSaid] = useState('')
  const theirs = view.timeline.find((entry) => entry.type === 'report')?.lang ?? ''
  const [reporter, setReporter] = useState<ReporterReads>({ language, t })

  useEffect(() => void reporterWords(theirs).then(setReporter), [theirs])
  useEffect(() => keepDraft(view.caseId, draft), [view.caseId, draft])
  useEffect(() => {
    if (focus !== null) setDraft((before) => ({ ...before, mode: focus.mode }))
  }, [focus])

  // Left, or taken out: what can be read stays, and nothing is offered that every browser would refuse. A list that ran out says so itself.
  const outside = !view.canWrite && (directory.roster?.expiry === 'ok' || directory.roster?.expiry === 'soon')
  const told = Number(view.told?.sinceDay ?? '')
  const facts: CaseFacts = { columns, receivedDay: view.day, sinceDay: told > 0 ? told : null, today }
  const desk = directory.desks.find((one) => one.deskId === view.deskId)
  const teams = directory.roster?.teams ?? []
  const names = {
    org: organisation,
    deskLabel: (id: string) => teams.find((team) => team.id === id)?.label ?? null,
    memberName: (id: string) => desk?.members.find((member) => member.memberId === id)?.name ?? '',
  }
  const nextNews = afterMessage(facts, dayFromMachine(draft.askUntil ?? '')).columns.nextDay ?? today

  async function send(writes: DeskWrite[], next: NewColumns | null, summary: object = {}, addTeam: NewTeam | null = null): Promise<boolean> {
    setSending(true)
    setRefused(null)
    try {
      await writeCase(worker, opened, { writes, addTeam, columns: next, summary: { ...view.summary, state: next?.state ?? columns.state, ...summary } })
      setSaid(t('desk.write.done'))
      await reload()
      return true
    } catch (error) {
      const reason = refusalWord(error)
      setSaid('')
      // Somebody was faster: show what is there now, then say so; what was typed stays in the composer.
      if (['stale', 'taken', 'conflict'].includes(reason)) await reload()
      setRefused(reason)
      return false
    } finally {
      setSending(false)
    }
  }

  async function sendDraft(kind: 'reply' | 'ask' | 'room' | 'note'): Promise<void> {
    if (kind === 'room' || kind === 'note') {
      if (await send([{ type: kind, fields: { text: draft[kind].trim() }, lang: language }], null)) setDraft((before) => ({ ...before, [kind]: '' }))
      return
    }
    const after = afterMessage(facts, kind === 'ask' ? dayFromMachine(draft.askUntil ?? '') : null)
    const lang = draft.text.trim() === '' ? language : (draft.language ?? language)
    const message: DeskWrite = { type: kind, fields: replyFields(draft, after.columns.nextDay), lang }
    if (await send([message, eventWrite(after.event, language)], after.columns)) setDraft((before) => ({ ...emptyDraft, room: before.room, note: before.note, step: before.step }))
  }

  async function sendStep(step: Step, { day, fields, note }: StepResult): Promise<void> {
    const after = afterStep(step, day, facts)
    const notes: DeskWrite[] = note === null ? [] : [{ type: 'note', fields: { text: note }, lang: language }]
    const sent = await send([eventWrite({ ...after.event, ...fields }, language), ...notes], after.columns)
    if (sent) setDraft((before) => ({ ...before, step: emptyStep }))
  }

  function changeTeams(change: TeamChange): Promise<boolean> {
    const goodbye: DeskWrite[] = change.kind === 'add' ? [] : [{ type: 'leave', fields: change.text === '' ? {} : { text: change.text }, lang: language }]
    return send(goodbye, null, {}, change.kind === 'leave' ? null : { deskId: change.deskId, history: change.kind === 'over' || change.history })
  }

  const turn = turnOf(columns, today)
  const newest = view.timeline.findIndex((entry) => entry.author.kind === 'reporter' && entry.n > seenBefore)
  return (
    <>
      <div className="title">
        <h1>
          <bdi lang={theirs === '' ? undefined : theirs}>{titleOf(view.summary.words ?? '') || t('desk.case.title', { number: caseNumberOf(view) })}</bdi>
        </h1>
        <span className="soft digits">{caseNumberOf(view)}</span>
        <Priority value={view.priority} />
        {turn === 'late' ? <Turn turn="late" /> : null}
        {view.urgent ? (
          <span className="danger">
            <WarningIcon />
            {t('desk.danger')}
          </span>
        ) : null}
        <div className="title-end">
          <Link className="button" to={inbox}>
            <ArrowStartIcon />
            {t('desk.room.inbox')}
          </Link>
        </div>
      </div>
      <div className="case">
        <div className="timeline">
          <Warnings warnings={view.warnings} />
          <Arrived view={view} names={names} />
          {view.timeline.map((entry, index) => (
            <Fragment key={entry.stream + entry.key}>
              {index === newest && seenBefore >= 0 ? <p className="since">{t('desk.since')}</p> : null}
              <Entry entry={entry} fresh={entry.author.kind === 'reporter' && entry.n > seenBefore} names={names} />
            </Fragment>
          ))}
          {turn === 'late' && columns.nextDay !== null ? <Line entry={{ day: today }} late>{t('desk.entry.late')}</Line> : null}
          {refused === null ? null : (
            <Look title={t(['stale', 'taken', 'conflict'].includes(refused) ? 'desk.conflict.title' : 'desk.refused.title')} live>
              <p>{refusalSentence(t, refused)}</p>
            </Look>
          )}
          {outside ? (
            <Look title={t('desk.outside.title')}>
              <p>{t('desk.outside.text')}</p>
            </Look>
          ) : (
            <Composer draft={draft} onDraft={setDraft} reporter={reporter} nextDay={nextNews} suggested={suggestedSentences(columns.state, turn === 'late')} busy={busy} room={view.room} onSend={(kind) => void sendDraft(kind)} focus={focus?.times ?? 0} />
          )}
          <p className="unseen" role="status">
            {said}
          </p>
          {desk?.role === 'lead' && view.canWrite ? <CopyPart view={view} onMade={reload} /> : null}
          <RecordPart caseId={view.caseId} deskLabel={names.deskLabel} />
          {desk?.role === 'lead' && ['CLOSED', 'DECLINED'].includes(columns.state) ? <ShredPart caseId={view.caseId} number={caseNumberOf(view)} onDone={onShred} /> : null}
        </div>
        <Side
          // A form that is open closes when something was said, not when this desk only remembers that it has read.
          key={`${view.timeline.length} ${columns.state}`}
          view={view}
          facts={facts}
          draft={draft.step}
          steps={outside ? [] : stepsOf(columns, desk?.role ?? 'handler')}
          desk={desk}
          teams={teams}
          org={organisation}
          reporter={reporter}
          busy={busy}
          outside={outside}
          number={caseNumberOf(view)}
          acts={{
            step: (step, result) => void sendStep(step, result),
            teams: changeTeams,
            draft: (change) => setDraft((before) => ({ ...before, step: change(before.step) })),
            assign: (member) => void send([{ type: 'assign', fields: { member }, lang: language }], withAssignee(columns, member === '' ? null : member)),
            triage: (priority, text) => void send([{ type: 'triage', fields: { priority: String(priority), ...(text === '' ? {} : { text }) }, lang: language }], null, { priority: String(priority) }),
          }}
        />
      </div>
    </>
  )
}

// The first words make the title; a whole report would push everything else off the page.
function titleOf(words: string): string {
  const letters = Array.from(words.replace(/\s+/g, ' ').trim())
  return letters.length <= 60 ? letters.join('') : `${letters.slice(0, 60).join('')}…`
}
