import { useState, type FormEvent } from 'react'
import type { DeskCaseView, TimelineEntry } from '#crypto/worker/views.ts'
import { dayFromMachine, machineDay } from '#app/ui/days.ts'
import { Decision } from '#app/ui/decision.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { Action, Field, FieldLook } from '#app/ui/field.tsx'
import { useDesk } from '../desk-session.tsx'
import { Refused } from '../refused.tsx'
import { refusalWord } from '../requests.client.ts'
import { makeCopy, type MadeCopy } from './copy-part.client.ts'

const LONGEST_DAYS = 366

type CopyFormProps = { view: DeskCaseView; onMade: (copy: MadeCopy) => void; onLeave: () => void }
type Chosen = { key: string; words: string; heading: string; lang: string }

/** First the messages, then their words in one field to be shortened by hand: what stands in that field goes out, nothing else. */
export function CopyForm({ view, onMade, onLeave }: CopyFormProps) {
  const { t, days, language, today } = useWords()
  const { worker } = useDesk()
  const offered = offeredIn(view)
  const [keys, setKeys] = useState<readonly string[]>([])
  const [text, setText] = useState<string | null>(null)
  const [purpose, setPurpose] = useState('')
  const [date, setDate] = useState(machineDay(today + 30))
  const [pressed, setPressed] = useState(false)
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const untilDay = dayFromMachine(date)
  const dayFits = untilDay !== null && untilDay > today && untilDay <= today + LONGEST_DAYS
  const ready = text !== null && text.trim() !== '' && purpose.trim() !== '' && dayFits
  const look = (open: boolean, key: string) => (pressed && open ? t(key) : undefined)

  async function send(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (busy) return
    if (!ready || untilDay === null) return setPressed(true)
    setBusy(true)
    setRefused(null)
    try {
      const lang = offered.find((one) => keys.includes(one.key))?.lang ?? language
      onMade(await makeCopy(worker, view.caseId, { text: text.trim(), purpose: purpose.trim(), untilDay, sources: [...keys], lang: lang === '' ? language : lang }))
    } catch (error) {
      setRefused(refusalWord(error))
      setBusy(false)
    }
  }

  return (
    <form noValidate onSubmit={(event) => void send(event)} data-copy-form>
      <Decision
        title={t('desk.copy.make.title')}
        consequence={t('desk.copy.make.consequence')}
        level={3}
        foot={
          <>
            {text === null ? (
              <Action key="take" kind="on" notYet={keys.length === 0} onPress={() => setText(together(offered, keys))}>
                {t('desk.copy.take')}
              </Action>
            ) : (
              <Action key="go" kind="on" submit notYet={busy || !ready}>
                {t('desk.copy.go')}
              </Action>
            )}
            <Action onPress={onLeave}>{t('desk.teams.cancel')}</Action>
            <span className="soft" role="status">
              {busy ? t('desk.write.sending') : ''}
            </span>
          </>
        }
      >
        <fieldset>
          <legend>{t('desk.copy.which')}</legend>
          {offered.map((one) => (
            <label key={one.key} className="tick">
              <input type="checkbox" checked={keys.includes(one.key)} onChange={(event) => setKeys(event.target.checked ? [...keys, one.key] : keys.filter((key) => key !== one.key))} />
              <span>
                <span className="soft">{one.heading}</span> <bdi lang={one.lang === '' ? undefined : one.lang}>{shortened(one.words)}</bdi>
              </span>
            </label>
          ))}
        </fieldset>
        {text === null ? null : (
          <>
            <Field label={t('desk.copy.text')} hint={t('desk.copy.text.hint')} look={look(text.trim() === '', 'desk.copy.text.open')}>
              {(ids) => <textarea {...ids} rows={9} dir="auto" spellCheck={false} autoComplete="off" translate="no" value={text} onChange={(event) => setText(event.target.value)} />}
            </Field>
            <Field label={t('desk.copy.purpose')} hint={t('desk.copy.purpose.hint')} look={look(purpose.trim() === '', 'desk.copy.purpose.open')}>
              {(ids) => <input {...ids} maxLength={200} autoComplete="off" spellCheck={false} value={purpose} onChange={(event) => setPurpose(event.target.value)} />}
            </Field>
            <Field label={t('desk.copy.day')} hint={t('desk.copy.day.hint')} look={look(!dayFits, 'desk.copy.day.open')}>
              {(ids) => <input {...ids} className="search date-field" type="date" min={machineDay(today + 1)} max={machineDay(today + LONGEST_DAYS)} value={date} onChange={(event) => setDate(event.target.value)} />}
            </Field>
          </>
        )}
        <FieldLook>{text === null && offered.length === 0 ? t('desk.copy.nothing') : undefined}</FieldLook>
        <Refused reason={refused} />
      </Decision>
    </form>
  )

  // Only what the reporter and the teams said to each other: notes and the room stay inside.
  function offeredIn({ timeline }: DeskCaseView): Chosen[] {
    return timeline.flatMap((entry) => {
      const words = wordsOf(entry)
      if (entry.stream !== 'talk' || words === '') return []
      const who = entry.author.kind === 'reporter' ? t('desk.by.reporter') : entry.author.label
      return [{ key: entry.key, words, heading: t('desk.copy.said', { who, date: days.short(entry.day) }), lang: entry.lang }]
    })
  }
}

function wordsOf(entry: TimelineEntry): string {
  return 'fields' in entry && 'text' in entry.fields ? (entry.fields.text ?? '') : ''
}

function together(offered: readonly Chosen[], keys: readonly string[]): string {
  return offered.filter((one) => keys.includes(one.key)).map((one) => `${one.heading}\n${one.words}`).join('\n\n')
}

function shortened(words: string): string {
  const letters = Array.from(words.replace(/\s+/g, ' '))
  return letters.length <= 90 ? letters.join('') : `${letters.slice(0, 90).join('')}…`
}
