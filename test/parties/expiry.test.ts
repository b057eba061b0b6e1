// The end of a roster and wrong clocks, at every device (§7.3, A26): what is read, what is written, what is said.
import { beforeAll, expect, test } from 'vitest'
import { reporterDevice } from '#crypto/worker/reporter-device.ts'
import { codeOfAsync } from '#test/crypto/refusal.ts'
import { deskOf, joined, recorded, rotate, signNext } from './key-steps.ts'
import { NOBODY, openAtDesk, organisation, report, returning } from './people.ts'
import type { Organisation } from './people.ts'

const DAY_MS = 86_400_000
const ISSUED = 20_000
let org: Organisation
let caseId: string
let digits: string

beforeAll(async () => {
  org = await organisation()
  ;({ caseId, digits } = await report(org, { text: 'one' }, [org.legal.deskId]))
}, 60_000)

// What the phone thinks, against a roster of day 20,000 that ends on day 20,400.
const MATRIX = [
  { phone: 0, expiry: 'clock-unset', write: true },
  { phone: ISSUED - 3, expiry: 'clock-unset', write: true },
  { phone: ISSUED - 2, expiry: 'ok', write: true },
  { phone: ISSUED + 299, expiry: 'ok', write: true },
  { phone: ISSUED + 300, expiry: 'soon', write: true },
  { phone: ISSUED + 402, expiry: 'soon', write: true },
  { phone: ISSUED + 403, expiry: 'expired', write: false },
  { phone: ISSUED + 3650, expiry: 'expired', write: false },
] as const

test.each(MATRIX)('a reporter whose phone says day $phone: $expiry', async ({ phone, expiry, write }) => {
  const { server, rootFp } = org
  const rosterFile = server.rosters.at(-1)?.file ?? new Uint8Array(0)
  const page = { rosterFile, instanceId: server.instance, rootFp, today: phone }
  const visitor = reporterDevice()
  expect((await visitor.checkRoster(page)).roster.expiry).toBe(expiry)
  const filed = await codeOfAsync(async () => {
    expect((await visitor.load(page)).expiry).toBe(expiry)
    await visitor.makeCode({})
    await visitor.sealReport({ recipients: [org.legal.deskId], never: NOBODY, fields: { text: 'new' }, lang: 'en', urgent: false, today: phone })
  })
  expect(filed).toBe(write ? 'nothing refused' : 'expired')
  const party = reporterDevice()
  await party.openCode({ text: digits, instanceId: server.instance })
  expect(await party.openCase({ answer: server.forReporter(caseId), rootFp, today: phone })).toMatchObject({ expired: !write, timeline: [{ type: 'report' }] })
  const post = async () => await party.sealPost({ type: 'text', fields: { text: 'more' }, lang: 'en', urgent: false, today: phone })
  expect(await codeOfAsync(post)).toBe(write ? 'nothing refused' : 'expired')
})

test.each(MATRIX)('a member whose device says day $phone', async ({ phone, expiry, write }) => {
  const { server, legal } = org
  const now = phone * DAY_MS
  const { party } = legal
  await party.unlock({ answer: server.unlockBoxes(legal.name), secret: { kind: 'code', text: legal.codeLines.join(' ') }, now })
  // The later of both days counts, so a clock that was never set does not hide the end from staff.
  const told = (await party.loadDirectory({ directory: server.directory(legal.memberId), now })).roster?.expiry
  expect(told).toBe(expiry === 'clock-unset' ? 'ok' : expiry)
  const view = await party.openCase({ answer: server.forDesk(caseId, legal.deskId), today: server.today, now })
  expect(view).toMatchObject({ expired: !write, canWrite: write })
  const { auditRef } = server.caseRow(caseId)
  await party.readCase({ caseId, deskId: legal.deskId, auditRef, purpose: 'read', place: server.auditPlace(), today: server.today, now })
  const note = { caseId, writes: [{ type: 'note' as const, fields: { text: 'x' }, lang: 'en' }], addTeam: null, columns: null, summary: null, ...recorded(org), now }
  expect(await codeOfAsync(async () => await party.sealWrites(note))).toBe(write ? 'nothing refused' : 'expired')
  expect(await codeOfAsync(async () => await party.prepareRekey({ caseId, ...recorded(org), now }))).toBe(write ? 'nothing refused' : 'expired')
})

test('past its end the desk still admits and takes new keys, and the next roster opens everything again', async () => {
  const late = await organisation()
  const { server, legal } = late
  const one = await report(late, { text: 'one' }, [legal.deskId])
  server.today += 410
  const second = await joined(late, legal, 'Legal Two')
  await rotate(late, legal)
  expect(await openAtDesk(server, second, one.caseId)).toMatchObject({ expired: true, canWrite: false })
  expect((await returning(late, one.digits)).view.expired).toBe(true)
  await signNext(late)
  expect((await deskOf(late, second)).deskEpoch).toBe(2)
  expect(await openAtDesk(server, second, one.caseId)).toMatchObject({ expired: false, canWrite: true })
  expect((await returning(late, one.digits)).view.expired).toBe(false)
}, 60_000)

test('an older roster is refused by a browser that has seen a newer one, past its end and after a lock too', async () => {
  const late = await organisation()
  const { server, legal } = late
  await signNext(late)
  await deskOf(late, legal)
  const rows = server.directory(legal.memberId)
  const older = { ...rows, rosters: rows.rosters.slice(0, 1) }
  const load = (now: number) => codeOfAsync(async () => await legal.party.loadDirectory({ directory: older, now }))
  expect(await load(0)).toBe('rollback')
  const now = (ISSUED + 500) * DAY_MS
  await legal.party.lock({})
  await legal.party.unlock({ answer: server.unlockBoxes(legal.name), secret: { kind: 'phrase', text: legal.phrase }, now })
  expect(await load(now)).toBe('rollback')
  expect(await codeOfAsync(async () => await legal.party.loadDirectory({ directory: rows, now }))).toBe('nothing refused')
}, 60_000)
