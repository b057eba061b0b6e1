import { useState } from 'react'
import { afterMessage, eventWrite } from '#db/model/desk-steps.ts'
import { referralTold } from '#db/model/referral.ts'
import type { CaseFile } from '#db/model/case-file.ts'
import { Action } from '#app/ui/field.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { newObject, useCase } from '../case/case-context.tsx'
import { workWrite } from '../case/case-writing.ts'
import { textIn } from '../case/form-values.ts'
import { Reads } from '../case/reads.tsx'
import { Sheet } from '../case/sheet.tsx'
import { isBegun, WorkForm, type FormValues } from '../case/work-form.tsx'

type Referral = CaseFile['referrals'][number]
const bases = ['consent', 'duty'] as const
/** Nobody has answered the reporter yet, here it is the state itself, or nothing more is done. */
const elsewhere: readonly string[] = ['RECEIVED', 'REFERRED', 'DECLINED', 'OUTCOME_GIVEN', 'CLOSED', 'ARCHIVED']

/** Other offices that were told while the team works on: with the reporter's consent or by law, by a copy in chosen words, and the reporter reads it at once. */
export function ReferralsPart() {
  const { t } = useWords()
  const { view, file, desk } = useCase()
  const keep = `referral ${view.caseId}`
  const [open, setOpen] = useState<string | null>(() => (isBegun(keep) ? 'new' : (file.referrals.find(({ entry }) => isBegun(`${keep} ${entry.object}`))?.entry.object ?? null)))
  const mayAdd = desk?.role === 'lead' && !elsewhere.includes(file.state)
  if (file.referrals.length === 0 && !mayAdd) return null
  return (
    <Sheet title={t('desk.referral.title')} lead={t('desk.referral.lead')}>
      {file.referrals.length === 0 ? null : (
        <ul className="things" data-things="referral">
          {file.referrals.map((one) => (
            <li key={one.entry.object}>
              <div className="thing-head">
                <div className="thing-what">
                  <strong>
                    <bdi>{one.body}</bdi>
                  </strong>
                  <span className="soft">{[t(`desk.referral.${one.basis}`), one.entry.name].join(' · ')}</span>
                </div>
                {one.answer === null && open === null && desk?.role === 'lead' ? (
                  <Action size="small" onPress={() => setOpen(one.entry.object)}>
                    {t('desk.referral.answered')}
                  </Action>
                ) : null}
              </div>
              {one.text === '' ? null : <p className="thing-words">{one.text}</p>}
              {one.answer === null ? <p className="soft">{t('desk.referral.waits')}</p> : <p className="thing-words">{`${t('desk.referral.answer')}: ${one.answer}`}</p>}
              {open === one.entry.object ? <AnswerForm keep={`${keep} ${one.entry.object}`} referral={one} onLeave={() => setOpen(null)} /> : null}
            </li>
          ))}
        </ul>
      )}
      {open === 'new' ? <ReferralForm keep={keep} onLeave={() => setOpen(null)} /> : null}
      {open === null && mayAdd ? (
        <div className="row">
          <Action size="small" onPress={() => setOpen('new')}>
            {t('desk.referral.add')}
          </Action>
        </div>
      ) : null}
    </Sheet>
  )
}

type FormProps = { keep: string; onLeave: () => void }

function ReferralForm({ keep, onLeave }: FormProps) {
  const { t, language } = useWords()
  const { view, facts, busy, send, reporter, org } = useCase()
  const copies = view.copies.filter(({ over }) => !over)

  async function save(values: FormValues): Promise<boolean> {
    const referral = { body: textIn(values, 'body'), basis: basisIn(values), copyId: textIn(values, 'copy'), text: textIn(values, 'text'), answer: null }
    const after = afterMessage({ ...facts, referral: referralTold(referral) }, null)
    return send({ writes: [eventWrite(after.event, language), workWrite({ kind: 'referral', object: newObject(), content: referral }, language)], columns: after.columns })
  }

  return (
    <WorkForm
      keep={keep}
      rows={[
        { name: 'body', kind: 'line', label: t('desk.step.body'), hint: t('desk.step.body.hint'), needed: t('desk.step.open.body') },
        { name: 'basis', kind: 'choice', label: t('desk.step.basis'), options: bases.map((basis) => [basis, t(`desk.step.basis.${basis}`)]), needed: t('desk.step.open.basis') },
        { name: 'copy', kind: 'choice', label: t('desk.step.copy'), hint: t(copies.length === 0 ? 'desk.step.copy.none' : 'desk.step.copy.hint'), options: copies.map((copy) => [copy.copyId, copy.purpose === '' ? t('desk.copy.nameless') : copy.purpose]), needed: t('desk.step.open.copy') },
        { name: 'text', kind: 'area', label: t('desk.work.note'), hint: t('desk.note.hidden') },
      ]}
      start={{ body: '', basis: '', copy: '', text: '' }}
      save={t('desk.referral.save')}
      busy={busy}
      onLeave={onLeave}
      onSave={save}
    >
      {(values) => (textIn(values, 'body') === '' || textIn(values, 'basis') === '' ? null : <Reads event={afterMessage({ ...facts, referral: referralTold({ body: textIn(values, 'body'), basis: basisIn(values) }) }, null).event} lang={language} reporter={reporter} org={org} />)}
    </WorkForm>
  )
}

// What the office said ends the waiting for it; what of it the reporter hears is written to them as a message.
function AnswerForm({ keep, referral, onLeave }: FormProps & { referral: Referral }) {
  const { t } = useWords()
  const { busy, saveWork } = useCase()
  const { entry, ...content } = referral
  return (
    <WorkForm
      keep={keep}
      rows={[{ name: 'answer', kind: 'area', label: t('desk.referral.answer'), hint: t('desk.referral.answer.hint'), needed: t('desk.work.text.open') }]}
      start={{ answer: '' }}
      save={t('desk.work.save')}
      busy={busy}
      onLeave={onLeave}
      onSave={(values) => saveWork([{ kind: 'referral', object: entry.object, content: { ...content, answer: textIn(values, 'answer') } }])}
    />
  )
}

function basisIn(values: FormValues): 'consent' | 'duty' {
  return textIn(values, 'basis') === 'duty' ? 'duty' : 'consent'
}
