// One sealing worker for all staff pages of a tab. Secrets stay in it; pages hold only what people may read.

import { startDeskWorker } from '#crypto/worker/client.ts'

export type DeskWorker = ReturnType<typeof startDeskWorker>

const running = new Map<string, DeskWorker>()

/** The worker at this address; started once, shared with other tabs where the browser can. */
export function deskWorker(address: string): DeskWorker {
  const known = running.get(address)
  if (known !== undefined) return known
  const started = startDeskWorker(address)
  running.set(address, started)
  return started
}
