import { Fragment } from 'react'
import { Look } from '#app/ui/look.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { turnOf } from '../inbox/rows.ts'
import { Arrived } from './arrived.tsx'
import { useCase } from './case-context.tsx'
import { ComposerPart } from './composer.tsx'
import { CopyPart } from './copy-part.tsx'
import { Entry, Line } from './entry.tsx'
import { RecordPart } from './record-part.tsx'
import { Refusal } from './refusal.tsx'
import { ShredPart } from './shred-part.tsx'

/** What was said and done, oldest first, and the box for the next word. */
export function ConversationPart() {
  const { t } = useWords()
  const { opened, view, facts, names, desk, today, outside, reload } = useCase()
  const { seenBefore } = opened
  const newest = view.timeline.findIndex((entry) => entry.author.kind === 'reporter' && entry.n > seenBefore)
  return (
    <>
      <Arrived view={view} names={names} />
      {view.timeline.map((entry, index) => (
        <Fragment key={entry.stream + entry.key}>
          {index === newest && seenBefore >= 0 ? <p className="since">{t('desk.since')}</p> : null}
          <Entry entry={entry} fresh={entry.author.kind === 'reporter' && entry.n > seenBefore} names={names} timeline={view.timeline} />
        </Fragment>
      ))}
      {turnOf(facts.columns, today) === 'late' ? <Line entry={{ day: today }} late>{t('desk.entry.late')}</Line> : null}
      <Refusal />
      {outside ? (
        <Look title={t('desk.outside.title')}>
          <p>{t('desk.outside.text')}</p>
        </Look>
      ) : (
        <ComposerPart />
      )}
      {desk?.role === 'lead' && view.canWrite ? <CopyPart view={view} onMade={reload} /> : null}
      <RecordPart caseId={view.caseId} deskLabel={names.deskLabel} />
      <ShredPart />
    </>
  )
}
