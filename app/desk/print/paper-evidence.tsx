import type { CaseFile } from '#db/model/case-file.ts'
import { Action } from '#app/ui/field.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { shortDigest } from './redaction.ts'

type PaperEvidenceProps = { file: CaseFile; isOut: (digest: string) => boolean; onToggle: ((digest: string) => void) | null }

/** Evidence with the digest of its bytes and everybody through whose hands it went. */
export function PaperEvidence({ file, isOut, onToggle }: PaperEvidenceProps) {
  const { t, days } = useWords()
  return (
    <section className="paper-section">
      <h3>{t('desk.printing.section.evidence')}</h3>
      {file.evidence.length === 0 ? <p>{t('desk.printing.noEvidence')}</p> : (
        <ol className="paper-list">
          {file.evidence.map((piece) => {
            const { object, digest, name, desk, day } = piece.entry
            return (
              <li key={object}>
                {isOut(digest) ? <p className="paper-out">{t('desk.printing.leftOut')}</p> : (
                  <>
                    <p><b>{piece.title}</b>{piece.sealed ? ` (${t('desk.printing.sealed')})` : ''}</p>
                    {piece.source === '' ? null : <p>{t('desk.printing.source', { source: piece.source })}</p>}
                    {piece.custody.length === 0 ? null : <ul>{piece.custody.map((hand, at) => <li key={at}>{`${days.long(hand.day)}: ${hand.by}${hand.text === '' ? '' : `, ${hand.text}`}`}</li>)}</ul>}
                  </>
                )}
                <p className="paper-digest paper-long">{piece.sha256 === null ? t('desk.printing.noHash') : `SHA-256 ${piece.sha256}`}</p>
                <p className="paper-by">{t('desk.printing.registered', { by: [name, desk, days.long(day)].filter(Boolean).join(', '), print: shortDigest(digest) })}</p>
                {onToggle === null ? null : <Action size="small" pressed={isOut(digest)} onPress={() => onToggle(digest)}>{t(isOut(digest) ? 'desk.printing.takeBack' : 'desk.printing.leave')}</Action>}
              </li>
            )
          })}
        </ol>
      )}
    </section>
  )
}
