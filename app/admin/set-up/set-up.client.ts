// The first hour of a portal: the root key is made and kept in this browser's worker; the server learns its fingerprint only.

import type { FoundingStatus } from '#crypto/answers.ts'
import type { CodeLines, RosterDraft } from '#crypto/worker/views.ts'
import { deviceDay } from '#app/desk/device-day.client.ts'
import { getJson, postBytes, postJson } from '#app/desk/requests.client.ts'
import type { DeskWorker } from '#app/desk/worker.client.ts'

export type Operator = 'buyer' | 'neutral'
export type SetUpAnswer = {
  organisation: string | null
  operator: Operator
  timeZone: string
  rootFp: string | null
  today: number
  status: FoundingStatus | null
}
export type RootKey = { lines: CodeLines; fingerprint: string; file: Uint8Array; rootFp: string }
export type TeamPlan = { label: string; roles: readonly string[]; independent: boolean; recovery: string }

/** Trades the one-time secret for a cookie, or goes on with the cookie of an earlier visit. */
export async function openSetUp(secret: string): Promise<SetUpAnswer> {
  return secret === '' ? getJson<SetUpAnswer>('/desk/api/set-up') : postJson<SetUpAnswer>('/desk/api/set-up', { step: 'open', secret })
}

export function readSetUp(): Promise<SetUpAnswer> {
  return getJson<SetUpAnswer>('/desk/api/set-up')
}

export function nameOrganisation(organisation: string, operator: Operator, timeZone: string): Promise<SetUpAnswer> {
  return postJson<SetUpAnswer>('/desk/api/set-up', { step: 'organisation', organisation, operator, timeZone })
}

export async function makeRoot(worker: DeskWorker, instanceId: string): Promise<RootKey> {
  const made = await worker.call('makeRoot', { instanceId, now: Date.now() })
  return { lines: made.lines, fingerprint: made.fingerprint, file: made.rootFile, rootFp: made.rootFp }
}

export function keepRootFingerprint(rootFp: string): Promise<SetUpAnswer> {
  return postJson<SetUpAnswer>('/desk/api/set-up', { step: 'root', rootFp })
}

/** True while the worker still holds the root; otherwise its sheet has to be typed again. */
export async function rootIsOpen(worker: DeskWorker): Promise<boolean> {
  return (await worker.call('status', { now: Date.now() })).rootOpen
}

export function typeRoot(worker: DeskWorker, instanceId: string, rootFp: string, text: string) {
  return worker.call('openRoot', { instanceId, text, rootFp, now: Date.now() })
}

/** A team and the link for its first member; asking again for the same team makes a new link and ends the old one. */
export async function planTeam(worker: DeskWorker, plan: TeamPlan, deskId: string | null): Promise<{ answer: SetUpAnswer; deskId: string; link: string }> {
  const invited = await worker.call('inviteFounder', { deskId, now: Date.now() })
  const answer = await postJson<SetUpAnswer>('/desk/api/set-up', {
    step: 'desk',
    deskId: invited.deskId,
    inviteId: invited.inviteId,
    label: plan.label,
    roles: plan.roles,
    independent: plan.independent,
  })
  const recovery = plan.recovery === '' ? '' : `&recovery=${encodeURIComponent(plan.recovery)}`
  return { answer, deskId: invited.deskId, link: `${window.location.origin}/desk/found#${invited.fragment}${recovery}` }
}

export function draftRoster(worker: DeskWorker, status: FoundingStatus): Promise<RosterDraft> {
  return worker.call('draftRoster', { status, now: Date.now() })
}

/** Signs what this draft shows and publishes it; gives back the root file that now names this roster. */
export async function openPortal(worker: DeskWorker, shown: RosterDraft, compared: string[]): Promise<Uint8Array> {
  const signed = await worker.call('signFirstRoster', { shown, compared, today: deviceDay(), now: Date.now() })
  await postBytes('/desk/api/roster', signed.rosterFile)
  return signed.rootFile
}
