import { useEffect, useRef, useState } from 'react'
import { isDowngrade, weigh } from '#db/model/severity.ts'
import { Action, Field } from '#app/ui/field.tsx'
import { Look } from '#app/ui/look.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { clocksOfLaws } from '../case/case-clock-acts.ts'
import { newObject, useCase } from '../case/case-context.tsx'
import { Sheet } from '../case/sheet.tsx'
import { AllegationFields } from './allegation-fields.tsx'
import { ClocksPart } from './clocks-part.tsx'
import { LawFields } from './law-fields.tsx'
import { ContactFields, DetrimentFields } from './people-fields.tsx'
import { ProtectivePart } from './protective-part.tsx'
import { SeverityFields } from './severity-fields.tsx'
import { draftFrom, emptyAllegation, inputsFrom, openIn, withAllegation, withoutAllegation, type TriageDraft } from './triage-draft.ts'
import { useSaveTriage } from './save-triage.ts'
import { TrackPart } from './track-part.tsx'
import { WithdrawalPart } from './withdrawal-part.tsx'

const kept = new Map<string, TriageDraft>()

/** Weighing a case: one form, signed as one record for each thing that changed, together with the clocks it sets. */
export function TriagePart() {
  const { t } = useWords()
  const room = useCase()
  const { view, file, busy, outside } = room
  const form = useRef<HTMLFormElement>(null)
  const [draft, setDraft] = useState<TriageDraft>(() => kept.get(view.caseId) ?? draftFrom(file, newObject))
  const [presses, setPresses] = useState(0)
  const save = useSaveTriage()
  const look = presses > 0
  const open = openIn(draft)
  const inputs = inputsFrom(draft.severity)
  const milder = inputs !== null && file.severity !== null && isDowngrade(file.severity, weigh(inputs))
  const lawsOf = draft.legal.profiles.join(' ')
  // New clocks get fresh ids: the list is made anew only when the laws or the case change.
  const [laws, setLaws] = useState(() => clocksOfLaws(room, draft.legal.profiles))
  useEffect(() => setLaws(clocksOfLaws(room, draft.legal.profiles)), [lawsOf, room.clocks])

  useEffect(() => {
    if (presses > 0) form.current?.querySelector<HTMLElement>('[aria-invalid], [data-look] input')?.focus()
  }, [presses])

  function change(next: TriageDraft): void {
    kept.set(view.caseId, next)
    setDraft(next)
  }

  async function send(): Promise<void> {
    if (busy) return
    const whyLacks = milder && draft.why.trim() === ''
    const codeLacks = open.includes('desk.sort.open.code')
    if (whyLacks || codeLacks) return setPresses(presses + 1)
    if (!(await save(draft, { milder, laws }))) return
    kept.delete(view.caseId)
    setPresses(0)
  }

  if (outside) return <p className="soft">{t('desk.outside.text')}</p>
  return (
    <>
      <form ref={form} className="part" noValidate data-triage onSubmit={(event) => { event.preventDefault(); void send() }}>
        <Sheet title={t('desk.sort.allegations')} lead={t('desk.sort.allegations.lead')}>
          {draft.allegations.map((allegation, index) => (
            <AllegationFields
              key={allegation.object}
              allegation={allegation}
              n={index + 1}
              alone={draft.allegations.length === 1}
              look={look && allegation.code === '' ? t('desk.sort.open.code') : undefined}
              onChange={(changed) => change(withAllegation(draft, changed))}
              onRemove={() => change(withoutAllegation(draft, allegation.object))}
            />
          ))}
          <div className="row">
            <Action size="small" onPress={() => change({ ...draft, allegations: [...draft.allegations, emptyAllegation(newObject(), draft.allegations.length === 0)] })}>
              {t('desk.sort.add')}
            </Action>
          </div>
        </Sheet>
        <Sheet title={t('desk.sort.severity')} lead={t('desk.sort.severity.lead')}>
          <SeverityFields draft={draft.severity} codes={draft.allegations.map(({ code }) => code)} look={look} onChange={(severity) => change({ ...draft, severity })} />
          {milder ? (
            <Look title={t('desk.sort.milder.title')}>
              <p>{t('desk.sort.milder.text')}</p>
              <Field label={t('desk.sort.milder.why')} look={look && draft.why.trim() === '' ? t('desk.sort.milder.open') : undefined}>
                {(ids) => <textarea {...ids} rows={2} dir="auto" maxLength={20_000} autoComplete="off" spellCheck={false} translate="no" value={draft.why} onChange={(event) => change({ ...draft, why: event.target.value })} />}
              </Field>
            </Look>
          ) : null}
        </Sheet>
        <Sheet title={t('desk.sort.contact.title')} lead={t('desk.sort.contact.lead')}>
          <ContactFields draft={draft.contact} look={look} onChange={(contact) => change({ ...draft, contact })} />
        </Sheet>
        <Sheet title={t('desk.sort.detriment')} lead={t('desk.sort.detriment.lead')}>
          <DetrimentFields draft={draft.detriment} look={look} onChange={(detriment) => change({ ...draft, detriment })} />
        </Sheet>
        <Sheet title={t('desk.sort.law')} lead={t('desk.sort.law.lead')}>
          <LawFields draft={draft.legal} changes={laws} onChange={(legal) => change({ ...draft, legal })} />
        </Sheet>
        <div className="save-bar">
          <Action kind="on" submit notYet={busy}>
            {t(milder ? 'desk.sort.saveAndPropose' : 'desk.sort.save')}
          </Action>
          <span className="soft" role="status">
            {busy ? t('desk.write.sending') : open.length === 0 ? t('desk.sort.complete') : `${t('desk.sort.stillOpen')} ${open.map((key) => t(key)).join(' ')}`}
          </span>
        </div>
      </form>
      <TrackPart />
      <WithdrawalPart />
      <ProtectivePart />
      <ClocksPart />
    </>
  )
}
