// What the staff worker forgets and when (§12.5), and the words in which it shows a checked directory.
import { expect, test } from 'vitest'
import { bytesFromHex, isZero } from '#crypto/bytes.ts'
import { recoveryKeys } from '#crypto/card.ts'
import { makeCode, readCode } from '#crypto/code.ts'
import { openDeskCase } from '#crypto/desk-case.ts'
import { openDirectory } from '#crypto/directory.ts'
import { unlock } from '#crypto/member.ts'
import { openRecovery } from '#crypto/recovery-holder.ts'
import { makeRoot } from '#crypto/root-holder.ts'
import { dayFrom, deskIdFrom, hashOf } from '#crypto/types.ts'
import { IDLE_FRESH_MS, IDLE_MS, dayAt, due, holdsSecrets, lock, memberOf, newSession, prepare, recoveryOf, rootOf, touch } from '#crypto/worker/desk-session.ts'
import type { DeskSession } from '#crypto/worker/desk-session.ts'
import { deskOf, joined, rotate, signNext } from './key-steps.ts'
import { recoveryDirectory } from './memory-keys.ts'
import { openAtDesk, organisation, report, writeAtDesk } from './people.ts'

const org = await organisation()
const { server, legal } = org
const nothing = { seq: 0, hash: null, heads: new Map() }

async function memberOpened() {
  const opened = await unlock(server.unlockBoxes(legal.name), { kind: 'code', text: legal.codeLines.join(' ') })
  if (opened.result !== 'ok') throw new Error('did not open')
  return opened.member
}
function codeOfWorker(step: () => unknown): string {
  try {
    step()
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
  return 'nothing refused'
}

test('a lock wipes every secret: of the member, the desks, the cases, the root and the second reader', async () => {
  const { recoveryLines } = await rotate(org, legal, [], { label: 'Notary' })
  await signNext(org)
  const { caseId } = await report(org, { text: 'x' }, [legal.deskId, org.external.deskId])
  await openAtDesk(server, legal, caseId)
  await writeAtDesk(server, legal, caseId, [{ type: 'note', fields: { text: 'n' }, lang: 'en' }])
  await openAtDesk(server, legal, caseId)
  await writeAtDesk(server, legal, caseId, [{ type: 'room', fields: { text: 'r' }, lang: 'en' }])
  await rotate(org, legal)
  const member = await memberOpened()
  const directory = openDirectory(member, server.directory(legal.memberId), nothing, dayFrom(server.today))
  const opened = openDeskCase(directory, server.forDesk(caseId, legal.deskId), dayFrom(server.today))
  const [root, successor] = [makeRoot(server.instance), makeRoot(server.instance)]
  const read = readCode(recoveryLines?.join('') ?? '')
  if (read.kind !== 'ok') throw new Error('code of the second reader')
  const holder = { instance: server.instance, deskId: deskIdFrom(bytesFromHex(legal.deskId)), rootFp: hashOf('root-fp', bytesFromHex(org.rootFp)), keys: recoveryKeys(server.instance, read.code) }
  const recovered = openRecovery(holder, recoveryDirectory(server, legal.deskId), dayFrom(server.today))
  const session: DeskSession = {
    ...newSession(), member, directory, root, successor, fresh: true, recovery: { holder, opened: recovered }, cases: new Map([[caseId, opened]]),
    known: { ...nothing, seq: 3 }, subjects: new Map([[opened.caseId, 'ab'.repeat(16)]]),
  }
  prepare(session, 'read', new Uint8Array(1))
  const desks = directory.desks.flatMap(({ signing, seeds, pending }) => [
    ...(signing ? [signing.seed, signing.keys.sk] : []), ...[...seeds.values()].flatMap(({ kemSeed, kem, recordKey }) => [kemSeed, kem.sk, recordKey]),
    ...[pending?.kemSeed, pending?.sigSeed].flatMap((seed) => (seed ? [seed] : []))])
  const keys = [opened.talk, opened.notes, opened.room].map((view) => (view?.epochs ?? []).flatMap(({ key }) => (key ? [key] : [])))
  expect([desks.length > 6, ...keys.map((held) => held.length > 0)]).toEqual([true, true, true, true])
  const secrets: Uint8Array[] = [
    member.secret, member.keys.auth.sk, member.keys.sig.sk, member.keys.kem.sk, member.keys.inviteKey, member.keys.recordKey, ...desks, ...keys.flat(),
    ...[root, successor].flatMap((one) => [one.code, one.keys.sig.sk, one.keys.inviteKey]),
    holder.keys.sk, ...[...recovered.access.seeds.values()].flatMap(({ kemSeed, kem, recordKey }) => [kemSeed, kem.sk, recordKey])]
  expect(secrets.some(isZero)).toBe(false)
  lock(session)
  expect(secrets.map(isZero)).toEqual(secrets.map(() => true))
  const { subjects, known, ...rest } = session
  expect([subjects.size, known.seq]).toEqual([1, 3])
  const { lastUse, jobCount, ...fresh } = newSession()
  expect([lastUse, jobCount, rest.cases.size, rest.jobs.size, rest.files.size]).toEqual([0, 0, 0, 0, 0])
  expect(rest).toMatchObject({ member: fresh.member, ways: null, fresh: false, directory: null, root: null, successor: null, recovery: null, next: null, founding: null, lastSigned: null })
})

test('nobody there for ten minutes locks, for an hour while new codes are written down', async () => {
  const held: readonly [of: string, secrets: () => Promise<Partial<DeskSession>>][] = [
    ['member', async () => ({ member: await memberOpened() })], ['root', async () => ({ root: makeRoot(server.instance) })],
    ['recovery', async () => ({ recovery: { opened: null, holder: {
      instance: server.instance, deskId: deskIdFrom(bytesFromHex(legal.deskId)), rootFp: hashOf('root-fp', bytesFromHex(org.rootFp)), keys: recoveryKeys(server.instance, makeCode()) } } })],
  ]
  for (const [of, secrets] of held) {
    for (const [fresh, limit] of [[false, 10 * 60_000], [true, 60 * 60_000]] as const) {
      const session = { ...newSession(), ...(await secrets()), fresh, lastUse: 1_000 }
      expect([of, holdsSecrets(session, 1_000 + limit), holdsSecrets(session, 1_001 + limit), holdsSecrets(session, 1_000)]).toEqual([of, true, false, false])
    }
  }
  expect([IDLE_MS, IDLE_FRESH_MS]).toEqual([600_000, 3_600_000])
  expect(holdsSecrets(newSession(), 0)).toBe(false)
})

test('use keeps a session open, and time that runs backwards takes nothing away', async () => {
  const session = { ...newSession(), member: await memberOpened(), root: makeRoot(server.instance) }
  touch(session, 500_000)
  touch(session, 400_000)
  expect(session.lastUse).toBe(500_000)
  memberOf(session, 600_000)
  rootOf(session, 700_000)
  expect(session.lastUse).toBe(700_000)
  expect(codeOfWorker(() => recoveryOf(session, 800_000))).toBe('locked')
  expect(codeOfWorker(() => memberOf(session, 1_500_000))).toBe('locked')
  expect([codeOfWorker(() => rootOf(session, 1_500_000)), session.lastUse]).toEqual(['locked', 800_000])
  touch(session, 2_000_000)
  expect(session.lastUse).toBe(800_000)
  expect([dayAt(0), dayAt(86_399_999), dayAt(86_400_000)]).toEqual([0, 0, 1])
})

test('prepared bodies have names of their own, and the oldest of more than 64 is forgotten', () => {
  const session = newSession()
  const names = Array.from({ length: 64 }, (_, i) => prepare(session, i % 2 === 0 ? 'write' : 'read', new Uint8Array([i])).job)
  expect([new Set(names).size, session.jobs.size, names[0], names[1]]).toEqual([64, 64, 'write-1', 'read-2'])
  expect(session.jobs.has(names[0] ?? '')).toBe(true)
  prepare(session, 'write', new Uint8Array(1))
  expect([session.jobs.size, session.jobs.has(names[0] ?? ''), session.jobs.has(names[1] ?? '')]).toEqual([64, false, true])
  expect([codeOfWorker(() => due(null)), codeOfWorker(() => due(undefined)), due(0), due('')]).toEqual(['unprepared', 'unprepared', 0, ''])
})

test('a directory is told in words: members, who I am, who waits, and keys that wait without those who were removed', async () => {
  const own = await organisation()
  const plain = await deskOf(own, own.external)
  expect(plain).toMatchObject({ label: 'External desk', deskEpoch: 1, role: 'lead', recoveryLabel: '', rotation: null, stillHeldBy: [], canRead: true, pending: [] })
  expect(plain.fingerprint).toMatch(/^(\d{5} )+\d{5}$/)
  const [second, third] = [await joined(own, own.legal, 'Legal Two'), await joined(own, own.legal, 'Legal Three', 'lead')]
  const before = await deskOf(own, own.legal)
  expect(before.members.map(({ name, role, removed, me }) => [name, role, removed, me])).toEqual([
    ['Legal One', 'lead', false, true], ['Legal Two', 'handler', false, false], ['Legal Three', 'lead', false, false]])
  expect(before.members.every(({ fingerprint }) => /^(\d{5} )+\d{5}$/.test(fingerprint))).toBe(true)
  expect((await deskOf(own, { ...second })).role).toBe('handler')
  await rotate(own, own.legal)
  await signNext(own)
  await rotate(own, own.legal, [second])
  const waits = await deskOf(own, third)
  expect(waits.rotation).toMatchObject({ by: 'Legal One', removed: ['Legal Two'] })
  expect(waits.rotation?.fingerprint).toMatch(/^(\d{5} )+\d{5}$/)
  expect([waits.stillHeldBy, waits.deskEpoch, waits.role, waits.members.find(({ me }) => me)?.name]).toEqual([[], 2, 'lead', 'Legal Three'])
  await signNext(own)
  const after = await deskOf(own, third)
  expect([after.rotation, after.deskEpoch, after.canRead, after.members.filter(({ removed }) => removed).map(({ name }) => name)]).toEqual([null, 3, true, ['Legal Two']])
})
