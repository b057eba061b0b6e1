// Files between a reporter's device and a desk's, over the frames that the real server takes.
import { beforeAll, expect, test } from 'vitest'
import { L, concat, hexFromBytes } from '#crypto/bytes.ts'
import { CryptoError } from '#crypto/error.ts'
import { frameHolds, parseAudit, parseFileBody, parseFrame, parsePartBody, partDigest, readTransmission, splitPartRequest } from '#crypto/server.ts'
import type { Frame, MemberCard } from '#crypto/server.ts'
import { caseIdFromBytes } from '#crypto/types.ts'
import { WorkerError } from '#crypto/worker/client.ts'
import type { BegunFile } from '#crypto/worker/calls-files.ts'
import type { TimelineEntry } from '#crypto/worker/views.ts'
import { openAtDesk, organisation, report, returning, send, writeAtDesk } from './people.ts'
import type { Organisation, Reporter, Staff } from './people.ts'

let org: Organisation
beforeAll(async () => { org = await organisation() })

const content = (size: number) => Uint8Array.from({ length: size }, (_, i) => (i * 13 + (i >> 9)) % 251)
const photo = (size: number) => ({ blob: new Blob([content(size)]), name: 'သက်သေ.jpg', mime: 'image/jpeg' })

async function codeOf(step: Promise<unknown>): Promise<string> {
  try {
    await step
  } catch (error) {
    return error instanceof CryptoError || error instanceof WorkerError ? error.code : `not a refusal: ${String(error)}`
  }
  return 'nothing refused'
}

function begunFile(begun: BegunFile): { fileId: string; parts: number } {
  if (begun.result !== 'ok') throw new Error(begun.result)
  return begun
}

// What the server does with a request of `part`; the parts are kept here.
async function taken({ frame: signed, pieces }: { frame: Uint8Array; pieces: Uint8Array[] }, party: 'reporter' | 'member'): Promise<{ frame: Frame; part: Uint8Array; index: number; parts: number; fileId: string }> {
  const { frame: bytes, part } = splitPartRequest(concat(L(signed), ...pieces))
  const frame = parseFrame(bytes)
  const read = parsePartBody(frame.body, party)
  expect(hexFromBytes(partDigest(part))).toBe(hexFromBytes(read.digest))
  return { frame, part, index: read.index, parts: read.parts, fileId: hexFromBytes(read.fileId) }
}

async function reporterSends(party: Reporter, size: number): Promise<{ fileId: string; parts: Blob[] }> {
  const begun = begunFile(await party.beginFile(photo(size)))
  const parts: Blob[] = []
  for (let index = 0; index < begun.parts; index += 1) {
    const made = await party.filePart({ fileId: begun.fileId, index, challenge: org.server.challenge() })
    parts.push(new Blob([new Uint8Array((await taken(made, 'reporter')).part)]))
  }
  await party.endFile({ fileId: begun.fileId })
  return { fileId: begun.fileId, parts }
}

async function posts(party: Reporter, files: string[]): Promise<Uint8Array> {
  await party.sealPost({ type: 'text', fields: { text: 'see' }, lang: 'en', urgent: false, today: org.server.today, files })
  const { frame } = await party.signPost({ challenge: org.server.challenge() })
  org.server.post(frame)
  return frame
}

function listing(timeline: readonly TimelineEntry[], fileId: string): TimelineEntry {
  const entry = timeline.find((one) => one.files.some((file) => file.fileId === fileId))
  if (entry === undefined) throw new Error('nobody lists the file')
  return entry
}

async function begins(): Promise<{ digits: string; caseId: string; party: Reporter }> {
  const { digits, caseId } = await report(org, { text: 'x' }, [org.legal.deskId, org.external.deskId])
  return { caseId, digits, party: (await returning(org, digits)).party }
}

test('a reporter\'s file reaches the desk and comes back to herself, name and kind inside the seal', async () => {
  const { digits, caseId, party } = await begins()
  const { fileId, parts } = await reporterSends(party, 1_500_000)
  const frame = parseFrame(await posts(party, [fileId]))
  const { files } = readTransmission(org.server.instance, caseIdFromBytes(frame.id), frame.body)
  expect(files.map((file) => [hexFromBytes(file.fileId), file.parts])).toEqual([[fileId, parts.length]])

  const desk = await openAtDesk(org.server, org.legal, caseId)
  const entry = listing(desk.timeline, fileId)
  expect(entry.files).toEqual([{ fileId, parts: 2, bytes: parts.reduce((sum, part) => sum + part.size, 0) }])
  const asked = { caseId, message: entry.key, fileId, now: 0 }
  expect(await org.legal.party.checkFile({ ...asked, parts })).toEqual({})
  const opened = await org.legal.party.openFile({ ...asked, parts })
  expect([opened.name, opened.mime, opened.blob.type]).toEqual(['သက်သေ.jpg', 'image/jpeg', ''])
  expect(Buffer.from(await opened.blob.arrayBuffer()).equals(content(1_500_000))).toBe(true)

  const again = await returning(org, digits)
  const back = await again.party.openFile({ message: listing(again.view.timeline, fileId).key, fileId, parts })
  expect(back.blob.size).toBe(1_500_000)
})

test('nothing comes out of parts that are not the file', async () => {
  const { caseId, party } = await begins()
  const { fileId, parts } = await reporterSends(party, 1_200_000)
  await posts(party, [fileId])
  const desk = await openAtDesk(org.server, org.legal, caseId)
  const asked = { caseId, message: listing(desk.timeline, fileId).key, fileId, now: 0 }
  const [a, b] = parts
  if (!a || !b) throw new Error('two parts expected')
  for (const wrong of [[], [a], [b, a], [a, b, b], [a, new Blob([await b.arrayBuffer(), new Uint8Array(1)])], [a, b.slice(1)]]) {
    expect(await codeOf(Promise.resolve(org.legal.party.openFile({ ...asked, parts: wrong })))).toBe('broken')
    expect(await codeOf(Promise.resolve(org.legal.party.checkFile({ ...asked, parts: wrong })))).toBe('broken')
  }
  for (const unknown of [{ ...asked, fileId: 'ab'.repeat(16) }, { ...asked, message: 'nobody:0' }]) {
    expect(await codeOf((async () => org.legal.party.openFile({ ...unknown, parts }))())).toBe('unprepared')
  }
})

test('a part is sealed once; its frame is signed as often as needed, over the same body; any other number is refused', async () => {
  const { party } = await begins()
  const { fileId } = begunFile(await party.beginFile(photo(2_500_000)))
  const asked = (index: number) => ({ fileId, index, challenge: org.server.challenge() })
  const seal = async (index: number) => party.filePart(asked(index))
  const again = async (index: number) => party.signPart(asked(index))
  expect(await codeOf(again(0))).toBe('unprepared')
  const first = await seal(0)
  const [sent, retried] = [await taken(first, 'reporter'), await taken({ ...(await again(0)), pieces: first.pieces }, 'reporter')]
  expect(hexFromBytes(retried.frame.challenge)).not.toBe(hexFromBytes(sent.frame.challenge))
  expect(hexFromBytes(retried.frame.body)).toBe(hexFromBytes(sent.frame.body))
  for (const index of [0, 2]) expect(await codeOf(seal(index))).toBe('unprepared')
  await taken(await seal(1), 'reporter')
  expect(await codeOf(again(0))).toBe('unprepared')
  expect(await codeOf((async () => party.endFile({ fileId }))())).toBe('unprepared')
  await taken(await seal(2), 'reporter')
  expect(await codeOf(seal(3))).toBe('unprepared')
  expect(await codeOf((async () => party.sealPost({ type: 'text', fields: { text: 'x' }, lang: 'en', urgent: false, today: org.server.today, files: [fileId] }))())).toBe('unprepared')
  await party.endFile({ fileId })
  await party.endFile({ fileId })
  await posts(party, [fileId])
})

test('the frame of a part is signed: by her, and by a member for the desk', async () => {
  const { caseId, party } = await begins()
  const { fileId } = begunFile(await party.beginFile(photo(10)))
  const hers = await taken(await party.filePart({ fileId, index: 0, challenge: org.server.challenge() }), 'reporter')
  const { card } = org.server.caseRow(caseId).envelope
  expect(frameHolds(org.server.instance, hers.frame, { kind: 'reporter', card })).toBe(true)
  const changed = { ...hers.frame, body: hers.frame.body.map((byte, i) => (i === hers.frame.body.length - 1 ? byte ^ 1 : byte)) }
  expect(frameHolds(org.server.instance, changed, { kind: 'reporter', card })).toBe(false)

  await openAtDesk(org.server, org.legal, caseId)
  const begun = begunFile(await org.legal.party.beginFile({ ...photo(10), caseId, stream: 'talk', now: 0 }))
  const theirs = await taken(await org.legal.party.filePart({ fileId: begun.fileId, index: 0, challenge: org.server.challenge(), now: 0 }), 'member')
  const member: MemberCard = [...org.server.members.values()].find((one) => one.card.memberId === org.legal.memberId)?.card ?? (() => { throw new Error('no member') })()
  expect(frameHolds(org.server.instance, theirs.frame, { kind: 'member', card: member })).toBe(true)
  expect(parsePartBody(theirs.frame.body, 'member').member).toEqual({ caseId, deskId: org.legal.deskId })
})

async function deskSends(staff: Staff, caseId: string, stream: 'talk' | 'notes', size: number): Promise<{ fileId: string; parts: Blob[] }> {
  const begun = begunFile(await staff.party.beginFile({ ...photo(size), caseId, stream, now: 0 }))
  const parts: Blob[] = []
  for (let index = 0; index < begun.parts; index += 1) {
    const made = await staff.party.filePart({ fileId: begun.fileId, index, challenge: org.server.challenge(), now: 0 })
    parts.push(new Blob([new Uint8Array((await taken(made, 'member')).part)]))
  }
  await staff.party.endFile({ fileId: begun.fileId, now: 0 })
  return { fileId: begun.fileId, parts }
}

test('a desk answers with a file that she opens, and keeps another in its notes, which open with an opening message first', async () => {
  const { digits, caseId } = await begins()
  await openAtDesk(org.server, org.legal, caseId)
  const sent = await deskSends(org.legal, caseId, 'talk', 70_000)
  await writeAtDesk(org.server, org.legal, caseId, [{ type: 'reply', fields: { text: 'here' }, lang: 'en', files: [sent.fileId] }])
  const { party, view } = await returning(org, digits)
  const opened = await party.openFile({ message: listing(view.timeline, sent.fileId).key, fileId: sent.fileId, parts: sent.parts })
  expect(opened.blob.size).toBe(70_000)

  await openAtDesk(org.server, org.legal, caseId)
  const place = org.server.auditPlace()
  expect((await org.legal.party.beginFile({ ...photo(5), caseId, stream: 'notes', now: 0 })).result).toBe('open-first')
  await send(org.server, org.legal.party, await org.legal.party.sealOpening({ caseId, stream: 'notes', place, today: org.server.today, now: 0 }))
  await openAtDesk(org.server, org.legal, caseId)
  const kept = await deskSends(org.legal, caseId, 'notes', 5)
  await writeAtDesk(org.server, org.legal, caseId, [{ type: 'note', fields: { text: 'kept' }, lang: 'en', files: [kept.fileId] }])
  const desk = await openAtDesk(org.server, org.legal, caseId)
  const entry = listing(desk.timeline, kept.fileId)
  expect(entry.stream).toBe('notes')
  expect((await org.legal.party.openFile({ caseId, message: entry.key, fileId: kept.fileId, parts: kept.parts, now: 0 })).blob.size).toBe(5)
  expect(await codeOf((async () => org.legal.party.sealOpening({ caseId, stream: 'notes', place, today: org.server.today, now: 0 }))())).toBe('usage')
})

test('the first part that a desk fetches leaves an entry, and only it', async () => {
  const { caseId, digits, party } = await begins()
  const { fileId } = await reporterSends(party, 1_200_000)
  await posts(party, [fileId])
  const desk = await openAtDesk(org.server, org.legal, caseId)
  const asked = { caseId, message: listing(desk.timeline, fileId).key, fileId, today: org.server.today, now: 0 }
  const place = org.server.auditPlace()
  const bodyOf = async (index: number, at: typeof place | null) => {
    const { job } = await org.legal.party.fetchFile({ ...asked, index, place: at })
    return parseFileBody(parseFrame((await org.legal.party.sign({ job, challenge: org.server.challenge(), now: 0 })).frame).body, 'member')
  }
  const first = await bodyOf(0, place)
  const { entry } = parseAudit(first.audit)
  expect([entry.action, entry.subject, hexFromBytes(entry.object)]).toEqual([2, org.server.caseRow(caseId).auditRef, fileId.padEnd(64, '0')])
  expect((await bodyOf(1, null)).audit).toHaveLength(0)
  for (const [index, at] of [[0, null], [1, place]] as const) expect(await codeOf(bodyOf(index, at))).toBe('usage')

  // She asks for her own file only once she has read the message that lists it.
  const listed = { message: asked.message, fileId, index: 1, challenge: org.server.challenge() }
  expect(await codeOf((async () => party.signFile(listed))())).toBe('unprepared')
  const again = await returning(org, digits)
  const hers = parseFileBody(parseFrame((await again.party.signFile(listed)).frame).body, 'reporter')
  expect([hexFromBytes(hers.fileId), hers.index, hers.member]).toEqual([fileId, 1, null])
})

test('keys that have moved on: a file sealed before is not listed, and none is sealed before the next epoch is open', async () => {
  const { caseId, party } = await begins()
  const { today, instance } = org.server
  const { fileId } = await reporterSends(party, 10)
  await party.sealPost({ type: 'never', never: { roles: [], desks: [org.external.deskId] }, lang: 'en', urgent: false, today })
  org.server.post((await party.signPost({ challenge: org.server.challenge() })).frame)
  await party.openCase({ answer: org.server.forReporter(caseId), rootFp: org.rootFp, today })
  expect(await codeOf(posts(party, [fileId]))).toBe('epoch')
  await posts(party, [(await reporterSends(party, 10)).fileId])

  const other = await begins()
  await openAtDesk(org.server, org.external, other.caseId)
  await writeAtDesk(org.server, org.external, other.caseId, [{ type: 'leave', fields: {}, lang: 'en' }])
  const back = await returning(org, other.digits)
  expect(await back.party.beginFile(photo(10))).toEqual({ result: 'open-first' })
  await back.party.sealOpening({ today })
  const { frame } = await back.party.signPost({ challenge: org.server.challenge() })
  org.server.post(frame)
  expect(readTransmission(instance, caseIdFromBytes(parseFrame(frame).id), parseFrame(frame).body).messages).toHaveLength(1)
  await back.party.openCase({ answer: org.server.forReporter(other.caseId), rootFp: org.rootFp, today })
  await posts(back.party, [(await reporterSends(back.party, 10)).fileId])
  expect(await codeOf((async () => back.party.sealOpening({ today }))())).toBe('usage')
})

test('forgotten or locked, nothing of a file is left to go on with', async () => {
  const { caseId, party } = await begins()
  const { fileId } = begunFile(await party.beginFile(photo(10)))
  await party.forget({})
  expect(await codeOf((async () => party.filePart({ fileId, index: 0, challenge: org.server.challenge() }))())).toBe('unprepared')
  await openAtDesk(org.server, org.external, caseId)
  const begun = begunFile(await org.external.party.beginFile({ ...photo(10), caseId, stream: 'talk', now: 0 }))
  await org.external.party.dropFile({ fileId: begun.fileId, now: 0 })
  expect(await codeOf((async () => org.external.party.filePart({ fileId: begun.fileId, index: 0, challenge: org.server.challenge(), now: 0 }))())).toBe('unprepared')
  await org.external.party.lock({})
  expect(await codeOf((async () => org.external.party.endFile({ fileId: begun.fileId, now: 0 }))())).toBe('locked')
})
