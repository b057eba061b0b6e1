// Who may do which verb. Roles of people travel in the signed member list of their desk, roles of desks in the signed roster.

/** Bits of the roster's `roles` field, in order from bit 0 (PROTOCOL, roster). */
export const deskRoles = ['LEGAL', 'HRR', 'EHS', 'ENV', 'ETH', 'QUAL', 'SEC', 'MIN', 'EXT', 'BRD'] as const
export type DeskRole = (typeof deskRoles)[number]

export type MemberRole = 'handler' | 'lead'

/** The number that stands for a role in a member change. */
export const memberRoleCodes = { handler: 1, lead: 2 } as const

/** The steps of a case. Who may send one is said by its row in case-state.ts, because giving an outcome is a lead's in one state and a reviewer's in another. */
export const stepVerbs = [
  'acknowledge', 'begin-triage', 'accept', 'decline', 'refer', 'investigate', 'submit-findings', 'plan-remedy', 'begin-remedy',
  'give-outcome', 'appeal', 'take-up', 'close', 'reopen', 'archive',
] as const
export type StepVerb = (typeof stepVerbs)[number]

/** Everything else that a role allows or forbids. */
export type ActVerb = 'read-case' | 'write-message' | 'assign' | 'invite' | 'admit' | 'change-role' | 'change-settings' | 'rotate' | 'make-copy' | 'shred'
export type Verb = StepVerb | ActVerb

const leadOnly: ReadonlySet<ActVerb> = new Set(['invite', 'change-role', 'change-settings', 'rotate', 'make-copy', 'shred'])

/** True where a member with this role of the desk may do the verb. Admitting is open to every member: two people at a
 *  desk of one lead could otherwise never let a third one in while the lead is away. */
export function mayDo(role: MemberRole, verb: ActVerb): boolean {
  return role === 'lead' || !leadOnly.has(verb)
}

/** The roles of a roster entry; unknown higher bits belong to a newer version and are passed over. */
export function rolesFrom(bits: number): DeskRole[] {
  return deskRoles.filter((_, bit) => (bits & (1 << bit)) !== 0)
}

/** The 16-bit field for these roles. */
export function roleBits(roles: readonly DeskRole[]): number {
  return roles.reduce((bits, role) => bits | (1 << deskRoles.indexOf(role)), 0)
}

/** The role behind its number in a member change, or `null` for another number. */
export function memberRoleFrom(code: number): MemberRole | null {
  return code === 1 ? 'handler' : code === 2 ? 'lead' : null
}
