import { Link } from '@remix-run/react'
import { useState } from 'react'
import type { DirectoryView, PendingView } from '#crypto/worker/views.ts'
import { useDesk } from '#app/desk/desk-session.tsx'
import { refusalWord } from '#app/desk/requests.client.ts'
import { refusalSentence } from '#app/desk/sentences.ts'
import { WarningIcon } from '#app/ui/desk-icons.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { Action } from '#app/ui/field.tsx'
import { Look } from '#app/ui/look.tsx'
import { Fingerprint } from '#app/ui/ticket.tsx'
import { CopyLink } from '../copy-link.tsx'
import { KeysChange, KeysWaiting } from './keys-change.tsx'
import { MemberTable } from './member-table.tsx'
import { admitColleague, changeKeys, changeRole, inviteColleague } from './members.client.ts'

export const handle = { audience: 'desk', js: true, states: ['list', 'invited', 'pending', 'removing', 'rotating', 'waiting', 'refused'] }

type DeskView = DirectoryView['desks'][number]

export default function Members() {
  const { t } = useWords()
  const { directory } = useDesk()
  return (
    <div className="stack">
      <h1>{t('admin.members.title')}</h1>
      <p className="lead">{t('admin.members.lead')}</p>
      {directory.desks.map((desk) => (
        <DeskMembers key={desk.deskId} desk={desk} />
      ))}
    </div>
  )
}

function DeskMembers({ desk }: { desk: DeskView }) {
  const { t } = useWords()
  const { worker, reload } = useDesk()
  const [link, setLink] = useState<string | null>(null)
  const [compare, setCompare] = useState<string | null>(null)
  const [refused, setRefused] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  // Whom a change of keys would take off the list; `all stay` where nobody.
  const [change, setChange] = useState<{ memberId: string; name: string } | 'all stay' | null>(null)
  const lead = desk.role === 'lead'

  async function attempt(task: () => Promise<void>): Promise<void> {
    setBusy(true)
    setRefused(null)
    try {
      await task()
    } catch (error) {
      setRefused(refusalWord(error))
    }
    setBusy(false)
  }

  const admit = (pending: PendingView, byFingerprint: boolean) =>
    attempt(async () => {
      const result = await admitColleague(worker, desk.deskId, pending, byFingerprint)
      setCompare(result === 'compare' ? pending.inviteId : null)
      if (result !== 'compare') await reload()
    })

  return (
    <section className="sheet stack" data-desk={desk.deskId}>
      <h2>
        <bdi>{desk.label}</bdi>
      </h2>
      {refused === null ? null : (
        <Look title={t('desk.refused.title')} live>
          <p>{refusalSentence(t, refused)}</p>
        </Look>
      )}
      <KeysWaiting desk={desk} />
      <MemberTable desk={desk} busy={busy} onRemove={setChange} onRole={(member, role) => void attempt(async () => { await changeRole(worker, desk.deskId, member, role); await reload() })} />
      {change === null ? null : (
        <KeysChange
          desk={desk}
          remove={change === 'all stay' ? null : change}
          busy={busy}
          onGo={() =>
            void attempt(async () => {
              await changeKeys(worker, desk.deskId, change === 'all stay' ? [] : [change.memberId])
              setChange(null)
              await reload()
            })
          }
          onLeave={() => setChange(null)}
        />
      )}
      {desk.pending.map((pending) => (
        <div key={pending.inviteId} className="look" data-pending>
          <WarningIcon />
          <div>
            <p>
              <strong>{t('admin.pending.title', { name: pending.name })}</strong> <span className="soft">{t(`admin.role.${pending.role}`)}</span>
            </p>
            <p>{t(pending.tag === 'holds' ? 'admin.pending.holds' : 'admin.pending.compare', { name: pending.name })}</p>
            {pending.tag === 'holds' && compare !== pending.inviteId ? null : <Fingerprint value={pending.fingerprint} label={t('admin.pending.fingerprint', { name: pending.name })} />}
            <div className="row">
              <Action kind="own" notYet={busy} onPress={() => void admit(pending, pending.tag !== 'holds')}>
                {t(`admin.pending.${pending.tag === 'holds' ? 'admit' : 'compared'}.${pending.role}`, { name: pending.name })}
              </Action>
            </div>
          </div>
        </div>
      ))}
      {link === null ? null : <CopyLink link={link} />}
      {lead ? (
        <div className="row">
          {(['handler', 'lead'] as const).map((role) => (
            <Action key={role} notYet={busy} onPress={() => void attempt(async () => setLink(await inviteColleague(worker, desk.deskId, role)))}>
              {t(`admin.invite.${role}`)}
            </Action>
          ))}
        </div>
      ) : (
        <p className="soft">{t('admin.invite.leadsOnly')}</p>
      )}
      <div className="row">
        <Action size="small" onPress={() => void reload()}>
          {t('admin.members.again')}
        </Action>
        {lead && change === null ? (
          <Action size="small" notYet={busy} onPress={() => setChange('all stay')}>
            {t('admin.rotate.open')}
          </Action>
        ) : null}
        {desk.recoveryLabel === '' ? null : (
          <Link className="button" data-size="small" to={`/desk/drill?desk=${desk.deskId}`}>
            {t('admin.drill.link')}
          </Link>
        )}
      </div>
    </section>
  )
}
