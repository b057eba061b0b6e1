import { Link, useNavigate, useSearchParams } from '@remix-run/react'
import { useEffect, useRef, useState } from 'react'
import { Look } from '#app/ui/look.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { useDesk } from '../desk-session.tsx'
import { refusalWord } from '../requests.client.ts'
import { refusalSentence } from '../sentences.ts'
import { KeysFoot, KeysHelp, useKeys } from '../use-keys.tsx'
import { InboxTable } from './inbox-table.tsx'
import { RekeyBars } from './rekey-bar.tsx'
import { RosterLife } from './roster-life.tsx'
import { loadInbox, type InboxCounts, type InboxPage } from './load.client.ts'
import { caseNumberOf, groupByTurn, rowMatches } from './rows.ts'

export const handle = { audience: 'desk', js: true, states: ['filled', 'empty', 'keys', 'search', 'refused', 'old-keys', 'ends-soon', 'expired'] }

const views = ['open', 'mine', 'new', 'due', 'waiting'] as const satisfies readonly (keyof InboxCounts)[]

export default function Inbox() {
  const { t } = useWords()
  const { worker, today } = useDesk()
  const navigate = useNavigate()
  const [params] = useSearchParams()
  const [page, setPage] = useState<InboxPage | null>(null)
  const [refused, setRefused] = useState<string | null>(null)
  const [sought, setSought] = useState('')
  const [here, setHere] = useState(0)
  const [help, setHelp] = useState(false)
  const search = useRef<HTMLInputElement>(null)

  const view = views.find((one) => one === params.get('view')) ?? 'open'
  const sort = params.get('sort') ?? 'turn'
  const after = params.get('after')
  const query = new URLSearchParams({ view, sort: sort === 'last' ? 'newest' : 'due', ...(after === null ? {} : { after }) }).toString()

  useEffect(() => {
    let current = true
    loadInbox(worker, query).then(
      (loaded) => { if (current) { setPage(loaded); setRefused(null); setHere(0) } },
      (error: unknown) => { if (current) setRefused(refusalWord(error)) },
    )
    return () => { current = false }
  }, [worker, query])

  const shown = (page?.rows ?? []).filter((opened) => rowMatches(opened, caseNumberOf(opened.row), sought))
  const groups = sort === 'turn' ? groupByTurn(shown, today) : [{ turn: null, rows: shown }]
  const inOrder = groups.flatMap((group) => group.rows)
  const lng = params.get('lng')
  const address = (changes: Record<string, string>) => `?${new URLSearchParams({ view, sort, ...(lng === null ? {} : { lng }), ...changes })}`
  const open = (hash: string) => {
    const chosen = inOrder[here]
    if (chosen !== undefined) navigate(`${caseAddress(chosen.row.caseId, lng)}${hash}`)
  }
  useKeys('inbox', {
    next: () => setHere((at) => Math.min(at + 1, Math.max(inOrder.length - 1, 0))),
    previous: () => setHere((at) => Math.max(at - 1, 0)),
    open: () => open(''),
    reply: () => open('#reply'),
    note: () => open('#note'),
    search: () => search.current?.focus(),
    inbox: () => navigate(address({ view: 'open', sort: 'turn' })),
    help: () => setHelp(true),
  })

  return (
    <>
      <div className="title">
        <h1>{t('desk.inbox.title')}</h1>
        <nav aria-label={t('desk.inbox.views')} className="views">
          {views.map((one) => (
            <Link key={one} to={address({ view: one })} aria-current={one === view ? 'page' : undefined}>
              {t(`desk.view.${one}`)} <span className="soft">{countOf(page, one)}</span>
            </Link>
          ))}
        </nav>
        <div className="title-end">
          <input
            ref={search}
            className="search"
            type="search"
            aria-label={t('desk.inbox.search')}
            placeholder={t('desk.inbox.search')}
            autoComplete="off"
            spellCheck={false}
            value={sought}
            onChange={(event) => setSought(event.target.value)}
            onKeyDown={(event) => { if (event.key === 'Escape') { setSought(''); event.currentTarget.blur() } }}
          />
        </div>
      </div>
      <div className="notices">
        <RosterLife />
        <RekeyBars />
      </div>
      {refused === null ? null : <Look title={t('desk.refused.title')} live>{<p>{refusalSentence(t, refused)}</p>}</Look>}
      {page === null && refused === null ? <p role="status">{t('desk.opening')}</p> : null}
      {page === null ? null : <InboxTable groups={groups} here={inOrder[here] ?? null} sort={sort} address={address} language={lng} />}
      {page !== null && inOrder.length === 0 ? <p className="sheet">{t(sought === '' ? `desk.empty.${view}` : 'desk.empty.search')}</p> : null}
      <div className="row pages">
        {after === null ? null : <Link className="button" to={address({})}>{t('desk.inbox.first')}</Link>}
        {page === null || page.next === null ? null : <Link className="button" to={address({ after: page.next })}>{t('desk.inbox.more')}</Link>}
      </div>
      <KeysFoot where="inbox" onHelp={() => setHelp(true)} />
      <KeysHelp open={help} onClose={() => setHelp(false)} />
    </>
  )
}

function caseAddress(caseId: string, language: string | null): string {
  return `/desk/case/${caseId}${language === null ? '' : `?lng=${encodeURIComponent(language)}`}`
}

// Counting ends at a hundred, which then means "this or more".
function countOf(page: InboxPage | null, view: keyof InboxCounts): string {
  const count = page?.counts[view]
  return count === undefined ? '' : count >= 100 ? '100+' : String(count)
}
