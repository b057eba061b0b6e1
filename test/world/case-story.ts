// A case told entry by entry, as a desk's worker hands it to the page: who wrote what in which stream.
import type { Author, EventFields, PageWords, ReportFields, TimelineEntry, Verdict } from '#crypto/worker/views.ts'
import { caseFileOf, type AboutCase, type CaseFile } from '#db/model/case-file.ts'
import type { CaseState } from '#db/model/case-state.ts'
import { severityOnPage } from '#db/model/decision-page.ts'
import type { DeskOfRoster, Person } from '#db/model/decisions.ts'
import { proposalBody, type DecisionKind, type ProposalInput } from '#db/model/proposals.ts'
import type { DeskRole, MemberRole } from '#db/model/roles.ts'
import { theCase, workBody, type WorkInput, type WorkKind } from '#db/model/work-records.ts'

/** An id of 16 bytes that a reader recognises. */
export function idOf(name: string): string {
  return Array.from(name, (letter) => letter.charCodeAt(0).toString(16)).join('').padEnd(32, '0').slice(0, 32)
}

function team(label: string, roles: DeskRole[]): DeskOfRoster {
  return { id: idOf(label), label, roles }
}
export const teams = { legal: team('Legal', ['LEGAL']), rights: team('Rights', ['HRR']), board: team('Board', ['BRD']), counsel: team('Counsel', ['EXT']) }

function person(name: string, role: MemberRole, desk: DeskOfRoster): Person {
  return { memberId: idOf(name), name, role, deskId: desk.id, desk: desk.label, roles: desk.roles }
}
/** Hana and Hugo handle, Lea and Leo lead at Legal; Rin leads at Rights; Bo leads at the board. Cora, a lead of outside counsel, reads no case. */
export const hana = person('hana', 'handler', teams.legal)
export const hugo = person('hugo', 'handler', teams.legal)
export const lea = person('lea', 'lead', teams.legal)
export const leo = person('leo', 'lead', teams.legal)
export const rin = person('rin', 'lead', teams.rights)
export const bo = person('bo', 'lead', teams.board)
export const cora = person('cora', 'lead', teams.counsel)
export const people = [hana, hugo, lea, leo, rin, bo]

export const gift: WorkInput<'allegation'> = {
  text: 'A card worth 5,000 yen', code: 'GE-01', primary: true, facets: { ground: [], stage: [], mineral: [], direction: 'given', tier: 'one', harmed: 'nobody-yet' },
}
export const mild: WorkInput<'severity'> = {
  scale: 1, scope: 1, irremediability: 1, likelihood: 4, raises: [], dangerNow: false, indicators: [], childAtWork: false, armedGroupMineral: false, text: '',
}
/** A locked fire exit, 300 workers, no fire: severity 4. */
export const grave: WorkInput<'severity'> = { ...mild, scale: 4, scope: 4, irremediability: 4, likelihood: 2 }
export const step: WorkInput<'step'> = { verb: 'give-outcome', from: 'TRIAGE', to: 'OUTCOME_GIVEN', text: '', agreed: false, newFacts: '' }
export const refusal: ProposalInput<'decline'> = { reason: 'OUT_OF_SCOPE', places: 'The labour office', text: 'We have no say there.', endDay: 230, event: { reason: 'OUT_OF_SCOPE', text: 'We have no say there.', places: 'The labour office' } }

type Placed = 'key' | 'digest' | 'stream' | 'author' | 'n' | 'day' | 'lang' | 'urgent' | 'files'
type Content = TimelineEntry extends infer Each ? (Each extends TimelineEntry ? Omit<Each, Placed | 'epoch' | 'mark'> & Partial<Pick<Each, 'epoch' | 'mark'>> : never) : never

/** `shown`: where the page said something else than the proposal, or than the weight of that moment. */
type Outside = { person: Person; role?: MemberRole; shown?: Partial<PageWords> }

/** A story of one case; every entry comes on `day`, which the teller moves. */
export function caseStory() {
  const timeline: TimelineEntry[] = []
  const story = {
    timeline,
    day: 200,
    about: { deskId: teams.legal.id, people, teams: Object.values(teams), columns: null, held: null } as AboutCase,
    add(stream: TimelineEntry['stream'], author: Author, content: Content): TimelineEntry {
      const n = timeline.length
      const base = { key: `k${n}`, digest: n.toString(16).padStart(64, '0'), stream, author, n, epoch: 0, day: story.day, lang: 'en', urgent: false, mark: 'none', files: [] } as const
      const entry: TimelineEntry = { ...base, ...content }
      timeline.push(entry)
      return entry
    },
    report: (fields: ReportFields = {}) => story.add('talk', reporter, { type: 'report', fields, never: { roles: [], desks: [] } }),
    says: (sentences: string, text = '') => story.add('talk', reporter, { type: 'answer', fields: { sentences, text } }),
    tells: (state: CaseState | string, fields: EventFields = {}) => story.add('talk', deskAuthor, { type: 'event', fields: { state, sinceDay: String(story.day), ...fields } }),
    asks: (text: string) => story.add('talk', deskAuthor, { type: 'ask', fields: { text } }),
    lets: (added: DeskOfRoster, withHistory: boolean, author: Author = deskAuthor) =>
      story.add('talk', author, { type: 'open', epoch: 1, open: { added: [added.id], removed: [], restarted: [], withHistory } }),
    raw: (who: Person, kind: string, body: string, object = theCase) => story.add('room', memberAuthor(who), { type: 'work', work: { kind, object, body } }),
    work: <Kind extends WorkKind>(who: Person, kind: Kind, value: WorkInput<Kind>, object = theCase) => story.raw(who, kind, workBody(kind, value), object),
    declares: (who: Person, has = false) => story.work(who, 'conflict', { has, text: '' }, who.memberId),
    proposes: <Kind extends DecisionKind>(who: Person, kind: Kind, body: ProposalInput<Kind>) =>
      story.add('room', memberAuthor(who), { type: 'proposal', proposal: { kind, body: proposalBody(kind, body) } }).digest,
    decides: (who: Person, proposal: string, verdict: Verdict = 'approve', outside: Outside | 'unproven' | null = null) =>
      story.add('room', memberAuthor(who), { type: 'approval', approval: { proposal, verdict, text: 'because', ...(outside === null || outside === 'unproven' ? { outside, shown: null } : decidedOutside(outside, proposal, timeline)) } }),
    file: (about: Partial<AboutCase> = {}): CaseFile => caseFileOf(timeline, { ...story.about, ...about }),
    doubts: (about: Partial<AboutCase> = {}) => story.file(about).doubts.map(({ kind, why, text }) => `${kind} ${why} ${text}`),
  }
  return story
}
export type Story = ReturnType<typeof caseStory>

const reporter: Author = { kind: 'reporter', id: '', label: '' }
const deskAuthor: Author = { kind: 'desk', id: teams.legal.id, label: 'Legal' }

export function memberAuthor(who: Person): Author {
  return { kind: 'member', id: who.memberId, label: who.name, team: who.desk, deskId: who.deskId, role: who.role }
}

function decidedOutside({ person: who, role = who.role, shown = {} }: Outside, digest: string, timeline: readonly TimelineEntry[]) {
  const proposed = timeline.find((entry) => entry.digest === digest)
  const proposal = proposed?.type === 'proposal' ? proposed.proposal : { kind: '', body: '' }
  const { severity } = caseFileOf(timeline, { deskId: teams.legal.id, people, teams: Object.values(teams), columns: null, held: null })
  return {
    outside: { memberId: who.memberId, name: who.name, deskId: who.deskId, label: who.desk, role, day: timeline.at(-1)?.day ?? 0 },
    shown: { ...proposal, severity: severityOnPage(proposal.kind, severity), ...shown },
  }
}
