import { useCallback, useState } from 'react'
import { Action, Field } from '#app/ui/field.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { directionOf, languageName } from '../case/answers.ts'
import { useDesk } from '../desk-session.tsx'
import { dropRecord, keepRecord } from '../records.client.ts'
import { refusalWord } from '../requests.client.ts'
import { RoomPage, useLoaded } from '../room-page.tsx'
import { refusalSentence } from '../sentences.ts'
import { loadSnippets, type Snippet } from '../snippets.client.ts'

export const handle = { audience: 'desk', js: true, states: ['filled', 'form', 'refused'] }

/** Ready words of one's own and of the team. */
export default function Snippets() {
  const { t, language } = useWords()
  const { worker, directory } = useDesk()
  const load = useCallback(() => loadSnippets(worker, directory), [worker, directory])
  const { shown, refused, again } = useLoaded(load)
  const [edited, setEdited] = useState<Snippet | 'new' | null>(null)
  const [failed, setFailed] = useState<string | null>(null)

  async function drop(snippet: Snippet): Promise<void> {
    setFailed(null)
    try {
      await dropRecord(worker, snippet)
      again()
    } catch (error) {
      setFailed(refusalWord(error))
    }
  }

  return (
    <RoomPage title={t('desk.snippets.title')} refused={refused ?? failed} opening={shown === null} facts={<span className="soft">{t('desk.snippets.lead')}</span>} end={<Action kind="on" onPress={() => setEdited('new')}>{t('desk.snippets.add')}</Action>}>
      <div className="stack">
        {edited === null ? null : <SnippetForm key={edited === 'new' ? '' : edited.recordId} snippet={edited === 'new' ? null : edited} onDone={() => { setEdited(null); again() }} onLeave={() => setEdited(null)} />}
        {shown !== null && shown.length === 0 && edited === null ? <p className="sheet">{t('desk.snippets.empty')}</p> : null}
        {(shown ?? []).map((snippet) => (
          <section key={snippet.recordId} className="sheet" data-snippet>
            <h2>{snippet.title}</h2>
            <p className="soft">{[snippet.own ? t('desk.snippets.mine') : (directory.desks.find((desk) => desk.deskId === snippet.deskId)?.label ?? ''), languageName(snippet.lang, language)].join(' · ')}</p>
            <p className="entry-words" lang={snippet.lang} dir={directionOf(snippet.lang)}>{snippet.text}</p>
            <div className="row">
              <Action size="small" onPress={() => setEdited(snippet)}>{t('desk.snippets.change')}</Action>
              <Action size="small" onPress={() => void drop(snippet)}>{t('desk.snippets.drop')}</Action>
            </div>
          </section>
        ))}
      </div>
    </RoomPage>
  )
}

function SnippetForm({ snippet, onDone, onLeave }: { snippet: Snippet | null; onDone: () => void; onLeave: () => void }) {
  const { t, language, spoken } = useWords()
  const { worker, directory } = useDesk()
  const desks = directory.desks.filter((desk) => desk.canRead)
  const [title, setTitle] = useState(snippet?.title ?? '')
  const [text, setText] = useState(snippet?.text ?? '')
  const [lang, setLang] = useState(snippet?.lang ?? language)
  const [whose, setWhose] = useState(snippet === null || snippet.own ? 'own' : snippet.deskId)
  const [pressed, setPressed] = useState(false)
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)

  async function save(): Promise<void> {
    setPressed(true)
    if (busy || title.trim() === '' || text.trim() === '') return
    setBusy(true)
    try {
      const deskId = snippet?.deskId ?? (whose === 'own' ? (desks[0]?.deskId ?? '') : whose)
      await keepRecord(worker, { deskId, kind: 'snippet', recordId: snippet?.recordId ?? null, version: snippet?.version ?? 0, own: snippet?.own ?? whose === 'own', caseId: null, content: JSON.stringify({ title: title.trim(), text: text.trim(), lang }) })
      onDone()
    } catch (error) {
      setRefused(refusalWord(error))
      setBusy(false)
    }
  }

  return (
    <form className="sheet stack" onSubmit={(event) => { event.preventDefault(); void save() }}>
      <div className="pair">
        <Field label={t('desk.snippets.name')} look={pressed && title.trim() === '' ? t('desk.snippets.open.name') : undefined}>{(ids) => <input {...ids} value={title} maxLength={80} autoComplete="off" onChange={(event) => setTitle(event.target.value)} />}</Field>
        <Field label={t('desk.snippets.language')}>
          {(ids) => <select {...ids} value={lang} onChange={(event) => setLang(event.target.value)}>{[...new Set([language, ...spoken, lang])].map((tag) => <option key={tag} value={tag}>{languageName(tag, language)}</option>)}</select>}
        </Field>
        {snippet !== null ? null : (
          <Field label={t('desk.snippets.whose')}>
            {(ids) => (
              <select {...ids} value={whose} onChange={(event) => setWhose(event.target.value)}>
                <option value="own">{t('desk.snippets.mine')}</option>
                {desks.map((desk) => <option key={desk.deskId} value={desk.deskId}>{desk.label}</option>)}
              </select>
            )}
          </Field>
        )}
      </div>
      <Field label={t('desk.snippets.text')} hint={t('desk.snippets.text.hint')} look={pressed && text.trim() === '' ? t('desk.snippets.open.text') : undefined}>
        {(ids) => <textarea {...ids} rows={4} lang={lang} dir={directionOf(lang)} value={text} autoComplete="off" onChange={(event) => setText(event.target.value)} />}
      </Field>
      {refused === null ? null : <p role="alert">{refusalSentence(t, refused)}</p>}
      <div className="row">
        <Action kind="on" submit notYet={busy}>{t('desk.snippets.save')}</Action>
        <Action onPress={onLeave}>{t('desk.snippets.leave')}</Action>
      </div>
    </form>
  )
}
