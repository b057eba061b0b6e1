import { useState } from 'react'
import { Action } from '#app/ui/field.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { legalTags, type LegalTag } from '#db/model/legal-profiles.ts'
import { dayFromMachine, machineDay } from '#app/ui/days.ts'
import { useDesk } from '../desk-session.tsx'
import { refusalWord } from '../requests.client.ts'
import { refusalSentence } from '../sentences.ts'
import { linkAll } from '../investigation/link-cases.client.ts'
import { assignAll, remindAll, tagAll, type BulkResult } from './bulk.client.ts'
import type { OpenedRow } from './rows.ts'

type BulkBarProps = { rows: readonly OpenedRow[]; onDone: () => void; onClear: () => void; onPrint: () => void }

/** What may be done with several cases at once: small acts that can be taken back. The rest is decided case by case. */
export function BulkBar({ rows, onDone, onClear, onPrint }: BulkBarProps) {
  const { t, today, language } = useWords()
  const { worker, directory } = useDesk()
  const [member, setMember] = useState('')
  const [day, setDay] = useState(machineDay(today + 7))
  const [tag, setTag] = useState<LegalTag>(legalTags[0])
  const [told, setTold] = useState<BulkResult | null>(null)
  const [all, setAll] = useState(rows.length)
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const desks = directory.desks.filter((desk) => rows.some(({ row }) => row.deskId === desk.deskId))
  const members = [...new Map(desks.flatMap((desk) => desk.members.filter((one) => !one.removed).map((one) => [one.memberId, one.name] as const)))]
  const cases = new Set(rows.map(({ row }) => row.caseId)).size
  const reminder = dayFromMachine(day)
  const desksOf = (memberId: string) => new Set(directory.desks.filter((desk) => desk.members.some((one) => one.memberId === memberId && !one.removed)).map((desk) => desk.deskId))

  async function act(run: (onStep: (step: BulkResult) => void) => Promise<BulkResult>, of = rows.length): Promise<void> {
    setBusy(true)
    setAll(of)
    setRefused(null)
    setTold({ done: 0, left: 0 })
    try {
      setTold(await run(setTold))
      onDone()
    } catch (error) {
      setRefused(refusalWord(error))
    }
    setBusy(false)
  }

  return (
    <section className="sheet row bulk" aria-label={t('desk.bulk.title')}>
      <b>{t('desk.bulk.chosen', { n: rows.length })}</b>
      <select className="search" aria-label={t('desk.head.with')} value={member} onChange={(event) => setMember(event.target.value)}>
        <option value="">{t('desk.with.nobody')}</option>
        {members.map(([id, name]) => <option key={id} value={id}>{id === directory.memberId ? t('desk.with.me', { name }) : name}</option>)}
      </select>
      <Action size="small" notYet={busy} onPress={() => void act((onStep) => assignAll({ worker, directory }, rows, member === '' ? null : member, desksOf, language, onStep))}>
        {t('desk.bulk.assign')}
      </Action>
      <input className="search date-field" type="date" aria-label={t('desk.bulk.day')} min={machineDay(today + 1)} value={day} onChange={(event) => setDay(event.target.value)} />
      <Action size="small" notYet={busy || reminder === null || reminder <= today} onPress={() => void act((onStep) => remindAll({ worker, directory }, rows, reminder ?? today, language, onStep))}>
        {t('desk.bulk.remind')}
      </Action>
      <select className="search" aria-label={t('desk.bulk.tag')} value={tag} onChange={(event) => setTag(legalTags.find((one) => one === event.target.value) ?? tag)}>
        {legalTags.map((one) => <option key={one} value={one}>{t(`legalTag.${one}`)}</option>)}
      </select>
      <Action size="small" notYet={busy} onPress={() => void act((onStep) => tagAll({ worker, directory }, rows, tag, language, onStep))}>
        {t('desk.bulk.addTag')}
      </Action>
      <Action size="small" notYet={busy || cases < 2} onPress={() => void act((onStep) => linkAll({ worker, directory }, rows, language, onStep), cases - 1)}>
        {t('desk.bulk.link')}
      </Action>
      <Action size="small" onPress={onPrint}>{t('desk.bulk.print')}</Action>
      <Action size="small" onPress={onClear}>{t('desk.bulk.clear')}</Action>
      <span className="soft" role="status">
        {refused !== null ? refusalSentence(t, refused) : told === null ? t('desk.bulk.hint') : t('desk.bulk.progress', { done: told.done, left: told.left, all })}
      </span>
    </section>
  )
}
