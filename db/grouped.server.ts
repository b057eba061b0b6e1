// Many callers, few disk flushes: everybody who asks while a flush runs shares the next one.

/** Returns a function that resolves once `work` has begun after the call and ended. At most one `work` runs at a time;
 *  a failure reaches exactly the callers whose round failed. */
export function grouped(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null
  let next: Promise<void> | null = null

  function begin(): Promise<void> {
    const round = work()
    running = round
    const done = (): void => {
      if (running === round) running = null
    }
    round.then(done, done)
    return round
  }

  return () => {
    if (running === null) return begin()
    if (next === null) {
      const after = (): Promise<void> => {
        next = null
        return begin()
      }
      next = running.then(after, after)
    }
    return next
  }
}
