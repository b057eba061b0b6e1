import { useLoaderData } from '@remix-run/react'
import { useEffect, useState } from 'react'
import { useDesk } from '#app/desk/desk-session.tsx'
import { refusalWord } from '#app/desk/requests.client.ts'
import { refusalSentence } from '#app/desk/sentences.ts'
import { noTexts, type OperatorTexts } from '#db/model/operator-texts.ts'
import { useWords } from '#app/ui/desk-words.tsx'
import { Action } from '#app/ui/field.tsx'
import { Look } from '#app/ui/look.tsx'
import { LanguageTexts } from './language-texts.tsx'
import { offeredLanguages } from './languages.server.ts'
import { readSettings, saveTexts, type SettingsAnswer } from './settings.client.ts'

export const handle = { audience: 'desk', js: true, states: ['filled', 'saved', 'refused'] }

export function loader() {
  return { languages: offeredLanguages() }
}

/** What the reporter's pages say in the operator's own words, per language. What is empty is left out there. */
export default function Settings() {
  const { t } = useWords()
  const { languages: offered } = useLoaderData<typeof loader>()
  const { worker, directory } = useDesk()
  const [answer, setAnswer] = useState<SettingsAnswer | null>(null)
  const [texts, setTexts] = useState<OperatorTexts>({})
  const [tag, setTag] = useState(offered[0]?.tag ?? 'en')
  const [refused, setRefused] = useState<string | null>(null)
  const [saved, setSaved] = useState(false)
  const [busy, setBusy] = useState(false)
  const lead = directory.desks.some((desk) => desk.role === 'lead')

  useEffect(() => {
    readSettings(worker).then(
      (read) => { setAnswer(read); setTexts(read.texts) },
      (error: unknown) => setRefused(refusalWord(error)),
    )
  }, [worker])

  async function save(): Promise<void> {
    setBusy(true)
    setRefused(null)
    try {
      await saveTexts(worker, texts)
      setSaved(true)
    } catch (error) {
      setRefused(refusalWord(error))
    }
    setBusy(false)
  }

  const complaint = refused === null ? null : (
    <Look title={t('desk.refused.title')} live>
      <p>{refusalSentence(t, refused)}</p>
    </Look>
  )
  if (answer === null) return complaint ?? <p role="status">{t('desk.opening')}</p>
  const chosen = offered.find((one) => one.tag === tag)
  return (
    <form className="stack narrow" noValidate onSubmit={(event) => { event.preventDefault(); if (lead && !busy) void save() }}>
      <h1>{t('admin.settings.title')}</h1>
      <p className="lead">{t('admin.settings.lead')}</p>
      <dl className="facts sheet">
        <dt>{t('admin.organisation.name')}</dt>
        <dd>
          <bdi>{answer.organisation}</bdi>
        </dd>
        <dt>{t('admin.organisation.operator')}</dt>
        <dd>{t(`admin.organisation.${answer.operator}`)}</dd>
        <dt>{t('admin.organisation.zone')}</dt>
        <dd>{answer.timeZone}</dd>
      </dl>
      <div className="views" role="group" aria-label={t('admin.settings.language')}>
        {offered.map((one) => (
          <Action key={one.tag} pressed={one.tag === tag} onPress={() => setTag(one.tag)}>
            <span lang={one.tag} dir={one.dir}>
              {one.name}
            </span>
          </Action>
        ))}
      </div>
      <LanguageTexts
        key={tag}
        language={tag}
        dir={chosen?.dir ?? 'ltr'}
        texts={texts[tag] ?? noTexts}
        onTexts={(own) => { setTexts({ ...texts, [tag]: own }); setSaved(false) }}
      />
      {complaint}
      <div className="row">
        <Action kind="on" submit notYet={!lead || busy}>
          {t('admin.settings.save')}
        </Action>
        <span className="soft" role="status">
          {!lead ? t('admin.settings.leadsOnly') : saved ? t('admin.settings.saved') : ''}
        </span>
      </div>
    </form>
  )
}
