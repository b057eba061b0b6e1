import { expect, test } from 'vitest'
import { routeReport, type RoutableDesk, type RoutingAnswers } from '#db/model/routing.ts'
import { deskRoles, type DeskRole } from '#db/model/roles.ts'
import { tileIds } from '#db/model/tiles.ts'

type Desk = RoutableDesk<string>

const one = (role: DeskRole): Desk => ({ id: role.toLowerCase(), roles: [role], independent: role === 'EXT' || role === 'BRD' })
const all = deskRoles.map(one)
const reads = (answers: RoutingAnswers<string>, roster: readonly Desk[] = all): string => routeReport(answers, roster).recipients.join(' ')

const table: readonly (readonly [string, RoutingAnswers<string>, string])[] = [
  ['nothing but text', {}, 'legal'],
  ['pay', { tiles: ['pay'] }, 'legal hrr'],
  ['cannot leave the job', { tiles: ['trapped'] }, 'legal hrr'],
  ['children (R-08)', { tiles: ['child'] }, 'legal hrr'],
  ['danger at work', { tiles: ['safety'] }, 'legal ehs'],
  ['bad treatment', { tiles: ['treatment'] }, 'legal hrr'],
  ['unfair', { tiles: ['unfair'] }, 'legal hrr'],
  ['money and gifts', { tiles: ['money'] }, 'legal eth'],
  ['nature and metals (R-11)', { tiles: ['nature'] }, 'legal env min'],
  ['products and information', { tiles: ['product'] }, 'legal qual sec'],
  ['punished for speaking', { tiles: ['punished'] }, 'legal'],
  ['not sure', { tiles: ['else'] }, 'legal'],
  ['three tiles', { tiles: ['pay', 'safety', 'money'] }, 'legal hrr ehs eth'],
  ['danger now (R-01)', { danger: 'yes' }, 'legal ehs'],
  ['perhaps danger (R-01)', { danger: 'unsure' }, 'legal ehs'],
  ['no danger', { danger: 'no' }, 'legal'],
  ['the readers, no team named (R-02)', { who: ['readers'], tiles: ['pay'] }, 'ext brd'],
  ['the readers, Legal named (R-02)', { who: ['readers'], whoTeams: ['legal'], tiles: ['pay'] }, 'hrr ext brd'],
  ['the readers, another team named (R-02)', { who: ['readers'], whoTeams: ['hrr'], tiles: ['pay'] }, 'legal ext brd'],
  ['the readers, the outside lawyers named (R-02)', { who: ['readers'], whoTeams: ['ext'] }, 'legal brd'],
  ['purchasing staff (R-03)', { who: ['buying'] }, 'legal eth'],
  ['a director (R-04)', { who: ['director'], tiles: ['money'], danger: 'yes' }, 'ext brd'],
  ['the owner of the workplace (R-05)', { who: ['owner'] }, 'legal'],
  ['a broker (R-06)', { who: ['broker'] }, 'legal hrr'],
  ['a trainee (R-07)', { relationMore: ['visa'] }, 'legal hrr'],
  ['under 18 (R-08)', { relationMore: ['young'] }, 'legal hrr'],
  ['touching (R-09)', { touch: 'yes' }, 'legal hrr'],
  ['a supplier (R-14)', { relation: 'supplier' }, 'legal'],
  ['Legal taken out', { removedTeams: ['legal'] }, 'ext'],
  ['Legal taken out, pay', { tiles: ['pay'], removedTeams: ['legal'] }, 'hrr ext'],
  ['Legal and the outside lawyers taken out', { removedTeams: ['legal', 'ext'] }, 'brd'],
  ['a director, and the outside lawyers taken out', { who: ['director'], removedTeams: ['ext'] }, 'brd'],
  ['every team taken out', { removedTeams: all.map((desk) => desk.id) }, ''],
]

for (const [sentence, answers, expected] of table) {
  test(`with every desk: ${sentence} → ${expected === '' ? 'nobody, one must be put back' : expected}`, () => expect(reads(answers)).toBe(expected))
}

test('two desks, as a first installation has them', () => {
  const roster: Desk[] = [{ id: 'legal', roles: ['LEGAL', 'HRR', 'ETH'], independent: false }, { id: 'ext', roles: ['EXT'], independent: true }]
  expect(reads({ tiles: ['pay'] }, roster)).toBe('legal')
  expect(reads({ tiles: ['safety'], danger: 'yes' }, roster)).toBe('legal')
  expect(reads({ who: ['readers'] }, roster)).toBe('ext')
  const route = routeReport({ who: ['readers'] }, roster)
  // The roles of Legal too, so that a new desk for the same work is excluded as well, and roles nobody holds yet.
  expect(route.never).toEqual({ roles: ['LEGAL', 'HRR', 'EHS', 'ENV', 'ETH', 'QUAL', 'SEC', 'MIN'], desks: ['legal'] })
  expect(route.desks).toEqual([
    { id: 'legal', reads: false, excluded: true, rules: ['R-02'] },
    { id: 'ext', reads: true, excluded: false, rules: ['R-02'] },
  ])
})

test('one of two desks with the same role is excluded by id alone, and a role that stays is never listed', () => {
  const roster: Desk[] = [
    { id: 'tokyo', roles: ['LEGAL', 'HRR'], independent: false }, { id: 'dhaka', roles: ['LEGAL'], independent: false }, { id: 'ext', roles: ['EXT'], independent: true },
  ]
  const route = routeReport({ who: ['readers'], whoTeams: ['tokyo'], tiles: ['pay'] }, roster)
  expect(route.recipients).toEqual(['dhaka', 'ext'])
  expect(route.never).toEqual({ roles: ['HRR'], desks: ['tokyo'] })
})

test('a desk that is both Legal and external is not outside', () => {
  const roster: Desk[] = [{ id: 'mixed', roles: ['LEGAL', 'EXT'], independent: true }, { id: 'board', roles: ['BRD'], independent: true }]
  expect(reads({ who: ['director'] }, roster)).toBe('board')
  expect(routeReport({ who: ['director'] }, roster.slice(0, 1)).recipients).toEqual([])
})

test('rules that bind the desk are noted, and only danger is urgent', () => {
  expect(routeReport({ who: ['owner'], relation: 'supplier', contact: 'yes' }, all)).toMatchObject({ notes: ['R-05', 'R-14'], urgent: false })
  expect(routeReport({ relationMore: ['visa', 'young'], touch: 'yes' }, all).notes).toEqual(['R-07', 'R-08', 'R-09', 'R-16'])
  expect(routeReport({ danger: 'unsure' }, all).urgent).toBe(true)
})

const exclusions: readonly RoutingAnswers<string>[] = [
  {}, { who: ['readers'] }, { who: ['director'] }, { who: ['director', 'readers', 'buying'] },
  { who: ['readers'], whoTeams: ['legal'] }, { who: ['readers'], whoTeams: ['ext', 'hrr'] }, { who: ['readers', 'broker'], whoTeams: ['legal', 'ext', 'brd'] },
]

test('for every subset of desks and every set of teams taken out: no excluded desk reads, and whoever is left reads', () => {
  const wrong: string[] = []
  let count = 0
  // Each role: no such desk, a desk that stays, a desk that is taken out: 3^10 rosters.
  for (let code = 0; code < 3 ** deskRoles.length; code++) {
    const roster: Desk[] = []
    const removedTeams: string[] = []
    for (let rest = code, i = 0; i < all.length; i++, rest = Math.floor(rest / 3)) {
      const desk = all[i]
      if (desk === undefined || rest % 3 === 0) continue
      roster.push(desk)
      if (rest % 3 === 2) removedTeams.push(desk.id)
    }
    const tile = tileIds[code % tileIds.length] ?? 'else'
    const answers = { ...exclusions[code % exclusions.length], tiles: [tile], removedTeams, danger: code % 5 === 0 ? ('yes' as const) : ('no' as const) }
    const problem = problemOf(answers, roster)
    if (problem !== null) wrong.push(`${problem}: ${JSON.stringify(answers)} on ${roster.map((desk) => desk.id).join(' ')}`)
    count += 1
  }
  expect(count).toBe(59049)
  expect(wrong.slice(0, 5)).toEqual([])
})

test('for every subset of desks and every kind of exclusion alone', () => {
  const wrong: string[] = []
  for (let code = 0; code < 2 ** all.length; code++) {
    const roster = all.filter((_, i) => (code >> i) % 2 === 1)
    for (const exclusion of exclusions) for (const tile of tileIds) {
      const problem = problemOf({ ...exclusion, tiles: [tile] }, roster)
      if (problem !== null) wrong.push(`${problem}: ${JSON.stringify(exclusion)} on ${roster.map((desk) => desk.id).join(' ')}`)
    }
  }
  expect(wrong.slice(0, 5)).toEqual([])
})

function problemOf(answers: RoutingAnswers<string>, roster: readonly Desk[]): string | null {
  const route = routeReport(answers, roster)
  const excluded = (desk: Desk): boolean => route.never.desks.includes(desk.id) || desk.roles.some((role) => route.never.roles.includes(role))
  const readers = roster.filter((desk) => route.recipients.includes(desk.id))
  const outside = (desk: Desk): boolean => desk.roles.includes('EXT') || desk.roles.includes('BRD')
  const named = answers.whoTeams ?? []
  const who = answers.who ?? []
  if (route.recipients.length !== readers.length) return 'a recipient that does not exist'
  if (readers.some(excluded)) return 'an excluded desk reads'
  if (readers.some((desk) => (answers.removedTeams ?? []).includes(desk.id))) return 'a team that was taken out reads'
  if (who.includes('readers') && readers.some((desk) => named.includes(desk.id))) return 'a named team reads'
  if (who.includes('readers') && named.length === 0 && !readers.every(outside)) return 'an inside team reads about the readers'
  if (who.includes('director') && !readers.every(outside)) return 'an inside team reads about a director'
  if (roster.some((desk) => !excluded(desk)) !== readers.length > 0) return 'a report reaches nobody although a desk is left'
  const ext = roster.find((desk) => desk.id === 'ext')
  const owned = readers.some((desk) => desk.roles.includes('LEGAL'))
  if (!owned && ext !== undefined && !excluded(ext) && !readers.includes(ext)) return 'no owner although the external desk could be'
  if (roster.some((desk) => excluded(desk) !== route.desks.find((row) => row.id === desk.id)?.excluded)) return 'the page would show another list'
  return null
}
