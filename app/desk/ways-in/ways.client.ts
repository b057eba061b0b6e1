// A member's own ways in. The boxes are asked for by the member's name, as anybody could; what changes them is signed and recorded.

import type { UnlockAnswer } from '#crypto/answers.ts'
import type { WayIn } from '#crypto/worker/calls-keys.ts'
import { today, withPlace } from '../record.client.ts'
import { postJson } from '../requests.client.ts'
import type { DeskWorker } from '../worker.client.ts'
import { makePasskey } from './passkey.client.ts'

export type WaysIn = { answer: UnlockAnswer; ways: readonly WayIn[] }

export async function waysOf(worker: DeskWorker, name: string): Promise<WaysIn> {
  const answer = await postJson<UnlockAnswer>('/desk/api/unlock', { name })
  return { answer, ways: await worker.call('waysIn', { answer }) }
}

/** Makes a passkey on this device and seals the member's keys under what it gives; the page passes its bytes on and keeps none. */
export async function addPasskey(worker: DeskWorker, owner: { name: string; organisation: string }): Promise<void> {
  const { salt, userHandle } = await worker.call('newPasskey', { now: Date.now() })
  const { credentialId, prf } = await makePasskey({ ...owner, salt, userHandle })
  // Asked again at each attempt: a change sets the whole state, and another tab may have changed it.
  await withPlace(worker, async (place) => {
    const { answer } = await waysOf(worker, owner.name)
    return worker.call('addPasskey', { answer, credentialId, prf, place, ...today() })
  })
}

/** From now on this passkey opens nothing here. */
export async function dropPasskey(worker: DeskWorker, name: string, head: string): Promise<void> {
  await withPlace(worker, async (place) => {
    const { answer } = await waysOf(worker, name)
    return worker.call('dropPasskey', { answer, head, place, ...today() })
  })
}
