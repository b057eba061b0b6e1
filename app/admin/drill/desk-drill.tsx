import { useCallback, useEffect, useState } from 'react'
import type { DirectoryView, RecordEntry } from '#crypto/worker/views.ts'
import { useDesk } from '#app/desk/desk-session.tsx'
import { refusalWord } from '#app/desk/requests.client.ts'
import { refusalSentence } from '#app/desk/sentences.ts'
import { TickIcon } from '#app/ui/desk-icons.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { Look } from '#app/ui/look.tsx'
import { TypedCode } from '../typed-code.tsx'
import { pastDrills, tryCode } from './drill.client.ts'

/** The code of one team: who keeps it, the field, and when it was tried before. */
export function DeskDrill({ desk }: { desk: DirectoryView['desks'][number] }) {
  const { t, days } = useWords()
  const { worker } = useDesk()
  const [past, setPast] = useState<{ drills: readonly RecordEntry[]; holds: boolean } | null>(null)
  const [told, setTold] = useState<'done' | 'boxes' | null>(null)
  const [refused, setRefused] = useState<string | null>(null)
  const { deskId, label, recoveryLabel } = desk

  const load = useCallback(async () => setPast(await pastDrills(worker, deskId)), [worker, deskId])
  useEffect(() => {
    load().catch((error: unknown) => setRefused(refusalWord(error)))
  }, [load])

  return (
    <section className="sheet stack" data-drill={told ?? undefined}>
      <h2>
        <bdi>{label}</bdi>
      </h2>
      {refused === null ? null : (
        <Look title={t('desk.refused.title')} live>
          <p>{refusalSentence(t, refused)}</p>
        </Look>
      )}
      {told === 'done' ? (
        <div className="done" role="status">
          <TickIcon />
          <div>
            <p>
              <strong>{t('admin.drill.done.title')}</strong>
            </p>
            <p>{t('admin.drill.done.text')}</p>
          </div>
        </div>
      ) : null}
      {told === 'boxes' ? (
        <Look title={t('admin.drill.boxes.title')} kind="stop" live>
          <p>{t('admin.drill.boxes.text')}</p>
        </Look>
      ) : null}
      {recoveryLabel === '' ? (
        <p>{t('admin.drill.noHolder', { desk: label })}</p>
      ) : told === 'done' ? null : (
        <>
          <p>{t('admin.drill.holder', { desk: label, name: recoveryLabel })}</p>
          <TypedCode
            label={t('admin.drill.code', { name: recoveryLabel })}
            go={t('admin.drill.go')}
            busy={t('admin.drill.busy')}
            wrong={t('admin.drill.wrong')}
            onCode={async (text) => {
              const result = await tryCode(worker, deskId, text)
              if (result.result === 'boxes') {
                setTold('boxes')
                return { result: 'elsewhere' }
              }
              if (result.result !== 'ok') return result
              setTold('done')
              await load()
              return { result: 'ok' }
            }}
          />
        </>
      )}
      {recoveryLabel === '' && (past === null || past.drills.length === 0) ? null : <h3>{t('admin.drill.past')}</h3>}
      {past === null || past.holds ? null : (
        <Look title={t('desk.record.fault.title')} kind="stop" live>
          <p>{t('desk.record.fault.text')}</p>
        </Look>
      )}
      {past === null ? null : past.drills.length === 0 ? (
        recoveryLabel === '' ? null : <p className="soft">{t('admin.drill.past.none')}</p>
      ) : (
        <ul className="points">
          {past.drills.map((entry) => (
            <li key={entry.seq}>{t('admin.drill.past.line', { date: days.long(entry.day), name: entry.by.name })}</li>
          ))}
        </ul>
      )}
    </section>
  )
}
