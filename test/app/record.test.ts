// What the server does with the record, with real keys: it stores a line that a member signed and signs the end of the chain itself.
import { randomBytes } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { AUDIT_ACTIONS, auditEntryBytes, auditFieldBytes, auditFieldFrom, auditGenesis, auditHead, checkpointHolds, detailsHashOf, signAuditEntry, type AuditEntry } from '#crypto/audit.ts'
import { makeMember, memberKeys } from '#crypto/card.ts'
import { receiptKeys } from '#crypto/server.ts'
import { ready } from '#crypto/sodium.ts'
import { dayFrom, hashOf, instanceIdFrom } from '#crypto/types.ts'
import { Refused } from '#app/http/answering.server.ts'
import { checkedEntry, noObject, objectOfId } from '#app/http/audit.server.ts'
import { headSigner } from '#app/http/checkpoint.server.ts'
import type { ServerKeys } from '#app/http/keys.server.ts'
import { hexFrom } from '#db/bytes.server.ts'
import { scopeOfMember } from '#db/scope.ts'

beforeAll(() => ready())

const drawn = (): Uint8Array => new Uint8Array(randomBytes(32))
const instance = instanceIdFrom(new Uint8Array(16).fill(3))
const day = dayFrom(20_777)

function somebody() {
  const { memberId, secret } = makeMember()
  const keys = memberKeys(memberId, secret)
  return { keys, asking: { scope: scopeOfMember(instance, memberId, []), card: keys.card, memberId } }
}

function lineOf(keys: ReturnType<typeof memberKeys>, change: Partial<AuditEntry> = {}, signedBy = keys): Uint8Array {
  const entryBytes = auditEntryBytes({
    instance, memberId: keys.card.memberId, n: 0, prev: hashOf('audit-entry', new Uint8Array(32)), day, action: AUDIT_ACTIONS.settings, subject: null,
    object: new Uint8Array(32), rosterSeq: 1, seenSeq: 0, seenHead: hashOf('audit-head', new Uint8Array(32)), detailsHash: detailsHashOf(new Uint8Array(0)), ...change,
  })
  return auditFieldBytes({ entryBytes, sig: signAuditEntry(signedBy.sig.sk, entryBytes), details: new Uint8Array(0) })
}

async function reasonOf(work: () => unknown): Promise<unknown> {
  try {
    work()
    return null
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return ((await error.response.json()) as { reason: string }).reason
  }
}

test('a line is taken from the member who signed it, about this act, and continues the chain as every verifier computes it', async () => {
  const { keys, asking } = somebody()
  const act = { actions: ['settings', 'ways-in'], object: noObject } as const
  const audit = lineOf(keys)
  const entry = checkedEntry({ ...asking, frame: frame() }, audit, act)
  expect(entry).toMatchObject({ n: 0, day, action: 39, subject: new Uint8Array(16), details: null, genesis: auditGenesis(instance) })
  const field = auditFieldFrom(audit.slice(0, 207), audit.slice(207, 271), new Uint8Array(0))
  expect(entry.headAfter(entry.genesis, 1, day)).toEqual(auditHead(auditGenesis(instance), 1, day, field))

  const other = somebody()
  const ask = (line: Uint8Array, meant: Parameters<typeof checkedEntry>[2] = act) => reasonOf(() => checkedEntry({ ...asking, frame: frame() }, line, meant))
  expect(await ask(audit)).toBeNull()
  expect(await ask(audit, { actions: ['invite'], object: noObject })).toBe('record')
  expect(await ask(audit, { actions: ['settings'], object: objectOfId('77'.repeat(16)) })).toBe('record')
  expect(await ask(lineOf(keys, { object: objectOfId('77'.repeat(16)) }), { actions: ['settings'], object: 'any' })).toBeNull()
  expect(await ask(lineOf(other.keys))).toBe('record')
  expect(await ask(lineOf(keys, {}, other.keys))).toBe('record')
  expect(await ask(lineOf(keys, { instance: instanceIdFrom(new Uint8Array(16).fill(4)) }))).toBe('record')
  expect(await ask(new Uint8Array(0))).toBe('record')
  // A number of a later version is nobody's act here.
  expect(await ask(lineOf(keys, { action: 4000 }))).toBe('record')
})

test('the end of the record is signed by the key that the published roster names, and by no other', () => {
  const keys: ServerKeys = { receiptSeed: drawn(), challenge: drawn(), fakeMembers: drawn(), recovery: drawn() }
  const { pk } = receiptKeys(keys.receiptSeed)
  const head = hashOf('audit-head', drawn())
  const sign = headSigner(keys, { instanceId: instance, receiptPk: hexFrom(pk) })
  const sig = sign?.({ s: 12, head, day }) ?? new Uint8Array(64)
  expect(checkpointHolds(pk, instance, { seq: 12, head, day }, sig)).toBe(true)
  for (const changed of [{ seq: 11 }, { day: dayFrom(day + 1) }, { head: hashOf('audit-head', drawn()) }]) {
    expect(checkpointHolds(pk, instance, { seq: 12, head, day, ...changed }, sig)).toBe(false)
  }
  expect(headSigner(keys, null)).toBeNull()
  expect(headSigner(keys, { instanceId: instance, receiptPk: null })).toBeNull()
  expect(headSigner({ ...keys, receiptSeed: drawn() }, { instanceId: instance, receiptPk: hexFrom(pk) })).toBeNull()
})

function frame(): Parameters<typeof checkedEntry>[0]['frame'] {
  return { party: 'member', id: drawn(), challenge: new Uint8Array(52), action: 'settings', sig: new Uint8Array(64), body: new Uint8Array(0) }
}
