// What a request may touch. Built once, after a signature or a session was checked, and handed to every query and command.
import type { CaseId, DeskId, InstanceId, MemberId } from './model/ids.ts'
import type { MemberRole } from './model/roles.ts'

/** Whoever signed with the keys of this case. */
export type ReporterScope = { readonly kind: 'reporter'; readonly instance: InstanceId; readonly caseId: CaseId }
/** Whoever signed with the keys of this copy. */
export type OutsideScope = { readonly kind: 'outside'; readonly instance: InstanceId; readonly copyId: CaseId }
export type DeskMembership = { readonly deskId: DeskId; readonly role: MemberRole }
export type MemberScope = {
  readonly kind: 'member'
  readonly instance: InstanceId
  readonly memberId: MemberId
  readonly desks: readonly DeskMembership[]
}
/** The browser that holds the one-time set-up link, before the organisation goes live. */
export type SetUpScope = { readonly kind: 'set-up'; readonly instance: InstanceId }
/** The browser that proved to hold the root key, after the organisation went live. */
export type RootScope = { readonly kind: 'root'; readonly instance: InstanceId }
/** The browser that proved to hold the recovery key of one desk: it reads and changes nothing. */
export type RecoveryScope = { readonly kind: 'recovery'; readonly instance: InstanceId; readonly deskId: DeskId }
export type JobScope = { readonly kind: 'job'; readonly instance: InstanceId }

/** Who holds a session: a member, the holder of the root key, or the recovery holder of one desk. */
export type Holder =
  | { readonly kind: 'member'; readonly memberId: MemberId }
  | { readonly kind: 'root' }
  | { readonly kind: 'recovery'; readonly deskId: DeskId }

/** Whoever reads as a desk. */
export type ReaderScope = MemberScope | RecoveryScope

/** Only after a request signed by the keys of this case was verified. */
export function scopeOfReporter(instance: InstanceId, caseId: CaseId): ReporterScope {
  return { kind: 'reporter', instance, caseId }
}
/** Only after a request signed by the keys of this copy was verified. */
export function scopeOfOutside(instance: InstanceId, copyId: CaseId): OutsideScope {
  return { kind: 'outside', instance, copyId }
}
/** Only from the rows of `desk_members`; use `memberScope`. */
export function scopeOfMember(instance: InstanceId, memberId: MemberId, desks: readonly DeskMembership[]): MemberScope {
  return { kind: 'member', instance, memberId, desks }
}
/** Only for a session of the kind `set-up`. */
export function scopeOfSetUp(instance: InstanceId): SetUpScope {
  return { kind: 'set-up', instance }
}
/** Only for a session of the kind `root`. */
export function scopeOfRoot(instance: InstanceId): RootScope {
  return { kind: 'root', instance }
}
/** Only for a session of the kind `recovery`. */
export function scopeOfRecovery(instance: InstanceId, deskId: DeskId): RecoveryScope {
  return { kind: 'recovery', instance, deskId }
}
/** Only inside the job runner. */
export function scopeOfJob(instance: InstanceId): JobScope {
  return { kind: 'job', instance }
}

/** The member's role at the desk, or `null` if they are not on its list. */
export function roleAt(scope: MemberScope, desk: DeskId): MemberRole | null {
  return scope.desks.find((membership) => membership.deskId === desk)?.role ?? null
}

/** The desks whose cases the reader may see. */
export function desksRead(scope: ReaderScope): DeskId[] {
  return scope.kind === 'recovery' ? [scope.deskId] : scope.desks.map((desk) => desk.deskId)
}
