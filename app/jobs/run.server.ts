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

/** `step` does what is due at a time in milliseconds since 1970: reminders, ends and the clean-up once an hour, then mail. `release` gives back what it holds. */
export function jobSteps(setting: JobSetting): { step(nowMs: number): Promise<void>; release(): Promise<void> } {
  const runner = new Uint8Array(randomBytes(16))
  const notices = setting.deliver === null ? null : noticesFor(setting.db, runner, setting.mailHours, setting.origin, setting.deliver)
  let lastHour = ''
  async function step(nowMs: number): Promise<void> {
    const instance = await setting.instance()
    if (instance === null) return
    const today = setting.today()
    const { hour, minute } = setting.time(nowMs)
    if (lastHour !== `${today} ${hour}`) {
      await hourly(instance.instanceId, today)
      lastHour = `${today} ${hour}`
    }
    const mail = await notices?.send({ now: instantFrom(nowMs), today, hour, minute })
    if (mail !== undefined && mail.sent > 0) setting.log('notices sent', { job: 'mail', count: mail.sent })
    if (mail !== undefined && mail.failed > 0) setting.log('notices wait: the mail server does not take them', { job: 'mail', count: mail.failed })
  }
  async function hourly(instance: InstanceId, today: Day): Promise<void> {
    const scope = scopeOfJob(instance)
    const { raised } = await raiseReminders(setting.db, scope, { today })
    if (raised > 0) setting.log('reminders raised', { job: 'reminders', count: raised })
    const sign = await setting.headSigner()
    if (sign !== null) await signCheckpoint(setting.db, scope, { today, sign })
    const { ended } = await endCopies(setting.db, scope, { today })
    if (ended > 0) setting.log('copies ended', { job: 'copies', count: ended })
    const { unlisted, orphans } = await sweepParts(setting.db, setting.parts, scope, { today })
    if (unlisted + orphans > 0) setting.log('files cleaned up', { job: 'files', count: unlisted + orphans })
  }
  return { step, release: async () => notices?.release() }
}
