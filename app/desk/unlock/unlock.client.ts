// Unlocking: the boxes of a name come from the server, the phrase opens one of them in the worker, a signed challenge opens the session.

import type { UnlockAnswer } from '#crypto/answers.ts'
import type { DeskCalls, Secret } from '#crypto/worker/messages.ts'
import { postJson, signIn } from '../requests.client.ts'
import { askPasskey } from '../ways-in/passkey.client.ts'
import { deskWorker } from '../worker.client.ts'

/** True when the worker still holds the keys (then the session is open too), so that a second tab does not ask again. */
export async function enterIfOpen(address: string): Promise<boolean> {
  const worker = deskWorker(address)
  const { unlocked } = await worker.call('status', { now: Date.now() })
  if (unlocked) await signIn(worker)
  return unlocked
}

/** Tries the secret; opens the session when it opens a box. */
export async function unlockWith(address: string, name: string, secret: Secret): Promise<DeskCalls['unlock']['output']> {
  const worker = deskWorker(address)
  const answer = await postJson<UnlockAnswer>('/desk/api/unlock', { name })
  const opened = await worker.call('unlock', { answer, secret, now: Date.now() })
  if (opened.result === 'ok') await signIn(worker)
  return opened
}

/** Lets a passkey of this device open the boxes of a name; `none` where the name has no box for one. Its bytes go to the worker alone. */
export async function unlockWithPasskey(address: string, name: string): Promise<'ok' | 'wrong' | 'none'> {
  const worker = deskWorker(address)
  const answer = await postJson<UnlockAnswer>('/desk/api/unlock', { name })
  const { salt } = await worker.call('passkeySalt', { answer })
  if (salt === null) return 'none'
  const { credentialId, prf } = await askPasskey(salt)
  const opened = await worker.call('unlock', { answer, secret: { kind: 'passkey', credentialId, prf }, now: Date.now() })
  if (opened.result !== 'ok') return 'wrong'
  await signIn(worker)
  return 'ok'
}
