import { beforeAll, expect, test } from 'vitest'
import { idemOf, openVisit, sealVisit, visitKey, withIdem } from '#crypto/by-server.ts'
import { reporterKeys } from '#crypto/card.ts'
import { makeCode } from '#crypto/code.ts'
import { fieldsFrom, payloadFrom } from '#crypto/fields.ts'
import { REPORT_FIELDS, parsePayload } from '#crypto/payload.ts'
import { randomBytes, ready } from '#crypto/sodium.ts'
import { instanceIdFrom } from '#crypto/types.ts'

beforeAll(ready)

test('a visit opens under its key until its last second, and nothing else opens', () => {
  const [key, code] = [visitKey(), makeCode()]
  const sealed = sealVisit(key, code, 1_000)
  expect(openVisit(key, sealed, 1_000)).toEqual(code)
  expect(openVisit(key, sealed, 1_001)).toBeNull()
  expect(openVisit(visitKey(), sealed, 0)).toBeNull()
  expect(openVisit(key, new Uint8Array(0), 0)).toBeNull()
  for (let at = 0; at < sealed.length; at += 1) {
    expect(openVisit(key, sealed.map((byte, place) => (place === at ? byte ^ 1 : byte)), 0)).toBeNull()
  }
})

test('the mark of a form follows from code and form alone, and other codes make another one', () => {
  const instance = instanceIdFrom(randomBytes(16))
  const [mine, other] = [reporterKeys(instance, makeCode()), reporterKeys(instance, makeCode())]
  const form = new TextEncoder().encode('text=passports')
  expect(idemOf(mine, form)).toEqual(idemOf(mine, form))
  expect(idemOf(mine, form)).not.toEqual(idemOf(other, form))
  expect(idemOf(mine, form)).not.toEqual(idemOf(mine, new TextEncoder().encode('text=passport')))
})

test('the mark lies beside the answers: readers pass it over, and a browser leaves no trace of it', () => {
  const payload = payloadFrom('report', { text: 'passports', tiles: 'pay,trapped' })
  const idem = randomBytes(32)
  const marked = withIdem('report', payload, { idem })
  expect(fieldsFrom('report', marked)).toEqual({ text: 'passports', tiles: 'pay,trapped' })
  expect([...parsePayload(REPORT_FIELDS, marked).unknown]).toEqual([[19, idem]])
  expect(withIdem('report', payload, undefined)).toEqual(payload)
  expect(fieldsFrom('text', withIdem('text', payloadFrom('text', { text: 'x' }), { idem }))).toEqual({ text: 'x' })
})
