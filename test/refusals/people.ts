// Everybody who may stand at a door of a live portal: members of two desks, one who was taken off a list, a newcomer whom nobody let in,
// the holders of the root and of a recovery code, two reporters, and keys that belong to nobody. Frames are made here byte by byte, so that the wrong people can send what the right ones sent.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ChallengeAnswer, RecoveryOffer, UnlockAnswer } from '#crypto/answers.ts'
import { writeReport, type Reporter } from '#app/practice/reporter.server.ts'
import { visitorAt, type PracticeDoor } from '#app/practice/door.server.ts'
import { foundOrganisation, signIn, type Founded, type Person } from '#app/practice/founding.server.ts'
import { sendRecorded, sendSigned } from '#app/practice/record.server.ts'
import type { Story } from '#app/practice/story.ts'
import { bytesFromBase64 } from '#crypto/base64.ts'
import { makeMember, memberKeys, reporterKeys } from '#crypto/card.ts'
import { makeCode, readCode } from '#crypto/code.ts'
import { makeChallenge, requesterId, signRequest, type Action, type Requester } from '#crypto/request.ts'
import { ready } from '#crypto/sodium.ts'
import { dayFrom, instanceIdFrom, sealedAs, type Code, type InstanceId, type SecretKey } from '#crypto/types.ts'
import { openByCode } from '#crypto/unlock.ts'
import { frameBytes, parseFrame } from '#crypto/wire.ts'
import { deskDevice } from '#crypto/worker/desk-device.ts'
import { postgresUrlForPortal } from '#test/world/database.ts'
import { startPortal, type Portal } from '#test/world/portal.ts'

/** Who signs: an id and the key behind it. */
export interface Signer {
  readonly who: Requester
  readonly sk: SecretKey<'reporter-auth' | 'member-auth'>
  /** What a member signs entries of the record with; null for reporters. */
  readonly sig: SecretKey<'member-sig'> | null
  /** `__Secure-…=…`, empty for whoever never signed in. */
  readonly cookie: string
}

export interface Sent {
  readonly body: Uint8Array
  readonly cookie: string
  readonly status: number
}

export interface World {
  readonly portal: Portal
  readonly founded: Founded
  readonly instance: InstanceId
  readonly today: number
  /** What was sent while the portal was set up, by address: the rightful requests of its first hour. */
  readonly sent: ReadonlyMap<string, readonly Sent[]>
  readonly lead: Person
  readonly otherLead: Person
  readonly handler: Person
  readonly reporter: Reporter
  /** A case of the other desk alone. */
  readonly otherCase: string
  /** Cookies of the holder of the root, and of the recovery holder of the other desk; the lead's own desk has none. */
  readonly holders: { readonly root: string; readonly recovery: string }
  readonly signers: Readonly<Record<'lead' | 'handler' | 'otherDesk' | 'removed' | 'newcomer' | 'stranger' | 'reporter' | 'otherReporter' | 'unknownReporter' | 'leadWithOtherKey' | 'reporterWithOtherKey', Signer>>
  challenge(): Promise<Uint8Array>
  /** One that this server made an hour ago, made with its own key. */
  oldChallenge(): Promise<Uint8Array>
  [Symbol.asyncDispose](): Promise<void>
}

const told: Omit<Story, 'name' | 'blames'> = {
  language: 'en', daysAgo: 0, tiles: ['pay'], answers: { text: 'No pay for two months.', danger: 'no', contact: 'yes' }, turns: [],
}

export async function openWorld(): Promise<World> {
  await ready()
  const databaseUrl = await postgresUrlForPortal()
  const portal = await startPortal({ databaseUrl })
  const sent = new Map<string, Sent[]>()
  const { door, challenge } = await doorOf(portal, sent)
  const founded = await foundOrganisation(door, door.today)
  const [legal, external] = founded.teams
  if (legal === undefined || external === undefined) throw new Error('two teams expected')
  const instance = instanceIdFrom(new Uint8Array(Buffer.from(founded.instanceId, 'hex')))
  const reporter = await writeReport(door, founded, { ...told, name: 'for legal', blames: 'external' }, door.today)
  const other = await writeReport(door, founded, { ...told, answers: { ...told.answers, who: 'readers' }, name: 'for external', blames: 'legal' }, door.today)
  const member = async (person: Person) => signerOf(portal, person, await cookieOf(door, person, sent))
  const newcomer = await bringNewcomer(door, legal.lead, legal.deskId, founded)
  const removed = await member(external.handler)
  await takeOffTheList(external.lead, external.handler, external.deskId, door)
  const [signer, otherDesk] = [await member(legal.lead), await member(external.lead)]
  const [hers, others] = [reporterOf(instance, codeFrom(reporter.digits)), reporterOf(instance, codeFrom(other.digits))]
  return {
    portal, founded, instance, sent, reporter, today: door.today, otherCase: other.caseId,
    holders: await holdersOf(portal, founded, external.deskId, challenge),
    lead: legal.lead,
    otherLead: external.lead,
    handler: legal.handler,
    signers: {
      lead: signer,
      handler: await member(legal.handler),
      otherDesk,
      leadWithOtherKey: { ...signer, sk: otherDesk.sk },
      removed,
      newcomer: await signerOf(portal, newcomer, ''),
      stranger: strangerOf(),
      reporter: hers,
      otherReporter: others,
      reporterWithOtherKey: { ...hers, sk: others.sk },
      unknownReporter: reporterOf(instance, makeCode()),
    },
    challenge,
    oldChallenge: async () => makeChallenge(await challengeKey(portal), instance, Date.now() / 1000 - 3600),
    [Symbol.asyncDispose]: () => portal.stop(),
  }
}

/** A frame of this signer over exactly this body. */
export function frameBy(world: World, signer: Signer, action: Action, body: Uint8Array, challenge: Uint8Array): Uint8Array {
  const sig = signRequest(signer.sk, world.instance, signer.who, challenge, action, body)
  return frameBytes({ party: signer.who.kind, id: requesterId(signer.who), challenge, action, sig, body })
}

/** The body inside a frame. */
export function bodyOf(frame: Uint8Array): Uint8Array {
  return parseFrame(frame).body
}

async function challengeKey(portal: Portal): Promise<Uint8Array> {
  return new Uint8Array(Buffer.from(await readFile(join(portal.dataDir, 'keys', 'challenge'), 'utf8'), 'hex'))
}

async function doorOf(portal: Portal, sent: Map<string, Sent[]>) {
  const secret = new URL(await portal.setUpLink()).hash.slice(1)
  const zone = 'Asia/Tokyo'
  const today = dayFrom(Math.floor(Date.parse(`${new Intl.DateTimeFormat('sv', { timeZone: zone }).format(Date.now())}T00:00:00Z`) / 86_400_000))
  const door: PracticeDoor = {
    origin: portal.origin, today, setUpSecret: secret,
    async ask(request) {
      const body = new Uint8Array(await request.clone().arrayBuffer())
      const answer = await fetch(request)
      const path = new URL(request.url).pathname
      const setCookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
      sent.set(path, [...(sent.get(path) ?? []), { body, cookie: setCookie || (request.headers.get('cookie') ?? ''), status: answer.status }])
      return answer
    },
  }
  const challenge = async () => {
    const answer = (await (await fetch(`${portal.origin}/api/challenge`)).json()) as ChallengeAnswer
    return bytesFromBase64(answer.challenge)
  }
  return { door, challenge }
}

async function cookieOf(door: PracticeDoor, person: Person, sent: World['sent']): Promise<string> {
  await signIn(person, door.today)
  return sent.get('/desk/api/signin')?.at(-1)?.cookie ?? ''
}

// The printed code of a member opens their box, as in a fresh browser.
async function signerOf(portal: Portal, person: Pick<Person, 'name' | 'codeLines'>, cookie: string): Promise<Signer> {
  const response = await fetch(`${portal.origin}/desk/api/unlock`, { method: 'POST', body: JSON.stringify({ name: person.name }) })
  const box = ((await response.json()) as UnlockAnswer).boxes.at(-1)
  const read = readCode(person.codeLines.join(' '))
  if (box === undefined || read.kind !== 'ok') throw new Error('no box for the printed code')
  const { keys } = openByCode({ head: bytesFromBase64(box.head), box: sealedAs('unlock', bytesFromBase64(box.box)) }, read.code)
  return { who: { kind: 'member', memberId: keys.card.memberId }, sk: keys.auth.sk, sig: keys.sig.sk, cookie }
}

function strangerOf(): Signer {
  const { memberId, secret } = makeMember()
  const keys = memberKeys(memberId, secret)
  return { who: { kind: 'member', memberId }, sk: keys.auth.sk, sig: keys.sig.sk, cookie: '' }
}

function reporterOf(instance: InstanceId, code: Code): Signer {
  const keys = reporterKeys(instance, code)
  return { who: { kind: 'reporter', caseId: keys.caseId }, sk: keys.auth.sk, sig: null, cookie: '' }
}

function codeFrom(digits: string): Code {
  const read = readCode(digits)
  if (read.kind !== 'ok') throw new Error('the code does not read')
  return read.code
}

// Answers an invitation like anybody, and then nobody admits them.
async function bringNewcomer(door: PracticeDoor, lead: Person, deskId: string, founded: Founded): Promise<Pick<Person, 'name' | 'codeLines'>> {
  await signIn(lead, door.today)
  const invitation = await sendRecorded(lead, door.today, (at) => lead.keys.makeInvite({ deskId, role: 'handler', ...at }))
  const person = { name: 'Newcomer Nobody Admits', keys: deskDevice(), visitor: visitorAt(door) }
  const { codeLines } = await person.keys.makeMember({ instanceId: founded.instanceId, rootFp: founded.rootFp, now: 0 })
  await sendSigned(person, door.today, await person.keys.join({ fragment: invitation.fragment, deskId, name: person.name, email: '', now: 0 }))
  return { name: person.name, codeLines }
}

// With new keys for the desk, which wait for the root from now on.
async function takeOffTheList(lead: Person, person: Person, deskId: string, door: PracticeDoor): Promise<void> {
  await signIn(lead, door.today)
  await sendRecorded(lead, door.today, (at) => lead.keys.prepareRotation({ deskId, remove: [person.memberId], recovery: 'keep', ...at }))
}

async function holdersOf(portal: Portal, founded: Founded, deskId: string, challenge: World['challenge']): Promise<World['holders']> {
  const cookieFrom = async (path: string, body: BodyInit): Promise<string> => {
    const answer = await fetch(`${portal.origin}${path}`, { method: 'POST', body })
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}`)
    return answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  }
  return {
    root: await cookieFrom('/desk/api/root', await rootSignIn(founded, await challenge())),
    recovery: await cookieFrom('/desk/api/recovery', await recoveryAnswer(portal.origin, founded, deskId)),
  }
}

/** The body that opens a session of the root, signed by the key in the root file. */
export async function rootSignIn(founded: Founded, challenge: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const root = deskDevice()
  await root.openRootFile({ instanceId: founded.instanceId, file: founded.rootFile, rootFp: founded.rootFp, now: 0 })
  const { body } = await root.signRootIn({ challenge: Buffer.from(challenge).toString('base64url'), now: 0 })
  return new Uint8Array(body)
}

/** What the printed recovery code of the desk answers to the server's question. */
export async function recoveryAnswer(origin: string, founded: Founded, deskId: string): Promise<string> {
  const offer = (await (await fetch(`${origin}/desk/api/recovery?desk=${deskId}`)).json()) as RecoveryOffer
  const { instanceId, rootFp } = founded
  const text = founded.recovery.get(deskId)?.join(' ') ?? ''
  const opened = await deskDevice().openRecovery({ instanceId, rootFp, deskId, text, offer, now: 0 })
  if (opened.result !== 'ok') throw new Error('the recovery code does not read')
  return JSON.stringify({ deskId, token: offer.token, proof: opened.proof })
}
