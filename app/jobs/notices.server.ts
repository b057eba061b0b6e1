// Sends what waits in the outbox. Danger leaves at once; everything else at the hours of the configuration,
// because a mail that leaves with the report would tell the minute in which somebody wrote it.

import { claimOutbox, type Mail } from '#db/commands/claim-outbox.server.ts'
import { settleOutbox } from '#db/commands/settle-outbox.server.ts'
import type { Database } from '#db/connect.server.ts'
import { noticeKinds, isInstant } from '#db/model/events.ts'
import type { Day, Instant } from '#db/model/ids.ts'
import { recipientsOfNotice } from '#db/queries/recipients-of-notice.server.ts'
import { mailText } from './mail-text.server.ts'

/** One mail that is ready to leave; throws when the mail server refused it or did not answer. */
export type Deliver = (mail: { readonly to: string; readonly messageId: string; readonly subject: string; readonly text: string }) => Promise<void>

export interface Moment {
  readonly now: Instant
  readonly today: Day
  /** On the organisation's clock. */
  readonly hour: number
  readonly minute: number
}

export interface Outcome {
  readonly sent: number
  readonly failed: number
}

export interface Notices {
  /** Sends what is due at this moment. A mail that could not leave is no error: it is counted, kept, and tried again at the next call. */
  send(moment: Moment): Promise<Outcome>
  /** Gives back what is still held, for the next runner. */
  release(): Promise<void>
}

/** A team is small: more notices than this at once would be a fault, and the rest leaves at the next hour. */
const batch = 500
/** Minutes after a full hour in which its mail may start; later would tell more than the hour. */
const lateBy = 5

/** Notices of one runner. `mailHours` on the organisation's clock; `origin` is where the mails lead. */
export function noticesFor(db: Database, runner: Uint8Array, mailHours: readonly number[], origin: string, deliver: Deliver): Notices {
  let slot = ''
  let held: Mail[] = []

  async function send(moment: Moment): Promise<Outcome> {
    const urgent = await claim(moment, true)
    const hour = `${moment.today} ${moment.hour}`
    if (slot !== hour) {
      await release()
      if (mailHours.includes(moment.hour) && moment.minute < lateBy) {
        slot = hour
        held = await claim(moment, false)
      }
    }
    const due = [...urgent, ...held]
    const failed: Mail[] = []
    for (const mail of due) if (!(await isSent(mail))) failed.push(mail)
    // What is urgent stays leased to this runner, so the next claim brings it again.
    held = failed.filter(({ kind }) => !isInstant(kind))
    return { sent: due.length - failed.length, failed: failed.length }
  }

  async function release(): Promise<void> {
    for (const mail of held.splice(0)) await settleOutbox(db, mail, { runner, sent: false })
  }

  function claim({ now, today }: Moment, urgent: boolean): Promise<Mail[]> {
    return claimOutbox(db, { runner, now, today, kinds: noticeKinds.filter((kind) => isInstant(kind) === urgent), limit: batch })
  }

  // Struck off only after the mail server took it: a crash in between sends it twice, under the same Message-ID.
  async function isSent(mail: Mail): Promise<boolean> {
    const [recipient] = await recipientsOfNotice(db, mail.instance, [mail.memberId])
    if (recipient !== undefined) {
      const messageId = `<${mail.mailId}@${new URL(origin).hostname}>`
      try {
        await deliver({ to: recipient.email, messageId, ...mailText(mail.kind, origin) })
      } catch (error) {
        if (error instanceof Error) return false
        throw error
      }
    }
    await settleOutbox(db, mail, { runner, sent: true })
    return true
  }

  return { send, release }
}
