import { useState, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import type { CodeLines } from '#crypto/worker/views.ts'
import { TickIcon } from '#app/ui/desk-icons.tsx'
import { Action } from '#app/ui/field.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { Fingerprint, Ticket } from '#app/ui/ticket.tsx'
import { printPage } from './keep.client.ts'
import type { NewKeys, Person } from './newcomer.client.ts'
import { WriteBack, linesMatch, useWriteBack } from './write-back.tsx'

type NewcomerKeepProps = { organisation: string; keys: NewKeys; person: Person; busy: boolean; onKept: () => void }

/** Both ways in are on the screen once: one for the head or a password book, one for a locked drawer. */
export function NewcomerKeep({ organisation, keys, person, busy, onKept }: NewcomerKeepProps) {
  const { t } = useWords()
  const groups = keys.phrase.split(/\s+/)
  const phraseBack = useWriteBack(groups.length)
  const codeBack = useWriteBack(keys.codeLines.length)
  const [printed, setPrinted] = useState(false)
  const open = [
    linesMatch(groups, phraseBack) ? '' : 'admin.keep.open.phrase',
    linesMatch(keys.codeLines, codeBack) ? '' : 'admin.keep.open.code',
  ].filter((key) => key !== '')
  return (
    <>
      <h1>{t('admin.keep.title')}</h1>
      <p className="lead">{t('admin.keep.lead')}</p>
      <section className="sheet">
        <h2>{t('admin.keep.phrase')}</h2>
        <p>{t('admin.keep.phrase.text')}</p>
        <ol className="phrase" translate="no">
          {groups.map((group, index) => (
            <li key={index} className="digits">
              {group}
            </li>
          ))}
        </ol>
      </section>
      <WriteBack title={t('admin.keep.phrase.back')} label="admin.keep.group" lines={groups} state={phraseBack} />
      <section className="sheet">
        <h2>{t('admin.keep.code')}</h2>
        <p>{t('admin.keep.code.text')}</p>
        <Ticket lines={keys.codeLines} />
        <Action kind="own" onPress={() => { setPrinted(true); printPage() }}>
          {printed ? <TickIcon /> : null}
          {t('admin.root.sheet.do')}
        </Action>
      </section>
      <WriteBack title={t('admin.keep.code.back')} label="admin.back.line" lines={keys.codeLines} state={codeBack} />
      <div className="row">
        <Action kind="on" notYet={open.length > 0 || busy} onPress={onKept}>
          {t('common.continue')}
        </Action>
        <span className="soft" role="status">
          {open.map((key) => t(key)).join(' ')}
        </span>
      </div>
      <PrintSheet>
        <h1>{t('admin.print.code', { name: person.name, org: organisation })}</h1>
        <p>{t('admin.print.code.text')}</p>
        <Ticket lines={keys.codeLines} />
      </PrintSheet>
    </>
  )
}

type RecoveryKeepProps = { lines: CodeLines; rootFingerprint: string; holder: string; desk: string; busy: boolean; onKept: () => void }

/** The second reader's code is printed before anything is sent: afterwards nobody could show it again. */
export function RecoveryKeep({ lines, rootFingerprint, holder, desk, busy, onKept }: RecoveryKeepProps) {
  const { t } = useWords()
  const back = useWriteBack(lines.length)
  const written = linesMatch(lines, back)
  return (
    <>
      <h1>{t('admin.recovery.title', { name: holder })}</h1>
      <p className="lead">{t('admin.recovery.lead', { name: holder, desk })}</p>
      <section className="sheet">
        <Ticket lines={lines} />
        <Action kind="own" onPress={printPage}>
          {t('admin.root.sheet.do')}
        </Action>
      </section>
      <WriteBack title={t('admin.back.title')} label="admin.back.line" lines={lines} state={back} />
      <div className="row">
        <Action kind="on" notYet={!written || busy} onPress={onKept}>
          {t('common.continue')}
        </Action>
        <span className="soft" role="status">
          {written ? '' : t('admin.keep.open.code')}
        </span>
      </div>
      <PrintSheet>
        <h1>{t('admin.recovery.title', { name: holder })}</h1>
        <p>{t('admin.recovery.lead', { name: holder, desk })}</p>
        <Ticket lines={lines} />
        <p>{t('admin.recovery.sheet.root', { path: '/desk/recovery' })}</p>
        <Fingerprint value={rootFingerprint} label={t('admin.recovery.sheet.root', { path: '/desk/recovery' })} />
      </PrintSheet>
    </>
  )
}

/** What the printer gets instead of the page. */
export function PrintSheet({ children }: { children: ReactNode }) {
  return createPortal(<div className="sheet-print">{children}</div>, document.body)
}
