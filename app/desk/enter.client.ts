// From an unlocked worker to an open desk: session cookie, directory, checked lists.

import type { Directory } from '#crypto/answers.ts'
import type { DirectoryView } from '#crypto/worker/views.ts'
import { Refusal, getJson, postJson, signIn } from './requests.client.ts'
import type { DeskWorker } from './worker.client.ts'

export type Entrance = { result: 'locked' } | { result: 'open'; directory: DirectoryView; today: number }

/** Opens the desk if the worker is unlocked; signs in again by itself when only the cookie has gone. */
export async function enterDesk(worker: DeskWorker): Promise<Entrance> {
  const status = await worker.call('status', { now: Date.now() })
  if (!status.unlocked) return { result: 'locked' }
  const directory = await withSession(worker, () => getJson<Directory>('/desk/api/directory'))
  return { result: 'open', directory: await worker.call('loadDirectory', { directory, now: Date.now() }), today: directory.today }
}

/** Asks, and once more after signing in when the session has ended. */
export async function withSession<Answer>(worker: DeskWorker, ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask()
  } catch (error) {
    if (!(error instanceof Refusal) || error.status !== 401) throw error
    await signIn(worker)
    return ask()
  }
}

/** Forgets the keys and the session, then loads the locked page anew, so that nothing opened stays in this document. */
export async function lockDesk(worker: DeskWorker): Promise<void> {
  await worker.call('lock', {})
  try {
    await postJson('/desk/api/signout', {})
  } catch (error) {
    // Without a network the keys are gone all the same; the cookie alone opens nothing sealed.
    if (!(error instanceof Refusal)) throw error
  }
  window.location.replace('/desk?locked')
}
