import { answersTo, contactAtFirst } from '#db/model/questions.ts'
import { Choices } from '#app/ui/choice.tsx'
import { useWithOrg, useWords } from '#app/ui/words.tsx'
import { QuestionButtons, Screen } from './screen.tsx'

export function DangerScreen() {
  const words = useWords()
  return (
    <Screen id="danger" heading={words('q1.h')} hint={words('q1.hint')} buttons={<QuestionButtons />}>
      <Choices name="danger" by="h-danger" options={answersTo.danger.map((value) => ({ value, text: words(`q1.${value}`) }))} />
      <div className="sheet" data-if="danger=yes danger=unsure" hidden>
        <h2>{words('q1.panel.h')}</h2>
        <p data-k="q1.panel.p" data-day="1">
          {words('q1.panel.p')}
        </p>
        <div id="numbers-here" />
      </div>
    </Screen>
  )
}

export function ContactScreen() {
  const words = useWords()
  return (
    <Screen id="contact" heading={words('q8.h')} hint={words('q8.hint')} buttons={<QuestionButtons />}>
      <Choices name="contact" by="h-contact" chosen={contactAtFirst} options={answersTo.contact.map((value) => ({ value, text: words(`q8.${value}`) }))} />
      <p className="why" data-if="contact=no" hidden>
        {words('q8.no.then')}
      </p>
      <p>{words('q8.danger')}</p>
    </Screen>
  )
}

export function StillScreen() {
  const words = useWords()
  return (
    <Screen id="still" heading={words('q6.h')} buttons={<QuestionButtons />}>
      <Choices
        name="still"
        by="h-still"
        options={[
          ...['now', 'month', 'earlier'].map((value) => ({ value, text: words(`q6.${value}`) })),
          { value: 'notKnow', text: words('common.notKnow') },
          { value: 'notSay', text: words('common.notSay') },
        ]}
      />
    </Screen>
  )
}

export function RelationScreen({ org }: { org: string | null }) {
  const words = useWords()
  const withOrg = useWithOrg(org)
  return (
    <Screen id="relation" heading={words('q7.h')} hint={words('q7.hint')} why={words('q7.why')} buttons={<QuestionButtons />}>
      <p>{words('q7.few')}</p>
      <Choices
        name="relation"
        by="h-relation"
        options={[
          ...['works', 'worked', 'family', 'union'].map((value) => ({ value, text: words(`q7.${value}`) })),
          ...withOrg({ supplier: 'q7.supplier', org: 'q7.org' }),
          { value: 'near', text: words('q7.near') },
          { value: 'notSay', text: words('common.notSay') },
        ]}
      />
      <div className="sub" data-if="relation=works relation=worked" hidden>
        <h2 id="h-relationMore">{words('q7.more.h')}</h2>
        <Choices
          name="relationMore"
          by="h-relationMore"
          several
          options={answersTo.relationMore.map((value) => ({ value, text: words(`q7.more.${value}`) }))}
        />
      </div>
    </Screen>
  )
}

export function HelpWantedScreen() {
  const words = useWords()
  return (
    <Screen id="help" heading={words('q9.h')} hint={words('q9.hint')} buttons={<QuestionButtons />}>
      <Choices
        name="help"
        by="h-help"
        several
        options={answersTo.help.map((value) => ({ value, text: words(`q9.${value}`) }))}
      />
    </Screen>
  )
}
