import { useEffect, useId, useRef, useState } from 'react'
import { phraseKey, phrasesOf, type Phrase } from '#db/model/phrases.ts'
import { Action, Field } from '#app/ui/field.tsx'
import { useWords, type Translate } from '#app/ui/desk-words.tsx'
import { dayFormats, dayFromMachine, machineDay } from '#app/ui/days.ts'
import { directionOf, languageName } from './answers.ts'
import type { DeskCaseView } from '#crypto/worker/views.ts'
import type { Draft, Mode } from './draft.ts'

export type ReporterReads = { language: string; t: Translate }

type ComposerProps = {
  draft: Draft
  onDraft: (draft: Draft) => void
  reporter: ReporterReads
  /** The day that a sentence with a day promises. */
  nextDay: number
  /** Sentences that fit the moment; the others stand behind "All ready sentences". */
  suggested: readonly string[]
  busy: boolean
  /** Whether words between the teams have a reader, and whether this team may write them now. */
  room: DeskCaseView['room']
  onSend: (kind: 'reply' | 'ask' | 'room' | 'note') => void
  focus: number
}

/** One box for several readers: its ground, its edge and its button say which of them will read. */
export function Composer({ draft, onDraft, reporter, nextDay, suggested, busy, room, onSend, focus }: ComposerProps) {
  const { t, days } = useWords()
  const [all, setAll] = useState(false)
  const area = useRef<HTMLTextAreaElement>(null)
  const title = useId()
  useEffect(() => {
    if (focus > 0) area.current?.focus()
  }, [focus])
  const inside = draft.mode === 'reply' ? null : draft.mode
  const empty = inside === null ? draft.text.trim() === '' && draft.uses.length === 0 : draft[inside].trim() === ''
  const shut = inside === 'room' && !room.canWrite
  const modes: readonly Mode[] = room.teams > 1 || room.state !== 'none' ? ['reply', 'room', 'note'] : ['reply', 'note']
  const chosen = new Set(draft.uses.map((use) => use.id))
  const first = (phrase: Phrase) => suggested.includes(phrase.id) || chosen.has(phrase.id)
  const offered = phrasesOf('desk').filter((phrase) => all || first(phrase))

  function toggle(phrase: Phrase): void {
    const uses = chosen.has(phrase.id) ? draft.uses.filter((use) => use.id !== phrase.id) : [...draft.uses, { id: phrase.id, day: phrase.day === true ? nextDay : null }]
    onDraft({ ...draft, uses })
  }

  return (
    <section className="composer" data-mode={draft.mode} aria-labelledby={title}>
      <h2 id={title} className="unseen">
        {t('desk.write.title')}
      </h2>
      <div className="modes" role="radiogroup" aria-label={t('desk.write.mode')}>
        {modes.map((mode) => (
          <button key={mode} type="button" role="radio" aria-checked={draft.mode === mode} onClick={() => onDraft({ ...draft, mode })}>
            {t(`desk.write.${mode}`)}
          </button>
        ))}
        <span className="soft">{t(inside === null ? 'desk.write.goesOut' : inside === 'room' ? 'desk.between.hidden' : 'desk.note.hidden')}</span>
      </div>
      {shut ? <p>{t('desk.between.closed')}</p> : null}
      {inside !== null ? null : (
        <div className="chips" role="group" aria-label={t('desk.write.sentences')}>
          {offered.map((phrase) => (
            <button key={phrase.id} type="button" className="chip" aria-pressed={chosen.has(phrase.id)} onClick={() => toggle(phrase)}>
              {t(phraseKey(phrase.id), { date: days.short(nextDay) })}
            </button>
          ))}
          <button type="button" className="chip" aria-expanded={all} onClick={() => setAll(!all)}>
            {t(all ? 'desk.write.fewer' : 'desk.write.all')}
          </button>
        </div>
      )}
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
            onChange={(event) => onDraft({ ...draft, [inside ?? 'text']: event.target.value })}
          />
        )}
      </Field>
      {inside !== null || empty ? null : <Preview draft={draft} reporter={reporter} nextDay={nextDay} onDraft={onDraft} />}
      <div className="row">
        {inside !== null ? (
          <Action kind="on" notYet={empty || busy || shut} onPress={() => onSend(inside)}>
            {t(inside === 'room' ? 'desk.between.send' : 'desk.write.saveNote')}
          </Action>
        ) : (
          <>
            <Action kind="on" notYet={empty || busy} onPress={() => onSend('reply')}>
              {t('desk.write.send')}
            </Action>
            <AskUntil draft={draft} onDraft={onDraft} notYet={empty || busy} onAsk={() => onSend('ask')} />
          </>
        )}
        <span className="soft" role="status">
          {busy ? t('desk.write.sending') : empty ? t('desk.write.empty') : t('desk.write.kept')}
        </span>
      </div>
    </section>
  )
}

type PreviewProps = { draft: Draft; reporter: ReporterReads; nextDay: number; onDraft: (draft: Draft) => void }

/** Exactly what the reporter will read: sentences in their language, own words as written. */
function Preview({ draft, reporter, nextDay, onDraft }: PreviewProps) {
  const { t, language, today } = useWords()
  const own = draft.language ?? language
  const choices = [...new Set([language, reporter.language, 'en'])]
  const foreign = draft.text.trim() !== '' && own !== reporter.language
  const date = dayFormats(reporter.language, today).long(nextDay)
  return (
    <>
      {draft.text.trim() === '' ? null : (
        <label className="row">
          <span className="soft">{t('desk.write.language')}</span>
          <select className="chip" value={own} onChange={(event) => onDraft({ ...draft, language: event.target.value })}>
            {choices.map((tag) => (
              <option key={tag} value={tag}>
                {languageName(tag, language)}
              </option>
            ))}
          </select>
          {foreign ? <span className="soft">{t('desk.write.foreign', { own: languageName(own, language), theirs: languageName(reporter.language, language) })}</span> : null}
        </label>
      )}
      <div className="reads">
        <strong>{t('desk.write.reads')}</strong>
        {draft.uses.length === 0 ? null : (
          <p lang={reporter.language} dir={directionOf(reporter.language)}>
            {draft.uses.map((use) => reporter.t(phraseKey(use.id), { date })).join(' ')}
          </p>
        )}
        {draft.text.trim() === '' ? null : (
          <p className="entry-words" lang={own} dir={directionOf(own)}>
            {draft.text.trim()}
          </p>
        )}
      </div>
    </>
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
