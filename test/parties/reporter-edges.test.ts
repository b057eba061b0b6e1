// What the reporter's device holds against what it was given (§6, §7.3, §9.4): another case, another code, a roster that has ended, a receipt of another one.
import { expect, test } from 'vitest'
import { makeCode } from '#crypto/code.ts'
import { makeReceipt } from '#crypto/receipt.ts'
import { loadRoster, readReceipt, sealReport } from '#crypto/reporter.ts'
import { dayFrom, hashOf } from '#crypto/types.ts'
import { bytesFromHex } from '#crypto/bytes.ts'
import type { ChosenFile } from '#crypto/worker/calls-files.ts'
import { WorkerError } from '#crypto/worker/client.ts'
import { reporterDevice } from '#crypto/worker/reporter-device.ts'
import { codeOf, codeOfAsync } from '#test/crypto/refusal.ts'
import { NOBODY, organisation, report, returning } from './people.ts'
import { nextRoster } from './planted.ts'

const org = await organisation()
const { server, legal, external, rootFp } = org
const today = dayFrom(server.today)
const chosen: ChosenFile = { blob: new Blob([new Uint8Array(9)]), name: 'a.txt', mime: 'text/plain' }
const post = { type: 'text' as const, fields: { text: 'more' }, lang: 'en', urgent: false, today: server.today }

async function workerCode(step: () => unknown): Promise<string> {
  try {
    await step()
  } catch (error) {
    return error instanceof WorkerError ? error.code : String(error)
  }
  return 'nothing refused'
}

test('a case is opened under its own name, and one code of a session replaces the other with all that was opened', async () => {
  const [one, two] = [await report(org, { text: 'one' }, [legal.deskId]), await report(org, { text: 'two' }, [legal.deskId])]
  const { party, view } = await returning(org, one.digits)
  expect([view.caseId, view.noTeamLeft, view.timeline.map(({ stream }) => stream)]).toEqual([one.caseId, false, ['talk']])
  const opens = (answer: ReturnType<typeof server.forReporter>) => codeOfAsync(async () => party.openCase({ answer, rootFp, today: server.today }))
  const honest = server.forReporter(one.caseId)
  expect([await opens(honest), await opens({ ...honest, caseId: two.caseId }), await opens(server.forReporter(two.caseId))]).toEqual(['nothing refused', 'broken', 'broken'])
  const wrapless = honest.talk.epochs.map((epoch) => ({ ...epoch, wrap: '' }))
  expect([await opens({ ...honest, talk: { ...honest.talk, epochs: [] } }), await opens({ ...honest, talk: { ...honest.talk, epochs: wrapless } })]).toEqual(['broken', 'broken'])
  expect(await workerCode(() => party.sealPost(post))).toBe('nothing refused')
  expect(await party.openCode({ text: two.digits, instanceId: server.instance })).toEqual({ result: 'ok', caseId: two.caseId })
  expect([await workerCode(() => party.signPost({ challenge: server.challenge() })), await workerCode(() => party.sealPost(post)), await workerCode(() => party.beginFile(chosen)),
    await workerCode(() => reporterDevice().beginFile(chosen))]).toEqual(Array(4).fill('unprepared'))
})

test('a typed code is told apart: a line, its length, a wrong one', async () => {
  const party = reporterDevice()
  const { digits } = await report(org, { text: 'x' }, [legal.deskId])
  const lines = digits.match(/.{6}/g) ?? []
  const typed = (text: string) => party.openCode({ text, instanceId: server.instance })
  const stepped = (text: string) => text.replace(/\d/, (digit) => String((Number(digit) + 1) % 10))
  expect([await typed(digits.slice(0, 20)), lines.join('')]).toEqual([{ result: 'length', digits: 20 }, digits])
  expect(await typed(lines.map((line, i) => (i === 1 ? stepped(line) : line)).join(' '))).toEqual({ result: 'line', line: 2 })
  const twice = lines.slice(1).map((_, at) => lines.map((line, i) => (i === 0 || i === at + 1 ? stepped(line) : line)).join(' '))
  expect(await Promise.all(twice.map(typed))).toContainEqual({ result: 'wrong' })
})

test('past the last day of its roster nothing is begun or opened, and where the team is gone that is said', async () => {
  const { digits, caseId } = await report(org, { text: 'x' }, [legal.deskId])
  const party = reporterDevice()
  await party.openCode({ text: digits, instanceId: server.instance })
  await party.openCase({ answer: server.forReporter(caseId), rootFp, today: server.today + 500 })
  expect([await codeOfAsync(async () => party.beginFile(chosen)), await codeOfAsync(async () => party.sealOpening({ today: server.today }))]).toEqual(['expired', 'expired'])
  const own = await organisation()
  const left = await report(own, { text: 'x' }, [own.legal.deskId])
  nextRoster(own, (roster) => ({ ...roster, desks: roster.desks.filter(({ card }) => card.deskId !== own.legal.deskId) }))
  expect((await returning(own, left.digits)).view.noTeamLeft).toBe(true)
})

test('a part that is not of the file is refused before anything is shown, and a dropped file is not listed', async () => {
  const { digits } = await report(org, { text: 'x' }, [legal.deskId])
  const { party } = await returning(org, digits)
  const sent = async () => {
    const begun = await party.beginFile(chosen)
    if (begun.result !== 'ok') throw new Error('did not begin')
    const { pieces } = await party.filePart({ fileId: begun.fileId, index: 0, challenge: server.challenge() })
    await party.endFile({ fileId: begun.fileId })
    return { fileId: begun.fileId, part: new Blob(pieces.map((piece) => new Uint8Array(piece))) }
  }
  const [kept, other] = [await sent(), await sent()]
  await party.dropFile({ fileId: other.fileId })
  expect(await workerCode(() => party.sealPost({ ...post, files: [other.fileId] }))).toBe('unprepared')
  await party.sealPost({ ...post, files: [kept.fileId] })
  server.post((await party.signPost({ challenge: server.challenge() })).frame)
  const { party: again, view } = await returning(org, digits)
  const message = view.timeline.find(({ files }) => files.length > 0)?.key ?? ''
  const checks = (...parts: Blob[]) => codeOfAsync(async () => again.checkFile({ message, fileId: kept.fileId, parts }))
  expect([await checks(kept.part), await checks(other.part), await checks()]).toEqual(['nothing refused', 'broken', 'broken'])
})

test('a report is for somebody, for desks that the roster knows, and its receipt is of a roster that was loaded', () => {
  const file = () => server.rosters.at(-1)?.file ?? new Uint8Array(0)
  const loaded = loadRoster(file(), server.instance, hashOf('root-fp', bytesFromHex(rootFp)), today)
  const code = makeCode()
  const seals = (recipients: string[]) => sealReport(loaded, code, { recipients, never: NOBODY, fields: { text: 'x' }, lang: 'en', urgent: false, today })
  expect([codeOf(() => seals([])), codeOf(() => seals(['ab'.repeat(16)])), codeOf(() => seals([external.deskId]))]).toEqual(['usage', 'ghost', 'nothing refused'])
  const sealed = seals([legal.deskId])
  const subject = { instance: server.instance, caseId: sealed.caseId, ctx0: sealed.ctx0, envelopeHash: sealed.envelopeHash }
  const receipt = (seq: number) => makeReceipt(server.receipts.sk, subject, today, seq)
  expect(readReceipt(sealed, receipt(sealed.rosterSeq))).toBe(today)
  expect([codeOf(() => readReceipt(sealed, receipt(9))), codeOf(() => readReceipt(sealed, receipt(9), loaded))]).toEqual(['roster', 'roster'])
})
