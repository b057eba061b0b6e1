import { Icon } from '#app/ui/icon.tsx'
import type { IconName } from '#app/ui/icon.tsx'
import { BackLink } from '#app/ui/reporter-frame.tsx'
import { Say, useWords } from '#app/ui/words.tsx'
import { WithoutScript } from '../without-script.tsx'
import { Button } from './screen.tsx'

/** Readable before any script has come, and all there is without one. */
export function SafetyScreen({ language, teams, privacy }: { language: string; teams: readonly string[]; privacy: string }) {
  const words = useWords()
  return (
    <section id="s-safety" data-screen="safety">
      <BackLink href={`/${language}`} />
      <h1 id="h-safety" tabIndex={-1}>
        {words('safety.h1')}
      </h1>
      <SafetyWords teams={teams} privacy={privacy} />
      <div className="buttons" data-live hidden>
        <Button does="on" text={words('common.continue')} on />
      </div>
      <WithoutScript plain={`/${language}/plain`} />
    </section>
  )
}

/** What there is to know before a word is typed, the same with scripts and without. */
export function SafetyWords({ teams, privacy }: { teams: readonly string[]; privacy: string }) {
  const words = useWords()
  return (
    <>
      <Block icon="phone" k="phone" />
      <Block icon="house" k="place" />
      <div className="block">
        <Icon name="key" />
        <div>
          <h2>{words('safety.readers.h')}</h2>
          <p data-k="safety.readers.p">
            <Say k="safety.readers.p" values={{ desks: <TeamNames teams={teams} /> }} />
          </p>
        </div>
      </div>
      <Block icon="person" k="guess" />
      <details>
        <summary className="more">{words('safety.more')}</summary>
        {(['promise', 'danger', 'exit', 'code', 'stop'] as const).map((k) => (
          <p key={k}>
            <Say k={`safety.${k}.p`} values={{ exit: words('common.exit') }} />
          </p>
        ))}
        {privacy === '' ? null : <p className="said">{privacy}</p>}
      </details>
    </>
  )
}

function Block({ icon, k }: { icon: IconName; k: string }) {
  const words = useWords()
  return (
    <div className="block">
      <Icon name={icon} />
      <div>
        <h2>{words(`safety.${k}.h`)}</h2>
        <p>{words(`safety.${k}.p`)}</p>
      </div>
    </div>
  )
}

function TeamNames({ teams }: { teams: readonly string[] }) {
  return (
    <>
      {teams.map((name, place) => (
        <b key={name}>
          {place === 0 ? '' : ' · '}
          <bdi>{name}</bdi>
        </b>
      ))}
    </>
  )
}
