import { useState } from 'react'
import { endsWithout, mayDecide, type Decision } from '#db/model/decisions.ts'
import { Decision as Sheet } from '#app/ui/decision.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { useCase } from '../case/case-context.tsx'
import { titleOfCase } from '../case/case-title.ts'
import { Reads } from '../case/reads.tsx'
import { consequenceOf, reasonOf, ticksOf, titleOf, whyOf } from './decision-words.ts'
import { approvalIn, readsOf, refusal } from './effect.ts'
import { Answering } from './answering.tsx'
import { Waiting } from './waiting.tsx'

/** One decision for two people on one framed sheet: both persons, why, what the reporter will read, and the three answers. No key on the keyboard approves. */
export function DecisionSheet({ decision }: { decision: Decision }) {
  const { t, days, language, today } = useWords()
  const room = useCase()
  const { view, file, facts, people, me, names, reporter, org, send } = room
  const [ticked, setTicked] = useState<readonly number[]>([])
  const words = { t, days, today, title: titleOfCase(view, t), deskLabel: names.deskLabel }
  const refused = mayDecide(decision, me, { file, people })
  const lang = view.timeline.find((entry) => entry.digest === decision.digest)?.lang || language
  const ticks = ticksOf(decision, file, t)
  const reads = readsOf(decision, { facts })
  const toRead = reads.event !== undefined || reads.message !== undefined
  const mine = decision.by.memberId === me
  const open = ticks.length - ticked.length

  return (
    <div className="two-people" data-decision={decision.proposal.kind}>
      <Sheet
        title={titleOf(decision, words)}
        consequence={consequenceOf(decision, words)}
        foot={
          refused === null ? (
            <Answering
              open={open}
              sends={toRead}
              onApprove={() => send(approvalIn(room, decision, '', lang))}
              onBack={(text) => send(refusal(decision, 'back', text, language))}
              onAside={stepAside}
            />
          ) : (
            <Waiting decision={decision} why={refused} mine={mine} onTakeBack={() => send(refusal(decision, 'aside', '', language))} />
          )
        }
      >
        <div className="both">
          <div className="person">
            <p className="soft">{t('desk.decision.first', { date: days.short(decision.by.day) })}</p>
            <p>{mine ? <strong>{t('desk.decision.first.you')}</strong> : named(t('desk.decision.first.name'), decision.by.name)}</p>
            {reasonOf(decision, t) === '' ? null : (
              <p>
                {t('desk.decision.reason')} <strong>{reasonOf(decision, t)}</strong>
              </p>
            )}
          </div>
          <div className="person" data-second>
            <p className="soft">{t('desk.decision.second')}</p>
            {refused === null ? (
              <>
                <p>{named(t('desk.decision.second.you'), nameOf(me))}</p>
                <p>{t(file.workedBefore.includes(me) ? 'desk.decision.second.worked' : file.anew === null ? 'desk.decision.second.plain' : 'desk.decision.second.fresh')}</p>
              </>
            ) : (
              <p>{t('desk.decision.second.open')}</p>
            )}
          </div>
          <div className="stack">
            <h3>{t('desk.decision.why')}</h3>
            <p className="entry-words" dir="auto">
              {whyOf(decision)}
            </p>
            {refused !== null ? null : (
              <fieldset>
                <legend>{t('desk.decision.look')}</legend>
                {ticks.map((words, place) => (
                  <label key={words} className="tick">
                    <input type="checkbox" checked={ticked.includes(place)} onChange={(event) => setTicked(event.target.checked ? [...ticked, place] : ticked.filter((one) => one !== place))} />
                    {words}
                  </label>
                ))}
              </fieldset>
            )}
          </div>
          <div className="stack">
            {toRead ? <Reads {...reads} lang={lang} reporter={reporter} org={org} /> : <p className="soft">{t('desk.decision.reads.nothing')}</p>}
          </div>
        </div>
      </Sheet>
      <p className="soft">{t('desk.decision.foot')}</p>
    </div>
  )

  // Whoever has a conflict leaves the decision to the others; where nobody else could take it, it comes to its end here.
  function stepAside(text: string): Promise<boolean> {
    const over = endsWithout(decision, me, { file, people, outside: view.addable }) ? refusal(decision, 'aside', text, language) : null
    return room.saveWork([{ kind: 'conflict', object: me, content: { has: true, text } }], over?.acts, over?.writes)
  }

  function nameOf(member: string): string {
    return people.find(({ memberId }) => memberId === member)?.name ?? ''
  }
}

// The name in bold where the sentence has its place for it.
function named(sentence: string, name: string) {
  const [before = '', after = ''] = sentence.split('{name}')
  return (
    <>
      {before}
      <strong>
        <bdi>{name}</bdi>
      </strong>
      {after}
    </>
  )
}
