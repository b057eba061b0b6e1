import { useSearchParams } from '@remix-run/react'
import { useCallback, useEffect, useState, type ReactNode } from 'react'
import { Look } from '#app/ui/look.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { refusalWord } from './requests.client.ts'
import { refusalSentence } from './sentences.ts'
import { KeysFoot, KeysHelp, useKeys, type KeyHandlers } from './use-keys.tsx'

/** The language of the address, carried on to every other address of the desk; a case gets its path. */
export function useAddress(): (path: string) => string {
  const [params] = useSearchParams()
  const lng = params.get('lng')
  return useCallback((path: string) => (lng === null ? path : `${path}${path.includes('?') ? '&' : '?'}lng=${encodeURIComponent(lng)}`), [lng])
}

/** What a room shows is loaded in the browser: not yet, refused, or here. `again` loads once more. */
export type Loaded<Shown> = { shown: Shown | null; refused: string | null; again: () => void }

/** Loads when the room opens; an answer that comes after the room was left is dropped. `load` must keep its identity. */
export function useLoaded<Shown>(load: () => Promise<Shown>): Loaded<Shown> {
  const [state, setState] = useState<{ shown: Shown | null; refused: string | null }>({ shown: null, refused: null })
  const [times, setTimes] = useState(0)
  useEffect(() => {
    let current = true
    load().then(
      (shown) => { if (current) setState({ shown, refused: null }) },
      (error: unknown) => { if (current) setState((before) => ({ ...before, refused: refusalWord(error) })) },
    )
    return () => { current = false }
  }, [load, times])
  const again = useCallback(() => setTimes((before) => before + 1), [])
  return { ...state, again }
}

type RoomPageProps = { title: string; facts?: ReactNode; end?: ReactNode; refused: string | null; opening: boolean; keys?: KeyHandlers; children: ReactNode }

/** A room of the desk: title with its facts in one line, content, keys. */
export function RoomPage({ title, facts, end, refused, opening, keys = {}, children }: RoomPageProps) {
  const { t } = useWords()
  const [help, setHelp] = useState(false)
  useKeys('room', { help: () => setHelp(true), ...keys })
  return (
    <>
      <div className="title">
        <h1>{title}</h1>
        {facts}
        {end === undefined ? null : <div className="title-end">{end}</div>}
      </div>
      {refused === null ? null : <Look title={t('desk.refused.title')} live>{<p>{refusalSentence(t, refused)}</p>}</Look>}
      {opening && refused === null ? <p role="status">{t('desk.opening')}</p> : null}
      {children}
      <KeysFoot where="room" onHelp={() => setHelp(true)} />
      <KeysHelp open={help} onClose={() => setHelp(false)} />
    </>
  )
}
