// What must not compile: each line below is refused by the type checker, and `tsc` fails if one is not.
import { expect, test } from 'vitest'
import { sealedAs } from '#crypto/types.ts'
import type { CaseId, Ctx, Day, DeskId, Digest, InstanceId, MemberId, PublicKey, Sealed, SecretKey, SymmetricKey } from '#crypto/types.ts'
import type { ReporterKeys } from '#crypto/card.ts'
import { caseIdFrom, recoveryHash, rootFp } from '#crypto/card.ts'
import { makeDeskBox } from '#crypto/desk-box.ts'
import { openWrap } from '#crypto/epoch.ts'
import { sealMessage } from '#crypto/message.ts'
import type { Inner } from '#crypto/message.ts'
import { deskParty } from '#crypto/party.ts'
import { encodePayload, TEXT_FIELDS } from '#crypto/payload.ts'
import { makeReceipt } from '#crypto/receipt.ts'
import { signRequest } from '#crypto/request.ts'
import { sealForShred } from '#crypto/shred.ts'

type Never = (...these: never[]) => void
const compileOnly: Never = () => undefined

compileOnly(...([
  // @ts-expect-error an id of a member is no id of a desk
  (id: MemberId) => deskParty(id),
  // @ts-expect-error plain text is no id
  () => deskParty('00112233445566778899aabbccddeeff'),
  // @ts-expect-error a number is no day
  (): Day => 20_000,
  // @ts-expect-error a case is no instance
  (id: CaseId): InstanceId => id,
  // @ts-expect-error a desk's signing key certifies no root
  (pk: PublicKey<'desk-sig'>) => rootFp(pk),
  // @ts-expect-error a desk's key where a recovery holder's is due
  (pk: PublicKey<'desk-kem'>) => recoveryHash(pk),
  // @ts-expect-error a public key is no secret key
  (pk: PublicKey<'desk-sig'>): SecretKey<'desk-sig'> => pk,
  // @ts-expect-error plain bytes are no card
  (instance: InstanceId) => caseIdFrom(instance, new Uint8Array(1280)),
  // @ts-expect-error the key for requests signs no message
  (k: ReporterKeys, ctx: Ctx, key: SymmetricKey<'epoch'>, inner: Inner) => sealMessage(ctx, key, k.auth.sk, { author: { kind: 'reporter' }, n: 0, urgent: false }, inner),
  // @ts-expect-error the key for messages signs no request
  (k: ReporterKeys, i: InstanceId) => signRequest(k.sig.sk, i, { kind: 'reporter', caseId: k.caseId }, new Uint8Array(52), 'fetch', new Uint8Array(0)),
  // @ts-expect-error an action that is not on the closed list
  (k: ReporterKeys, i: InstanceId) => signRequest(k.auth.sk, i, { kind: 'reporter', caseId: k.caseId }, new Uint8Array(52), 'delete', new Uint8Array(0)),
  // @ts-expect-error a member's keys open no wrap of an epoch
  (h: Parameters<typeof openWrap>[0], ctx: Ctx, r: Parameters<typeof openWrap>[2], keys: { pk: PublicKey<'member-kem'>; sk: SecretKey<'member-kem'> }) => openWrap(h, ctx, r, keys, new Uint8Array(1192)),
  // @ts-expect-error a record key is no epoch key
  (key: SymmetricKey<'record'>): SymmetricKey<'epoch'> => key,
  // @ts-expect-error an epoch key is no shred key
  (key: SymmetricKey<'epoch'>, ctx: Ctx) => sealForShred(key, ctx, 'back', new Uint8Array(72)),
  // @ts-expect-error a digest is no context
  (digest: Digest): Ctx => digest,
  // @ts-expect-error plain bytes are not sealed
  (): Sealed<'message'> => new Uint8Array(4136),
  // @ts-expect-error a sealed wrap is no sealed message
  (wrap: Sealed<'wrap'>): Sealed<'message'> => wrap,
  // @ts-expect-error the root signs no receipt
  (sk: SecretKey<'root'>, s: Parameters<typeof makeReceipt>[1], day: Day) => makeReceipt(sk, s, day, 1),
  // @ts-expect-error a seed goes to a card, not to an id
  (card: Parameters<typeof makeDeskBox>[0], id: DeskId) => makeDeskBox(card, 'kem', new Uint8Array(32), id),
  // @ts-expect-error a field that the table does not have
  () => encodePayload(TEXT_FIELDS, { txet: 'x' }),
  // @ts-expect-error a list where text is due
  () => encodePayload(TEXT_FIELDS, { text: ['x'] }),
] as never[]))

test('brands cost nothing at run time: a sealed value is the bytes themselves', () => {
  const bytes = new Uint8Array(3)
  expect(sealedAs('wrap', bytes)).toBe(bytes)
})
