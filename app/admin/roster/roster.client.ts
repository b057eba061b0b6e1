// The root holder signs the next list of teams: what the server hands over is checked in the worker against the list signed before.

import type { RosterDraftRows } from '#crypto/answers.ts'
import type { NextRosterDraft } from '#crypto/worker/calls-keys.ts'
import { deviceDay } from '#app/desk/device-day.client.ts'
import { Refusal, challenge, getJson, postBytes, postJson } from '#app/desk/requests.client.ts'
import type { DeskWorker } from '#app/desk/worker.client.ts'
import type { TeamPlan } from '../set-up/set-up.client.ts'
import type { CodeRead } from '../typed-code.tsx'

/** What the page knows of the portal before anybody has shown the root key. */
export type Portal = { instanceId: string; rootFp: string }

export async function openRootFile(worker: DeskWorker, portal: Portal, file: File): Promise<boolean> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  return (await worker.call('openRootFile', { ...portal, file: bytes, now: Date.now() })).result === 'ok'
}

export function openRootByLines(worker: DeskWorker, portal: Portal, text: string): Promise<CodeRead> {
  return worker.call('openRoot', { ...portal, text, now: Date.now() })
}

/** Drafts the next list; refuses whatever does not follow from the one before. */
export async function draftRoster(worker: DeskWorker): Promise<NextRosterDraft> {
  const rows = await asRoot(worker, () => getJson<RosterDraftRows>('/desk/api/roster-draft'))
  return worker.call('draftNextRoster', { rows, last: null, today: deviceDay(), now: Date.now() })
}

export type Choice = { compared: string[]; drop: string[] }

/** A list that is signed; `rootFile` remembers it and is worth keeping once the list is published. */
export type SignedList = { rosterFile: Uint8Array; rootFile: Uint8Array }

/** Signs what this draft shows. A number is signed once: what was signed is sent again until it has arrived. */
export function signRoster(worker: DeskWorker, shown: NextRosterDraft, { compared, drop }: Choice): Promise<SignedList> {
  return worker.call('signNextRoster', { shown, compared, drop, now: Date.now() })
}

export async function publishRoster(worker: DeskWorker, { rosterFile }: SignedList): Promise<void> {
  await asRoot(worker, () => postBytes('/desk/api/roster', rosterFile))
}

/** A further team: the link for its first member. */
export async function planTeam(worker: DeskWorker, plan: TeamPlan): Promise<string> {
  const invited = await worker.call('inviteFounder', { deskId: null, now: Date.now() })
  const { label, roles, independent } = plan
  await asRoot(worker, () => postJson('/desk/api/desk-plan', { deskId: invited.deskId, inviteId: invited.inviteId, label, roles, independent }))
  const recovery = plan.recovery === '' ? '' : `&recovery=${encodeURIComponent(plan.recovery)}`
  return `${window.location.origin}/desk/found#${invited.fragment}${recovery}`
}

// The session of the root holder lasts an hour: signing in again is the same as the first time.
async function asRoot<Answer>(worker: DeskWorker, ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask()
  } catch (error) {
    if (!(error instanceof Refusal) || error.status !== 401) throw error
    const { body } = await worker.call('signRootIn', { challenge: await challenge(), now: Date.now() })
    await postBytes('/desk/api/root', body)
    return ask()
  }
}
