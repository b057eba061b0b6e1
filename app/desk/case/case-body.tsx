import { Link } from '@remix-run/react'
import { ArrowStartIcon, WarningIcon } from '#app/ui/desk-icons.tsx'
import { Priority, Turn } from '#app/ui/turn.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { useAnsweredPauses, useAutomaticStep } from '../decision/automatic.ts'
import { DecisionsPart } from '../decision/decisions-part.tsx'
import { OpenDecisions } from '../decision/open-decisions.tsx'
import { caseNumberOf, turnOf } from '../inbox/rows.ts'
import { InquiryPart } from '../investigation/inquiry-part.tsx'
import { RemedyPart } from '../investigation/remedy-part.tsx'
import { TriagePart } from '../triage/triage-part.tsx'
import { CaseProvider, type CaseRoom } from './case-context.tsx'
import { CaseParts, partFrom, type PartName } from './case-parts.tsx'
import { titleOfCase } from './case-title.ts'
import { ConflictCard } from './conflict-card.tsx'
import { ConversationPart } from './conversation-part.tsx'
import { Refusal } from './refusal.tsx'
import { Side } from './side.tsx'
import { useCaseRoom, type RoomProps } from './use-case-room.ts'
import { Warnings } from './warnings.tsx'

type CaseBodyProps = RoomProps & { print: string; part: string | null }

/** The open case: the chosen part at the start, side column at the end. */
export function CaseBody({ print, part, ...props }: CaseBodyProps) {
  const room = useCaseRoom(props)
  const shown = partFrom(part)
  return (
    <CaseProvider value={room}>
      <Automatic />
      <Title room={room} print={print} />
      <CaseParts shown={shown} />
      <div className="case" data-shown={shown}>
        <div className="timeline" data-part={shown}>
          <Warnings warnings={room.view.warnings} doubts={room.file.doubts} memberName={room.names.memberName} />
          {room.outside ? null : <ConflictCard />}
          <OpenDecisions />
          {shown === 'talk' ? null : <Refusal />}
          <Part shown={shown} />
          <p className="unseen" role="status">
            {room.said}
          </p>
        </div>
        <Side />
      </div>
    </CaseProvider>
  )
}

// What the reporter's own signed words ask for is done by the first browser that reads them.
function Automatic() {
  useAutomaticStep()
  useAnsweredPauses()
  return null
}

function Part({ shown }: { shown: PartName }) {
  switch (shown) {
    case 'triage':
      return <TriagePart />
    case 'inquiry':
      return <InquiryPart />
    case 'remedy':
      return <RemedyPart />
    case 'decisions':
      return <DecisionsPart />
    case 'talk':
      return <ConversationPart />
  }
}

function Title({ room, print }: { room: CaseRoom; print: string }) {
  const { t } = useWords()
  const { view, file, facts, inbox } = room
  const theirs = view.timeline.find((entry) => entry.type === 'report')?.lang ?? ''
  const number = caseNumberOf(view)
  return (
    <div className="title">
      <h1>
        <bdi lang={theirs === '' ? undefined : theirs}>{titleOfCase(view, t)}</bdi>
      </h1>
      <span className="soft digits">{number}</span>
      <Priority value={file.severity?.p ?? view.priority} />
      {turnOf(facts.columns, room.today) === 'late' ? <Turn turn="late" /> : null}
      {view.urgent ? (
        <span className="danger">
          <WarningIcon />
          {t('desk.danger')}
        </span>
      ) : null}
      <div className="title-end">
        <Link className="button" to={print}>
          {t('desk.case.print')}
        </Link>
        <Link className="button" to={inbox}>
          <ArrowStartIcon />
          {t('desk.room.inbox')}
        </Link>
      </div>
    </div>
  )
}
