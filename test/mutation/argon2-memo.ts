// Argon2id, remembered from run to run: the same phrase under the same salt and parameters is hashed once, and half a second is saved for each mutant.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { argon2id as hashed } from 'hash-wasm'

type Options = Parameters<typeof hashed>[0]

const KEPT = process.env['MUTATION_HASHES'] ?? 'bundled-tests/argon2.json'
const held = new Map(kept())

export async function argon2id(options: Options): Promise<string | Uint8Array> {
  const asked = JSON.stringify({ ...options, password: textOf(options.password), salt: textOf(options.salt) })
  const known = held.get(asked)
  if (known !== undefined) return known.slice()
  const made: string | Uint8Array = await hashed(options)
  held.set(asked, made)
  // Another run may have written meanwhile, and nobody reads half a file.
  for (const [of, hash] of kept()) held.set(of, hash)
  writeFileSync(`${KEPT}.${process.pid}`, JSON.stringify([...held].flatMap(([of, hash]) => (typeof hash === 'string' ? [] : [[of, [...hash]]]))))
  renameSync(`${KEPT}.${process.pid}`, KEPT)
  return made.slice()
}

function kept(): [asked: string, hash: string | Uint8Array][] {
  const lines: readonly (readonly [string, readonly number[]])[] = existsSync(KEPT) ? JSON.parse(readFileSync(KEPT, 'utf8')) : []
  return lines.map(([asked, hash]) => [asked, new Uint8Array(hash)])
}

function textOf(input: Options['password']): string {
  return typeof input === 'string' ? input : Buffer.from(input.buffer, input.byteOffset, input.byteLength).toString('hex')
}
