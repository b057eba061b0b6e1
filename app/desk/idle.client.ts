// A desk that nobody uses locks itself: the worker counts, this tells it about use and notices when it has locked.

import type { DeskWorker } from './worker.client.ts'

const pollMs = 10_000
const tellMs = 15_000

/** Calls `onLocked` once the worker has forgotten these keys, by time or by another tab. Returns how to stop watching. */
export function watchIdle(worker: DeskWorker, keys: 'unlocked' | 'recoveryOpen', onLocked: () => void): () => void {
  let told = 0
  let stopped = false

  function used(): void {
    const now = Date.now()
    if (now - told < tellMs) return
    told = now
    void worker.call('use', { now }).then(look)
  }

  async function look(): Promise<void> {
    const held = (await worker.call('status', { now: Date.now() }))[keys]
    if (!held && !stopped) {
      stopped = true
      onLocked()
    }
  }

  const timer = setInterval(() => void look(), pollMs)
  const onShown = () => {
    if (document.visibilityState === 'visible') void look()
  }
  for (const kind of ['pointerdown', 'keydown', 'wheel'] as const) addEventListener(kind, used, { passive: true })
  document.addEventListener('visibilitychange', onShown)
  return () => {
    stopped = true
    clearInterval(timer)
    for (const kind of ['pointerdown', 'keydown', 'wheel'] as const) removeEventListener(kind, used)
    document.removeEventListener('visibilitychange', onShown)
  }
}
