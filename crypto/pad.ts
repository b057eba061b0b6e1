/**
 * Padding that hides lengths: four buckets for messages, multiples of 1024 for records (§1.4).
 */
import { refuse } from './error.ts'
import { padTo, unpadFrom } from './sodium.ts'

export const BUCKETS = [4096, 16384, 65536, 262144] as const
export const RECORD_BLOCK = 1024

/** The smallest bucket that holds `length` bytes and one of padding; throws `usage` beyond 262143 (§1.4). */
export function bucketFor(length: number): number {
  return BUCKETS.find((bucket) => length + 1 <= bucket) ?? refuse('usage', 'message too long')
}

/** Whether a number read from outside is one of the four buckets (§1.4). */
export function isBucket(size: number): boolean {
  return BUCKETS.some((bucket) => bucket === size)
}

/** Pads to exactly `bucket` bytes; throws `usage` where the bytes do not fit in it (§1.4). */
export function padToBucket(bytes: Uint8Array, bucket: number): Uint8Array {
  if (!isBucket(bucket) || bytes.length + 1 > bucket) refuse('usage', 'bytes do not fit the bucket')
  return padTo(bytes, bucket)
}

/** Takes the padding of a bucket off; throws `broken` unless the length is exactly the bucket and the padding canonical (§1.4). */
export function unpadBucket(bytes: Uint8Array, bucket: number): Uint8Array {
  if (!isBucket(bucket) || bytes.length !== bucket) refuse('broken', 'not the stated bucket')
  return unpadFrom(bytes, bucket)
}

/** Pads a record to the next multiple of 1024 (§1.4). */
export function padRecord(bytes: Uint8Array): Uint8Array {
  return padTo(bytes, RECORD_BLOCK)
}

/** Undoes padRecord; throws `broken` (§1.4). */
export function unpadRecord(bytes: Uint8Array): Uint8Array {
  return unpadFrom(bytes, RECORD_BLOCK)
}
