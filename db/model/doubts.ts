// What a browser does not believe: something is told by the server or by one person alone that the signed entries do not bear out.

/** Words: `desk.doubt.`. */
export const doubtKinds = ['state', 'assignee', 'held', 'step', 'decline', 'downgrade', 'add-desk', 'approval', 'conflict', 'contact', 'link'] as const
export type DoubtKind = (typeof doubtKinds)[number]

/** Words: `desk.doubtWhy.`. */
export const doubtReasons = [
  'server-differs', 'not-in-table', 'no-approval', 'other-than-approved',
  'self-approved', 'approver-conflicted', 'approver-not-lead', 'approver-worked-before', 'approver-not-independent',
  'outside-unproven', 'no-such-proposal', 'decided-already', 'not-own-word', 'report-says-otherwise', 'nobody-answered', 'not-by-the-board', 'kept-out',
] as const
export type DoubtReason = (typeof doubtReasons)[number]

/** `key`: the entry that is doubted, null where it is a column of the server. `text`: the state, member, desk or score that is told and not believed; of a link the teams that must not read it. */
export interface Doubt {
  readonly kind: DoubtKind
  readonly why: DoubtReason
  readonly key: string | null
  readonly text: string
}
