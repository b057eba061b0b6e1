import type { TimelineEntry } from '#crypto/worker/views.ts'
import type { CaseFile } from '#db/model/case-file.ts'
import type { SignedBy } from '#db/model/fold-work.ts'
import { parseWork } from '#db/model/work-records.ts'
import { useWords } from '#app/ui/desk-words.tsx'
import type { EntryNames } from '../case/entry.tsx'
import { workFacts } from '../case/work-facts.ts'
import { factLine } from './chronicle.ts'
import { shortDigest } from './redaction.ts'

type PaperAssessmentProps = { file: CaseFile; timeline: readonly TimelineEntry[]; names: EntryNames; allegation: (object: string) => string; isOut: (digest: string) => boolean }

/** How the case was weighed and which law it falls under, who looked into it, and what each of them said about an interest of their own. */
export function PaperAssessment({ file, timeline, names, allegation, isOut }: PaperAssessmentProps) {
  const { t, days, language } = useWords()
  const { severity, legal, contact, detriment, plan, conflicts } = file
  const weighed = [severity?.entry, legal?.entry, contact.entry, detriment?.entry, plan?.entry].filter((entry): entry is SignedBy => entry !== undefined && entry !== null)
  return (
    <section className="paper-section">
      <h3>{t('desk.printing.section.assessment')}</h3>
      {weighed.length === 0 ? <p>{t('desk.printing.notWeighed')}</p> : (
        <table className="paper-table">
          <thead>
            <tr>{['kind', 'entry', 'who', 'print'].map((head) => <th key={head} scope="col">{t(`desk.printing.head.${head}`)}</th>)}</tr>
          </thead>
          <tbody>
            {weighed.map(({ digest, name, desk, day }) => {
              const record = recordOf(timeline, digest)
              if (record === null) return null
              const facts = isOut(digest) ? [] : workFacts(record, { t, days, language, org: names.org, memberName: names.memberName, caseNumber: names.caseNumber, allegation })
              return (
                <tr key={digest}>
                  <td>{t(`desk.printing.work.${record.kind}`)}</td>
                  <td>
                    {isOut(digest) ? <p className="paper-out">{t('desk.printing.leftOut')}</p> : null}
                    {facts.map((fact) => <p key={fact[0]} className="paper-fact">{factLine(fact)}</p>)}
                    {facts.length === 0 && !isOut(digest) ? '–' : null}
                  </td>
                  <td>{[name, desk, days.long(day)].filter(Boolean).join(', ')}</td>
                  <td className="paper-digest">{shortDigest(digest)}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      )}
      <p>{t('desk.printing.interests')}</p>
      {conflicts.length === 0 ? <p>–</p> : (
        <ul className="paper-list">
          {conflicts.map(({ has, text, entry }) => (
            <li key={entry.digest}>
              {`${[entry.name, entry.desk, days.long(entry.day)].filter(Boolean).join(', ')}: ${t(has ? 'desk.printing.interest' : 'desk.printing.noInterest')}`}
              {isOut(entry.digest) ? ` ${t('desk.printing.leftOut')}` : text === '' ? '' : ` ${text}`}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

// The record that the file believes, with all of its fields.
function recordOf(timeline: readonly TimelineEntry[], digest: string) {
  const entry = timeline.find((one) => one.digest === digest)
  const record = entry?.type === 'work' ? parseWork(entry.work.kind, entry.work.body) : null
  return record === null || record.value === null ? null : record
}
