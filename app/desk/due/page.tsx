import { Link } from '@remix-run/react'
import { useCallback, useState } from 'react'
import { dayFrom } from '#db/model/ids.ts'
import { Action } from '#app/ui/field.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { nameOf, standingIn } from '../absence/colleagues.ts'
import { StandIn } from '../absence/stand-in.tsx'
import { useAbsences } from '../absence/use-absences.ts'
import { useDesk } from '../desk-session.tsx'
import { endReminder } from '../inbox/bulk.client.ts'
import { allLines } from '../inbox/load.client.ts'
import { groupByTurn, turnOrder } from '../inbox/rows.ts'
import { printPage } from '../print/print-page.client.ts'
import { refusalWord } from '../requests.client.ts'
import { RoomPage, useAddress, useLoaded } from '../room-page.tsx'
import { Bars, Quarters, type BarRow } from '../statistics/charts.tsx'
import { answered, inTimeByQuarter, uniqueCases } from '../statistics/measures.ts'
import { Board } from './board.tsx'
import { dueCounts, lanesOf, type Lane } from './lanes.ts'
import { loadClocks } from './load.client.ts'
import { ReviewPart } from './review-part.tsx'

export const handle = { audience: 'desk', js: true, states: ['filled', 'empty', 'refused'] }

// Lanes beyond these wait behind a button: the near dates are what the page is for.
const lanesAtFirst = 40

/** What is due: every clock of the member's desks, nearest date first. */
export default function Due() {
  const { t, today, language } = useWords()
  const { worker, directory } = useDesk()
  const address = useAddress()
  const [all, setAll] = useState(false)
  const load = useCallback(async () => {
    const [clocks, rows] = await Promise.all([loadClocks(worker, { stopped: true }), allLines(worker, { view: 'all' })])
    return { clocks, rows }
  }, [worker])
  const { shown, refused, again } = useLoaded(load)
  const [ending, setEnding] = useState<string | null>(null)
  const [failed, setFailed] = useState<string | null>(null)
  const lanes = shown === null ? [] : lanesOf(shown.clocks, shown.rows, today)
  const absences = useAbsences()
  const standsIn = standingIn(absences, directory.memberId, today)
  const standIn = (lane: Lane) => (standsIn.some(({ memberId }) => memberId === lane.assignee) ? nameOf(directory, lane.assignee ?? '') : null)
  const counts = dueCounts(lanes, today)

  async function end(lane: Lane): Promise<void> {
    setEnding(lane.key)
    setFailed(null)
    try {
      const { clockId, startDay, dueDay, notices } = lane
      await endReminder({ worker, directory }, lane.caseId, { clockId, rule: 'OWN', startDay: dayFrom(startDay), dueDay: dayFrom(dueDay), notices: [...notices, dueDay].map(dayFrom), pauses: [], stoppedDay: null }, language)
      again()
    } catch (error) {
      setFailed(refusalWord(error))
    }
    setEnding(null)
  }

  return (
    <RoomPage
      title={t('desk.board.title')}
      refused={refused ?? failed}
      opening={shown === null}
      facts={
        shown === null ? undefined : (
          <p>
            {counts.late === 0 ? null : <b className="late">{t('desk.board.late', { n: counts.late })} </b>}
            {t('desk.board.counts', { week: counts.week, later: counts.later })} <span className="soft">{t('desk.board.zone')}</span>
          </p>
        )
      }
      end={
        <>
          <Action onPress={printPage}>{t('desk.board.print')}</Action>
          <Link className="button" to={address('/desk/calendar')}>{t('desk.board.calendar')}</Link>
          <Link className="button" to={address('/desk/absences')}>{t('desk.away.title')}</Link>
        </>
      }
    >
      {shown === null ? null : (
        <div className="stack">
          <StandIn />
          <section className="sheet" data-board>
            <h2>{t('desk.board.clocks')}</h2>
            {lanes.length === 0 ? <p>{t('desk.board.empty')}</p> : <Board lanes={all ? lanes : lanes.slice(0, lanesAtFirst)} address={(caseId) => address(`/desk/case/${caseId}`)} standIn={standIn} onEnd={(lane) => void end(lane)} ending={ending} />}
            {lanes.length === 0 ? null : <p className="soft">{t('desk.board.legend')}</p>}
            {all || lanes.length <= lanesAtFirst ? null : <Action onPress={() => setAll(true)}>{t('desk.board.more', { n: lanes.length - lanesAtFirst })}</Action>}
          </section>
          <ReviewPart />
          <div className="pair">
            <section className="sheet">
              <h2>{t('desk.stats.firstAnswer')}</h2>
              <Quarters caption={t('desk.stats.firstAnswer')} rows={inTimeByQuarter(answered('G-ACK', shown.clocks, shown.rows), today, 5)} />
            </section>
            <section className="sheet">
              <h2>{t('desk.stats.turns')}</h2>
              <TurnBars rows={shown.rows} />
            </section>
          </div>
        </div>
      )}
    </RoomPage>
  )
}

function TurnBars({ rows }: { rows: Parameters<typeof uniqueCases>[0] }) {
  const { t, today } = useWords()
  const open = uniqueCases(rows).filter(({ row }) => row.turn !== 'nobody' || row.nextDay !== null)
  const groups = groupByTurn(open, today)
  const bars: BarRow[] = turnOrder.map((turn) => {
    const count = groups.find((group) => group.turn === turn)?.rows.length ?? 0
    return { key: turn, label: t(`desk.group.${turn}`), said: String(count), parts: [{ value: count, kind: turn === 'late' ? 'late' : turn === 'ours' ? 'dark' : 'light' }] }
  })
  return <Bars caption={t('desk.stats.turns')} head={[t('desk.head.turn'), t('desk.stats.count')]} rows={bars} />
}
