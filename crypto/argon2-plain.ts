/**
 * Argon2id in plain script, for the staff worker where the browser forbids WebAssembly (§8.2): the same bytes as hash-wasm,
 * whose place it takes in that build, some three times slower where the engine compiles, a hundred times where it does not. The only file that imports @noble/hashes.
 */
import { argon2idAsync } from '@noble/hashes/argon2.js'

interface Options {
  readonly password: Uint8Array
  readonly salt: Uint8Array
  readonly parallelism: number
  readonly hashLength: number
  readonly outputType: 'binary'
  /** KiB. */
  readonly memorySize: number
  readonly iterations: number
}

/** Argon2id, version 1.3; floor and ceiling are argon2.ts's to check. Lets other calls through meanwhile: without a compiler it takes half a minute and more. */
export async function argon2id(options: Options): Promise<Uint8Array> {
  const { password, salt, parallelism, hashLength, memorySize, iterations } = options
  return await argon2idAsync(password, salt, { t: iterations, m: memorySize, p: parallelism, dkLen: hashLength, maxmem: 2 ** 31 })
}
