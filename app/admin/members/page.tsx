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
import { admitColleague, changeRole, inviteColleague, type MemberRole } from './members.client.ts'

export const handle = { audience: 'desk', js: true, states: ['list', 'invited', 'pending', 'refused'] }

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
      <MemberTable desk={desk} busy={busy} onRole={(member, role) => void attempt(async () => { await changeRole(worker, desk.deskId, member, role); await reload() })} />
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
      </div>
    </section>
  )
}

function MemberTable({ desk, busy, onRole }: { desk: DeskView; busy: boolean; onRole: (member: string, role: MemberRole) => void }) {
  const { t } = useWords()
  const leads = desk.members.filter((member) => member.role === 'lead' && !member.removed).length
  return (
    <table className="list">
      <thead>
        <tr>
          <th scope="col">{t('admin.member.name')}</th>
          <th scope="col">{t('admin.member.role')}</th>
          <th scope="col">{t('admin.fingerprint')}</th>
        </tr>
      </thead>
      <tbody>
        {desk.members.filter((member) => !member.removed).map((member) => (
          <tr key={member.memberId}>
            <td>
              <bdi>{member.name}</bdi> {member.me ? <span className="soft">{t('admin.member.me')}</span> : null}
            </td>
            <td>
              <span className="row">
                {t(`admin.role.${member.role}`)}
                {desk.role === 'lead' && (member.role === 'handler' || leads > 1) ? (
                  <Action size="small" notYet={busy} onPress={() => onRole(member.memberId, member.role === 'lead' ? 'handler' : 'lead')}>
                    {t(member.role === 'lead' ? 'admin.member.makeHandler' : 'admin.member.makeLead')}
                  </Action>
                ) : null}
              </span>
            </td>
            <td>
              <details>
                <summary>{t('admin.member.show')}</summary>
                <Fingerprint value={member.fingerprint} label={t('admin.pending.fingerprint', { name: member.name })} />
              </details>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
