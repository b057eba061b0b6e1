// Reads a field of a vector as what it must be; a missing or wrong one is a broken vector, not a zero.
import { bytesFromHex, hexFromBytes } from '#crypto/bytes.ts'

export type Fields = Readonly<Record<string, unknown>>

export function text(of: Fields, name: string): string {
  const value = of[name]
  if (typeof value !== 'string') throw new Error(`${name} is no text`)
  return value
}

export function number(of: Fields, name: string): number {
  const value = of[name]
  if (typeof value !== 'number') throw new Error(`${name} is no number`)
  return value
}

export function bytes(of: Fields, name: string): Uint8Array {
  return bytesFromHex(text(of, name))
}

export function list(of: Fields, name: string): Fields[] {
  const value = of[name]
  if (!Array.isArray(value)) throw new Error(`${name} is no list`)
  return value.map((item: unknown) => {
    if (typeof item !== 'object' || item === null) throw new Error(`${name} holds something else than objects`)
    return { ...item }
  })
}

export function same(got: Uint8Array | string | number, wanted: Uint8Array | string | number, what: string): void {
  const [one, other] = [got, wanted].map((value) => (value instanceof Uint8Array ? hexFromBytes(value) : String(value)))
  if (one !== other) throw new Error(`${what}: ${one} is not ${other}`)
}
