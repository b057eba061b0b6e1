// Colleagues of a desk: invitations whose secret the server never sees, and admissions that a member signs.

import type { Directory, PendingCard } from '#crypto/answers.ts'
import type { PendingView } from '#crypto/worker/views.ts'
import { withSession } from '#app/desk/enter.client.ts'
import { getJson, sendPrepared } from '#app/desk/requests.client.ts'
import type { DeskWorker } from '#app/desk/worker.client.ts'

export type MemberRole = 'handler' | 'lead'

/** The link for one colleague. Whoever opens it first uses it up. */
export async function inviteColleague(worker: DeskWorker, deskId: string, role: MemberRole): Promise<string> {
  const { fragment, ...prepared } = await worker.call('makeInvite', { deskId, role, now: Date.now() })
  await withSession(worker, () => sendPrepared(worker, prepared))
  return `${window.location.origin}/desk/join#${fragment}`
}

/** Admits the card as shown, or refuses; `compare` where the invitation's tag does not vouch for it: then people compare fingerprints first. */
export async function admitColleague(worker: DeskWorker, deskId: string, shown: PendingView, byFingerprint: boolean): Promise<'admitted' | 'compare' | 'gone'> {
  const pending = await pendingCard(worker, deskId, shown.inviteId)
  if (pending === null) return 'gone'
  const admitted = await worker.call('admit', { deskId, pending, shown: { fingerprint: shown.fingerprint, role: shown.role }, byFingerprint, now: Date.now() })
  if (admitted.result === 'compare') return 'compare'
  await withSession(worker, () => sendPrepared(worker, admitted))
  return 'admitted'
}

export async function changeRole(worker: DeskWorker, deskId: string, memberId: string, role: MemberRole): Promise<void> {
  const prepared = await worker.call('changeRole', { deskId, memberId, role, now: Date.now() })
  await withSession(worker, () => sendPrepared(worker, prepared))
}

async function pendingCard(worker: DeskWorker, deskId: string, inviteId: string): Promise<PendingCard | null> {
  const directory = await withSession(worker, () => getJson<Directory>('/desk/api/directory'))
  return directory.desks.find((desk) => desk.deskId === deskId)?.pending.find((card) => card.inviteId === inviteId) ?? null
}
