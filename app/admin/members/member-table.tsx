import type { DirectoryView } from '#crypto/worker/views.ts'
import { useWords } from '#app/ui/desk-words.tsx'
import { Action } from '#app/ui/field.tsx'
import { Fingerprint } from '#app/ui/ticket.tsx'
import type { MemberRole } from './members.client.ts'

type MemberTableProps = {
  desk: DirectoryView['desks'][number]
  busy: boolean
  onRole: (member: string, role: MemberRole) => void
  onRemove: (member: { memberId: string; name: string }) => void
}

/** Everybody on the signed list. Leads change roles and take others off it; nobody takes themselves off here. */
export function MemberTable({ desk, busy, onRole, onRemove }: MemberTableProps) {
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
                {desk.role === 'lead' && !member.me ? (
                  <Action size="small" notYet={busy} onPress={() => onRemove({ memberId: member.memberId, name: member.name })}>
                    {t('admin.member.remove')} <span className="unseen">{member.name}</span>
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
