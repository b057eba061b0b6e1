// A file that a person chose, on its way from the phone to the team.
import type { Upload } from '../files.client.ts'
import type { Cleaned } from './clean.client.ts'

/**
 * `cleaning`: being looked at · `ask`: the person has to say whether it goes as it is · `covering`: something in it is being blacked out · `ready` · `sending` · `sent`: every part has
 * arrived, a message may list it · `refused`: it does not go, `why` says it.
 */
export type Stage = 'cleaning' | 'ask' | 'covering' | 'ready' | 'sending' | 'sent' | 'refused'

export interface Chosen {
  /** What was chosen, so that the same one is known again; null where it was made on the page. */
  readonly source: File | null
  readonly row: HTMLLIElement
  stage: Stage
  blob: Blob | null
  name: string
  mime: string
  cleaned: Cleaned | null
  why: string
  paused: boolean
  upload: Upload | null
  /** Wakes an upload that waits for "Continue". */
  wake: (() => void) | null
  readonly stop: AbortController
}

/** Thrown out of an upload whose file was taken out of the list. */
export class TakenOut extends Error {}

/** Whether two files hold the same bytes, with a piece of each in memory. */
export async function sameContent(one: Blob, other: Blob): Promise<boolean> {
  if (one.size !== other.size) return false
  const piece = 1_048_576
  for (let at = 0; at < one.size; at += piece) {
    const [ours, theirs] = await Promise.all([one, other].map(async (blob) => new Uint8Array(await blob.slice(at, at + piece).arrayBuffer())))
    if (ours === undefined || theirs === undefined || !ours.every((byte, place) => byte === theirs[place])) return false
  }
  return true
}
