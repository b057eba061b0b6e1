import { stepsOf } from '#db/model/desk-steps.ts'
import { Action } from '#app/ui/field.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { stateKey } from '../inbox/rows.ts'
import { Block } from './block.tsx'
import { useCase } from './case-context.tsx'
import { emptyStep, stepChosen } from './draft.ts'
import { StateForm } from './state-form.tsx'
import { Protecting } from './protecting.tsx'
import { useDraft } from './use-draft.ts'

/** The state in the words that the reporter reads, what runs beside it, and the steps that lead on. */
export function StatePart() {
  const { t } = useWords()
  const { facts, desk, outside, view } = useCase()
  const [draft, setDraft] = useDraft()
  const steps = outside ? [] : stepsOf(facts.columns, desk?.role ?? 'handler')
  const step = draft.step.shown ? steps.find(({ verb }) => verb === draft.step.verb) : undefined
  return (
    <Block title={t('desk.side.state')}>
      <p>
        <strong>{t(stateKey(facts.columns))}</strong>
      </p>
      {outside ? null : <Protecting />}
      {step === undefined ? (
        <div className="row" data-steps>
          {steps.map((one, index) => (
            <Action key={one.verb} kind={index === 0 ? 'own' : 'plain'} onPress={() => setDraft((before) => ({ ...before, step: stepChosen(before.step, one.verb) }))}>
              {t(`desk.step.${one.verb}`)}
            </Action>
          ))}
          {steps.length === 0 ? <p className="soft">{t('desk.step.none')}</p> : null}
        </div>
      ) : (
        <StateForm
          // A form that is open begins anew when something was said, not when this desk only remembers that it has read.
          key={`${step.verb} ${view.timeline.length}`}
          step={step}
          draft={draft.step}
          onDraft={(part) => setDraft((before) => ({ ...before, step: { ...before.step, ...part } }))}
          onLeave={() => setDraft((before) => ({ ...before, step: { ...before.step, shown: false } }))}
          onDone={() => setDraft((before) => ({ ...before, step: emptyStep }))}
        />
      )}
    </Block>
  )
}
