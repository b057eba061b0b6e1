// Checkpoints of the embedded database: they let go of log that an earlier flush made safe, so what they leave has to be safe itself.

export interface Checkpoints {
  /** Rejects with the first failure of any checkpoint, from then on. */
  intact(): Promise<void>
  stop(): void
}

/** Runs `checkpoint` every `everyMs`. Once one has failed none follows: the log may be gone before the files it stood for were safe,
 *  and only a restart, which flushes everything, tells the truth again. */
export function checkpointsEvery(everyMs: number, checkpoint: () => Promise<void>): Checkpoints {
  let failure: { readonly cause: unknown } | null = null
  const timer = setInterval(() => {
    checkpoint().catch((cause: unknown) => {
      failure ??= { cause }
      clearInterval(timer)
    })
  }, everyMs)
  timer.unref()
  return {
    intact: () => (failure === null ? Promise.resolve() : Promise.reject(failure.cause)),
    stop: () => clearInterval(timer),
  }
}
