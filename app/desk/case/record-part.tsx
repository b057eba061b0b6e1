import { useState } from 'react'
import type { RecordEntry, RecordView } from '#crypto/worker/views.ts'
import { useWords } from '#app/ui/desk-words.tsx'
import { Action } from '#app/ui/field.tsx'
import { Look } from '#app/ui/look.tsx'
import { useDesk } from '../desk-session.tsx'
import { refusalWord } from '../requests.client.ts'
import { refusalSentence } from '../sentences.ts'
import { openRecord } from './record-part.client.ts'

type Shown = { record: RecordView } | { refused: string } | 'opening' | null

/** Who opened, wrote, added or exported, and when: each line signed by the person it names and checked in this browser. */
export function RecordPart({ caseId, deskLabel }: { caseId: string; deskLabel: (id: string) => string | null }) {
  const { t } = useWords()
  const { worker } = useDesk()
  const [shown, setShown] = useState<Shown>(null)
  const record = shown !== null && typeof shown === 'object' && 'record' in shown ? shown.record : null

  async function show(): Promise<void> {
    setShown('opening')
    try {
      setShown({ record: await openRecord(worker, caseId) })
    } catch (error) {
      setShown({ refused: refusalWord(error) })
    }
  }

  return (
    <section className="sheet" data-record={record === null ? undefined : record.faults.length === 0 ? 'holds' : 'fault'}>
      <h2>{t('desk.record.title')}</h2>
      <p className="soft">{t('desk.record.lead')}</p>
      <div className="row">
        <Action size="small" notYet={shown === 'opening'} onPress={() => (record === null ? void show() : setShown(null))}>
          {t(record === null ? 'desk.record.show' : 'desk.record.hide')}
        </Action>
        <span className="soft" role="status">
          {shown === 'opening' ? t('desk.opening') : ''}
        </span>
      </div>
      {shown !== null && typeof shown === 'object' && 'refused' in shown ? (
        <Look title={t('desk.refused.title')} live>
          <p>{refusalSentence(t, shown.refused)}</p>
        </Look>
      ) : null}
      {record === null || record.faults.length === 0 ? null : (
        <Look title={t('desk.record.fault.title')} kind="stop" live>
          <p>{t('desk.record.fault.text')}</p>
          <ul className="points">
            {record.faults.map((fault) => (
              <li key={`${fault.seq} ${fault.kind}`}>{t(`desk.record.fault.${fault.kind}`, { n: fault.seq })}</li>
            ))}
          </ul>
        </Look>
      )}
      {record === null ? null : record.entries.length === 0 ? <p>{t('desk.record.empty')}</p> : <RecordTable entries={record.entries} deskLabel={deskLabel} />}
    </section>
  )
}

function RecordTable({ entries, deskLabel }: { entries: readonly RecordEntry[]; deskLabel: (id: string) => string | null }) {
  const { t, days } = useWords()
  return (
    <table className="list">
      <thead>
        <tr>
          <th scope="col">{t('desk.record.when')}</th>
          <th scope="col">{t('desk.record.who')}</th>
          <th scope="col">{t('desk.record.what')}</th>
        </tr>
      </thead>
      <tbody>
        {inARow(entries).map(({ entry, times }) => (
          <tr key={entry.seq}>
            <td>
              <time dateTime={days.machine(entry.day)}>{days.short(entry.day)}</time>
            </td>
            <td>
              <bdi>{entry.by.name}</bdi> {entry.signer === 'checked' ? null : <span className="soft">{t(`desk.record.signer.${entry.signer}`)}</span>}
            </td>
            <td>
              {t(`desk.record.${entry.action}`)} <span className="soft">{[times === 1 ? '' : t('desk.record.times', { n: times }), more(entry)].filter((part) => part !== '').join(' · ')}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )

  function more({ details }: RecordEntry): string {
    if (details === null) return ''
    const state = details.state === undefined ? '' : t(`state.${details.state}.label`)
    const team = details.desk === undefined ? '' : (deskLabel(details.desk) ?? '')
    return [state, team, details.text ?? ''].filter((part) => part !== '').join(' · ')
  }
}

// Who works on a case opens it again and again: one line for what one person did in a row on one day.
function inARow(entries: readonly RecordEntry[]): { entry: RecordEntry; times: number }[] {
  const lines: { entry: RecordEntry; times: number }[] = []
  for (const entry of entries) {
    const last = lines.at(-1)
    const same = last !== undefined && last.entry.by.memberId === entry.by.memberId && last.entry.action === entry.action && last.entry.day === entry.day
    if (same && entry.details === null && last.entry.details === null) last.times += 1
    else lines.push({ entry, times: 1 })
  }
  return lines
}
