import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import type { DeskWrite } from '#crypto/worker/messages.ts'
import { afterMessage, eventWrite } from '#db/model/desk-steps.ts'
import { identityHits } from '#db/model/identity-guard.ts'
import { Action, Field } from '#app/ui/field.tsx'
import { useWords, type Translate } from '#app/ui/desk-words.tsx'
import { dayFromMachine, machineDay } from '#app/ui/days.ts'
import { IdentityCard } from '../decision/identity-card.tsx'
import { turnOf } from '../inbox/rows.ts'
import { clocksOfActs, clockWork } from './case-clock-acts.ts'
import { useCase } from './case-context.tsx'
import { workWrite } from './case-writing.ts'
import { ComposerPreview } from './composer-preview.tsx'
import { emptyDraft, replyFields, suggestedSentences, type Draft, type Mode } from './draft.ts'
import { MessageTells } from './message-tells.tsx'
import { ReadySentences } from './ready-sentences.tsx'
import { useDraft, useKeptDraft } from './use-draft.ts'

export type ReporterReads = { language: string; t: Translate }

/** One box for several readers: its ground, its edge and its button say which of them will read. */
export function ComposerPart() {
  const { t, language } = useWords()
  const room = useCase()
  const { view, facts, busy, focus, today, send } = room
  const [draft, setDraft] = useDraft()
  const [stopped, setStopped] = useState<'reply' | 'ask' | null>(null)
  const area = useRef<HTMLTextAreaElement>(null)
  const title = useId()
  useKeptDraft()
  useEffect(() => {
    if (focus === null) return
    setDraft((before) => ({ ...before, mode: focus.mode }))
    area.current?.focus()
  }, [focus])

  const inside = draft.mode === 'reply' ? null : draft.mode
  const empty = inside === null ? draft.text.trim() === '' && draft.uses.length === 0 : draft[inside].trim() === ''
  const shut = inside === 'room' && !view.room.canWrite
  const modes: readonly Mode[] = view.room.teams > 1 || view.room.said ? ['reply', 'room', 'note'] : ['reply', 'note']
  const nextNews = afterMessage(facts, dayFromMachine(draft.askUntil ?? '')).columns.nextDay ?? today
  const lang = draft.text.trim() === '' ? language : (draft.language ?? language)

  async function sendInside(kind: 'room' | 'note'): Promise<void> {
    if (await send({ writes: [{ type: kind, fields: { text: draft[kind].trim() }, lang: language }] })) setDraft((before) => ({ ...before, [kind]: '' }))
  }

  async function sendOut(kind: 'reply' | 'ask'): Promise<void> {
    // A word that may tell who wrote stops here: it goes out changed, or with a lawful reason and a second person.
    if (identityHits(draft.text).length > 0) return setStopped(kind)
    const after = afterMessage(facts, kind === 'ask' ? dayFromMachine(draft.askUntil ?? '') : null)
    const message: DeskWrite = { type: kind, fields: replyFields(draft, after.columns.nextDay), lang }
    const first = facts.columns.state === 'RECEIVED' ? (['acknowledged'] as const) : []
    const clocks = clockWork(clocksOfActs(room, [...first, ...draft.tells]))
    const records = clocks.records.map((record) => workWrite(record, language))
    if (await send({ writes: [message, eventWrite(after.event, language), ...records], acts: clocks.acts, columns: after.columns })) written()
  }

  // As with any group of which one is chosen: one place for Tab, the arrows go from one to the next.
  function arrows(event: KeyboardEvent<HTMLElement>): void {
    const by = ['ArrowRight', 'ArrowDown'].includes(event.key) ? 1 : ['ArrowLeft', 'ArrowUp'].includes(event.key) ? -1 : 0
    const at = (modes.indexOf(draft.mode) + by + modes.length) % modes.length
    const mode = modes[at]
    if (by === 0 || mode === undefined) return
    event.preventDefault()
    setDraft({ ...draft, mode })
    event.currentTarget.querySelectorAll<HTMLElement>('[role="radio"]')[at]?.focus()
  }

  function written(): void {
    setStopped(null)
    setDraft((before) => ({ ...emptyDraft, room: before.room, note: before.note, step: before.step }))
  }

  return (
    <section className="composer" data-mode={draft.mode} aria-labelledby={title}>
      <h2 id={title} className="unseen">
        {t('desk.write.title')}
      </h2>
      <div className="modes" role="radiogroup" aria-label={t('desk.write.mode')} onKeyDown={arrows}>
        {modes.map((mode) => (
          <button key={mode} type="button" role="radio" aria-checked={draft.mode === mode} tabIndex={draft.mode === mode ? 0 : -1} onClick={() => setDraft({ ...draft, mode })}>
            {t(`desk.write.${mode}`)}
          </button>
        ))}
        <span className="soft">{t(inside === null ? 'desk.write.goesOut' : inside === 'room' ? 'desk.between.hidden' : 'desk.note.hidden')}</span>
      </div>
      {shut ? <p>{t('desk.between.closed')}</p> : null}
      {inside !== null ? null : <ReadySentences draft={draft} onDraft={setDraft} nextDay={nextNews} suggested={suggestedSentences(facts.columns.state, turnOf(facts.columns, today) === 'late')} />}
      <Field label={t(inside === null ? 'desk.write.ownWords' : inside === 'room' ? 'desk.between.text' : 'desk.write.noteText')}>
        {(ids) => (
          <textarea
            {...ids}
            ref={area}
            rows={4}
            dir="auto"
            autoComplete="off"
            spellCheck={false}
            translate="no"
            value={inside === null ? draft.text : draft[inside]}
            onChange={(event) => setDraft({ ...draft, [inside ?? 'text']: event.target.value })}
          />
        )}
      </Field>
      {inside !== null || empty ? null : <MessageTells told={draft.tells} onTold={(tells) => setDraft({ ...draft, tells })} />}
      {inside !== null || empty ? null : <ComposerPreview draft={draft} nextDay={nextNews} onDraft={setDraft} />}
      {stopped !== null && inside === null ? (
        <IdentityCard text={draft.text} sentences={replyFields(draft, nextNews).sentences ?? ''} lang={lang} onRewrite={() => { setStopped(null); area.current?.focus() }} onProposed={written} />
      ) : (
        <div className="row">
          {inside !== null ? (
            <Action kind="on" notYet={empty || busy || shut} onPress={() => void sendInside(inside)}>
              {t(inside === 'room' ? 'desk.between.send' : 'desk.write.saveNote')}
            </Action>
          ) : (
            <>
              <Action kind="on" notYet={empty || busy} onPress={() => void sendOut('reply')}>
                {t('desk.write.send')}
              </Action>
              <AskUntil draft={draft} onDraft={setDraft} notYet={empty || busy} onAsk={() => void sendOut('ask')} />
            </>
          )}
          <span className="soft" role="status">
            {busy ? t('desk.write.sending') : empty ? t('desk.write.empty') : t('desk.write.kept')}
          </span>
        </div>
      )}
    </section>
  )
}

type AskUntilProps = { draft: Draft; onDraft: (draft: Draft) => void; notYet: boolean; onAsk: () => void }

/** A question to the reporter always has a date: waiting ends by itself. */
function AskUntil({ draft, onDraft, notYet, onAsk }: AskUntilProps) {
  const { t, days, today } = useWords()
  const id = useId()
  if (draft.askUntil === null) {
    return (
      <Action kind="own" notYet={notYet} onPress={() => onDraft({ ...draft, askUntil: machineDay(today + 14) })}>
        {t('desk.write.askBy')}
      </Action>
    )
  }
  const day = dayFromMachine(draft.askUntil)
  const fits = day !== null && day > today
  return (
    <span className="row">
      <label htmlFor={id}>{t('desk.write.askDate')}</label>
      <input
        id={id}
        className="search date-field"
        type="date"
        min={machineDay(today + 1)}
        value={draft.askUntil}
        onChange={(event) => onDraft({ ...draft, askUntil: event.target.value })}
      />
      <Action kind="own" notYet={notYet || !fits} onPress={onAsk}>
        {fits ? t('desk.write.ask', { date: days.short(day) }) : t('desk.write.askNoDate')}
      </Action>
    </span>
  )
}
