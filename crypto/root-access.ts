/**
 * How the root holder comes back (§7.7): by the file that was saved, read on their own device and nowhere else.
 */
import { textFromUtf8 } from './bytes.ts'
import { readCode } from './code.ts'
import type { LastSigned } from './next-roster.ts'
import { openRoot } from './root-holder.ts'
import type { RootHolder } from './root-holder.ts'
import type { InstanceId } from './types.ts'

/** Reads a root file of this instance; null for anything else, a mistyped copy included (§7.7). */
export function readRootFile(instance: InstanceId, file: Uint8Array): { root: RootHolder; last: LastSigned | null } | null {
  const words = wordsIn(file)
  const read = readCode(String(words['code']))
  if (words['todoke'] !== 'root key' || words['instance'] !== instance || read.kind !== 'ok') return null
  return { root: openRoot(instance, read.code), last: lastFrom(words['lastSigned']) }
}

function wordsIn(file: Uint8Array): Record<string, unknown> {
  try {
    const words: unknown = JSON.parse(textFromUtf8(file))
    return typeof words === 'object' && words !== null ? { ...words } : {}
  } catch {
    // Another file was chosen: the person is asked again, nothing in it is of interest.
    return {}
  }
}

function lastFrom(value: unknown): LastSigned | null {
  if (typeof value !== 'object' || value === null || !('seq' in value) || !('hash' in value)) return null
  return typeof value.seq === 'number' && typeof value.hash === 'string' ? { seq: value.seq, hash: value.hash } : null
}
