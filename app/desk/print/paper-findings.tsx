import type { CaseFile } from '#db/model/case-file.ts'
import { useWords } from '#app/ui/desk-words.tsx'
import type { EntryNames } from '../case/entry.tsx'

/** Each thing that is said to have happened, what was found about it, by whom, and what was done. */
export function PaperFindings({ file, names }: { file: CaseFile; names: EntryNames }) {
  const { t, days } = useWords()
  const signed = (entry: { name: string; desk: string; day: number }) => [entry.name, entry.desk, days.long(entry.day)].filter(Boolean).join(', ')
  return (
    <section className="paper-section">
      <h3>{t('desk.printing.section.findings')}</h3>
      {file.allegations.length === 0 ? <p>{t('desk.printing.noAllegations')}</p> : (
        <ol className="paper-list">
          {file.allegations.map((allegation) => {
            const finding = file.findings.find((one) => one.allegation === allegation.entry.object)
            return (
              <li key={allegation.entry.object}>
                <p><b>{`${allegation.code} ${t(`category.${allegation.code}`)}`}</b>{allegation.primary ? ` (${t('desk.printing.primary')})` : ''}</p>
                {allegation.text === '' ? null : <p className="paper-words">{allegation.text}</p>}
                <p className="paper-by">{t('desk.printing.written', { by: signed(allegation.entry) })}</p>
                {finding === undefined ? <p>{t('desk.printing.noFinding')}</p> : (
                  <>
                    <p><b>{t('desk.printing.finding', { finding: t(`findingDesk.${finding.finding}`) })}</b>{finding.reason === null ? '' : ` ${t(`notInvestigated.${finding.reason}`)}`}</p>
                    {finding.text === '' ? null : <p className="paper-words">{finding.text}</p>}
                    <p className="paper-by">{t('desk.printing.found', { by: signed(finding.entry) })}</p>
                  </>
                )}
              </li>
            )
          })}
        </ol>
      )}
      {file.review === null ? null : <p>{t(file.reviewHolds ? 'desk.printing.reviewed' : 'desk.printing.reviewOpen', { by: signed(file.review.entry) })} {file.review.text}</p>}
      {file.remedies.length === 0 ? null : (
        <table className="paper-table">
          <caption>{t('desk.printing.remedies')}</caption>
          <thead>
            <tr>{['remedy', 'what', 'due', 'done', 'confirmed'].map((head) => <th key={head} scope="col">{t(`desk.printing.head.${head}`)}</th>)}</tr>
          </thead>
          <tbody>
            {file.remedies.map((remedy) => (
              <tr key={remedy.entry.object}>
                <td>{`${remedy.grade} ${t(`remedyDesk.${remedy.code}`, { org: names.org })}`}</td>
                <td>{remedy.text}</td>
                <td>{remedy.dueDay === null ? '–' : days.long(remedy.dueDay)}</td>
                <td>{remedy.doneDay === null ? '–' : days.long(remedy.doneDay)}</td>
                <td>{[t(`desk.printing.verified.${remedy.verified}`), remedy.confirmedBy === null ? '' : names.memberName(remedy.confirmedBy)].filter(Boolean).join(', ')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {file.rootCauses === null ? null : <p>{t('desk.printing.causes', { causes: file.rootCauses.codes.map((code) => t(`rootCause.${code}`)).join(', ') })} {file.rootCauses.text}</p>}
    </section>
  )
}
