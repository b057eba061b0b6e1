// One request for all that was weighed: the records that changed, the clocks they set, and the milder result as a proposal.

import type { CaseAct, DeskWrite } from '#crypto/worker/messages.ts'
import type { CaseClock } from '#db/model/case-clocks.ts'
import type { ClockChange } from '#db/model/clock-plan.ts'
import { dayFrom } from '#db/model/ids.ts'
import { proposalBody } from '#db/model/proposals.ts'
import { weigh } from '#db/model/severity.ts'
import { useWords } from '#app/ui/desk-words.tsx'
import { clocksOfAct, clockWork } from '../case/case-clock-acts.ts'
import { useCase, type CaseRoom } from '../case/case-context.tsx'
import { changedRecords, inputsFrom, severityOf, type TriageDraft } from './triage-draft.ts'

export type TriagePlan = { milder: boolean; laws: readonly ClockChange[] }

/** Sends what differs from the file; true once it has arrived, or where nothing differs. */
export function useSaveTriage(): (draft: TriageDraft, plan: TriagePlan) => Promise<boolean> {
  const { t, language } = useWords()
  const room = useCase()
  return async (draft, { milder, laws }) => {
    const records = changedRecords(draft, room.file, { milder, takenOut: t('desk.sort.takenOut') })
    const lawsChange = records.some(({ kind }) => kind === 'legal')
    const clocks = clockWork(joined([...(lawsChange ? laws : []), ...urgentClocks(room, draft, milder, lawsChange ? laws : [])]))
    const { writes, acts } = milder ? proposed(room, draft, language) : { writes: [], acts: [] }
    if (records.length + clocks.records.length + writes.length === 0) return true
    return room.saveWork([...records, ...clocks.records], [...clocks.acts, ...acts], writes)
  }
}

// The first priority starts a clock of its own, unless the case had it already.
function urgentClocks(room: CaseRoom, draft: TriageDraft, milder: boolean, laws: readonly ClockChange[]): ClockChange[] {
  const inputs = inputsFrom(draft.severity)
  if (milder || inputs === null || weigh(inputs).p !== 1 || room.file.severity?.p === 1) return []
  return clocksOfAct(room, 'weighed-p1', { urgentDay: dayFrom(room.today) }, after(room.clocks, laws))
}

function after(clocks: readonly CaseClock[], changes: readonly ClockChange[]): CaseClock[] {
  return [...clocks.filter(({ clockId }) => !changes.some(({ clock }) => clock.clockId === clockId)), ...changes.map(({ clock }) => clock)]
}

// The server hears of each clock once.
function joined(changes: readonly ClockChange[]): ClockChange[] {
  return [...new Map(changes.map((change) => [change.clock.clockId, change])).values()]
}

function proposed({ file }: CaseRoom, draft: TriageDraft, lang: string): { writes: DeskWrite[]; acts: CaseAct[] } {
  const inputs = inputsFrom(draft.severity)
  if (inputs === null || file.severity === null) return { writes: [], acts: [] }
  const { s, p } = weigh(inputs)
  const severity = severityOf(inputs, draft)
  const body = proposalBody('downgrade', { from: { s: file.severity.s, p: file.severity.p }, to: { s, p }, severity: { ...severity, raises: [...severity.raises], indicators: [...severity.indicators] }, why: draft.why.trim() })
  return { writes: [{ type: 'proposal', fields: { kind: 'downgrade', body }, lang }], acts: [{ kind: 'propose' }] }
}
