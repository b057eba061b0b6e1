// The first hour of the practice portal: root key, two teams, two members each, opened for reports.
// Everything goes the way that people take in the browser; only the typing is done here.
import type { Directory, FoundingStatus, Hex } from '#crypto/answers.ts'
import type { Day } from '#db/model/ids.ts'
import { deskDevice } from '#crypto/worker/desk-device.ts'
import { atTheKeys, visitorAt, type PracticeDoor, type Visitor } from './door.server.ts'
import { operatorTexts, organisation, teams, type PracticeMember, type PracticeTeam } from './organisation.ts'
import { sendRecorded, sendSigned } from './record.server.ts'
import type { StoryDesk } from './story.ts'

export type DeskKeys = ReturnType<typeof deskDevice>

/** A member with their keys, their cookies and what they must write down. */
export type Person = {
  readonly name: string
  readonly role: PracticeMember['role']
  readonly memberId: Hex
  readonly keys: DeskKeys
  readonly visitor: Visitor
  readonly phrase: string
  readonly codeLines: readonly string[]
}
export type Team = { readonly desk: StoryDesk; readonly deskId: Hex; readonly label: string; readonly lead: Person; readonly handler: Person }
/** `recovery`: the printed code of each second reader, by desk id. `rootFile` remembers the list that was signed. */
export type Founded = {
  readonly instanceId: Hex
  readonly rootFp: Hex
  readonly rootLines: readonly string[]
  readonly rootFile: Uint8Array
  readonly recovery: ReadonlyMap<Hex, readonly string[]>
  readonly teams: readonly Team[]
}

type SetUp = { readonly status: FoundingStatus | null }
type Invited = { readonly plan: PracticeTeam; readonly deskId: Hex; readonly fragment: string }

/** Sets the portal up on `day` and opens it; the database must be empty. */
export async function foundOrganisation(door: PracticeDoor, day: Day): Promise<Founded> {
  const now = atTheKeys
  const holder = visitorAt(door)
  const root = deskDevice()
  const step = (body: object): Promise<SetUp> => holder.postJson<SetUp>('/desk/api/set-up', day, body)

  await step({ step: 'open', secret: door.setUpSecret })
  const named = await step({ step: 'organisation', organisation: organisation.name, operator: organisation.operator, timeZone: organisation.timeZone })
  const instanceId = known(named.status).instanceId
  const made = await root.makeRoot({ instanceId, now })
  await step({ step: 'root', rootFp: made.rootFp })

  const invited: Invited[] = []
  for (const plan of teams) {
    const { deskId, inviteId, fragment } = await root.inviteFounder({ deskId: null, now })
    await step({ step: 'desk', deskId, inviteId, label: plan.label, roles: plan.roles, independent: plan.independent })
    invited.push({ plan, deskId, fragment })
  }
  const founders: Person[] = []
  const recovery = new Map<Hex, readonly string[]>()
  for (const invitation of invited) {
    const { person, recoveryLines } = await found(door, day, instanceId, invitation)
    founders.push(person)
    if (recoveryLines !== null) recovery.set(invitation.deskId, recoveryLines)
  }

  const { status } = await holder.get<SetUp>('/desk/api/set-up', day)
  const shown = await root.draftRoster({ status: known(status), now })
  const signed = await root.signFirstRoster({ shown, compared: invited.map(({ deskId }) => deskId), today: day, now })
  await holder.postBytes('/desk/api/roster', day, signed.rosterFile)

  const founded: Team[] = []
  for (const [at, { plan, deskId }] of invited.entries()) {
    const lead = founders[at]
    if (lead === undefined) throw new RangeError('a team without a founder')
    founded.push(await bringColleague(door, day, { instanceId, deskId, plan, lead, rootFp: made.rootFp }))
  }
  const first = founded[0]
  if (first !== undefined) await sendRecorded(first.lead, day, (at) => first.lead.keys.prepareSettings({ json: JSON.stringify(operatorTexts), ...at }))
  return { instanceId, rootFp: made.rootFp, rootLines: made.lines, rootFile: signed.rootFile, recovery, teams: founded }
}

/** Opens a session for the day and reads the signed lists, as the desk does after unlocking. */
export async function signIn(person: Pick<Person, 'keys' | 'visitor'>, day: Day): Promise<Directory> {
  const now = atTheKeys
  const { frame } = await person.keys.signIn({ challenge: await person.visitor.challenge(day), now })
  await person.visitor.postBytes('/desk/api/signin', day, frame)
  const directory = await person.visitor.get<Directory>('/desk/api/directory', day)
  await person.keys.loadDirectory({ directory, now })
  return directory
}

async function found(door: PracticeDoor, day: Day, instanceId: Hex, { plan, deskId, fragment }: Invited): Promise<{ person: Person; recoveryLines: readonly string[] | null }> {
  const now = atTheKeys
  const [{ name, role }] = plan.members
  const person = { name, role, keys: deskDevice(), visitor: visitorAt(door) }
  const { rootFp } = await person.keys.readInvite({ fragment })
  const { memberId, phrase, codeLines } = await person.keys.makeMember({ instanceId, rootFp, now })
  const { recoveryLines, ...prepared } = await person.keys.foundDesk({ fragment, deskId, name, email: '', recoveryLabel: plan.recovery, now })
  await sendSigned(person, day, prepared)
  return { person: { ...person, memberId, phrase, codeLines }, recoveryLines }
}

type Colleague = { readonly instanceId: Hex; readonly deskId: Hex; readonly rootFp: Hex; readonly plan: PracticeTeam; readonly lead: Person }

async function bringColleague(door: PracticeDoor, day: Day, { instanceId, deskId, rootFp, plan, lead }: Colleague): Promise<Team> {
  const now = atTheKeys
  const { name, role } = plan.members[1]
  await signIn(lead, day)
  const invitation = await sendRecorded(lead, day, (at) => lead.keys.makeInvite({ deskId, role, ...at }))

  const person = { name, role, keys: deskDevice(), visitor: visitorAt(door) }
  const { memberId, phrase, codeLines, fingerprint } = await person.keys.makeMember({ instanceId, rootFp, now })
  await sendSigned(person, day, await person.keys.join({ fragment: invitation.fragment, deskId, name, email: '', now }))

  const pending = (await signIn(lead, day)).desks.flatMap((desk) => desk.pending).find(({ inviteId }) => inviteId === invitation.inviteId)
  if (pending === undefined) throw new Error(`practice: the card of ${name} did not arrive`)
  await sendRecorded(lead, day, async (at) => {
    const admitted = await lead.keys.admit({ deskId, pending, shown: { fingerprint, role }, byFingerprint: false, ...at })
    if (admitted.result !== 'ok') throw new Error(`practice: the invitation of ${name} does not hold`)
    return admitted
  })
  return { desk: plan.desk, deskId, label: plan.label, lead, handler: { ...person, memberId, phrase, codeLines } }
}

function known(status: FoundingStatus | null): FoundingStatus {
  if (status === null) throw new Error('practice: the organisation was not made')
  return status
}
