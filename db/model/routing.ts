// Which desks can open a report: a pure function of the answers and of the signed list of desks, run in the reporter's browser.
// An excluded desk gets no key and stands in the signed `never` list, so that nobody can add it later.
import type { Answer } from './questions.ts'
import { deskRoles, type DeskRole } from './roles.ts'
import { desksOfTile, type TileId } from './tiles.ts'

/** A desk of the newest signed roster. */
export interface RoutableDesk<Id extends string> {
  readonly id: Id
  readonly roles: readonly DeskRole[]
  readonly independent: boolean
}

export interface RoutingAnswers<Id extends string> {
  readonly tiles?: readonly TileId[]
  readonly danger?: Answer<'danger'> | undefined
  readonly who?: readonly Answer<'who'>[]
  /** Teams named after "someone in a team that reads these messages". */
  readonly whoTeams?: readonly Id[]
  readonly relation?: Answer<'relation'> | undefined
  readonly relationMore?: readonly Answer<'relationMore'>[]
  readonly touch?: Answer<'touch'> | undefined
  readonly nearest?: Answer<'nearest'> | undefined
  readonly contact?: Answer<'contact'> | undefined
  /** Teams taken out on the check page. */
  readonly removedTeams?: readonly Id[]
}

export type Rule = 'owner' | 'tile' | 'removed' | 'fall-back' | `R-${'01' | '02' | '03' | '04' | '05' | '06' | '07' | '08' | '09' | '11' | '14' | '16'}`

export interface Route<Id extends string> {
  /** Desks that get the key, in the order of the roster. Empty only if every desk is excluded: then one must be put back. */
  readonly recipients: readonly Id[]
  readonly never: { readonly roles: readonly DeskRole[]; readonly desks: readonly Id[] }
  /** Someone may be in danger now: the one bit that the server learns. */
  readonly urgent: boolean
  /** Every desk of the roster, whether it reads, and the rules that say so. */
  readonly desks: readonly { readonly id: Id; readonly reads: boolean; readonly excluded: boolean; readonly rules: readonly Rule[] }[]
  /** Rules that bind the desk's work and change no recipient. */
  readonly notes: readonly Rule[]
}

/** Rules of the domain in their order; those that need a code run at triage. Guarantees: no recipient is excluded by `never`,
 *  by id or by role, and as long as one desk is not excluded somebody receives the report. A case without LEGAL is owned by EXT. */
export function routeReport<Id extends string>(answers: RoutingAnswers<Id>, roster: readonly RoutableDesk<Id>[]): Route<Id> {
  const excluded = exclusions(answers, roster)
  const never = neverList(answers, roster, excluded)
  const isOut = (desk: RoutableDesk<Id>): boolean => never.desks.includes(desk.id) || desk.roles.some((role) => never.roles.includes(role))
  const wanted = wantedRoles(answers)
  const invited = new Map<Id, Rule[]>()
  for (const desk of roster) {
    const rules = wanted.filter(([role]) => desk.roles.includes(role)).map(([, rule]) => rule)
    if (!isOut(desk) && rules.length > 0) invited.set(desk.id, rules)
  }
  const owned = roster.some((desk) => invited.has(desk.id) && desk.roles.includes('LEGAL'))
  const left = roster.filter((desk) => !isOut(desk))
  if (!owned) for (const desk of standIns(left, invited.size === 0)) if (!invited.has(desk.id)) invited.set(desk.id, ['fall-back'])
  return {
    recipients: roster.filter((desk) => invited.has(desk.id)).map((desk) => desk.id),
    never,
    urgent: isUrgent(answers),
    desks: roster.map((desk) => ({
      id: desk.id,
      reads: invited.has(desk.id),
      excluded: isOut(desk),
      rules: [...new Set([...(excluded.get(desk.id) ?? []), ...(invited.get(desk.id) ?? [])])],
    })),
    notes: notesFor(answers),
  }
}

/** Not sure counts as danger: the page promises a reader by tomorrow in both cases. */
function isUrgent(answers: RoutingAnswers<string>): boolean {
  return answers.danger === 'yes' || answers.danger === 'unsure'
}

/** Desks that stand outside the organisation's own line: they may read about its directors and about the readers themselves. */
function isOutside(desk: RoutableDesk<string>): boolean {
  const outside = desk.roles.includes('EXT') || desk.roles.includes('BRD')
  return outside && !desk.roles.includes('LEGAL')
}

function accusesAllReaders(answers: RoutingAnswers<string>): boolean {
  return (answers.who ?? []).includes('readers') && (answers.whoTeams ?? []).length === 0
}

function exclusions<Id extends string>(answers: RoutingAnswers<Id>, roster: readonly RoutableDesk<Id>[]): Map<Id, Rule[]> {
  const out = new Map<Id, Rule[]>()
  const add = (id: Id, rule: Rule): void => void out.set(id, [...(out.get(id) ?? []), rule])
  const who = answers.who ?? []
  for (const desk of roster) {
    if (who.includes('readers') && (answers.whoTeams ?? []).includes(desk.id)) add(desk.id, 'R-02')
    if (accusesAllReaders(answers) && !isOutside(desk)) add(desk.id, 'R-02')
    if (who.includes('director') && !isOutside(desk)) add(desk.id, 'R-04')
    if ((answers.removedTeams ?? []).includes(desk.id)) add(desk.id, 'removed')
  }
  return out
}

/** Excluded desks by id, and the roles that only excluded desks hold, so that a new desk for the same work is excluded too. */
function neverList<Id extends string>(
  answers: RoutingAnswers<Id>,
  roster: readonly RoutableDesk<Id>[],
  excluded: ReadonlyMap<Id, readonly Rule[]>,
): Route<Id>['never'] {
  const outsideOnly = accusesAllReaders(answers) || (answers.who ?? []).includes('director')
  const kept = new Set(roster.filter((desk) => !excluded.has(desk.id)).flatMap((desk) => desk.roles))
  const out = new Set(roster.filter((desk) => excluded.has(desk.id)).flatMap((desk) => desk.roles))
  const roles = deskRoles.filter((role) => !kept.has(role) && (out.has(role) || (outsideOnly && role !== 'EXT' && role !== 'BRD')))
  return { roles, desks: [...excluded.keys()].sort() }
}

/** Roles that should read, each with the rule that asks for it. */
function wantedRoles(answers: RoutingAnswers<string>): (readonly [DeskRole, Rule])[] {
  const who = answers.who ?? []
  const more = answers.relationMore ?? []
  const tiles = answers.tiles ?? []
  const wanted: (readonly [DeskRole, Rule])[] = [['LEGAL', 'owner']]
  for (const tile of tiles) for (const role of desksOfTile[tile]) wanted.push([role, role === 'MIN' ? 'R-11' : 'tile'])
  if (isUrgent(answers)) wanted.push(['EHS', 'R-01'])
  if (who.includes('readers')) wanted.push(['EXT', 'R-02'], ['BRD', 'R-02'])
  if (who.includes('buying')) wanted.push(['ETH', 'R-03'])
  if (who.includes('director')) wanted.push(['EXT', 'R-04'], ['BRD', 'R-04'])
  if (who.includes('broker')) wanted.push(['HRR', 'R-06'])
  if (more.includes('visa')) wanted.push(['HRR', 'R-07'])
  if (more.includes('young') || tiles.includes('child')) wanted.push(['HRR', 'R-08'])
  if (answers.touch === 'yes') wanted.push(['HRR', 'R-09'])
  return wanted
}

/** Who owns a case that LEGAL cannot: the External desk, without one the board. Only where nobody at all was invited also
 *  any independent desk, and then whoever is left. */
function standIns<Id extends string>(left: readonly RoutableDesk<Id>[], nobodyYet: boolean): readonly RoutableDesk<Id>[] {
  const steps = [left.filter((desk) => desk.roles.includes('EXT')), left.filter((desk) => desk.roles.includes('BRD'))]
  if (nobodyYet) steps.push(left.filter((desk) => desk.independent), [...left])
  return steps.find((step) => step.length > 0) ?? []
}

function notesFor(answers: RoutingAnswers<string>): Rule[] {
  const notes: Rule[] = []
  if ((answers.who ?? []).includes('owner')) notes.push('R-05')
  if ((answers.relationMore ?? []).includes('visa')) notes.push('R-07')
  if ((answers.relationMore ?? []).includes('young') || (answers.tiles ?? []).includes('child')) notes.push('R-08')
  if (answers.touch === 'yes') notes.push('R-09')
  if (answers.relation === 'supplier') notes.push('R-14')
  if (answers.contact !== 'yes') notes.push('R-16')
  return notes
}
