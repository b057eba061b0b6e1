import { useEffect, useMemo, useState } from 'react'
import type { SummaryFields, TimelineEntry } from '#crypto/worker/views.ts'
import { runningPause } from '#db/model/case-clocks.ts'
import type { CaseFile } from '#db/model/case-file.ts'
import { clocksOfCase } from '#db/model/clock-writes.ts'
import { dayFrom } from '#db/model/ids.ts'
import { linkDoubts } from '#db/model/kept-out.ts'
import { openReferral, referralTold, type ReferralTold } from '#db/model/referral.ts'
import { useWords } from '#app/ui/desk-words.tsx'
import { useDesk } from '../desk-session.tsx'
import { outcomeOf } from '../register/outcome-of.ts'
import { giftOf } from '../register/gift-rows.ts'
import { recordGift } from '../register/register.client.ts'
import { caseNumberOf } from '../inbox/rows.ts'
import { useOtherCases } from '../investigation/use-other-cases.ts'
import { recordOutcome } from '../register/outcomes.client.ts'
import { refusalWord } from '../requests.client.ts'
import type { DeskWorker } from '../worker.client.ts'
import { fileOf } from './believed-file.ts'
import { writeCase, type OpenedCase } from './case.client.ts'
import type { CaseRoom, CaseToSend } from './case-context.tsx'
import { caseworkSummary, columnsToSend, peopleOf, withWrites, workWrite } from './case-writing.ts'
import type { ReporterReads } from './composer.tsx'
import { reporterWords } from './reporter-words.client.ts'

/** A field of a record holds no more letters. */
const longestText = 20_000

export type RoomProps = { opened: OpenedCase; reload: () => Promise<void>; settling: boolean } & Pick<CaseRoom, 'focus' | 'inbox' | 'onShred'>

/** Everything that the parts of an open case share: the file as its signed entries make it, and the one way to write. */
export function useCaseRoom({ opened, reload, settling, focus, inbox, onShred }: RoomProps): CaseRoom {
  const { t, language } = useWords()
  const { worker, directory, today, organisation } = useDesk()
  const { view } = opened
  const [sending, setSending] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const [said, setSaid] = useState('')
  const [reporter, setReporter] = useState<ReporterReads>({ language, t })
  const theirs = view.timeline.find((entry) => entry.type === 'report')?.lang ?? ''
  useEffect(() => void reporterWords(theirs).then(setReporter), [theirs])

  const desk = directory.desks.find((one) => one.deskId === view.deskId)
  const people = useMemo(() => peopleOf(view, directory), [view, directory])
  const others = useOtherCases(worker, view.caseId, view.timeline.some((entry) => entry.type === 'work' && entry.work.kind === 'link'))
  const file = useMemo(() => {
    const believed = fileOf(opened, directory)
    const summaryOf = (caseId: string) => others?.find(({ row }) => row.caseId === caseId)?.summary ?? null
    return { ...believed, doubts: [...believed.doubts, ...linkDoubts(believed.links, summaryOf, view.readers)] }
  }, [opened, directory, others, view])
  const clocks = useMemo(() => clocksOfCase(opened.clear.clocks, file.clocks), [opened, file])
  const teams = directory.roster?.teams ?? []
  const names = {
    org: organisation,
    deskLabel: (id: string) => teams.find((team) => team.id === id)?.label ?? null,
    memberName: (id: string) => people.find((person) => person.memberId === id)?.name ?? '',
    caseNumber: (caseId: string) => (others?.some(({ row }) => row.caseId === caseId) ? caseNumberOf({ caseId }) : t('desk.link.other')),
  }
  // A state that nobody signed leads nowhere: what is offered and what is sent starts from the believed one.
  const columns = { ...opened.columns, state: file.state, assignee: file.assignee }
  const facts = { columns, receivedDay: view.day, sinceDay: file.sinceDay, today, flags: toldFlags(view, file), referral: toldReferral(view, file), waits: toldWait(view, clocks, today) }

  async function send({ writes, acts = [], columns: next = null, summary = {}, addTeam = null }: CaseToSend): Promise<boolean> {
    setSending(true)
    setRefused(null)
    try {
      const ahead = withWrites(view, writes, directory.memberId, today)
      const after = fileOf({ ...opened, view: { ...view, timeline: ahead } }, directory)
      const told: SummaryFields = { ...view.summary, ...caseworkSummary(after, { priority: view.priority, timeline: ahead }), state: next?.state ?? file.state, ...summary }
      await writeCase(worker, opened, { writes, addTeam, columns: columnsToSend(next, file.state, opened.columns.state), summary: told, acts })
      if (next?.state === 'OUTCOME_GIVEN' || next?.state === 'DECLINED') await keepOutcome(worker, view, ahead, after)
      setSaid(t('desk.write.done'))
      await reload()
      return true
    } catch (error) {
      const reason = refusalWord(error)
      setSaid('')
      // Somebody was faster: show what is there now, then say so; what was typed stays where it is.
      if (['stale', 'taken', 'conflict'].includes(reason)) await reload()
      setRefused(reason)
      return false
    } finally {
      setSending(false)
    }
  }

  return {
    opened, view, file, facts, clocks, people, me: directory.memberId, desk, names, org: organisation, reporter, today, refused, said, reload, send, focus, inbox, onShred,
    busy: sending || settling,
    // A list that ran out says so itself.
    outside: !view.canWrite && (directory.roster?.expiry === 'ok' || directory.roster?.expiry === 'soon'),
    saveWork: async (records, acts = [], more = []) => {
      try {
        return await send({ writes: [...records.map((record) => workWrite(record, language)), ...more], acts })
      } catch (error) {
        // A value that breaks its schema: nearly always a text longer than a record may be.
        if (!(error instanceof RangeError)) throw error
        setRefused(JSON.stringify(records).length > longestText ? 'too-big' : 'unexpected')
        return false
      }
    },
  }
}

// The register takes the outcome from the case while it stands: without this line it is missing only once the case is destroyed.
async function keepOutcome(worker: DeskWorker, view: CaseRoom['view'], timeline: readonly TimelineEntry[], file: CaseFile): Promise<void> {
  const outcome = outcomeOf(view.summary.mark ?? '', view.day, timeline, file)
  if (outcome === null) return
  const gift = giftOf(caseNumberOf(view), file.inquiry)
  try {
    await recordOutcome(worker, view.deskId, outcome)
    if (gift !== null) await recordGift(worker, view.deskId, gift)
  } catch (error) {
    if (refusalWord(error) === 'unexpected') throw error
  }
}

// Once the reporter has read of it, every later event says it again for as long as no answer came.
function toldReferral(view: CaseRoom['view'], file: CaseFile): ReferralTold | null {
  const open = openReferral(file.referrals)
  return open !== undefined && (view.told?.flags ?? '').split(',').includes('REFERRED') ? referralTold(open) : null
}

// The same for a wait that an authority asked for: it is over with the last clock that stands still for it.
function toldWait(view: CaseRoom['view'], clocks: CaseRoom['clocks'], today: number): boolean {
  const told = (view.told?.flags ?? '').split(',').includes('PAUSED')
  return told && clocks.some((clock) => runningPause(clock, dayFrom(today))?.reason === 'authority-asked')
}

// What the reporter was told runs on until somebody tells that it is over.
function toldFlags(view: CaseRoom['view'], file: CaseFile): CaseFile['flags'] {
  const told = (view.told?.flags ?? '').split(',').includes('PROTECTING')
  return told && !file.flags.includes('PROTECTING') ? [...file.flags, 'PROTECTING'] : file.flags
}
