// What the library makes of the vectors of what travels. Runs in Node and, bundled, in a page.
import { reader } from '#crypto/bytes.ts'
import { encodeNever, readNever } from '#crypto/never.ts'
import { EVENT_FIELDS, REPORT_FIELDS, encodePayload, parsePayload } from '#crypto/payload.ts'
import { challengeHolds, isAction, requestHolds } from '#crypto/request.ts'
import { caseIdFromBytes, instanceIdFrom, memberIdFrom, publicKey } from '#crypto/types.ts'
import { parseTransmission, transmissionBytes } from '#crypto/wire.ts'
import { bytes, list, number, same, text } from './fields.ts'
import type { Fields } from './fields.ts'

export function never(v: Fields): void {
  const from = reader(bytes(v, 'bytes'))
  const read = readNever(from)
  from.end()
  same(encodeNever(read), bytes(v, 'bytes'), 'never list')
  same(read.roles, number(v, 'roles'), 'roles')
  same(read.desks.join(), String(v['desks']), 'desks')
}

export function transmission(v: Fields): void {
  const read = parseTransmission(bytes(v, 'bytes'))
  same(transmissionBytes(read), bytes(v, 'bytes'), 'transmission')
  same(read.opens?.header ?? '', bytes(v, 'header').length === 0 ? '' : bytes(v, 'header'), 'header')
  for (const [index, message] of list(v, 'messages').entries()) {
    same(read.messages[index]?.outer ?? '', bytes(message, 'outer'), 'outer')
    same(read.messages[index]?.body ?? '', bytes(message, 'body'), 'body')
  }
}

export function payload(v: Fields): void {
  const event = text(v, 'name').startsWith('an event')
  const made = event
    ? encodePayload(EVENT_FIELDS, parsePayload(EVENT_FIELDS, bytes(v, 'bytes')).values)
    : encodePayload(REPORT_FIELDS, parsePayload(REPORT_FIELDS, bytes(v, 'bytes')).values)
  same(made, bytes(v, 'bytes'), 'payload')
  const read = reader(made.slice(2))
  for (const field of list(v, 'fields')) {
    same(read.u16(), number(field, 'id'), 'id of a field')
    same(read.field(), bytes(field, 'value'), 'value of a field')
  }
  read.end()
}

export function request(v: Fields): void {
  const instance = instanceIdFrom(bytes(v, 'instance'))
  const seconds = number(v, 'unix_seconds')
  const times = [-600, 0, 600, 1200].map((later) => challengeHolds(bytes(v, 'server_secret'), instance, seconds + later, bytes(v, 'challenge')))
  same(times.join(), 'false,true,true,false', 'times at which the challenge holds')
  const action = text(v, 'action')
  if (!isAction(action)) throw new Error('action')
  const reporter = number(v, 'party') === 1
  const who = reporter
    ? ({ kind: 'reporter', caseId: caseIdFromBytes(bytes(v, 'id')) } as const)
    : ({ kind: 'member', memberId: memberIdFrom(bytes(v, 'member_id')) } as const)
  const pk = publicKey(reporter ? 'reporter-auth' : 'member-auth', bytes(v, 'public'))
  if (!requestHolds(pk, instance, who, bytes(v, 'challenge'), action, bytes(v, 'body'), bytes(v, 'signature'))) throw new Error('signature does not hold')
}
