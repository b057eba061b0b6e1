// Steps of staff about keys, as their pages take them: a colleague joins, keys change, the root signs, cases follow.
import type { RosterDraftRows } from '#crypto/answers.ts'
import { deskDevice } from '#crypto/worker/desk-device.ts'
import type { NextRosterDraft } from '#crypto/worker/calls-keys.ts'
import { draftRows } from './memory-keys.ts'
import { directory, openAtDesk, send } from './people.ts'
import type { Organisation, Staff } from './people.ts'

export type RecoveryWish = 'keep' | 'drop' | { label: string }

export function recorded(org: Organisation) {
  return { place: org.server.auditPlace(), today: org.server.today, now: 0 }
}

// Somebody comes to the desk of `host`: invited by a link, admitted because its secret was used.
export async function joined(org: Organisation, host: Staff, name: string, role: 'handler' | 'lead' = 'handler'): Promise<Staff> {
  const { server } = org
  const invite = await host.party.makeInvite({ deskId: host.deskId, role, ...recorded(org) })
  await send(server, host.party, invite)
  const party = deskDevice()
  const read = await party.readInvite({ fragment: invite.fragment })
  const member = await party.makeMember({ instanceId: server.instance, rootFp: read.rootFp, now: 0 })
  await send(server, party, await party.join({ fragment: invite.fragment, deskId: host.deskId, name, email: '', now: 0 }))
  const { pending: [shown] } = await deskOf(org, host)
  const [pending] = server.desks.get(host.deskId)?.pending ?? []
  if (!shown || !pending) throw new Error('nobody waits')
  const admitted = await host.party.admit({ deskId: host.deskId, pending, shown, byFingerprint: false, ...recorded(org) })
  if (admitted.result !== 'ok') throw new Error('not admitted')
  await send(server, host.party, admitted)
  return { party, memberId: member.memberId, name, phrase: member.phrase, codeLines: member.codeLines, deskId: host.deskId }
}

export async function deskOf(org: Organisation, staff: Staff) {
  const desk = (await directory(org.server, staff)).desks.find((one) => one.deskId === staff.deskId)
  if (!desk) throw new Error('no desk')
  return desk
}

export async function rotate(org: Organisation, by: Staff, remove: readonly Staff[] = [], recovery: RecoveryWish = 'keep') {
  await directory(org.server, by)
  const job = await by.party.prepareRotation({ deskId: by.deskId, remove: remove.map((one) => one.memberId), recovery, ...recorded(org) })
  await send(org.server, by.party, job)
  return job
}

export async function draft(org: Organisation, rows: RosterDraftRows = draftRows(org.server)): Promise<NextRosterDraft> {
  return await org.root.draftNextRoster({ rows, last: null, today: org.server.today, now: 0 })
}

// The root holder signs whatever waits, as the page shows it.
export async function signNext(org: Organisation, compared: string[] = [], drop: string[] = []) {
  const signed = await org.root.signNextRoster({ shown: await draft(org), compared, drop, now: 0 })
  org.server.publish(signed.rosterFile)
  return signed
}

// Brings one case under the newest keys; false where nothing was due.
export async function rekey(org: Organisation, by: Staff, caseId: string): Promise<boolean> {
  await openAtDesk(org.server, by, caseId)
  const job = await by.party.prepareRekey({ caseId, ...recorded(org) })
  if (job.result === 'due') await send(org.server, by.party, job)
  return job.result === 'due'
}
