import type { CaseFile } from '#db/model/case-file.ts'
import type { Decider } from '#db/model/decisions.ts'
import { useWords } from '#app/ui/desk-words.tsx'
import type { EntryNames } from '../case/entry.tsx'
import { decidedOf, reasonOf, whyOf } from '../decision/decision-words.ts'
import { shortDigest } from './redaction.ts'

/** Every decision of two people with both names; the fingerprint is that of the proposal which the second person signed. */
export function PaperDecisions({ file, names, isOut }: { file: CaseFile; names: EntryNames; isOut: (digest: string) => boolean }) {
  const { t, days } = useWords()
  const person = (one: Pick<Decider, 'name' | 'desk' | 'day'> | null) => (one === null ? '–' : [one.name, one.desk, days.long(one.day)].filter(Boolean).join(', '))
  return (
    <section className="paper-section">
      <h3>{t('desk.printing.section.decisions')}</h3>
      {file.decisions.length === 0 ? <p>{t('desk.printing.noDecisions')}</p> : (
        <table className="paper-table">
          <thead>
            <tr>{['decision', 'proposed', 'second', 'result', 'print'].map((head) => <th key={head} scope="col">{t(`desk.printing.head.${head}`)}</th>)}</tr>
          </thead>
          <tbody>
            {file.decisions.map((decision) => (
              <tr key={decision.digest}>
                <td>
                  <p>{decidedOf(decision, { t, days, deskLabel: names.deskLabel })}</p>
                  <p className="paper-words">{isOut(decision.digest) ? t('desk.printing.leftOut') : [reasonOf(decision, t), whyOf(decision)].filter(Boolean).join('\n')}</p>
                </td>
                <td>{person(decision.by)}</td>
                <td>{person(decision.second)}{decision.second === null || decision.second.text === '' ? null : <span className="paper-words"> {decision.second.text}</span>}</td>
                <td>{t(`desk.printing.result.${decision.state}`)}</td>
                <td className="paper-digest">{shortDigest(decision.digest)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
