// Where a portal stands on its way to opening: pure, from what the server holds and what this page has seen.

import type { SetUpAnswer } from './set-up.client.ts'

export const setUpSteps = ['organisation', 'root', 'teams', 'founders', 'compare'] as const
export type SetUpStep = (typeof setUpSteps)[number]

export type Blocker = { key: string; done: boolean }

/** The two teams every portal begins with; a person may hold only one of them. */
export const firstTeams = [
  { name: 'legal', roles: ['LEGAL', 'HRR', 'EHS', 'ENV', 'ETH', 'QUAL', 'SEC', 'MIN'], independent: false },
  { name: 'external', roles: ['EXT', 'BRD'], independent: true },
] as const

/** The step that is open; `null` once the portal is live. */
export function openStep(answer: SetUpAnswer): SetUpStep | null {
  if (answer.organisation === null || answer.status === null) return 'organisation'
  if (answer.status.live) return null
  if (answer.rootFp === null) return 'root'
  if (answer.status.desks.length < firstTeams.length) return 'teams'
  return answer.status.desks.every((desk) => desk.founded !== null) ? 'compare' : 'founders'
}

/** What still stands in the way of opening, in the order in which it is done. */
export function blockersOf(answer: SetUpAnswer, compared: readonly string[]): Blocker[] {
  const desks = answer.status?.desks ?? []
  return [
    { key: 'organisation', done: answer.organisation !== null },
    { key: 'root', done: answer.rootFp !== null },
    { key: 'team', done: desks.some((desk) => !desk.independent && desk.founded !== null) },
    { key: 'independent', done: desks.some((desk) => desk.independent && desk.founded !== null) },
    { key: 'compared', done: desks.length > 0 && desks.every((desk) => compared.includes(desk.deskId)) },
  ]
}
