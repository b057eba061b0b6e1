// The sentences of a decision: what would be done, what follows from it, and what to look at before one agrees.
import type { Decision } from '#db/model/decisions.ts'
import type { CaseFile } from '#db/model/case-file.ts'
import { daysToDisagree } from '#db/model/deadlines.ts'
import type { DayFormats } from '#app/ui/days.ts'
import type { Translate } from '#app/ui/desk-words.tsx'

export type AboutDecision = { t: Translate; days: DayFormats; today: number; title: string; deskLabel: (id: string) => string | null }
type Proposed = Pick<Decision, 'proposal'>

/** One line: what would be done, and to which message. */
export function titleOf({ proposal }: Proposed, { t, title, deskLabel }: Pick<AboutDecision, 't' | 'title' | 'deskLabel'>): string {
  const kind = proposal.kind === 'hold' && !proposal.body.on ? 'unhold' : proposal.kind
  const team = proposal.kind === 'add-desk' ? (deskLabel(proposal.body.deskId) ?? '–') : ''
  return t(`desk.decision.title.${kind}`, { title, team })
}

/** The second line: what follows from agreeing. */
export function consequenceOf({ proposal }: Proposed, { t, days, today, deskLabel }: Omit<AboutDecision, 'title'>): string {
  switch (proposal.kind) {
    case 'decline':
      return t('desk.decision.after.decline', { state: t('state.DECLINED.label'), date: days.long(lastDay(proposal.body.endDay, today)) })
    case 'downgrade':
      return t('desk.decision.after.downgrade', { from: `S${proposal.body.from.s} P${proposal.body.from.p}`, to: `S${proposal.body.to.s} P${proposal.body.to.p}` })
    case 'add-desk':
      return t(proposal.body.history ? 'desk.decision.after.add-all' : 'desk.decision.after.add-new', { team: deskLabel(proposal.body.deskId) ?? '–' })
    case 'hold':
      return proposal.body.on ? t('desk.decision.after.hold', { date: days.long(proposal.body.reviewDay) }) : t('desk.decision.after.unhold')
    default:
      return t(`desk.decision.after.${proposal.kind}`)
  }
}

/** What was asked to be decided, with its day, its team or its weight, for lists that tell it afterwards. */
export function decidedOf({ proposal }: Proposed, { t, days, deskLabel }: Pick<AboutDecision, 't' | 'days' | 'deskLabel'>): string {
  switch (proposal.kind) {
    case 'downgrade':
      return t('desk.decided.downgrade', { from: `S${proposal.body.from.s} P${proposal.body.from.p}`, to: `S${proposal.body.to.s} P${proposal.body.to.p}` })
    case 'add-desk':
      return t(proposal.body.history ? 'desk.decided.add-all' : 'desk.decided.add-new', { team: deskLabel(proposal.body.deskId) ?? '–' })
    case 'hold':
      return proposal.body.on ? t('desk.decided.hold', { date: days.long(proposal.body.reviewDay) }) : t('desk.decided.unhold')
    case 'export':
      return proposal.body.untilDay === null ? t('desk.decided.export') : t('desk.decided.exportUntil', { date: days.long(proposal.body.untilDay) })
    default:
      return t(`desk.decided.${proposal.kind}`)
  }
}

/** The day until which a reporter may disagree with a refusal that goes out today: never less than the promised time. */
export function lastDay(proposed: number, today: number): number {
  return Math.max(proposed, today + daysToDisagree)
}

/** The reason as the first person gave it, in one line; empty where the reason stands among the words for the file. */
export function reasonOf({ proposal }: Proposed, t: Translate): string {
  if (proposal.kind === 'decline') return t(`reason.${proposal.body.reason}`, { body: proposal.body.event.body ?? '…' })
  return proposal.kind === 'identity-question' ? t(`lawfulReason.${proposal.body.lawfulReason}`) : ''
}

/** Why, for the file. */
export function whyOf({ proposal }: Proposed): string {
  switch (proposal.kind) {
    case 'decline':
      return proposal.body.text
    case 'hold':
      return proposal.body.reason
    case 'export':
      return proposal.body.purpose
    default:
      return proposal.body.why
  }
}

/** What the second person ticks before agreeing. */
export function ticksOf({ proposal }: Decision, file: Pick<CaseFile, 'severity'>, t: Translate): string[] {
  const near = t('desk.decision.tick.near')
  switch (proposal.kind) {
    case 'decline': {
      const weight = file.severity === null ? t('desk.decision.tick.unweighed') : t('desk.decision.tick.severity', { s: file.severity.s, p: file.severity.p })
      return [near, weight, t('desk.decision.tick.places')]
    }
    case 'hold':
      return [near, t(proposal.body.on ? 'desk.decision.tick.hold' : 'desk.decision.tick.unhold')]
    default:
      return [near, t(`desk.decision.tick.${proposal.kind}`)]
  }
}
