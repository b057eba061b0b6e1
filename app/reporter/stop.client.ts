// Fills the screen on which a refusal is told. Showing it is the page's own business, because pages have histories of their own.
import type { WorkerCode } from '#crypto/worker/client.ts'
import { stopKey } from './stops.ts'
import type { StopPlace } from './stops.ts'
import { boldDay, find, phoneDay, put, text } from './texts.client.ts'

let told: (() => void) | null = null

/** `heading`: the key of what the page does not do now, where it is not the halt before strangers or the phone's date. */
export function fillStop(place: StopPlace, code: WorkerCode, heading: string): void {
  told = () => fillStop(place, code, heading)
  const halt = code === 'pinned-root'
  find('halt').toggleAttribute('data-halt', halt)
  find('h-stop').textContent = text(halt ? 'stop.halt.h' : code === 'expired' ? 'expired.h' : heading)
  put(find('stop-says'), stopKey(place, code), { date: boldDay(phoneDay()) })
  find('stop-expired').hidden = code !== 'expired'
}

/** After another language took the place of the page: the same refusal in its words, where one was told. */
export function fillStopAgain(): void {
  told?.()
}
