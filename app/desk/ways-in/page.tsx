import { useCallback, useEffect, useState } from 'react'
import type { WayIn } from '#crypto/worker/calls-keys.ts'
import { KeyIcon } from '#app/ui/desk-icons.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { Action } from '#app/ui/field.tsx'
import { Look } from '#app/ui/look.tsx'
import { useDesk } from '../desk-session.tsx'
import { refusalWord } from '../requests.client.ts'
import { refusalSentence } from '../sentences.ts'
import { addPasskey, dropPasskey, waysOf } from './ways.client.ts'

export const handle = { audience: 'desk', js: true, states: ['list', 'added', 'removed', 'refused'] }

type Change = { busy: 'add' | 'drop' } | { done: 'added' | 'removed' } | { refused: string } | null

/** How this member gets in: phrase and printed code always, and passkeys of devices that are theirs alone. */
export default function WaysInPage() {
  const { t } = useWords()
  const { worker, directory, organisation } = useDesk()
  const [ways, setWays] = useState<readonly WayIn[] | null>(null)
  const [change, setChange] = useState<Change>(null)

  const load = useCallback(async () => setWays((await waysOf(worker, directory.name)).ways), [worker, directory.name])
  useEffect(() => {
    load().catch((error: unknown) => setChange({ refused: refusalWord(error) }))
  }, [load])

  async function attempt(busy: 'add' | 'drop', done: 'added' | 'removed', task: () => Promise<void>): Promise<void> {
    setChange({ busy })
    try {
      await task()
      await load()
      setChange({ done })
    } catch (error) {
      setChange({ refused: refusalWord(error) })
    }
  }

  const busy = change !== null && 'busy' in change
  const passkeys = (ways ?? []).filter((way) => way.kind === 'passkey')
  return (
    <div className="stack narrow">
      <h1>{t('admin.ways.title')}</h1>
      <p className="lead">{t('admin.ways.lead')}</p>
      {change !== null && 'refused' in change ? (
        <Look title={t('desk.refused.title')} live>
          <p>{refusalSentence(t, change.refused)}</p>
        </Look>
      ) : null}
      <p className="say" role="status">
        {change !== null && 'done' in change ? t(`admin.ways.${change.done}`) : ''}
      </p>
      {ways === null ? null : (
        <ul className="sheet ways">
          {(['phrase', 'code'] as const).filter((kind) => ways.some((way) => way.kind === kind)).map((kind) => (
            <li key={kind}>
              <KeyIcon />
              <strong>{t(`admin.ways.${kind}`)}</strong>
              <span className="soft">{t('admin.ways.stays')}</span>
            </li>
          ))}
          {passkeys.map((way, index) => (
            <li key={way.head} data-way="passkey">
              <KeyIcon />
              <strong>{t('admin.ways.passkey', { n: index + 1 })}</strong>
              <Action size="small" notYet={busy} onPress={() => void attempt('drop', 'removed', () => dropPasskey(worker, directory.name, way.head))}>
                {t('admin.ways.remove')} <span className="unseen">{t('admin.ways.passkey', { n: index + 1 })}</span>
              </Action>
            </li>
          ))}
          {passkeys.length === 0 ? <li className="soft">{t('admin.ways.none')}</li> : null}
        </ul>
      )}
      <section className="sheet">
        <h2>{t('admin.ways.add.title')}</h2>
        <p>{t('admin.ways.add.text')}</p>
        <div className="row">
          <Action kind="on" notYet={busy || ways === null} onPress={() => void attempt('add', 'added', () => addPasskey(worker, { name: directory.name, organisation }))}>
            {t('admin.ways.add.go')}
          </Action>
          <span className="soft" role="status">
            {change !== null && 'busy' in change && change.busy === 'add' ? t('admin.ways.add.busy') : ''}
          </span>
        </div>
      </section>
    </div>
  )
}
