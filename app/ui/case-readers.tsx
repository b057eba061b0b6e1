import { KeyIcon, LockIcon } from './desk-icons.tsx'
import { useWords } from './desk-words.tsx'

export type ReaderLine = { id: string; label: string; note?: string | undefined }

/** Key: can open; padlock behind a dashed line: cannot. The same sign as on the reporter's page. */
export function CaseReaders({ can, cannot }: { can: readonly ReaderLine[]; cannot: readonly ReaderLine[] }) {
  const { t } = useWords()
  return (
    <ul className="readers">
      {can.map((line) => (
        <Reader key={line.id} line={line} can="yes" word={t('desk.readers.can')} />
      ))}
      {cannot.map((line) => (
        <Reader key={line.id} line={line} can="no" word={t('desk.readers.cannot')} />
      ))}
    </ul>
  )
}

function Reader({ line, can, word }: { line: ReaderLine; can: 'yes' | 'no'; word: string }) {
  return (
    <li data-can={can}>
      {can === 'yes' ? <KeyIcon /> : <LockIcon />}
      <span>
        <span className="unseen">{word} </span>
        <bdi>{can === 'yes' ? <strong>{line.label}</strong> : line.label}</bdi> {line.note === undefined ? null : <span className="soft">{line.note}</span>}
      </span>
    </li>
  )
}
