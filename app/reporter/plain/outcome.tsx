import { phraseKey } from '#db/model/phrases.ts'
import type { TimelineEntry } from '#crypto/worker/views.ts'
import { useWords } from '#app/ui/words.tsx'
import { begunFlag, sayable } from '../read/told.ts'
import type { Told } from '../read/told.ts'
import { BoldDay, Cut, useSpeech } from './fill.tsx'
import { Send } from './parts.tsx'

type Event = Extract<TimelineEntry, { type: 'event' }>

/** The word above a step or a result: what began beside the state, or the state itself. */
export function StepLabel({ entry, timeline }: { entry: Event; timeline: readonly TimelineEntry[] }) {
  return <b>{useWords()(`state.${begunFlag(entry, timeline) ?? entry.fields.state ?? ''}.label`)}</b>
}

/** The sentence of a reason, without the part that names an office where none is named; empty where there is no reason. */
export function useReason(fields: Event['fields'] | null): string {
  const words = useWords()
  const { reason = '', body = '' } = fields ?? {}
  if (reason === '') return ''
  const template = words(`reason.${reason}`)
  return body === '' ? sayable(template, []) : template.replace('{body}', body)
}

/** A result in the order in which it is asked about: what was found, on which ground, what was done. */
export function Result({ entry }: { entry: Event }) {
  const { org } = useSpeech()
  const reason = useReason(entry.fields)
  const { finding, findings = '', points = '', remedies = '' } = entry.fields
  const values = { org: <bdi>{org}</bdi>, reason }
  const about = points.split('\n')
  return (
    <>
      {findings !== '' ? (
        <ol className="points">
          {findings.split(',').map((one, place) => (
            <li key={place}>
              <p className="said" dir="auto" lang={entry.lang === '' ? undefined : entry.lang}>
                {about[place] ?? ''}
              </p>
              <p>
                <Cut k={`finding.${one}`} values={values} />
              </p>
            </li>
          ))}
        </ol>
      ) : finding === undefined ? null : (
        <p>
          <Cut k={`finding.${finding}`} values={values} />
        </p>
      )}
      {reason === '' || finding === 'NOT_INVESTIGATED' ? null : <p>{reason}</p>}
      {remedies.split(',').filter((one) => one !== '').map((one) => (
        <p key={one}>
          <Cut k={`remedy.${one}`} values={values} />
        </p>
      ))}
    </>
  )
}

const verdicts = ['S29', 'S31', 'S30'] as const
const saidAs = { agrees: 'S29', partly: 'S31', disagrees: 'S30' } as const

/** Agreeing, agreeing with a part and disagreeing need no reason and no words; a person may change their mind until the day is over. */
export function VerdictButtons({ entry, told }: { entry: Event; told: Told }) {
  const words = useWords()
  const said = told.asksVerdict?.said ?? null
  const until = told.state.endDay ?? told.state.nextDay
  return (
    <div className="ready">
      <p className="hint">{words(entry.fields.state === 'REMEDY_PLAN' ? 'return.verdict.plan' : 'return.disagree.p')}</p>
      {said === null ? null : (
        <p>
          <Cut k="return.verdict.said" values={{ answer: words(phraseKey(saidAs[said])), ...(until === null ? {} : { date: <BoldDay day={until} /> }) }} />
        </p>
      )}
      <Answers ids={verdicts.filter((id) => said === null || id !== saidAs[said])} about={entry.key} />
    </div>
  )
}

/** Buttons that each send one ready sentence about the message with this key. */
export function Answers({ ids, about }: { ids: readonly string[]; about: string }) {
  const words = useWords()
  return (
    <div className="buttons">
      {ids.map((id) => (
        <Send key={id} text={words(phraseKey(id))} value={`ready ${id} ${about}`} />
      ))}
    </div>
  )
}
