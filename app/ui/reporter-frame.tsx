import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'
import { useWords, WordsProvider } from './words.tsx'
import type { Dictionary } from './words.tsx'

export interface Frame {
  readonly language: string
  readonly languages: readonly { readonly tag: string; readonly autonym: string }[]
  /** What stands behind the language in this page's address, such as "/write". */
  readonly path: string
  readonly words: Dictionary
  readonly practice: boolean
  /** True while no person has checked this language: then the page says so. */
  readonly unreviewed: boolean
  readonly script: string
  readonly integrity: string
  /** The script that sets readings above signs; null in every language that has none. */
  readonly readings: { readonly script: string; readonly integrity: string } | null
}

/** Top bar, content, rows at the foot: the same places on every page of a reporter. */
export function ReporterFrame({ frame, foot, children }: { frame: Frame; foot: ReactNode; children: ReactNode }) {
  return (
    <WordsProvider value={frame.words}>
      <script type="module" src={frame.script} integrity={frame.integrity} />
      {frame.readings === null ? null : <script type="module" src={frame.readings.script} integrity={frame.readings.integrity} />}
      <TopBar frame={frame} />
      {frame.practice ? <PracticeMark /> : null}
      {children}
      <footer className="foot">
        {foot}
        {frame.unreviewed ? <Unreviewed /> : null}
      </footer>
    </WordsProvider>
  )
}

function TopBar({ frame }: { frame: Frame }) {
  const words = useWords()
  const own = frame.languages.find(({ tag }) => tag === frame.language)
  return (
    <header className="top">
      <details>
        <summary>
          <Icon name="globe" />
          {own?.autonym ?? frame.language}
          <span className="unseen">{words('q0.h')}</span>
        </summary>
        <ul>
          {frame.languages.map(({ tag, autonym }) => (
            <li key={tag}>
              <a href={`/${tag}${frame.path}`} lang={tag} hrefLang={tag} aria-current={tag === frame.language ? 'true' : undefined}>
                {autonym}
              </a>
            </li>
          ))}
        </ul>
      </details>
      <a className="exit" id="exit" href="/leave">
        {words('common.exit')}
        <span className="unseen">{words('common.exit.hint')}</span>
      </a>
    </header>
  )
}

function PracticeMark() {
  return <aside className="mark">{useWords()('notice.practice')}</aside>
}

function Unreviewed() {
  return <p className="small">{useWords()('notice.unreviewed')}</p>
}

/** The two ways to help that stand at the end of every page before sending. */
export function HelpRows({ language, danger = true }: { language: string; danger?: boolean }) {
  const words = useWords()
  return (
    <>
      {danger ? <FootRow href={`/${language}/help#now`} icon="call" text={words('start.danger')} to="now" /> : null}
      <FootRow href={`/${language}/help#places`} icon="help" text={words('common.help')} to="places" />
    </>
  )
}

function FootRow({ href, icon, text, to }: { href: string; icon: 'call' | 'help'; text: string; to: string }) {
  return (
    <a className="row" href={href} data-to={to}>
      <Icon name={icon} />
      {text}
      <Icon name="next" />
    </a>
  )
}

export function BackLink({ href }: { href: string }) {
  return (
    <a className="back" href={href}>
      <Icon name="back" />
      {useWords()('common.back')}
    </a>
  )
}
