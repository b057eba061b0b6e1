// The calendar behind a link: of everything that a desk must keep it shows the number of the case, the word due, and the day.

import { createHash } from 'node:crypto'
import type { ReadingDatabase } from '#db/connect.server.ts'
import { calendarText } from '#db/model/calendar-feed.ts'
import { caseNumber, type Day, type InstanceId } from '#db/model/ids.ts'
import { scopeBehindLink } from '#db/queries/calendar.server.ts'
import { dueClocks, type DueClock } from '#db/queries/due.server.ts'
import type { MemberScope } from '#db/scope.ts'
import { deskLanguages } from '#locales/index.ts'
import { textsFor } from './texts.server.ts'

/** What the database keeps of a link: 32 bytes from which nobody makes the link. */
export function hashOfSecret(secret: string): Uint8Array {
  return new Uint8Array(createHash('sha256').update(secret).digest())
}

/** The running clocks of the member behind the secret (43 signs of base64url) as text/calendar, each case once a day; null for a secret that was taken back or never made. */
export async function calendarBehind(
  db: ReadingDatabase, instance: InstanceId, secret: string, place: { readonly origin: string; readonly today: Day },
): Promise<string | null> {
  const behind = await scopeBehindLink(db, instance, hashOfSecret(secret))
  if (behind === null) return null
  const days = new Map((await everyClock(db, behind.scope)).map(({ caseId, clock }) => [`${caseId} ${clock.dueDay}`, { caseId, dueDay: clock.dueDay }]))
  const entries = [...days].map(([at, { caseId, dueDay }]) => ({
    // The id of a case means something elsewhere; what a calendar keeps does not lead back to it.
    uid: Buffer.from(hashOfSecret(`${behind.linkId} ${at}`)).toString('hex').slice(0, 32), caseNumber: caseNumber(caseId), dueDay,
  }))
  const word = deskLanguages().map((language) => textsFor(language).t('calendar.due')).join(' / ')
  return calendarText(entries, { host: new URL(place.origin).hostname, word, today: place.today })
}

async function everyClock(db: ReadingDatabase, scope: MemberScope): Promise<DueClock[]> {
  const all: DueClock[] = []
  for (let after: string | null | undefined; after !== null;) {
    const page = await dueClocks(db, scope, { after })
    all.push(...page.clocks)
    after = page.next
  }
  return all
}
