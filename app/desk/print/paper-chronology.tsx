import type { TimelineEntry } from '#crypto/worker/views.ts'
import { Action } from '#app/ui/field.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { directionOf } from '../case/answers.ts'
import type { EntryNames } from '../case/entry.tsx'
import { lineOf } from './chronicle.ts'
import { shortDigest } from './redaction.ts'

type PaperChronologyProps = { timeline: readonly TimelineEntry[]; names: EntryNames; allegation: (object: string) => string; isOut: (entry: TimelineEntry) => boolean; canLeaveOut: (entry: TimelineEntry) => boolean; onToggle: (digest: string) => void }

/** Everything in its order, counted from 1, each entry with the fingerprint under which it was signed. */
export function PaperChronology({ timeline, names, allegation, isOut, canLeaveOut, onToggle }: PaperChronologyProps) {
  const { t, days, language } = useWords()
  return (
    <section className="paper-section">
      <h3>{t('desk.printing.section.chronology')}</h3>
      <table className="paper-table paper-chronology">
        <thead>
          <tr>{['no', 'day', 'who', 'entry', 'print'].map((head) => <th key={head} scope="col">{t(`desk.printing.head.${head}`)}</th>)}</tr>
        </thead>
        <tbody>
          {timeline.map((entry, at) => {
            const { who, what, facts, text, lang } = lineOf(entry, { t, days, language, names, allegation })
            const out = isOut(entry)
            return (
              <tr key={entry.stream + entry.key} data-out={out || undefined}>
                <td>{at + 1}</td>
                <td>{days.long(entry.day)}</td>
                <td>{who}</td>
                <td>
                  {out ? <p className="paper-out">{t('desk.printing.leftOut')}</p> : (
                    <>
                      <p>{what}</p>
                      {facts.map((fact) => <p key={fact} className="paper-fact">{fact}</p>)}
                      {text === '' ? null : <p className="paper-words" lang={lang === '' ? undefined : lang} dir={directionOf(lang)}>{text}</p>}
                      {entry.mark === 'none' ? null : <p className="paper-fact">{t(`desk.mark.${entry.mark}`)}</p>}
                    </>
                  )}
                  {canLeaveOut(entry) ? <Action size="small" pressed={out} onPress={() => onToggle(entry.digest)}>{t(out ? 'desk.printing.takeBack' : 'desk.printing.leave')}</Action> : null}
                </td>
                <td className="paper-digest">{shortDigest(entry.digest)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}
