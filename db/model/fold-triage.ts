// The parts of a case file where the newest record is not simply believed: severity may rise alone but fall only with a
// second person, and the company may be spoken to only as the reporter's own words allow.
import type { TimelineEntry } from '#crypto/worker/views.ts'
import type { Person } from './decisions.ts'
import { weighedWords } from './decision-page.ts'
import type { Doubt } from './doubts.ts'
import type { PlacedDecision } from './fold-decisions.ts'
import { allOf, latestOf, newestOf, type Signed, type WorkRow } from './fold-work.ts'
import { contactAnswer } from './reporter-said.ts'
import { isDowngrade, weigh, type Weighed } from './severity.ts'
import { sortedJson, type WorkBody } from './work-records.ts'

export type WeighedSeverity = Signed<WorkBody<'severity'>> & Weighed

/** Each severity that was believed, oldest first, and the downgrades that two people agreed to. */
export function severitiesOf(rows: readonly WorkRow[], downgrades: readonly PlacedDecision[]): { path: WeighedSeverity[]; used: string[]; doubts: Doubt[] } {
  const path: WeighedSeverity[] = []
  const used: string[] = []
  const doubts: Doubt[] = []
  for (const record of allOf(rows, 'severity')) {
    const { entry, ...inputs } = record
    const weighed = { ...record, ...weigh(inputs) }
    const before = path.at(-1)
    if (before !== undefined && isDowngrade(before, weighed)) {
      const approved = downgrades.filter(({ digest, state }) => state === 'approved' && !used.includes(digest))
      // The two weights that were read are those of the records, or somebody agreed to a smaller step than this one.
      const fits = approved.find(({ proposal }) => proposal.kind === 'downgrade' && sortedJson(proposal.body.severity) === sortedJson(inputs)
        && weighedWords(proposal.body.from) === weighedWords(before) && weighedWords(proposal.body.to) === weighedWords(weighed))
      if (fits === undefined) {
        doubts.push({ kind: 'downgrade', why: approved.length > 0 ? 'other-than-approved' : 'no-approval', key: entry.key, text: `S${weighed.s} P${weighed.p}` })
        continue
      }
      used.push(fits.digest)
    }
    path.push(weighed)
  }
  return { path, used, doubts }
}

type Permission = WorkBody<'contact'>['permission']

/** Whether the company may be spoken to. `said`: the answer in the report. `entry` null: nobody at the desk has written down yet that they read it. */
export interface ContactState {
  readonly permission: Permission
  readonly mayContact: boolean
  readonly basis: WorkBody<'contact'>['basis'] | null
  readonly said: Permission
  /** What the desk wrote beside it; '' where it wrote nothing. */
  readonly text: string
  readonly entry: Signed<WorkBody<'contact'>>['entry'] | null
}

/** A record may always be stricter than the reporter; a milder one needs her words, or the board where life is in danger. */
export function contactOf(timeline: readonly TimelineEntry[], rows: readonly WorkRow[], people: readonly Person[]): { contact: ContactState; doubts: Doubt[] } {
  const said = saidIn(timeline)
  const record = newestOf(rows, 'contact')
  if (record === null) return { contact: { permission: said, mayContact: said === 'yes', basis: null, said, text: '', entry: null }, doubts: [] }
  const why = record.permission === 'yes' ? faultOf(record, timeline, said, people) : null
  const doubts: Doubt[] = why === null ? [] : [{ kind: 'contact', why, key: record.entry.key, text: record.permission }]
  const permission = why === null ? record.permission : said
  return { contact: { permission, mayContact: permission === 'yes', basis: why === null ? record.basis : 'report', said, text: record.text, entry: record.entry }, doubts }
}

/** Who declared an interest or none: only a person's own word counts. */
export function conflictsOf(rows: readonly WorkRow[]): { conflicts: Signed<WorkBody<'conflict'>>[]; doubts: Doubt[] } {
  const isOwn = ({ entry }: WorkRow) => entry.object === entry.memberId
  const others = allOf(rows.filter((row) => !isOwn(row)), 'conflict')
  return {
    conflicts: latestOf(rows.filter(isOwn), 'conflict'),
    doubts: others.map(({ entry }): Doubt => ({ kind: 'conflict', why: 'not-own-word', key: entry.key, text: entry.object })),
  }
}

function saidIn(timeline: readonly TimelineEntry[]): Permission {
  const report = timeline.find((entry) => entry.type === 'report')
  const said = report?.type === 'report' ? report.fields.contact : undefined
  return said === 'yes' || said === 'no' ? said : 'ask'
}

function faultOf(record: Signed<WorkBody<'contact'>>, timeline: readonly TimelineEntry[], said: Permission, people: readonly Person[]): Doubt['why'] | null {
  switch (record.basis) {
    case 'report':
      return said === 'yes' ? null : 'report-says-otherwise'
    case 'answer':
      if (!['yes', null].includes(contactAnswer(timeline))) return 'nobody-answered'
      return timeline.some(({ author, type }) => author.kind === 'reporter' && (type === 'text' || type === 'answer')) ? null : 'nobody-answered'
    case 'override':
      return people.some(({ deskId, roles }) => deskId === record.entry.deskId && roles.includes('BRD')) ? null : 'not-by-the-board'
  }
}
