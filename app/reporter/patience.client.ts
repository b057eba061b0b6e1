// Waiting for a better line: longer from try to try, cut short when the phone is online again or the person says "now".
import { NoAnswer, Refused } from './requests.client.ts'

let wake: (() => void) | undefined

export function tryNow(): void {
  wake?.()
}

/**
 * Tries until there is an answer; only a refusal ends it. `trouble` is told the key of what is the matter meanwhile, and '' when
 * it is over. A challenge that grew old on the way is no refusal: the next try brings a fresh one.
 */
export async function untilThere<Answer>(step: () => Promise<Answer>, trouble: (key: string) => void): Promise<Answer> {
  let unsure = false
  for (let tries = 0; ; tries += 1) {
    try {
      const answer = await step()
      trouble('')
      return answer
    } catch (error) {
      const aged = error instanceof Refused && error.reason === 'challenge'
      if (!aged && !(error instanceof NoAnswer)) throw error
      if (error instanceof NoAnswer) {
        unsure ||= error.sent
        trouble(error.busy ? 'error.busy' : unsure ? 'error.unsure' : 'error.offline')
      }
      await pause(tries)
    }
  }
}

/** Resolves after a while (2 s, doubling, at most 30 s), or as soon as there is a reason to try. */
function pause(tries: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, Math.min(2000 * 2 ** tries, 30_000))
    addEventListener('online', done)
    wake = done
    function done(): void {
      clearTimeout(timer)
      removeEventListener('online', done)
      wake = undefined
      resolve()
    }
  })
}
