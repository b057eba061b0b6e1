import { Fragment, useCallback } from 'react'
import type { TimelineEntry } from '#crypto/worker/views.ts'
import { Look } from '#app/ui/look.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { turnOf } from '../inbox/rows.ts'
import { Arrived } from './arrived.tsx'
import { useCase } from './case-context.tsx'
import { ComposerPart } from './composer.tsx'
import { CopyPart } from './copy-part.tsx'
import { Entry, EntryFiles, Line } from './entry.tsx'
import { ListedFiles } from './listed-files.tsx'
import { RecordPart } from './record-part.tsx'
import { Refusal } from './refusal.tsx'
import { ShredPart } from './shred-part.tsx'
import { inRuns, WorkRun } from './work-entry.tsx'

/** What was said and done, oldest first, and the box for the next word. */
export function ConversationPart() {
  const { t } = useWords()
  const { opened, view, facts, names, desk, today, outside, reload } = useCase()
  const { seenBefore } = opened
  const files = useCallback((entry: TimelineEntry) => <ListedFiles entry={entry} caseId={view.caseId} />, [view.caseId])
  const newest = view.timeline.find((entry) => entry.author.kind === 'reporter' && entry.n > seenBefore)
  return (
    <>
      <Arrived view={view} names={names} />
      <EntryFiles.Provider value={files}>
        {inRuns(view.timeline).map((row) => {
          if ('length' in row) return <WorkRun key={row[0]?.key} run={row} names={names} timeline={view.timeline} />
          return (
            <Fragment key={row.stream + row.key}>
              {row === newest && seenBefore >= 0 ? <p className="since">{t('desk.since')}</p> : null}
              <Entry entry={row} fresh={row.author.kind === 'reporter' && row.n > seenBefore} names={names} timeline={view.timeline} />
            </Fragment>
          )
        })}
      </EntryFiles.Provider>
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
