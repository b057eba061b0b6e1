import type { NamedCard, NextDesk } from '#crypto/worker/calls-keys.ts'
import { useWords } from '#app/ui/desk-words.tsx'
import { Action } from '#app/ui/field.tsx'
import { Fingerprint } from '#app/ui/ticket.tsx'

type DeskChangeProps = { desk: NextDesk; dropped: boolean; compared: boolean; onCompared: (on: boolean) => void; onDrop: (on: boolean) => void }

/** One team of the next list in plain words: what changes, who vouches for it, what people have to read to each other. */
export function DeskChange({ desk, dropped, compared, onCompared, onDrop }: DeskChangeProps) {
  const { t } = useWords()
  const { before, recovery } = desk
  const roles = desk.roles.map((role) => t(`admin.role.${role}`)).join(', ')
  const named = (cards: readonly NamedCard[]) => cards.map((card) => `${card.name} (${t(`admin.role.${card.role}`)})`).join(', ')
  const who = desk.signedBy?.name ?? desk.label
  const kind = dropped ? 'dropped' : desk.kind
  const newCode = recovery.change === 'set' || recovery.change === 'changed'
  return (
    <section className="sheet" data-desk={desk.deskId} data-change={kind}>
      <h2>
        <bdi>{desk.label}</bdi> <span className="mark-change">{t(`admin.roster.change.${kind}`)}</span> {desk.independent ? <span className="soft">{t('admin.team.independent')}</span> : null}
      </h2>
      {dropped ? (
        <p>{t('admin.roster.drop.text')}</p>
      ) : (
        <>
          <ul className="points">
            {before !== null && before.label !== desk.label ? <li>{t('admin.roster.renamed', { before: before.label })}</li> : null}
            {before !== null && before.roles.join() !== desk.roles.join() ? <li>{t('admin.roster.change.roles', { roles })}</li> : null}
            {before !== null && before.independent !== desk.independent ? <li>{t(desk.independent ? 'admin.roster.nowIndependent' : 'admin.roster.notIndependent')}</li> : null}
            {before === null ? <li>{t('admin.team.roles', { roles })}</li> : null}
            {desk.kind === 'rotated' ? <li>{t('admin.roster.signedBy', { name: who })}</li> : null}
            {desk.added.length === 0 ? null : <li>{t('admin.roster.added', { names: named(desk.added) })}</li>}
            {desk.removed.length === 0 ? null : <li>{t('admin.roster.removed', { names: named(desk.removed) })}</li>}
            {desk.roleChanged.length === 0 ? null : <li>{t('admin.roster.roles', { names: named(desk.roleChanged) })}</li>}
            {newCode ? null : <li>{recovery.change === 'same' && recovery.label === '' ? t('admin.roster.recovery.none') : t(`admin.roster.recovery.${recovery.change}`, { name: recovery.label })}</li>}
          </ul>
          {desk.mustCompare ? (
            <>
              <p>{t('admin.roster.compare', { name: who })}</p>
              <Fingerprint value={desk.deskFingerprint} label={t('admin.roster.groups', { desk: desk.label })} />
            </>
          ) : desk.kind === 'same' ? null : (
            <details>
              <summary>{t('admin.roster.groups', { desk: desk.label })}</summary>
              <Fingerprint value={desk.deskFingerprint} label={t('admin.roster.groups', { desk: desk.label })} />
            </details>
          )}
          {newCode ? (
            <>
              <p>{t(`admin.roster.recovery.${recovery.change}`, { name: recovery.label })}</p>
              <Fingerprint value={recovery.fingerprint} label={t('admin.compare.recovery', { name: recovery.label })} />
            </>
          ) : null}
          {desk.mustCompare || newCode ? (
            <label className="tick">
              <input type="checkbox" checked={compared} onChange={(event) => onCompared(event.target.checked)} />
              {t(desk.mustCompare && newCode ? 'admin.roster.compared.both' : 'admin.roster.compared', { name: desk.mustCompare ? who : recovery.label, holder: recovery.label })}
            </label>
          ) : null}
        </>
      )}
      <Action size="small" onPress={() => onDrop(!dropped)}>
        {t(dropped ? 'admin.roster.keep' : 'admin.roster.drop')} <span className="unseen">{desk.label}</span>
      </Action>
    </section>
  )
}
