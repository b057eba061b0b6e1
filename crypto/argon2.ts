/**
 * Argon2id, which this build of libsodium does not have (§8.2): the only file that imports hash-wasm.
 * For the staff's unlock by phrase; nobody on the reporter's side hashes a password.
 */
import { argon2id } from 'hash-wasm'
import { refuse } from './error.ts'

export interface Argon2Params {
  readonly memoryKiB: number
  readonly passes: number
}

/** What new boxes are made with: 64 MiB, 3 passes; about 0.3 s on a desk's computer, 1 s on a slow one. */
export const ARGON2_NEW: Argon2Params = { memoryKiB: 65_536, passes: 3 }
const FLOOR: Argon2Params = { memoryKiB: 65_536, passes: 3 }
const CEILING: Argon2Params = { memoryKiB: 1_048_576, passes: 10 }

/** Throws `parameters` outside 65536..1048576 KiB and 3..10 passes: a server could ask for a hash that it can try, or for one that stops the machine (§8.2). */
export function insistArgon2(params: Argon2Params): void {
  const inside = (value: number, low: number, high: number) => Number.isInteger(value) && value >= low && value <= high
  if (!inside(params.memoryKiB, FLOOR.memoryKiB, CEILING.memoryKiB) || !inside(params.passes, FLOOR.passes, CEILING.passes)) {
    refuse('parameters', 'password hash outside floor or ceiling')
  }
}

/** 32 bytes of Argon2id (version 1.3, one lane) after checking floor and ceiling; takes `memoryKiB` of memory (§8.2). */
export async function hashPhrase(phrase: Uint8Array, salt: Uint8Array, params: Argon2Params): Promise<Uint8Array> {
  insistArgon2(params)
  if (salt.length !== 16) refuse('usage', 'salt of 16 bytes expected')
  return await argon2id({
    password: phrase, salt, parallelism: 1, hashLength: 32, outputType: 'binary',
    memorySize: params.memoryKiB, iterations: params.passes,
  })
}
