/**
 * A signed roster in words (§7.2): what a page may show of teams, roles and fingerprints.
 * For both workers; every word in it is signed by the root.
 */
import { fingerprint } from './card.ts'
import { deskCardHash } from './desk-card.ts'
import type { RosterStanding } from './roster-book.ts'
import { roleNames } from './roster.ts'
import type { RosterDesk } from './roster.ts'
import type { RosterView, Team } from './worker/views.ts'

/** One desk as people know it. */
export function teamOf(desk: RosterDesk): Team {
  return {
    id: desk.card.deskId,
    label: desk.label,
    recoveryLabel: desk.recoveryLabel,
    roles: roleNames(desk.roles),
    independent: desk.independent,
    fingerprint: fingerprint(deskCardHash(desk.card)).join(' '),
  }
}

/** The accepted newest roster as people know it. */
export function rosterViewOf(standing: RosterStanding): RosterView {
  const { roster, hash } = standing.roster
  return {
    teams: roster.desks.map(teamOf),
    practice: roster.practice,
    seq: roster.seq,
    hash,
    issuedDay: roster.issuedDay,
    notAfterDay: roster.notAfterDay,
    expiry: standing.clock === 'unset' ? 'clock-unset' : standing.expired ? 'expired' : standing.ageing ? 'soon' : 'ok',
  }
}
