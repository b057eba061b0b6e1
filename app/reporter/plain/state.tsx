import { Fragment } from 'react'
import type { Warning } from '#crypto/worker/views.ts'
import { Icon } from '#app/ui/icon.tsx'
import { Say, useWords } from '#app/ui/words.tsx'
import { valuesOf } from '../read/told.ts'
import type { Told } from '../read/told.ts'
import { BoldDay, Cut, useSpeech } from './fill.tsx'
import { useReason } from './outcome.tsx'

type Values = ReturnType<typeof valuesOf>

/** Where the matter stands and when there is news: first what is late, then what runs beside, then the state. */
export function State({ told }: { told: Told }) {
  const words = useWords()
  const { state, late, finished, nextDay } = told.state
  const named = told.asked !== null ? 'WAITING_REPORTER' : finished && state !== 'CLOSED' ? 'CLOSED' : state
  const values: Values = told.asked !== null ? (nextDay === null ? {} : { date: nextDay }) : named === state ? valuesOf(told) : {}
  return (
    <div id="state" className="state">
      {late && nextDay !== null ? <StateRows state="LATE" values={{ date: nextDay }} told={null} /> : null}
      {told.flags.map((flag) => (
        <StateRows key={flag} state={flag} values={flag === 'REFERRED' && told.referredDay !== null ? { ...valuesOf(told), date: told.referredDay } : valuesOf(told)} told={told} />
      ))}
      <StateRows state={named} values={values} told={named === state ? told : null} />
      {told.oneName ? <p>{words('return.view.oneName')}</p> : null}
      {told.asksVerdict?.said === 'disagrees' && state !== 'REMEDY_PLAN' ? <p>{words('return.disagree.p')}</p> : null}
      {!told.answered && nextDay !== null && !late ? (
        <p>
          <Say k="return.view.none" values={{ date: <BoldDay day={nextDay} /> }} />
        </p>
      ) : null}
    </div>
  )
}

function StateRows({ state, values: { date, due, body, places }, told }: { state: string; values: Values; told: Told | null }) {
  const words = useWords()
  const { places: listed } = useSpeech()
  const reason = useReason(told?.fields ?? null)
  const shown = {
    ...(date === undefined ? {} : { date: <BoldDay day={date} /> }),
    ...(due === undefined ? {} : { due: <BoldDay day={due} /> }),
    ...(reason === '' ? {} : { reason }),
    ...(body === undefined ? {} : { body: <bdi>{body}</bdi> }),
    ...(state === 'DECLINED' ? { places: <bdi>{places ?? (listed === '' ? words('common.help') : listed)}</bdi> } : {}),
  }
  return (
    <Fragment>
      <h2>{words(`state.${state}.label`)}</h2>
      <p>
        <Cut k={state === 'REFERRED' && told?.fields?.basis === 'law' ? 'state.REFERRED.law' : `state.${state}.text`} values={shown} />
      </p>
    </Fragment>
  )
}

/** Facts that the check of the conversation noticed and that stop nothing. */
export function Warnings({ warnings }: { warnings: readonly Warning[] }) {
  const words = useWords()
  if (warnings.length === 0) return null
  return (
    <div className="look" id="warnings">
      <h2>
        <Icon name="look" />
        {words('error.summary')}
      </h2>
      <ul>
        {warnings.map((warning, place) => (
          <li key={place}>
            <WarningWords warning={warning} />
          </li>
        ))}
      </ul>
    </div>
  )
}

function WarningWords({ warning }: { warning: Warning }) {
  if (warning.kind === 'old-roster') return <Say k="warn.oldRoster" values={{ date: <BoldDay day={warning.issuedDay} /> }} />
  if (warning.kind === 'restarted') return <Say k="warn.restarted" values={{ desk: <bdi>{warning.label}</bdi> }} />
  const own = warning.author.kind === 'reporter'
  // Her own words stand below and somebody must answer for cutting them; those of a team may be forged, and anybody may have cut them.
  const desk = warning.kind === 'cut' && own ? warning.by.label : warning.author.label
  return <Say k={own ? `warn.${warning.kind}.own` : `warn.${warning.kind}`} values={{ desk: <bdi>{desk}</bdi> }} />
}
