import { useState } from 'react'
import type { NextRosterDraft } from '#crypto/worker/calls-keys.ts'
import type { DeskWorker } from '#app/desk/worker.client.ts'
import { useWords } from '#app/ui/desk-words.tsx'
import { Action } from '#app/ui/field.tsx'
import { Look } from '#app/ui/look.tsx'
import { AddTeam } from './add-team.tsx'
import { DeskChange } from './desk-change.tsx'
import type { Choice } from './roster.client.ts'

type NextListProps = { draft: NextRosterDraft; worker: () => DeskWorker; onSign: (choice: Choice) => Promise<void>; onLook: () => Promise<void> }

/** The next list beside the one in force: every team with what changes, and what still has to be compared. */
export function NextList({ draft, worker, onSign, onLook }: NextListProps) {
  const { t, days, today } = useWords()
  const [compared, setCompared] = useState<readonly string[]>([])
  const [dropped, setDropped] = useState<readonly string[]>([])
  const [busy, setBusy] = useState(false)
  const { base, desks } = draft
  const kept = desks.filter((desk) => !dropped.includes(desk.deskId))
  const open = [
    kept.every((desk) => !asks(desk) || compared.includes(desk.deskId)) ? '' : t('admin.roster.open.compare'),
    kept.some((desk) => desk.independent) ? '' : t('admin.roster.open.independent'),
  ].filter((sentence) => sentence !== '')
  const unchanged = dropped.length === 0 && draft.receiptKey === 'same' && desks.every((desk) => desk.kind === 'same' && desk.recovery.change === 'same' && sameWords(desk))

  return (
    <>
      <div className="title">
        <h1>{t('admin.roster.title')}</h1>
        <div className="title-end">
          <Action size="small" notYet={busy} onPress={() => void onLook()}>
            {t('admin.members.again')}
          </Action>
        </div>
      </div>
      <section className="sheet">
        <h2>{t('admin.roster.inForce')}</h2>
        <p>{t(base.notAfterDay < today ? 'admin.roster.inForce.over' : 'admin.roster.inForce.text', { n: base.seq, issued: days.long(base.issuedDay), until: days.long(base.notAfterDay) })}</p>
      </section>
      {draft.baseKnown ? null : (
        <Look title={t('admin.roster.typed.title')}>
          <p>{t('admin.roster.typed.text', { n: base.seq })}</p>
        </Look>
      )}
      {draft.receiptKey === 'same' ? null : (
        <Look title={t('admin.roster.receipt.title')}>
          <p>{t('admin.roster.receipt')}</p>
        </Look>
      )}
      {desks.map((desk) => (
        <DeskChange
          key={desk.deskId}
          desk={desk}
          dropped={dropped.includes(desk.deskId)}
          compared={compared.includes(desk.deskId)}
          onCompared={(on) => setCompared(on ? [...compared, desk.deskId] : compared.filter((one) => one !== desk.deskId))}
          onDrop={(on) => setDropped(on ? [...dropped, desk.deskId] : dropped.filter((one) => one !== desk.deskId))}
        />
      ))}
      <AddTeam worker={worker} />
      <section className="sheet">
        {unchanged ? <p>{t('admin.roster.nothing')}</p> : null}
        <p>
          <strong>{t('admin.roster.until', { n: draft.seq, date: days.long(draft.notAfterDay) })}</strong>
        </p>
        <div className="row">
          <Action
            kind="on"
            notYet={open.length > 0 || busy}
            onPress={() => {
              setBusy(true)
              void onSign({ compared: [...compared], drop: [...dropped] }).finally(() => setBusy(false))
            }}
          >
            {t('admin.roster.sign')}
          </Action>
          <span className="soft" role="status">
            {busy ? t('admin.roster.signing') : open.join(' ')}
          </span>
        </div>
      </section>
    </>
  )
}

type Desk = NextRosterDraft['desks'][number]

/** Whether people have to compare something of this team before it is signed. */
export function asks(desk: Desk): boolean {
  return desk.mustCompare || desk.recovery.change === 'set' || desk.recovery.change === 'changed'
}

/** Whether name, tasks and independence are those of the list in force. */
export function sameWords({ before, label, roles, independent }: Desk): boolean {
  return before !== null && before.label === label && before.independent === independent && before.roles.join() === roles.join()
}
