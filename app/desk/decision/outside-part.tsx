import { useEffect, useState } from 'react'
import { mayDecide, secondPersonFor, type Decision } from '#db/model/decisions.ts'
import { severityOnPage } from '#db/model/decision-page.ts'
import { doubtOf } from '#db/model/fold-decisions.ts'
import { Look } from '#app/ui/look.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { Action } from '#app/ui/field.tsx'
import { teamsOf } from '../case/believed-file.ts'
import { useCase } from '../case/case-context.tsx'
import { useDesk } from '../desk-session.tsx'
import { AskForm } from './ask-form.tsx'
import { approvalIn, carried, refusal, refusedOutside } from './effect.ts'
import { answersHome, type HomeAnswer } from './outside.client.ts'

/** Below an open sheet: which other teams were asked, what came back, and the way to ask one. */
export function OutsidePart({ decision }: { decision: Decision }) {
  const { t, days, language } = useWords()
  const { worker, directory } = useDesk()
  const room = useCase()
  const { view, opened, file, people, me, names, busy, send } = room
  const [home, setHome] = useState<readonly HomeAnswer[]>([])
  const [asking, setAsking] = useState(false)
  const rows = opened.clear.decisions.filter(({ digest }) => digest === decision.digest)
  const severity = severityOnPage(decision.proposal.kind, file.severity)
  useEffect(() => {
    answersHome(worker, view.caseId, opened.clear.decisions.filter(({ digest }) => digest === decision.digest), severity).then(setHome, () => setHome([]))
  }, [worker, view.caseId, opened, decision.digest, severity])

  const { desks } = secondPersonFor(decision.proposal.kind, { proposer: decision.by.memberId, file, people, outside: view.addable })
  const left = desks.filter(({ id }) => !rows.some(({ toDesk }) => toDesk === id))
  const lang = view.timeline.find((entry) => entry.digest === decision.digest)?.lang || language
  const mine = decision.by.memberId === me && mayDecide(decision, me, { file, people }) !== null
  if (rows.length === 0 && !(mine && left.length > 0)) return null
  return (
    <div className="stack" data-outside>
      {rows.map((row) => {
        const answer = home.find(({ row: { pageId } }) => pageId === row.pageId)
        const team = names.deskLabel(row.toDesk) ?? '–'
        const wrong = answer === undefined ? null : refusedOutside(decision, answer, file, teamsOf(view, directory))
        return answer === undefined ? (
          <p key={row.pageId} className="soft">
            {t('desk.asked.waits', { team, date: days.short(row.day) })}
          </p>
        ) : (
          <Look key={row.pageId} title={t(`desk.asked.home.${answer.verdict}`, { name: answer.by.name, team: answer.by.label, date: days.short(answer.by.day) })}>
            {answer.text === '' ? null : (
              <p className="entry-words" dir="auto">
                {answer.text}
              </p>
            )}
            {answer.page === null ? (
              <p>{t('desk.asked.otherPage')}</p>
            ) : wrong !== null ? (
              <p>{t(`desk.doubtWhy.${doubtOf[wrong]}`)}</p>
            ) : (
              <div className="row">
                <Action kind="on" notYet={busy} onPress={() => void carry(answer, answer.page ?? '')}>
                  {t(answer.verdict === 'approve' ? 'desk.asked.carry' : 'desk.asked.carryBack')}
                </Action>
              </div>
            )}
          </Look>
        )
      })}
      {!mine || left.length === 0 ? null : asking ? (
        <AskForm decision={decision} desks={left} onLeave={() => setAsking(false)} />
      ) : (
        <div className="row">
          <Action onPress={() => setAsking(true)}>{t('desk.asked.open')}</Action>
        </div>
      )}
    </div>
  )

  // The answer stands in the case under the name of who gave it; who carries it in decides nothing.
  function carry({ verdict, text, outside }: HomeAnswer, page: string): Promise<boolean> {
    const effect = verdict === 'approve' ? approvalIn(room, decision, text, lang) : refusal(decision, 'back', text, lang)
    return send(carried(effect, { outside, page }))
  }
}
