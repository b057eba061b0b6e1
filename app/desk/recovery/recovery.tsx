import { useState } from 'react'
import { TypedCode } from '#app/admin/typed-code.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { FieldLook } from '#app/ui/field.tsx'
import { deskWorker } from '../worker.client.ts'
import { openRecovery, type RecoveryPortal, type RecoveryRoom } from './recovery.client.ts'
import { RecoveryCases } from './recovery-cases.tsx'

type RecoveryProps = { worker: string; organisation: string; portal: RecoveryPortal }

/** Choose the team, type the printed code, read. */
export function Recovery({ worker: address, organisation, portal }: RecoveryProps) {
  const { t } = useWords()
  const [deskId, setDeskId] = useState<string | null>(portal.teams.length === 1 ? (portal.teams[0]?.deskId ?? null) : null)
  const [look, setLook] = useState(false)
  const [room, setRoom] = useState<RecoveryRoom | null>(null)
  if (room !== null) return <RecoveryCases worker={deskWorker(address)} organisation={organisation} room={room} />
  return (
    <div className="stack narrow" data-stage="entry">
      <p className="soft">
        <bdi>{organisation}</bdi>
      </p>
      <h1>{t('admin.recovery.page.title')}</h1>
      <p className="lead">{t('admin.recovery.page.lead')}</p>
      {portal.teams.length === 0 ? (
        <p className="sheet">{t('admin.recovery.page.none')}</p>
      ) : (
        <div className="sheet">
          <TypedCode
            label={t('admin.recovery.page.code')}
            go={t('admin.recovery.page.go')}
            busy={t('admin.recovery.page.busy')}
            wrong={t('admin.recovery.page.wrong')}
            onCode={async (text) => {
              if (deskId === null) {
                setLook(true)
                return { result: 'elsewhere' }
              }
              const opened = await openRecovery(deskWorker(address), portal, deskId, text)
              if (opened.result !== 'ok') return opened
              setRoom(opened.room)
              return { result: 'ok' }
            }}
          >
            <fieldset>
              <legend>{t('admin.recovery.page.team')}</legend>
              <FieldLook>{look && deskId === null ? t('admin.recovery.page.choose') : undefined}</FieldLook>
              {portal.teams.map((team) => (
                <label key={team.deskId} className="tick">
                  <input type="radio" name="team" checked={deskId === team.deskId} onChange={() => setDeskId(team.deskId)} />
                  <span>
                    <bdi>{team.label}</bdi> <span className="soft">{t('admin.recovery.page.kept', { name: team.recoveryLabel })}</span>
                  </span>
                </label>
              ))}
            </fieldset>
          </TypedCode>
        </div>
      )}
    </div>
  )
}
