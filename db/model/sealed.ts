// Ciphertext as the database knows it: bytes of a length that only sealing makes. Plain text does not fit a column of this type.

declare const brand: unique symbol
export type SealedKind = 'message' | 'wrap' | 'back' | 'summary' | 'unlock' | 'desk-box' | 'part' | 'details' | 'record' | 'page' | 'answer' | 'name'
export type SealedBytes<Kind extends SealedKind> = Uint8Array & { readonly [brand]: Kind }

const buckets = [4096, 16384, 65536, 262144].map((bucket) => bucket + 40)

const fits: Record<SealedKind, (length: number) => boolean> = {
  message: (length) => buckets.includes(length),
  wrap: (length) => length === 1192 + 40,
  back: (length) => length === 72 + 40,
  summary: (length) => length >= 81 && length <= 66000,
  unlock: (length) => length === 104,
  'desk-box': (length) => length === 1192,
  part: (length) => length >= 1 && length <= 1_048_576,
  details: (length) => length >= 81 && length <= 66000,
  record: (length) => length >= 81 && length <= 1_049_000,
  page: (length) => length >= 81 && length <= 131_072,
  answer: (length) => length >= 81 && length <= 66000,
  name: (length) => length >= 1300 && length <= 8300,
}

/** The bytes as ciphertext of that kind; throws RangeError on a length that sealing never gives. */
export function sealed<Kind extends SealedKind>(kind: Kind, bytes: Uint8Array): SealedBytes<Kind> {
  if (!fits[kind](bytes.length)) throw new RangeError(`not a sealed ${kind}`)
  return bytes as SealedBytes<Kind>
}
