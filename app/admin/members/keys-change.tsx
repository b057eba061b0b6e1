import type { DirectoryView } from '#crypto/worker/views.ts'
import { Decision } from '#app/ui/decision.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { Action } from '#app/ui/field.tsx'
import { Look } from '#app/ui/look.tsx'
import { Fingerprint } from '#app/ui/ticket.tsx'

type DeskView = DirectoryView['desks'][number]
type KeysChangeProps = { desk: DeskView; remove: { memberId: string; name: string } | null; busy: boolean; onGo: () => void; onLeave: () => void }

/** New keys for a team, with or without somebody leaving: what follows from it stands above the button. */
export function KeysChange({ desk, remove, busy, onGo, onLeave }: KeysChangeProps) {
  const { t } = useWords()
  const staying = desk.members.filter((member) => !member.removed && member.memberId !== remove?.memberId).length
  const names = { name: remove?.name ?? '', desk: desk.label }
  return (
    <Decision
      level={3}
      title={t(remove === null ? 'admin.rotate.title' : 'admin.remove.title', names)}
      consequence={t(remove === null ? 'admin.rotate.consequence' : 'admin.remove.consequence', names)}
      foot={
        <>
          <Action kind="on" notYet={busy} onPress={onGo}>
            {t(remove === null ? 'admin.rotate.go' : 'admin.remove.go', names)}
          </Action>
          <Action onPress={onLeave}>{t('admin.rotate.leave')}</Action>
          <span className="soft" role="status">
            {busy ? t('admin.rotate.busy') : ''}
          </span>
        </>
      }
    >
      <ul className="points">
        {remove === null ? null : <li>{t('admin.remove.point.session')}</li>}
        {desk.rotation === null ? null : <li>{t('admin.rotate.point.waiting')}</li>}
        <li>{t('admin.remove.point.keys', { n: staying })}</li>
        <li>{t('admin.remove.point.root')}</li>
        <li>{t('admin.remove.point.cases')}</li>
        {desk.recoveryLabel === '' ? null : <li>{t('admin.rotate.recovery', { name: desk.recoveryLabel })}</li>}
        {remove === null ? null : <li>{t('admin.remove.point.past', names)}</li>}
      </ul>
    </Decision>
  )
}

/** Keys that were made and do not count yet: who has to do what, in order. Or keys that somebody who was removed still has. */
export function KeysWaiting({ desk }: { desk: DeskView }) {
  const { t } = useWords()
  if (desk.stillHeldBy.length > 0) {
    return (
      <div data-held>
        <Look title={t('admin.held.title')}>
          <p>{t('admin.held.text', { names: desk.stillHeldBy.join(', '), desk: desk.label })}</p>
        </Look>
      </div>
    )
  }
  if (desk.rotation === null) return null
  return (
    <div data-rotation>
      <Look title={t('admin.waiting.title')}>
        <p>{t('admin.waiting.text')}</p>
        <ol className="next-steps">
          {(['tell', 'sign', 'cases'] as const).map((step) => (
            <li key={step}>{t(`admin.waiting.step.${step}`, { desk: desk.label })}</li>
          ))}
        </ol>
        <p>{t('admin.waiting.fingerprint')}</p>
        <Fingerprint value={desk.rotation.fingerprint} label={t('admin.roster.groups', { desk: desk.label })} />
      </Look>
    </div>
  )
}
