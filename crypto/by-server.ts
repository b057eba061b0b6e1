/**
 * Where a server seals because a browser cannot (§16): what it knows of a form that came before, and the short visit
 * of somebody who typed their code into a page. For the server alone; browsers read what it sealed like everything else.
 */
import { codeFromData, dataSymbols } from './code.ts'
import { ascii, concat, reader, sameBytes, u64 } from './bytes.ts'
import type { ReporterKeys } from './card.ts'
import { CryptoError } from './error.ts'
import { parseReportBody } from './opening.ts'
import { REPORT_FIELDS, TEXT_FIELDS, encodePayload, parsePayload } from './payload.ts'
import type { OpenedCase } from './reporter-case.ts'
import { Hk, open, randomKey, seal } from './sodium.ts'
import type { Code, SymmetricKey } from './types.ts'

/** What a form leaves in the message that it became: 32 bytes that only the holder of the code can make again (§16.2). */
export interface SealedByServer {
  readonly idem: Uint8Array
}

const VISIT_AD = ascii('visit')
const DATA_SYMBOLS = 19

const IDEM = { report: [REPORT_FIELDS, 19], text: [TEXT_FIELDS, 4] } as const

/** The mark of exactly this form under this code, 32 bytes; `form` as §16.2 writes it. */
export function idemOf(keys: ReporterKeys, form: Uint8Array): Uint8Array {
  return Hk(keys.idk, 'idem', form)
}

/** The payload with the mark inside, unchanged where a browser seals (§16.2). */
export function withIdem(table: keyof typeof IDEM, payload: Uint8Array, by: SealedByServer | undefined): Uint8Array {
  if (by === undefined) return payload
  const [fields, id] = IDEM[table]
  const { values, unknown } = parsePayload(fields, payload)
  return encodePayload(fields, values, new Map([...unknown, [id, by.idem]]))
}

/** Whether a believed message of the reporter came from this form: then it was sent before and only the answer was lost (§16.2). */
export function cameBefore({ view }: OpenedCase, idem: Uint8Array): boolean {
  return view.entries.some(({ author, type, payload }) => {
    if (author.kind !== 'reporter') return false
    const mark = type === 'report' ? markIn('report', parseReportBody(payload).answers)
      : type === 'text' || type === 'answer' || type === 'withdraw' ? markIn('text', payload) : undefined
    return mark !== undefined && sameBytes(mark, idem)
  })
}

function markIn(table: keyof typeof IDEM, payload: Uint8Array): Uint8Array | undefined {
  const [fields, id] = IDEM[table]
  return parsePayload(fields, payload).unknown.get(id)
}

/** The key of all visits of one process: made at its start, written nowhere (§16.3). */
export function visitKey(): SymmetricKey<'visit'> {
  return randomKey('visit')
}

/** The code and the moment until which it opens, sealed for the page that carries it; `until` in whole seconds (§16.3). */
export function sealVisit(key: SymmetricKey<'visit'>, code: Code, until: number): Uint8Array {
  return seal(key, VISIT_AD, concat(u64(until), dataSymbols(code)))
}

/** The code of a visit; null where it is over, of another process, or not ours: then the page asks for the code again (§16.3). */
export function openVisit(key: SymmetricKey<'visit'>, sealed: Uint8Array, now: number): Code | null {
  try {
    const from = reader(open(key, VISIT_AD, sealed))
    const until = from.u64()
    const code = codeFromData(from.take(DATA_SYMBOLS))
    from.end()
    return now <= until ? code : null
  } catch (error) {
    if (error instanceof CryptoError) return null
    throw error
  }
}

