import { useState } from 'react'
import { Action, Field } from '#app/ui/field.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { dayFromMachine, machineDay } from '#app/ui/days.ts'
import { useDesk } from '../desk-session.tsx'
import { refusalWord } from '../requests.client.ts'
import { refusalSentence } from '../sentences.ts'
import { amountFrom, currencies, giftAnswers, giftDirections, type GiftRow } from './gift-rows.ts'
import { keepGift, type EntryPlace, type KeptGift } from './register.client.ts'

/** The register of gifts: a line is written, and written anew; none is taken out. */
export function GiftRegister({ rows, onChanged }: { rows: readonly KeptGift[]; onChanged: () => void }) {
  const { t, days, language } = useWords()
  const [edited, setEdited] = useState<KeptGift | 'new' | null>(null)
  const number = new Intl.NumberFormat(language)
  return (
    <>
      <p className="lead">{t('desk.gift.lead')}</p>
      {edited === null ? (
        <div className="row"><Action kind="on" onPress={() => setEdited('new')}>{t('desk.gift.add')}</Action></div>
      ) : (
        <GiftForm key={edited === 'new' ? '' : edited.place.recordId} kept={edited === 'new' ? null : edited} onDone={() => { setEdited(null); onChanged() }} onLeave={() => setEdited(null)} />
      )}
      {rows.length === 0 ? <p className="sheet">{t('desk.gift.empty')}</p> : (
        <div className="sheet">
          <table className="list register">
            <caption className="unseen">{t('desk.register.gifts')}</caption>
            <thead>
              <tr>
                {(['day', 'direction', 'from', 'to', 'what', 'value', 'answer'] as const).map((head) => <th key={head} scope="col">{t(`desk.register.head.${head}`)}</th>)}
                <th scope="col"><span className="unseen">{t('desk.gift.change')}</span></th>
              </tr>
            </thead>
            <tbody>
              {rows.map((kept) => (
                <tr key={kept.place.recordId}>
                  <th scope="row">{days.short(kept.gift.day)}</th>
                  <td data-label={t('desk.register.head.direction')}>{t(`desk.gift.direction.${kept.gift.direction}`)}</td>
                  <td data-label={t('desk.register.head.from')} data-empty={kept.gift.from === '' || undefined}><bdi>{kept.gift.from}</bdi></td>
                  <td data-label={t('desk.register.head.to')} data-empty={kept.gift.to === '' || undefined}><bdi>{kept.gift.to}</bdi></td>
                  <td data-label={t('desk.register.head.what')}><bdi>{kept.gift.what}</bdi></td>
                  <td data-label={t('desk.register.head.value')} data-empty={kept.gift.value === null || undefined}>{kept.gift.value === null ? <span className="soft">–</span> : <>{number.format(kept.gift.value)} {kept.gift.currency}</>}</td>
                  <td data-label={t('desk.register.head.answer')}>{t(`desk.gift.answer.${kept.gift.answer}`)}</td>
                  <td><Action size="small" onPress={() => setEdited(kept)}>{t('desk.gift.change')}</Action></td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  )
}

type Typed = Record<'day' | 'direction' | 'answer' | 'from' | 'to' | 'what' | 'value' | 'currency' | 'number' | 'text', string>

function GiftForm({ kept, onDone, onLeave }: { kept: KeptGift | null; onDone: () => void; onLeave: () => void }) {
  const { t, today } = useWords()
  const { worker, directory } = useDesk()
  const [typed, setTyped] = useState<Typed>(() => typedOf(kept?.gift ?? null, machineDay(today)))
  const [pressed, setPressed] = useState(false)
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const day = dayFromMachine(typed.day)
  const value = amountFrom(typed.value)
  const open = { day: day === null, what: typed.what.trim() === '', value: value === undefined }
  const set = (name: keyof Typed) => (event: { target: { value: string } }) => setTyped({ ...typed, [name]: event.target.value })
  const place: EntryPlace | null = kept?.place ?? null

  async function save(): Promise<void> {
    setPressed(true)
    if (day === null || value === undefined || open.what || busy) return
    setBusy(true)
    setRefused(null)
    try {
      await keepGift(worker, directory, { ...trimmed(typed), day, value, direction: giftDirections.find((one) => one === typed.direction) ?? 'received', answer: giftAnswers.find((one) => one === typed.answer) ?? 'offered' }, place)
      onDone()
    } catch (error) {
      setRefused(refusalWord(error))
      setBusy(false)
    }
  }

  return (
    <form className="sheet stack" data-gift onSubmit={(event) => { event.preventDefault(); void save() }}>
      <h2>{t(kept === null ? 'desk.gift.add' : 'desk.gift.change')}</h2>
      <div className="pair">
        <Field label={t('desk.register.head.day')} look={pressed && open.day ? t('desk.gift.open.day') : undefined}>{(ids) => <input {...ids} type="date" value={typed.day} onChange={set('day')} />}</Field>
        <Field label={t('desk.register.head.direction')}>{(ids) => <select {...ids} value={typed.direction} onChange={set('direction')}>{giftDirections.map((one) => <option key={one} value={one}>{t(`desk.gift.direction.${one}`)}</option>)}</select>}</Field>
        <Field label={t('desk.register.head.answer')}>{(ids) => <select {...ids} value={typed.answer} onChange={set('answer')}>{giftAnswers.map((one) => <option key={one} value={one}>{t(`desk.gift.answer.${one}`)}</option>)}</select>}</Field>
      </div>
      <div className="pair">
        <Field label={t('desk.register.head.from')}>{(ids) => <input {...ids} value={typed.from} onChange={set('from')} autoComplete="off" />}</Field>
        <Field label={t('desk.register.head.to')}>{(ids) => <input {...ids} value={typed.to} onChange={set('to')} autoComplete="off" />}</Field>
        <Field label={t('desk.register.head.what')} look={pressed && open.what ? t('desk.gift.open.what') : undefined}>{(ids) => <input {...ids} value={typed.what} onChange={set('what')} autoComplete="off" />}</Field>
      </div>
      <div className="pair">
        <Field label={t('desk.register.head.value')} look={pressed && open.value ? t('desk.gift.open.value') : undefined}>{(ids) => <input {...ids} value={typed.value} onChange={set('value')} autoComplete="off" inputMode="numeric" />}</Field>
        <Field label={t('desk.register.head.currency')}>{(ids) => <select {...ids} value={typed.currency} onChange={set('currency')}>{currencies.map((one) => <option key={one} value={one}>{one}</option>)}</select>}</Field>
        <Field label={t('desk.register.head.number')}>{(ids) => <input {...ids} value={typed.number} onChange={set('number')} autoComplete="off" placeholder="T-0000" />}</Field>
      </div>
      <Field label={t('desk.register.head.text')} hint={t('desk.gift.text.hint')}>{(ids) => <textarea {...ids} rows={2} dir="auto" value={typed.text} onChange={set('text')} autoComplete="off" />}</Field>
      {refused === null ? null : <p role="alert">{refusalSentence(t, refused)}</p>}
      <div className="row">
        <Action kind="on" submit notYet={busy}>{t('desk.gift.save')}</Action>
        <Action onPress={onLeave}>{t('desk.gift.leave')}</Action>
        <span className="soft">{t('desk.gift.entry')}</span>
      </div>
    </form>
  )
}

function typedOf(gift: GiftRow | null, day: string): Typed {
  if (gift === null) return { day, direction: 'received', answer: 'declined', from: '', to: '', what: '', value: '', currency: 'JPY', number: '', text: '' }
  return { ...gift, day: machineDay(gift.day), value: gift.value === null ? '' : String(gift.value) }
}

function trimmed(typed: Typed): Typed {
  return { ...typed, from: typed.from.trim(), to: typed.to.trim(), what: typed.what.trim(), number: typed.number.trim(), text: typed.text.trim() }
}
