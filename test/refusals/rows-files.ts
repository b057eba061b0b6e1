// Doors of files, copies for outside readers, and the end of a case.
import { randomBytes } from 'node:crypto'
import { actAsDesk, openAs } from '#app/practice/desk.server.ts'
import type { PracticeDoor } from '#app/practice/door.server.ts'
import { comeBack, writeReport } from '#app/practice/reporter.server.ts'
import { stories } from '#app/practice/stories.ts'
import { L, concat } from '#crypto/bytes.ts'
import { parseCopyBody } from '#crypto/copy-body.ts'
import { fileBodyBytes, parseFileBody, partBodyBytes, partDigest, type MemberCase } from '#crypto/file-bodies.ts'
import { TALK } from '#crypto/party.ts'
import { caseBodyBytes } from '#crypto/recorded-bodies.ts'
import { dayFrom } from '#db/model/ids.ts'
import { entryBy } from './entries.ts'
import { frameBy, type Signer, type World } from './people.ts'
import { preparedBy } from './prepared.ts'
import { frames, post, strangers, type Row, type Wrong } from './rows.ts'

const lead = (world: World): Signer => world.signers.lead
const reporter = (world: World): Signer => world.signers.reporter
const otherReporters = [['unknownReporter', 401], ['reporterWithOtherKey', 401]] as const

const part = new Uint8Array(randomBytes(500))
/** L(frame) ‖ part, as a browser puts them together. */
function partRequest(frame: Uint8Array, body: Uint8Array): Uint8Array {
  return concat(L(frame), body)
}

const behind = (frame: Uint8Array): Uint8Array => partRequest(frame, part)
const asDesk = (world: World): MemberCase => ({ caseId: world.reporter.caseId, deskId: world.founded.teams[0]?.deskId ?? '' })

export const fileRows: readonly Row[] = [
  withMore(frames({ action: 'part', path: '/api/part', rightful: reporter, others: otherReporters, bodyFor: async () => partBody(null), around: behind }), [
    ['a part that is not the signed one', 400, async (world) =>
      post(world, '/api/part', partRequest(frameBy(world, reporter(world), 'part', partBody(null), await world.challenge()), part.map((byte) => byte ^ 1)))],
    ['a part in the place of another', 409, (world) => sendPart(world, {})],
    ['a file of too many parts', 413, (world) => sendPart(world, { parts: 4000, fileId: fresh() })],
    ['a part of the middle that is not whole', 400, (world) => sendPart(world, { parts: 2, fileId: fresh() })],
    ['a file under keys that are not the newest', 409, (world) => sendPart(world, { epoch: 7, fileId: fresh() })],
  ]),
  frames({
    action: 'part', path: '/desk/api/part', rightful: lead, others: [...strangers, ['otherDesk', 404]],
    bodyFor: async (world) => partBody(asDesk(world)), around: behind,
  }),
  withMore(frames({ action: 'file', path: '/api/file', rightful: reporter, others: [...otherReporters, ['otherReporter', 404]], bodyFor: async (world) => fileBody(world, null) }), [
    ['a part that no message lists', 404, async (world) => post(world, '/api/file', frameBy(world, reporter(world), 'file',
      fileBodyBytes({ member: null, stream: TALK, fileId: sentFile, index: 0, audit: new Uint8Array(0) }), await world.challenge()))],
  ]),
  frames({
    action: 'file', path: '/desk/api/file', rightful: lead, others: [...strangers, ['otherDesk', 404]], bodyFor: async (world) => fileBody(world, asDesk(world)),
    recorded: { of: (body) => ({ audit: parseFileBody(body, 'member').audit, caseId: parseFileBody(body, 'member').member?.caseId ?? '' }) },
  }),
  frames({
    action: 'copy', path: '/desk/api/copy', rightful: lead, others: [...strangers, ['otherDesk', 404], ['handler', 403]], bodyFor: copyBody,
    recorded: { of: (body) => parseCopyBody(body) },
  }),
  withMore(frames({ action: 'shred', path: '/desk/api/shred', rightful: lead, others: strangers, bodyFor: shredBody }), [
    ['a member of another desk', 404, async (world) => sendShred(world, world.signers.otherDesk)],
    ['a member who is no lead', 403, async (world) => sendShred(world, world.signers.handler)],
    ['a lead, while the case is open', 409, async (world) => sendShred(world, lead(world))],
    ['a lead without an entry', 409, async (world) => post(world, '/desk/api/shred',
      frameBy(world, lead(world), 'shred', caseBodyBytes({ ...asDesk(world), audit: new Uint8Array(0) }), await world.challenge()))],
  ]),
]

function withMore(row: Row, more: readonly Wrong[]): Row {
  return { ...row, wrong: [...row.wrong, ...more] }
}

const fresh = (): Uint8Array => new Uint8Array(randomBytes(16))
const sentFile = fresh()

function partBody(member: MemberCase | null, change: { epoch?: number; fileId?: Uint8Array; parts?: number } = {}): Uint8Array {
  return partBodyBytes({ member, stream: TALK, epoch: 0, fileId: member === null ? sentFile : sentFile.map((byte) => byte ^ 1), index: 0, parts: 1, digest: partDigest(part), ...change })
}

/** Another part than the rightful one, with the signature of the reporter. */
async function sendPart(world: World, change: Parameters<typeof partBody>[1]): Promise<Response> {
  const other = new Uint8Array(randomBytes(300))
  const body = partBodyBytes({ member: null, stream: TALK, epoch: 0, fileId: sentFile, index: 0, parts: 1, digest: partDigest(other), ...change })
  return post(world, '/api/part', partRequest(frameBy(world, reporter(world), 'part', body, await world.challenge()), other))
}

let listed: Promise<Uint8Array> | null = null

/** The id of a small file that the reporter has sent and listed. */
async function listedFile(world: World): Promise<Uint8Array> {
  const { keys, visitor } = world.reporter
  const day = dayFrom(world.today)
  await comeBack(world.reporter, world.founded, day)
  const begun = await keys.beginFile({ blob: new Blob(['a picture']), name: 'door.jpg', mime: 'image/jpeg' })
  if (begun.result !== 'ok') throw new Error('the keys of the talk have changed')
  const { frame, pieces } = await keys.filePart({ fileId: begun.fileId, index: 0, challenge: await visitor.challenge(day) })
  await visitor.postBytes('/api/part', day, partRequest(frame, Buffer.concat(pieces)))
  await keys.endFile({ fileId: begun.fileId })
  await keys.sealPost({ type: 'text', fields: { text: 'This is the door.' }, files: [begun.fileId], lang: 'en', urgent: false, today: day })
  await visitor.postBytes('/api/post', day, (await keys.signPost({ challenge: await visitor.challenge(day) })).frame)
  return new Uint8Array(Buffer.from(begun.fileId, 'hex'))
}

async function fileBody(world: World, member: MemberCase | null): Promise<Uint8Array> {
  const fileId = await (listed ??= listedFile(world))
  const object = new Uint8Array([...fileId, ...new Uint8Array(16)])
  const audit = member === null ? new Uint8Array(0) : await entryBy(world, lead(world), { action: 'file', object, caseId: member.caseId })
  return fileBodyBytes({ member, stream: TALK, fileId, index: 0, audit })
}

async function copyBody(world: World): Promise<Uint8Array> {
  const { caseId } = world.reporter
  const { view } = await openAs(world.lead, caseId, dayFrom(world.today))
  const sources = view.timeline.slice(0, 1).map((entry) => entry.key)
  return preparedBy(world, world.lead, caseId, ({ given }) => world.lead.keys.sealCopy({
    caseId, text: 'No pay for two months.', purpose: 'The labour inspection asked.', untilDay: world.today + 30, sources, lang: 'en', ...given,
  }))
}

/** About a case of its own: it is gone after the first answer. */
async function shredBody(world: World): Promise<Uint8Array> {
  const day = dayFrom(world.today)
  const door: PracticeDoor = { origin: world.portal.origin, today: day, setUpSecret: '', ask: (request) => fetch(request) }
  const story = stories.find(({ turns }) => turns.some((turn) => turn.by === 'legal' && turn.act === 'decline'))
  const team = world.founded.teams[0]
  if (story === undefined || team === undefined) throw new Error('no story that ends')
  const told = await writeReport(door, world.founded, story, day)
  for (const turn of story.turns) if (turn.by !== 'reporter') await actAsDesk(team, told, { ...turn, language: 'ja' }, day)
  await openAs(team.lead, told.caseId, day)
  return preparedBy(world, team.lead, told.caseId, ({ given, about }) => team.lead.keys.prepareShred({ caseId: told.caseId, ...about, ...given }))
}

async function sendShred(world: World, signer: Signer): Promise<Response> {
  const { caseId, deskId } = asDesk(world)
  const audit = await entryBy(world, signer, { action: 'shred', object: new Uint8Array(32), caseId })
  return post(world, '/desk/api/shred', frameBy(world, signer, 'shred', caseBodyBytes({ caseId, deskId, audit }), await world.challenge()))
}
