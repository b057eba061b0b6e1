/**
 * A name that a reporter gives to one team of the case, apart from everything that the teams read together (§5.8).
 * For the reporter's device that seals, the member's that opens, and the server that keeps the letter without reading it.
 */
import { bytesFromHex, concat, reader, writer } from './bytes.ts'
import type { ReporterCard, ReporterKeys } from './card.ts'
import type { DeskCard } from './desk-card.ts'
import { openLetter, sealLetter } from './desk-letter.ts'
import { refuse } from './error.ts'
import { payloadFrom } from './fields.ts'
import { NAME_FIELDS, parsePayload } from './payload.ts'
import { H, sign, verify } from './sodium.ts'
import { SIZE, caseIdFromBytes, dayFrom, deskIdFrom, instanceIdFrom } from './types.ts'
import type { CaseId, Day, DeskId, Hash, InstanceId, KeyPair } from './types.ts'
import type { NamePurpose, NameView, NameWords } from './worker/views.ts'

/** What a team may use the name for; each holds what stands before it. */
export const NAME_PURPOSES = ['reach', 'inside', 'outside'] as const satisfies readonly NamePurpose[]

const MOST_PAYLOAD = 4096
const MOST_LETTER = 8192
const MOST_ROWS = 64

/**
 * The letter of one team: the words, signed by the key of the case for exactly this desk, sealed to its card. Throws `usage` without a name
 * and a way to reach, for words that are too long, and for an unknown purpose (§5.8).
 */
export function sealName(keys: ReporterKeys, card: DeskCard, words: NameWords, day: Day): Uint8Array {
  const payload = payloadFrom('name', { name: words.name.trim(), reach: words.reach.trim(), purpose: purposeFrom(words.purpose, 'usage') })
  if (words.name.trim() + words.reach.trim() === '' || payload.length > MOST_PAYLOAD) refuse('usage', 'nothing to tell, or too much')
  const signed = writer().u8(1).hex(card.instance).hex(keys.caseId).hex(card.deskId).u32(day).field(payload).done()
  return sealLetter(card, { kind: 'name', about: bytesFromHex(keys.caseId) }, concat(signed, sign(keys.sig.sk, 'name', signed)))
}

/** Whose letter it must be, and who reads it. */
export interface NamePlace {
  readonly instance: InstanceId
  readonly caseId: CaseId
  /** Checked against the case id. */
  readonly card: ReporterCard
  readonly deskId: DeskId
  readonly keysFor: (deskEpoch: number) => KeyPair<'desk-kem'> | null
}

/**
 * What the reporter of this case wrote for this desk, and on which day. null without the seed of the desk epoch it was sealed for. Throws `broken`
 * for another case, desk, instance or hand, `newer-version` for another version or purpose (§5.8).
 */
export function openName({ instance, caseId, card, deskId, keysFor }: NamePlace, letter: Uint8Array): NameView | null {
  const page = openLetter(instance, deskId, keysFor, { kind: 'name', about: bytesFromHex(caseId) }, letter)
  if (page === null) return null
  const from = reader(page)
  if (from.u8() !== 1) refuse('newer-version', 'version of a name')
  const meant = { instance: instanceIdFrom(from.take(SIZE.id)), caseId: caseIdFromBytes(from.take(SIZE.hash)), deskId: deskIdFrom(from.take(SIZE.id)) }
  const day = dayFrom(from.u32())
  const payload = from.field(MOST_PAYLOAD)
  const sig = from.take(SIZE.sig)
  from.end()
  if (meant.instance !== instance || meant.caseId !== caseId || meant.deskId !== deskId) refuse('broken', 'name for somebody else')
  if (!verify(card.spk, sig, 'name', page.slice(0, page.length - SIZE.sig))) refuse('broken', 'name that the reporter did not sign')
  const { name = '', reach = '', purpose = '' } = parsePayload(NAME_FIELDS, payload).values
  return { name, reach, purpose: purposeFrom(purpose, 'newer-version'), day }
}

/** One team of a `name` request; `letter` null takes the name back from it. */
export interface NameRow {
  readonly deskId: DeskId
  readonly letter: Uint8Array | null
}

/** u8 count ‖ count × (desk_id16 ‖ L(letter, or empty)), sorted by desk: body of `name` (§12.3). */
export function nameBodyBytes(rows: readonly NameRow[]): Uint8Array {
  const out = writer().u8(rows.length)
  for (const { deskId, letter } of [...rows].sort((one, other) => (one.deskId < other.deskId ? -1 : 1))) out.hex(deskId).field(letter ?? new Uint8Array(0))
  return out.done()
}

/** Reads a `name` body: one team at least, none twice, sorted; any fault is `broken` (§12.3). */
export function parseNameBody(bytes: Uint8Array): NameRow[] {
  const from = reader(bytes)
  const rows = Array.from({ length: from.u8() }, (): NameRow => {
    const deskId = deskIdFrom(from.take(SIZE.id))
    const letter = from.field(MOST_LETTER)
    return { deskId, letter: letter.length === 0 ? null : letter }
  })
  from.end()
  if (rows.length === 0 || rows.length > MOST_ROWS || rows.some(({ deskId }, at) => at > 0 && deskId <= (rows[at - 1]?.deskId ?? ''))) refuse('broken', 'teams of a name')
  return rows
}

/** The place of a letter under the shred key of its case (§10). */
export function nameHead(caseId: CaseId, deskId: DeskId): Hash<'name-head'> {
  return H('name-head', 'name-head', bytesFromHex(caseId), bytesFromHex(deskId))
}

function purposeFrom(text: string, code: 'usage' | 'newer-version'): NamePurpose {
  return NAME_PURPOSES.find((one) => one === text) ?? refuse(code, 'purpose of a name')
}
