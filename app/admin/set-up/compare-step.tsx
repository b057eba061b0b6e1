import { useEffect, useState } from 'react'
import type { RosterDraft, RosterDraftDesk } from '#crypto/worker/views.ts'
import { refusalWord } from '#app/desk/requests.client.ts'
import { refusalSentence } from '#app/desk/sentences.ts'
import { useWords } from '#app/ui/desk-words.tsx'
import { Action } from '#app/ui/field.tsx'
import { Look } from '#app/ui/look.tsx'
import { Fingerprint } from '#app/ui/ticket.tsx'
import { saveFile } from '../keep.client.ts'
import { RootAgain, useRootOpen } from './root-again.tsx'
import { draftRoster, openPortal } from './set-up.client.ts'
import type { SetUpTask } from './set-up.tsx'

type CompareStepProps = SetUpTask & { compared: readonly string[]; onCompared: (desks: readonly string[]) => void }

/** The root signs nothing that two people have not read to each other, because every key here came through the server. */
export function CompareStep({ worker, answer, attempt, compared, onCompared }: CompareStepProps) {
  const { t } = useWords()
  const root = useRootOpen(worker)
  const [draft, setDraft] = useState<RosterDraft | null>(null)
  const [refused, setRefused] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const { status } = answer

  useEffect(() => {
    if (root.open !== true || status === null) return
    // Ticks belong to the fingerprints that were on the page: a new draft starts without any.
    const put = (fresh: RosterDraft) => {
      setDraft(fresh)
      onCompared([])
    }
    draftRoster(worker, status).then(put, (error: unknown) => setRefused(refusalWord(error)))
  }, [root.open, worker, status, onCompared])

  if (root.open === false) return <RootAgain worker={worker} answer={answer} onOpen={root.recheck} />
  if (refused !== null) return <Look title={t('desk.refused.title')} kind="stop" live>{<p>{refusalSentence(t, refused)}</p>}</Look>
  if (draft === null) return <p role="status">{t('desk.opening')}</p>

  const all = draft.desks.every((desk) => compared.includes(desk.deskId))
  const independent = draft.desks.some((desk) => desk.independent)
  const tick = (desk: string, on: boolean) => onCompared(on ? [...compared, desk] : compared.filter((one) => one !== desk))

  async function sign(shown: RosterDraft): Promise<void> {
    setBusy(true)
    await attempt(async () => {
      saveFile('root.key', await openPortal(worker, shown, [...compared]))
      // The set-up visit ends with the signature; what comes next is the same for everybody.
      return { ...answer, status: status === null ? null : { ...status, live: true } }
    })
    setBusy(false)
  }

  return (
    <>
      <h1>{t('admin.compare.title')}</h1>
      <p className="lead">{t('admin.compare.lead')}</p>
      {draft.desks.map((desk) => (
        <DeskToCompare key={desk.deskId} desk={desk} compared={compared.includes(desk.deskId)} onTick={tick} />
      ))}
      <p>{t('admin.compare.then')}</p>
      <div className="row">
        <Action kind="on" notYet={!all || !independent || busy} onPress={() => void sign(draft)}>
          {t('admin.compare.go')}
        </Action>
        <span className="soft" role="status">
          {busy ? t('desk.write.sending') : !independent ? t('admin.compare.noIndependent') : all ? '' : t('admin.compare.open')}
        </span>
      </div>
    </>
  )
}

function DeskToCompare({ desk, compared, onTick }: { desk: RosterDraftDesk; compared: boolean; onTick: (desk: string, on: boolean) => void }) {
  const { t } = useWords()
  return (
    <section className="sheet stack">
      <h2>
        <bdi>{desk.label}</bdi> {desk.independent ? <span className="soft">{t('admin.team.independent')}</span> : null}
      </h2>
      {desk.tag === 'holds' ? null : <Look title={t('admin.compare.tag.title')}>{<p>{t('admin.compare.tag.text')}</p>}</Look>}
      <p>{t('admin.compare.with', { name: desk.memberName })}</p>
      <Fingerprint value={desk.deskFingerprint} label={t('admin.compare.fingerprint', { desk: desk.label })} />
      {desk.recoveryLabel === '' ? null : (
        <>
          <p>{t('admin.compare.recovery', { name: desk.recoveryLabel })}</p>
          <Fingerprint value={desk.recoveryFingerprint} label={t('admin.compare.recovery', { name: desk.recoveryLabel })} />
        </>
      )}
      <label className="tick">
        <input type="checkbox" checked={compared} onChange={(event) => onTick(desk.deskId, event.target.checked)} />
        {t('admin.compare.tick', { name: desk.memberName })}
      </label>
    </section>
  )
}
