// What the library makes of the vectors of names. Runs in Node and, bundled, in a page.
import { hexFromBytes } from '#crypto/bytes.ts'
import type { ReporterCard } from '#crypto/card.ts'
import { payloadFrom } from '#crypto/fields.ts'
import { nameBodyBytes, nameHead, openName, parseNameBody } from '#crypto/name-letter.ts'
import { kemKeys } from '#crypto/sodium.ts'
import { caseIdFromBytes, deskIdFrom, instanceIdFrom, publicKey } from '#crypto/types.ts'
import { letter } from './check-decision.ts'
import { bytes, number, same, text } from './fields.ts'
import type { Fields } from './fields.ts'

export function name(v: Fields): void {
  if (text(v, 'of') === 'request') return request(v)
  letter(v)
  same(text(v, 'inside'), text(v, 'bytes'), 'bytes')
  const [caseId, deskId] = [caseIdFromBytes(bytes(v, 'case_id')), deskIdFrom(bytes(v, 'desk_id'))]
  const keys = kemKeys('desk-kem', bytes(v, 'desk_seed'))
  // Of the card only the key that signs is looked at.
  const card: ReporterCard = { apk: publicKey('reporter-auth', bytes(v, 'public')), spk: publicKey('reporter-sig', bytes(v, 'public')), kpk: publicKey('reporter-kem', keys.pk) }
  const read = openName({ instance: instanceIdFrom(bytes(v, 'instance')), caseId, card, deskId, keysFor: (epoch) => (epoch === number(v, 'desk_epoch') ? keys : null) }, bytes(v, 'letter'))
  if (read === null) throw new Error('name that does not open')
  same(read.day, number(v, 'day'), 'day')
  for (const [field, told] of [['given_name', read.name], ['reach', read.reach], ['purpose', read.purpose]] as const) same(told, text(v, field), field)
  same(hexFromBytes(payloadFrom('name', { name: read.name, reach: read.reach, purpose: read.purpose })), text(v, 'payload'), 'payload of a name')
  same(hexFromBytes(nameHead(caseId, deskId)), text(v, 'head'), 'place at rest')
}

function request(v: Fields): void {
  const rows = parseNameBody(bytes(v, 'bytes'))
  for (const row of rows) same(row.letter === null ? '' : hexFromBytes(row.letter), row.deskId === text(v, 'given_to') ? text(v, 'letter') : '', 'letter')
  same(rows.map(({ deskId }) => deskId).sort().join(), [text(v, 'given_to'), text(v, 'taken_from')].sort().join(), 'teams')
  same(hexFromBytes(nameBodyBytes(rows)), text(v, 'bytes'), 'bytes')
}
