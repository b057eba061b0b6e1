import type { ReactNode } from 'react'
import { answersTo } from '#db/model/questions.ts'
import { tileIds } from '#db/model/tiles.ts'
import type { Team } from '#crypto/worker/views.ts'
import { Choice } from '#app/ui/choice.tsx'
import { useWithOrg, useWords } from '#app/ui/words.tsx'
import type { Given } from './answers.ts'

// The questions of the form with scripts, in their order, all at once: names and values are those of the payload.

export function Questions({ given, teams, org }: { given: Given; teams: readonly Team[]; org: string | null }) {
  const words = useWords()
  const withOrg = useWithOrg(org)
  const some = (k: string, values: readonly string[]) => values.map((value) => ({ value, text: words(`${k}.${value}`) }))
  const unsure = [{ value: 'notKnow', text: words('common.notKnow') }, { value: 'notSay', text: words('common.notSay') }]
  const [part] = withOrg({ part: 'q4.part' })
  return (
    <>
      <Question h={words('q2.h')} hint={words('q2.hint')}>
        <Several name="tiles" given={given} options={tileIds.map((tile) => ({ value: tile, text: <TileWords tile={tile} /> }))} />
        <Below h={`${words('tile.treatment.label')} – ${words('q2.touch.h')}`}>
          <One name="touch" given={given} options={some('q2.touch', answersTo.touch)} />
        </Below>
        <Below h={words('q2.reader.h')}>
          <One name="reader" given={given} options={some('q2.reader', answersTo.reader)} />
        </Below>
        <Below h={`${words('tile.else.label')} – ${words('q2.other.h')}`}>
          <One name="nearest" given={given} options={answersTo.nearest.flatMap((value) => (value === 'business' ? withOrg({ business: 'q2.other.business' }) : some('q2.other', [value])))} />
        </Below>
      </Question>
      <Question h={words('q3.h')} id="h-text" hint={words('q3.hint')}>
        <p className="hint">{words('q3.more')}</p>
        <textarea name="text" aria-labelledby="h-text" autoComplete="off" spellCheck={false} autoCapitalize="none" translate="no" dir="auto" rows={8} defaultValue={given['text']?.[0]} />
        <p className="hint">{words('q3.enough')}</p>
      </Question>
      <Question h={words('q1.h')} hint={words('q1.hint')}>
        <One name="danger" given={given} options={some('q1', answersTo.danger)} />
      </Question>
      <Question h={words('q5.h')} hint={words('q5.hint')}>
        <Several
          name="who"
          given={given}
          options={[...some('q5', ['coworker', 'supervisor', 'owner', 'broker']), ...withOrg({ buying: 'q5.buying', director: 'q5.director' }), ...some('q5', ['readers', 'other']), ...unsure]}
        />
        <Below h={words('q5.readers.which')}>
          <Several name="whoTeams" given={given} options={teams.map(({ id, label }) => ({ value: id, text: <bdi>{label}</bdi> }))} />
        </Below>
      </Question>
      <Question h={words('q4.h')} id="h-place" hint={words('q4.hint')}>
        <input name="place" aria-labelledby="h-place" autoComplete="off" spellCheck={false} autoCapitalize="none" translate="no" dir="auto" defaultValue={given['place']?.[0]} />
        <Line name="employer" label={words('q4.employer')} given={given} />
        {part === undefined ? null : <Line name="part" label={part.text} given={given} />}
      </Question>
      <Question h={words('q8.h')} hint={words('q8.hint')}>
        <One name="contact" given={given} options={some('q8', answersTo.contact)} />
        <p className="why">{words('q8.no.then')}</p>
        <p>{words('q8.danger')}</p>
      </Question>
      <Question h={words('q6.h')}>
        <One name="still" given={given} options={[...some('q6', ['now', 'month', 'earlier']), ...unsure]} />
      </Question>
      <Question h={words('q7.h')} hint={words('q7.hint')}>
        <p>{words('q7.few')}</p>
        <One
          name="relation"
          given={given}
          options={[...some('q7', ['works', 'worked', 'family', 'union']), ...withOrg({ supplier: 'q7.supplier', org: 'q7.org' }), ...some('q7', ['near']), { value: 'notSay', text: words('common.notSay') }]}
        />
        <Below h={words('q7.more.h')}>
          <Several name="relationMore" given={given} options={some('q7.more', answersTo.relationMore)} />
        </Below>
      </Question>
      <Question h={words('q9.h')} hint={words('q9.hint')}>
        <Several name="help" given={given} options={some('q9', answersTo.help)} />
      </Question>
    </>
  )
}

type Option = { readonly value: string; readonly text: ReactNode }
type Asked = { name: string; given: Given; options: readonly Option[] }

function Question({ h, id, hint, children }: { h: string; id?: string; hint?: string; children: ReactNode }) {
  return (
    <fieldset className="ruled">
      <legend id={id}>{h}</legend>
      {hint === undefined ? null : <p className="hint">{hint}</p>}
      {children}
    </fieldset>
  )
}

/** A question below an answer; its answer counts only beside that one. */
function Below({ h, children }: { h: string; children: ReactNode }) {
  return (
    <fieldset className="sub">
      <legend>{h}</legend>
      {children}
    </fieldset>
  )
}

function One(asked: Asked) {
  return <Options {...asked} several={false} />
}

function Several(asked: Asked) {
  return <Options {...asked} several />
}

function Options({ name, given, options, several }: Asked & { several: boolean }) {
  return (
    <>
      {options.map(({ value, text }) => (
        // A line of its own also where no sheet is read.
        <div key={value}>
          <Choice name={name} value={value} several={several} chosen={given[name]?.includes(value) === true}>
            {text}
          </Choice>
        </div>
      ))}
    </>
  )
}

function TileWords({ tile }: { tile: string }) {
  const words = useWords()
  return (
    <>
      <b>{words(`tile.${tile}.label`)}</b> <small>{words(`tile.${tile}.signs`)}</small>
    </>
  )
}

function Line({ name, label, given }: { name: string; label: ReactNode; given: Given }) {
  return (
    <label className="label">
      {label}
      <input name={name} autoComplete="off" spellCheck={false} autoCapitalize="none" translate="no" dir="auto" defaultValue={given[name]?.[0]} />
    </label>
  )
}
