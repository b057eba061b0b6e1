// The holder of a recovery code reads a team's cases: the code opens the keys in the worker and answers the server's riddle; nothing can be written.

import type { CaseForDesk, InboxRow, RecoveryDirectory, RecoveryOffer } from '#crypto/answers.ts'
import type { KeyCalls, Mistyped } from '#crypto/worker/calls-keys.ts'
import type { DeskCaseView } from '#crypto/worker/views.ts'
import { deviceDay } from '../device-day.client.ts'
import type { OpenedRow } from '../inbox/rows.ts'
import { Refusal, getJson, postJson } from '../requests.client.ts'
import type { DeskWorker } from '../worker.client.ts'

export type RecoveryTeam = { deskId: string; label: string; recoveryLabel: string }
export type RecoveryPortal = { instanceId: string; rootFp: string; teams: readonly RecoveryTeam[] }
export type RecoveryRoom = KeyCalls['loadRecovery']['output'] & { rootFingerprint: string; today: number }
export type RecoveryPage = { rows: readonly OpenedRow[]; next: string | null }

/** Opens the team's keys with the typed code and a session that only reads. */
export async function openRecovery(worker: DeskWorker, portal: RecoveryPortal, deskId: string, text: string): Promise<{ result: 'ok'; room: RecoveryRoom } | Mistyped> {
  const offer = await getJson<RecoveryOffer>(`/desk/api/recovery?desk=${encodeURIComponent(deskId)}`)
  const { instanceId, rootFp } = portal
  const opened = await worker.call('openRecovery', { instanceId, rootFp, deskId, text, offer, now: Date.now() })
  if (opened.result !== 'ok') return opened
  await postJson('/desk/api/recovery', { deskId, token: offer.token, proof: opened.proof })
  const directory = await getJson<RecoveryDirectory>('/desk/api/recovery/directory')
  const room = await worker.call('loadRecovery', { directory, now: Date.now() })
  return { result: 'ok', room: { ...room, rootFingerprint: opened.rootFingerprint, today: directory.today } }
}

export async function recoveryCases(worker: DeskWorker, after: string | null): Promise<RecoveryPage> {
  const { rows, next } = await getJson<{ rows: InboxRow[]; next: string | null }>(`/desk/api/recovery/inbox${after === null ? '' : `?after=${encodeURIComponent(after)}`}`)
  const summaries = await worker.call('recoverySummaries', { rows, now: Date.now() })
  return { rows: rows.map((row, at) => ({ row, summary: summaries[at] ?? null })), next }
}

export async function recoveryCase(worker: DeskWorker, caseId: string): Promise<DeskCaseView> {
  const answer = await getJson<CaseForDesk>(`/desk/api/recovery/case?id=${encodeURIComponent(caseId)}`)
  if (answer.caseId !== caseId) throw new Refusal('broken', 0)
  return worker.call('openRecoveryCase', { answer, today: deviceDay(), now: Date.now() })
}

/** Forgets the code's keys and the session, and loads the page anew, so that nothing opened stays in this document. */
export async function closeRecovery(worker: DeskWorker): Promise<void> {
  await worker.call('lock', {})
  try {
    await postJson('/desk/api/signout', {})
  } catch (error) {
    // Without a network the keys are gone all the same; the cookie alone opens nothing sealed.
    if (!(error instanceof Refusal)) throw error
  }
  window.location.replace('/desk/recovery')
}
