import { useState } from 'react'
import type { NextRosterDraft } from '#crypto/worker/calls-keys.ts'
import { refusalWord } from '#app/desk/requests.client.ts'
import { refusalSentence } from '#app/desk/sentences.ts'
import { deskWorker } from '#app/desk/worker.client.ts'
import { useWords } from '#app/ui/desk-words.tsx'
import { Action } from '#app/ui/field.tsx'
import { Look } from '#app/ui/look.tsx'
import { saveFile } from '../keep.client.ts'
import { NextList } from './next-list.tsx'
import { RootEntry } from './root-entry.tsx'
import { draftRoster, publishRoster, signRoster, type Portal, type SignedList } from './roster.client.ts'

type Stage = { at: 'entry' } | { at: 'stop'; reason: string } | { at: 'draft'; draft: NextRosterDraft } | { at: 'unsent'; list: SignedList } | { at: 'signed'; file: Uint8Array }

// What means that somebody exchanged something: no second attempt helps, and nothing is signed. The value picks the sentence.
const stopOf: Readonly<Record<string, 'any' | 'ghost' | 'list' | 'rollback'>> = {
  ghost: 'ghost', members: 'ghost', roster: 'list', 'pinned-root': 'list', rollback: 'rollback', broken: 'any', 'bad-key': 'any',
}

/** Show the root key, see what has changed, sign it, keep the new file. */
export function RosterPage({ worker: address, portal }: { worker: string; portal: Portal }) {
  const { t } = useWords()
  const [stage, setStage] = useState<Stage>({ at: 'entry' })
  const [refused, setRefused] = useState<string | null>(null)
  // Only in the browser: the server renders this page without any worker.
  const worker = () => deskWorker(address)

  async function attempt(task: () => Promise<Stage>): Promise<void> {
    setRefused(null)
    try {
      setStage(await task())
    } catch (error) {
      const reason = refusalWord(error)
      if (reason in stopOf) return setStage({ at: 'stop', reason })
      // Forgotten after ten idle minutes: the key is shown again.
      if (reason === 'locked') setStage({ at: 'entry' })
      setRefused(reason)
    }
  }

  // The list exists once it is signed: a refusal or a lost line leads to sending it again, never to signing another one.
  async function publish(list: SignedList): Promise<Stage> {
    try {
      await publishRoster(worker(), list)
    } catch (error) {
      setRefused(refusalWord(error))
      return { at: 'unsent', list }
    }
    saveFile('root.key', list.rootFile)
    return { at: 'signed', file: list.rootFile }
  }

  return (
    <div className="stack roster" data-stage={stage.at}>
      {refused === null ? null : (
        <Look title={t('desk.refused.title')} live>
          <p>{refusalSentence(t, refused)}</p>
        </Look>
      )}
      {stage.at === 'entry' ? <RootEntry worker={worker} portal={portal} onOpen={() => attempt(async () => ({ at: 'draft', draft: await draftRoster(worker()) }))} /> : null}
      {stage.at === 'stop' ? (
        <>
          <h1>{t('admin.roster.stop.title')}</h1>
          <Look title={t('admin.roster.stop.why')} kind="stop" live>
            <p>{t(`admin.roster.stop.${stopOf[stage.reason] ?? 'any'}`)}</p>
            <p>{t('admin.roster.stop.then')}</p>
          </Look>
        </>
      ) : null}
      {stage.at === 'draft' ? (
        <NextList
          // Ticks belong to the groups that were on the page: another draft starts without any.
          key={JSON.stringify(stage.draft)}
          draft={stage.draft}
          worker={worker}
          onSign={(choice) => attempt(async () => publish(await signRoster(worker(), stage.draft, choice)))}
          onLook={() => attempt(async () => ({ at: 'draft', draft: await draftRoster(worker()) }))}
        />
      ) : null}
      {stage.at === 'unsent' ? (
        <>
          <h1>{t('admin.roster.unsent.title')}</h1>
          <p className="lead">{t('admin.roster.unsent.text')}</p>
          <div className="row">
            <Action kind="on" onPress={() => void attempt(() => publish(stage.list))}>
              {t('admin.roster.unsent.go')}
            </Action>
          </div>
        </>
      ) : null}
      {stage.at === 'signed' ? (
        <>
          <h1>{t('admin.roster.done.title')}</h1>
          <p className="lead">{t('admin.roster.done.text')}</p>
          <p>{t('admin.roster.done.rekey')}</p>
          <div className="row">
            <Action kind="own" onPress={() => saveFile('root.key', stage.file)}>
              {t('admin.roster.done.save')}
            </Action>
          </div>
        </>
      ) : null}
    </div>
  )
}
