import { useWords } from '#app/ui/desk-words.tsx'
import { Fingerprint } from '#app/ui/ticket.tsx'
import type { Invitation, Ready } from './newcomer.client.ts'

/** What comes next, and the digits that two people read to each other. */
export function NewcomerDone({ invitation: { answer }, ready }: { invitation: Invitation; ready: Ready }) {
  const { t } = useWords()
  return (
    <>
      <h1>{t('admin.done.title')}</h1>
      <p className="lead">{t(`admin.done.${answer.kind}`, { desk: answer.deskLabel })}</p>
      <section className="sheet">
        <h2>{t('admin.done.fingerprint')}</h2>
        <p className="soft">{t(`admin.done.${answer.kind}.compare`)}</p>
        <Fingerprint value={ready.deskFingerprint ?? ready.memberFingerprint} label={t('admin.done.fingerprint')} />
      </section>
      <p>{t('admin.done.then')}</p>
      <div className="row">
        <a className="button" href="/desk">
          {t('admin.open.desk')}
        </a>
      </div>
    </>
  )
}
