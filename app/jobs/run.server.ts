// The runner of everything that no request waits for: notices by mail, reminders of dates, copies that end, files that nobody listed, the day's
// signature over the record. It lives in the server process; several processes on one PostgreSQL share the work through leases.

import { randomBytes } from 'node:crypto'
import { endCopies } from '#db/commands/end-copies.server.ts'
import { raiseReminders } from '#db/commands/raise-reminders.server.ts'
import { signCheckpoint, type CheckpointAsked } from '#db/commands/sign-checkpoint.server.ts'
import { sweepParts } from '#db/commands/sweep-parts.server.ts'
import type { Database } from '#db/connect.server.ts'
import { instantFrom, type Day, type InstanceId } from '#db/model/ids.ts'
import type { PartStore } from '#db/part-store.server.ts'
import { scopeOfJob } from '#db/scope.ts'
import { noticesFor, type Deliver } from './notices.server.ts'

export interface JobSetting {
  readonly db: Database
  readonly parts: PartStore
  /** Null before set-up: nothing to do. */
  instance(): Promise<{ readonly instanceId: InstanceId } | null>
  /** Null: no mail server is named, notices wait. */
  readonly deliver: Deliver | null
  readonly mailHours: readonly number[]
  /** Signs the end of the record; null while no published list names our key, because nobody could check it. */
  headSigner(): Promise<CheckpointAsked['sign'] | null>
  readonly origin: string
  today(): Day
  /** What the organisation's clock shows at `nowMs`. */
  time(nowMs: number): { readonly hour: number; readonly minute: number }
  log(event: string, fields: { readonly job: string; readonly count?: number; readonly error?: unknown }): void
}

export interface Jobs {
  /** Resolves when the step that is under way has ended; nothing starts afterwards. */
  stop(): Promise<void>
}

const everyMs = 15_000

/** Starts the runner; a step that fails is logged and tried again fifteen seconds later. */
export function startJobs(setting: JobSetting): Jobs {
  const { step, release } = jobSteps(setting)
  let running: Promise<void> = Promise.resolve()
  const turn = () => {
    running = running.then(() => step(Date.now())).catch((error: unknown) => setting.log('job failed', { job: 'runner', error }))
  }
  const timer = setInterval(turn, everyMs)
  timer.unref()
  turn()
  return {
    async stop() {
      clearInterval(timer)
      await running
      await release()
    },
  }
}

/** `step` does what is due at a time in milliseconds since 1970: reminders, the record and copies once an hour, the clean-up of files once a day, then mail. `release` gives back what it holds. */
export function jobSteps(setting: JobSetting): { step(nowMs: number): Promise<void>; release(): Promise<void> } {
  const runner = new Uint8Array(randomBytes(16))
  const notices = setting.deliver === null ? null : noticesFor(setting.db, runner, setting.mailHours, setting.origin, setting.deliver)
  let lastHour = ''
  let swept: Day | null = null
  async function step(nowMs: number): Promise<void> {
    const instance = await setting.instance()
    if (instance === null) return
    const today = setting.today()
    const { hour, minute } = setting.time(nowMs)
    if (lastHour !== `${today} ${hour}`) {
      const whole = await hourly(instance.instanceId, today)
      lastHour = whole ? `${today} ${hour}` : ''
    }
    const mail = await notices?.send({ now: instantFrom(nowMs), today, hour, minute })
    if (mail !== undefined && mail.sent > 0) setting.log('notices sent', { job: 'mail', count: mail.sent })
    if (mail !== undefined && mail.failed > 0) setting.log('notices wait: the mail server does not take them', { job: 'mail', count: mail.failed })
  }
  /** True if all of it was done; what fails does not keep the rest, or the mail, from its turn. */
  async function hourly(instance: InstanceId, today: Day): Promise<boolean> {
    const { db, parts, headSigner, log } = setting
    const scope = scopeOfJob(instance)
    const works: readonly (readonly [job: string, done: string, work: () => Promise<number>])[] = [
      ['reminders', 'reminders raised', async () => (await raiseReminders(db, scope, { today })).raised],
      ['record', 'record signed', async () => {
        const sign = await headSigner()
        if (sign !== null) await signCheckpoint(db, scope, { today, sign })
        return 0
      }],
      ['copies', 'copies ended', async () => (await endCopies(db, scope, { today })).ended],
      ['files', 'files cleaned up', async () => {
        if (swept === today) return 0
        const { unlisted, orphans } = await sweepParts(db, parts, scope, { today })
        swept = today
        return unlisted + orphans
      }],
    ]
    let whole = true
    for (const [job, done, work] of works) {
      try {
        const count = await work()
        if (count > 0) log(done, { job, count })
      } catch (error) {
        whole = false
        log('job failed', { job, error })
      }
    }
    return whole
  }
  return { step, release: async () => notices?.release() }
}
