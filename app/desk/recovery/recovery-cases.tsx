import { useCallback, useEffect, useState } from 'react'
import type { DeskCaseView } from '#crypto/worker/views.ts'
import { LockIcon } from '#app/ui/desk-icons.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { Action } from '#app/ui/field.tsx'
import { Look } from '#app/ui/look.tsx'
import { Fingerprint } from '#app/ui/ticket.tsx'
import { watchIdle } from '../idle.client.ts'
import { SummaryWords } from '../inbox/summary-words.tsx'
import { caseNumberOf, stateKey } from '../inbox/rows.ts'
import { refusalWord } from '../requests.client.ts'
import { refusalSentence } from '../sentences.ts'
import type { DeskWorker } from '../worker.client.ts'
import { RecoveryCase } from './recovery-case.tsx'
import { closeRecovery, recoveryCase, recoveryCases, type RecoveryPage, type RecoveryRoom } from './recovery.client.ts'

/** The team's cases for the holder of its recovery code: a list and the words, no field to write in. */
export function RecoveryCases({ worker, organisation, room }: { worker: DeskWorker; organisation: string; room: RecoveryRoom }) {
  const { t, days } = useWords()
  const [page, setPage] = useState<RecoveryPage | null>(null)
  const [opened, setOpened] = useState<DeskCaseView | null>(null)
  const [refused, setRefused] = useState<string | null>(null)

  const attempt = useCallback(async (task: () => Promise<void>) => {
    setRefused(null)
    try {
      await task()
    } catch (error) {
      setRefused(refusalWord(error))
    }
  }, [])
  const list = useCallback((after: string | null) => attempt(async () => setPage(await recoveryCases(worker, after))), [attempt, worker])
  useEffect(() => void list(null), [list])
  // Nobody at the keys: nothing opened stays in this document.
  useEffect(() => watchIdle(worker, 'recoveryOpen', () => window.location.replace('/desk/recovery')), [worker])

  return (
    <div className="stack roster" data-room={opened === null ? 'list' : 'case'}>
      <div className="look recovery-banner">
        <LockIcon />
        <div>
          <p>
            <strong>{t('admin.recovery.room.banner')}</strong>
          </p>
          <p>{t('admin.recovery.room.text', { desk: room.label })}</p>
          {room.missing.length === 0 ? null : <p>{t('admin.recovery.room.missing', { n: room.missing.length })}</p>}
          <details>
            <summary>{t('admin.recovery.room.fingerprint')}</summary>
            <Fingerprint value={room.rootFingerprint} label={t('admin.recovery.room.fingerprint')} />
          </details>
          <div className="row">
            <Action kind="own" onPress={() => void closeRecovery(worker)}>
              {t('admin.recovery.room.close')}
            </Action>
          </div>
        </div>
      </div>
      {refused === null ? null : (
        <Look title={t('desk.refused.title')} kind={refused === 'offline' ? 'look' : 'stop'} live>
          <p>{refusalSentence(t, refused)}</p>
        </Look>
      )}
      {opened === null ? null : <RecoveryCase view={opened} organisation={organisation} teams={room.roster.teams} onBack={() => setOpened(null)} />}
      {opened === null ? <h1>{t('admin.recovery.room.list', { desk: room.label })}</h1> : null}
      {opened !== null || page === null ? null : (
        <>
          {page.rows.length === 0 ? <p className="sheet">{t('admin.recovery.room.empty')}</p> : null}
          <ul className="sheet case-list">
            {page.rows.map(({ row, summary }) => (
              <li key={row.caseId}>
                <span className="digits">{caseNumberOf(row)}</span>
                <span className="case-words">
                  <SummaryWords opened={{ row, summary }} /> <span className="soft">· {t(stateKey(row))}</span>
                </span>
                <time dateTime={days.machine(row.lastDay)}>{days.short(row.lastDay)}</time>
                <Action size="small" onPress={() => void attempt(async () => setOpened(await recoveryCase(worker, row.caseId)))}>
                  {t('admin.recovery.room.open')} <span className="unseen">{caseNumberOf(row)}</span>
                </Action>
              </li>
            ))}
          </ul>
          {page.next === null ? null : (
            <div className="row">
              <Action onPress={() => void list(page.next)}>{t('admin.recovery.room.more')}</Action>
            </div>
          )}
        </>
      )}
    </div>
  )
}
