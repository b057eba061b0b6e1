// What the library makes of the vectors of what travels. Runs in Node and, bundled, in a page.
import { reader } from '#crypto/bytes.ts'
import { encodeNever, readNever } from '#crypto/never.ts'
import { parseTransmission, transmissionBytes } from '#crypto/wire.ts'
import { bytes, list, number, same } from './fields.ts'
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
