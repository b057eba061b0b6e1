// One message into an open conversation, sealed anew where somebody else wrote first.
import { WorkerError } from '#crypto/worker/client.ts'
import type { WorkerClient } from '#crypto/worker/client.ts'
import type { ReporterCalls } from '#crypto/worker/messages.ts'
import { untilThere } from './patience.client.ts'
import { challenge, post, Refused } from './requests.client.ts'

/** Other people wrote at the same moment: read again and seal again, a few times. */
const resealsAtMost = 3

export interface Delivery {
  readonly worker: WorkerClient<ReporterCalls>
  /** What is to be sealed; asked for again before each sealing. */
  letter(): Promise<ReporterCalls['sealPost']['input']>
  reopen(): Promise<void>
  /** The files were sealed under a key that is no longer the newest. */
  sealFilesAnew(): void
  trouble(key: string): void
}

/** The day of receipt. A retry sends the same bytes; only where somebody else wrote first is the message sealed anew. */
export async function deliver({ worker, letter, reopen, sealFilesAnew, trouble }: Delivery): Promise<number> {
  for (let reseals = 0; ; reseals += 1) {
    try {
      await worker.call('sealPost', await letter())
      const { day } = await untilThere(async () => {
        const { frame } = await worker.call('signPost', { challenge: (await challenge()).challenge })
        return post(frame)
      }, trouble)
      return day
    } catch (error) {
      const lateFiles = error instanceof WorkerError && error.code === 'epoch'
      const overtaken = lateFiles || (error instanceof Refused && ['stale', 'conflict', 'taken'].includes(error.reason))
      if (!overtaken || reseals >= resealsAtMost) throw error
      if (lateFiles) sealFilesAnew()
      await reopen()
    }
  }
}
