// Files at devices that are old, that lose what was chosen, or whose team may no longer write (§13.1, §13.3).
import { expect, test } from 'vitest'
import { L, concat } from '#crypto/bytes.ts'
import { parseFrame, parsePartBody, splitPartRequest } from '#crypto/server.ts'
import type { ChosenFile } from '#crypto/worker/calls-files.ts'
import { openAtDesk, organisation, report, returning, send, writeAtDesk } from './people.ts'
import type { Organisation, Reporter, Staff } from './people.ts'

const org = await organisation()
const { server, legal, external } = org
const content = (size: number) => Uint8Array.from({ length: size }, (_, i) => (i * 17 + (i >> 8)) % 251)
const chosen = (blob: Blob, name = 'proof.jpg', mime = 'image/jpeg'): ChosenFile => ({ blob, name, mime })

/** A Blob of a browser that cannot read it into a buffer. */
class OldBlob extends Blob {
  override stream(): ReturnType<Blob['stream']> {
    const bytes = this.slice()
    return new ReadableStream({ async start(to) { to.enqueue(new Uint8Array(await bytes.arrayBuffer())); to.close() } })
  }
}
/** A file that became shorter after it was chosen. */
class ShrunkBlob extends Blob {
  override stream(): ReturnType<Blob['stream']> {
    return new Blob([content(1_000)]).stream()
  }
}
/** A file that cannot be read any more, in a browser that reads slices. */
class LostBlob extends OldBlob {
  override slice(): Blob {
    return Object.assign(new Blob(), { arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotReadableError')) })
  }
}

type Sender = { begin: (file: ChosenFile) => unknown; part: (fileId: string, index: number) => unknown }

function atDesk(staff: Staff, caseId: string, stream: 'talk' | 'notes' | 'room'): Sender {
  return {
    begin: (file) => staff.party.beginFile({ ...file, caseId, stream, now: 0 }),
    part: (fileId, index) => staff.party.filePart({ fileId, index, challenge: server.challenge(), now: 0 }),
  }
}
function atReporter(party: Reporter): Sender {
  return { begin: (file) => party.beginFile(file), part: (fileId, index) => party.filePart({ fileId, index, challenge: server.challenge() }) }
}

async function sent(sender: Sender, file: ChosenFile): Promise<{ fileId: string; parts: Blob[] }> {
  const begun = (await sender.begin(file)) as { result: string; fileId: string; parts: number }
  expect(begun.result).toBe('ok')
  const parts: Blob[] = []
  for (let index = 0; index < begun.parts; index += 1) {
    const { frame, pieces } = (await sender.part(begun.fileId, index)) as { frame: Uint8Array; pieces: Uint8Array[] }
    parts.push(new Blob([new Uint8Array(splitPartRequest(concat(L(frame), ...pieces)).part)]))
  }
  return { fileId: begun.fileId, parts }
}

async function begins(among: Organisation = org) {
  const { digits, caseId } = await report(among, { text: 'x' }, [among.legal.deskId, among.external.deskId])
  return { digits, caseId, party: (await returning(among, digits)).party }
}

test('where a browser cannot read a file into a buffer, it is read in slices, and arrives whole', async () => {
  const { caseId, party } = await begins()
  const { fileId, parts } = await sent(atReporter(party), chosen(new OldBlob([content(1_300_000)]), 'C:\\camp\\wage slip.pdf', 'image/ü'))
  expect(parts.length).toBe(2)
  await party.endFile({ fileId })
  await party.sealPost({ type: 'text', fields: { text: 'see' }, lang: 'en', urgent: false, today: server.today, files: [fileId] })
  server.post((await party.signPost({ challenge: server.challenge() })).frame)
  const { timeline } = await openAtDesk(server, legal, caseId)
  const message = timeline.find((entry) => entry.files.length > 0)?.key ?? ''
  const opened = await legal.party.openFile({ caseId, message, fileId, parts, now: 0 })
  expect(Buffer.from(await opened.blob.arrayBuffer()).equals(content(1_300_000))).toBe(true)
  // A kind that is no plain text is left out.
  expect(opened.mime).toBe('')
})

test('a file that shrank or vanished since it was chosen is told as unreadable', async () => {
  const { party } = await begins()
  await expect(sent(atReporter(party), chosen(new ShrunkBlob([content(900_000)])))).rejects.toMatchObject({ code: 'unreadable' })
  await expect(sent(atReporter(party), chosen(new LostBlob([content(900_000)])))).rejects.toMatchObject({ code: 'unreadable' })
  const broken = Object.assign(new Blob([content(10)]), { stream: () => { throw new SyntaxError('a mistake of this program') } })
  expect(() => party.beginFile(chosen(broken))).toThrow('a mistake of this program')
})

test('a file between teams goes into the room, once it stands, and the other team opens it', async () => {
  const { caseId } = await begins()
  await openAtDesk(server, legal, caseId)
  expect(await atDesk(legal, caseId, 'room').begin(chosen(new Blob([content(5)])))).toEqual({ result: 'open-first' })
  await writeAtDesk(server, legal, caseId, [{ type: 'room', fields: { text: 'between us' }, lang: 'en' }])
  await openAtDesk(server, legal, caseId)
  const { fileId, parts } = await sent(atDesk(legal, caseId, 'room'), chosen(new Blob([content(5)])))
  await legal.party.endFile({ fileId, now: 0 })
  await writeAtDesk(server, legal, caseId, [{ type: 'room', fields: { text: 'here' }, lang: 'en', files: [fileId] }])
  const entry = (await openAtDesk(server, external, caseId)).timeline.find((one) => one.files.length > 0)
  expect(entry?.stream).toBe('room')
  expect((await external.party.openFile({ caseId, message: entry?.key ?? '', fileId, parts, now: 0 })).blob.size).toBe(5)
})

test('a member signs the frame of the same part again, and of no other', async () => {
  const { caseId } = await begins()
  await openAtDesk(server, external, caseId)
  const begun = (await atDesk(external, caseId, 'talk').begin(chosen(new Blob([content(10)])))) as { fileId: string }
  const first = await external.party.filePart({ fileId: begun.fileId, index: 0, challenge: server.challenge(), now: 0 })
  const again = await external.party.signPart({ fileId: begun.fileId, index: 0, challenge: server.challenge(), now: 0 })
  const [one, two] = [parseFrame(first.frame), parseFrame(again.frame)]
  expect([two.action, two.body]).toEqual(['part', one.body])
  expect(parsePartBody(two.body, 'member').member).toEqual({ caseId, deskId: external.deskId })
  await expect((async () => external.party.signPart({ fileId: begun.fileId, index: 1, challenge: server.challenge(), now: 0 }))()).rejects.toMatchObject({ code: 'unprepared' })
})

test('a team that was shut out, or whose roster has ended, begins no file; under new keys an epoch comes first', async () => {
  const { caseId } = await begins()
  await openAtDesk(server, external, caseId)
  await writeAtDesk(server, external, caseId, [{ type: 'note', fields: { text: 'ours' }, lang: 'en' }])
  await openAtDesk(server, external, caseId)
  await writeAtDesk(server, external, caseId, [{ type: 'leave', fields: {}, lang: 'en' }])
  await openAtDesk(server, legal, caseId)
  expect(await atDesk(legal, caseId, 'talk').begin(chosen(new Blob([content(5)])))).toEqual({ result: 'open-first' })
  await send(server, legal.party, await legal.party.sealOpening({ caseId, stream: 'talk', place: server.auditPlace(), today: server.today, now: 0 }))
  await openAtDesk(server, legal, caseId)
  expect(await atDesk(legal, caseId, 'talk').begin(chosen(new Blob([content(5)])))).toMatchObject({ result: 'ok' })

  const other = await begins()
  await openAtDesk(server, legal, other.caseId)
  const { party } = await returning(org, other.digits)
  await party.sealPost({ type: 'never', never: { roles: [], desks: [legal.deskId] }, lang: 'en', urgent: false, today: server.today })
  server.post((await party.signPost({ challenge: server.challenge() })).frame)
  await openAtDesk(server, legal, other.caseId)
  await expect((async () => atDesk(legal, other.caseId, 'talk').begin(chosen(new Blob([content(5)]))))()).rejects.toMatchObject({ code: 'excluded' })

  server.today += 500
  await openAtDesk(server, external, other.caseId)
  await expect((async () => atDesk(external, other.caseId, 'talk').begin(chosen(new Blob([content(5)]))))()).rejects.toMatchObject({ code: 'expired' })
})
