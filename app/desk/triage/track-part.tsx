import { giftAnswers, giftDirections, currencies } from '#db/model/gifts.ts'
import { tracks, type Track } from '#db/model/work-intake.ts'
import { theCase } from '#db/model/work-records.ts'
import { useWords } from '#app/ui/desk-words.tsx'
import { useCase } from '../case/case-context.tsx'
import { dayIn, dayText, textIn } from '../case/form-values.ts'
import { Single } from '../case/single.tsx'
import type { FieldRow, FormValues } from '../case/work-form.tsx'
import { amountFrom } from '../register/gift-rows.ts'
import { workFacts } from '../case/work-facts.ts'

/** A report, or a question that is answered on the short path: from triage straight to the answer. A gift needs its line for the register. */
export function TrackPart() {
  const { t, days, language } = useWords()
  const { file, view, org } = useCase()
  const { inquiry } = file
  const gift = inquiry?.gift ?? null
  const facts = inquiry === null ? [] : workFacts({ kind: 'inquiry', value: inquiry, dropped: null }, { t, days, language, org, memberName: () => '', caseNumber: () => '', allegation: () => '' })
  const giftRows: FieldRow[] = [
    { name: 'what', kind: 'line', label: t('desk.register.head.what'), hint: t('desk.inquiry.gift.hint') },
    { name: 'day', kind: 'day', label: t('desk.register.head.day') },
    { name: 'direction', kind: 'choice', label: t('desk.register.head.direction'), options: giftDirections.map((one) => [one, t(`desk.gift.direction.${one}`)]) },
    { name: 'answer', kind: 'choice', label: t('desk.register.head.answer'), options: giftAnswers.map((one) => [one, t(`desk.gift.answer.${one}`)]) },
    { name: 'from', kind: 'line', label: t('desk.register.head.from') },
    { name: 'to', kind: 'line', label: t('desk.register.head.to') },
    { name: 'value', kind: 'line', label: t('desk.register.head.value'), hint: t('desk.gift.open.value') },
    { name: 'currency', kind: 'choice', label: t('desk.register.head.currency'), options: currencies.map((one) => [one, one]) },
  ]
  const rows: FieldRow[] = [
    { name: 'track', kind: 'choice', label: t('desk.inquiry.track'), options: tracks.map((one) => [one, t(`desk.inquiry.track.${one}`)]) },
    { name: 'text', kind: 'area', label: t('desk.inquiry.text'), hint: t('desk.note.hidden') },
    ...giftRows.map((row): FieldRow => ({ ...row, when: (values) => trackIn(values) === 'gift' })),
  ]
  return (
    <Single
      kind="inquiry"
      object={theCase}
      title={t('desk.inquiry.title')}
      lead={t('desk.inquiry.lead')}
      thing={inquiry}
      add={t('desk.inquiry.add')}
      rows={rows}
      start={{
        track: inquiry?.track ?? 'transaction', text: inquiry?.text ?? '', what: gift?.what ?? '', day: dayText(gift?.day ?? view.day), direction: gift?.direction ?? 'offered', answer: gift?.answer ?? 'declined',
        from: gift?.from ?? '', to: gift?.to ?? '', value: gift?.value == null ? '' : String(gift.value), currency: gift?.currency ?? 'JPY',
      }}
      content={(values) => ({ track: trackIn(values), text: textIn(values, 'text'), gift: giftIn(values, view.day) })}
    >
      {facts.length === 0 ? null : (
        <dl className="facts">
          {facts.map(([label, words]) => (
            <div key={label} className="fact">
              <dt>{label}</dt>
              <dd>{words}</dd>
            </div>
          ))}
        </dl>
      )}
    </Single>
  )
}

function trackIn(values: FormValues): Track {
  return tracks.find((one) => one === textIn(values, 'track')) ?? 'report'
}

// Nothing is entered before somebody says what it was; a value that is no number is left open rather than guessed.
function giftIn(values: FormValues, asked: number): unknown {
  if (trackIn(values) !== 'gift' || textIn(values, 'what') === '') return null
  const { direction, answer, currency } = values
  return { day: dayIn(values, 'day') ?? asked, direction, answer, currency, from: textIn(values, 'from'), to: textIn(values, 'to'), what: textIn(values, 'what'), value: amountFrom(textIn(values, 'value')) ?? null }
}
