import { Link, useLocation, useNavigate, useParams, useSearchParams } from '@remix-run/react'
import { useCallback, useEffect, useState } from 'react'
import { Look } from '#app/ui/look.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { useDesk } from '../desk-session.tsx'
import { refusalWord } from '../requests.client.ts'
import { refusalSentence } from '../sentences.ts'
import { KeysFoot, KeysHelp, useKeys } from '../use-keys.tsx'
import { fileOf } from './believed-file.ts'
import { openCase, rememberOpened, type OpenedCase } from './case.client.ts'
import { CaseBody } from './case-body.tsx'
import { caseworkSummary } from './case-writing.ts'

export const handle = {
  audience: 'desk',
  js: true,
  states: ['fresh', 'written', 'note', 'outcome', 'decline', 'declare', 'disagree', 'reopen', 'shut', 'late', 'warning', 'refused', 'asked', 'declined', 'closed', 'faster', 'adding', 'alone', 'leaving', 'between', 'copying', 'copied', 'record', 'fault', 'shredding', 'destroyed', 'proposed', 'deciding', 'back', 'aside', 'decided', 'holding', 'exporting', 'identity', 'appeal', 'interest', 'triage', 'weighed', 'pausing', 'planning', 'investigated', 'righting', 'doubted'],
}

/** One case. Nothing readable comes from the server: this page asks the worker to open what it was handed. */
export default function Case() {
  const { t } = useWords()
  const { worker, directory } = useDesk()
  const { caseId = '' } = useParams()
  const [params] = useSearchParams()
  const { hash } = useLocation()
  const navigate = useNavigate()
  const [opened, setOpened] = useState<OpenedCase | null>(null)
  const [refused, setRefused] = useState<string | null>(null)
  const [destroyed, setDestroyed] = useState(false)
  const [settling, setSettling] = useState(false)
  const [help, setHelp] = useState(false)
  const [focus, setFocus] = useState<{ mode: 'reply' | 'note'; times: number } | null>(null)
  const asked = params.get('lng') === null ? '' : `?lng=${encodeURIComponent(params.get('lng') ?? '')}`
  const inbox = `/desk/inbox${asked}`
  const print = `/desk/case/${caseId}/print${asked}`

  const load = useCallback(async (): Promise<void> => {
    try {
      const next = await openCase(worker, caseId)
      setOpened((before) => (before === null ? next : { ...next, seenBefore: before.seenBefore }))
      setRefused(null)
      setSettling(true)
      // Writing the summary moves the case on by one version: what is sent next must stand on that one.
      const casework = caseworkSummary(fileOf(next, directory), next.view)
      if (await rememberOpened(worker, next, casework)) {
        const again = await openCase(worker, caseId)
        setOpened((before) => ({ ...again, seenBefore: before?.seenBefore ?? again.seenBefore }))
      }
    } catch (error) {
      setRefused(refusalWord(error))
    }
    setSettling(false)
  }, [worker, caseId, directory])

  useEffect(() => {
    setOpened(null)
    void load()
  }, [load])
  useEffect(() => {
    if (hash === '#reply' || hash === '#note') setFocus({ mode: hash === '#note' ? 'note' : 'reply', times: 1 })
  }, [hash])
  // Words are written below the conversation: from another part the key leads there.
  function write(mode: 'reply' | 'note'): void {
    if (params.has('part')) navigate(`/desk/case/${caseId}${asked}#${mode}`)
    else setFocus((before) => ({ mode, times: (before?.times ?? 0) + 1 }))
  }
  useKeys('case', {
    next: () => window.scrollBy({ top: 240 }),
    previous: () => window.scrollBy({ top: -240 }),
    reply: () => write('reply'),
    note: () => write('note'),
    inbox: () => navigate(inbox),
    print: () => navigate(print),
    help: () => setHelp(true),
  })

  if (destroyed) return <Destroyed inbox={inbox} />
  if (refused !== null) {
    return (
      <div className="stack narrow">
        <h1>{t('desk.case.closed')}</h1>
        <Look title={t('desk.refused.title')} kind={refused === 'offline' ? 'look' : 'stop'} live>
          <p>{refusalSentence(t, refused)}</p>
        </Look>
        <p>
          <Link to={inbox}>{t('desk.case.back')}</Link>
        </p>
      </div>
    )
  }
  if (opened === null) return <p role="status">{t('desk.case.opening')}</p>
  return (
    <>
      <CaseBody opened={opened} reload={load} onShred={() => setDestroyed(true)} settling={settling} inbox={inbox} print={print} part={params.get('part')} focus={focus} />
      <KeysFoot where="case" onHelp={() => setHelp(true)} />
      <KeysHelp open={help} onClose={() => setHelp(false)} />
    </>
  )
}

// Nothing of the case stands in this document any more.
function Destroyed({ inbox }: { inbox: string }) {
  const { t } = useWords()
  return (
    <div className="stack narrow" data-destroyed>
      <h1>{t('desk.shred.done.title')}</h1>
      <p className="lead" role="status">
        {t('desk.shred.done.text')}
      </p>
      <p>
        <Link to={inbox}>{t('desk.case.back')}</Link>
      </p>
    </div>
  )
}
