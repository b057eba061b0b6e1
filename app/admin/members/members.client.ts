// Colleagues of a desk: invitations whose secret the server never sees, and admissions that a member signs.

import type { Directory, PendingCard } from '#crypto/answers.ts'
import type { PendingView } from '#crypto/worker/views.ts'
import { withSession } from '#app/desk/enter.client.ts'
import { today, withPlace } from '#app/desk/record.client.ts'
import { getJson } from '#app/desk/requests.client.ts'
import type { DeskWorker } from '#app/desk/worker.client.ts'

export type MemberRole = 'handler' | 'lead'

/** The link for one colleague. Whoever opens it first uses it up. */
export async function inviteColleague(worker: DeskWorker, deskId: string, role: MemberRole): Promise<string> {
  const { made } = await withPlace(worker, (place) => worker.call('makeInvite', { deskId, role, place, ...today() }))
  return `${window.location.origin}/desk/join#${made.fragment}`
}

/** Admits the card as shown, or refuses; `compare` where the invitation's tag does not vouch for it: then people compare fingerprints first. */
export async function admitColleague(worker: DeskWorker, deskId: string, shown: PendingView, byFingerprint: boolean): Promise<'admitted' | 'compare' | 'gone'> {
  const pending = await pendingCard(worker, deskId, shown.inviteId)
  if (pending === null) return 'gone'
  const input = { deskId, pending, shown: { fingerprint: shown.fingerprint, role: shown.role }, byFingerprint }
  const { made } = await withPlace(worker, async (place) => {
    const admitted = await worker.call('admit', { ...input, place, ...today() })
    return admitted.result === 'ok' ? admitted : null
  })
  return made === null ? 'compare' : 'admitted'
}

export async function changeRole(worker: DeskWorker, deskId: string, memberId: string, role: MemberRole): Promise<void> {
  await withPlace(worker, (place) => worker.call('changeRole', { deskId, memberId, role, place, ...today() }))
}

/** New keys for the team, without the members in `remove`; they count once the root has signed them. The recovery holder stays. */
export async function changeKeys(worker: DeskWorker, deskId: string, remove: string[]): Promise<void> {
  await withPlace(worker, (place) => worker.call('prepareRotation', { deskId, remove, recovery: 'keep', place, ...today() }))
}

async function pendingCard(worker: DeskWorker, deskId: string, inviteId: string): Promise<PendingCard | null> {
  const directory = await withSession(worker, () => getJson<Directory>('/desk/api/directory'))
  return directory.desks.find((desk) => desk.deskId === deskId)?.pending.find((card) => card.inviteId === inviteId) ?? null
}
