import { Link } from '@remix-run/react'
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { Action } from '#app/ui/field.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { Priority } from '#app/ui/turn.tsx'
import { useDesk } from '../desk-session.tsx'
import { priorityOf } from '../inbox/filters.ts'
import { caseNumberOf, stateKey } from '../inbox/rows.ts'
import { SummaryWords } from '../inbox/summary-words.tsx'
import { refusalWord } from '../requests.client.ts'
import { RoomPage, useAddress } from '../room-page.tsx'
import { find, indexAll, type Found, type Indexed } from './find.client.ts'
import { takeOver } from './query.ts'
import { readTexts, stopTexts, textsNow, watchTexts, withoutText } from './texts.client.ts'

export const handle = { audience: 'desk', js: true, states: ['empty', 'found', 'nothing', 'refused'] }

const shownAtOnce = 50
// A moment without a letter typed: long enough not to ask for every letter, too short to be waited for.
const pauseMs = 120

type Result = { query: string; found: Found[]; total: number; cases: number; full: number }

/** Search over everything that this desk can open. The index lies in the worker; no word of a query goes to the server. */
export default function Search() {
  const { t } = useWords()
  const { worker, directory } = useDesk()
  const address = useAddress()
  const [query, setQuery] = useState(takeOver)
  const [read, setRead] = useState(0)
  const [indexed, setIndexed] = useState<Indexed | null>(null)
  const [result, setResult] = useState<Result | null>(null)
  const [refused, setRefused] = useState<string | null>(null)
  const texts = useSyncExternalStore(watchTexts, textsNow, textsNow)
  const without = useMemo(() => (indexed === null ? [] : withoutText(indexed, texts)), [indexed, texts])
  const box = useRef<HTMLInputElement>(null)

  useEffect(() => {
    box.current?.focus()
  }, [])
  useEffect(() => {
    let current = true
    indexAll(worker, directory, (cases) => {
      if (current) setRead(cases)
      return current
    }).then(
      (done) => { if (current && done !== null) setIndexed(done) },
      (error: unknown) => { if (current) setRefused(refusalWord(error)) },
    )
    return () => { current = false }
  }, [worker, directory])
  useEffect(() => {
    if (indexed === null || query.trim() === '') return setResult(null)
    let current = true
    const timer = setTimeout(() => {
      find(worker, indexed, query, shownAtOnce).then(
        (answer) => { if (current) { setResult({ query, ...answer }); setRefused(null) } },
        (error: unknown) => { if (current) setRefused(refusalWord(error)) },
      )
    }, pauseMs)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [worker, indexed, query, texts.running])
  useEffect(() => {
    // The button that stops goes with the reading.
    if (!texts.running && document.activeElement === document.body) box.current?.focus()
  }, [texts.running])

  return (
    <RoomPage
      title={t('desk.search.title')}
      refused={refused ?? texts.refused}
      opening={false}
      keys={{ search: () => box.current?.focus() }}
      facts={
        <form role="search" className="search-form" onSubmit={(event) => event.preventDefault()}>
          <input ref={box} className="search" type="search" aria-label={t('desk.search.label')} value={query} autoComplete="off" spellCheck={false} dir="auto" onChange={(event) => setQuery(event.target.value)} onKeyDown={(event) => { if (event.key === 'Escape') setQuery('') }} />
        </form>
      }
    >
      <div className="stack">
        <p className="soft" role="status" data-index={indexed === null ? undefined : 'ready'}>
          {indexed === null ? t('desk.search.indexing', { n: read }) : result === null ? t('desk.search.ready', { n: indexed.rows.size }) : t('desk.search.count', { n: result.total, all: result.cases })}
        </p>
        {result === null ? null : result.found.length === 0 ? <p className="sheet">{t('desk.search.nothing')}</p> : (
          <ol className="sheet found">
            {result.found.map(({ hit, opened }) => (
              <li key={hit.caseId}>
                <Link to={address(`/desk/case/${hit.caseId}`)}>
                  <span className="soft digits">{caseNumberOf(opened.row)}</span>
                  <span className="said"><SummaryWords opened={opened} /></span>
                </Link>
                <span className="row soft">
                  <span className="mark-change">{t(`desk.search.field.${hit.field}`)}</span>
                  {opened.summary?.place === undefined || opened.summary.place === '' ? null : <bdi>{opened.summary.place}</bdi>}
                  {t(stateKey(opened.row))}
                  <Priority value={priorityOf(opened.summary?.priority) || null} />
                </span>
              </li>
            ))}
          </ol>
        )}
        {result !== null && result.total > result.found.length ? <p className="soft">{t('desk.search.more', { n: result.found.length, all: result.total })}</p> : null}
        {indexed === null || (without.length === 0 && !texts.running) ? null : (
          <section className="sheet">
            <h2>{t('desk.search.texts')}</h2>
            <p>{t('desk.search.texts.text', { n: without.length })}</p>
            <div className="row">
              {texts.running
                ? <Action onPress={stopTexts}>{t('desk.search.texts.stop')}</Action>
                : <Action onPress={() => void readTexts(worker, indexed)}>{t('desk.search.texts.go')}</Action>}
              {texts.running ? (
                <>
                  <progress value={texts.done} max={texts.all} aria-label={t('desk.search.texts')} />
                  <span className="soft digits">{t('desk.search.texts.progress', { done: texts.done, all: texts.all })}</span>
                </>
              ) : null}
            </div>
          </section>
        )}
      </div>
    </RoomPage>
  )
}
