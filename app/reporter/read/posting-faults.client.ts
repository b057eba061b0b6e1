// What is said where something could not be sent, and what nothing may be said about.
import { WorkerError } from '#crypto/worker/client.ts'
import { Refused } from '../requests.client.ts'

/** The key of the words; null where the conversation must not stay on the screen. */
export function keyFor(error: unknown): string | null {
  const long = error instanceof WorkerError ? error.code === 'usage' : error instanceof Refused && error.reason === 'too-big'
  if (long) return 'error.long'
  if (!(error instanceof WorkerError)) return 'error.again'
  return null
}
