// Bodies that the device of a lead makes, at the place of the record where their next entry belongs.
import type { AuditPlace, CasePlace, Hex, RosterDraftRows } from '#crypto/answers.ts'
import { deskDevice } from '#crypto/worker/desk-device.ts'
import type { Prepared } from '#crypto/worker/messages.ts'
import { dayFrom } from '#db/model/ids.ts'
import type { Person } from '#app/practice/founding.server.ts'
import { bodyOf, type World } from './people.ts'

export interface At {
  readonly given: { readonly place: AuditPlace; readonly today: number; readonly now: number }
  /** What an entry about the case names; empty ids where no case is concerned. */
  readonly about: { readonly deskId: Hex; readonly auditRef: Hex }
}

/** The body of what the person prepares, signed once to get it out of the device. */
export async function preparedBy(world: World, { visitor, keys }: Person, caseId: Hex | null, prepare: (at: At) => Promise<Prepared> | Prepared): Promise<Uint8Array> {
  const answer = await visitor.get<AuditPlace & Partial<CasePlace>>(`/desk/api/audit-place${caseId === null ? '' : `?case=${caseId}`}`, dayFrom(world.today))
  const { case: about, ...place } = answer
  const made = await prepare({ given: { place, today: world.today, now: 0 }, about: about ?? { deskId: '', auditRef: '' } })
  const { frame } = await keys.sign({ job: made.job, challenge: Buffer.from(await world.challenge()).toString('base64url'), now: 0 })
  return bodyOf(frame)
}

/** The next roster, as the holder of the root signs what waits. */
export async function nextRoster(world: World): Promise<Uint8Array> {
  const { instanceId, rootFile, rootFp } = world.founded
  const rows = (await (await fetch(`${world.portal.origin}/desk/api/roster-draft`, { headers: { Cookie: world.holders.root } })).json()) as RosterDraftRows
  const root = deskDevice()
  await root.openRootFile({ instanceId, file: rootFile, rootFp, now: 0 })
  const shown = await root.draftNextRoster({ rows, last: null, today: world.today, now: 0 })
  return (await root.signNextRoster({ shown, compared: [], drop: [], now: 0 })).rosterFile
}
