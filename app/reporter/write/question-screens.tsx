import { Fragment } from 'react'
import { answersTo } from '#db/model/questions.ts'
import { tileIds } from '#db/model/tiles.ts'
import { Choices, Tile } from '#app/ui/choice.tsx'
import { FieldLook } from '#app/ui/please-look.tsx'
import { ReadersBar } from '#app/ui/readers-list.tsx'
import { useWithOrg, useWords } from '#app/ui/words.tsx'
import { Button, Line, QuestionButtons, Screen } from './screen.tsx'

// The order of the questions: what and what happened first, because after them everything may be left out.
// Names and values are those of the payload, from db/model/questions.ts.

export function AboutScreen({ org }: { org: string | null }) {
  const words = useWords()
  return (
    <Screen
      id="about"
      heading={words('q2.h')}
      hint={words('q2.hint')}
      buttons={
        <>
          <Button does="on" text={words('common.continue')} on />
          <Button does="skip" text={words('common.skip')} />
        </>
      }
    >
      <div role="group" aria-labelledby="h-about">
        {tileIds.map((tile) => (
          <Fragment key={tile}>
            <Tile icon={tile} value={tile} label={words(`tile.${tile}.label`)} signs={words(`tile.${tile}.signs`)} />
            {tile === 'treatment' ? <AboutTreatment /> : null}
            {tile === 'else' ? <NearestTo org={org} /> : null}
          </Fragment>
        ))}
      </div>
    </Screen>
  )
}

function AboutTreatment() {
  const words = useWords()
  return (
    <div className="sub" data-if="tiles=treatment" hidden>
      <h2 id="h-touch">{words('q2.touch.h')}</h2>
      <Choices name="touch" by="h-touch" options={answersTo.touch.map((value) => ({ value, text: words(`q2.touch.${value}`) }))} />
      <div data-if="touch=yes" hidden>
        <h2 id="h-reader">{words('q2.reader.h')}</h2>
        <Choices name="reader" by="h-reader" options={answersTo.reader.map((value) => ({ value, text: words(`q2.reader.${value}`) }))} />
      </div>
    </div>
  )
}

function NearestTo({ org }: { org: string | null }) {
  const words = useWords()
  const withOrg = useWithOrg(org)
  const own = (value: string) => ({ value, text: words(`q2.other.${value}`) })
  return (
    <div className="sub" data-if="tiles=else" hidden>
      <h2 id="h-nearest">{words('q2.other.h')}</h2>
      <Choices
        name="nearest"
        by="h-nearest"
        options={answersTo.nearest.flatMap((value) => (value === 'business' ? withOrg({ business: 'q2.other.business' }) : [own(value)]))}
      />
      <p className="why" data-if="nearest=test" hidden>
        {words('q2.test.here')}
      </p>
    </div>
  )
}

export function HappenedScreen() {
  const words = useWords()
  return (
    <Screen
      id="happened"
      heading={words('q3.h')}
      buttons={
        <>
          <Button does="on" text={words('common.continue')} on />
          <Button does="check" text={words('common.sendNow')} />
        </>
      }
    >
      <p id="hint-happened">{words('q3.hint')}</p>
      <p className="hint">{words('q3.more')}</p>
      <FieldLook id="at-text" />
      <textarea id="f-text" name="text" aria-labelledby="h-happened" aria-describedby="hint-happened" autoComplete="off" spellCheck={false} autoCapitalize="none" translate="no" dir="auto" rows={8} />
      <p className="hint">{words('q3.enough')}</p>
    </Screen>
  )
}

export function WhoScreen({ org }: { org: string | null }) {
  const words = useWords()
  const withOrg = useWithOrg(org)
  return (
    <Screen id="who" heading={words('q5.h')} hint={words('q5.hint')} why={words('q5.why')} buttons={<QuestionButtons />}>
      <Choices
        name="who"
        by="h-who"
        several
        options={[
          { value: 'coworker', text: words('q5.coworker') },
          { value: 'supervisor', text: words('q5.supervisor') },
          { value: 'owner', text: words('q5.owner') },
          { value: 'broker', text: words('q5.broker') },
          ...withOrg({ buying: 'q5.buying', director: 'q5.director' }),
          { value: 'readers', text: words('q5.readers'), below: <WhichTeam /> },
          { value: 'other', text: words('q5.other') },
          { value: 'notKnow', text: words('common.notKnow') },
          { value: 'notSay', text: words('common.notSay') },
        ]}
      />
      <ReadersBar id="bar" />
    </Screen>
  )
}

// Filled from the signed roster.
function WhichTeam() {
  return (
    <div className="sub" data-if="who=readers" hidden>
      <h2 id="h-whoTeams">{useWords()('q5.readers.which')}</h2>
      <div role="group" aria-labelledby="h-whoTeams" id="which-team" />
    </div>
  )
}

export function WhereScreen({ org }: { org: string | null }) {
  const words = useWords()
  const [part] = useWithOrg(org)({ part: 'q4.part' })
  return (
    <Screen id="where" heading={words('q4.h')} hint={words('q4.hint')} why={words('q4.why')} buttons={<QuestionButtons />}>
      <input id="f-place" name="place" aria-labelledby="h-where" autoComplete="off" spellCheck={false} autoCapitalize="none" translate="no" dir="auto" />
      <Line id="employer" label={words('q4.employer')} />
      {part === undefined ? null : (
        <div data-if="nearest=business who=buying who=director" hidden>
          <Line id="part" label={part.text} />
        </div>
      )}
    </Screen>
  )
}
