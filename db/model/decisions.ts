// Who may be the second person of a decision that nobody takes alone, and why somebody may not. The page asks before it
// offers, the fold (fold-decisions.ts) asks again of every approval that it reads.
import type { CaseFile } from './case-file.ts'
import type { DecisionKind, Proposal } from './proposals.ts'
import type { DeskRole, MemberRole } from './roles.ts'

/** A member on the newest checked list of a desk that reads the case. Somebody in two desks stands here twice. */
export interface Person {
  readonly memberId: string
  readonly name: string
  readonly role: MemberRole
  readonly deskId: string
  /** Signed label of the desk. */
  readonly desk: string
  readonly roles: readonly DeskRole[]
}

/** A desk of the newest signed roster. */
export interface DeskOfRoster {
  readonly id: string
  readonly label: string
  readonly roles: readonly DeskRole[]
}

/** Who took part in a decision; `outside`: at a desk that does not read the case. */
export interface Decider {
  readonly memberId: string
  readonly name: string
  readonly desk: string
  readonly day: number
  readonly text: string
  readonly outside: boolean
}

/** One proposal and what became of it. `used`: the act that it allows was found, once. */
export interface Decision {
  /** Digest of the proposal: what an approval names. */
  readonly digest: string
  readonly key: string
  readonly proposal: Proposal
  readonly by: Omit<Decider, 'text' | 'outside'>
  readonly state: 'open' | 'approved' | 'back' | 'aside'
  /** Who decided; null while it is open. */
  readonly second: Decider | null
  readonly used: boolean
}

/** Why a person may not be the second one; `nobody-else`: there is no other person at all. */
export type Refused = 'proposer' | 'conflict' | 'not-a-lead' | 'worked-before' | 'not-independent' | 'unknown-person' | 'nobody-else'

const leads: readonly DecisionKind[] = ['decline', 'hold', 'add-desk', 'export']
/** Judgements on the matter itself. The others must stay possible where all of a small team has worked on the case, or no fresh desk could ever be called in (D-025). */
const judgements: readonly DecisionKind[] = ['decline', 'downgrade']

/** What the rules about second persons look at. */
export interface Standing {
  /** Members whose own newest word is that they have an interest in the matter. */
  readonly conflicted: readonly string[]
  /** Members who worked on the case before the appeal or the punishment that it is judged anew for; empty where it is neither. */
  readonly workedBefore: readonly string[]
  /** From this severity on only a desk outside the line may agree to decline; null where nobody has weighed the case. */
  readonly severity: number | null
}

/** Null where this person may agree to a proposal of that kind by `proposer`, else the first reason why not. `role`: the highest since it was signed; null where no list tells it. */
export function refusedAs(
  person: { readonly memberId: string; readonly role: MemberRole | null; readonly roles: readonly DeskRole[] }, kind: DecisionKind, proposer: string, standing: Standing,
): Refused | null {
  if (person.memberId === proposer) return 'proposer'
  if (standing.conflicted.includes(person.memberId)) return 'conflict'
  if (leads.includes(kind) && person.role !== 'lead') return 'not-a-lead'
  if (judgements.includes(kind) && standing.workedBefore.includes(person.memberId)) return 'worked-before'
  if (kind === 'decline' && isGrave(standing.severity) && !isIndependent(person.roles)) return 'not-independent'
  return null
}

/** Null where this member of a desk that was asked may decide on a page, else why not. What only the case knows (who has an interest, who worked on it) is held where the answer is carried in. */
export function refusedOnPage(
  page: { readonly kind: DecisionKind; readonly severity: number | null; readonly proposer: string }, person: { readonly memberId: string; readonly role: MemberRole; readonly roles: readonly DeskRole[] },
): Refused | null {
  return refusedAs(person, page.kind, page.proposer, { conflicted: [], workedBefore: [], severity: page.severity })
}

/** Severity 3 and 4: life, liberty, lasting harm. */
export function isGrave(severity: number | null): boolean {
  return severity !== null && severity >= 3
}

/** A desk of outside counsel or of the board. */
export function isIndependent(roles: readonly DeskRole[]): boolean {
  return roles.includes('EXT') || roles.includes('BRD')
}

/** How the people of a case stand to a decision taken now. */
export function standingIn(file: Pick<CaseFile, 'conflicts' | 'workedBefore' | 'severity'>): Standing {
  return {
    conflicted: file.conflicts.filter(({ has }) => has).map(({ entry }) => entry.memberId),
    workedBefore: file.workedBefore,
    severity: file.severity?.s ?? null,
  }
}

export interface SecondPersons {
  /** Members of desks that read the case, none twice. */
  readonly people: readonly Person[]
  /** Desks that do not read it and may be asked by a page without the case. */
  readonly desks: readonly DeskOfRoster[]
  /** Null where there is somebody to ask; else the commonest reason, and the step is refused with it. */
  readonly why: Refused | null
}

/** Who may decide on a proposal of that kind by `proposer`. `outside`: desks of the roster that neither read the case nor are kept out of it. */
export function secondPersonFor(
  kind: DecisionKind, about: { readonly proposer: string; readonly file: CaseFile; readonly people: readonly Person[]; readonly outside: readonly DeskOfRoster[] },
): SecondPersons {
  const { proposer, people, outside } = about
  const standing = standingIn(about.file)
  const asked = people.map((person) => ({ person, refused: refusedAs(person, kind, proposer, standing) }))
  const eligible = asked.filter(({ refused }) => refused === null).map(({ person }) => person)
  const once = eligible.filter((person, at) => eligible.findIndex(({ memberId }) => memberId === person.memberId) === at)
  const desks = kind === 'decline' && isGrave(standing.severity) ? outside.filter(({ roles }) => isIndependent(roles)) : [...outside]
  return { people: once, desks, why: once.length + desks.length > 0 ? null : commonest(asked.flatMap(({ refused }) => refused ?? [])) }
}

/** True where nobody is left to decide once this member steps aside: no other person of the case, and no team that could be asked. */
export function endsWithout(decision: Decision, me: string, about: { readonly file: CaseFile; readonly people: readonly Person[]; readonly outside: readonly DeskOfRoster[] }): boolean {
  const { people, desks } = secondPersonFor(decision.proposal.kind, { ...about, proposer: decision.by.memberId })
  return desks.length === 0 && people.every(({ memberId }) => memberId === me)
}

/** Null where this member may approve the open proposal or give it back, else why not. To put a proposal aside is open to everybody. */
export function mayDecide(decision: Decision, me: string, { file, people }: { readonly file: CaseFile; readonly people: readonly Person[] }): Refused | null {
  const rows = people.filter(({ memberId }) => memberId === me)
  const answers = rows.map((person) => refusedAs(person, decision.proposal.kind, decision.by.memberId, standingIn(file)))
  return answers.length === 0 ? 'unknown-person' : answers.includes(null) ? null : (answers[0] ?? null)
}

// That it is the proposer's own case says the least about what would help.
function commonest(reasons: readonly Refused[]): Refused {
  const others = reasons.filter((reason) => reason !== 'proposer')
  const count = (reason: Refused) => others.filter((one) => one === reason).length
  return others.reduce<Refused>((most, reason) => (count(reason) > count(most) ? reason : most), 'nobody-else')
}
