import { useEffect, useState } from 'react'
import { refusalWord } from '#app/desk/requests.client.ts'
import { refusalSentence } from '#app/desk/sentences.ts'
import { deskWorker } from '#app/desk/worker.client.ts'
import { Look } from '#app/ui/look.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { NewcomerDone } from './newcomer-done.tsx'
import { NewcomerKeep, RecoveryKeep } from './newcomer-keep.tsx'
import { NewcomerName } from './newcomer-name.tsx'
import { enter, makeKeys, prepareEntry, readInvitation, type Invitation, type NewKeys, type Person, type Ready } from './newcomer.client.ts'

type Stage =
  | { at: 'opening' }
  | { at: 'refused'; reason: string }
  | { at: 'name'; invitation: Invitation }
  | { at: 'keep'; invitation: Invitation; person: Person; keys: NewKeys }
  | { at: 'recovery'; invitation: Invitation; person: Person; keys: NewKeys; ready: Ready }
  | { at: 'done'; invitation: Invitation; ready: Ready }

/** The first member of a team, or a colleague who joins it: name, keys, proof that both ways in are kept, done. */
export function Newcomer({ worker: address, kind }: { worker: string; kind: 'found' | 'join' }) {
  const { t } = useWords()
  const [stage, setStage] = useState<Stage>({ at: 'opening' })
  const [busy, setBusy] = useState(false)
  const [complaint, setComplaint] = useState<string | null>(null)

  useEffect(() => {
    const worker = deskWorker(address)
    readInvitation(worker, window.location.hash).then(
      (invitation) => {
        if (invitation.answer.kind === kind) setStage({ at: 'name', invitation })
        else setStage({ at: 'refused', reason: 'used' })
      },
      (error: unknown) => setStage({ at: 'refused', reason: refusalWord(error) }),
    )
  }, [address, kind])

  async function attempt(task: () => Promise<Stage>): Promise<void> {
    if (busy) return
    setBusy(true)
    setComplaint(null)
    try {
      setStage(await task())
    } catch (error) {
      setComplaint(refusalWord(error))
    }
    setBusy(false)
  }

  const worker = () => deskWorker(address)
  const send = async (invitation: Invitation, ready: Ready): Promise<Stage> => {
    await enter(worker(), ready)
    // The secret of the link has done its work.
    window.history.replaceState(window.history.state, '', window.location.pathname + window.location.search)
    return { at: 'done', invitation, ready }
  }

  return (
    <div className="stack narrow" data-stage={stage.at}>
      {complaint === null ? null : (
        <Look title={t('desk.refused.title')} live>
          <p>{complaint === 'taken' ? t('desk.refused.name-taken') : refusalSentence(t, complaint)}</p>
        </Look>
      )}
      {stage.at === 'opening' ? <p role="status">{t('desk.opening')}</p> : null}
      {stage.at === 'refused' ? (
        <>
          <h1>{t('admin.newcomer.refused')}</h1>
          <Look title={t('desk.refused.title')}>
            <p>{stage.reason === 'offline' ? refusalSentence(t, 'offline') : t('admin.newcomer.used')}</p>
          </Look>
        </>
      ) : null}
      {stage.at === 'name' ? (
        <NewcomerName
          invitation={stage.invitation}
          busy={busy}
          onName={(person) => void attempt(async () => ({ at: 'keep', invitation: stage.invitation, person, keys: await makeKeys(worker(), stage.invitation) }))}
        />
      ) : null}
      {stage.at === 'keep' ? (
        <NewcomerKeep
          organisation={stage.invitation.answer.organisation}
          keys={stage.keys}
          person={stage.person}
          busy={busy}
          onKept={() =>
            void attempt(async () => {
              const ready = await prepareEntry(worker(), stage.invitation, stage.person)
              if (ready.recoveryLines !== null) return { ...stage, at: 'recovery', ready }
              return send(stage.invitation, ready)
            })
          }
        />
      ) : null}
      {stage.at === 'recovery' ? (
        <RecoveryKeep
          lines={stage.ready.recoveryLines ?? []}
          rootFingerprint={stage.ready.rootFingerprint}
          holder={stage.person.recovery}
          desk={stage.invitation.answer.deskLabel}
          busy={busy}
          onKept={() => void attempt(() => send(stage.invitation, stage.ready))}
        />
      ) : null}
      {stage.at === 'done' ? <NewcomerDone invitation={stage.invitation} ready={stage.ready} /> : null}
    </div>
  )
}
