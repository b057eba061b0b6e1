import { useCallback, useState } from 'react'
import { clockRuleRows } from '#db/model/clock-rules.ts'
import { dayFromMachine, machineDay } from '#app/ui/days.ts'
import { Action } from '#app/ui/field.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { textIn } from '../case/form-values.ts'
import { isBegun, WorkForm, type FormValues } from '../case/work-form.tsx'
import { useDesk } from '../desk-session.tsx'
import { keepRecord, loadRecords } from '../records.client.ts'
import { refusalWord } from '../requests.client.ts'
import { useLoaded } from '../room-page.tsx'
import { refusalSentence } from '../sentences.ts'
import { nextReviewDay, reviewContent, reviewFrom } from './review.ts'

const keep = 'effectiveness'

/** The clock of the organisation: by when somebody has to look again at whether the procedure works, and the reviews that were signed. */
export function ReviewPart() {
  const { t, days, today } = useWords()
  const { worker, directory } = useDesk()
  const desks = directory.desks.filter(({ canRead }) => canRead)
  const load = useCallback(async () => {
    const found = await Promise.all(directory.desks.filter(({ canRead }) => canRead).map((desk) => loadRecords(worker, desk.deskId, 'register')))
    return found.flat().flatMap(({ content }) => reviewFrom(content) ?? []).toSorted((a, b) => b.day - a.day)
  }, [worker, directory])
  const { shown, refused, again } = useLoaded(load)
  const [open, setOpen] = useState(isBegun(keep))
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<string | null>(null)
  const [deskId] = desks.map((desk) => desk.deskId)
  const due = shown === null ? null : nextReviewDay(shown)
  const row = clockRuleRows['LK-REV']

  async function save(values: FormValues): Promise<boolean> {
    const day = dayFromMachine(textIn(values, 'date'))
    if (day === null || day > today || deskId === undefined) return false
    setBusy(true)
    setFailed(null)
    try {
      const content = reviewContent({ day, cause: textIn(values, 'cause') === 'cause' ? 'cause' : 'yearly', by: directory.name, text: textIn(values, 'text') })
      await keepRecord(worker, { deskId, kind: 'register', recordId: null, version: 0, own: false, caseId: null, content })
      again()
      return true
    } catch (error) {
      setFailed(refusalWord(error))
      return false
    } finally {
      setBusy(false)
    }
  }

  if (shown === null) return refused === null ? null : <p role="alert">{refusalSentence(t, refused)}</p>
  return (
    <section className="sheet stack" data-review>
      <div>
        <h2>{t('clock.LK-REV')}</h2>
        <p className="soft">{[row.source, row.verifiedOn === null ? t('desk.sort.unverified') : t('desk.clocks.verified', { date: row.verifiedOn })].join(' · ')}</p>
      </div>
      <p>{due === null ? t('desk.yearly.never') : <strong className={due < today ? 'late' : undefined}>{due < today ? t('desk.date.lateLong', { date: days.long(due), days: days.count(today - due) }) : t('desk.date.long', { date: days.long(due), distance: days.distance(due) })}</strong>}</p>
      {shown.length === 0 ? null : (
        <ul className="things">
          {shown.map((review) => (
            <li key={`${review.day} ${review.text}`}>
              <div className="thing-what">
                <strong>{days.long(review.day)}</strong>
                <span className="soft">{[t(`desk.yearly.cause.${review.cause}`), review.by].join(' · ')}</span>
              </div>
              <p className="thing-words">{review.text}</p>
            </li>
          ))}
        </ul>
      )}
      {failed === null ? null : <p role="alert">{refusalSentence(t, failed)}</p>}
      {open ? (
        <WorkForm
          keep={keep}
          rows={[
            { name: 'date', kind: 'day', label: t('desk.yearly.day'), hint: t('desk.yearly.day.hint'), needed: t('desk.work.day.open') },
            { name: 'cause', kind: 'choice', label: t('desk.yearly.cause'), options: (['yearly', 'cause'] as const).map((cause) => [cause, t(`desk.yearly.cause.${cause}`)]) },
            { name: 'text', kind: 'area', label: t('desk.yearly.what'), hint: t('desk.yearly.what.hint'), needed: t('desk.work.text.open') },
          ]}
          start={{ date: machineDay(today), cause: 'yearly', text: '' }}
          save={t('desk.work.save')}
          busy={busy}
          onLeave={() => setOpen(false)}
          onSave={save}
        />
      ) : (
        <div className="row">
          <Action size="small" onPress={() => setOpen(true)}>
            {t('desk.yearly.add')}
          </Action>
        </div>
      )}
    </section>
  )
}
