// A person on the way in: the invitation's secret stays behind the #, the keys are made here, the server gets public halves and sealed boxes.

import type { InviteAnswer } from '#crypto/answers.ts'
import type { Prepared } from '#crypto/worker/messages.ts'
import type { CodeLines } from '#crypto/worker/views.ts'
import { getJson, sendPrepared } from '#app/desk/requests.client.ts'
import type { DeskWorker } from '#app/desk/worker.client.ts'

export type Invitation = { fragment: string; recovery: string | null; rootFp: string; answer: InviteAnswer }
export type NewKeys = { phrase: string; codeLines: CodeLines; fingerprint: string }
export type Ready = { prepared: Prepared; memberFingerprint: string; deskFingerprint: string | null; recoveryLines: CodeLines | null; rootFingerprint: string }

/** Reads the link's fragment and asks the server what it is for. */
export async function readInvitation(worker: DeskWorker, hash: string): Promise<Invitation> {
  const [fragment = '', ...rest] = hash.replace(/^#/, '').split('&')
  const { inviteId, rootFp } = await worker.call('readInvite', { fragment })
  const answer = await getJson<InviteAnswer>(`/desk/api/founding?invite=${encodeURIComponent(inviteId)}`)
  return { fragment, recovery: new URLSearchParams(rest.join('&')).get('recovery'), rootFp, answer }
}

export function makeKeys(worker: DeskWorker, invitation: Invitation): Promise<NewKeys> {
  return worker.call('makeMember', { instanceId: invitation.answer.instanceId, rootFp: invitation.rootFp, now: Date.now() })
}

export type Person = { name: string; email: string; recovery: string }

/** Seals everything that goes to the server; nothing has left yet, so that a recovery code can be printed first. */
export async function prepareEntry(worker: DeskWorker, invitation: Invitation, person: Person): Promise<Ready> {
  const { fragment, answer } = invitation
  const common = { fragment, deskId: answer.deskId, name: person.name, email: person.email, now: Date.now() }
  if (answer.kind === 'join') {
    const { memberFingerprint, ...prepared } = await worker.call('join', common)
    return { prepared, memberFingerprint, deskFingerprint: null, recoveryLines: null, rootFingerprint: '' }
  }
  const { memberFingerprint, deskFingerprint, recoveryLines, rootFingerprint, ...prepared } = await worker.call('foundDesk', {
    ...common,
    recoveryLabel: person.recovery === '' ? null : person.recovery,
  })
  return { prepared, memberFingerprint, deskFingerprint, recoveryLines, rootFingerprint }
}

export function enter(worker: DeskWorker, ready: Ready): Promise<unknown> {
  return sendPrepared(worker, ready.prepared)
}
