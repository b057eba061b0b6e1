import { Link, useNavigate } from '@remix-run/react'
import { useCallback, useMemo, useRef, useState } from 'react'
import { Action } from '#app/ui/field.tsx'
import { Look } from '#app/ui/look.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { StandIn } from '../absence/stand-in.tsx'
import { useDesk } from '../desk-session.tsx'
import { useAddress } from '../room-page.tsx'
import { handOver } from '../search/query.ts'
import { refusalSentence } from '../sentences.ts'
import { KeysFoot, KeysHelp, useKeys } from '../use-keys.tsx'
import { BulkBar } from './bulk-bar.tsx'
import { FilterPanel } from './filter-panel.tsx'
import { filterCount, passes, sorted } from './filters.ts'
import { InboxTable } from './inbox-table.tsx'
import { ListPrint } from './list-print.tsx'
import { RekeyBars } from './rekey-bar.tsx'
import { RosterLife } from './roster-life.tsx'
import { caseNumberOf, groupByTurn, lineKey, rowMatches } from './rows.ts'
import { useLines } from './use-lines.tsx'
import { useView } from './use-view.tsx'
import { ViewLinks } from './view-links.tsx'

export const handle = { audience: 'desk', js: true, states: ['filled', 'empty', 'keys', 'search', 'refused', 'old-keys', 'ends-soon', 'expired', 'filtered', 'chosen'] }

const nobodyChosen: ReadonlySet<string> = new Set()

export default function Inbox() {
  const { t } = useWords()
  const { worker, directory, today } = useDesk()
  const navigate = useNavigate()
  const to = useAddress()
  const { view, saved, views, change, address, save, drop, busy, refused: viewRefused } = useView()
  const [times, setTimes] = useState(0)
  const lines = useLines(worker, view.base, view.sort, times)
  const [sought, setSought] = useState('')
  const [here, setHere] = useState(0)
  const [help, setHelp] = useState(false)
  const [filtering, setFiltering] = useState(false)
  const [printing, setPrinting] = useState(false)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(nobodyChosen)
  const search = useRef<HTMLInputElement>(null)

  const groups = useMemo(() => {
    const shown = (lines.rows ?? []).filter((opened) => passes(opened, view.filters, directory.memberId, today) && rowMatches(opened, caseNumberOf(opened.row), sought))
    return view.sort === 'turn' ? groupByTurn(shown, today) : [{ turn: null, rows: sorted(shown, view.sort) }]
  }, [lines.rows, view, sought, today, directory.memberId])
  const inOrder = useMemo(() => groups.flatMap((group) => group.rows), [groups])
  const picked = inOrder.filter((opened) => chosen.has(lineKey(opened)))
  const choose = useCallback((key: string) => setChosen((before) => {
    const after = new Set(before)
    if (!after.delete(key)) after.add(key)
    return after
  }), [])
  const printed = useCallback(() => setPrinting(false), [])
  const caseAddress = useCallback((caseId: string) => to(`/desk/case/${caseId}`), [to])
  const open = (hash: string) => {
    const at = inOrder[here]
    if (at !== undefined) navigate(caseAddress(at.row.caseId) + hash)
  }
  const step = (by: number) => setHere((at) => Math.min(Math.max(at + by, 0), Math.max(inOrder.length - 1, 0)))
  useKeys('inbox', {
    next: () => step(1),
    previous: () => step(-1),
    open: () => open(''),
    choose: () => { const at = inOrder[here]; if (at !== undefined) choose(lineKey(at)) },
    reply: () => open('#reply'),
    note: () => open('#note'),
    search: () => search.current?.focus(),
    inbox: () => navigate(address({ view: 'open', sort: 'turn' })),
    help: () => setHelp(true),
  })
  const refused = lines.refused ?? viewRefused
  const set = filterCount(view.filters)

  return (
    <>
      <div className="title">
        <h1>{t('desk.inbox.title')}</h1>
        <ViewLinks view={view} saved={saved} views={views} counts={lines.counts} address={address} />
        <div className="title-end">
          <form
            role="search"
            onSubmit={(event) => {
              event.preventDefault()
              handOver(sought)
              navigate(to('/desk/search'))
            }}
          >
            <input
              ref={search}
              className="search"
              type="search"
              aria-label={t('desk.inbox.search')}
              placeholder={t('desk.inbox.search')}
              autoComplete="off"
              spellCheck={false}
              value={sought}
              onChange={(event) => { setSought(event.target.value); setHere(0) }}
              onKeyDown={(event) => { if (event.key === 'Escape') { setSought(''); event.currentTarget.blur() } }}
            />
          </form>
          <Link className="button" to={to('/desk/intake')}>{t('desk.intake.title')}</Link>
          <Action pressed={filtering} onPress={() => setFiltering(!filtering)}>{set === 0 ? t('desk.filter.open') : t('desk.filter.openSet', { n: set })}</Action>
        </div>
      </div>
      <div className="notices">
        <RosterLife />
        <StandIn />
        <RekeyBars />
        {filtering ? <FilterPanel key={saved?.recordId ?? ''} view={view} rows={lines.rows ?? []} saved={saved} busy={busy} onChange={change} onSave={(name, over) => void save(name, over)} onDrop={(one) => void drop(one)} /> : null}
        {picked.length === 0 ? null : <BulkBar rows={picked} onDone={() => setTimes(times + 1)} onClear={() => setChosen(nobodyChosen)} onPrint={() => setPrinting(true)} />}
      </div>
      {refused === null ? null : <Look title={t('desk.refused.title')} live>{<p>{refusalSentence(t, refused)}</p>}</Look>}
      {lines.rows === null && refused === null ? <p role="status">{t('desk.opening')}</p> : null}
      {lines.rows === null ? null : <InboxTable groups={groups} here={inOrder[here] ?? null} chosen={chosen} onChoose={choose} columns={view.columns} sort={view.sort} address={address} caseAddress={caseAddress} />}
      {lines.rows !== null && lines.whole && inOrder.length === 0 ? <p className="sheet">{t(sought !== '' ? 'desk.empty.search' : set > 0 ? 'desk.empty.filter' : `desk.empty.${view.base}`)}</p> : null}
      {lines.rows !== null && !lines.whole && refused === null ? <p className="soft" role="status">{t('desk.inbox.loading', { n: lines.rows.length })}</p> : null}
      {printing ? <ListPrint rows={picked} onDone={printed} /> : null}
      <KeysFoot where="inbox" onHelp={() => setHelp(true)} />
      <KeysHelp open={help} onClose={() => setHelp(false)} />
    </>
  )
}
