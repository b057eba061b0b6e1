// People at their devices, against the server in memory: each is one party object, as a worker would hold it.
import { bytesFromBase64 } from '#crypto/base64.ts'
import { hexFromBytes } from '#crypto/bytes.ts'
import { ready } from '#crypto/sodium.ts'
import type { DeskWrite, NewColumns, NewTeam, Prepared } from '#crypto/worker/messages.ts'
import { deskDevice } from '#crypto/worker/desk-device.ts'
import { reporterDevice } from '#crypto/worker/reporter-device.ts'
import type { CaseView, DeskCaseView, DirectoryView, Never, ReportFields, SummaryFields } from '#crypto/worker/views.ts'
import { MemoryServer } from './memory-server.ts'

export type Desk = ReturnType<typeof deskDevice>
export type Reporter = ReturnType<typeof reporterDevice>
export interface Staff { party: Desk; memberId: string; name: string; phrase: string; codeLines: readonly string[]; deskId: string }
export interface Organisation { server: MemoryServer; root: Desk; rootFp: string; rootLines: readonly string[]; legal: Staff; external: Staff }

// Two desks founded by invitation, signed by the root: everything over the frames that the real server takes.
export async function organisation(): Promise<Organisation> {
  await ready()
  const server = new MemoryServer()
  const root = deskDevice()
  const made = await root.makeRoot({ instanceId: server.instance, now: 0 })
  const legal = await founded(server, root, { label: 'Legal desk', roles: ['LEGAL'], independent: false }, 'Legal One')
  const external = await founded(server, root, { label: 'External desk', roles: ['EXT'], independent: true }, 'Ombud One')
  const shown = await root.draftRoster({ status: server.founding(), now: 0 })
  const signed = await root.signFirstRoster({ shown, compared: [legal.deskId, external.deskId], today: server.today, now: 0 })
  server.publish(signed.rosterFile)
  return { server, root, rootFp: made.rootFp, rootLines: made.lines, legal, external }
}

export async function founded(
  server: MemoryServer, root: Desk, desk: { label: string; roles: string[]; independent: boolean }, name: string): Promise<Staff> {
  const invite = await root.inviteFounder({ deskId: null, now: 0 })
  server.desks.set(invite.deskId, { ...desk, inviteId: invite.inviteId, founded: null, changes: [], cards: [], boxes: [], pending: [] })
  const party = deskDevice()
  const read = await party.readInvite({ fragment: invite.fragment })
  const member = await party.makeMember({ instanceId: server.instance, rootFp: read.rootFp, now: 0 })
  const job = await party.foundDesk({ fragment: invite.fragment, deskId: invite.deskId, name, email: '', recoveryLabel: null, now: 0 })
  await send(server, party, job)
  return { party, memberId: member.memberId, name, phrase: member.phrase, codeLines: member.codeLines, deskId: invite.deskId }
}

export async function send(server: MemoryServer, party: Desk, job: Prepared): Promise<unknown> {
  const { frame } = await party.sign({ job: job.job, challenge: server.challenge(), now: 0 })
  return server.post(frame)
}

export async function directory(server: MemoryServer, staff: Staff): Promise<DirectoryView> {
  return await staff.party.loadDirectory({ directory: server.directory(staff.memberId), now: 0 })
}

export async function openAtDesk(server: MemoryServer, staff: Staff, caseId: string): Promise<DeskCaseView> {
  await directory(server, staff)
  const { auditRef } = server.caseRow(caseId)
  await send(server, staff.party, await staff.party.readCase({ caseId, deskId: staff.deskId, auditRef, purpose: 'read', place: server.auditPlace(), today: server.today, now: 0 }))
  return await staff.party.openCase({ answer: server.forDesk(caseId, staff.deskId), today: server.today, now: 0 })
}

export async function writeAtDesk(
  server: MemoryServer, staff: Staff, caseId: string, writes: DeskWrite[],
  columns: NewColumns | null = null, summary: SummaryFields | null = null, addTeam: NewTeam | null = null): Promise<void> {
  const place = server.auditPlace()
  await send(server, staff.party, await staff.party.sealWrites({ caseId, writes, addTeam, columns, summary, place, today: server.today, now: 0 }))
}

export const NOBODY: Never = { roles: [], desks: [] }

export async function report(
  org: Organisation, fields: ReportFields, recipients: string[], never: Never = NOBODY): Promise<{ digits: string; caseId: string; party: Reporter }> {
  const { server } = org
  const party = reporterDevice()
  const rosterFile = server.rosters.at(-1)?.file ?? new Uint8Array(0)
  await party.load({ rosterFile, instanceId: server.instance, rootFp: org.rootFp, today: server.today })
  const { digits } = await party.makeCode({})
  const { caseId } = await party.sealReport({ recipients, never, fields, lang: 'my', urgent: false, today: server.today })
  const { frame } = await party.signSubmit({ challenge: server.challenge() })
  const answer = server.post(frame) as { receipt: string }
  await party.readReceipt(answer)
  return { digits, caseId, party }
}

export async function returning(org: Organisation, digits: string): Promise<{ party: Reporter; view: CaseView }> {
  const party = reporterDevice()
  await party.openCode({ text: digits, instanceId: org.server.instance })
  const { frame } = await party.signFetch({ challenge: org.server.challenge() })
  org.server.post(frame)
  const caseId = (await party.openCode({ text: digits, instanceId: org.server.instance }) as { caseId: string }).caseId
  const view = await party.openCase({ answer: org.server.forReporter(caseId), rootFp: org.rootFp, today: org.server.today })
  return { party, view }
}

export const bytes = bytesFromBase64
export const hex = hexFromBytes
